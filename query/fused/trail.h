// Trail: walks from one node one by one, depth first, in the order in which the operators walk them. No relationship
// comes twice in a walk.
//
//   Cost    a step: what a list holds, and a look at each relationship of the walk so far
#pragma once

#include <cstdint>
#include <vector>

#include "query/fused/program.h"

namespace polgraph::fused {

class Trail {
 public:
  void start(const Step& step, std::uint32_t from);
  bool next();  // first the walk of no step; false: there are no more
  std::size_t length() const { return used_.size(); }
  std::uint32_t end() const { return ends_; }
  std::size_t looked_at();  // since it was last asked
  std::size_t bytes() const { return levels_.capacity() * sizeof(Level) + used_.capacity() * sizeof(std::uint32_t); }

 private:
  // Where the walk goes on from a node.
  struct Level {
    std::uint32_t node;
    std::size_t list;  // among those of the step
    std::uint32_t at, end;
  };
  void enter(std::uint32_t node);
  bool more(Level& level) const;

  const Step* step_ = nullptr;
  std::vector<Level> levels_;
  std::vector<std::uint32_t> used_;  // relationships
  std::uint32_t ends_ = 0;
  std::size_t looked_at_ = 0;
  bool first_ = false;
};

}  // namespace polgraph::fused
