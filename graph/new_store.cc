#include "graph/new_store.h"

#include <fcntl.h>
#include <stdio.h>

#include <cerrno>
#include <vector>

#include "graph/error.h"
#include "graph/file.h"

namespace polgraph::rocks {

namespace fs = std::filesystem;

namespace {

constexpr const char* kMark = "UNFINISHED";

fs::path resolved(const fs::path& place) {
  if (place.empty()) throw Error(Kind::Storage, "NotAStore", "the name of the folder is empty");
  fs::path name = fs::weakly_canonical(fs::absolute(place));
  if (!name.has_filename()) name = name.parent_path();
  if (fs::is_symlink(fs::symlink_status(name)))
    throw Error(Kind::Storage, "NotAStore", place.string() + " is a link to nothing");
  return name;
}

// What a process that was killed has left there, and nothing else. Somebody who works at it keeps it.
void take_away_unfinished(const fs::path& folder) {
  if (!fs::exists(fs::symlink_status(folder))) return;
  const auto in_the_way = [&] {
    return Error(Kind::Storage, "Exists", folder.string() + " is in the way, and no unfinished copy")
        .hint("move it away: polgraph writes there until all is done");
  };
  if (fs::is_symlink(fs::symlink_status(folder)) || !fs::is_directory(folder) || folder::holds_others(folder))
    throw in_the_way();
  if (!fs::exists(folder / kMark)) {
    const auto format = folder::read_format(folder);
    if (format && format->ready) throw in_the_way();
  }
  const std::shared_ptr<void> lock = folder::lock(folder, 0);
  std::error_code error;
  fs::remove_all(folder, error);
  if (error) {
    errno = error.value();
    file::fail("taking away", folder);
  }
}

}  // namespace

NewStore::NewStore(const fs::path& place, const std::string& uuid, const fs::path& like)
    : place_(resolved(place)), folder_(place_.string() + ".unfinished") {
  take_away_unfinished(folder_);
  database_ = Database::begin_copy(folder_, uuid);
  lock_ = database_->lock();
  if (!like.empty()) fs::permissions(folder_, fs::status(like).permissions());
  file::write_whole(folder_ / kMark, "a copy that polgraph makes; it gets its name when it is whole\n");
  database_->begin();
  scratch_ = database_->make_table_folder();
}

NewStore::~NewStore() {
  if (database_) database_->end();
  for (auto& table : tables_) table.reset();
  database_.reset();
  std::error_code ignored;
  if (!moved_) fs::remove_all(folder_, ignored);
}

Table& NewStore::table(Family family) {
  const auto number = static_cast<std::size_t>(family);
  if (!tables_[number])
    tables_[number] = std::make_unique<Table>(scratch_ / ("family-" + std::to_string(number) + ".sst"), family);
  return *tables_[number];
}

void NewStore::commit(std::shared_ptr<const Catalog> catalog) {
  std::vector<std::unique_ptr<Table>> made;
  for (auto& table : tables_) {
    if (!table) continue;
    table->finish();
    made.push_back(std::move(table));
  }
  database_->commit(made, std::move(catalog));
  database_->drop_table_folder();
  database_->end();
  database_.reset();
}

void NewStore::move_in() {
  std::shared_ptr<void> lock;
  if (fs::exists(place_)) {
    if (const auto format = folder::read_format(place_); format && format->ready)
      throw Error(Kind::Storage, "Exists", place_.string() + " is a polgraph database already");
    lock = folder::lock(place_, 0);
    folder::remove_unfinished(place_, true);
  }
  if (::rename(folder_.c_str(), place_.c_str()) != 0) file::fail("renaming", folder_);
  finished();
}

void NewStore::change_places() {
  if (folder::holds_others(place_))
    throw Error(Kind::Storage, "NotAStore", place_.string() + " holds other files than the store's")
        .hint("move them away first: the folder is replaced as a whole");
  if (::renameat2(AT_FDCWD, folder_.c_str(), AT_FDCWD, place_.c_str(), RENAME_EXCHANGE) != 0)
    file::fail("changing places of " + folder_.string() + " and", place_);
  finished();
}

void NewStore::finished() {
  moved_ = true;
  std::error_code ignored;
  fs::remove(place_ / kMark, ignored);
  file::sync_folder(place_.parent_path());
}

}  // namespace polgraph::rocks
