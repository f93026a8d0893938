// A long time of everything at once, against a model in memory: statements, loads, unloads, kills, readers, backups,
// restorations, an index that comes and goes.
//
//   polgraph_soak PROGRAM [SECONDS] [SEED]
//
// Each step does something and asks the store for all that the model knows. What was killed may be done or not, and the
// model takes what it finds; everything else must be as the model says. Exit status 1 at the first difference, with the
// step's number and the seed, which make it again.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/folder.h"
#include "tests/trust/run.h"

using namespace polgraph::test;
namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

constexpr int kSets = 4, kNames = 60;

// What the store must hold. Data sets have nodes of their own; queries write only nodes with the label Mine.
struct Model {
  std::map<int, int> sets;              // data set: how many rows it was loaded with
  std::map<int, std::int64_t> mine;     // node: its value
  std::set<std::pair<int, int>> links;  // between those
  bool operator==(const Model&) const = default;
};

class Soak {
 public:
  Soak(std::string program, int seconds, std::uint64_t seed)
      : program_(std::move(program)),
        seed_(seed),
        random_(seed),
        end_(std::chrono::steady_clock::now() + std::chrono::seconds(seconds)) {}

  int run_all() {
    must({"query", "CREATE (:Mine {key: 0, value: 0})"});
    model_.mine[0] = 0;
    while (std::chrono::steady_clock::now() < end_) {
      ++step_;
      step();
      if (const Model found = ask("db"); found != model_) return differs(found);
      if (step_ % 10 == 0) must({"check"});
    }
    must({"check"});
    std::cout << step_ << " steps, " << killed_ << " kills, " << model_.mine.size() << " nodes of queries, "
              << model_.sets.size() << " data sets at the end; seed " << seed_ << std::endl;
    return 0;
  }

 private:
  std::string store(const std::string& name = "db") const { return (folder_.path() / name).string(); }
  int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }
  int known() {
    auto at = model_.mine.begin();
    std::advance(at, below(static_cast<int>(model_.mine.size())));
    return at->first;
  }

  Ran call(const Words& command, const std::string& name = "db") const {
    Words all{program_, "--db", store(name)};
    all.insert(all.end(), command.begin(), command.end());
    return run(all);
  }
  std::string must(const Words& command, const std::string& name = "db") const {
    const Ran ran = call(command, name);
    if (!ran.ok())
      throw std::runtime_error("step " + std::to_string(step_) + ", seed " + std::to_string(seed_) + ": " + command[0] +
                               " " + (command.size() > 1 ? command[1] : "") + ": " + ran.out + ran.err);
    return ran.out;
  }

  void step() {
    switch (below(14)) {
      case 0:
      case 1: return change_mine();
      case 2: return link();
      case 3: return remove();
      case 4:
      case 5: return load();
      case 6: return unload();
      case 7: return script();
      case 8:
      case 9: return kill_something();
      case 10: return back_up();
      case 11: return fail_half_way();
      case 12: return index();
      default: return read_beside_a_writer();
    }
  }

  void change_mine() {
    const int key = below(kNames);
    const std::int64_t value = below(1000);
    must({"query", "MERGE (m:Mine {key: " + std::to_string(key) + "}) SET m.value = " + std::to_string(value)});
    model_.mine[key] = value;
  }
  void link() {
    const int a = known(), b = known();
    must({"query", "MATCH (a:Mine {key: " + std::to_string(a) + "}), (b:Mine {key: " + std::to_string(b) +
                       "}) MERGE (a)-[:LINK]->(b)"});
    model_.links.emplace(a, b);
  }
  void remove() {
    const int key = known();
    if (model_.mine.size() == 1) return;
    must({"query", "MATCH (m:Mine {key: " + std::to_string(key) + "}) DETACH DELETE m"});
    model_.mine.erase(key);
    std::erase_if(model_.links, [&](const auto& one) { return one.first == key || one.second == key; });
  }
  Words load_words(int set, int rows) {
    const std::string name = "set" + std::to_string(set);
    std::ofstream nodes(folder_.path() / (name + ".csv")), pays(folder_.path() / (name + "-pays.csv"));
    nodes << "id:ID,name\n";
    pays << ":START_ID,:END_ID,amount:int\n";
    for (int i = 0; i < rows; ++i) {
      nodes << name << "-" << i << ",Body " << i << " of " << name << "\n";
      pays << name << "-" << i << "," << name << "-" << (i * 7 + 1) % rows << "," << i << "\n";
    }
    return {"load",
            "--name",
            name,
            "--nodes",
            "Set" + std::to_string(set) + "=" + (folder_.path() / (name + ".csv")).string(),
            "--relationships",
            "PAYS=" + (folder_.path() / (name + "-pays.csv")).string()};
  }
  void load() {
    const int set = below(kSets), rows = 1 + below(300);
    if (model_.sets.contains(set)) return;
    must(load_words(set, rows));
    model_.sets[set] = rows;
  }
  void unload() {
    if (model_.sets.empty()) return;
    auto at = model_.sets.begin();
    std::advance(at, below(static_cast<int>(model_.sets.size())));
    must({"unload", "set" + std::to_string(at->first)});
    model_.sets.erase(at);
  }
  void script() {
    std::string text;
    for (int i = 0; i < 20; ++i) {
      const int key = below(kNames);
      const std::int64_t value = below(1000);
      text += "MERGE (m:Mine {key: " + std::to_string(key) + "}) SET m.value = " + std::to_string(value) + ";\n";
      model_.mine[key] = value;
    }
    std::ofstream(folder_.path() / "script.cypher") << text;
    must({"query", "-f", (folder_.path() / "script.cypher").string()});
  }
  // A statement that fails at its end has changed nothing.
  void fail_half_way() {
    const Ran ran = call(
        {"query",
         "MATCH (m:Mine) SET m.value = m.value + 1 WITH collect(m.key) AS keys UNWIND keys AS k RETURN 1 / (k - k)"});
    if (ran.status != 1) throw std::runtime_error("a division by nothing did not fail");
  }
  void index() {
    must({"query", below(2) == 0 ? "CREATE INDEX mine IF NOT EXISTS FOR (m:Mine) ON (m.key, m.value)"
                                 : "DROP INDEX mine IF EXISTS"});
  }

  // Done or not done, nothing in between; a load, an unload, or an update of all.
  void kill_something() {
    Model done = model_;
    Words command;
    const int what = below(3);
    if (what == 0 && model_.sets.size() < kSets) {
      int set = 0;
      while (model_.sets.contains(set)) ++set;
      const int rows = 200 + below(2000);
      command = load_words(set, rows);
      done.sets[set] = rows;
    } else if (what == 1 && !model_.sets.empty()) {
      command = {"unload", "set" + std::to_string(model_.sets.begin()->first)};
      done.sets.erase(done.sets.begin());
    } else {
      command = {"query", "MATCH (m:Mine) SET m.value = m.value + 1"};
      for (auto& [key, value] : done.mine) ++value;
    }
    Words all{program_, "--db", store()};
    all.insert(all.end(), command.begin(), command.end());
    {
      Running one(all);
      std::this_thread::sleep_for(std::chrono::microseconds(below(60'000)));
      one.kill();
      one.end();
    }
    ++killed_;
    if (ask("db") == done) model_ = done;
  }

  void back_up() {
    fs::remove_all(store("backup"));
    must({"backup", store("backup")});
    if (ask("backup") != model_) throw std::runtime_error("the backup holds something else");
    must({"check"}, "backup");
    if (below(3) == 0) must({"restore", store("backup"), "--replace"});
  }

  void read_beside_a_writer() {
    std::string text;
    for (int i = 0; i < 30; ++i) text += "MATCH (m:Mine) SET m.value = m.value + 1;\n";
    std::ofstream(folder_.path() / "script.cypher") << text;
    Running writer({program_, "--db", store(), "query", "-f", (folder_.path() / "script.cypher").string()});
    for (int i = 0; i < 5; ++i) {
      const Model seen = ask("db");
      const std::int64_t more = seen.mine.begin()->second - model_.mine.begin()->second;
      Model expected = model_;
      for (auto& [key, value] : expected.mine) value += more;
      if (more < 0 || more > 30 || seen != expected)
        throw std::runtime_error("a reader beside a writer saw what never was");
    }
    if (const Ran ran = writer.end(); !ran.ok()) throw std::runtime_error("the writer: " + ran.err);
    for (auto& [key, value] : model_.mine) value += 30;
  }

  Model ask(const std::string& name) const {
    Model found;
    std::istringstream mine(must({"query", "MATCH (m:Mine) RETURN m.key, m.value", "--format", "tsv"}, name));
    std::string line;
    for (std::getline(mine, line); std::getline(mine, line);) {
      const std::size_t tab = line.find('\t');
      found.mine[std::stoi(line.substr(0, tab))] = std::stoll(line.substr(tab + 1));
    }
    std::istringstream links(
        must({"query", "MATCH (a:Mine)-[:LINK]->(b) RETURN a.key, b.key", "--format", "tsv"}, name));
    for (std::getline(links, line); std::getline(links, line);) {
      const std::size_t tab = line.find('\t');
      found.links.emplace(std::stoi(line.substr(0, tab)), std::stoi(line.substr(tab + 1)));
    }
    for (int set = 0; set < kSets; ++set) {
      const std::string out = must(
          {"query",
           "MATCH (n:Set" + std::to_string(set) + ")-[r:PAYS]->(m) RETURN count(*), count(DISTINCT n), sum(r.amount)",
           "--format", "tsv"},
          name);
      std::istringstream numbers(out.substr(out.find('\n') + 1));
      std::int64_t payments = 0, nodes = 0, sum = 0;
      numbers >> payments >> nodes >> sum;
      if (payments != nodes || sum != payments * (payments - 1) / 2)
        throw std::runtime_error("half a data set: " + out);
      if (payments > 0) found.sets[set] = static_cast<int>(payments);
    }
    return found;
  }

  int differs(const Model& found) const {
    std::cout << "step " << step_ << ", seed " << seed_ << ": the store holds " << found.mine.size()
              << " nodes of queries, " << found.links.size() << " links, " << found.sets.size()
              << " data sets; the model " << model_.mine.size() << ", " << model_.links.size() << ", "
              << model_.sets.size() << std::endl;
    return 1;
  }

  std::string program_;
  std::uint64_t seed_;
  std::mt19937_64 random_;
  std::chrono::steady_clock::time_point end_;
  Folder folder_;
  Model model_;
  int step_ = 0, killed_ = 0;
};

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::cerr << "usage: polgraph_soak PROGRAM [SECONDS] [SEED]\n";
    return 2;
  }
  try {
    return Soak(words[1], count > 2 ? std::stoi(words[2]) : 3600, count > 3 ? std::stoull(words[3]) : 20261130)
        .run_all();
  } catch (const std::exception& error) {
    std::cout << error.what() << std::endl;
    return 1;
  }
}
