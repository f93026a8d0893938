#include "graph/algorithms/all_shortest.h"

#include "graph/algorithms/reach.h"

namespace polgraph {

using Vertex = GraphView::Vertex;

AllShortestPaths::AllShortestPaths(const GraphView& view, Vertex from, Vertex to, Work& work)
    : view_(&view), from_(from), to_(to), on_path_(view.vertex_count(), false) {
  const Vertex sources[] = {from};
  distance_ =
      view.weighted() ? least_weight(view, sources, work).distance : breadth_first(view, sources, {}, work).distance;
  useful_.assign(view.vertex_count(), false);
  if (distance_[to] == Reach::kFar) return;
  if (from == to) {
    still_ = true;
    return;
  }
  mark_useful(work);
  on_path_[from] = true;
  levels_.push_back(view.out_range(from));
}

// An edge of a shortest path: it leads from one distance exactly to the next.
bool AllShortestPaths::fits(std::uint32_t position) const {
  const auto edge = view_->edge_at(position);
  return distance_[edge.source] + view_->weight(edge) == distance_[edge.target];
}

void AllShortestPaths::mark_useful(Work& work) {
  std::vector<Vertex> waiting{to_};
  useful_[to_] = true;
  while (!waiting.empty()) {
    const Vertex vertex = waiting.back();
    waiting.pop_back();
    const auto [first, last] = view_->in_range(vertex);
    for (auto i = first; i < last; ++i) {
      work.tick();
      const std::uint32_t position = view_->in_positions()[i];
      const Vertex source = view_->edge_at(position).source;
      if (useful_[source] || distance_[source] == Reach::kFar || !fits(position)) continue;
      useful_[source] = true;
      waiting.push_back(source);
    }
  }
}

Path AllShortestPaths::path() const {
  Path made{view_->node(from_), {}, distance_[to_]};
  for (const std::uint32_t position : edges_) {
    const auto edge = view_->edge_at(position);
    made.hops.push_back({view_->relationship(edge), view_->node(edge.target)});
  }
  return made;
}

std::optional<Path> AllShortestPaths::next(Work& work) {
  if (still_) {
    still_ = false;
    return path();
  }
  while (!levels_.empty()) {
    work.tick();
    auto& [at, last] = levels_.back();
    if (at == last) {
      levels_.pop_back();
      const Vertex left = edges_.empty() ? from_ : view_->edge_at(edges_.back()).target;
      on_path_[left] = false;
      if (!edges_.empty()) edges_.pop_back();
      continue;
    }
    const std::uint32_t position = at++;
    const Vertex target = view_->edge_at(position).target;
    if (!useful_[target] || on_path_[target] || !fits(position)) continue;
    edges_.push_back(position);
    if (target == to_) {
      Path found = path();
      edges_.pop_back();
      return found;
    }
    on_path_[target] = true;
    levels_.push_back(view_->out_range(target));
  }
  return {};
}

}  // namespace polgraph
