// Maximum flow and minimum cut between two nodes, weights being capacities.
//
//   Shape     every edge of the view has a flow from 0 to its capacity (undirected: negative where it runs against the
//             arrow); what flows into a node but the two ends flows out of it; nothing greater is possible. The cut's
//             edges lead from source_side to the others, and their capacities sum up to the value
//   Units     those of the weights; unweighted: 1 a relationship. Integers are computed as integers
//   NetworkX  maximum_flow_value, minimum_cut_value of the DiGraph or Graph in which parallel edges are summed up
//   Throws    Error Argument "NegativeWeight", "WeightNotFinite", "SameNode"; Error Arithmetic "IntegerOverflow"
//   Cost      nodes^2 * edges at worst, in practice some passes over the edges; 40 bytes an edge
//   Source    Y. Dinitz, Algorithm for solution of a problem of maximum flow in networks with power estimation, Soviet
//             Mathematics Doklady 11 (1970)
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "graph/view.h"
#include "graph/work.h"

namespace polgraph {

struct Flow {
  double value = 0;
  std::optional<std::int64_t> whole_value;  // exact, where all weights are integers
  std::vector<double> by_edge;              // by position
  std::vector<bool> source_side;            // by vertex: what the source still reaches when all is full
  std::vector<std::uint32_t> cut;           // positions, ascending
};

// `view` is one of one way; directed = false lets each edge carry flow either way.
Flow maximum_flow(const GraphView& view, GraphView::Vertex source, GraphView::Vertex sink, bool directed, Work& work);

}  // namespace polgraph
