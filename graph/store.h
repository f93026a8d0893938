// Store: a graph in a folder on disk (or in memory), over RocksDB. One writer, many readers.
//
//   Store store = Store::open("japan.db", Store::Mode::Read);
//   Snapshot now = store.snapshot();
//   for (auto nodes = now.nodes_with_label(*now.find_label("Ministry")); nodes.next();) use(nodes.id());
//
//   Thread  a Store may be read from several threads; one Transaction at a time
//   Lives   snapshots and transactions keep what they need of the store alive
//   Throws  Error Storage (cannot read or write: file and cause; locked: by whom), Error Corrupt (damaged),
//           Error NotFound (no store there: reading never makes one)
// The layout on disk is in graph/README.md, byte by byte.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace polgraph {

namespace rocks {
class Database;
}
class BulkLoad;
class Snapshot;
class Transaction;

class Store {
 public:
  enum class Mode {
    Read,    // the store must exist; changes no byte; works without write permission and beside a writer
    Write,   // the store must exist; takes the writer's lock
    Create,  // as Write, and makes the store if the folder is missing or empty
  };
  struct Options {
    bool wait = false;  // for the writer's lock, for ever; else up to 5 s are given to a writer that is finishing
    std::string as_of;  // Read only: what holds at this date (2021, 2021-04, 2021-04-01), and nothing else. Throws
                        // Error Argument "InvalidDate". Cost: the entities with statements that hold for a time
  };

  static Store open(const std::filesystem::path& folder, Mode mode, const Options& options);
  static Store open(const std::filesystem::path& folder, Mode mode) { return open(folder, mode, Options{}); }
  static Store memory();  // the same code over RocksDB's in-memory file system; gone with the Store

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();  // a writer flushes, so that readers replay no log

  Snapshot snapshot() const;
  Transaction begin();  // Throws Error Storage if opened for reading
  // For many rows at once, as `load` reads them (graph/bulk/load.h, private). Null unless this is a store on disk, of
  // the format that is written now and without a schema.
  std::unique_ptr<BulkLoad> begin_bulk_load(std::size_t memory_bytes);

  bool writable() const;
  std::string uuid() const;
  const std::filesystem::path& folder() const;  // empty for memory()

 private:
  explicit Store(std::shared_ptr<rocks::Database> database);
  std::shared_ptr<rocks::Database> database_;
};

}  // namespace polgraph
