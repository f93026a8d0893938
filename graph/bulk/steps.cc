#include "graph/bulk/steps.h"

#include <algorithm>

#include "graph/error.h"

namespace polgraph::bulk {

namespace {

constexpr std::uint64_t kAhead = 16;  // the rows of a node lie anywhere: they are fetched before they are needed

}  // namespace

void Steps::add(const Ends& ends) {
  if (size_ >= UINT32_MAX) throw Error(Kind::Limit, "TooManyEntities", "more than four billion entities in one load");
  if ((size_ & kMask) == 0) blocks_.push_back(make_large_array<Ends>(kMask + 1));
  ++size_;
  (*this)[size_ - 1] = ends;
}

// Counted, then dealt out: the relationships of a node lie side by side, and only those few are sorted.
void Steps::walk(bool outgoing, std::uint32_t nodes,
                 const std::function<void(std::uint32_t, const std::vector<Step>&)>& visit) const {
  const auto from = [outgoing](const Ends& ends) { return outgoing ? ends.start : ends.end; };
  std::vector<std::uint32_t, LargePages<std::uint32_t>> next(nodes + 1, 0);
  for (std::uint64_t i = 0; i < size_; ++i) ++next[from((*this)[i]) + 1];
  for (std::uint32_t i = 0; i < nodes; ++i) next[i + 1] += next[i];
  std::vector<std::uint32_t, LargePages<std::uint32_t>> order(size_);
  for (std::uint64_t i = 0; i < size_; ++i) order[next[from((*this)[i])]++] = static_cast<std::uint32_t>(i);
  std::vector<Step> steps;
  std::uint32_t begin = 0;
  for (std::uint32_t node = 0; node < nodes; begin = next[node++]) {
    if (next[node] == begin) continue;
    steps.clear();
    for (std::uint32_t i = begin; i < next[node]; ++i) {
      if (i + kAhead < size_) __builtin_prefetch(&(*this)[order[i + kAhead]]);
      const Ends& ends = (*this)[order[i]];
      steps.push_back({ends.type, outgoing ? ends.end : ends.start, order[i]});
    }
    std::sort(steps.begin(), steps.end());
    visit(node, steps);
  }
}

}  // namespace polgraph::bulk
