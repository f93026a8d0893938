// Topological levels: 0 where nothing leads in, else one more than the greatest level that leads in ("chain of authority").
//
//   Shape     by vertex
//   NetworkX  topological_generations
//   Throws    Error Argument "NotAcyclic": names a circle
//   Cost      linear
#pragma once

#include <cstdint>
#include <vector>

#include "graph/view.h"
#include "graph/work.h"

namespace polgraph {

std::vector<std::uint32_t> topological_levels(const GraphView& view, Work& work);

}  // namespace polgraph
