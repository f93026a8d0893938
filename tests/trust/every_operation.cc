// Whatever ends a command or fails beneath it, all of what it does is there afterwards or nothing, and the next command
// finds a whole store.
//
//   polgraph_every_operation PROGRAM FAULTS_LIBRARY [EACH] [HOW] [COMMAND]
//
// Each command that writes is run once to count its operations on files, then again and again from the same store: at
// the n-th operation the process is gone (crash), or the operation fails (EIO, ENOSPC; once or from then on); or the
// n-th read fails, of a command that writes or of a question; or there is no n-th thread (EAGAIN) or piece of memory
// (ENOMEM). What a crash left at some of its operations is recovered, and that is gone at each of its own, too.
//
// EACH: every how many-th operation is tried (1: all). HOW: crash, EIO, ENOSPC, EAGAIN, ENOMEM, or "EIO once"; or all,
// which are all but ENOMEM, of which there are many thousands. COMMAND: one by the name that is printed. Exit status 1
// if something was half done, lost, silently wrong, ended by a signal or without a message.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "tests/support/folder.h"
#include "tests/trust/run.h"
#include "tests/trust/states.h"

using namespace polgraph::test;
namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

struct Scenario {
  std::string name;
  fs::path store;  // before; a folder that is not there: no store yet
  Words command;
  std::string judged = "db";  // the folder beside which it is judged: "db" is the store, "copy" a backup of it
  bool repeats = false;       // done once more, it ends well and changes nothing
};

// A writer that changes nothing: it recovers, and takes away what is left.
const Words kWriter = {"query", "MATCH (n) WHERE false SET n.x = 1"};

struct Fault {
  std::string how, how_long, of;
};

class Trial {
 public:
  Trial(std::string program, std::string library, const fs::path& folder)
      : program_(std::move(program)), library_(std::move(library)), folder_(folder), store_(folder / "tried/db") {}

  void begin(const Scenario& scenario) {
    fs::remove_all(folder_ / "tried");
    fs::create_directories(folder_ / "tried");
    if (fs::exists(scenario.store)) fs::copy(scenario.store, store_, fs::copy_options::recursive);
  }
  Ran plain(const Words& command) const { return run(words(command)); }
  // `at` 0: only counted.
  Ran with(const Fault& fault, std::uint64_t at, const Words& command) const {
    fs::remove(folder_ / "count");
    return run(words(command), {"LD_PRELOAD=" + library_, "POLGRAPH_FAULTS_FOLDER=" + (folder_ / "tried").string(),
                                "POLGRAPH_FAULTS_COUNT=" + (folder_ / "count").string(),
                                "POLGRAPH_FAULTS_AT=" + std::to_string(at), "POLGRAPH_FAULTS_HOW=" + fault.how,
                                "POLGRAPH_FAULTS_FOR=" + fault.how_long, "POLGRAPH_FAULTS_OF=" + fault.of});
  }
  std::uint64_t counted() const {
    const std::string bytes = content_of(folder_ / "count");
    std::uint64_t count = 0;
    if (bytes.size() == sizeof count) std::memcpy(&count, bytes.data(), sizeof count);
    return count;
  }
  // All that the store holds; "no store"; or what is wrong with it.
  std::string held(const std::string& name = "db") const {
    return polgraph::test::held(program_, folder_ / "tried" / name);
  }
  bool has_stray_files() const {
    return fs::exists(store_ / "rocks/loading") || fs::exists(store_ / "FORMAT.new") ||
           fs::exists(folder_ / "tried/db.unfinished") || fs::exists(folder_ / "tried/copy.unfinished");
  }

 private:
  Words words(const Words& command) const { return words(command, store_); }
  Words words(const Words& command, const fs::path& store) const {
    Words all{program_, "--db", store.string()};
    all.insert(all.end(), command.begin(), command.end());
    return all;
  }
  std::string program_, library_;
  fs::path folder_, store_;
};

std::string line(const std::string& text) {
  return text.substr(0, std::min(text.find('\n'), std::size_t{200}));
}

class Report {
 public:
  explicit Report(std::string about) : about_(std::move(about)) {}
  void tried() { ++tried_; }
  void wrong(std::uint64_t at, const std::string& what) {
    ++wrong_;
    std::cout << about_ << ", operation " << at << ": " << what << std::endl;
  }
  int end(std::uint64_t operations) const {
    std::cout << about_ << ": " << operations << " operations, " << tried_ << " tried, " << wrong_ << " wrong"
              << std::endl;
    return wrong_;
  }

 private:
  std::string about_;
  int tried_ = 0, wrong_ = 0;
};

// How a command may end beneath which something failed: well, or with one message and status 1.
std::string fault_of(const Ran& ran, const Fault& fault) {
  if (fault.how == "crash" && ran.status == 137) return "";
  if (ran.ok()) return "";
  if (ran.status == kHung) return "it hung";
  if (ran.status < 0) return "it was ended by signal " + std::to_string(-ran.status) + ": " + line(ran.err);
  if (ran.status != 1) return "exit status " + std::to_string(ran.status) + ": " + line(ran.err);
  if (!ran.err.starts_with("polgraph: ") || ran.err.find("an internal fault") != std::string::npos)
    return "no message: " + line(ran.err);
  return "";
}

// The operation that is tried first: one at least is, wherever there is one.
std::uint64_t first(std::uint64_t operations, std::uint64_t each) {
  return operations == 0 ? 1 : 1 + operations % std::min(operations, each);
}

bool is_sound(const std::string& held) {
  return held != "no store" && !held.starts_with("UNREADABLE") && !held.starts_with("DAMAGED");
}

int try_writes(Trial& trial, const Scenario& scenario, const Fault& fault, std::uint64_t each) {
  Report report(scenario.name + ", " + fault.how + " " + fault.how_long +
                (fault.of == "changes" ? "" : ", " + fault.of));
  trial.begin(scenario);
  const std::string before = trial.held(scenario.judged);
  if (const Ran whole = trial.with(fault, 0, scenario.command); !whole.ok()) {
    report.wrong(0, "it fails by itself: " + line(whole.err));
    return report.end(0);
  }
  const std::uint64_t operations = trial.counted();
  const std::string after = trial.held(scenario.judged);
  if (!is_sound(after) || (after == before && !scenario.repeats)) report.wrong(0, "it does nothing: " + line(after));
  for (std::uint64_t at = first(operations, each); at <= operations; at += each) {
    trial.begin(scenario);
    const Ran ran = trial.with(fault, at, scenario.command);
    report.tried();
    if (const std::string ended = fault_of(ran, fault); !ended.empty()) report.wrong(at, ended);
    const std::string held = trial.held(scenario.judged);
    if (held != before && held != after) report.wrong(at, "half done, " + line(held));
    if (ran.ok() && held != after) report.wrong(at, "acknowledged and not done, " + line(held));
    if (held == after && before != after && !scenario.repeats) continue;
    if (const Ran again = trial.plain(scenario.command); !again.ok())
      report.wrong(at, "not to be done again: " + line(again.err));
    if (trial.held(scenario.judged) != after) report.wrong(at, "done again, something else is there");
    trial.plain(kWriter);
    if (trial.has_stray_files()) report.wrong(at, "files are left over");
  }
  return report.end(operations);
}

const Fault kCrash{"crash", "once", "changes"};

// What a crash at one operation of a command left behind, and what recovers it: a statement, or the same command where
// it is to be repeated or where no whole store is there.
class Interrupted {
 public:
  Interrupted(Trial& trial, const Scenario& scenario, std::uint64_t at, std::uint64_t each)
      : trial_(trial),
        scenario_(scenario),
        at_(at),
        each_(each),
        report_(scenario.name + ", gone at operation " + std::to_string(at) + ", recovery, crash") {}

  // The recovery is gone at each of its own operations, and the next one ends well.
  int try_recoveries() {
    leave();
    for (std::uint64_t at = first(steps_, each_); at <= steps_; at += each_) try_recovery(at, leave());
    return report_.end(steps_);
  }

 private:
  const Words& recovery(const std::string& left) const {
    static const Words kStatement = {"query", "CREATE (:Recovered {id: 'r'})"};
    return is_sound(left) && !scenario_.repeats ? kStatement : scenario_.command;
  }
  std::string crash() {
    trial_.begin(scenario_);
    trial_.with(kCrash, at_, scenario_.command);
    return trial_.held(scenario_.judged);
  }
  // Leaves it behind, and knows what its recovery leads to.
  std::string leave() {
    std::string left = crash();
    for (; !recovered_.contains(left); left = crash()) {
      const Ran whole = trial_.with(kCrash, 0, recovery(left));
      steps_ = trial_.counted();
      if (!whole.ok()) report_.wrong(0, "it fails by itself: " + line(whole.err));
      recovered_[left] = trial_.held(scenario_.judged);
      if (!is_sound(recovered_[left])) report_.wrong(0, "nothing is recovered: " + line(recovered_[left]));
    }
    return left;
  }
  void try_recovery(std::uint64_t at, const std::string& left) {
    const std::string& whole = recovered_[left];
    const Ran ran = trial_.with(kCrash, at, recovery(left));
    report_.tried();
    if (const std::string ended = fault_of(ran, kCrash); !ended.empty()) report_.wrong(at, ended);
    const std::string held = trial_.held(scenario_.judged);
    if (held != left && held != whole) report_.wrong(at, "half recovered, " + line(held));
    if (ran.ok() && held != whole) report_.wrong(at, "acknowledged and not done, " + line(held));
    if (held == left || scenario_.repeats) {
      if (const Ran again = trial_.plain(recovery(left)); !again.ok())
        report_.wrong(at, "not to be recovered: " + line(again.err));
      if (trial_.held(scenario_.judged) != whole) report_.wrong(at, "recovered, something else is there");
    }
    trial_.plain(kWriter);
    if (trial_.has_stray_files()) report_.wrong(at, "files are left over");
  }

  Trial& trial_;
  const Scenario& scenario_;
  std::uint64_t at_, each_, steps_ = 0;
  Report report_;
  std::map<std::string, std::string> recovered_;  // by what was left: a crash among threads may leave this or that
};

int try_recoveries(Trial& trial, const Scenario& scenario, std::uint64_t each) {
  constexpr std::uint64_t kMoments = 5;
  trial.begin(scenario);
  trial.with(kCrash, 0, scenario.command);
  const std::uint64_t operations = trial.counted();
  int wrong = 0;
  for (std::uint64_t moment = 1; moment <= kMoments; ++moment)
    wrong += Interrupted(trial, scenario, operations * moment / kMoments, each).try_recoveries();
  return wrong;
}

int try_reads(Trial& trial, const Scenario& scenario, const Fault& fault, std::uint64_t each) {
  Report report(scenario.name + ", reading, " + fault.how + " " + fault.how_long);
  std::uint64_t total = 0;
  trial.begin(scenario);
  for (const Words& question : questions()) {
    trial.with({"EIO", "once", "changes"}, 0, question);
    if (trial.counted() > 0) report.wrong(0, question.front() + " asks for more than may be read");
    const std::string right = trial.with(fault, 0, question).out;
    const std::uint64_t operations = trial.counted();
    total += operations;
    for (std::uint64_t at = first(operations, each); at <= operations; at += each) {
      const Ran ran = trial.with(fault, at, question);
      report.tried();
      if (const std::string ended = fault_of(ran, fault); !ended.empty())
        report.wrong(at, question.front() + ": " + ended);
      if (ran.ok() && ran.out != right) report.wrong(at, question.front() + " silently wrong");
    }
  }
  return report.end(total);
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) {
    std::cerr << "usage: polgraph_every_operation PROGRAM FAULTS_LIBRARY [EACH] [HOW] [COMMAND]\n";
    return 2;
  }
  const std::uint64_t each = count > 3 ? std::stoull(words[3]) : 1;
  const std::string how = count > 4 ? words[4] : "all", only = count > 5 ? words[5] : "";
  const Folder folder;
  const std::vector<Scenario> scenarios = [&] {
    std::vector<Scenario> all;
    const std::vector<State> states = make_states(words[1], folder.path());
    const auto named = [&](const std::string& name) {
      for (const State& state : states)
        if (state.name == name) return state.store;
      return fs::path();
    };
    const Words load = load_words(folder.path(), "second", "bodies.csv");
    const Words create = {"query", "CREATE (:Body {id: 'x'})-[:PAYS {amount: 1}]->(:New {id: 'y'})"};
    all.push_back({"first load", folder.path() / "none", load});
    all.push_back(
        {"first load, straight", folder.path() / "none", load_words(folder.path(), "second", "bodies-longer.csv")});
    all.push_back({"second load", named("closed"), load});
    all.push_back({"second load, straight", named("killed"), load_words(folder.path(), "second", "bodies-others.csv")});
    all.push_back({"statement", named("closed"), create});
    all.push_back({"statement after a kill", named("killed"), create});
    all.push_back({"statement of many rows",
                   named("loaded"),
                   {"query", "MATCH (:Body)-[r:PAYS]->() SET r.amount = r.amount + 1"}});
    all.push_back({"statement as table files", named("killed"), {"query", large_statement()}});
    all.push_back({"unload", named("closed"), {"unload", "first"}});
    const fs::path broken = folder.path() / "broken";
    fs::copy(named("closed"), broken, fs::copy_options::recursive);
    std::ofstream(broken / "LEDGER") << "nothing";
    all.push_back({"restore", named("closed"), {"restore", named("loaded").string(), "--replace"}, "db", true});
    all.push_back({"repair", broken, {"check", "--repair"}, "db", true});
    all.push_back({"backup", named("killed"), {"backup", (folder.path() / "tried/copy").string()}, "copy"});
    all.push_back({"older format", fs::path(POLGRAPH_GOLDEN_DIR) / "format-4", create});
    return all;
  }();
  const auto is_after_kill = [](const Scenario& scenario) { return scenario.name == "statement after a kill"; };
  const Scenario& after_kill = *std::find_if(scenarios.begin(), scenarios.end(), is_after_kill);
  Trial trial(words[1], words[2], folder.path());
  int wrong = 0;
  for (const Fault& fault :
       {Fault{"crash", "once", "changes"}, Fault{"EIO", "once", "changes"}, Fault{"EIO", "good", "changes"},
        Fault{"ENOSPC", "once", "changes"}, Fault{"ENOSPC", "good", "changes"}, Fault{"EIO", "once", "reads"},
        Fault{"EIO", "good", "reads"}, Fault{"EAGAIN", "once", "threads"}, Fault{"EAGAIN", "good", "threads"},
        Fault{"ENOMEM", "good", "memory"}}) {
    if ((how != "all" || fault.how == "ENOMEM") && how != fault.how && how != fault.how + " " + fault.how_long)
      continue;
    for (const Scenario& scenario : scenarios)
      if (only.empty() || scenario.name == only)
        wrong += try_writes(trial, scenario, fault, fault.of == "threads" ? 1 : each);
  }
  if (how == "all" || how == "crash")
    for (const Scenario& scenario : scenarios)
      if (only.empty() || scenario.name == only) wrong += try_recoveries(trial, scenario, each);
  for (const char* how_long : {"once", "good"})
    if (only.empty() && (how == "all" || how == "EIO"))
      wrong += try_reads(trial, after_kill, {"EIO", how_long, "reads"}, each);
  if (only.empty() && how == "ENOMEM") wrong += try_reads(trial, after_kill, {"ENOMEM", "good", "memory"}, each);
  return wrong == 0 ? 0 : 1;
}
