// The table of commands: one line each, in the order the help shows them.
#include "tools/commands.h"

namespace polgraph::cli {

const std::vector<Command>& commands() {
  static const std::vector<Command> table{
      kLoad,  kQuery,  kFind, kShow,  kTrace,    kAudit,  kExport, kDossier, kVerify,
      kStats, kSchema, kDiff, kCheck, kDatasets, kUnload, kBackup, kRestore, kCompletion,
  };
  return table;
}

std::string examples(std::initializer_list<Example> list) {
  std::string text = "Examples:\n";
  for (const Example& example : list) {
    text += std::string("  ") + example.line + "\n";
    if (*example.does != '\0') text += std::string("      ") + example.does + "\n";
  }
  text.pop_back();
  return text;
}

}  // namespace polgraph::cli
