// What can be reached from some nodes, and how far it is: breadth first, and by least weight.
//
//   NetworkX  breadth_first: single_source_shortest_path_length; least_weight: multi_source_dijkstra_path_length. Of
//             parallel relationships the lightest counts, as in a MultiDiGraph
//   Source    E. W. Dijkstra, A note on two problems in connexion with graphs, Numerische Mathematik 1 (1959)
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "graph/view.h"
#include "graph/work.h"

namespace polgraph {

struct Reach {
  static constexpr double kFar = std::numeric_limits<double>::infinity();
  static constexpr std::uint32_t kNoEdge = std::numeric_limits<std::uint32_t>::max();
  std::vector<GraphView::Vertex> order;  // as reached: by distance, of one distance breadth first / by vertex
  std::vector<double> distance;          // by vertex; kFar: not reached
  std::vector<std::uint32_t> by;         // position of the edge by which it was reached; kNoEdge at the sources
};

// Hops; not beyond `max_depth` if given.   Cost  linear in the edges of what is reached
Reach breadth_first(const GraphView& view, std::span<const GraphView::Vertex> sources,
                    std::optional<std::size_t> max_depth, Work& work);

// Sums of weights. Throws Error Argument "NegativeWeight", "WeightNotFinite".
//   Cost  (nodes + edges) * log nodes
Reach least_weight(const GraphView& view, std::span<const GraphView::Vertex> sources, Work& work);

}  // namespace polgraph
