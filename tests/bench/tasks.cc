#include "tests/bench/tasks.h"

#include <cstdint>
#include <iterator>

namespace polgraph::bench {

namespace {
volatile std::size_t kept_result = 0;
}

void keep(std::size_t result) {
  kept_result = kept_result + result;
}

void reference_loop() {
  constexpr std::size_t kSteps = 100'000, kSlots = 4096;
  std::vector<std::uint32_t> slots(kSlots, 1);
  std::uint64_t state = 88172645463325252ull;
  for (std::size_t i = 0; i < kSteps; ++i) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    std::uint32_t& slot = slots[state % kSlots];
    slot += static_cast<std::uint32_t>(state >> 32) ^ slots[slot % kSlots];
  }
  keep(slots[0]);
}

std::vector<Task> all_tasks() {
  std::vector<Task> all;
  for (auto* part : {&text_tasks, &record_tasks, &graph_tasks, &query_tasks}) {
    std::vector<Task> tasks = part();
    std::move(tasks.begin(), tasks.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace polgraph::bench
