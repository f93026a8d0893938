#include "graph/algorithms/reach.h"

#include <functional>
#include <queue>

#include "graph/algorithms/numbers.h"

namespace polgraph {

namespace {

Reach nothing_yet(const GraphView& view) {
  Reach reach;
  reach.distance.assign(view.vertex_count(), Reach::kFar);
  reach.by.assign(view.vertex_count(), Reach::kNoEdge);
  return reach;
}

}  // namespace

Reach breadth_first(const GraphView& view, std::span<const Vertex> sources, std::optional<std::size_t> max_depth,
                    Work& work) {
  Reach reach = nothing_yet(view);
  for (const Vertex source : sources) {
    if (reach.distance[source] != Reach::kFar) continue;
    reach.distance[source] = 0;
    reach.order.push_back(source);
  }
  for (std::size_t at = 0; at < reach.order.size(); ++at) {
    const Vertex vertex = reach.order[at];
    const double next = reach.distance[vertex] + 1;
    if (max_depth && next > static_cast<double>(*max_depth)) break;
    const auto [first, last] = view.out_range(vertex);
    for (auto i = first; i < last; ++i) {
      work.tick();
      const Vertex target = view.targets()[i];
      if (reach.distance[target] != Reach::kFar) continue;
      reach.distance[target] = next;
      reach.by[target] = i;
      reach.order.push_back(target);
    }
  }
  return reach;
}

Reach least_weight(const GraphView& view, std::span<const Vertex> sources, Work& work) {
  check_weights(view, "a path of least weight");
  Reach reach = nothing_yet(view);
  std::vector<bool> settled(view.vertex_count(), false);
  using Entry = std::pair<double, Vertex>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> waiting;
  for (const Vertex source : sources) {
    reach.distance[source] = 0;
    waiting.emplace(0, source);
  }
  while (!waiting.empty()) {
    const auto [distance, vertex] = waiting.top();
    waiting.pop();
    if (settled[vertex]) continue;
    settled[vertex] = true;
    reach.order.push_back(vertex);
    const auto [first, last] = view.out_range(vertex);
    for (auto i = first; i < last; ++i) {
      work.tick();
      const auto edge = view.edge_at(i);
      const double longer = distance + view.weight(edge);
      if (settled[edge.target] || longer >= reach.distance[edge.target]) continue;
      reach.distance[edge.target] = longer;
      reach.by[edge.target] = i;
      waiting.emplace(longer, edge.target);
    }
  }
  return reach;
}

}  // namespace polgraph
