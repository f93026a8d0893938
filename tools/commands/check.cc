// check: is the store whole?
#include "graph/check.h"

#include <CLI/CLI.hpp>
#include <ostream>

#include "graph/text/utf8.h"
#include "tools/commands.h"

namespace polgraph::cli {

namespace {

int run(Context& context) {
  const Store store = context.open(Store::Mode::Read);
  const CheckReport report =
      check(store.snapshot(), [&context](const std::string& finding) { context.out << printable(finding) << '\n'; });
  if (report.findings == 0) {
    context.out << "no fault in " << report.entries << " entries\n";
    return 0;
  }
  context.out.flush();
  context.err << "polgraph: " << report.findings << " faults in " << report.entries << " entries\n"
              << "hint: load the data into a new folder, or restore a copy\n";
  return 1;
}

std::function<int(Context&)> add(CLI::App& app) {
  CLI::App* sub = app.add_subcommand("check", "look for faults in the store; exit status 1 if there are any");
  sub->footer(examples({
      {"polgraph check", "one line for each fault"},
      {"polgraph --db japan.db check", ""},
  }));
  return [](Context& context) { return run(context); };
}

}  // namespace

const Command kCheck{"check", &add};

}  // namespace polgraph::cli
