#include "graph/algorithms/dominators.h"

#include <algorithm>

namespace polgraph {

namespace {

using Vertex = GraphView::Vertex;
constexpr Vertex kNone = GraphView::kNoVertex;

// Works on numbers in preorder; the source is 0.
class LengauerTarjan {
 public:
  LengauerTarjan(const GraphView& view, Vertex source, Work& work)
      : view_(view), work_(work), number_(view.vertex_count(), kNone) {
    number_all(source);
    const std::size_t size = vertex_.size();
    semi_.resize(size), label_.resize(size);
    for (std::uint32_t i = 0; i < size; ++i) semi_[i] = label_[i] = i;
    ancestor_.assign(size, kNone);
    dominator_.assign(size, kNone);
  }

  std::vector<Vertex> run() {
    std::vector<std::vector<std::uint32_t>> bucket(vertex_.size());
    for (auto w = static_cast<std::uint32_t>(vertex_.size()); w-- > 1;) {
      find_semidominator(w);
      bucket[semi_[w]].push_back(w);
      ancestor_[w] = parent_[w];
      for (const std::uint32_t v : bucket[parent_[w]]) {
        const std::uint32_t u = best(v);
        dominator_[v] = semi_[u] < semi_[v] ? u : parent_[w];
      }
      bucket[parent_[w]].clear();
    }
    std::vector<Vertex> out(view_.vertex_count(), kNone);
    for (std::uint32_t w = 1; w < vertex_.size(); ++w) {
      if (dominator_[w] != semi_[w]) dominator_[w] = dominator_[dominator_[w]];
      out[vertex_[w]] = vertex_[dominator_[w]];
    }
    return out;
  }

 private:
  // Depth first, in preorder.
  void number_all(Vertex source) {
    struct Frame {
      std::uint32_t number, next, last;
    };
    std::vector<Frame> stack;
    const auto enter = [&](Vertex vertex, std::uint32_t parent) {
      number_[vertex] = static_cast<std::uint32_t>(vertex_.size());
      vertex_.push_back(vertex);
      parent_.push_back(parent);
      const auto [first, last] = view_.out_range(vertex);
      stack.push_back({number_[vertex], first, last});
    };
    enter(source, 0);
    while (!stack.empty()) {
      work_.tick();
      Frame& frame = stack.back();
      if (frame.next == frame.last) {
        stack.pop_back();
        continue;
      }
      const Vertex target = view_.targets()[frame.next++];
      if (number_[target] == kNone) enter(target, frame.number);
    }
  }

  void find_semidominator(std::uint32_t w) {
    const auto [first, last] = view_.in_range(vertex_[w]);
    for (auto i = first; i < last; ++i) {
      work_.tick();
      const std::uint32_t v = number_[view_.edge_at(view_.in_positions()[i]).source];
      if (v == kNone) continue;
      semi_[w] = std::min(semi_[w], semi_[best(v)]);
    }
  }

  // Of the nodes between `v` and the root of its tree the one with the least semidominator. Shortens the way there.
  std::uint32_t best(std::uint32_t v) {
    if (ancestor_[v] == kNone) return label_[v];
    way_.clear();
    for (std::uint32_t at = v; ancestor_[ancestor_[at]] != kNone; at = ancestor_[at]) way_.push_back(at);
    for (std::size_t i = way_.size(); i-- > 0;) {
      work_.tick();
      const std::uint32_t at = way_[i], above = ancestor_[at];
      if (semi_[label_[above]] < semi_[label_[at]]) label_[at] = label_[above];
      ancestor_[at] = ancestor_[above];
    }
    return label_[v];
  }

  const GraphView& view_;
  Work& work_;
  std::vector<std::uint32_t> number_;  // by vertex
  std::vector<Vertex> vertex_;         // by number, as all below
  std::vector<std::uint32_t> parent_, semi_, label_, ancestor_, dominator_, way_;
};

}  // namespace

std::vector<Vertex> immediate_dominators(const GraphView& view, Vertex source, Work& work) {
  const Held held(work, view.vertex_count() * 64);
  return LengauerTarjan(view, source, work).run();
}

}  // namespace polgraph
