// unload: takes a data set back. What other data sets and queries say stays as they left it.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "graph/error.h"
#include "graph/text/utf8.h"
#include "graph/transaction.h"
#include "tools/commands.h"
#include "tools/describe.h"

namespace polgraph::cli {

namespace {

void report(const Unloaded& unloaded, const std::string& name, Context& context) {
  context.out << "unloaded " << printable(name) << "; gone: " << counted(unloaded.nodes, "node", "nodes") << ", "
              << counted(unloaded.relationships, "relationship", "relationships") << ", "
              << counted(unloaded.statements, "statement", "statements") << '\n';
  if (unloaded.bare_nodes > 0)
    context.out << "kept " << counted(unloaded.bare_nodes, "node", "nodes")
                << " without facts: relationships that others state begin or end there\n";
  if (unloaded.kept_for_queries > 0)
    context.out << "kept " << counted(unloaded.kept_for_queries, "node or relationship", "nodes and relationships")
                << " with nothing but what queries wrote\n";
}

int run(const std::string& name, Context& context) {
  Store store = context.open(Store::Mode::Write);
  Transaction transaction = store.begin();
  const Unloaded unloaded = transaction.unload(name, [&context] {
    if (context.cancelled->load()) throw Error(Kind::Interrupted, "Interrupted", "interrupted; nothing was unloaded");
  });
  transaction.commit();
  report(unloaded, name, context);
  return 0;
}

std::function<int(Context&)> add(CLI::App& app) {
  auto name = std::make_shared<std::string>();
  CLI::App* sub = app.add_subcommand("unload", "take back what a data set alone asserts: all of it, or nothing");
  sub->add_option("NAME", *name, "the data set, as `polgraph datasets` lists it")->required()->type_name("");
  sub->footer(examples({
      {"polgraph unload grants-2024", "what other data sets or queries say stays"},
      {"polgraph datasets", "lists the names"},
  }));
  return [name](Context& context) { return run(*name, context); };
}

}  // namespace

const Command kUnload{"unload", &add};

}  // namespace polgraph::cli
