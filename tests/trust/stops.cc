// Told to stop, every command stops: SIGINT, SIGTERM, SIGHUP and --timeout end it within two seconds, with the exit
// status of the signal, and leave nothing half done; so do two signals in a row. And what may never end is not waited
// for: a pipe without its other end, a device, a value that is walked over for ever; a closed standard output is a
// failure.
//
//   polgraph_stops PROGRAM [THOUSANDS_OF_NODES] [SEED]
//
// Exit status 1 if anything went on, or was left behind.
#include <signal.h>
#include <sys/stat.h>

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

constexpr int kPatienceMs = 2000;

// The program is told to stop, not killed: where the machine is busy it needs some time to be heard.
constexpr int kBusyMs = 1000;

class Stopper {
 public:
  Stopper(std::string program, int thousands, std::uint64_t seed)
      : program_(std::move(program)), thousands_(thousands), random_(seed) {
    fs::create_directories(out());
    write_tables();
    const Ran loaded = run(words({"load", "--nodes", path("n.csv"), "--relationships", path("r.csv")}), {}, 300'000);
    if (!loaded.ok()) throw std::runtime_error("cannot load: " + loaded.err);
  }

  int commands() {
    const std::string dot = out() + "/x.dot", document = "n3=" + path("doc.json");
    const std::vector<Words> all = {
        {"export", "--format", "datapackage", "-o", out() + "/package"},
        {"export", "--max-nodes", "1000000", "-o", dot},
        {"export", "--around", "n0", "--depth", "3", "--max-nodes", "1000000", "-o", dot},
        {"check"},
        {"stats"},
        {"schema"},
        {"audit"},
        {"trace", "n0", "--money"},
        {"trace", ":Organization", ":Company", "--money"},
        {"trace", "n0", "n77", "--max-depth", "20", "--max-paths", "100000"},
        {"verify", document},
        {"dossier", "n0", "--all", "-o", out() + "/d.html"},
        {"show", "n0", "--all"},
        {"find", "organisaton numbr 5 of th land"},
        {"diff", store(), path("n.csv")},
        {"query", "MATCH (a)-[r]->(b) RETURN a, r, b"},
        {"query", "UNWIND range(1, 3000000) AS i RETURN i ORDER BY i % 1000"},
        {"query", "UNWIND range(1, 100000000) AS i RETURN count(DISTINCT i)"},
        {"query", "UNWIND range(1, 100000000) AS i RETURN i % 1000000 AS k, count(*)"},
    };
    for (const Words& command : all) {
      one(command, SIGINT, 1);
      one(command, SIGTERM, 1);
      one(command, SIGHUP, 2);
    }
    return wrong_;
  }

  int limits() {
    const std::string doubling = "WITH reduce(m = {a: 1}, i IN range(1, 60) | {a: m, b: m}) AS m RETURN ";
    for (const std::string end : {"m", "m = m", "count(DISTINCT m)", "m ORDER BY m"})
      within({"query", "--timeout", "2", "--memory", "64MB", doubling + end}, 4000);
    for (const std::string format : {"json", "jsonl", "typed-json", "table", "markdown", "csv", "tsv"})
      within({"query", "--format", format, "--timeout", "1", "--memory", "64MB", doubling + "m"}, 3000);
    const std::string numbers = "UNWIND range(1, 100000000) AS i ";
    for (const std::string end :
         {"RETURN count(DISTINCT i)", "RETURN size(collect(DISTINCT i))", "WITH DISTINCT i RETURN count(i)",
          "RETURN i, count(*) AS n LIMIT 1", "RETURN i UNION RETURN 1 AS i"}) {
      within({"query", "--timeout", "2", numbers + end}, 4000);
      const std::string told = within({"query", "--memory", "64MB", numbers + end}, 60'000);
      if (told.find("MiB of memory") == std::string::npos) wrong(end + ": " + told);
    }
    return wrong_;
  }

  int endless() {
    const std::string pipe = path("pipe");
    if (mkfifo(pipe.c_str(), 0600) != 0) throw std::runtime_error("cannot make a pipe");
    within({"query", "-f", "/dev/zero"}, kPatienceMs + kBusyMs);
    within({"query", "-f", "/dev/urandom"}, kPatienceMs + kBusyMs);
    within({"query", "--procedures", "/dev/zero", "RETURN 1"}, kPatienceMs + kBusyMs);
    within({"export", "-o", pipe}, kPatienceMs + kBusyMs);
    within({"dossier", "n1", "--format", "html", "-o", pipe}, kPatienceMs + kBusyMs);
    stopped({"query", "-f", pipe}, SIGINT, 300, 1);
    stopped({"query", "-f", pipe}, SIGTERM, 300, 1);
    stopped({"query", "--procedures", pipe, "RETURN 1"}, SIGHUP, 300, 1);
    return wrong_;
  }

  // A commit is stopped before its first byte, and then nothing of it is there, or it finishes.
  int commits() {
    const fs::path kept = path("kept");
    fs::copy(store(), kept, fs::copy_options::recursive);
    const int nodes = counted(), more = thousands_ * 750;
    const std::string create = "UNWIND range(1, " + std::to_string(more) +
                               ") AS i CREATE (:Big {id: 'b' + toString(i), name: 'Number ' + toString(i)})";
    const std::vector<std::pair<std::string, int>> all = {{create, nodes + more}, {"MATCH (n) DETACH DELETE n", 0}};
    for (const auto& [query, after] : all) {
      for (int turn = 0; turn < 6; ++turn) {
        if (turn < 5)
          one({"query", query}, turn % 2 == 0 ? SIGINT : SIGTERM, 1, kPatienceMs + kBusyMs);
        else
          within({"query", "--timeout", "0.05", query}, kPatienceMs + kBusyMs);
        const int left = counted();
        if (left != nodes && (left != after || turn == 5)) wrong(query + ": left " + std::to_string(left) + " nodes");
        fs::remove_all(store());
        fs::copy(kept, store(), fs::copy_options::recursive);
      }
    }
    return wrong_;
  }

  int closed_output() {
    const std::vector<std::string> all = {
        "stats",  "check",    "schema", "show n1", "find n1", "query 'RETURN 1'", "query 'CREATE (n:Closed) RETURN n'",
        "--help", "--version"};
    for (const std::string& command : all) {
      const Ran ran = run({"/bin/sh", "-c", "exec \"$0\" --db \"$1\" " + command + " >&-", program_, store()});
      if (ran.status != 1 || ran.err.find("standard output") == std::string::npos)
        wrong("closed output, " + command + ": " + std::to_string(ran.status) + " " + ran.err);
    }
    const Ran none =
        run({"/bin/sh", "-c", "exec \"$0\" --db \"$1\" query 'CREATE (:Closed)' <&- >&- 2>&-", program_, store()});
    if (!none.ok()) wrong("all closed: " + std::to_string(none.status));
    const Ran ran = run(words({"check"}));
    if (!ran.ok()) wrong("check: " + ran.out);
    return wrong_;
  }

 private:
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }
  std::string store() const { return path("store"); }
  std::string out() const { return path("out"); }

  Words words(const Words& command) const {
    Words all = {program_, "--db", store()};
    all.insert(all.end(), command.begin(), command.end());
    return all;
  }
  static std::string text(const Words& command) {
    std::string all;
    for (const std::string& word : command) all += " " + word;
    return all;
  }

  int counted() const {
    const Ran ran = run(words({"query", "MATCH (n) RETURN count(n)"}));
    return ran.ok() ? std::atoi(ran.out.substr(ran.out.find('\n') + 1).c_str()) : -1;
  }

  void wrong(const std::string& what) {
    ++wrong_;
    std::cerr << "wrong: " << what << std::endl;
  }

  int random(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }

  void write_tables() {
    const int nodes = thousands_ * 1000;
    std::ofstream n(path("n.csv")), r(path("r.csv")), document(path("doc.json"));
    const char* const labels[] = {"Organization;Ministry", "Fund", "Project", "Company"};
    n << "id:ID,name,amount:int,:LABEL\n";
    for (int i = 0; i < nodes; ++i)
      n << "n" << i << ",Organisation number " << i << " of the land," << i * 7 << "," << labels[i % 4] << "\n";
    r << ":START_ID,:END_ID,amount:int,currency,year,:TYPE\n";
    for (int i = 0; i < 3 * nodes; ++i)
      r << "n" << (i < nodes / 4 ? 0 : random(nodes)) << ",n" << random(nodes) << "," << i << ",EUR,2020,"
        << (i % 2 == 0 ? "FUNDS" : "PAYS") << "\n";
    document << "[";
    for (int i = 0; i < 6 * nodes; ++i) document << (i == 0 ? "" : ",") << "{\"a\":" << i << ",\"b\":[\"x\",\"y\"]}";
    document << "]";
  }

  void one(const Words& command, int signal, int signals, int finish_ms = kBusyMs) {
    stopped(command, signal, 50 + random(1500), signals, finish_ms);
  }

  // `finish_ms`: how long it may take to finish in place of stopping.
  void stopped(const Words& command, int signal, int after_ms, int signals, int finish_ms = kBusyMs) {
    Running running(words(command));
    running.read_until([](const std::string&) { return false; }, after_ms);
    const auto told = Clock::now();
    for (int i = 0; i < signals; ++i) {
      running.kill(signal);
      std::this_thread::sleep_for(std::chrono::milliseconds(i + 1 < signals ? 30 : 0));
    }
    const Ran ran = running.end(20'000);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - told).count();
    const std::string name =
        text(command) + ", signal " + std::to_string(signal) + " after " + std::to_string(after_ms);
    if (took > kPatienceMs + kBusyMs) wrong(name + ": took " + std::to_string(took) + " ms");
    // The signal may come when the work is done: then all of it must be there.
    const bool was_done = (ran.status == 0 || ran.status == 1) && took < finish_ms;
    if (ran.status != 128 + signal && !was_done) wrong(name + ": status " + std::to_string(ran.status));
    if (ran.status == 128 + signal && !ran.err.starts_with("polgraph: interrupted")) wrong(name + ": said " + ran.err);
    for (const fs::directory_entry& left : fs::directory_iterator(out()))
      if (ran.status != 0 || left.path().native().find(".unfinished") != std::string::npos)
        wrong(name + ": left " + left.path().string());
    fs::remove_all(out());
    fs::create_directories(out());
  }

  // Ends by itself, with a message, which is the answer.
  std::string within(const Words& command, int milliseconds) {
    const Ran ran = run(words(command), {}, milliseconds);
    if (ran.status != 1) wrong(text(command) + ": status " + std::to_string(ran.status) + " " + ran.err);
    return ran.err;
  }

  Folder folder_;
  std::string program_;
  int thousands_;
  std::mt19937_64 random_;
  int wrong_ = 0;
};

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::cerr << "usage: polgraph_stops PROGRAM [THOUSANDS_OF_NODES] [SEED]\n";
    return 2;
  }
  try {
    Stopper stopper(words[1], count > 2 ? std::atoi(words[2]) : 40,
                    count > 3 ? std::strtoull(words[3], nullptr, 10) : 1);
    stopper.closed_output();
    stopper.endless();
    stopper.limits();
    stopper.commits();
    return stopper.commands() == 0 ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << error.what() << std::endl;
    return 1;
  }
}
