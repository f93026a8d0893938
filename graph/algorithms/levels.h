// Topological levels: 0 where nothing leads in, else one more than the greatest level that leads in ("chain of
// authority").
//
//   Shape     by vertex; where relationships go round there are no levels, but a circle: its nodes in order, each once
//   NetworkX  topological_generations
//   Cost      linear
#pragma once

#include <cstdint>
#include <vector>

#include "graph/view.h"
#include "graph/work.h"

namespace polgraph {

struct Levels {
  std::vector<std::uint32_t> level;
  std::vector<GraphView::Vertex> circle;  // empty: there is none
};
Levels topological_levels(const GraphView& view, Work& work);

}  // namespace polgraph
