#include "graph/algorithms/cycles.h"

#include <algorithm>

#include "graph/algorithms/components.h"

namespace polgraph {

using Vertex = GraphView::Vertex;

Cycles::Cycles(const GraphView& view, std::optional<std::size_t> max_length, Work& work)
    : view_(&view),
      bound_(std::min(max_length.value_or(view.vertex_count()), view.vertex_count())),
      component_(strong_components(view, work)),
      on_path_(view.vertex_count(), false),
      lock_(view.vertex_count(), bound_),
      blocked_(view.vertex_count()),
      is_touched_(view.vertex_count(), false) {
  if (bound_ == 0 || !begin_at(0)) root_ = static_cast<Vertex>(view.vertex_count());
}

bool Cycles::begin_at(Vertex root) {
  for (const Vertex vertex : touched_) {
    lock_[vertex] = bound_;
    blocked_[vertex].clear();
    is_touched_[vertex] = false;
  }
  touched_.clear();
  if (root >= view_->vertex_count()) return false;
  root_ = root;
  enter(root);
  return true;
}

void Cycles::touch(Vertex vertex) {
  if (is_touched_[vertex]) return;
  is_touched_[vertex] = true;
  touched_.push_back(vertex);
}

// Only what can lead back: no smaller node than the root, and of its component.
bool Cycles::is_candidate(Vertex vertex) const {
  return vertex >= root_ && component_[vertex] == component_[root_];
}

void Cycles::enter(Vertex vertex) {
  const auto [first, last] = view_->out_range(vertex);
  levels_.push_back({vertex, first, last, bound_});
  on_path_[vertex] = true;
  lock_[vertex] = levels_.size();
  touch(vertex);
}

// What was found below decides how early the node is worth coming to again.
void Cycles::leave(Work& work) {
  const Level done = levels_.back();
  levels_.pop_back();
  on_path_[done.vertex] = false;
  if (!edges_.empty()) edges_.pop_back();
  if (levels_.empty()) return;
  levels_.back().to_root = std::min(levels_.back().to_root, done.to_root + 1);
  if (done.to_root >= bound_) {
    const auto [first, last] = view_->out_range(done.vertex);
    for (auto i = first; i < last; ++i) {
      work.tick();
      const Vertex target = view_->targets()[i];
      if (!is_candidate(target)) continue;
      blocked_[target].insert(done.vertex);
      touch(target);
    }
    return;
  }
  std::vector<std::pair<std::size_t, Vertex>> open{{done.to_root, done.vertex}};
  while (!open.empty()) {
    work.tick();
    const auto [to_root, vertex] = open.back();
    open.pop_back();
    const std::size_t latest = bound_ - to_root + 1;
    if (lock_[vertex] >= latest) continue;
    lock_[vertex] = latest;
    touch(vertex);
    for (const Vertex other : blocked_[vertex]) {
      if (!on_path_[other]) open.emplace_back(to_root + 1, other);
    }
  }
}

Path Cycles::path(std::uint32_t last) const {
  Path made{view_->node(root_), {}, 0};
  const auto add = [&](std::uint32_t position) {
    const auto edge = view_->edge_at(position);
    made.hops.push_back({view_->relationship(edge), view_->node(edge.target)});
    made.weight += view_->weight(edge);
  };
  for (const std::uint32_t position : edges_) add(position);
  add(last);
  return made;
}

std::optional<Path> Cycles::next(Work& work) {
  while (root_ < view_->vertex_count()) {
    work.tick();
    if (levels_.empty()) {
      if (!begin_at(root_ + 1)) root_ = static_cast<Vertex>(view_->vertex_count());
      continue;
    }
    Level& level = levels_.back();
    if (level.next == level.last) {
      leave(work);
      continue;
    }
    const std::uint32_t position = level.next++;
    const Vertex target = view_->targets()[position];
    if (target == root_) {
      level.to_root = 1;
      return path(position);
    }
    if (!is_candidate(target) || on_path_[target] || levels_.size() >= lock_[target]) continue;
    edges_.push_back(position);
    enter(target);
  }
  return {};
}

}  // namespace polgraph
