// Private: a whole store written beside its place, all of it or nothing, and then put there: a copy, a repair.
//
//   NewStore made(place, uuid, like);
//   made.table(Family::Nodes).put(...)          // of each family the keys ascending
//   made.commit(catalog);                       // on disk in made.folder()
//   made.move_in();                             // or change_places(), which leaves the old store in made.folder()
//
// In the making it is PLACE.unfinished and holds a file UNFINISHED; only what has that file, or was never committed to,
// is ever taken away. Links are followed once, at the beginning.
//
//   Thread  one
//   Lives   what was not moved in goes with the object; what a killed process has left goes with the next NewStore
//   Throws  Error Storage: "Exists", "Locked", "NotAStore", "ReadOrWrite", "DiskFull"
//   Cost    each key once; one ingestion
#pragma once

#include <array>
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
  void commit(std::shared_ptr<const Catalog> catalog);

  // To its place, where there must be nothing or an empty folder.
  void move_in();
  // With the store that is there, at once; the caller holds its lock.
  void change_places();

 private:
  void finished();

  std::filesystem::path place_, folder_, scratch_;
  std::shared_ptr<Database> database_;
  std::shared_ptr<void> lock_;  // of folder(), until it has its name
  std::array<std::unique_ptr<Table>, kFamilies> tables_;
  bool moved_ = false;
};

}  // namespace polgraph::rocks
