#include "graph/store.h"

#include "graph/as_of.h"
#include "graph/bulk/load.h"
#include "graph/database.h"
#include "graph/snapshot.h"
#include "graph/transaction.h"

namespace polgraph {

Store::Store(std::shared_ptr<rocks::Database> database) : database_(std::move(database)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::open(const std::filesystem::path& folder, Mode mode, const Options& options) {
  auto database = rocks::Database::open(folder, mode, options.wait);
  if (!options.as_of.empty()) {
    const std::unique_ptr<Writes> day = writes_as_of(database, options.as_of);
    database->lay_over(day->overlay(), day->catalog());
  }
  return Store(std::move(database));
}

Store Store::memory() {
  return Store(rocks::Database::memory());
}

Snapshot Store::snapshot() const {
  return Snapshot(database_->view());
}
Transaction Store::begin() {
  return Transaction(database_);
}

std::unique_ptr<BulkLoad> Store::begin_bulk_load(std::size_t memory_bytes) {
  return database_->takes_tables() ? std::make_unique<BulkLoad>(database_, memory_bytes) : nullptr;
}

bool Store::writable() const {
  return database_->writable();
}
std::string Store::uuid() const {
  return database_->catalog()->uuid;
}
const std::filesystem::path& Store::folder() const {
  return database_->store();
}

}  // namespace polgraph
