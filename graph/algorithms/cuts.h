// Where an undirected graph falls apart: articulation points (nodes) and bridges (relationships).
//
//   Shape     asks for a view of both ways. parts: by vertex, into how many pieces its component falls without it (0:
//             it stood alone); 2 and more make it an articulation point. Bridges ascend by relationship; one of two
//             parallel relationships is none, a self-loop is none
//   NetworkX  articulation_points, bridges (of the MultiGraph)
//   Cost      linear
//   Source    J. Hopcroft, R. Tarjan, Efficient algorithms for graph manipulation, CACM 16 (1973)
#pragma once

#include <vector>

#include "graph/view.h"
#include "graph/work.h"

namespace polgraph {

struct Cuts {
  std::vector<std::uint32_t> parts;
  std::vector<RelId> bridges;
};
Cuts find_cuts(const GraphView& view, Work& work);

}  // namespace polgraph
