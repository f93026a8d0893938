// Private: a whole store written beside its place, all of it or nothing, and then put there: a copy, a repair.
//
//   NewStore made(place, uuid, like);
//   made.table(Family::Nodes).put(...)          // of each family the keys ascending
//   made.commit(catalog);                       // on disk in made.folder()
//   made.move_in();                             // or change_places(NewStore::Old::Taken)
//
// In the making it is PLACE.unfinished and holds a file UNFINISHED; only what has that file, or was never committed to,
// is ever taken away. Once it has changed places with an old store, the file tells which folder that is and what
// becomes of it, until it is done. Links are followed once, at the beginning.
//
//   Thread  one
//   Lives   what was not moved in goes with the object; what a killed process has left goes with the next NewStore
//   Throws  Error Storage: "Exists", "InTheWay", "Locked", "NotAStore", "ReadOrWrite", "DiskFull"
//   Cost    each key once; one ingestion
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "graph/database.h"

namespace polgraph::rocks {

class NewStore {
 public:
  // `like`: a folder whose permissions it gets; empty: what the process gives.
  NewStore(const std::filesystem::path& place, const std::string& uuid, const std::filesystem::path& like);
  NewStore(const NewStore&) = delete;
  NewStore& operator=(const NewStore&) = delete;
  ~NewStore();

  const std::filesystem::path& place() const { return place_; }
  const std::filesystem::path& folder() const { return folder_; }    // PLACE.unfinished
  const std::filesystem::path& scratch() const { return scratch_; }  // for files of the work; goes with commit()
  Table& table(Family family);
  std::uint64_t entries(Family family) const { return entries_[static_cast<std::size_t>(family)]; }  // after commit()
  void commit(std::shared_ptr<const Catalog> catalog);

  // To its place, where there must be nothing or an empty folder.
  void move_in();
  // With the store that is there, at once; the caller holds its lock. The old one is taken away, or kept as
  // PLACE.damaged, PLACE.damaged-2 ...: returns where. If that fails finish_replacement() does it later.
  enum class Old { Taken, Kept };
  std::filesystem::path change_places(Old old);

 private:
  std::filesystem::path place_, folder_, scratch_;
  std::shared_ptr<Database> database_;
  std::shared_ptr<void> lock_;  // of folder(), until it has its name
  std::array<std::unique_ptr<Table>, kFamilies> tables_;
  std::array<std::uint64_t, kFamilies> entries_{};
  bool moved_ = false;
};

bool is_replacing(const std::filesystem::path& place);  // has finish_replacement() anything to do?

// What a process that was killed at the end of change_places() has left to do at `place`; the caller holds its lock.
// Returns where the old store is kept; empty if nowhere.
std::filesystem::path finish_replacement(const std::filesystem::path& place);

}  // namespace polgraph::rocks
