// export: the graph, or a part of it, as a file of another format or a picture.
#include <CLI/CLI.hpp>
#include <memory>

#include "graph/error.h"
#include "graph/search.h"
#include "query/engine.h"
#include "tools/arguments.h"
#include "tools/commands.h"
#include "tools/selection.h"

namespace polgraph::cli {

namespace {

struct ExportOptions {
  std::string query;
  std::string around;
  std::size_t depth = 1;
  std::vector<std::string> trace;
  std::string format;
  std::string file;
  SaveOptions save;
};

class SelectingSink : public RowSink {
 public:
  explicit SelectingSink(Selection& selection) : selection_(&selection) {}
  void columns(const std::vector<std::string>&) override {}
  void row(std::span<const Value> values, const Snapshot&) override {
    for (const Value& value : values) selection_->add(value);
  }
  void end(const Counters&) override {}

 private:
  Selection* selection_;
};

std::string select_by_query(const ExportOptions& options, Store& store, Context& context, Selection& selection) {
  const Prepared statement = prepare(options.query);
  if (statement.writes()) throw Error(Kind::Semantic, "ReadOnly", "export --query takes a statement that only reads");
  RunOptions run;
  run.memory_bytes = default_memory();
  run.cancelled = context.cancelled;
  run.clock = &Context::clock;
  SelectingSink sink(selection);
  Engine(store).run(statement, run, sink);
  return options.query;
}

std::string select_by_trace(const ExportOptions& options, const Snapshot& snapshot, Context& context,
                            Selection& selection) {
  const Traced traced = trace_stops(snapshot, options.trace, {}, false, context.err);
  if (traced.empty()) {
    throw Error(Kind::NotFound, "NoPath", "no money or mandate flows that way: " + traced.title);
  }
  selection.add(traced);
  selection.add_money();
  return traced.title;
}

std::string select(const ExportOptions& options, Store& store, const Snapshot& snapshot, Context& context,
                   Selection& selection) {
  if (!options.query.empty()) return select_by_query(options, store, context, selection);
  if (!options.trace.empty()) return select_by_trace(options, snapshot, context, selection);
  if (options.around.empty()) {
    selection.add_everything();
    return "";
  }
  const NodeId centre = resolve(snapshot, options.around);
  selection.add_around(centre, options.depth);
  return display_name(snapshot, centre);
}

int run(const ExportOptions& options, Context& context) {
  const std::string format = format_for(options.format, options.file, "dot");
  Store store = context.open(Store::Mode::Read);
  const Snapshot snapshot = store.snapshot();
  Selection selection(snapshot);
  try {
    const std::string title = select(options, store, snapshot, context, selection);
    write_graph(context, selection.source(title), format, options.file, options.save);
  } catch (const Error& error) {
    if (!options.query.empty() && error.place() && error.place()->file.empty()) {
      context.excerpt = caret_lines(options.query, *error.place());
    }
    throw;
  }
  return 0;
}

std::function<int(Context&)> add(CLI::App& app) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App* sub = app.add_subcommand("export", "write the graph or a part of it in another format, or draw it");
  CLI::Option* query = sub->add_option("--query", options->query, "what a query answers: nodes, relationships, paths")
                           ->type_name("CYPHER");
  CLI::Option* around =
      sub->add_option("--around", options->around, "an entity and what lies around it")->type_name("ENTITY");
  sub->add_option("--depth", options->depth, "how many steps around it; default 1")
      ->type_name("N")
      ->check(CLI::Range(0, 1000))
      ->needs(around);
  CLI::Option* trace =
      add_words(*sub, "--trace", options->trace, "what `trace` finds over these stops")->type_name("FROM [VIA ...] TO");
  around->excludes(query);
  trace->excludes(query)->excludes(around);
  sub->add_option("--format", options->format, savable_formats() + "; default by the file's name, else dot")
      ->type_name("NAME");
  sub->add_option("-o,--output", options->file, "write to a file, which is there whole or not at all")
      ->type_name("FILE");
  sub->add_option("--max-nodes", options->save.max_nodes, "refuse to draw more")
      ->type_name("N")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  sub->footer(examples({
      {"polgraph export --trace METI \"Green Innovation Fund\" :PriorityField -o chain.svg",
       "a picture of who funds what"},
      {"polgraph export --around NEDO --depth 2 --format dot | dot -Tpng > nedo.png", ""},
      {"polgraph export --query \"MATCH p = (:Ministry)-[:LAUNCHED]->() RETURN p\" -o launched.pdf", ""},
  }));
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace

const Command kExport{"export", &add};

}  // namespace polgraph::cli
