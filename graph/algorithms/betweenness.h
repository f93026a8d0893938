// Betweenness: on how large a part of the shortest paths between two others a node lies, summed over all pairs.
//
//   Shape     by vertex. Undirected (a view of both ways): each pair once. Parallel relationships count once (weighted:
//             the lightest), self-loops not at all
//   NetworkX  betweenness_centrality(normalized, weight) of the Graph or DiGraph; with `sources`
//             betweenness_centrality_subset(sources, all nodes, normalized, weight): only paths that begin at a source
//   Throws    weighted: Error Argument "NegativeWeight", "WeightNotFinite"
//   Cost      sources * edges, on two threads where there is much; weighted times log nodes
//   Source    U. Brandes, A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25 (2001)
#pragma once

#include <optional>
#include <vector>

#include "graph/view.h"
#include "graph/work.h"

namespace polgraph {

struct BetweennessOptions {
  std::optional<std::vector<GraphView::Vertex>> sources;  // absent: all nodes
  bool normalized = false;                                // divided by (n - 1)(n - 2) ordered pairs, undirected by half
  std::size_t threads = 0;  // 0: two where they pay; the answer does not depend on it. Weighted: one
};

std::vector<double> betweenness(const GraphView& view, const BetweennessOptions& options, Work& work);

}  // namespace polgraph
