// A store copied key by key from one consistent state, beside whoever writes to it: a backup, and its restoration.
// Every block is read and its checksum tested on the way, so that damage is told and not copied; the copy is read again
// and held against the original before it gets its name, and is then a store like any other.
//
//   const Copied copied = copy_store(store.snapshot(), "backups/2026-11-30", tick);
//
//   Throws  Error Storage: "Exists" (a store is there), "InTheWay", "Locked", "DiskFull", "ReadOrWrite"; Error Corrupt
//   where the
//           original is damaged; what `tick` throws. Then nothing is there that was not there before
//   Cost    two scans of the original, one of the copy; on disk about its size
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "graph/snapshot.h"

namespace polgraph {

using CopyTick = std::function<void()>;  // every few thousand keys; may be empty

struct Copied {
  std::uint64_t entries = 0;  // keys
  Statistics counts;
};

// `place`: missing, or an empty folder. `like`: a folder whose permissions the copy gets; empty: those that new folders
// get.
Copied copy_store(const Snapshot& from, const std::filesystem::path& place, const CopyTick& tick,
                  const std::filesystem::path& like = {});
// The store at `place`, damaged or not, is replaced by the copy at once: a reader finds the one or the other. It keeps
// its permissions. Refused where the folder holds other files. `wait`: for another writer, however long.
Copied replace_store(const Snapshot& from, const std::filesystem::path& place, const CopyTick& tick, bool wait = false);

}  // namespace polgraph
