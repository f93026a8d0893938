// kill -9 at any moment: what was acknowledged is there, what was not is there whole or not at all, a killed holder
// leaves no lock, and the next command goes on.
//
//   polgraph_kills PROGRAM [LOADS] [WRITES] [UPDATES] [SEED]
//
// LOADS loads are killed (half of them where a load turns from nothing into all), a script of statements
// is killed until WRITES were acknowledged, UPDATES updates of all rows are killed; a third of the processes that come
// after one that was killed are killed too, while they recover. Exit status 1 if anything was lost or half done.
#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/folder.h"
#include "tests/trust/run.h"

using namespace polgraph::test;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

using Words = std::vector<std::string>;

constexpr int kBodies = 3000;
constexpr int kAboutBytes = 500;  // of each: more than 1 MiB in all, so that a new store is written straight

// When a load turns from nothing into all, as the kills before have shown: later, if nothing was there; earlier, if
// all was. So half of them fall on either side, whatever else the machine does.
class Aim {
 public:
  explicit Aim(double whole_ms) : at_ms_(whole_ms) {}
  double at_ms() const { return at_ms_; }
  void seen(bool was_done) { at_ms_ *= was_done ? 0.97 : 1.03; }

 private:
  double at_ms_;
};

class Killer {
 public:
  Killer(std::string program, std::uint64_t seed) : program_(std::move(program)), random_(seed) {
    std::ofstream bodies(folder_.path() / "bodies.csv"), pays(folder_.path() / "pays.csv");
    bodies << "id:ID,name,country,about\n";
    pays << ":START_ID,:END_ID,amount:int\n";
    for (int i = 0; i < kBodies; ++i) {
      bodies << "b" << i << ",Body " << i << ",JP," << std::string(kAboutBytes, 'x') << "\n";
      for (int k = 1; k <= 5; ++k) pays << "b" << i << ",b" << (i * k + 7) % kBodies << "," << k << "\n";
    }
  }

  int loads(int count) {
    std::array<Aim, 2> aims = {Aim(time_of_load(false)), Aim(time_of_load(true))};
    int finished = 0, aimed = 0, aimed_finished = 0;
    fs::remove_all(store());
    for (int i = 0; i < count; ++i) {
      const bool into_other = i % 4 >= 2;  // into a store that holds something: by a transaction
      if (into_other && !fs::exists(store())) run_or_throw({"query", "CREATE (:Other) RETURN 1"});
      Aim& aim = aims[into_other ? 1 : 0];
      const bool is_aimed = i % 2 == 1;
      kill_after(load(), is_aimed ? aim.at_ms() * real(0.97, 1.03) : real(0, aim.at_ms()));
      perhaps_kill_recovery();
      const std::string nodes = count_of("MATCH (n:Body) RETURN count(*) AS n"),
                        payments = count_of("MATCH ()-[r:PAYS]->() RETURN count(*) AS n");
      const bool nothing = nodes == "0" && payments == "0";
      const bool all = nodes == std::to_string(kBodies) && payments == std::to_string(5 * kBodies);
      if (!nothing && !all)
        wrong("load " + std::to_string(i) + ": " + nodes + " nodes, " + payments + " relationships");
      finished += all ? 1 : 0;
      if (is_aimed) {
        ++aimed;
        aimed_finished += all ? 1 : 0;
        aim.seen(all);
      }
      if (i % 8 == 7) {
        run_or_throw(load());
        if (count_of("MATCH ()-[r:PAYS]->() RETURN count(*) AS n") != std::to_string(5 * kBodies))
          wrong("load " + std::to_string(i) + ", again: not all is there");
      }
      look_whole("load " + std::to_string(i));
      if (all || i % 8 == 7) fs::remove_all(store());
    }
    std::cout << count << " loads killed, " << finished << " of them after the turning point; of " << aimed
              << " that were aimed at it " << aimed_finished << std::endl;
    if (aimed > 40 && (aimed_finished * 5 < aimed || aimed_finished * 5 > 4 * aimed)) wrong("the aim was bad");
    return wrong_;
  }

  int writes(int count) {
    fs::remove_all(store());
    run_or_throw({"query", "CREATE (:Count {of: 0}) RETURN 1"});
    int acknowledged = 0, next = 1, kills = 0;
    while (acknowledged < count) {
      {
        std::ofstream script(folder_.path() / "script.cypher");
        for (int i = next; i < next + 4000; ++i)
          script << "CREATE (:Made {number: " << i << "}) RETURN " << i << " AS n;\n";
      }
      Running writer(words({"query", "-f", (folder_.path() / "script.cypher").string(), "--format", "csv"}));
      const int enough = static_cast<int>(real(1, 600));
      writer.read_until([&](const std::string& out) { return std::count(out.begin(), out.end(), '\n') >= 2 * enough; },
                        30'000);
      writer.kill();
      const Ran ran = writer.end();
      ++kills;
      const int last = last_number(ran.out);
      perhaps_kill_recovery();
      const std::string there = count_of("MATCH (m:Made) RETURN count(*) AS n");
      const int made = there.empty() ? -1 : std::stoi(there);
      const int told = last == 0 ? next - 1 : last;
      if (made < told || made > told + 1)
        wrong("kill " + std::to_string(kills) + ": " + std::to_string(told) + " acknowledged, " + there + " there");
      if (count_of("MATCH (m:Made) RETURN max(m.number) AS n") != there && made > 0) wrong("there are gaps");
      acknowledged += told - (next - 1);
      next = std::max(made, told) + 1;
    }
    look_whole("writes");
    std::cout << acknowledged << " writes acknowledged by " << kills << " processes that were killed" << std::endl;
    return wrong_;
  }

  int updates(int count) {
    fs::remove_all(store());
    run_or_throw(load());
    const auto begun = Clock::now();
    run_or_throw(update());
    const double whole = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
    int done = 0;
    std::string before = count_of(kSum);
    for (int i = 0; i < count; ++i) {
      kill_after(update(), real(i % 2 == 0 ? 0 : 0.6 * whole, whole * 1.1));
      perhaps_kill_recovery();
      const std::string now = count_of(kSum), after = std::to_string(std::stoll(before) + 5 * kBodies);
      if (now != before && now != after) wrong("update " + std::to_string(i) + ": from " + before + " to " + now);
      done += now == after ? 1 : 0;
      before = now;
      if (i % 20 == 19) look_whole("update " + std::to_string(i));
      if (i % 40 == 39) {  // statements pile up with each of them
        fs::remove_all(store());
        run_or_throw(load());
        before = count_of(kSum);
      }
    }
    std::cout << count << " updates killed, " << done << " of them when they were done" << std::endl;
    return wrong_;
  }

 private:
  static constexpr const char* kSum = "MATCH ()-[r:PAYS]->() RETURN sum(r.amount) AS n";

  fs::path store() const { return folder_.path() / "db"; }
  Words load() const {
    return {"load",
            "--name",
            "d",
            "--nodes",
            "Body=" + (folder_.path() / "bodies.csv").string(),
            "--relationships",
            "PAYS=" + (folder_.path() / "pays.csv").string()};
  }
  static Words update() { return {"query", "MATCH ()-[r:PAYS]->() SET r.amount = r.amount + 1"}; }
  Words words(const Words& command) const {
    Words all{program_, "--db", store().string()};
    all.insert(all.end(), command.begin(), command.end());
    return all;
  }
  double time_of_load(bool into_other) {
    fs::remove_all(store());
    if (into_other) run_or_throw({"query", "CREATE (:Other) RETURN 1"});
    const auto begun = Clock::now();
    run_or_throw(load());
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
  }
  double real(double from, double to) { return std::uniform_real_distribution<double>(from, to)(random_); }
  void wrong(const std::string& what) {
    ++wrong_;
    std::cout << "WRONG: " << what << std::endl;
  }
  void run_or_throw(const Words& command) const {
    if (const Ran ran = run(words(command)); !ran.ok()) throw std::runtime_error(command.front() + ": " + ran.err);
  }
  void kill_after(const Words& command, double milliseconds) {
    Running one(words(command));
    std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(milliseconds));
    one.kill();
    one.end();
  }
  void perhaps_kill_recovery() {
    if (real(0, 3) > 1 || !fs::exists(store())) return;
    kill_after({"query", "MERGE (:Other)"}, real(0, 25));
  }
  // The one number of a question; "0" where there is no store; empty, and wrong, where it is not answered.
  std::string count_of(const std::string& question) {
    const Ran ran = run(words({"query", question, "--format", "csv"}));
    if (!ran.ok()) {
      if (ran.err.find("there is no polgraph database") != std::string::npos) return "0";
      wrong(question + ": " + ran.err);
      return "";
    }
    const std::size_t line = ran.out.find('\n') + 1;
    return ran.out.substr(line, ran.out.find('\n', line) - line);
  }
  void look_whole(const std::string& after) {
    const Ran ran = run(words({"check"}));
    if (!ran.ok() && ran.err.find("there is no polgraph database") == std::string::npos)
      wrong(after + ": " + ran.out.substr(0, 200) + ran.err);
  }
  static int last_number(const std::string& out) {  // of whole lines: "n", "17", "n", "18"
    const std::size_t end = out.rfind('\n');
    if (end == std::string::npos) return 0;
    std::size_t begin = end == 0 ? 0 : out.rfind('\n', end - 1);
    std::string line = out.substr(begin == std::string::npos ? 0 : begin + 1, end - begin - 1);
    if (line == "n") {
      if (begin == std::string::npos || begin == 0) return 0;
      const std::size_t before = out.rfind('\n', begin - 1);
      line = out.substr(before == std::string::npos ? 0 : before + 1, begin - before - 1);
    }
    return line.empty() || line == "n" ? 0 : std::stoi(line);
  }

  std::string program_;
  std::mt19937_64 random_;
  Folder folder_;
  int wrong_ = 0;
};

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::cerr << "usage: polgraph_kills PROGRAM [LOADS] [WRITES] [UPDATES] [SEED]\n";
    return 2;
  }
  const auto number = [&](int at, int otherwise) { return count > at ? std::stoi(words[at]) : otherwise; };
  Killer killer(words[1], static_cast<std::uint64_t>(number(5, 20261130)));
  killer.loads(number(2, 500));
  killer.writes(number(3, 50'000));
  return killer.updates(number(4, 300)) == 0 ? 0 : 1;
}
