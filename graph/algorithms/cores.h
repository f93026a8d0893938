// Cores: the greatest k such that a node is in a part of the graph where each node has k neighbours or more.
//
//   Shape     by vertex. Neighbours are counted once however many relationships lead to them; directed: once each way,
//             as out- and in-neighbour. Self-loops do not count
//   NetworkX  core_number of the Graph or DiGraph without self-loops
//   Cost      linear after sorting each node's neighbours
//   Source    V. Batagelj, M. Zaversnik, An O(m) algorithm for cores decomposition of networks (2003)
#pragma once

#include <cstdint>
#include <vector>

#include "graph/view.h"
#include "graph/work.h"

namespace polgraph {

std::vector<std::uint32_t> core_numbers(const GraphView& view, Work& work);

}  // namespace polgraph
