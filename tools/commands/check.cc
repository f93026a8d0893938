// check: is the store whole?
#include "graph/check.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "graph/error.h"
#include "graph/repair.h"
#include "graph/text/utf8.h"
#include "tools/commands.h"
#include "tools/describe.h"

namespace polgraph::cli {

namespace {

// Prints what is wrong. A store that cannot be opened is one finding.
CheckReport look(Context& context) {
  try {
    const Store store = context.open(Store::Mode::Read);
    return check(store.snapshot(),
                 [&context](const std::string& finding) { context.out << printable(finding) << '\n'; });
  } catch (const Error& error) {
    if (error.kind() != Kind::Corrupt) throw;
    context.out << printable(error.message()) << '\n';
    return {.entries = 0, .findings = 1};
  }
}

int told(const CheckReport& report, Context& context, const char* hint) {
  if (report.findings == 0) {
    context.out << "no fault in " << report.entries << " entries\n";
    return 0;
  }
  context.out.flush();
  context.err << "polgraph: " << counted(report.findings, "fault", "faults") << " in " << report.entries << " entries\n"
              << "hint: " << hint << '\n';
  return 1;
}

std::string lost(std::uint64_t before, std::uint64_t after, const char* one, const char* many) {
  return before > after ? ", " + counted(before - after, one, many) + " lost" : "";
}

void tell_kept(const std::filesystem::path& damaged, Context& context) {
  context.out << "the damaged store is kept in " << printable(damaged.string()) << '\n';
}

void tell(const Repaired& repaired, Context& context) {
  const Statistics &before = repaired.before, &after = repaired.after;
  context.out << "repaired: " << counted(after.nodes, "node", "nodes")
              << lost(before.nodes, after.nodes, "node", "nodes") << "; "
              << counted(after.relationships, "relationship", "relationships")
              << lost(before.relationships, after.relationships, "relationship", "relationships") << "; "
              << counted(after.assertions, "statement record", "statement records")
              << lost(before.assertions, after.assertions, "statement record", "statement records") << "; "
              << counted(repaired.rebuilt, "index entry", "index entries") << " rebuilt\n";
  if (repaired.commits_lost > 0)
    context.out << "the last " << counted(repaired.commits_lost, "commit", "commits") << " could not be found\n";
  if (repaired.datasets_lost) context.out << "records of data sets are lost: `polgraph datasets` shows the others\n";
  tell_kept(repaired.damaged, context);
}

int run(bool repair, Context& context) {
  if (repair && !context.in_memory()) {
    const std::filesystem::path kept = finish_repair(context.database, context.wait);
    if (!kept.empty()) tell_kept(kept, context);
  }
  const CheckReport report = look(context);
  if (!repair || report.findings == 0)
    return told(report, context,
                "`polgraph check --repair` rebuilds what can be; `polgraph restore` puts a backup back");
  if (context.in_memory())
    throw Error(Kind::Usage, "NoFolder", "--repair is about a store in a folder, not ':memory:'");
  context.database = std::filesystem::weakly_canonical(context.database);  // "." would go with the damaged one
  tell(repair_store(
           context.database,
           [&context] {
             if (context.cancelled->load())
               throw Error(Kind::Interrupted, "Interrupted", "interrupted; nothing was repaired");
           },
           context.wait),
       context);
  return told(look(context), context, "these cannot be rebuilt; `polgraph restore` puts a backup back");
}

std::function<int(Context&)> add(CLI::App& app) {
  auto repair = std::make_shared<bool>(false);
  CLI::App* sub = app.add_subcommand("check", "look for faults in the store; exit status 1 if there are any");
  sub->add_flag("--repair", *repair,
                "rebuild indexes and counts from the records, and say what is lost; the damaged store is kept");
  sub->footer(examples({
      {"polgraph check", "one line for each fault"},
      {"polgraph check --repair", "a new store from the records that can be read"},
  }));
  return [repair](Context& context) { return run(*repair, context); };
}

}  // namespace

const Command kCheck{"check", &add};

}  // namespace polgraph::cli
