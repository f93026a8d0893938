// Runs scenarios in the TCK's steps, each twice: with rewrites of the plan and without, which must not change an
// answer.
//
//   polgraph_scenarios [-v] [WORD]    ours, below tests/scenarios; with POLGRAPH_TCK_DIR also the official ones
//
// WORD: only scenarios whose id holds it; -v tells why each failing one fails. deviations.txt lists what is known to
// fail and why; a scenario that fails without being listed, or is listed and passes, fails the run.
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <iostream>
#include <set>

#include "tests/scenarios/gherkin.h"
#include "tests/scenarios/world.h"

namespace {

using namespace polgraph::scenarios;
namespace fs = std::filesystem;

struct Run {
  bool verbose = false;
  std::string word;
  std::set<std::string> deviations;
  std::size_t passed = 0, failed = 0, deviating = 0;
  bool bad = false;  // something that was not known
};

std::set<std::string> read_deviations(const fs::path& path) {
  std::set<std::string> ids;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line[0] != '#') ids.insert(line.substr(0, line.find('\t')));
  }
  return ids;
}

// Why it fails, or nothing.
std::string verdict(const Scenario& scenario, const fs::path& graphs) {
  for (const bool rewrites : {true, false}) {
    try {
      World(graphs, rewrites).run(scenario);
    } catch (const std::exception& problem) {
      return std::string(rewrites ? "" : "without rewrites: ") + problem.what();
    }
  }
  return "";
}

void run_all(const fs::path& folder, const fs::path& graphs, Run& run) {
  for (const Scenario& scenario : read_features(folder)) {
    if (scenario.id.find(run.word) == std::string::npos) continue;
    const std::string why = verdict(scenario, graphs);
    const bool known = run.deviations.count(scenario.id) > 0;
    ++(why.empty() ? run.passed : run.failed);
    if (!why.empty() && known) ++run.deviating;
    if (why.empty() == known) {
      run.bad = true;
      std::cout << (known ? "PASSES, but is listed as a deviation: " : "FAILED ") << scenario.id << '\n';
    }
    if (!why.empty() && (run.verbose || !known)) std::cout << "    " << why << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  Run run;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "-v") == 0) {
      run.verbose = true;
    } else {
      run.word = argv[i];
    }
  }
  try {
    const fs::path own = fs::path(POLGRAPH_SOURCE_DIR) / "tests" / "scenarios";
    run.deviations = read_deviations(own / "deviations.txt");
    run_all(own, {}, run);
    if (const char* tck = std::getenv("POLGRAPH_TCK_DIR")) {
      const fs::path features = fs::exists(fs::path(tck) / "features") ? fs::path(tck) / "features" : fs::path(tck);
      run_all(features, features.parent_path() / "graphs", run);
    } else {
      std::cout << "POLGRAPH_TCK_DIR is not set: the official scenarios were not run\n";
    }
  } catch (const std::exception& problem) {
    std::cerr << problem.what() << '\n';
    return 2;
  }
  std::cout << run.passed << " passed, " << run.failed << " failed";
  if (run.deviating > 0) std::cout << " (" << run.deviating << " of them listed in deviations.txt)";
  std::cout << '\n';
  return run.bad ? 1 : 0;
}
