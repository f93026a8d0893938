// Walks: where walks of `min` to `max` steps from one node end, and how many end there. No relationship comes twice in
// a walk; where no circle can be walked that is always so, and walks are counted step by step instead of one by one.
//
//   Throws  Declined (a circle in reach, or more than 2^64 walks)
//   Cost    count: the relationships in reach, once for each step; reach: once. 29 bytes a node of the graph
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "query/fused/program.h"

namespace polgraph::fused {

class Walks {
 public:
  explicit Walks(std::uint32_t nodes) : nodes_(nodes) {}

  using Tick = std::function<void(std::size_t steps)>;
  // ends() and ways() afterwards: how many walks end there. One of each where only `reach` is asked.
  void count(const Step& step, std::uint32_t from, const Tick& tick);
  void reach(const Step& step, std::uint32_t from, const Tick& tick);
  const std::vector<std::uint32_t>& ends() const { return ends_; }
  std::uint64_t ways(std::uint32_t end) const { return total_[end]; }
  std::size_t bytes() const {
    return (total_.size() + now_.size() + next_.size()) * 8 + seen_.size() + entering_.size() * 4 +
           (ends_.capacity() + level_.capacity() + following_.capacity()) * 4;
  }

 private:
  void forget();
  void add_end(std::uint32_t node, std::uint64_t ways);
  void refuse_circles(const Step& step, std::uint32_t from, const Tick& tick);

  std::uint32_t nodes_;
  std::vector<std::uint64_t> total_, now_, next_;
  std::vector<std::uint8_t> seen_;
  std::vector<std::uint32_t> entering_;  // of a node in reach: relationships from others in reach
  std::vector<std::uint32_t> ends_, level_, following_;
};

}  // namespace polgraph::fused
