#include "graph/algorithms/components.h"

#include <algorithm>
#include <numeric>

#include "graph/algorithms/numbers.h"

namespace polgraph {

std::vector<std::uint32_t> weak_components(const GraphView& view, Work& work) {
  const Held held(work, view.vertex_count() * 12);
  std::vector<std::uint32_t> parent(view.vertex_count());
  std::iota(parent.begin(), parent.end(), 0u);
  const auto root = [&](std::uint32_t at) {
    while (parent[at] != at) at = parent[at] = parent[parent[at]];
    return at;
  };
  for (Vertex vertex = 0; vertex < view.vertex_count(); ++vertex) {
    const auto [first, last] = view.out_range(vertex);
    work.tick(last - first);
    std::uint32_t own = root(vertex);
    for (auto i = first; i < last; ++i) {
      const Vertex target = view.targets()[i];
      if (parent[target] == own) continue;  // most, once the large component has one root
      const std::uint32_t other = root(target);
      if (other == own) continue;
      parent[std::max(own, other)] = std::min(own, other);
      own = std::min(own, other);
    }
  }
  for (std::uint32_t at = 0; at < parent.size(); ++at) parent[at] = root(at);
  return numbered(parent);
}

namespace {

class Tarjan {
 public:
  Tarjan(const GraphView& view, Work& work) : view_(view), work_(work) {
    seen_.assign(view.vertex_count(), kUnseen);
    low_.resize(view.vertex_count());
    group_.assign(view.vertex_count(), kUnseen);
  }

  std::vector<std::uint32_t> run() {
    for (Vertex root = 0; root < view_.vertex_count(); ++root) {
      if (seen_[root] == kUnseen) search(root);
    }
    return numbered(group_);
  }

 private:
  static constexpr std::uint32_t kUnseen = GraphView::kNoVertex;
  struct Frame {
    Vertex vertex;
    std::uint32_t next, last;
  };

  void enter(Vertex vertex) {
    seen_[vertex] = low_[vertex] = clock_++;
    open_.push_back(vertex);
    const auto [first, last] = view_.out_range(vertex);
    stack_.push_back({vertex, first, last});
  }

  void search(Vertex root) {
    enter(root);
    while (!stack_.empty()) {
      work_.tick();
      Frame& frame = stack_.back();
      if (frame.next == frame.last) {
        leave();
        continue;
      }
      const Vertex target = view_.targets()[frame.next++];
      if (seen_[target] == kUnseen) {
        enter(target);
      } else if (group_[target] == kUnseen) {
        low_[frame.vertex] = std::min(low_[frame.vertex], seen_[target]);
      }
    }
  }

  void leave() {
    const Vertex done = stack_.back().vertex;
    stack_.pop_back();
    if (!stack_.empty()) low_[stack_.back().vertex] = std::min(low_[stack_.back().vertex], low_[done]);
    if (low_[done] != seen_[done]) return;
    for (Vertex member = kUnseen; member != done;) {
      member = open_.back();
      open_.pop_back();
      group_[member] = done;
    }
  }

  const GraphView& view_;
  Work& work_;
  std::vector<std::uint32_t> seen_, low_, group_;
  std::vector<Vertex> open_;
  std::vector<Frame> stack_;
  std::uint32_t clock_ = 0;
};

}  // namespace

std::vector<std::uint32_t> strong_components(const GraphView& view, Work& work) {
  const Held held(work, view.vertex_count() * 40);
  return Tarjan(view, work).run();
}

}  // namespace polgraph
