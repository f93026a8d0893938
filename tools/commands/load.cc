// load: data sets into the store, all or nothing, with a report of what came in.
#include "loaders/load.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cmath>
#include <memory>
#include <ostream>

#include "graph/error.h"
#include "graph/text/number.h"
#include "graph/text/utf8.h"
#include "tools/arguments.h"
#include "tools/commands.h"
#include "tools/describe.h"

namespace polgraph::cli {

namespace {

struct LoadOptions {
  std::vector<std::string> paths;
  std::vector<std::string> nodes;
  std::vector<std::string> relationships;
  std::string format;
  std::string name;
  std::string delimiter;
  std::string array_delimiter;
  std::string encoding;
  std::string memory;
  bool skip_bad_rows = false;
};

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t end = 0; end != std::string::npos; begin = end + 1) {
    end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end == std::string::npos ? end : end - begin));
  }
  return parts;
}

// "[Label[:Label]=]FILE[,FILE...]". A name that is a file as it stands is one file, whatever is in it.
LoadRequest::Table parse_table(const std::string& text, const std::string& option) {
  LoadRequest::Table table;
  std::string files = text;
  const std::size_t equals = text.find('=');
  std::error_code ignored;
  const bool labelled =
      equals != std::string::npos && text.find('/') > equals && !std::filesystem::exists(text, ignored);
  if (labelled) {
    for (const std::string& label : split(text.substr(0, equals), ':')) {
      if (!label.empty()) table.labels_or_type.push_back(label);
    }
    files = text.substr(equals + 1);
  }
  if (std::filesystem::exists(files, ignored)) {
    table.files.emplace_back(files);
    return table;
  }
  for (const std::string& file : split(files, ',')) {
    if (file.empty()) throw Error(Kind::Usage, "EmptyPath", option + " names an empty file in '" + text + "'");
    table.files.emplace_back(file);
  }
  return table;
}

char parse_delimiter(const std::string& text, const std::string& option, char otherwise) {
  if (text.empty()) return otherwise;
  if (text == "TAB" || text == "tab" || text == "\\t") return '\t';
  if (text.size() == 1 && text != "\"" && text != "\n" && text != "\r") return text[0];
  throw Error(Kind::Usage, "BadDelimiter", option + " needs one ASCII character or TAB, got '" + text + "'");
}

LoadRequest request_of(const LoadOptions& options) {
  LoadRequest request;
  for (const std::string& path : options.paths) request.paths.emplace_back(path);
  for (const std::string& table : options.nodes) request.nodes.push_back(parse_table(table, "--nodes"));
  for (const std::string& table : options.relationships) {
    request.relationships.push_back(parse_table(table, "--relationships"));
  }
  if (request.paths.empty() && request.nodes.empty() && request.relationships.empty()) {
    throw Error(Kind::Usage, "NothingToLoad", "nothing to load: no file given");
  }
  request.format = options.format;
  request.name = options.name;
  request.delimiter = parse_delimiter(options.delimiter, "--delimiter", '\0');
  request.array_delimiter = parse_delimiter(options.array_delimiter, "--array-delimiter", request.array_delimiter);
  request.encoding = options.encoding;
  request.skip_bad_rows = options.skip_bad_rows;
  request.most_bytes = default_memory();
  if (!options.memory.empty()) request.most_bytes = request.memory_bytes = parse_size(options.memory, "--memory");
  return request;
}

// "528 nodes" or "528 nodes (12 of them new)".
std::string counted_new(std::uint64_t read, std::uint64_t fresh, const char* one, const char* many) {
  std::string text = counted(read, one, many);
  if (fresh != read)
    text += " (" + (fresh == 0 ? std::string("none") : with_separators(static_cast<std::int64_t>(fresh))) + " new)";
  return text;
}

// Warnings leave room for rows that are refused, and these for the last word.
constexpr std::size_t kShareOfWarnings = 2500, kShareOfRefused = 4900;

void print_notes(Context& context, const std::vector<RowNote>& notes, std::uint64_t count, const char* what,
                 std::size_t share) {
  std::size_t told = 0;
  for (const RowNote& note : notes) {
    if (context.is_full(share)) break;
    context.err << printable(to_string(note.place)) << ": " << what << printable(note.text) << '\n';
    ++told;
  }
  if (count > told) context.err << "... and " << counted(count - told, "more", "more") << '\n';
}

int report(Context& context, const LoadReport& report, bool skipping) {
  print_notes(context, report.warnings, report.warning_count, "warning: ", kShareOfWarnings);
  print_notes(context, report.refused, report.refused_count, "", kShareOfRefused);
  if (!report.committed) {
    context.err << "polgraph: nothing was loaded: " << counted(report.refused_count, "row", "rows") << " refused\n"
                << "hint: mend them, or load the others with --skip-bad-rows\n";
    return 1;
  }
  context.out << "loaded " << printable(report.dataset) << ": "
              << counted_new(report.nodes_read, report.nodes_new, "node", "nodes") << ", "
              << counted_new(report.relationships_read, report.relationships_new, "relationship", "relationships")
              << ", " << counted(report.statements_new, "new statement", "new statements");
  if (skipping && report.refused_count > 0)
    context.out << ", " << counted(report.refused_count, "row", "rows") << " skipped";
  context.out << '\n';
  return 0;
}

// The store a load asks for: opened when it is needed, kept until the load is over.
class LazyStore {
 public:
  explicit LazyStore(const Context& context) : context_(&context) {}
  Store* operator()(bool create) {
    if (!store_) open(create);
    return store_ ? &*store_ : nullptr;
  }

 private:
  void open(bool create) {
    try {
      store_ = context_->open(create ? Store::Mode::Create : Store::Mode::Write);
    } catch (const Error& error) {
      if (create || error.kind() != Kind::NotFound) throw;
    }
  }
  const Context* context_;
  std::optional<Store> store_;
};

// The line on a terminal that tells how far a load is.
class ProgressLine {
 public:
  using Clock = std::chrono::steady_clock;

  explicit ProgressLine(std::ostream& out) : out_(out) {}
  void show(const LoadProgress& progress) {
    const Clock::time_point now = Clock::now();
    if (now - shown_at_ < kBetween) return;
    shown_at_ = now;
    const double seconds = std::chrono::duration<double>(now - began_).count();
    if (progress.rows > rows_) {
      rows_ = progress.rows;
      rows_a_second_ = static_cast<double>(rows_) / seconds;
    }
    std::string line = "\r\x1b[K" + counted(rows_, "row", "rows") + ", " +
                       with_separators(static_cast<std::int64_t>(rows_a_second_)) + " rows/s";
    if (progress.done > kEnoughToGuess) line += ", " + left(seconds * (1 - progress.done) / progress.done) + " left";
    out_ << line << std::flush;
    shown_ = true;
  }
  void clear() {
    if (std::exchange(shown_, false)) out_ << "\r\x1b[K";
  }

 private:
  static constexpr std::chrono::milliseconds kBetween{100};
  static constexpr double kEnoughToGuess = 0.02;

  static std::string left(double seconds) {
    const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
    return whole < 60 ? std::to_string(whole) + " s"
                      : std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  }

  std::ostream& out_;
  Clock::time_point began_ = Clock::now(), shown_at_ = began_;
  std::uint64_t rows_ = 0;
  double rows_a_second_ = 0;  // while they were read
  bool shown_ = false;
};

int run(const LoadOptions& options, Context& context) {
  const LoadRequest request = request_of(options);
  LazyStore store(context);
  ProgressLine line(context.err);
  const auto progress = [&](const LoadProgress& so_far) {
    if (context.cancelled->load()) {
      line.clear();
      throw Error(Kind::Interrupted, "Interrupted", "interrupted; nothing was loaded");
    }
    if (context.err_is_terminal) line.show(so_far);
  };
  try {
    const LoadReport result = load([&store](bool create) { return store(create); }, request, context.now(), progress);
    line.clear();
    return report(context, result, options.skip_bad_rows);
  } catch (const Error&) {
    line.clear();
    throw;
  }
}

std::string loadable_formats() {
  std::string names;
  for (const Format& format : formats()) {
    if (format.load != nullptr) names += (names.empty() ? "" : ", ") + std::string(format.name);
  }
  return names;
}

std::function<int(Context&)> add(CLI::App& app) {
  auto options = std::make_shared<LoadOptions>();
  CLI::App* sub = app.add_subcommand("load", "read data sets into the graph: all of it, or nothing");
  add_words(*sub, "PATH", options->paths, "files or folders; the format is found by content and name");
  add_repeated(*sub, "--nodes", options->nodes, "a node table of Neo4j-admin CSV")
      ->type_name("[LABEL[:LABEL]=]FILE[,FILE...]");
  add_repeated(*sub, "--relationships", options->relationships, "a relationship table")
      ->type_name("[TYPE=]FILE[,FILE...]");
  sub->add_option("--delimiter", options->delimiter, "between cells; TAB for a tab")->type_name("C");
  sub->add_option("--array-delimiter", options->array_delimiter, "between the values of a list; default ;")
      ->type_name("C");
  sub->add_option("--format", options->format, loadable_formats())->type_name("NAME");
  sub->add_option("--name", options->name, "name of the data set; default the package's or the file's")
      ->type_name("NAME");
  sub->add_option("--encoding", options->encoding, "encoding of the text; default UTF-8, or UTF-16 by its mark")
      ->type_name("NAME");
  sub->add_option(
         "--memory", options->memory,
         "for sorting many new rows (default 128M); for rows about what the graph has, in all (default half of "
         "the machine's, at most 4 GB)")
      ->type_name("SIZE");
  sub->add_flag("--skip-bad-rows", options->skip_bad_rows, "load the good rows and list the others");
  sub->footer(examples({
      {"polgraph load data/ati-japan-2021", "a Data Package: tables described by datapackage.json"},
      {"polgraph load --nodes Ministry=ministries.csv --nodes Fund=funds.csv --relationships FUNDS=funds_rel.csv",
       "tables as neo4j-admin import reads them"},
      {"polgraph --db eu.db load --name grants-2024 --delimiter TAB --nodes grants.tsv", ""},
  }));
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace

const Command kLoad{"load", &add};

}  // namespace polgraph::cli
