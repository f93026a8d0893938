#include "query/fused/first_groups.h"

#include <algorithm>
#include <limits>

namespace polgraph::fused {

std::optional<GroupPlace> GroupPlace::of(const Program& program, const FirstGroups& first) {
  const auto& measures = program.measures;
  const auto measure =
      std::find_if(measures.begin(), measures.end(), [&](const Measure& m) { return m.slot == first.slot; });
  if (measure == measures.end()) return {};
  const bool sums = measure->kind == Measure::Kind::Sum;
  const bool never_null = sums || measure->kind == Measure::Kind::CountRows || measure->kind == Measure::Kind::Count ||
                          measure->kind == Measure::Kind::DistinctNodes;
  if (!never_null) return {};
  return GroupPlace(static_cast<std::size_t>(measure - measures.begin()), sums, first.descending);
}

bool FirstNumbers::add(std::int64_t number) {
  if (heap_.size() == most_) {
    if (number > heap_.front()) return false;
    std::pop_heap(heap_.begin(), heap_.end());
    heap_.back() = number;
  } else {
    heap_.push_back(number);
  }
  std::push_heap(heap_.begin(), heap_.end());
  return true;
}

void refuse_overflow(const Program& program, Groups& groups, std::size_t group) {
  using Number = std::numeric_limits<std::int64_t>;
  for (std::size_t i = 0; i < program.measures.size(); ++i) {
    const Tally& tally = groups.tally(group, i);
    const bool sums = program.measures[i].kind == Measure::Kind::Sum;
    if (tally.count > static_cast<std::uint64_t>(Number::max()) ||
        (sums && (tally.sum > Number::max() || tally.sum < Number::min())))
      throw Declined{};
  }
}

bool groups_may_end(const Program& program) {
  if (program.steps.empty() || program.steps.front().kind != Step::Kind::Scan) return false;
  const std::size_t scanned = program.steps.front().node;
  const bool distinct = std::any_of(program.measures.begin(), program.measures.end(),
                                    [](const Measure& m) { return m.kind == Measure::Kind::DistinctNodes; });
  return !distinct && std::all_of(program.keys.begin(), program.keys.end(), [&](const KeyPart& key) {
    const bool of_node = key.kind == KeyPart::Kind::Node || (key.kind == KeyPart::Kind::Property && key.of_node);
    return of_node && key.variable == scanned;
  });
}

}  // namespace polgraph::fused
