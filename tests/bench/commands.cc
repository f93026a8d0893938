// Whole commands by time: a funding graph is made and loaded, and the program asked as a person would ask it. Prints
// medians.
//   polgraph_bench_commands PROGRAM [ORGANISATIONS [REPETITIONS]]
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/bench/funding_graph.h"
#include "tests/support/folder.h"

namespace polgraph::bench {

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

constexpr const char* kPoint = "MATCH (o:Organisation {id: 'Organisation/77'}) RETURN o.name, o.country";
constexpr const char* kPath =
    "MATCH (m)-[:FUNDS]->(g:Programme)-[:FUNDS]->(f:Fund)-[:FUNDS]->(p:Project {id: 'Project/42'}) "
    "RETURN m.id, g.id, f.id";

// Each after the first, in one process.
struct Question {
  const char* name;
  const char* text;
};
constexpr Question kQuestions[] = {
    {"point look-up", kPoint},
    {"two steps below a fund",
     "MATCH (f:Fund {id: 'Fund/7'})-[:FUNDS]->(p)-[r:FUNDS]->(o) RETURN o.country, sum(r.amount) AS total ORDER BY "
     "total DESC"},
    {"largest funders of all",
     "MATCH (f)-[r:FUNDS]->() RETURN f.id, sum(r.amount) AS total ORDER BY total DESC LIMIT 10"},
    {"all reached from a ministry",
     "MATCH (m:Ministry {id: 'Ministry/1'})-[:FUNDS*1..4]->(x) RETURN count(*), count(DISTINCT x)"},
    {"words in names", "MATCH (o:Organisation) WHERE toLower(o.name) CONTAINS 'ocean' RETURN count(*)"},
    {"shortest path",
     "MATCH p = shortestPath((:Organisation {id: 'Organisation/900'})-[:PARTNER_OF*..15]-(:Organisation {id: "
     "'Organisation/901'})) RETURN length(p)"},
    {"pagerank, 20 iterations, top 10",
     "CALL algo.pagerank({iterations: 20}) YIELD node, score RETURN node.id, score ORDER BY score DESC LIMIT 10"},
    {"components", "CALL algo.components() YIELD component WITH component, count(*) AS n RETURN count(*), max(n)"},
    {"betweenness from 3 nodes, top 10",
     "CALL algo.betweenness({label: 'Organisation', type: 'PARTNER_OF', directed: false, sources: ['Organisation/1', "
     "'Organisation/2', 'Organisation/3']}) YIELD node, score RETURN node.id, score ORDER BY score DESC LIMIT 10"},
};

double median(std::vector<double> values) {
  if (values.empty()) throw std::runtime_error("nothing was measured");
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void line(const std::string& name, const std::vector<double>& times) {
  std::printf("%-36s %10.2f ms\n", name.c_str(), median(times));
  std::fflush(stdout);
}

class Commands {
 public:
  Commands(std::string program, const fs::path& folder, std::size_t repetitions)
      : program_(std::move(program)), folder_(folder), repetitions_(repetitions) {}

  void load(const Words& tables) {
    std::vector<double> times;
    for (std::size_t i = 0; i < std::min<std::size_t>(repetitions_, 3); ++i) {
      fs::remove_all(store());
      Words words{"load"};
      words.insert(words.end(), tables.begin(), tables.end());
      times.push_back(time(words));
    }
    line("load", times);
  }

  // The whole process: start, open, answer, end.
  void cold(const std::string& name, const Words& words) {
    std::vector<double> times;
    for (std::size_t i = 0; i < repetitions_; ++i) times.push_back(time(words));
    line(name, times);
  }

  // Of `text` asked again and again in one process, without the first time.
  void warm(const Question& question) {
    const fs::path file = folder_ / "questions.cypher";
    std::ofstream written(file);
    for (std::size_t i = 0; i <= repetitions_; ++i) written << question.text << ";\n";
    written.close();
    time({"query", "-f", file.string(), "--format", "json", "--timing"});
    std::vector<double> times = timings();
    if (times.size() != repetitions_ + 1) throw std::runtime_error("--timing told " + std::to_string(times.size()));
    times.erase(times.begin());
    line(question.name, times);
  }

 private:
  fs::path store() const { return folder_ / "graph.db"; }

  // Runs the program, its output into files; in ms. Throws where it fails.
  double time(Words words) const {
    words.insert(words.begin(), {program_, "--db", store().string()});
    const auto begun = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
      into("out.txt", 1);
      into("err.txt", 2);
      std::vector<char*> arguments;
      for (std::string& word : words) arguments.push_back(word.data());
      arguments.push_back(nullptr);
      execv(arguments[0], arguments.data());
      _exit(127);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
    }
    const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - begun;
    if (status != 0) throw std::runtime_error(words[3] + " failed: " + test::content_of(folder_ / "err.txt"));
    return spent.count();
  }

  void into(const char* name, int descriptor) const {
    const int file = open((folder_ / name).c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0 || dup2(file, descriptor) < 0) _exit(127);
  }

  // What --timing wrote for each statement.
  std::vector<double> timings() const {
    constexpr std::string_view kKey = "\"timing_ms\": ";
    const std::string text = test::content_of(folder_ / "err.txt");
    std::vector<double> times;
    for (std::size_t at = 0; (at = text.find(kKey, at)) != std::string::npos;) {
      at += kKey.size();
      times.push_back(std::stod(text.substr(at)));
    }
    return times;
  }

  std::string program_;
  fs::path folder_;
  std::size_t repetitions_;
};

void run(const std::string& program, std::size_t organisations, std::size_t repetitions) {
  const test::Folder folder;
  const FundingGraph graph = funding_graph(organisations);
  std::printf("%zu nodes, %zu relationships; medians of %zu\n\n", graph.nodes.size(), graph.relationships.size(),
              repetitions);
  Commands commands(program, folder.path(), repetitions);
  commands.load(write_tables(graph, folder.path()));
  std::printf("\nthe whole process\n");
  commands.cold("cold point look-up", {"query", kPoint});
  commands.cold("cold path", {"query", kPath});
  commands.cold("find, exact", {"find", "ZOr77q"});
  commands.cold("find, an id", {"find", "Organisation/77"});
  commands.cold("find, words", {"find", "green ocean council"});
  commands.cold("find, a letter off", {"find", "hydrogne"});
  std::printf("\nin one process, parse to last row\n");
  for (const Question& question : kQuestions) commands.warm(question);
}

}  // namespace

}  // namespace polgraph::bench

int main(int argc, char** argv) {
  if (argc < 2 || argc > 4) {
    std::cerr << "usage: polgraph_bench_commands PROGRAM [ORGANISATIONS [REPETITIONS]]\n";
    return 2;
  }
  try {
    polgraph::bench::run(argv[1], argc > 2 ? std::stoul(argv[2]) : 10'000, argc > 3 ? std::stoul(argv[3]) : 9);
  } catch (const std::exception& error) {
    std::cerr << "polgraph_bench_commands: " << error.what() << "\n";
    return 1;
  }
}
