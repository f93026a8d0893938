// Private: the only file that knows RocksDB. An Instance is an open database; a Reading is one consistent state of it.
// Families of keys (graph/overlay.h) lie in three column families, each key behind its family's byte: a column family
// costs about a millisecond at every open, a byte costs nothing (graph/README.md has the figures).
//
//   Thread  an Instance and a Reading may be used by several threads; a cursor by one at a time
//   Throws  Error Storage, Error Corrupt, by RocksDB's code and never by its text
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/overlay.h"
#include "graph/table.h"

namespace polgraph {
class KeptNames;
}

namespace polgraph::rocks {

class Reading {
 public:
  virtual ~Reading() = default;
  // The value of `key` into `value`; false if there is none. Cost: one seek.
  virtual bool get(Family family, std::string_view key, std::string& value) const = 0;
  virtual bool has(Family family, std::string_view key) const = 0;  // without a copy of the value
  // Cost: the first is about as dear as a seek; later ones take up what an earlier one has left.
  virtual std::unique_ptr<Cursor> cursor(Family family, const KeyRange& range) const = 0;
  std::unique_ptr<Cursor> cursor(Family family, std::string_view prefix) const {
    return cursor(family, prefix_range(prefix));
  }
  virtual bool at_hand(Family, std::string_view) const { return false; }  // a cache has its value: get() is cheap
  // `key` has this value here, and will be asked for soon: a cache keeps it.
  virtual void remember(Family, std::string_view, std::string_view) const {}
  // How much the keys of a range take in table files, packed: to tell long ranges from short ones, by the block;
  // of keys that are not in files yet a guess. Cost:
  // less than a seek.
  virtual std::uint64_t bytes_about(Family family, const KeyRange& range) const = 0;
  // Of names that are made of these families alone: a cache's; null: it keeps none.
  virtual KeptNames* kept_names(Families) const { return nullptr; }
  virtual void verify_checksums() const = 0;  // of every table file. Throws Error Corrupt
};

// Finished tables in `folder` that say what `writes` says. Asks the thread's Work (go_on.h).
std::vector<std::unique_ptr<Table>> tables_of(const Overlay& writes, const std::filesystem::path& folder);

// Writes that are ready for Instance::write.
class Batch {
 public:
  virtual ~Batch() = default;
};

class Instance {
 public:
  enum class Open {
    Read,       // changes no byte; beside a writer or not
    ReadRaces,  // the same while a writer works: holds all files open, so that none can go away
    Write,
    Create,
  };
  // `folder` is RocksDB's own; `lock` is let go after the database is closed. Throws Error Storage, Error Corrupt.
  static std::shared_ptr<Instance> open(const std::filesystem::path& folder, Open how, std::shared_ptr<void> lock);
  static std::shared_ptr<Instance> memory();  // a new, empty database in memory

  virtual ~Instance() = default;
  virtual std::shared_ptr<Reading> reading() = 0;  // the state now; keeps the instance alive
  // Of `writes`, which it copies. Asks the thread's Work (go_on.h): the last moment at which a commit may be stopped.
  virtual std::unique_ptr<Batch> batch(const Overlay& writes) = 0;
  virtual void write(Batch& batch) = 0;  // atomic, on disk when it returns
  virtual void flush() = 0;              // from the log to table files
  // Grows after each addition to RocksDB's list of its files (MANIFEST). Of one that writes to a disk; else 0
  virtual std::uint64_t list_changes() const = 0;
  // All of the finished tables or none, on disk when it returns. Their files become the database's own.
  virtual void ingest(std::span<const std::unique_ptr<Table>> tables) = 0;
};

}  // namespace polgraph::rocks
