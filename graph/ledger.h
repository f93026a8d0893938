// Private: LEDGER, what was acknowledged, told by a file of our own beside RocksDB's. RocksDB's checksums cannot see
// what is missing: a log or MANIFEST that lost its end reads as one that ends there (TRAPS: a quarter of damaged stores
// then answered, and wrongly). The ledger knows how many commits there must be and how long the MANIFEST was.
//
//   LEDGER   two entries of 512 bytes, of which one may be torn: "polgraph ledger", "commit N", "manifest NUMBER BYTES
//   LETTERS", "check LETTERS"
//
// Written after each commit and before it is acknowledged, in place and without a sync: it may lag behind what is on
// disk after a loss of power, never run ahead of it, because the commit was synced before. Readers read it before they
// open the database, so that a writer beside them is never taken for damage.
//
//   Thread  one
//   Throws  Error Corrupt "DamagedStore", Error Storage
//   Cost    write: one microsecond
#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "graph/file.h"

namespace polgraph::folder {

struct Ledger {
  std::uint64_t commit = 0;                         // of the last one that was acknowledged; the graph's version
  std::uint64_t manifest = 0, manifest_bytes = 0;   // RocksDB's list of its files: number and length
  std::string manifest_check = file::checksum("");  // of that many bytes of it
  auto operator<=>(const Ledger&) const = default;
};

// The later entry, with the next commit if a torn one tells of that; nothing where there is no such file.
std::optional<Ledger> read_ledger(const std::filesystem::path& store);
// For a store that has none: beside and renamed, on disk when it returns.
void make_ledger(const std::filesystem::path& store, const Ledger& ledger);

// The ledger of a store that this process writes to.
class OpenLedger {
 public:
  explicit OpenLedger(const std::filesystem::path& store);
  // While the database is open: with the MANIFEST as long as it was at the last commit and still is. What RocksDB has
  // just added to it may not be on disk yet. `changes` grows after each addition to it: where none came it is not
  // looked at.
  void write(std::uint64_t commit, std::uint64_t changes);
  void close(std::uint64_t commit);  // the database is closed: as long as it is now

 private:
  void find_manifest(std::uint64_t commit);
  void look_at_manifest(std::uint64_t commit);
  void tell_of_manifest(std::uint64_t bytes);
  std::filesystem::path store_, path_, manifest_path_;
  std::optional<file::File> manifest_;  // the one that is written to until RocksDB begins another and deletes it
  Ledger last_;
  std::uint64_t seen_bytes_ = 0, seen_changes_ = 0;
  bool settled_ = false;  // last_ tells of all of the MANIFEST, as far as seen_changes_ go
  file::File file_;
  bool second_ = false;  // which entry comes next
  void put();
};

// The MANIFEST that RocksDB uses now, with `commit`. Throws Error Corrupt where there is none.
Ledger ledger_now(const std::filesystem::path& store, std::uint64_t commit);
// Is less there than the ledger tells of? Before the database is opened: its MANIFEST.
void require_manifest(const std::filesystem::path& store, const Ledger& ledger);
void require_commit(const std::filesystem::path& store, const Ledger& ledger, std::uint64_t commit);

}  // namespace polgraph::folder
