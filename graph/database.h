// Private: what stands between the public classes and RocksDB. A View is one consistent state: a Reading of RocksDB,
// the Catalog that goes with it, and a transaction's own writes, if any. A Database is an open store.
//
// Nothing on disk is touched before the first commit that writes something: until then a writer reads as a reader does,
// and a new store is nothing at all. So a statement that changes nothing changes no byte, and neither does one that
// fails.
//
//   Thread  a Database may be used by several threads; a View by one at a time
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

#include "graph/catalog.h"
#include "graph/folder.h"
#include "graph/ledger.h"
#include "graph/overlay.h"
#include "graph/read_cache.h"
#include "graph/record_pass.h"
#include "graph/rocks.h"
#include "graph/store.h"

namespace polgraph::rocks {

class View {
 public:
  View(std::shared_ptr<Reading> reading, std::shared_ptr<const Catalog> catalog,
       std::shared_ptr<const Overlay> writes = nullptr)
      : reading_(std::move(reading)), catalog_(std::move(catalog)), writes_(std::move(writes)) {}

  // The value of `key` into `value`; false if there is none. Cost: one seek.
  bool get(Family family, std::string_view key, std::string& value) const;
  bool has(Family family, std::string_view key) const;  // the same, without a copy
  // Keys of `family` that begin with `prefix`, ascending.
  std::unique_ptr<Cursor> cursor(Family family, std::string_view prefix = {}) const {
    return cursor(family, prefix_range(prefix));
  }
  std::unique_ptr<Cursor> cursor(Family family, const KeyRange& range) const;
  // All relationships whose records `wanted` picks; null where cursor() must do it: relationships were written here, or
  // accesses are counted.
  std::unique_ptr<RecordPass> relationship_pass(RecordPass::Wanted wanted) const;
  bool has_written(Family family) const { return writes_ && !writes_->entries(family).empty(); }
  // `key` was read of the committed state and will be asked for soon. Cost: a copy
  void remember(Family family, std::string_view key, std::string_view value) const {
    if (reading_) reading_->remember(family, key, value);
  }
  // Would get() find it in memory? Of the committed state.
  bool at_hand(Family family, std::string_view key) const { return reading_ && reading_->at_hand(family, key); }
  // How much committed keys of a range take, packed (Reading). Not where some were written here.
  std::uint64_t bytes_about(Family family, const KeyRange& range) const;
  // What searches keep of names that are made of these families; null: of these some were written here, or accesses are
  // counted.
  KeptNames* kept_names(Families families) const;
  const Catalog& catalog() const { return *catalog_; }
  void verify_checksums() const;

  // For PROFILE: records looked up, and steps of cursors that are opened from now on.
  void count_accesses() const { counting_ = true; }
  std::uint64_t accesses() const { return accesses_; }
  bool counts_accesses() const { return counting_; }  // then one thread at a time may read

  void rebase(std::shared_ptr<Reading> reading) { reading_ = std::move(reading); }  // onto a state that holds writes_

 private:
  std::shared_ptr<Reading> reading_;  // null: nothing was ever committed
  std::shared_ptr<const Catalog> catalog_;
  std::shared_ptr<const Overlay> writes_;  // null: none
  mutable bool counting_ = false;
  mutable std::uint64_t accesses_ = 0;
};

class Database : public std::enable_shared_from_this<Database> {
 public:
  static std::shared_ptr<Database> open(const std::filesystem::path& store, Store::Mode mode, bool wait);
  static std::shared_ptr<Database> memory();
  // A new store at `store`, missing or empty, that will hold what another with this uuid holds.
  static std::shared_ptr<Database> begin_copy(const std::filesystem::path& store, const std::string& uuid);
  // To rebuild what can be: takes the lock, reads what RocksDB gives, whatever the ledger says.
  static std::shared_ptr<Database> open_damaged(const std::filesystem::path& store, bool wait);
  std::uint64_t acknowledged() const;  // commits, as the ledger says; 0: it cannot be read
  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  bool writable() const { return writable_; }
  std::shared_ptr<void> lock() const { return lock_; }  // the writer's; null for a reader
  const std::filesystem::path& store() const { return store_; }
  std::shared_ptr<Reading> reading() const;
  std::shared_ptr<const Catalog> catalog() const;
  std::shared_ptr<View> view() const;

  // From now on readers see the store with these writes over it. Only where it was opened for reading.
  void lay_over(std::shared_ptr<const Overlay> writes, std::shared_ptr<const Catalog> catalog);

  void begin();  // Throws Error Storage if it cannot be written, Error Internal if a transaction is open
  void end();
  // Durable when it returns. Few writes go through RocksDB's log; many are made table files first, which takes less
  // time and memory and may be stopped at any moment. Throws Error Storage; then nothing was written.
  void commit(const Overlay& writes, std::shared_ptr<const Catalog> next);

  // Bulk loads write table files beside the database, without an Overlay, and commit them at once. Only into a store on
  // disk, of the format that is written now, and whose schema asks nothing of what comes in.
  bool takes_tables() const;
  std::filesystem::path make_table_folder();  // empty; goes with drop_table_folder() or the next writer
  void drop_table_folder() noexcept;
  // As commit(): all of the tables or nothing.
  void commit(std::span<const std::unique_ptr<Table>> tables, std::shared_ptr<const Catalog> next);

 private:
  void open_reading();
  void open_writing(bool create, bool wait);
  void begin_anew();
  void open_to_read(Instance::Open how);
  void open_to_write();
  bool is_in_place() const { return store_.empty() || folder::spot_of(store_) == spot_; }
  [[noreturn]] void moved() const;  // Throws Error Storage "Moved"
  void require_place();             // likewise
  void raise_format(std::uint32_t number);
  void acknowledge(std::uint64_t commit);
  template <class Write>
  void commit_by(Write write, const Families& written, std::shared_ptr<const Catalog> next);
  std::shared_ptr<Reading> reading_here() const;  // under mutex_
  void forget_readings();                         // likewise
  void wrote(const Families& families);           // likewise

  std::filesystem::path store_;  // empty: in memory
  bool writable_ = false;
  bool made_folder_ = false;
  bool fresh_ = false;      // nothing was ever committed
  bool committed_ = false;  // by us: flush at the end
  bool in_doubt_ = false;   // a commit failed half-way: nothing more is written by this process
  bool in_transaction_ = false;
  folder::Format format_;
  std::shared_ptr<void> lock_;
  std::chrono::steady_clock::time_point looked_;  // when store_ was last seen to be there
  std::optional<folder::Spot> spot_;            // of store_ when it was locked: what has its name may be another since
  std::unique_ptr<folder::OpenLedger> ledger_;  // null: this process has committed nothing
  std::shared_ptr<Instance> instance_;          // null: nothing was ever committed
  bool instance_writes_ = false;
  mutable std::mutex mutex_;                  // over instance_, reading_ and catalog_
  mutable std::shared_ptr<Reading> reading_;  // of the state now, one for all who ask; null: nobody did yet
  // What was not written to is read on in the state where it was read first, so that a commit takes nothing from
  // families that it does not touch. For at most kMostContinued commits and while RocksDB's files stay: its iterators
  // keep what they read in memory. Null: written since, or not read yet.
  static constexpr std::uint32_t kMostContinued = 256;
  mutable ByFamily families_;
  std::uint32_t continued_ = 0;    // commits since the first of them
  std::uint64_t before_list_ = 0;  // changes of RocksDB's list of files up to the last commit
  std::shared_ptr<const Catalog> catalog_;
  std::shared_ptr<const Overlay> laid_over_;  // null: nothing
};

}  // namespace polgraph::rocks
