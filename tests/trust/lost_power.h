// What is left of a folder when the power goes: what was synced, and of the rest whatever the system had written by
// then.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/trust/journal.h"

namespace polgraph::test {

// A folder's files as they are on disk and as the program sees them, while a journal (faults.cc) is played.
//
// Synced content stays. Of the writes to a file since its last sync the first few are there, the last of them perhaps
// in part, or some and not others. Names made, renamed and removed since their folder was synced are so in their order
// up to some one of them, as on file systems that keep a log. A folder that was renamed has its new name on disk before
// what is synced in it.
class LostPower {
 public:
  // `folder` now, all of it on disk.
  explicit LostPower(const std::filesystem::path& folder);
  void play(const JournalEntry& entry);
  // Writes to `to` what may be left; another call may find something else.
  void leave(const std::filesystem::path& to, std::mt19937_64& random) const;

 private:
  struct Write {
    bool cut = false;
    std::uint64_t offset = 0;
    std::string bytes;
  };
  struct Content {
    std::string synced;
    std::vector<Write> since;
  };
  struct NameChange {
    enum class What { Make, Remove, Folder, Rename, Exchange } what = What::Make;  // the last two: of folders
    std::string name;
    std::size_t content = 0;
    std::uint64_t step = 0;  // those of one step come together
    std::string other{};     // the second name
  };
  using Names = std::map<std::string, std::size_t>;

  static void apply(std::string& bytes, const Write& write, std::size_t part);
  static void apply(Names& names, std::set<std::string>& folders, const NameChange& change);
  static bool moves(const NameChange& change);
  static std::string moved(const std::string& name, const NameChange& change);  // where it is after the change
  std::string content_left(const Content& content, std::mt19937_64& random) const;
  void change(NameChange::What what, const std::string& name, std::size_t content = 0, const std::string& other = {});
  void sync_folder(const std::string& folder);
  std::size_t content_of_file(std::uint64_t file);

  std::string folder_;
  std::vector<Content> contents_;
  std::map<std::uint64_t, std::size_t> by_file_;  // number of the file in the journal: place in contents_
  Names names_, synced_names_;
  std::set<std::string> folders_, synced_folders_;
  std::vector<NameChange> changes_;  // not synced
  std::uint64_t step_ = 0;
};

}  // namespace polgraph::test
