#include "graph/algorithms/cuts.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace polgraph {

namespace {

using Vertex = GraphView::Vertex;
constexpr std::uint32_t kUnseen = std::numeric_limits<std::uint32_t>::max();

class LowPoints {
 public:
  LowPoints(const GraphView& view, Work& work) : view_(view), work_(work) {
    seen_.assign(view.vertex_count(), kUnseen);
    low_.resize(view.vertex_count());
    cuts_.parts.assign(view.vertex_count(), 0);
  }

  Cuts run() {
    for (Vertex root = 0; root < view_.vertex_count(); ++root) {
      if (seen_[root] == kUnseen) search(root);
    }
    std::sort(cuts_.bridges.begin(), cuts_.bridges.end());
    return std::move(cuts_);
  }

 private:
  struct Frame {
    Vertex vertex;
    std::uint32_t by;  // position of the edge it was reached over; kUnseen at the root
    std::uint32_t next, last;
  };

  void enter(Vertex vertex, std::uint32_t by) {
    seen_[vertex] = low_[vertex] = clock_++;
    const auto [first, last] = view_.out_range(vertex);
    stack_.push_back({vertex, by, first, last});
    if (by != kUnseen) cuts_.parts[vertex] = 1;  // what lies above it
  }

  void search(Vertex root) {
    enter(root, kUnseen);
    while (!stack_.empty()) {
      work_.tick();
      Frame& frame = stack_.back();
      if (frame.next == frame.last) {
        leave();
        continue;
      }
      const std::uint32_t position = frame.next++;
      const auto edge = view_.edge_at(position);
      if (frame.by != kUnseen && relationship(position) == relationship(frame.by)) continue;  // the way we came
      if (seen_[edge.target] == kUnseen) {
        enter(edge.target, position);
      } else {
        low_[edge.source] = std::min(low_[edge.source], seen_[edge.target]);
      }
    }
  }

  void leave() {
    const Frame done = stack_.back();
    stack_.pop_back();
    if (stack_.empty()) return;
    const Vertex above = stack_.back().vertex;
    low_[above] = std::min(low_[above], low_[done.vertex]);
    if (low_[done.vertex] >= seen_[above]) ++cuts_.parts[above];
    if (low_[done.vertex] > seen_[above]) cuts_.bridges.push_back(relationship(done.by));
  }

  RelId relationship(std::uint32_t position) const { return view_.relationships()[position]; }

  const GraphView& view_;
  Work& work_;
  std::vector<std::uint32_t> seen_, low_;
  std::vector<Frame> stack_;
  std::uint32_t clock_ = 0;
  Cuts cuts_;
};

}  // namespace

Cuts find_cuts(const GraphView& view, Work& work) {
  assert(view.both_ways());
  const Held held(work, view.vertex_count() * 32);
  return LowPoints(view, work).run();
}

}  // namespace polgraph
