// Private to betweenness.cc: betweenness over relationships that all count one.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "graph/algorithms/numbers.h"

namespace polgraph {

// What passes through each vertex on shortest paths from `sources`, not scaled.
//   Cost  sources * edges; 16 bytes a vertex and thread, and 8 for each of up to four groups of sources
std::vector<double> betweenness_by_hops(const SimpleRows& rows, std::span<const Vertex> sources, std::size_t threads,
                                        Work& work);

}  // namespace polgraph
