#include "graph/database.h"

#include <cerrno>
#include <cstring>

#include "graph/codec.h"
#include "graph/error.h"
#include "graph/go_on.h"

namespace polgraph::rocks {
namespace {

constexpr int kOpenAttempts = 40;
constexpr int kOpenRetryMs = 5;
constexpr std::size_t kWorthTables = 4u << 20;  // bytes of writes

[[noreturn]] void no_store(const std::filesystem::path& store) {
  throw Error(Kind::NotFound, "NoStore", "there is no polgraph database at " + store.string())
      .hint("`polgraph load` makes one; --db names another");
}

// What was acknowledged, before the database is opened: a writer beside us only adds to it. Nothing for stores of
// formats that have no ledger.
std::optional<folder::Ledger> require_ledger(const std::filesystem::path& store, const folder::Format& format) {
  std::optional<folder::Ledger> ledger = folder::read_ledger(store);
  if (!ledger && format.number >= codec::kFormatWithLedger)
    throw Error(Kind::Corrupt, "DamagedStore", "the file LEDGER of " + store.string() + " is missing")
        .hint("restore a backup");
  folder::require_manifest(store, ledger.value_or(folder::Ledger{}));
  return ledger;
}

std::shared_ptr<Catalog> read_catalog(const Reading& reading, const folder::Format& format) {
  auto catalog = std::make_shared<Catalog>();
  std::string bytes;
  if (!reading.get(Family::Meta, kStateKey, bytes))
    throw Error(Kind::Corrupt, "DamagedStore", "the record of the store's state is missing").hint("restore a backup");
  decode_state(bytes, *catalog, format.number);
  if (catalog->uuid != format.uuid)
    throw Error(Kind::Corrupt, "DamagedStore",
                "the file FORMAT belongs to another store: it says uuid " + format.uuid +
                    ", the store's own records say " + catalog->uuid);
  if (!reading.get(Family::Meta, kNamesKey, bytes))
    throw Error(Kind::Corrupt, "DamagedStore", "the record of names is missing").hint("restore a backup");
  catalog->names = decode_names(bytes);
  return catalog;
}

// As long as table files are made.
class TableFolder {
 public:
  explicit TableFolder(Database& database) : database_(database), path_(database.make_table_folder()) {}
  TableFolder(const TableFolder&) = delete;
  TableFolder& operator=(const TableFolder&) = delete;
  ~TableFolder() { database_.drop_table_folder(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  Database& database_;
  std::filesystem::path path_;
};

}  // namespace

bool View::get(Family family, std::string_view key, std::string& value) const {
  ++accesses_;
  go_on();
  if (writes_) {
    if (const auto* entry = writes_->find(family, key)) {
      if (*entry) value = **entry;
      return entry->has_value();
    }
  }
  return reading_ && reading_->get(family, key, value);
}

bool View::has(Family family, std::string_view key) const {
  ++accesses_;
  go_on();
  if (writes_) {
    if (const auto* entry = writes_->find(family, key)) return entry->has_value();
  }
  return reading_ && reading_->has(family, key);
}

namespace {

class NothingCursor final : public Cursor {
 public:
  bool next() override { return false; }
  std::string_view key() const override { return {}; }
  std::string_view value() const override { return {}; }
  void reset(const KeyRange&) override {}
};

// Counts the steps of another.
class CountingCursor final : public Cursor {
 public:
  CountingCursor(std::unique_ptr<Cursor> cursor, std::uint64_t& steps) : cursor_(std::move(cursor)), steps_(steps) {}
  bool next() override {
    ++steps_;
    return cursor_->next();
  }
  std::string_view key() const override { return cursor_->key(); }
  std::string_view value() const override { return cursor_->value(); }
  void reset(const KeyRange& range) override { cursor_->reset(range); }

 private:
  std::unique_ptr<Cursor> cursor_;
  std::uint64_t& steps_;  // of the view, which whoever holds a cursor keeps alive
};

}  // namespace

std::unique_ptr<Cursor> View::cursor(Family family, const KeyRange& range) const {
  std::unique_ptr<Cursor> made = reading_ ? reading_->cursor(family, range) : nullptr;
  if (has_written(family)) {
    made = overlaid(*writes_, family, std::move(made), range);
  } else if (!made) {
    made = std::make_unique<NothingCursor>();
  }
  return counting_ ? std::make_unique<CountingCursor>(std::move(made), accesses_) : std::move(made);
}

std::unique_ptr<RecordPass> View::relationship_pass(RecordPass::Wanted wanted) const {
  if (!reading_ || counting_ || has_written(Family::Relationships)) return nullptr;
  return std::make_unique<RecordPass>(reading_, catalog_->next_relationship, std::move(wanted));
}

std::uint64_t View::bytes_about(Family family, const KeyRange& range) const {
  return reading_ && !has_written(family) ? reading_->bytes_about(family, range) : 0;
}

KeptNames* View::kept_names(Families families) const {
  if (!reading_ || counting_) return nullptr;
  for (std::size_t number = 0; number < kFamilies; ++number)
    if (families[number] && has_written(static_cast<Family>(number))) return nullptr;
  return reading_->kept_names(families);
}

void View::verify_checksums() const {
  if (reading_) reading_->verify_checksums();
}

std::shared_ptr<Database> Database::open(const std::filesystem::path& store, Store::Mode mode, bool wait) {
  auto database = std::make_shared<Database>();
  database->store_ = store;
  if (mode == Store::Mode::Read)
    database->open_reading();
  else
    database->open_writing(mode == Store::Mode::Create, wait);
  return database;
}

std::shared_ptr<Database> Database::memory() {
  auto database = std::make_shared<Database>();
  database->writable_ = true;
  database->begin_anew();
  return database;
}

std::shared_ptr<Database> Database::begin_copy(const std::filesystem::path& store, const std::string& uuid) {
  std::shared_ptr<Database> database = open(store, Store::Mode::Create, false);
  database->format_.uuid = uuid;
  return database;
}

std::shared_ptr<Database> Database::open_damaged(const std::filesystem::path& store, bool wait) {
  const std::optional<folder::Format> format = folder::read_format(store);
  if (!format || !format->ready) no_store(store);
  auto database = std::make_shared<Database>();
  database->store_ = store;
  database->lock_ = folder::lock(store, folder::patience(wait));
  database->format_ = *format;
  database->instance_ = Instance::open(folder::rocks(store), Instance::Open::Read, database->lock_);
  database->catalog_ = read_catalog(*database->instance_->reading(), *format);
  return database;
}

std::uint64_t Database::acknowledged() const {
  try {
    return folder::read_ledger(store_).value_or(folder::Ledger{}).commit;
  } catch (const Error&) {
    return 0;
  }
}

void Database::begin_anew() {
  fresh_ = true;
  format_ = {codec::kFormat, folder::new_uuid(), folder::release(), false};
  auto catalog = std::make_shared<Catalog>();
  catalog->uuid = format_.uuid;
  catalog_ = catalog;
}

// Beside a writer a file may go away between our reading of its name and our opening it; then the next try finds the
// new state. Source: ../shared/TRAPS.md 4, "RO beside a live writer".
void Database::open_reading() {
  for (int attempt = 1;; ++attempt) {
    const std::optional<folder::Format> format = folder::read_format(store_);
    if (!format || !format->ready) no_store(store_);
    format_ = *format;
    const std::optional<long> writer = folder::writer(store_);
    try {
      open_to_read(writer ? Instance::Open::ReadRaces : Instance::Open::Read);
      return;
    } catch (const Error& error) {
      instance_.reset();
      const bool is_written = writer || error.detail() == "Busy";
      if (attempt >= (is_written ? kOpenAttempts : 3)) {
        if (!writer) throw;
        throw Error(
            Kind::Storage, "Busy",
            store_.string() + " could not be read while process " + std::to_string(*writer) + " is writing to it")
            .hint("try again");
      }
    }
    folder::sleep_ms(kOpenRetryMs);
  }
}

void Database::open_writing(bool create, bool wait) {
  const std::optional<folder::Format> seen = folder::read_format(store_);  // refuses a foreign folder, untouched
  if (!create && (!seen || !seen->ready)) no_store(store_);
  if (!seen) {
    std::error_code error;
    made_folder_ = std::filesystem::create_directory(store_, error);
    if (error)
      throw Error(Kind::Storage, "ReadOrWrite", "making the folder " + store_.string() + " failed: " + error.message());
  }
  lock_ = folder::lock(store_, folder::patience(wait));
  spot_ = folder::spot_of(store_);
  writable_ = true;
  const std::optional<folder::Format> format = folder::read_format(store_);  // as it is now that nobody else writes
  if (format && format->ready) {
    format_ = *format;
    open_to_read(Instance::Open::Read);
    drop_table_folder();
    return;
  }
  if (!create) no_store(store_);
  begin_anew();
  std::error_code error;
  std::filesystem::remove_all(folder::rocks(store_), error);
  if (error)
    throw Error(Kind::Storage, "ReadOrWrite", "beginning " + store_.string() + " anew failed: " + error.message());
  folder::write_format(store_, format_);
}

void Database::open_to_read(Instance::Open how) {
  const std::optional<folder::Ledger> ledger = require_ledger(store_, format_);
  const folder::Ledger files = folder::ledger_now(store_, 0);
  instance_ = Instance::open(folder::rocks(store_), how, lock_);
  // A log that a writer put into table files and took away meanwhile is in neither the list of files that RocksDB read
  // nor the logs that it found: column families would stand at different commits.
  if (folder::ledger_now(store_, 0) != files)
    throw Error(Kind::Storage, "Busy", store_.string() + " is being written to").hint("try again");
  catalog_ = read_catalog(*instance_->reading(), format_);
  if (ledger) folder::require_commit(store_, *ledger, catalog_->graph_version);
}

Database::~Database() {
  if (committed_ && !store_.empty() && is_in_place()) {
    try {
      instance_->flush();  // so that readers replay no log
    } catch (const Error&) {
      // what was acknowledged is in the log, and the next writer flushes it
    }
  }
  forget_readings();
  instance_.reset();
  if (ledger_ && is_in_place()) {
    try {
      ledger_->close(catalog_->graph_version);  // with the MANIFEST that the flush wrote
    } catch (const Error&) {
      // it tells of less than there is, as after a crash
    }
  }
  if (lock_ && fresh_ && is_in_place()) folder::remove_unfinished(store_, made_folder_);
}

std::shared_ptr<Reading> Database::reading() const {
  const std::lock_guard guard(mutex_);
  return reading_here();
}

// Of a store that nothing was committed to nothing is read, so that its first ingestion finds no snapshot: where there
// is one, RocksDB gives the tables sequence numbers, and writes all of them anew behind the commits that follow, in
// every process, until one lives long enough.
std::shared_ptr<Reading> Database::reading_here() const {
  if (reading_ || !instance_ || fresh_) return reading_;
  reading_ = cached(instance_->reading(), laid_over_ ? nullptr : catalog_);
  bool goes_on = false;
  for (std::shared_ptr<Reading>& family : families_) {
    if (!family) family = reading_;
    goes_on = goes_on || family != reading_;
  }
  if (goes_on) reading_ = continued(families_, std::move(reading_));
  return reading_;
}

void Database::forget_readings() {
  reading_.reset();
  families_.fill(nullptr);
  continued_ = 0;
}

void Database::wrote(const Families& families) {
  const std::uint64_t list = instance_->list_changes();
  if (++continued_ > kMostContinued || list != before_list_) forget_readings();
  before_list_ = list;
  reading_.reset();
  for (std::size_t number = 0; number < kFamilies; ++number)
    if (families[number]) families_[number].reset();
}

std::shared_ptr<const Catalog> Database::catalog() const {
  const std::lock_guard guard(mutex_);
  return catalog_;
}

std::shared_ptr<View> Database::view() const {
  const std::lock_guard guard(mutex_);
  return std::make_shared<View>(reading_here(), catalog_, laid_over_);
}

void Database::lay_over(std::shared_ptr<const Overlay> writes, std::shared_ptr<const Catalog> catalog) {
  if (writable_) throw Error(Kind::Storage, "ReadOnly", "the graph of a day can only be read");
  const std::lock_guard guard(mutex_);
  laid_over_ = std::move(writes);
  catalog_ = std::move(catalog);
}

void Database::begin() {
  if (!writable_)
    throw Error(Kind::Storage, "ReadOnly", store_.string() + " was opened for reading and cannot be written");
  if (in_transaction_) throw Error(Kind::Internal, "TransactionOpen", "a transaction is open already");
  if (in_doubt_) {
    throw Error(Kind::Storage, "WriteFailed", "an earlier write to " + store_.string() + " failed half-way")
        .hint("run it again: the store is opened anew and holds all or nothing of that write");
  }
  in_transaction_ = true;
}

void Database::end() {
  in_transaction_ = false;
}

void Database::open_to_write() {
  if (instance_writes_) return;
  if (!is_in_place()) moved();
  std::shared_ptr<Instance> opened =
      store_.empty()
          ? Instance::memory()
          : Instance::open(folder::rocks(store_), fresh_ ? Instance::Open::Create : Instance::Open::Write, lock_);
  const std::lock_guard guard(mutex_);
  forget_readings();
  instance_ = std::move(opened);
  instance_writes_ = true;
}

void Database::moved() const {
  throw Error(Kind::Storage, "Moved", "the folder " + store_.string() + " was moved or replaced while it was open")
      .hint("open it again where it is now");
}

// Not at each of very many commits: those in between go to the log, which is open and moves along.
void Database::require_place() {
  constexpr std::chrono::milliseconds kBetweenLooks(10);
  const auto now = std::chrono::steady_clock::now();
  if (now - looked_ < kBetweenLooks) return;
  if (!is_in_place()) moved();
  looked_ = now;
}

// The number in FORMAT rises before the commit that needs it: what a crash in between leaves is a store that this
// release reads and an older one refuses by name.
void Database::raise_format(std::uint32_t number) {
  if (number <= format_.number) return;
  folder::Format raised = format_;
  raised.number = number;
  raised.release = folder::release();
  if (fresh_ || store_.empty()) {
    format_ = raised;
    return;
  }
  folder::make_ledger(store_, folder::ledger_now(store_, catalog_->graph_version));  // before FORMAT asks for it
  folder::write_format(store_, raised);
  format_ = raised;  // only now: a commit that comes after a failure must try again
}

void Database::acknowledge(std::uint64_t commit) {
  if (fresh_) {
    folder::make_ledger(store_, folder::ledger_now(store_, commit));
    format_.ready = true;
    folder::write_format(store_, format_);
  }
  if (!ledger_) ledger_ = std::make_unique<folder::OpenLedger>(store_);
  ledger_->write(commit, instance_->list_changes());
}

template <class Write>
void Database::commit_by(Write write, const Families& written, std::shared_ptr<const Catalog> next) {
  open_to_write();
  require_place();
  {
    const std::lock_guard guard(mutex_);
    reading_here();  // whoever asks while RocksDB writes sees what there was before
  }
  raise_format(codec::kFormat);
  in_doubt_ = true;  // until all of it is done: what RocksDB holds may be ahead of what is known here
  try {
    write();
    if (!store_.empty()) acknowledge(next->graph_version);
  } catch (const Error&) {
    if (!is_in_place()) moved();  // whatever else it looks like to RocksDB
    throw;
  }
  in_doubt_ = false;
  committed_ = true;
  const std::lock_guard guard(mutex_);
  fresh_ = false;
  wrote(written);
  catalog_ = std::move(next);
}

void Database::commit(const Overlay& writes, std::shared_ptr<const Catalog> next) {
  if (!store_.empty() && writes.bytes() >= kWorthTables) {
    const TableFolder folder(*this);
    commit(tables_of(writes, folder.path()), std::move(next));
    return;
  }
  open_to_write();
  const std::unique_ptr<Batch> batch = instance_->batch(writes);  // may be stopped yet
  Families written;
  for (std::size_t number = 0; number < kFamilies; ++number)
    written[number] = !writes.entries(static_cast<Family>(number)).empty();
  commit_by([&] { instance_->write(*batch); }, written, std::move(next));
}

void Database::commit(std::span<const std::unique_ptr<Table>> tables, std::shared_ptr<const Catalog> next) {
  commit_by([&] { instance_->ingest(tables); }, Families().set(), std::move(next));
}

bool Database::takes_tables() const {
  return writable_ && !store_.empty() && (fresh_ || format_.number == codec::kFormat) &&
         catalog_->schema->rules.empty();
}

std::filesystem::path Database::make_table_folder() {
  if (!is_in_place()) moved();
  drop_table_folder();
  std::filesystem::path folder = folder::loading(store_);
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    throw Error(Kind::Storage, "ReadOrWrite", "making the folder " + folder.string() + " failed: " + error.message());
  return folder;
}

void Database::drop_table_folder() noexcept {
  if (!is_in_place()) return;
  std::error_code ignored;
  std::filesystem::remove_all(folder::loading(store_), ignored);
}

}  // namespace polgraph::rocks
