#include "graph/new_store.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/error.h"
#include "graph/file.h"

namespace polgraph::rocks {

namespace fs = std::filesystem;

namespace {

// What the file says: in a copy in the making; in a store that has changed places with an old one, and which that was.
constexpr std::string_view kInTheMaking = "polgraph makes a copy here; it gets its name when it is whole\n";
constexpr std::string_view kTakes = "polgraph has put this store here; the one that was here goes: ";
constexpr std::string_view kKeeps = "polgraph has put this store here; the one that was here is kept as damaged: ";

std::string mark_of(NewStore::Old old, const fs::path& which) {
  const folder::Spot spot = folder::spot_of(which).value_or(folder::Spot{});
  return std::string(old == NewStore::Old::Kept ? kKeeps : kTakes) + std::to_string(spot.device) + " " +
         std::to_string(spot.number) + "\n";
}

// What it says at `place`; empty: no store was exchanged there.
std::string mark_at(const fs::path& place) {
  const std::string mark = file::read_small(place / folder::kMark).value_or("");
  return mark.starts_with(kTakes) || mark.starts_with(kKeeps) ? mark : "";
}

fs::path unfinished(const fs::path& place) {
  return place.string() + ".unfinished";
}

fs::path resolved(const fs::path& place) {
  if (place.empty()) throw Error(Kind::Storage, "NotAStore", "the name of the folder is empty");
  fs::path name = fs::weakly_canonical(fs::absolute(place));
  if (!name.has_filename()) name = name.parent_path();
  if (fs::is_symlink(fs::symlink_status(name)))
    throw Error(Kind::Storage, "NotAStore", place.string() + " is a link to nothing");
  return name;
}

// The mark last: by it what is left after a failure is known.
void take_away(const fs::path& folder, std::error_code& error) {
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    if (entry->path().filename() != folder::kMark && (fs::remove_all(entry->path(), error), error)) return;
  if (!error) fs::remove_all(folder, error);
}

// What a process that was killed has left there, and nothing else. Somebody who works at it keeps it.
void take_away_unfinished(const fs::path& folder) {
  if (!fs::exists(fs::symlink_status(folder))) return;
  const auto in_the_way = [&] {
    return Error(Kind::Storage, "InTheWay", folder.string() + " is in the way, and no unfinished copy")
        .hint("move it away: polgraph writes there until all is done");
  };
  if (fs::is_symlink(fs::symlink_status(folder)) || !fs::is_directory(folder) || folder::holds_others(folder))
    throw in_the_way();
  if (!fs::exists(folder / folder::kMark)) {
    const auto format = folder::read_format(folder);
    if (format && format->ready) throw in_the_way();
  }
  const std::shared_ptr<void> lock = folder::lock(folder, 0);
  std::error_code error;
  take_away(folder, error);
  if (error) {
    errno = error.value();
    file::fail("taking away", folder);
  }
}

// PLACE.damaged, PLACE.damaged-2 ...
fs::path keep_damaged(const fs::path& folder, const fs::path& place) {
  for (int number = 1;; ++number) {
    fs::path name = place;
    name += number == 1 ? ".damaged" : ".damaged-" + std::to_string(number);
    if (fs::exists(fs::symlink_status(name))) continue;
    if (::rename(folder.c_str(), name.c_str()) != 0) file::fail("renaming", folder);
    file::sync_folder(name.parent_path());
    return name;
  }
}

}  // namespace

bool is_replacing(const fs::path& place) {
  return !mark_at(place).empty();
}

// Another folder that has come to that name meanwhile is left alone, and so is one that somebody writes to.
fs::path finish_replacement(const fs::path& store) {
  const std::string mark = mark_at(store);
  if (mark.empty()) return {};
  const fs::path place = resolved(store), old = unfinished(place);
  fs::path kept;
  if (fs::is_directory(fs::symlink_status(old))) {
    const long writer = folder::writer(old).value_or(::getpid());
    if (writer != ::getpid()) return {};
    if (mark == mark_of(NewStore::Old::Kept, old)) kept = keep_damaged(old, place);
    if (mark == mark_of(NewStore::Old::Taken, old)) {
      folder::remove_unfinished(old, true);
      if (fs::exists(fs::symlink_status(old))) return {};  // the mark stays, for the next one
    }
  }
  file::sync_folder(place.parent_path());  // the mark may not go before the folder that it tells of
  std::error_code ignored;
  fs::remove(place / folder::kMark, ignored);
  file::sync_folder(place);
  return kept;
}

NewStore::NewStore(const fs::path& place, const std::string& uuid, const fs::path& like)
    : place_(resolved(place)), folder_(unfinished(place_)) {
  finish_replacement(place_);
  take_away_unfinished(folder_);
  database_ = Database::begin_copy(folder_, uuid);
  lock_ = database_->lock();
  if (!like.empty()) fs::permissions(folder_, fs::status(like).permissions());
  file::write_whole(folder_ / folder::kMark, kInTheMaking);
  database_->begin();
  scratch_ = database_->make_table_folder();
}

NewStore::~NewStore() {
  if (database_) database_->end();
  for (auto& table : tables_) table.reset();
  database_.reset();
  std::error_code ignored;
  if (!moved_) take_away(folder_, ignored);
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
    entries_[static_cast<std::size_t>(table->family())] = table->entries();
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
  moved_ = true;
  std::error_code ignored;
  fs::remove(place_ / folder::kMark, ignored);
  file::sync_folder(place_.parent_path());
}

fs::path NewStore::change_places(Old old) {
  if (folder::holds_others(place_))
    throw Error(Kind::Storage, "NotAStore", place_.string() + " holds other files than the store's")
        .hint("move them away first: the folder is replaced as a whole");
  file::write_whole(folder_ / folder::kMark, mark_of(old, place_));
  if (::renameat2(AT_FDCWD, folder_.c_str(), AT_FDCWD, place_.c_str(), RENAME_EXCHANGE) != 0)
    file::fail("changing places of " + folder_.string() + " and", place_);
  moved_ = true;
  file::sync_folder(place_.parent_path());
  return finish_replacement(place_);
}

}  // namespace polgraph::rocks
