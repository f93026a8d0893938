// PageRank: how often a walker stands at each node who follows a relationship with probability `damping`, chosen by
// weight, and else jumps to a node; from a node where no relationship leads on it always jumps.
//
//   Shape     by vertex; sums up to 1
//   NetworkX  pagerank(alpha = damping, tol / nodes, weight, personalization = 1 on each of `sources`); parallel
//             relationships count each
//   Throws    Error Argument "NegativeWeight", "WeightNotFinite"; Error Limit "NotConverged" where a tolerance was
//             given and the iterations did not reach it
//   Cost      iterations * (nodes + edges), on two threads where there is much; 48 bytes a node, 4 (weighted 12) an
//   edge Source    L. Page, S. Brin, R. Motwani, T. Winograd, The PageRank citation ranking, Stanford (1999)
#pragma once

#include <optional>
#include <vector>

#include "graph/view.h"
#include "graph/work.h"

namespace polgraph {

struct PageRankOptions {
  double damping = 0.85;                   // 0 to 1
  std::optional<std::size_t> iterations;   // given alone: exactly so many
  std::optional<double> tolerance;         // ends when no more than this changed, summed over all nodes
  std::vector<GraphView::Vertex> sources;  // where jumps lead; empty: to any node
  std::size_t threads = 0;                 // 0: two where they pay; the answer does not depend on it
  static constexpr double kTolerance = 1e-10;
  static constexpr std::size_t kIterations = 1000;
};

std::vector<double> pagerank(const GraphView& view, const PageRankOptions& options, Work& work);

}  // namespace polgraph
