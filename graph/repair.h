// What can be rebuilt of a damaged store from its records: both adjacencies, all indexes, the counts, the ledger. A new
// store is written from the records and statements that can be read, and changes places with the damaged one, which is
// kept. Nothing is guessed: a record that cannot be read is lost, and so is a relationship one of whose ends is.
//
//   const Repaired repaired = repair_store("japan.db", tick);
//
//   Throws  Error Corrupt where RocksDB cannot open the store, or its names or schema cannot be read: then only a
//           backup helps; Error Storage "Locked", "DiskFull", "ReadOrWrite"; what `tick` throws. Then nothing has
//           changed
//   Cost    a scan of all records and a seek for each that has statements; 64 MiB, and a bit a node
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
  std::filesystem::path damaged;      // where the damaged store is now
};

Repaired repair_store(const std::filesystem::path& store, const CopyTick& tick);

}  // namespace polgraph
