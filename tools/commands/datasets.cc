// datasets: what was loaded when, from which files, and how much of the graph rests on it.
#include <CLI/CLI.hpp>
#include <map>
#include <memory>

#include "graph/error.h"
#include "tools/commands.h"
#include "tools/rows.h"

namespace polgraph::cli {

namespace {

struct DatasetsOptions {
  std::string format = "table";
  bool files = false;
};

using Counts = std::map<std::string, std::uint64_t>;

Counts count_statements(const Snapshot& snapshot, const Context& context) {
  Counts counts;
  snapshot.each_recorded([&](EntityId, const std::vector<Assertion>& records) {
    if (context.cancelled->load()) throw Error(Kind::Interrupted, "Interrupted", "interrupted");
    for (const Assertion& record : records)
      if (!record.evidence.judgement) counts[record.evidence.dataset] += record.facts.size();
  });
  return counts;
}

std::string about(const Dataset& dataset, std::string_view key) {
  for (const auto& [name, text] : dataset.about)
    if (name == key) return text;
  return {};
}

// All loads of a data set, oldest first.
std::vector<Dataset::Load> loads_of(const Dataset& dataset) {
  std::vector<Dataset::Load> loads = dataset.earlier;
  loads.push_back({dataset.loaded_on, dataset.files});
  return loads;
}

// Statements are counted for the data set as it is: with its last load.
void list_loads(const Snapshot& snapshot, const DatasetsOptions& options, Context& context) {
  Counts counts = count_statements(snapshot, context);
  Rows rows(context, options.format, snapshot, {"name", "loaded_on", "files", "statements", "title", "version"});
  for (const Dataset& dataset : snapshot.datasets()) {
    const std::vector<Dataset::Load> loads = loads_of(dataset);
    for (std::size_t i = 0; i < loads.size(); ++i) {
      const bool is_last = i + 1 == loads.size();
      rows.add({text_value(dataset.name), text_value(loads[i].loaded_on), count_value(loads[i].files.size()),
                is_last ? count_value(counts[dataset.name]) : Value(), text_value(about(dataset, "title")),
                text_value(about(dataset, "version"))});
    }
  }
  rows.end();
}

void list_files(const Snapshot& snapshot, const DatasetsOptions& options, Context& context) {
  Rows rows(context, options.format, snapshot, {"name", "loaded_on", "file", "sha256"});
  for (const Dataset& dataset : snapshot.datasets())
    for (const Dataset::Load& load : loads_of(dataset))
      for (const auto& [path, hash] : load.files)
        rows.add({text_value(dataset.name), text_value(load.loaded_on), text_value(path), text_value(hash)});
  rows.end();
}

int run(const DatasetsOptions& options, Context& context) {
  const Store store = context.open(Store::Mode::Read);
  const Snapshot snapshot = store.snapshot();
  if (options.files)
    list_files(snapshot, options, context);
  else
    list_loads(snapshot, options, context);
  return 0;
}

std::function<int(Context&)> add(CLI::App& app) {
  auto options = std::make_shared<DatasetsOptions>();
  CLI::App* sub = app.add_subcommand("datasets", "what was loaded when, and how much of the graph rests on it");
  sub->add_flag("--files", options->files, "each file of each load with its sha256");
  add_row_format(*sub, options->format);
  sub->footer(examples({
      {"polgraph datasets", "one line for each load that changed something; statements are those of the data set now"},
      {"polgraph datasets --files --format csv", "to compare with `sha256sum`"},
  }));
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace

const Command kDatasets{"datasets", &add};

}  // namespace polgraph::cli
