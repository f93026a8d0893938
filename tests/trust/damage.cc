// A damaged file gives the right answer or an error that names the damage, never a wrong answer and never a signal, and
// `check` finds whatever a question met.
//
//   polgraph_damage PROGRAM [TRIALS] [SEED] [KIND]
//
// A trial takes a copy of a store in one of several states (loaded; written to and closed; its writer killed, so that
// the log holds commits; killed while it loaded), damages one file of it (each kind of file as often as any other),
// asks the same questions as of the whole store, and compares. Exit status 1 if one answer was silently wrong.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/support/folder.h"
#include "tests/trust/run.h"
#include "tests/trust/states.h"

using namespace polgraph::test;
namespace fs = std::filesystem;

namespace {

using Random = std::mt19937_64;

std::uint64_t below(Random& random, std::uint64_t bound) {
  return std::uniform_int_distribution<std::uint64_t>(0, bound - 1)(random);
}

// "000013.sst" -> "sst", "MANIFEST-000005" -> "MANIFEST".
std::string kind_of(const fs::path& file) {
  const std::string name = file.filename().string();
  if (file.extension() == ".sst" || file.extension() == ".log") return file.extension().string().substr(1);
  return name.substr(0, name.find('-'));
}

std::map<std::string, std::vector<fs::path>> files_by_kind(const fs::path& store) {
  std::map<std::string, std::vector<fs::path>> all;
  for (const auto& entry : fs::recursive_directory_iterator(store))
    if (entry.is_regular_file()) all[kind_of(entry.path())].push_back(entry.path());
  for (auto& [kind, files] : all) std::sort(files.begin(), files.end());
  return all;
}

void write_file(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

// What was done to the file, in words.
std::string damage(const fs::path& file, const fs::path& earlier, Random& random) {
  std::string bytes = content_of(file);
  const std::uint64_t size = bytes.size();
  switch (below(random, 9)) {
    case 0: {
      fs::remove(file);
      return "removed";
    }
    case 1: {
      write_file(file, "");
      return "emptied";
    }
    case 2: {
      if (size == 0) break;
      const std::uint64_t left = below(random, size);
      write_file(file, bytes.substr(0, left));
      return "cut at " + std::to_string(left) + " of " + std::to_string(size);
    }
    case 3: {
      std::string more(1 + below(random, 300), '\0');
      if (below(random, 2) == 0)
        for (char& one : more) one = static_cast<char>(below(random, 256));
      write_file(file, bytes + more);
      return std::to_string(more.size()) + " bytes more";
    }
    case 4:
    case 5: {
      if (size == 0) break;
      const std::uint64_t at = below(random, size);
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(random, 8)));
      write_file(file, bytes);
      return "a bit of byte " + std::to_string(at);
    }
    case 6: {
      if (size == 0) break;
      const std::uint64_t block = below(random, 2) == 0 ? 512 : 4096, at = below(random, size) / block * block;
      for (std::uint64_t i = at; i < std::min(size, at + block); ++i) bytes[i] = '\0';
      write_file(file, bytes);
      return std::to_string(block) + " bytes of nothing at " + std::to_string(at);
    }
    case 7: {
      if (size == 0) break;
      const std::uint64_t at = below(random, size), end = std::min(size, at + 1 + below(random, 64));
      for (std::uint64_t i = at; i < end; ++i) bytes[i] = static_cast<char>(below(random, 256));
      write_file(file, bytes);
      return "bytes " + std::to_string(at) + " to " + std::to_string(end) + " at random";
    }
    case 8: {
      if (!fs::is_regular_file(earlier)) break;
      fs::copy_file(earlier, file, fs::copy_options::overwrite_existing);
      return "as it was some commits ago";
    }
  }
  fs::remove(file);
  return "removed";
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::cerr << "usage: polgraph_damage PROGRAM [TRIALS] [SEED] [KIND OF FILE]\n";
    return 2;
  }
  const std::string program = words[1];
  const int trials = count > 2 ? std::stoi(words[2]) : 200;
  Random random(count > 3 ? std::stoull(words[3]) : 20261130);
  const std::string only = count > 4 ? words[4] : "";
  const Folder folder;
  const std::vector<State> states = make_states(program, folder.path());
  std::map<std::string, int> outcomes;
  int wrong = 0;
  for (int trial = 0; trial < trials; ++trial) {
    const State& state = states[below(random, states.size())];
    const fs::path store = folder.path() / "damaged";
    fs::remove_all(store);
    fs::copy(state.store, store, fs::copy_options::recursive);
    auto kinds = files_by_kind(store);
    auto kind = std::next(kinds.begin(), static_cast<std::ptrdiff_t>(below(random, kinds.size())));
    if (!only.empty()) kind = kinds.find(only);
    if (kind == kinds.end()) continue;
    const fs::path file = kind->second[below(random, kind->second.size())];
    const fs::path inside = fs::relative(file, store);
    const std::string done = damage(file, state.earlier / inside, random);
    const std::string judged = judge(program, store, state);
    ++outcomes[judged.substr(0, judged.find(':'))];
    if (judged.starts_with("right") || judged.starts_with("told")) continue;
    ++wrong;
    std::cout << "trial " << trial << ", " << state.name << ", " << inside.string() << ", " << done << ": " << judged
              << std::endl;
    if (const char* keep = std::getenv("POLGRAPH_KEEP")) {
      fs::create_directories(keep);
      fs::copy(store, fs::path(keep) / ("trial-" + std::to_string(trial)),
               fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    }
  }
  for (const auto& [what, times] : outcomes) std::cout << times << " " << what << "\n";
  return wrong == 0 ? 0 : 1;
}
