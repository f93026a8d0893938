#include "tests/trust/lost_power.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "tests/support/folder.h"

namespace polgraph::test {

namespace fs = std::filesystem;

namespace {

bool is_in(const std::string& name, const std::string& folder) {
  return name.starts_with(folder) && (name.size() == folder.size() || name[folder.size()] == '/');
}

}  // namespace

LostPower::LostPower(const fs::path& folder) : folder_(folder.string()) {
  folders_.insert(folder_);
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_directory()) {
      folders_.insert(entry.path().string());
      continue;
    }
    struct stat found {};
    if (::stat(entry.path().c_str(), &found) != 0) continue;
    by_file_[found.st_ino] = contents_.size();
    names_[entry.path().string()] = contents_.size();
    contents_.push_back({polgraph::test::content_of(entry.path()), {}});
  }
  synced_names_ = names_;
  synced_folders_ = folders_;
}

std::size_t LostPower::content_of_file(std::uint64_t file) {
  const auto [place, is_new] = by_file_.try_emplace(file, contents_.size());
  if (is_new) contents_.emplace_back();
  return place->second;
}

bool LostPower::moves(const NameChange& change) {
  return change.what == NameChange::What::Rename || change.what == NameChange::What::Exchange;
}

std::string LostPower::moved(const std::string& name, const NameChange& change) {
  if (is_in(name, change.name)) return change.other + name.substr(change.name.size());
  if (change.what == NameChange::What::Exchange && is_in(name, change.other))
    return change.name + name.substr(change.other.size());
  return name;
}

void LostPower::change(NameChange::What what, const std::string& name, std::size_t content, const std::string& other) {
  changes_.push_back({what, name, content, step_, other});
  apply(names_, folders_, changes_.back());
}

void LostPower::apply(Names& names, std::set<std::string>& folders, const NameChange& change) {
  switch (change.what) {
    case NameChange::What::Make: names[change.name] = change.content; break;
    case NameChange::What::Folder: folders.insert(change.name); break;
    case NameChange::What::Remove:
      names.erase(change.name);
      folders.erase(change.name);
      break;
    case NameChange::What::Rename:  // an empty folder of that name goes
      std::erase_if(names, [&](const auto& one) { return is_in(one.first, change.other); });
      std::erase_if(folders, [&](const std::string& one) { return is_in(one, change.other); });
      [[fallthrough]];
    case NameChange::What::Exchange: {
      Names names_after;
      std::set<std::string> folders_after;
      for (const auto& [name, content] : names) names_after[moved(name, change)] = content;
      for (const std::string& folder : folders) folders_after.insert(moved(folder, change));
      names = std::move(names_after);
      folders = std::move(folders_after);
      break;
    }
  }
}

void LostPower::sync_folder(const std::string& folder) {
  const auto carries = [&](const NameChange& one) {
    return moves(one) &&
           (is_in(folder, one.other) || (one.what == NameChange::What::Exchange && is_in(folder, one.name)));
  };
  for (auto at = changes_.begin(); (at = std::find_if(changes_.begin(), changes_.end(), carries)) != changes_.end();)
    sync_folder(fs::path(at->name).parent_path().string());
  std::vector<NameChange> left;
  for (const NameChange& one : changes_) {
    if (fs::path(one.name).parent_path() != folder) {
      left.push_back(one);
      continue;
    }
    apply(synced_names_, synced_folders_, one);
    if (one.what == NameChange::What::Rename)  // what was to come to the folder that has gone
      std::erase_if(left, [&](const NameChange& before) { return is_in(before.name, one.other); });
    if (!moves(one)) continue;
    for (NameChange& before : left) {
      before.name = moved(before.name, one);
      before.other = moved(before.other, one);
    }
  }
  changes_ = std::move(left);
}

void LostPower::play(const JournalEntry& entry) {
  ++step_;
  switch (entry.what) {
    case 'C': {
      const auto known = names_.find(entry.one);
      const auto file = by_file_.find(entry.file);
      if (known != names_.end() && file != by_file_.end() && known->second == file->second) break;  // opened again
      by_file_[entry.file] = contents_.size();  // numbers of files that are gone come again
      contents_.emplace_back();
      change(NameChange::What::Make, entry.one, contents_.size() - 1);
      break;
    }
    case 'W': contents_[content_of_file(entry.file)].since.push_back({false, entry.offset, entry.one}); break;
    case 'T': contents_[content_of_file(entry.file)].since.push_back({true, entry.offset, ""}); break;
    case 'S': {
      const std::string name = entry.one.substr(0, entry.one.rfind("/."));
      if (folders_.contains(name)) {
        sync_folder(name);
        break;
      }
      Content& content = contents_[content_of_file(entry.file)];
      for (const Write& write : content.since) apply(content.synced, write, write.bytes.size());
      content.since.clear();
      break;
    }
    case 'R': {
      if (folders_.contains(entry.one)) {
        change(NameChange::What::Rename, entry.one, 0, entry.other);
        break;
      }
      const std::size_t content = names_.at(entry.one);
      change(NameChange::What::Remove, entry.one);
      change(NameChange::What::Make, entry.other, content);
      break;
    }
    case 'X': change(NameChange::What::Exchange, entry.one, 0, entry.other); break;
    case 'L': change(NameChange::What::Make, entry.other, names_.at(entry.one)); break;
    case 'U': change(NameChange::What::Remove, entry.one); break;
    case 'M': change(NameChange::What::Folder, entry.one); break;
    default: break;
  }
}

void LostPower::apply(std::string& bytes, const Write& write, std::size_t part) {
  if (write.cut) {
    bytes.resize(write.offset);
    return;
  }
  if (bytes.size() < write.offset + part) bytes.resize(write.offset + part);
  std::copy_n(write.bytes.begin(), part, bytes.begin() + static_cast<std::ptrdiff_t>(write.offset));
}

std::string LostPower::content_left(const Content& content, std::mt19937_64& random) const {
  std::string bytes = content.synced;
  if (content.since.empty()) return bytes;
  const auto below = [&](std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
  };
  const bool some = below(4) == 0;
  const std::size_t first = below(content.since.size() + 1);
  for (std::size_t i = 0; i < content.since.size(); ++i) {
    const Write& write = content.since[i];
    if (some ? below(2) == 0 : i > first) continue;
    const bool torn = !some && i == first && !write.cut;
    apply(bytes, write, torn ? below(write.bytes.size() + 1) : write.bytes.size());
  }
  return bytes;
}

void LostPower::leave(const fs::path& to, std::mt19937_64& random) const {
  Names names = synced_names_;
  std::set<std::string> folders = synced_folders_;
  const std::size_t kept = std::uniform_int_distribution<std::size_t>(0, changes_.size())(random);
  const std::uint64_t last = kept == 0 ? 0 : changes_[kept - 1].step;
  for (const NameChange& one : changes_)
    if (one.step <= last) apply(names, folders, one);
  fs::remove_all(to);
  const auto moved = [&](const std::string& name) { return to / fs::path(name).lexically_relative(folder_); };
  fs::create_directories(to);
  std::set<std::string> there{folder_};
  for (const std::string& folder : folders) {
    if (!there.contains(fs::path(folder).parent_path().string())) continue;  // gone with the folder that it was in
    there.insert(folder);
    fs::create_directories(moved(folder));
  }
  for (const auto& [name, content] : names) {
    if (!there.contains(fs::path(name).parent_path().string())) continue;
    std::ofstream(moved(name), std::ios::binary) << content_left(contents_[content], random);
  }
}

}  // namespace polgraph::test
