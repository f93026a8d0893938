// Dominators: the nodes that every way from a source to a node leads through; the last of them before the node is its
// immediate dominator ("the only channel").
//
//   Shape     by vertex: its immediate dominator; kNoVertex at the source and where the source does not lead
//   NetworkX  immediate_dominators
//   Cost      edges * log nodes
//   Source    T. Lengauer, R. E. Tarjan, A fast algorithm for finding dominators in a flowgraph, ACM TOPLAS 1 (1979),
//             its simple form. Boost's lengauer_tarjan_dominator_tree recurses as deep as the graph is long
#pragma once

#include <vector>

#include "graph/view.h"
#include "graph/work.h"

namespace polgraph {

std::vector<GraphView::Vertex> immediate_dominators(const GraphView& view, GraphView::Vertex source, Work& work);

}  // namespace polgraph
