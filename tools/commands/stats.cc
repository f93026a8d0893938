// stats: how much there is of everything.
#include <CLI/CLI.hpp>
#include <memory>

#include "tools/commands.h"
#include "tools/rows.h"

namespace polgraph::cli {

namespace {

int run(const std::string& format, Context& context) {
  const Store store = context.open(Store::Mode::Read);
  const Snapshot snapshot = store.snapshot();
  const Statistics statistics = snapshot.statistics();

  Rows rows(context, format, snapshot, {"kind", "name", "count"});
  rows.add({Value::string("all"), Value::string("nodes"), count_value(statistics.nodes)});
  rows.add({Value::string("all"), Value::string("relationships"), count_value(statistics.relationships)});
  rows.add({Value::string("all"), Value::string("assertions"), count_value(statistics.assertions)});
  rows.add({Value::string("all"), Value::string("data sets"), count_value(snapshot.datasets().size())});
  for (const auto& [label, count] : statistics.nodes_by_label) {
    if (count > 0) rows.add({Value::string("label"), Value::string(snapshot.name(label)), count_value(count)});
  }
  for (const auto& [type, count] : statistics.relationships_by_type) {
    if (count > 0) rows.add({Value::string("type"), Value::string(snapshot.name(type)), count_value(count)});
  }
  rows.end();
  return 0;
}

std::function<int(Context&)> add(CLI::App& app) {
  auto format = std::make_shared<std::string>("table");
  CLI::App* sub = app.add_subcommand("stats", "count nodes, relationships, labels and types");
  add_row_format(*sub, *format);
  sub->footer(examples({
      {"polgraph stats", ""},
      {"polgraph --db japan.db stats --format json", ""},
  }));
  return [format](Context& context) { return run(*format, context); };
}

}  // namespace

const Command kStats{"stats", &add};

}  // namespace polgraph::cli
