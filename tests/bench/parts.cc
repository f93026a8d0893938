// The parts by time: one line a piece of work, medians of five runs.
//   polgraph_bench_parts [--benchmark_filter=WORD ...]
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "tests/bench/tasks.h"

namespace polgraph::bench {

namespace {

void measure(benchmark::State& state, const Task& task) {
  const std::function<void()> run = task.prepare();
  for (auto _ : state) run();
}

}  // namespace

}  // namespace polgraph::bench

int main(int argc, char** argv) {
  using polgraph::bench::Task;
  std::string repetitions = "--benchmark_repetitions=5", medians = "--benchmark_report_aggregates_only=true";
  std::string shortly = "--benchmark_min_time=0.1";
  std::vector<char*> words{argv[0], repetitions.data(), medians.data(), shortly.data()};
  words.insert(words.end(), argv + 1, argv + argc);  // what the user says comes last and counts
  int count = static_cast<int>(words.size());
  benchmark::Initialize(&count, words.data());
  if (benchmark::ReportUnrecognizedArguments(count, words.data())) return 2;
  static const std::vector<Task> all = polgraph::bench::all_tasks();
  benchmark::RegisterBenchmark("reference", [](benchmark::State& state) {
    for (auto _ : state) polgraph::bench::reference_loop();
  })->Unit(benchmark::kMicrosecond);
  for (const Task& task : all) {
    benchmark::RegisterBenchmark(task.name.c_str(), polgraph::bench::measure, task)->Unit(benchmark::kMicrosecond);
  }
  benchmark::RunSpecifiedBenchmarks();
}
