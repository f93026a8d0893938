#include <algorithm>

#include "query/fused/draft.h"

namespace polgraph::fused {

namespace {

// The only edge of a node of which nothing else is asked.
std::optional<std::size_t> lone_edge(const Draft& draft, std::size_t node) {
  const NodePlan& plan = draft.nodes[node];
  if (plan.needed || plan.peeled || !plan.own.empty()) return {};
  std::optional<std::size_t> only;
  for (std::size_t i = 0; i < draft.edges.size(); ++i) {
    const SketchEdge& edge = draft.sketch.edges[i];
    if (edge.from != node && edge.to != node) continue;
    const EdgePlan& made = draft.edges[i];
    const bool plain = !only && edge.from != edge.to && !edge.walk && !made.needed && !made.peeled && made.own.empty();
    if (!plain || made.types.size() != 1) return {};
    only = i;
  }
  return only;
}

bool is_in_other_pair(const Draft& draft, const PairTest& pair) {
  return std::any_of(draft.pairs.begin(), draft.pairs.end(), [&](const PairTest& other) {
    const auto names = [&](std::size_t node) { return other.left == node || other.right == node; };
    return &other != &pair && (names(pair.left) || names(pair.right));
  });
}

bool has_optional(const Draft& draft, std::size_t node) {
  return std::any_of(draft.sketch.optionals.begin(), draft.sketch.optionals.end(),
                     [&](const Sketch& optional) { return optional.has(draft.sketch.nodes[node].slot); });
}

bool count(Draft& draft, const PairTest& pair) {
  if (pair.same || pair.left == pair.right || draft.question.in_order || is_in_other_pair(draft, pair)) return false;
  if (has_optional(draft, pair.left) || has_optional(draft, pair.right)) return false;
  const auto left = lone_edge(draft, pair.left), right = lone_edge(draft, pair.right);
  if (!left || !right || *left == *right) return false;
  const auto side = [&](std::size_t node, std::size_t edge) {
    const SketchEdge& written = draft.sketch.edges[edge];
    draft.nodes[node].peeled = draft.edges[edge].peeled = true;
    return written.to == node ? std::pair(written.from, draft.edges[edge].forth[0])
                              : std::pair(written.to, draft.edges[edge].back[0]);
  };
  const auto [left_on, left_ends] = side(pair.left, *left);
  const auto [right_on, right_ends] = side(pair.right, *right);
  const PairCount made{left_on, right_on, left_ends, right_ends};
  draft.share({{left_on, right_on}, {}, [made](Tests& to) { to.counts.push_back(made); }});
  return true;
}

}  // namespace

void place_pairs(Draft& draft) {
  for (const PairTest& pair : draft.pairs)
    if (!count(draft, pair))
      draft.share({{pair.left, pair.right}, {}, [pair](Tests& to) { to.pairs.push_back(pair); }});
}

}  // namespace polgraph::fused
