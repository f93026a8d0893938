// query: openCypher statements from the command line, a file or standard input.
#include <CLI/CLI.hpp>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>

#include "graph/error.h"
#include "graph/text/utf8.h"
#include "query/engine.h"
#include "query/writers.h"
#include "tools/arguments.h"
#include "tools/commands.h"
#include "tools/script.h"
#include "tools/streams.h"
#include "tools/terminal.h"

namespace polgraph::cli {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kHeldTrees = 64u << 20;  // bytes of parsed statements that wait for their turn

constexpr std::size_t kMostText = std::size_t{1} << 30;  // of -f: all of it is parsed before any of it runs
constexpr std::size_t kMostEndless = 16u << 20;  // where it is no regular file: as much as one statement may have

struct QueryOptions {
  std::string text;
  bool has_text = false;  // it was given, if only as ''
  std::string file;
  std::vector<std::string> parameters;
  std::string format;
  double timeout_s = 0;
  std::string memory;
  std::string source;
  std::string locator;
  std::string procedures;
  std::vector<std::string> allow_read;
  bool read_only = false;
  bool keep_going = false;
  bool timing = false;
};

// Passes everything on to the last letter, and counts. The columns wait for the first row or the end: a statement that
// fails before has printed nothing.
class CountingSink : public RowSink {
 public:
  CountingSink(RowSink& next, std::ostream& out) : next_(&next), out_(&out) {}
  void columns(const std::vector<std::string>& names) override {
    has_columns = !names.empty();
    waiting_ = names;
  }
  void row(std::span<const Value> values, const Snapshot& view) override {
    pass_columns();
    ++rows;
    next_->row(values, view);
  }
  void plan(const PlanReport& plan, const Snapshot& view) override {
    pass_columns();
    next_->plan(plan, view);
  }
  void end(const Counters& counts) override {
    pass_columns();
    counters = counts;
    next_->end(counts);
    out_->flush();
  }
  bool has_columns = false;
  std::uint64_t rows = 0;
  Counters counters;

 private:
  void pass_columns() {
    if (waiting_) next_->columns(*waiting_);
    waiting_.reset();
  }

  RowSink* next_;
  std::ostream* out_;
  std::optional<std::vector<std::string>> waiting_;
};

class OneValueSink : public RowSink {
 public:
  void columns(const std::vector<std::string>&) override {}
  void row(std::span<const Value> values, const Snapshot&) override { value = values.front(); }
  void end(const Counters&) override {}
  Value value;
};

// What a writing statement did, for a person: "created 2 nodes and 1 relationship, set 3 properties".
std::string summary(const Counters& counters) {
  std::string text;
  const auto add = [&text](std::uint64_t count, const char* verb, const char* one, const char* many) {
    if (count == 0) return;
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + (count == 1 ? one : many) + " " + verb;
  };
  add(counters.nodes_created, "created", "node", "nodes");
  add(counters.nodes_deleted, "deleted", "node", "nodes");
  add(counters.relationships_created, "created", "relationship", "relationships");
  add(counters.relationships_deleted, "deleted", "relationship", "relationships");
  add(counters.properties_set, "set", "property", "properties");
  add(counters.labels_added, "added", "label", "labels");
  add(counters.labels_removed, "removed", "label", "labels");
  add(counters.indexes_added, "added", "index", "indexes");
  add(counters.indexes_removed, "removed", "index", "indexes");
  add(counters.constraints_added, "added", "constraint", "constraints");
  add(counters.constraints_removed, "removed", "constraint", "constraints");
  return text.empty() ? "nothing changed" : text;
}

void skip_mark(std::string& text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
}

class Session {
 public:
  Session(const QueryOptions& options, Context& context);
  int run_text(const std::string& text, const std::string& file);
  int run_stream();

 private:
  void check(const std::string& text, const std::string& file);
  bool run_piece(const Piece& piece);  // false: it failed, and the next may run
  void run_statement(const Piece& piece);
  void take_parameter(const Piece& piece);
  void evaluate_parameters();
  Store& store_for(bool writes);
  bool failed(const Error& error, const Piece& piece);
  void report_timing(Clock::duration spent, std::uint64_t rows);

  const QueryOptions& options_;
  Context& context_;
  RunOptions run_;
  const ResultWriter* writer_;
  WriterOptions writer_options_;
  std::shared_ptr<const ProcedureTable> procedures_;
  std::optional<Store> store_;
  std::optional<Engine> engine_;  // of that store
  std::vector<Piece> pending_;    // :param lines, evaluated once a store is open
  std::deque<Prepared> checked_;  // the statements to come, as far as they are parsed already
  bool script_writes_ = false;
  bool printed_ = false;
};

Session::Session(const QueryOptions& options, Context& context) : options_(options), context_(context) {
  const std::string format = !options.format.empty() ? options.format : context.out_is_terminal ? "table" : "csv";
  writer_ = find_result_writer(format);
  if (writer_ == nullptr) {
    std::string known;
    for (const ResultWriter& writer : result_writers()) known += (known.empty() ? "" : ", ") + std::string(writer.name);
    throw Error(Kind::Usage, "UnknownFormat", "there is no result format '" + format + "'")
        .hint("the formats are " + known);
  }
  writer_options_ = {.terminal = context.out_is_terminal,
                     .width = context.out_is_terminal ? context.width : 0,
                     .colour = context.colour,
                     .spreadsheet_safe = context.spreadsheet_safe};
  for (const std::string& text : options.parameters) {
    auto [name, value] = parse_parameter(text);
    run_.parameters[name] = std::move(value);
  }
  run_.timeout_s = options.timeout_s;
  run_.memory_bytes = options.memory.empty() ? default_memory() : parse_size(options.memory, "--memory");
  writer_options_.memory_bytes = run_.memory_bytes;
  run_.cancelled = context.cancelled;
  for (const std::string& folder : options.allow_read) {
    if (!std::filesystem::is_directory(folder)) {
      throw Error(Kind::Usage, "NoSuchFolder", "--allow-read " + printable(folder) + ": this is no folder");
    }
    run_.allow_read.push_back(folder);
    run_.allow_read.push_back(std::filesystem::absolute(folder).lexically_normal().string());
  }
  run_.clock = &Context::clock;
  run_.warn = [this](const std::string& text) { context_.err << "warning: " << printable(text) << '\n'; };
  if (!options.source.empty()) {
    run_.evidence.source = options.source;
    run_.evidence.locator = options.locator;
    run_.evidence.recorded_on = context.now();
  }
  if (!options.procedures.empty()) {
    procedures_ = read_procedures(read_whole(options.procedures, kMostText, kMostEndless), options.procedures);
    run_.procedures = procedures_.get();
  }
}

// The whole text is known: every statement is parsed before any runs, so that a slip in the last one changes nothing,
// and the store is opened once, for writing if one of them writes.
int Session::run_text(const std::string& text, const std::string& file) {
  if (!options_.keep_going) check(text, file);
  Script script(file);
  script.feed(text);
  script.finish();
  bool all_well = true, empty = true;
  while (const std::optional<Piece> piece = script.next()) {
    empty = false;
    all_well &= run_piece(*piece);
  }
  // No failure, as with sqlite3 and psql; but whoever wrote "$QUERY" and had none should hear of it.
  if (empty) context_.err << "warning: the text holds no statement\n";
  return all_well ? 0 : 1;
}

void Session::check(const std::string& text, const std::string& file) {
  Script script(file);
  script.feed(text);
  script.finish();
  std::size_t held = 0;
  bool keeping = true;
  while (const std::optional<Piece> piece = script.next()) {
    try {
      if (piece->kind == Chunk::Kind::Parameter) {
        parse_param_line(piece->text);
        continue;
      }
      if (held > kHeldTrees) checked_.clear(), keeping = false, held = 0;
      Prepared statement = prepare(piece->text, run_);
      script_writes_ |= statement.writes();
      if (!keeping) continue;
      held += statement.bytes();
      checked_.push_back(std::move(statement));
    } catch (const Error& error) {
      failed(error, *piece);
    }
  }
}

// Each statement runs when its ';' has come.
int Session::run_stream() {
  Script script("");
  bool all_well = true;
  const auto run_ready = [&] {
    while (const std::optional<Piece> piece = script.next()) all_well &= run_piece(*piece);
  };
  bool first = true;
  while (context_.in.peek() != std::istream::traits_type::eof()) {
    std::string more(static_cast<std::size_t>(context_.in.rdbuf()->in_avail()), '\0');
    context_.in.read(more.data(), static_cast<std::streamsize>(more.size()));
    if (std::exchange(first, false)) skip_mark(more);
    script.feed(more);
    run_ready();
  }
  script.finish();
  run_ready();
  return all_well ? 0 : 1;
}

bool Session::run_piece(const Piece& piece) {
  context_.begin_messages();
  if (context_.cancelled->load()) throw Error(Kind::Interrupted, "Interrupted", "interrupted");
  try {
    if (piece.kind == Chunk::Kind::Parameter)
      take_parameter(piece);
    else
      run_statement(piece);
    return true;
  } catch (const Error& error) {
    return failed(error, piece);
  }
}

// Says what failed, or throws it where nothing more may run.
bool Session::failed(const Error& error, const Piece& piece) {
  const Error whole = placed(error, piece);
  if (error.detail() == "OutputFailed") throw whole;  // nobody hears of any other
  if (writer_->name == "typed-json" && error.kind() != Kind::Usage && error.kind() != Kind::Interrupted) {
    context_.out << typed_json_error(whole, whole.place()) << std::flush;
    if (options_.keep_going) return false;
  }
  const bool own_place = error.place() && error.place()->file.empty();
  context_.excerpt = own_place ? caret_lines(piece.text, *error.place()) : std::string();
  const bool fatal = error.kind() == Kind::Usage || error.kind() == Kind::Interrupted || error.kind() == Kind::Corrupt;
  if (fatal || !options_.keep_going) throw whole;
  context_.out.flush();
  context_.report(whole);
  return false;
}

Store& Session::store_for(bool writes) {
  if (store_ && (store_->writable() || !writes)) return *store_;
  engine_.reset();
  store_.reset();  // a reader makes way for a writer of the same process
  store_ = context_.open(writes ? Store::Mode::Create : Store::Mode::Read);
  engine_.emplace(*store_);
  return *store_;
}

void Session::run_statement(const Piece& piece) {
  const auto begun = Clock::now();
  std::optional<Prepared> prepared;
  if (!checked_.empty()) {
    prepared = std::move(checked_.front());
    checked_.pop_front();
  } else {
    prepared = prepare(piece.text, run_);
  }
  if (prepared->writes() && options_.read_only) {
    throw Error(Kind::Semantic, "ReadOnly", "the statement writes, and --read-only was given", place_at(piece.text, 0));
  }
  const auto parsed = Clock::now();
  store_for(prepared->writes() || script_writes_);
  evaluate_parameters();

  if (printed_ && (writer_->name == "table" || writer_->name == "markdown")) context_.out << '\n';
  const std::unique_ptr<RowSink> writer = prepared->explains()
                                              ? make_plan_writer(*writer_, context_.out, writer_options_)
                                              : writer_->make(context_.out, writer_options_);
  CountingSink sink(*writer, context_.out);
  const auto started = Clock::now();
  engine_->run(*prepared, run_, sink);
  const auto ended = Clock::now();

  printed_ = sink.has_columns || prepared->explains();
  if (options_.timing) report_timing((parsed - begun) + (ended - started), sink.rows);
  if (prepared->writes() && context_.err_is_terminal) context_.err << summary(sink.counters) << '\n';
}

void Session::take_parameter(const Piece& piece) {
  parse_param_line(piece.text);  // a malformed one fails where it stands
  pending_.push_back(piece);
}

// The constant is asked of the engine, which knows what every expression means.
void Session::evaluate_parameters() {
  for (const Piece& piece : std::exchange(pending_, {})) {
    for (const auto& [name, expression] : parse_param_line(piece.text)) {
      OneValueSink sink;
      RunOptions constant = run_;
      constant.parameters.clear();
      engine_->run(prepare("RETURN " + expression + "\nAS value"), constant, sink);
      run_.parameters[name] = sink.value;
    }
  }
}

void Session::report_timing(Clock::duration spent, std::uint64_t rows) {
  char text[96];
  const double ms = std::chrono::duration<double, std::milli>(spent).count();
  std::snprintf(text, sizeof text, "{\"timing_ms\": %.3f, \"rows\": %llu}\n", ms,
                static_cast<unsigned long long>(rows));
  context_.err << text;
}

int run(const QueryOptions& options, Context& context) {
  const bool from_input = options.text == "-" || options.file == "-";
  const bool has_file = !options.file.empty();
  if (!options.has_text && !has_file && is_terminal(0)) {
    throw Error(Kind::Usage, "NoQuery", "no query given")
        .hint("polgraph query \"MATCH (n) RETURN n.name LIMIT 5\", -f FILE, or - for standard input");
  }
  if (options.has_text && has_file) {
    throw Error(Kind::Usage, "TwoQueries", "give a query or -f FILE, not both");
  }
  Session session(options, context);
  if (from_input || (!options.has_text && !has_file)) return session.run_stream();
  if (!has_file) return session.run_text(options.text, "");
  std::string text = read_whole(options.file, kMostText, kMostEndless);
  skip_mark(text);
  return session.run_text(text, options.file);
}

std::function<int(Context&)> add(CLI::App& app) {
  auto options = std::make_shared<QueryOptions>();
  CLI::App* sub = app.add_subcommand("query", "answer openCypher statements");
  CLI::Option* text =
      sub->add_option("TEXT", options->text, "statements, separated by ';'; '-' reads them from standard input")
          ->type_name("");
  sub->add_option("-f,--file", options->file, "read the statements from a file")->type_name("FILE");
  add_repeated(*sub, "-p,--param", options->parameters, "a parameter: name=JSON, for $name")->type_name("NAME=JSON");
  std::string formats;
  for (const ResultWriter& writer : result_writers())
    formats += (formats.empty() ? "" : ", ") + std::string(writer.name);
  sub->add_option("--format", options->format, formats + "; default table on a terminal, else csv")->type_name("NAME");
  sub->add_option("--timeout", options->timeout_s, "stop a statement after so many seconds")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.001, 1e9));
  sub->add_option("--memory", options->memory,
                  "memory a statement may use; default half of the machine's, at most 4 GB")
      ->type_name("SIZE");
  sub->add_flag("--read-only", options->read_only, "refuse statements that write");
  add_repeated(*sub, "--allow-read", options->allow_read, "a folder from which LOAD CSV may read, nothing else")
      ->type_name("DIR");
  sub->add_flag("--keep-going", options->keep_going, "go on with the next statement after one has failed");
  sub->add_flag("--timing", options->timing, "one JSON line per statement on standard error: milliseconds, rows");
  CLI::Option* source =
      sub->add_option("--source", options->source, "id of the source of what is written")->type_name("ID");
  sub->add_option("--locator", options->locator, "place in the source: #L410, page 7 ...")
      ->type_name("TEXT")
      ->needs(source);
  sub->add_option("--procedures", options->procedures, "test procedures, as JSON")->type_name("FILE");
  sub->footer(examples({
      {"polgraph query \"MATCH (m:Ministry) RETURN m.name ORDER BY m.name\"", ""},
      {"polgraph query \"MATCH (f:Fund)-[:HAS_BUDGET]->(b) RETURN f.name, b.amount, b.currency\" --format json", ""},
      {"polgraph query -p 'name=\"METI\"' 'MATCH (n)-[r]->(x) WHERE $name IN n.aliases RETURN type(r), x.name'",
       "values come in as parameters, never pasted into the text"},
      {"polgraph query -f questions.cypher --format csv > answers.csv", ""},
      {"polgraph query \"PROFILE MATCH (f:Fund)-->(x) RETURN count(x)\"",
       "EXPLAIN shows the plan, PROFILE runs it and counts rows, hits and time"},
      {"polgraph query --allow-read data \"LOAD CSV WITH HEADERS FROM 'funds.csv' AS row MERGE (:Fund {id: row.id})\"",
       "reads data/funds.csv; without --allow-read no query reads a file"},
      {"polgraph query --source my-notes --locator \"page 3\" \"CREATE (:Fund {name: 'New Fund'})\"",
       "what is written rests on a source"},
  }));
  return [options, text](Context& context) {
    options->has_text = text->count() > 0;
    return run(*options, context);
  };
}

}  // namespace

const Command kQuery{"query", &add};

}  // namespace polgraph::cli
