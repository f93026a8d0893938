// backup, restore: a store copied while others read and write it, and put back.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "graph/copy.h"
#include "graph/error.h"
#include "graph/text/utf8.h"
#include "tools/commands.h"
#include "tools/describe.h"
#include "tools/output_file.h"

namespace polgraph::cli {

namespace {

namespace fs = std::filesystem;

CopyTick ticking(const Context& context, const char* nothing) {
  return [&context, nothing] {
    if (context.cancelled->load())
      throw Error(Kind::Interrupted, "Interrupted", std::string("interrupted; ") + nothing);
  };
}

std::string told(const Copied& copied) {
  return counted(copied.counts.nodes, "node", "nodes") + ", " +
         counted(copied.counts.relationships, "relationship", "relationships") + ", " +
         counted(copied.counts.assertions, "statement record", "statement records");
}

void refuse_memory(const Context& context, const char* command) {
  if (context.in_memory() || !context.as_of.empty())
    throw Error(Kind::Usage, "NoFolder",
                std::string(command) + " is about a store in a folder, all of it: no ':memory:', no --as-of");
}

int back_up(const std::string& to, Context& context) {
  refuse_memory(context, "backup");
  const Store store = context.open(Store::Mode::Read);
  require_outside(context.database, to, "a backup");
  const Copied copied = copy_store(store.snapshot(), to, ticking(context, "no backup was made"), context.database);
  context.out << "backed up to " << printable(to) << ", and compared: " << told(copied) << '\n';
  return 0;
}

int restore(const std::string& from, bool replace, Context& context) {
  refuse_memory(context, "restore");
  const Store backup = Store::open(from, Store::Mode::Read);
  const CopyTick tick = ticking(context, "nothing was restored");
  std::error_code ignored;
  if (fs::equivalent(from, context.database, ignored))
    throw Error(Kind::Usage, "SameFolder", "a store cannot be restored from itself");
  Copied copied;
  try {
    copied = replace ? replace_store(backup.snapshot(), context.database, tick, context.wait)
                     : copy_store(backup.snapshot(), context.database, tick, from);
  } catch (Error& error) {
    if (error.detail() == "Exists") error.hint("--replace puts the backup in its place; --db names another folder");
    throw;
  }
  context.out << "restored " << printable(context.database.string()) << " from " << printable(from)
              << ", and compared: " << told(copied) << '\n';
  return 0;
}

std::function<int(Context&)> add_backup(CLI::App& app) {
  auto to = std::make_shared<std::string>();
  CLI::App* sub = app.add_subcommand("backup", "copy the store, while others read and write it, and compare the copy");
  sub->add_option("FOLDER", *to, "where the copy goes: missing, or an empty folder")->required()->type_name("");
  sub->footer(examples({
      {"polgraph backup backups/2026-11-30", "the copy is a store: polgraph --db backups/2026-11-30 stats"},
      {"polgraph restore backups/2026-11-30 --replace", "puts it back"},
  }));
  return [to](Context& context) { return back_up(*to, context); };
}

std::function<int(Context&)> add_restore(CLI::App& app) {
  auto from = std::make_shared<std::string>();
  auto replace = std::make_shared<bool>(false);
  CLI::App* sub = app.add_subcommand("restore", "put a backup in the place of the store: all of it, or nothing");
  sub->add_option("FOLDER", *from, "the backup")->required()->type_name("");
  sub->add_flag("--replace", *replace, "also where there is a store, damaged or not; it is gone afterwards");
  sub->footer(examples({
      {"polgraph restore backups/2026-11-30", "where there is no store"},
      {"polgraph --db japan.db restore backups/2026-11-30 --replace", "in the place of japan.db"},
  }));
  return [from, replace](Context& context) { return restore(*from, *replace, context); };
}

}  // namespace

const Command kBackup{"backup", &add_backup};
const Command kRestore{"restore", &add_restore};

}  // namespace polgraph::cli
