// How far on in the flow each node of a walk stands: the greatest number of payments on any way to it. Nodes that pay
// each other in a circle stand together. Private to trace.
//
//   Thread  pure function
//   Cost    linear (Tarjan's strongly connected components, then one pass); no recursion
#pragma once

#include <cstddef>
#include <vector>

namespace polgraph {

struct FlowStep {
  std::size_t from = 0, to = 0;
  std::size_t payments = 0;  // 0 or 1
};
struct FlowLevels {
  std::vector<std::size_t> level;   // of each node, at least its `least`
  std::vector<std::size_t> circle;  // nodes of one number are on a circle together, or are one node
};

// Edges within a circle do not count.
FlowLevels flow_levels(const std::vector<std::size_t>& least, const std::vector<FlowStep>& edges);

}  // namespace polgraph
