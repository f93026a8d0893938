#include <algorithm>
#include <numeric>

#include "query/fused/draft.h"

namespace polgraph::fused {

namespace {

bool overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return true;
  return std::any_of(a.begin(), a.end(), [&](const auto& name) { return std::count(b.begin(), b.end(), name) > 0; });
}

// Relationships of one MATCH differ: which of them could be one, and must be compared.
class Apart {
 public:
  explicit Apart(Draft& draft) : draft_(draft) {}

  void keep_apart() {
    for (std::size_t i = 0; i < draft_.edges.size(); ++i) {
      for (const std::size_t slot : draft_.sketch.edges[i].differs) {
        const auto other = draft_.sketch.edge(slot);
        if (!other) throw Declined{};
        if (!overlap(draft_.sketch.edges[i].types, draft_.sketch.edges[*other].types)) continue;
        if (draft_.sketch.edges[i].walk || draft_.sketch.edges[*other].walk)
          throw Declined{};  // any of several relationships
        if (cannot_be_one(i, *other)) continue;
        draft_.need_edge(i);
        draft_.need_edge(*other);
        const std::pair<std::size_t, std::size_t> both(i, *other);
        draft_.share({{}, {i, *other}, [both](Tests& to) { to.different.push_back(both); }});
      }
    }
  }

 private:
  // If they were one relationship, nodes of the pattern would be one that cannot be.
  bool cannot_be_one(std::size_t a, std::size_t b) const {
    const SketchEdge &first = draft_.sketch.edges[a], &second = draft_.sketch.edges[b];
    const auto straight = [](const SketchEdge& e) {
      return e.direction == Direction::In ? std::pair(e.to, e.from) : std::pair(e.from, e.to);
    };
    const auto [start, end] = straight(first);
    const auto [other_start, other_end] = straight(second);
    if (!cannot_be_same(start, other_start, end, other_end)) return false;
    const bool either_way = first.direction == Direction::Both || second.direction == Direction::Both;
    return !either_way || cannot_be_same(start, other_end, end, other_start);
  }

  bool cannot_be_same(std::size_t a, std::size_t b, std::size_t c, std::size_t d) const {
    if (known_different(a, b) || known_different(c, d)) return true;
    std::vector<std::size_t> one(draft_.nodes.size());
    std::iota(one.begin(), one.end(), 0);
    const auto merge = [&](std::size_t x, std::size_t y) {
      const std::size_t from = one[x], to = one[y];
      std::replace(one.begin(), one.end(), from, to);
    };
    merge(a, b);
    merge(c, d);
    for (std::size_t i = 0; i < draft_.edges.size(); ++i) {
      const SketchEdge& edge = draft_.sketch.edges[i];
      if (edge.walk || one[edge.from] != one[edge.to]) continue;
      const bool no_loops = std::none_of(draft_.edges[i].types.begin(), draft_.edges[i].types.end(),
                                         [&](TypeId type) { return draft_.image.type(type).loops; });
      if (no_loops) return true;
    }
    return false;
  }

  bool known_different(std::size_t a, std::size_t b) const {
    if (a == b) return false;
    for (const PairTest& pair : draft_.pairs) {
      const bool these = (pair.left == a && pair.right == b) || (pair.left == b && pair.right == a);
      if (these && !pair.same) return true;
    }
    for (const NodeSet* x : draft_.nodes[a].labels) {
      for (const NodeSet* y : draft_.nodes[b].labels) {
        bool disjoint = true;
        for (std::size_t i = 0; disjoint && i < x->words().size(); ++i) disjoint = (x->words()[i] & y->words()[i]) == 0;
        if (disjoint) return true;
      }
    }
    return false;
  }

  Draft& draft_;
};

}  // namespace

void keep_apart(Draft& draft) {
  Apart(draft).keep_apart();
}

}  // namespace polgraph::fused
