// show: all that is known of one entity: best values, money, relationships both ways, every fact with its source.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "graph/error.h"
#include "graph/search.h"
#include "graph/text/json.h"
#include "tools/commands.h"
#include "tools/portrait.h"

namespace polgraph::cli {

namespace {

struct ShowOptions {
  std::string entity;
  std::string format = "table";
  bool all_ranks = false;
};

int run(const ShowOptions& options, Context& context) {
  const Store store = context.open(Store::Mode::Read);
  const Snapshot snapshot = store.snapshot();
  const Portrait portrait = make_portrait(snapshot, resolve(snapshot, options.entity), options.all_ranks);
  if (options.format == "json")
    context.out << to_json(as_value(portrait)) << '\n';
  else if (options.format == "markdown")
    print_markdown(portrait, context.out);
  else
    print_text(portrait, context.out);
  return 0;
}

std::function<int(Context&)> add(CLI::App& app) {
  auto options = std::make_shared<ShowOptions>();
  CLI::App* sub = app.add_subcommand("show", "one entity: values, money, relationships, every fact with its source");
  sub->add_option("ENTITY", options->entity, "id, acronym, any name or alias, in any spelling")
      ->required()
      ->type_name("");
  sub->add_flag("--all-ranks", options->all_ranks, "also what was judged wrong (rank deprecated)");
  sub->add_option("--format", options->format, "table, json, markdown")
      ->type_name("NAME")
      ->check(CLI::IsMember({"table", "json", "markdown"}))
      ->capture_default_str();
  sub->footer(examples({
      {"polgraph show METI", ""},
      {"polgraph show \"Green Innovation Fund\" --format markdown", "to paste into a report"},
      {"polgraph show jp/nedo --format json", "for a program"},
  }));
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace

const Command kShow{"show", &add};

}  // namespace polgraph::cli
