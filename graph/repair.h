// What can be rebuilt of a damaged store from its records: both adjacencies, all indexes, the counts, the ledger. A new
// store is written from the records and statements that can be read, and changes places with the damaged one, which is
// kept. Nothing is guessed: a record that cannot be read is lost, and so is a relationship one of whose ends is.
//
//   const Repaired repaired = repair_store("japan.db", tick);
//
//   Throws  Error Corrupt where RocksDB cannot open the store, or its names or schema cannot be read: then only a
//           backup helps; Error Storage "Locked", "DiskFull", "ReadOrWrite"; what `tick` throws. Then nothing has
//           changed
//   Cost    a scan of all records and a seek for each that has statements, one of the new store; 64 MiB, and a bit a
//           node
#pragma once

#include <cstdint>
#include <filesystem>

#include "graph/copy.h"
#include "graph/record.h"

namespace polgraph {

struct Repaired {
  Statistics before, after;           // as the store said, and as it is
  std::uint64_t commits_lost = 0;     // acknowledged, and not in its files
  std::uint64_t statements_lost = 0;  // nodes and relationships whose statements cannot be read
  std::uint64_t rebuilt = 0;          // entries of indexes and adjacencies
  bool datasets_lost = false;         // records of data sets cannot be read
  std::filesystem::path damaged;      // where the damaged store is now
};

// `wait`: for another writer, however long.
Repaired repair_store(const std::filesystem::path& store, const CopyTick& tick, bool wait = false);
// What a repair or a restoration that was ended at the very last has left to do, if there is anything: the store that
// was replaced gets its name, which is returned, or goes.
std::filesystem::path finish_repair(const std::filesystem::path& store, bool wait = false);

}  // namespace polgraph
