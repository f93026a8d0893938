// What was acknowledged is on disk when the power goes, and what was not is there whole or not at all.
//
//   polgraph_power_loss PROGRAM FAULTS_LIBRARY [TRIALS] [SEED]
//
// Commands are run with all that they do to their files written down. A trial plays some of it, up to a point at
// random, leaves what was synced and some of the rest (lost_power.h), and asks the store that is left. Exit status 1 if
// it is not one of the states that the commands went through, from the last one acknowledged on.
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/support/folder.h"
#include "tests/trust/lost_power.h"
#include "tests/trust/run.h"
#include "tests/trust/states.h"

using namespace polgraph::test;
namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

// Commands one after another, and what the store holds after each.
struct Story {
  std::string name;
  LostPower disk;
  std::vector<JournalEntry> journal;
  std::vector<std::string> held;  // before the first, after the first ...
  Words again{};                  // a command that must do all of it on what is left
};

class Teller {
 public:
  Teller(std::string program, std::string library, const fs::path& folder)
      : program_(std::move(program)), library_(std::move(library)), folder_(folder) {}

  std::string held(const fs::path& store) const { return polgraph::test::held(program_, store); }
  // What `store` holds after the command, or what it said.
  std::string held_after(const fs::path& store, const Words& command) const {
    const Ran ran = run(words(store, command));
    return ran.ok() ? held(store) : ran.err;
  }

  // Each command in a process of its own. `steps`: what they do, where one of them commits several times.
  Story tell(const std::string& name, const fs::path& from, const std::vector<Words>& commands,
             const std::vector<Words>& steps = {}) const {
    const fs::path beneath = folder_ / ("story of " + name), store = beneath / "db", plain = folder_ / "plain";
    fs::create_directories(beneath);
    fs::remove_all(plain);
    if (fs::exists(from)) fs::copy(from, store, fs::copy_options::recursive);
    if (fs::exists(from)) fs::copy(from, plain, fs::copy_options::recursive);
    Story story{name, LostPower(beneath), {}, {held(plain)}};
    const fs::path journal = folder_ / (name + ".journal");
    for (const Words& command : commands) {
      const Ran ran =
          run(words(store, command), {"LD_PRELOAD=" + library_, "POLGRAPH_FAULTS_FOLDER=" + beneath.string(),
                                      "POLGRAPH_FAULTS_JOURNAL=" + journal.string()});
      if (!ran.ok()) throw std::runtime_error(name + ": " + ran.err);
    }
    for (const Words& step : steps.empty() ? commands : steps) {
      run(words(plain, step));
      story.held.push_back(held(plain));
    }
    story.journal = read_journal(content_of(journal));
    return story;
  }

 private:
  Words words(const fs::path& store, const Words& command) const {
    Words all{program_, "--db", store.string()};
    all.insert(all.end(), command.begin(), command.end());
    return all;
  }
  std::string program_, library_;
  fs::path folder_;
};

// How many commands had been acknowledged before `end`: each writes its answer at once.
std::size_t acknowledged(const Story& story, std::size_t end) {
  const auto count = std::count_if(story.journal.begin(), story.journal.begin() + static_cast<std::ptrdiff_t>(end),
                                   [](const JournalEntry& entry) { return entry.what == 'A'; });
  return std::min(static_cast<std::size_t>(count), story.held.size() - 1);
}

// A copied folder has another number than the one that a mark tells of (graph/new_store.cc).
void number_again(const fs::path& store) {
  const std::string mark = store.string() + "/UNFINISHED", text = fs::exists(mark) ? content_of(mark) : "";
  struct stat old {};
  const std::size_t at = text.find(": ");
  if (at == std::string::npos || !text.ends_with("\n") || stat((store.string() + ".unfinished").c_str(), &old) != 0)
    return;
  std::ofstream(mark, std::ios::binary) << text.substr(0, at + 2) << old.st_dev << " " << old.st_ino << "\n";
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) {
    std::cerr << "usage: polgraph_power_loss PROGRAM FAULTS_LIBRARY [TRIALS] [SEED]\n";
    return 2;
  }
  const int trials = count > 3 ? std::stoi(words[3]) : 400;
  std::mt19937_64 random(count > 4 ? std::stoull(words[4]) : 20261130);
  const Folder folder;
  const std::vector<State> states = make_states(words[1], folder.path() / "states");
  const auto named = [&](const std::string& name) {
    return std::find_if(states.begin(), states.end(), [&](const State& one) { return one.name == name; })->store;
  };
  const Words load = load_words(folder.path() / "states", "second", "bodies.csv");
  std::vector<Words> statements;
  std::string script;
  for (int i = 1; i <= 12; ++i) {
    const std::string statement = "CREATE (a:Body {id: 'p" + std::to_string(i) + "'}) RETURN 'done'";
    statements.push_back({"query", statement});
    script += statement + ";\n";
  }
  const fs::path script_file = folder.file("script.cypher", script);

  const Teller teller(words[1], words[2], folder.path());
  std::vector<Story> stories;
  stories.push_back(teller.tell("first load", folder.path() / "none", {load}));
  stories.push_back(teller.tell("first load, straight", folder.path() / "none",
                                {load_words(folder.path() / "states", "second", "bodies-longer.csv")}));
  stories.push_back(teller.tell("second load", named("closed"), {load}));
  stories.push_back(teller.tell("second load, straight", named("killed"),
                                {load_words(folder.path() / "states", "second", "bodies-others.csv")}));
  stories.push_back(teller.tell("statements", named("loaded"), statements));
  stories.push_back(teller.tell("after a kill", named("killed"), statements));
  stories.push_back(teller.tell("script", named("loaded"), {{"query", "-f", script_file.string()}}, statements));
  stories.push_back(
      teller.tell("script after a kill", named("killed"), {{"query", "-f", script_file.string()}}, statements));
  stories.push_back(
      teller.tell("table files", named("killed"), {statements[0], {"query", large_statement()}, statements[1]}));
  stories.push_back(teller.tell("unload", named("closed"), {{"unload", "first"}}));
  const Words restore{"restore", named("loaded").string()}, replace{"restore", named("loaded").string(), "--replace"};
  stories.push_back(teller.tell("restore", folder.path() / "none", {restore}));
  stories.back().again = replace;
  stories.push_back(teller.tell("restore in the place of another", named("killed"), {replace}));
  stories.back().again = replace;

  int wrong = 0;
  std::map<std::string, int> tried;
  for (int trial = 0; trial < trials; ++trial) {
    const Story& story = stories[static_cast<std::size_t>(trial) % stories.size()];
    const std::size_t end = std::uniform_int_distribution<std::size_t>(0, story.journal.size())(random);
    LostPower disk = story.disk;
    for (std::size_t i = 0; i < end; ++i) disk.play(story.journal[i]);
    const fs::path left = folder.path() / "left";
    disk.leave(left, random);
    number_again(left / "db");
    const std::string held = teller.held(left / "db");
    const auto first = story.held.begin() + static_cast<std::ptrdiff_t>(acknowledged(story, end));
    ++tried[story.name];
    const bool is_right = std::find(first, story.held.end(), held) != story.held.end();
    std::string then = story.held.back();
    if (!story.again.empty()) {
      const fs::path again = folder.path() / "again";
      fs::remove_all(again);
      fs::copy(left, again, fs::copy_options::recursive);
      number_again(again / "db");
      then = teller.held_after(again / "db", story.again);
    }
    if (is_right && then == story.held.back()) continue;
    ++wrong;
    const bool earlier = !is_right && std::find(story.held.begin(), first, held) != first;
    std::cout << "trial " << trial << ", " << story.name << ", after " << end << " of " << story.journal.size()
              << " operations, " << acknowledged(story, end) << " acknowledged: "
              << (is_right  ? "done again: " + then.substr(0, 300)
                  : earlier ? "an acknowledged commit is lost"
                            : held.substr(0, 300))
              << std::endl;
    if (const char* keep = std::getenv("POLGRAPH_KEEP"))
      fs::copy(left, fs::path(keep) / ("trial-" + std::to_string(trial)), fs::copy_options::recursive);
  }
  for (const auto& [name, times] : tried) std::cout << name << ": " << times << " losses of power\n";
  std::cout << wrong << " wrong\n";
  return wrong == 0 ? 0 : 1;
}
