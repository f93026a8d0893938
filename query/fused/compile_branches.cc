#include "query/fused/draft.h"

namespace polgraph::fused {

namespace {

// What hangs on the node that the operators come to it from changes nothing in which order they first meet the rest.
bool may_hang(const Draft& draft, std::size_t node, std::size_t edge) {
  const SketchEdge& written = draft.sketch.edges[edge];
  return !draft.question.in_order || (written.to == node && !written.into);
}

void hang(Draft& draft, std::size_t node, std::size_t edge) {
  const SketchEdge& written = draft.sketch.edges[edge];
  const bool forth = written.to == node;
  Branch made;
  made.node = node;
  made.edge = edge;
  made.lists = forth ? draft.edges[edge].forth : draft.edges[edge].back;
  made.tests.labels = draft.nodes[node].own.labels;
  made.tests.columns = draft.nodes[node].own.columns;
  made.tests.columns.insert(made.tests.columns.end(), draft.edges[edge].own.columns.begin(),
                            draft.edges[edge].own.columns.end());
  made.branches = std::move(draft.nodes[node].branches);
  if (!made.tests.empty() || !made.branches.empty()) {
    draft.context.charge(std::size_t{draft.image.nodes()} * 8);
    draft.program.charged += std::size_t{draft.image.nodes()} * 8;
    made.ways = std::make_unique<std::vector<std::uint64_t>>(draft.image.nodes(), 0);
  }
  draft.nodes[node].peeled = draft.edges[edge].peeled = true;
  draft.nodes[forth ? written.from : written.to].branches.push_back(std::move(made));
}

// The branch of an optional part, which hangs on its one given node.
Branch as_branch(Draft& draft) {
  read_pattern(draft);
  if (!draft.shared.empty() || !draft.pairs.empty()) throw Declined{};
  keep_apart(draft);
  for (const EdgePlan& edge : draft.edges)
    if (edge.needed) throw Declined{};
  std::size_t given = 0;
  for (std::size_t i = 0; i < draft.nodes.size(); ++i)
    if (draft.sketch.nodes[i].given) given = i;
  if (!draft.nodes[given].own.empty() || !draft.nodes[given].labels.empty()) throw Declined{};
  peel(draft);
  if (draft.nodes[given].branches.size() != 1) throw Declined{};
  for (std::size_t i = 0; i < draft.nodes.size(); ++i)
    if (i != given && !draft.nodes[i].peeled) throw Declined{};
  for (const EdgePlan& edge : draft.edges)
    if (!edge.peeled) throw Declined{};
  Branch made = std::move(draft.nodes[given].branches.front());
  made.optional = true;
  return made;
}

}  // namespace

void hang_optional(Draft& draft, const Sketch& optional) {
  Draft inner(optional, draft.question, draft.image, draft.context, draft.program);
  Branch branch = as_branch(inner);
  for (const SketchNode& node : optional.nodes)
    if (node.given) draft.nodes[*draft.sketch.node(node.slot)].branches.push_back(std::move(branch));
}

void peel(Draft& draft) {
  for (;;) {
    std::optional<std::size_t> best, along;
    for (std::size_t i = 0; i < draft.nodes.size(); ++i) {
      if (draft.nodes[i].needed || draft.nodes[i].peeled) continue;
      std::optional<std::size_t> only;
      std::size_t degree = 0;
      for (std::size_t k = 0; k < draft.edges.size(); ++k) {
        const SketchEdge& edge = draft.sketch.edges[k];
        if (draft.edges[k].peeled || (edge.from != i && edge.to != i)) continue;
        degree += edge.from == edge.to ? 2 : 1;
        only = k;
      }
      if (degree != 1 || !may_hang(draft, i, *only) || draft.edges[*only].needed || draft.sketch.edges[*only].walk)
        continue;
      if (best && draft.size_of(i) <= draft.size_of(*best)) continue;
      best = i;
      along = only;
    }
    if (!best) return;
    hang(draft, *best, *along);
  }
}

}  // namespace polgraph::fused
