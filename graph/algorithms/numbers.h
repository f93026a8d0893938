// Private to graph/algorithms: what several of them share.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "graph/view.h"
#include "graph/work.h"

namespace polgraph {

using Vertex = GraphView::Vertex;

// Every weight is 0 or more and finite. Throws Error Argument "NegativeWeight", "WeightNotFinite": names the
// relationship.
void check_weights(const GraphView& view, std::string_view who);

// The graph without parallel edges and self-loops: neighbours ascending; of parallel edges the least weight, or the
// sum.
struct SimpleRows {
  std::vector<std::uint32_t> offsets;
  std::vector<Vertex> targets;
  std::vector<double> weights;  // empty: unweighted
};
enum class Parallel { Least, Sum };
enum class Way { Out, In };
SimpleRows simple_rows(const GraphView& view, Way way, Parallel parallel, Work& work);

// Numbers groups from 0 in the order of their smallest vertices.
std::vector<std::uint32_t> numbered(const std::vector<std::uint32_t>& group);

}  // namespace polgraph
