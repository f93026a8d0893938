#include "graph/algorithms/levels.h"

#include <algorithm>

namespace polgraph {

namespace {

using Vertex = GraphView::Vertex;

// Each of the nodes left over has a way in from another of them: going back along those closes a circle.
std::vector<Vertex> circle(const GraphView& view, const std::vector<std::uint32_t>& missing) {
  Vertex at = 0;
  while (missing[at] == 0) ++at;
  std::vector<Vertex> way;
  std::vector<bool> seen(view.vertex_count(), false);
  while (!seen[at]) {
    seen[at] = true;
    way.push_back(at);
    const auto [first, last] = view.in_range(at);
    for (auto i = first; i < last; ++i) {
      const Vertex source = view.edge_at(view.in_positions()[i]).source;
      if (missing[source] == 0) continue;
      at = source;
      break;
    }
  }
  way.erase(way.begin(), std::find(way.begin(), way.end(), at));
  std::reverse(way.begin(), way.end());
  std::rotate(way.begin(), std::min_element(way.begin(), way.end()), way.end());
  return way;
}

}  // namespace

Levels topological_levels(const GraphView& view, Work& work) {
  const Held held(work, view.vertex_count() * 12);
  std::vector<std::uint32_t> missing, level(view.vertex_count(), 0);
  std::vector<Vertex> waiting;
  for (Vertex vertex = 0; vertex < view.vertex_count(); ++vertex) {
    missing.push_back(static_cast<std::uint32_t>(in_degree(vertex, view)));
    if (missing.back() == 0) waiting.push_back(vertex);
  }
  for (std::size_t at = 0; at < waiting.size(); ++at) {
    const auto [first, last] = view.out_range(waiting[at]);
    for (auto i = first; i < last; ++i) {
      work.tick();
      const Vertex target = view.targets()[i];
      level[target] = std::max(level[target], level[waiting[at]] + 1);
      if (--missing[target] == 0) waiting.push_back(target);
    }
  }
  if (waiting.size() < view.vertex_count()) return {{}, circle(view, missing)};
  return {std::move(level), {}};
}

}  // namespace polgraph
