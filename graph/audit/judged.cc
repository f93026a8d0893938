#include "graph/audit/judged.h"

#include <algorithm>
#include <deque>

#include "graph/audit/facts.h"
#include "graph/audit/reader.h"

namespace polgraph {

namespace {

std::pair<NodeId, NodeId> ordered(NodeId a, NodeId b) {
  return {std::min(a, b), std::max(a, b)};
}

}  // namespace

Judgements::Judgements(const AuditRun& run) {
  const AuditReader reader(run.snapshot);
  const auto different = run.snapshot.find_type("DIFFERENT_FROM");
  each_link(run, {"SAME_AS", "DIFFERENT_FROM"}, [&](const Link& link) {
    if (reader.denied(link.id)) return;
    const Judgement one{link.id, link.start, link.end};
    if (different && link.type == *different) return different_.push_back(one);
    same_[one.a].push_back({one.b, one.relationship});
    same_[one.b].push_back({one.a, one.relationship});
    const NodeId a = shortened_root(one.a), b = shortened_root(one.b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  });
  for (const Judgement& one : different_) different_roots_.insert(ordered(root(one.a), root(one.b)));
}

NodeId Judgements::root(NodeId node) const {
  for (auto found = parent_.find(node); found != parent_.end(); found = parent_.find(node)) node = found->second;
  return node;
}

NodeId Judgements::shortened_root(NodeId node) {
  const NodeId top = root(node);
  while (node != top) node = std::exchange(parent_.at(node), top);
  return top;
}

bool Judgements::judged(NodeId a, NodeId b) const {
  const NodeId root_a = root(a), root_b = root(b);
  return root_a == root_b || different_roots_.count(ordered(root_a, root_b)) > 0;
}

std::vector<RelId> Judgements::chain(NodeId a, NodeId b) const {
  std::unordered_map<NodeId, std::pair<NodeId, RelId>> from{{a, {a, RelId()}}};
  std::deque<NodeId> queue{a};
  while (!queue.empty() && from.count(b) == 0) {
    const NodeId node = queue.front();
    queue.pop_front();
    const auto next = same_.find(node);
    if (next == same_.end()) continue;
    for (const auto& [neighbour, relationship] : next->second) {
      if (from.emplace(neighbour, std::pair{node, relationship}).second) queue.push_back(neighbour);
    }
  }
  std::vector<RelId> chain;
  if (from.count(b) == 0) return chain;
  for (NodeId node = b; node != a; node = from.at(node).first) chain.push_back(from.at(node).second);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

}  // namespace polgraph
