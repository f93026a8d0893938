// find: the entities meant by words, in any spelling, with the reason of each hit.
#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>
#include <ostream>

#include "graph/search.h"
#include "graph/text/utf8.h"
#include "tools/arguments.h"
#include "tools/commands.h"
#include "tools/describe.h"
#include "tools/rows.h"

namespace polgraph::cli {

namespace {

struct FindOptions {
  std::vector<std::string> words;
  std::string format = "table";
  std::size_t limit = 20;
};

Value label_list(const Snapshot& snapshot, NodeId node) {
  ValueList labels;
  for (const std::string& label : label_names(snapshot, node)) labels.push_back(Value::string(label));
  return Value::list(std::move(labels));
}

double rounded(double score) {
  return std::round(score * 1000) / 1000;
}

int run(const FindOptions& options, Context& context) {
  std::string words;
  for (const std::string& word : options.words) words += (words.empty() ? "" : " ") + word;
  const Store store = context.open(Store::Mode::Read);
  const Snapshot snapshot = store.snapshot();
  const std::vector<Hit> hits = search(snapshot, words, options.limit);

  const bool to_read = options.format == "table" || options.format == "markdown";
  if (!hits.empty() || !to_read) {
    Rows rows(context, options.format, snapshot, {"id", "name", "labels", "matched", "reason", "score"});
    for (const Hit& hit : hits) {
      rows.add({id_of(snapshot, hit.node), Value::string(display_name(snapshot, hit.node)),
                to_read ? Value::string(label_text(snapshot, hit.node)) : label_list(snapshot, hit.node),
                Value::string(hit.matched), Value::string(hit.reason), Value::floating(rounded(hit.score))});
    }
    rows.end();
  }
  if (!hits.empty()) return 0;
  context.err << "nothing is called '" << printable(words) << "'\n";
  return 1;
}

std::function<int(Context&)> add(CLI::App& app) {
  auto options = std::make_shared<FindOptions>();
  CLI::App* sub = app.add_subcommand("find", "find entities by name, alias or acronym, in any spelling");
  add_words(*sub, "WORDS", options->words, "words of a name; case, width and accents do not matter")->required();
  sub->add_option("--limit", options->limit, "at most so many hits")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000000));
  add_row_format(*sub, options->format);
  sub->footer(examples({
      {"polgraph find METI", "an acronym"},
      {"polgraph find green inovation fund", "a slip of the pen is forgiven, and said"},
      {"polgraph find 新エネルギー", "part of a Japanese name"},
      {"polgraph find \"ministry of trade\" --format json", ""},
  }));
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace

const Command kFind{"find", &add};

}  // namespace polgraph::cli
