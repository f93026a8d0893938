// Connected components.
//
//   Shape     by vertex: the number of its component; numbered from 0 in the order of their smallest nodes
//   NetworkX  weakly_connected_components, strongly_connected_components
//   Cost      linear (weak: times the inverse of Ackermann's function)
//   Source    R. Tarjan, Depth-first search and linear graph algorithms, SIAM Journal on Computing 1 (1972)
#pragma once

#include <cstdint>
#include <vector>

#include "graph/view.h"
#include "graph/work.h"

namespace polgraph {

std::vector<std::uint32_t> weak_components(const GraphView& view, Work& work);
std::vector<std::uint32_t> strong_components(const GraphView& view, Work& work);

}  // namespace polgraph
