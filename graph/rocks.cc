#include "graph/rocks.h"

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/file_system.h>
#include <rocksdb/listener.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/sst_file_reader.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <cstdarg>
#include <cstring>
#include <mutex>
#include <vector>

#include "graph/codec.h"
#include "graph/error.h"
#include "graph/file.h"
#include "graph/folder.h"
#include "graph/go_on.h"
#include "graph/table_end.h"

namespace polgraph::rocks {
namespace {

constexpr std::array<const char*, 3> kColumnFamilies = {"default", "adjacency", "evidence"};

std::size_t column_family_of(Family family) {
  switch (family) {
    case Family::Out:
    case Family::In: return 1;
    case Family::Evidence:
    case Family::Dated: return 2;
    default: return 0;
  }
}

// RocksDB's own log writer aborts the process on a full disk, and litters the folder: nothing is logged.
class NoLog final : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, std::va_list) override {}
};

// After a failed write RocksDB tries by itself, on a thread of its own, whether it can go on; now and then closing the
// database then waits for that for ever. Whoever writes is told and begins anew.
class NoRecovery final : public rocksdb::EventListener {
 public:
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason, rocksdb::Status, bool* by_itself) override {
    *by_itself = false;
  }
};

// What became of RocksDB's list of its files (MANIFEST).
struct ListState {
  std::atomic<std::uint64_t> changes{0};  // begun and done
  std::atomic<bool> on_disk{true};        // nothing was added since the last sync
  std::atomic<bool> in_doubt{false};      // an addition failed, and may be in the file all the same
};

class ListFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  ListFile(std::unique_ptr<rocksdb::FSWritableFile> file, ListState& state)
      : FSWritableFileOwnerWrapper(std::move(file)), state_(state) {}
  using FSWritableFileOwnerWrapper::Append;
  rocksdb::IOStatus Append(const rocksdb::Slice& bytes, const rocksdb::IOOptions& options,
                           rocksdb::IODebugContext* debug) override {
    begin();
    return noted(FSWritableFileOwnerWrapper::Append(bytes, options, debug));
  }
  rocksdb::IOStatus Append(const rocksdb::Slice& bytes, const rocksdb::IOOptions& options,
                           const rocksdb::DataVerificationInfo& check, rocksdb::IODebugContext* debug) override {
    begin();
    return noted(FSWritableFileOwnerWrapper::Append(bytes, options, check, debug));
  }
  rocksdb::IOStatus Flush(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
    return noted(FSWritableFileOwnerWrapper::Flush(options, debug));
  }
  rocksdb::IOStatus Sync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
    return synced(FSWritableFileOwnerWrapper::Sync(options, debug));
  }
  rocksdb::IOStatus Fsync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
    return synced(FSWritableFileOwnerWrapper::Fsync(options, debug));
  }

 private:
  // Before the first byte is in the file: whoever sees it there must see that it is not on disk.
  void begin() {
    state_.on_disk = false;
    ++state_.changes;
  }
  rocksdb::IOStatus synced(rocksdb::IOStatus status) {
    ++state_.changes;
    if (status.ok()) state_.on_disk = true;
    return noted(std::move(status));
  }
  rocksdb::IOStatus noted(rocksdb::IOStatus status) {
    if (!status.ok()) state_.in_doubt = true;
    return status;
  }

  ListState& state_;
};

// The files of a database. Of each table that RocksDB opens the end is looked at first (table_end.h).
class TableFiles : public rocksdb::FileSystemWrapper {
 public:
  TableFiles() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "polgraph"; }
  rocksdb::IOStatus NewRandomAccessFile(const std::string& path, const rocksdb::FileOptions& options,
                                        std::unique_ptr<rocksdb::FSRandomAccessFile>* made,
                                        rocksdb::IODebugContext* debug) override {
    try {
      if (path.ends_with(".sst")) require_whole_end(path);
    } catch (const Error& error) {
      const bool is_damage = error.kind() == Kind::Corrupt;
      return is_damage ? rocksdb::IOStatus::Corruption(error.message()) : rocksdb::IOStatus::IOError(error.message());
    }
    return target()->NewRandomAccessFile(path, options, made, debug);
  }
};

// A table that is taken in: its ends come from memory (Table::ends).
class TakenIn final : public rocksdb::FSRandomAccessFileOwnerWrapper {
 public:
  TakenIn(std::unique_ptr<rocksdb::FSRandomAccessFile> file, const Table& table)
      : FSRandomAccessFileOwnerWrapper(std::move(file)), table_(table) {}
  rocksdb::IOStatus Read(std::uint64_t offset, std::size_t size, const rocksdb::IOOptions& options,
                         rocksdb::Slice* result, char* room, rocksdb::IODebugContext* debug) const override {
    for (const Table::Piece& piece : table_.ends()) {
      if (offset != piece.offset || size != piece.bytes.size()) continue;
      std::memcpy(room, piece.bytes.data(), size);
      *result = rocksdb::Slice(room, size);
      return rocksdb::IOStatus::OK();
    }
    return FSRandomAccessFileOwnerWrapper::Read(offset, size, options, result, room, debug);
  }

 private:
  const Table& table_;
};

// The files of a database that is written to. Its list of files tells when it changes. Its options are refused their
// file: RocksDB writes one each time it opens a database for writing, reads it again and deletes an older one, which
// was half of what that open takes and two of its seven syncs, and nobody reads it. A refusal is no error to RocksDB.
// And where the list is in doubt no table goes: an ingestion that fails takes its tables away, though the list may name
// them.
// The folder may be moved, and another put in its place: what RocksDB makes and takes away by name would be that one's.
class WritersFiles final : public TableFiles {
 public:
  // Those of the folder that has this name now.
  explicit WritersFiles(const std::string& folder) : folder_(folder), spot_(folder::spot_of(folder)) {}
  rocksdb::IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* made,
                                    rocksdb::IODebugContext* debug) override {
    if (!is_in_place()) return moved();
    const std::string name = std::filesystem::path(path).filename().string();
    if (name.starts_with("OPTIONS-")) return rocksdb::IOStatus::NotSupported("no file of options");
    const rocksdb::IOStatus status = target()->NewWritableFile(path, options, made, debug);
    if (!name.starts_with("MANIFEST-")) return status;
    ++list_.changes;
    if (status.ok()) *made = std::make_unique<ListFile>(std::move(*made), list_);
    return status;
  }
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override {
    if (!is_in_place()) return moved();
    const rocksdb::IOStatus status = target()->RenameFile(from, to, options, debug);
    if (to.ends_with("/CURRENT")) ++list_.changes;  // another file is the list from now on
    return status;
  }
  rocksdb::IOStatus DeleteFile(const std::string& path, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override {
    if (!is_in_place()) return moved();
    if (list_.in_doubt && path.ends_with(".sst")) return rocksdb::IOStatus::Busy("the list of files may name it");
    return target()->DeleteFile(path, options, debug);
  }
  rocksdb::IOStatus NewRandomAccessFile(const std::string& path, const rocksdb::FileOptions& options,
                                        std::unique_ptr<rocksdb::FSRandomAccessFile>* made,
                                        rocksdb::IODebugContext* debug) override {
    const rocksdb::IOStatus status = TableFiles::NewRandomAccessFile(path, options, made, debug);
    const std::lock_guard guard(mutex_);
    const auto is_it = [&](const std::unique_ptr<Table>& table) { return table->path() == path; };
    const auto table = std::find_if(taken_in_.begin(), taken_in_.end(), is_it);
    if (status.ok() && table != taken_in_.end()) *made = std::make_unique<TakenIn>(std::move(*made), **table);
    return status;
  }
  // The tables that are taken in from now on; they outlive that.
  void take_in(std::span<const std::unique_ptr<Table>> tables) {
    const std::lock_guard guard(mutex_);
    taken_in_ = tables;
  }
  rocksdb::IOStatus LinkFile(const std::string& from, const std::string& to, const rocksdb::IOOptions& options,
                             rocksdb::IODebugContext* debug) override {
    return is_in_place() ? target()->LinkFile(from, to, options, debug) : moved();
  }
  // Another number at each call as long as something of the list may not be on disk: a background thread's sync of it
  // may take longer than commits, and LEDGER must not tell of what a loss of power takes away.
  std::uint64_t changes() { return list_.on_disk ? list_.changes.load() : ++list_.changes; }

 private:
  bool is_in_place() const { return folder::spot_of(folder_) == spot_; }
  static rocksdb::IOStatus moved() {
    return rocksdb::IOStatus::IOError("the folder was moved or replaced while it was open");
  }

  const std::string folder_;
  const std::optional<folder::Spot> spot_;
  ListState list_;
  std::mutex mutex_;  // over taken_in_: RocksDB's threads open other tables meanwhile
  std::span<const std::unique_ptr<Table>> taken_in_;
};

[[noreturn]] void fail(const rocksdb::Status& status, const std::string& doing) {
  const std::string cause = doing + " failed: " + status.ToString();
  if (status.IsCorruption())
    throw Error(Kind::Corrupt, "DamagedStore", cause).hint("restore a backup; `polgraph check` lists the damage");
  if (status.IsNoSpace()) throw Error(Kind::Storage, "DiskFull", cause).hint("make room on the disk and try again");
  if (status.IsIOError() || status.IsPathNotFound()) throw Error(Kind::Storage, "ReadOrWrite", cause);
  if (status.IsBusy() || status.IsTryAgain() || status.IsTimedOut()) throw Error(Kind::Storage, "Busy", cause);
  throw Error(Kind::Storage, "Refused", cause);
}

inline void check(const rocksdb::Status& status, const std::string& doing) {
  if (!status.ok()) fail(status, doing);
}

std::string physical(Family family, std::string_view key) {
  std::string bytes;
  bytes.reserve(key.size() + 1);
  bytes.push_back(static_cast<char>(family));
  return bytes.append(key);
}

std::string physical_end(Family family, const KeyRange& range) {
  if (!range.end.empty()) return physical(family, range.end);
  return std::string(1, static_cast<char>(static_cast<int>(family) + 1));  // a family's byte is never 0xFF
}

rocksdb::Slice slice(std::string_view bytes) {
  return {bytes.data(), bytes.size()};
}

constexpr std::size_t kFewTables = 32;
constexpr std::size_t kCacheBytes = 32u << 20;  // one for all column families

constexpr std::uint64_t kMostAhead = std::uint64_t{1} << 40;  // files that a store makes between two looks

// The greatest number in a name; UINT64_MAX where none can be so great.
std::uint64_t greatest_number(std::string_view name) {
  std::uint64_t greatest = 0;
  for (const char* at = name.data(); at < name.data() + name.size();) {
    std::uint64_t number = 0;
    const auto parsed = std::from_chars(at, name.data() + name.size(), number);
    if (parsed.ec == std::errc::result_out_of_range) return UINT64_MAX;
    if (parsed.ec == std::errc()) greatest = std::max(greatest, number);
    at = parsed.ec == std::errc() ? parsed.ptr : at + 1;
  }
  return greatest;
}

// RocksDB opens what it finds: it waits for the other end of a pipe, and writes through a link to wherever that leads.
// And it goes on behind the greatest number that it finds, and aborts where numbers end: `most` is far beyond those
// that the store has.
void require_plain(const std::filesystem::directory_entry& file, std::uint64_t most) {
  std::error_code error;
  const std::filesystem::file_type type = file.symlink_status(error).type();
  if (error || type == std::filesystem::file_type::not_found) return;  // a writer has taken it away meanwhile
  const std::string name = file.path().filename().string();
  const bool is_beyond = !name.starts_with("LOG") && greatest_number(name) > most;
  if ((type == std::filesystem::file_type::regular || type == std::filesystem::file_type::directory) && !is_beyond)
    return;
  throw Error(Kind::Corrupt, "DamagedStore",
              "the file " + file.path().string() + (is_beyond ? " is none of the store's" : " is no plain file"))
      .hint("move it away; what is missing then `polgraph check` tells");
}

std::size_t count_tables(const std::string& folder) {
  std::size_t tables = 0;
  std::error_code error;
  const std::uint64_t list = greatest_number(file::read_small(std::filesystem::path(folder) / "CURRENT").value_or(""));
  for (std::filesystem::directory_iterator file(folder, error), end; !error && file != end; file.increment(error)) {
    require_plain(*file, std::min(list, UINT64_MAX / 4) + kMostAhead);
    if (file->path().extension() == ".sst") ++tables;
  }
  return error ? kFewTables + 1 : tables;
}

// Opening every table file at once costs about a tenth of a millisecond each, and then no writer can take one away.
// Where there are many, they are opened when they are needed.
int max_open_files(Instance::Open how, std::size_t tables) {
  if (how == Instance::Open::ReadRaces) return -1;
  if (how != Instance::Open::Read) return 256;
  return tables > kFewTables ? 16 : -1;
}

rocksdb::Options options(Instance::Open how, const std::string& folder, rocksdb::Env* env) {
  rocksdb::Options options;
  options.env = env;
  options.info_log = std::make_shared<NoLog>();
  options.create_if_missing = how == Instance::Open::Create;
  options.create_missing_column_families = how == Instance::Open::Create;
  options.paranoid_checks = true;
  options.track_and_verify_wals_in_manifest = true;
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.max_open_files = max_open_files(how, how == Instance::Open::Create ? 0 : count_tables(folder));
  options.max_file_opening_threads = 1;
  options.max_background_jobs = 2;
  options.listeners = {std::make_shared<NoRecovery>()};
  options.max_bgerror_resume_count = 0;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  options.skip_stats_update_on_db_open = true;
  // A prefix is a family: no cursor leaves its own. So what is not in the memory table is not sought there where none
  // of its family is, and each family goes on where its last key went in.
  options.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(1));
  options.memtable_prefix_bloom_size_ratio = 1e-6;  // 64 bytes tell twelve families apart
  options.memtable_insert_with_hint_prefix_extractor = options.prefix_extractor;
  options.compression = rocksdb::kZSTD;  // half the bytes of LZ4 at the same speed: keys of an index repeat themselves
  rocksdb::BlockBasedTableOptions table;
  table.block_size = kBlockBytes;
  table.block_cache = rocksdb::NewLRUCache(kCacheBytes);
  table.format_version = 5;
  table.enable_index_compression = false;  // a third of what opening a store takes, for 0.3 % of its bytes
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

// An iterator of RocksDB with the end of the range that it is asked for. Making one is as dear as a seek, so those that
// are done with wait for the next cursor.
struct Seeker {
  std::string bound;
  rocksdb::Slice bound_slice;  // the iterator reads this on every step
  std::unique_ptr<rocksdb::Iterator> iterator;
};
using SeekerPtr = std::unique_ptr<Seeker>;

class RocksReading;

class RocksCursor final : public Cursor {
 public:
  RocksCursor(std::shared_ptr<const RocksReading> reading, Family family, const KeyRange& range)
      : reading_(std::move(reading)), family_(family) {
    reset(range);
  }
  ~RocksCursor() override;
  bool next() override;
  std::string_view key() const override { return key_; }
  std::string_view value() const override {
    const rocksdb::Slice value = seeker_->iterator->value();
    return {value.data(), value.size()};
  }
  void reset(const KeyRange& range) override;
  std::size_t next_ids(std::span<std::uint64_t> ids) override;

 private:
  std::shared_ptr<const RocksReading> reading_;
  Family family_;
  std::string first_;  // with the family's byte
  SeekerPtr seeker_;   // null before the first step
  std::string bound_;  // likewise; goes to the seeker
  std::string_view key_;
  bool started_ = false;
  bool ended_ = false;
};

class RocksInstance final : public Instance, public std::enable_shared_from_this<RocksInstance> {
 public:
  RocksInstance(const std::string& folder, Open how, std::shared_ptr<void> lock);
  explicit RocksInstance(std::unique_ptr<rocksdb::Env> memory);
  ~RocksInstance() override;
  std::shared_ptr<Reading> reading() override;
  std::unique_ptr<Batch> batch(const Overlay& writes) override;
  void write(Batch& batch) override;
  void flush() override;
  void ingest(std::span<const std::unique_ptr<Table>> tables) override;

  std::uint64_t list_changes() const override { return files_ ? files_->changes() : 0; }

  rocksdb::DB& database() { return *database_; }
  rocksdb::ColumnFamilyHandle* handle(Family family) const { return handles_[column_family_of(family)]; }

 private:
  void open(const std::string& folder, Open how);
  void keep_for_ever();
  std::shared_ptr<void> lock_;
  std::shared_ptr<WritersFiles> files_;  // null: read only, or in memory
  std::unique_ptr<rocksdb::Env> env_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;
  std::unique_ptr<rocksdb::DB> database_;
};

class RocksReading final : public Reading, public std::enable_shared_from_this<RocksReading> {
 public:
  explicit RocksReading(std::shared_ptr<RocksInstance> instance)
      : instance_(std::move(instance)), snapshot_(instance_->database().GetSnapshot()) {
    read_.snapshot = snapshot_;
  }
  ~RocksReading() override {
    for (auto& waiting : waiting_) waiting.clear();
    if (snapshot_ != nullptr) instance_->database().ReleaseSnapshot(snapshot_);
  }

  bool get(Family family, std::string_view key, std::string& value) const override {
    rocksdb::PinnableSlice found;
    if (!find(family, key, found)) return false;
    value.assign(found.data(), found.size());
    return true;
  }

  bool has(Family family, std::string_view key) const override {
    rocksdb::PinnableSlice found;
    return find(family, key, found);
  }

  std::unique_ptr<Cursor> cursor(Family family, const KeyRange& range) const override {
    return std::make_unique<RocksCursor>(shared_from_this(), family, range);
  }

  std::uint64_t bytes_about(Family family, const KeyRange& range) const override {
    const std::string begin = physical(family, range.begin), end = physical_end(family, range);
    const rocksdb::Range asked(slice(begin), slice(end));
    rocksdb::SizeApproximationOptions how;
    how.include_memtables = true;
    std::uint64_t bytes = 0;
    check(instance_->database().GetApproximateSizes(how, instance_->handle(family), &asked, 1, &bytes),
          "reading the store");
    return bytes;
  }

  // File by file, so that it can be stopped between them.
  void verify_checksums() const override {
    std::vector<rocksdb::LiveFileMetaData> files;
    instance_->database().GetLiveFilesMetaData(&files);
    for (const rocksdb::LiveFileMetaData& file : files) {
      go_on_now();
      const std::string path = file.directory + "/" + file.relative_filename;
      rocksdb::SstFileReader reader(instance_->database().GetOptions());
      check(reader.Open(path), "checking " + path);
      check(reader.VerifyChecksum(), "checking " + path);
    }
  }

  SeekerPtr take_seeker(Family family) const;
  void give_back(Family family, SeekerPtr seeker) const;

 private:
  static constexpr std::size_t kMostWaiting = 8;  // of a column family: each keeps a block or two in memory
  bool find(Family family, std::string_view key, rocksdb::PinnableSlice& found) const {
    const rocksdb::Status status =
        instance_->database().Get(read_, instance_->handle(family), slice(physical(family, key)), &found);
    if (status.IsNotFound()) return false;
    check(status, "reading the store");
    return true;
  }

  std::shared_ptr<RocksInstance> instance_;
  const rocksdb::Snapshot* snapshot_;  // null where the database is opened for reading: it never changes
  rocksdb::ReadOptions read_;
  mutable std::mutex mutex_;  // over waiting_
  mutable std::array<std::vector<SeekerPtr>, kColumnFamilies.size()> waiting_;
};

SeekerPtr RocksReading::take_seeker(Family family) const {
  {
    const std::lock_guard guard(mutex_);
    auto& waiting = waiting_[column_family_of(family)];
    if (!waiting.empty()) {
      SeekerPtr taken = std::move(waiting.back());
      waiting.pop_back();
      return taken;
    }
  }
  auto made = std::make_unique<Seeker>();
  rocksdb::ReadOptions read = read_;
  read.iterate_upper_bound = &made->bound_slice;
  made->iterator.reset(instance_->database().NewIterator(read, instance_->handle(family)));
  return made;
}

void RocksReading::give_back(Family family, SeekerPtr seeker) const {
  const std::lock_guard guard(mutex_);
  auto& waiting = waiting_[column_family_of(family)];
  if (waiting.size() < kMostWaiting) waiting.push_back(std::move(seeker));
}

RocksCursor::~RocksCursor() {
  if (seeker_) reading_->give_back(family_, std::move(seeker_));
}

void RocksCursor::reset(const KeyRange& range) {
  first_ = physical(family_, range.begin);
  bound_ = physical_end(family_, range);
  started_ = false;
  ended_ = false;
}

bool RocksCursor::next() {
  if (ended_) return false;
  go_on();
  if (started_) {
    seeker_->iterator->Next();
  } else {
    if (!seeker_) seeker_ = reading_->take_seeker(family_);
    seeker_->bound = std::move(bound_);
    seeker_->bound_slice = slice(seeker_->bound);
    seeker_->iterator->Seek(slice(first_));
  }
  started_ = true;
  rocksdb::Iterator& at = *seeker_->iterator;
  if (!at.Valid()) {
    ended_ = true;
    check(at.status(), "reading the store");
    reading_->give_back(family_, std::move(seeker_));
    return false;
  }
  const rocksdb::Slice key = at.key();
  key_ = std::string_view(key.data() + 1, key.size() - 1);
  return true;
}

std::size_t RocksCursor::next_ids(std::span<std::uint64_t> ids) {
  std::size_t count = 0;
  while (count < ids.size() && next()) ids[count++] = codec::last_id(key_);
  return count;
}

RocksInstance::RocksInstance(const std::string& folder, Open how, std::shared_ptr<void> lock) : lock_(std::move(lock)) {
  if (how == Open::Write || how == Open::Create) {
    std::error_code error;  // RocksDB says what it is
    std::filesystem::create_directory(folder, error);
    files_ = std::make_shared<WritersFiles>(folder);
    env_ = rocksdb::NewCompositeEnv(files_);
  } else {
    env_ = rocksdb::NewCompositeEnv(std::make_shared<TableFiles>());
  }
  open(folder, how);
}

RocksInstance::RocksInstance(std::unique_ptr<rocksdb::Env> memory) : env_(std::move(memory)) {
  open("/polgraph", Open::Create);
}

void RocksInstance::open(const std::string& folder, Open how) {
  const rocksdb::Options all = options(how, folder, env_.get());
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const char* name : kColumnFamilies) families.emplace_back(name, rocksdb::ColumnFamilyOptions(all));
  rocksdb::DB* database = nullptr;
  rocksdb::Status status;
  try {
    status = how == Open::Read || how == Open::ReadRaces
                 ? rocksdb::DB::OpenForReadOnly(rocksdb::DBOptions(all), folder, families, &handles_, &database)
                 : rocksdb::DB::Open(rocksdb::DBOptions(all), folder, families, &handles_, &database);
  } catch (...) {
    keep_for_ever();
    throw;
  }
  check(status, "opening the store");
  database_.reset(database);
}

// Where the system gives RocksDB no thread it throws through DB::Open and leaves behind a database that its other
// threads go on with: what they use, and the store's lock, stay until the process ends.
void RocksInstance::keep_for_ever() {
  static_cast<void>(env_.release());
  static_cast<void>(new std::shared_ptr<void>(lock_));
}

RocksInstance::~RocksInstance() {
  for (rocksdb::ColumnFamilyHandle* handle : handles_)
    database_->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  if (database_) database_->Close().PermitUncheckedError();  // what was acknowledged is in the log or in tables
}

std::shared_ptr<Reading> RocksInstance::reading() {
  return std::make_shared<RocksReading>(shared_from_this());
}

// Of a batch with these writes: kind, family, two lengths beside the bytes.
std::size_t size_of(const Overlay& writes) {
  std::size_t bytes = 64;
  for (std::size_t number = 0; number < kFamilies; ++number) {
    for (const auto& [key, value] : writes.entries(static_cast<Family>(number))) {
      go_on();
      bytes += 12 + key.size() + (value ? value->size() : 0);
    }
  }
  return bytes;
}

struct RocksBatch final : Batch {
  explicit RocksBatch(std::size_t bytes) : all(bytes) {}  // at once: growing by doubling takes twice the memory
  rocksdb::WriteBatch all;
};

std::unique_ptr<Batch> RocksInstance::batch(const Overlay& writes) {
  auto made = std::make_unique<RocksBatch>(size_of(writes));
  std::string bytes;
  for (std::size_t number = 0; number < kFamilies; ++number) {
    const auto family = static_cast<Family>(number);
    for (const auto& [key, value] : writes.entries(family)) {
      go_on();
      bytes.assign(1, static_cast<char>(family)).append(key);
      check(value ? made->all.Put(handle(family), bytes, slice(*value)) : made->all.Delete(handle(family), bytes),
            "writing");
    }
  }
  return made;
}

void RocksInstance::write(Batch& batch) {
  rocksdb::WriteOptions durable;
  durable.sync = true;
  check(database_->Write(durable, &static_cast<RocksBatch&>(batch).all), "writing the commit to disk");
}

void RocksInstance::flush() {
  check(database_->Flush(rocksdb::FlushOptions(), handles_), "writing the store's table files");
}

void RocksInstance::ingest(std::span<const std::unique_ptr<Table>> tables) {
  std::vector<rocksdb::IngestExternalFileArg> all(handles_.size());
  for (std::size_t i = 0; i < handles_.size(); ++i) {
    all[i].column_family = handles_[i];
    all[i].options.move_files = true;
    all[i].options.write_global_seqno = false;  // the files stay as they were written
  }
  for (const std::unique_ptr<Table>& table : tables) {
    if (table->entries() > 0) all[column_family_of(table->family())].external_files.push_back(table->path().string());
  }
  std::erase_if(all, [](const rocksdb::IngestExternalFileArg& one) { return one.external_files.empty(); });
  if (files_) files_->take_in(tables);
  const rocksdb::Status status = database_->IngestExternalFiles(all);
  if (files_) files_->take_in({});
  check(status, "taking the table files in");
}

}  // namespace

// One a column family, whose families follow one another by number.
std::vector<std::unique_ptr<Table>> tables_of(const Overlay& writes, const std::filesystem::path& folder) {
  std::array<std::unique_ptr<Table>, kColumnFamilies.size()> tables;
  for (std::size_t number = 0; number < kFamilies; ++number) {
    const auto family = static_cast<Family>(number);
    if (writes.entries(family).empty()) continue;
    const std::size_t place = column_family_of(family);
    if (!tables[place])
      tables[place] = std::make_unique<Table>(folder / (std::string(kColumnFamilies[place]) + ".sst"), family);
    for (const auto& [key, value] : writes.entries(family)) {
      go_on();
      if (value) {
        tables[place]->put(family, key, *value);
      } else {
        tables[place]->remove(family, key);
      }
    }
  }
  std::vector<std::unique_ptr<Table>> made;
  for (auto& table : tables) {
    if (!table) continue;
    table->finish();
    made.push_back(std::move(table));
  }
  return made;
}

std::shared_ptr<Instance> Instance::open(const std::filesystem::path& folder, Open how, std::shared_ptr<void> lock) {
  return std::make_shared<RocksInstance>(folder.string(), how, std::move(lock));
}

std::shared_ptr<Instance> Instance::memory() {
  return std::make_shared<RocksInstance>(std::unique_ptr<rocksdb::Env>(rocksdb::NewMemEnv(rocksdb::Env::Default())));
}

}  // namespace polgraph::rocks
