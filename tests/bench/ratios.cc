// What the tasks cost in instructions, as ratios, held against a table of limits. Instructions do not depend on what
// else the machine does; as a ratio to a fixed loop they hardly depend on the machine. valgrind counts them.
//
//   polgraph_bench_ratios LIMITS COUNTS            measures, writes the counts, judges them
//   polgraph_bench_ratios --judge LIMITS COUNTS    judges counts that were written before
//   polgraph_bench_ratios --halved LIMITS COUNTS   the same with half of each limit: must fail, or limits mean nothing
//
// A line of LIMITS: a task, what it is held against (reference or another task), the greatest ratio.
// Exit status: 0 all within their limits, 1 some are not, 2 wrong usage, 77 there is no valgrind.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <valgrind/callgrind.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tests/bench/tasks.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

namespace polgraph::bench {

namespace {

namespace fs = std::filesystem;
using Counts = std::map<std::string, std::uint64_t>;  // by task

// ---- under valgrind ----

// The first run, which is not counted, fills what is filled once: caches, tables, static objects.
void count_one(const std::string& name, const std::function<void()>& run) {
  run();
  CALLGRIND_START_INSTRUMENTATION;
  CALLGRIND_ZERO_STATS;
  run();
  CALLGRIND_DUMP_STATS_AT(name.c_str());
  CALLGRIND_STOP_INSTRUMENTATION;
}

int count_all() {
  count_one("reference", &reference_loop);
  for (const Task& task : all_tasks()) count_one(task.name, task.prepare());
  return 0;
}

// ---- around it ----

// What valgrind says is shown only if the run fails: it grumbles at system calls of RocksDB that it does not know.
int run_valgrind(const std::string& program, const fs::path& out) {
  const std::string file = "--callgrind-out-file=" + (out / "counts").string();
  const fs::path said = out / "said";
  const pid_t child = fork();
  if (child == 0) {
    const int to = open(said.c_str(), O_WRONLY | O_CREAT, 0600);
    if (to < 0 || dup2(to, 2) < 0) _exit(1);
    execlp("valgrind", "valgrind", "--tool=callgrind", "--quiet", "--instr-atstart=no", file.c_str(), program.c_str(),
           "--count", nullptr);
    _exit(test::kSkipped);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
  }
  const int result = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
  if (result != 0) std::cerr << test::content_of(said);
  return result;
}

// Of a file that valgrind wrote: "desc: Trigger: Client Request: NAME" and "totals: COUNT".
void read_dump(const fs::path& file, Counts& counts) {
  constexpr std::string_view kName = "desc: Trigger: Client Request: ", kTotal = "totals: ";
  std::string name;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(kName)) name = line.substr(kName.size());
    if (line.starts_with(kTotal) && !name.empty()) counts[name] += std::stoull(line.substr(kTotal.size()));
  }
}

Counts read_counts(const fs::path& file) {
  Counts counts;
  std::ifstream in(file);
  std::string name;
  for (std::uint64_t count = 0; in >> name >> count;) counts[name] = count;
  return counts;
}

int measure(const std::string& program, const fs::path& counts_file) {
  const test::Folder out;
  const int status = run_valgrind(program, out.path());
  if (status != 0) return status;
  Counts counts;
  for (const auto& entry : fs::directory_iterator(out.path())) read_dump(entry.path(), counts);
  std::ofstream written(counts_file);
  for (const auto& [name, count] : counts) written << name << ' ' << count << '\n';
  return 0;
}

struct Limit {
  std::string task, against;
  double most = 0;
};

std::vector<Limit> read_limits(const fs::path& file) {
  std::vector<Limit> limits;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    Limit limit;
    std::istringstream(line) >> limit.task >> limit.against >> limit.most;
    limits.push_back(limit);
  }
  return limits;
}

int judge(const fs::path& limits_file, const fs::path& counts_file, double part) {
  const Counts counts = read_counts(counts_file);
  const std::vector<Limit> limits = read_limits(limits_file);
  int wrong = limits.empty() ? 1 : 0;
  std::map<std::string, bool> limited;
  std::printf("%-18s %14s %10s %10s  of\n", "task", "instructions", "ratio", "limit");
  for (const Limit& limit : limits) {
    limited[limit.task] = true;
    const auto found = counts.find(limit.task), against = counts.find(limit.against);
    if (found == counts.end() || against == counts.end() || limit.most <= 0) {
      std::printf("%-18s is not measured, or its line in %s is wrong\n", limit.task.c_str(), limits_file.c_str());
      ++wrong;
      continue;
    }
    const double ratio = static_cast<double>(found->second) / static_cast<double>(against->second);
    const bool over = ratio > limit.most * part;
    wrong += over ? 1 : 0;
    std::printf("%-18s %14llu %10.3f %10.3f  %s%s\n", limit.task.c_str(),
                static_cast<unsigned long long>(found->second), ratio, limit.most * part, limit.against.c_str(),
                over                            ? "  TOO MUCH"
                : 3 * ratio < limit.most * part ? "  (the limit is loose: lower it)"
                                                : "");
  }
  for (const auto& [task, count] : counts) {
    if (task == "reference" || limited[task]) continue;
    std::printf("%-18s %14llu  has no limit\n", task.c_str(), static_cast<unsigned long long>(count));
    ++wrong;
  }
  std::printf("%zu limits, %d at fault\n", limits.size(), wrong);
  return wrong == 0 ? 0 : 1;
}

int run(const std::vector<std::string>& words) {
  if (words.size() == 2 && words[1] == "--count") return count_all();
  if (words.size() == 4 && words[1] == "--judge") return judge(words[2], words[3], 1);
  if (words.size() == 4 && words[1] == "--halved") return judge(words[2], words[3], 0.5);
  if (words.size() != 3) {
    std::cerr << "usage: polgraph_bench_ratios [--judge|--halved] LIMITS COUNTS\n";
    return 2;
  }
  const int status = measure(words[0], words[2]);
  if (status == test::kSkipped) std::cout << "skipped: there is no valgrind\n";
  return status != 0 ? status : judge(words[1], words[2], 1);
}

}  // namespace

}  // namespace polgraph::bench

int main(int argc, char** argv) {
  return polgraph::bench::run({argv, argv + argc});
}
