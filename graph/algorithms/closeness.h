// Closeness: how near a node is to those that reach it, the share of nodes that do taken into account.
//
//   Shape     by vertex: (r - 1) / sum of distances * (r - 1) / (n - 1), r nodes (itself counted) reaching it; else 0
//   NetworkX  closeness_centrality(distance = weight), in a directed graph of the ways that lead to the node
//   Throws    weighted: Error Argument "NegativeWeight", "WeightNotFinite"
//   Cost      nodes * edges; weighted times log nodes
//   Source    S. Wasserman, K. Faust, Social Network Analysis (1994)
#pragma once

#include <vector>

#include "graph/view.h"
#include "graph/work.h"

namespace polgraph {

std::vector<double> closeness(const GraphView& view, Work& work);

}  // namespace polgraph
