// What the commands have in common: the list of their table rows, and how their help is laid out.
#pragma once

#include <initializer_list>
#include <string>

#include "tools/command.h"

namespace polgraph::cli {

extern const Command kLoad, kQuery, kFind, kShow, kTrace, kAudit, kExport, kDossier, kVerify, kStats, kSchema, kDiff,
    kCheck, kDatasets, kUnload, kBackup, kRestore, kCompletion;

// The "Examples" part under the options of a command: each a command line and what it does.
struct Example {
  const char* line;
  const char* does;
};
std::string examples(std::initializer_list<Example> list);

}  // namespace polgraph::cli
