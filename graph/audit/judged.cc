#include "graph/audit/judged.h"

#include <algorithm>
#include <deque>

namespace polgraph {

namespace {

void each_of_type(const Snapshot& snapshot, std::string_view type, const std::function<void()>& tick,
                  const std::function<void(const Judgements::Judgement&)>& visit) {
  const auto id = snapshot.find_type(type);
  if (!id || snapshot.statistics().relationships_by_type[*id] == 0) return;
  for (auto cursor = snapshot.relationships_of_type(*id); cursor.next();) {
    tick();
    if (const auto found = snapshot.find_relationship(cursor.id())) visit({found->id, found->start, found->end});
  }
}

std::pair<NodeId, NodeId> ordered(NodeId a, NodeId b) {
  return {std::min(a, b), std::max(a, b)};
}

}  // namespace

Judgements::Judgements(const Snapshot& snapshot, const std::function<void()>& tick) {
  each_of_type(snapshot, "SAME_AS", tick, [&](const Judgement& one) {
    same_[one.a].push_back({one.b, one.relationship});
    same_[one.b].push_back({one.a, one.relationship});
    const NodeId a = shortened_root(one.a), b = shortened_root(one.b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  });
  each_of_type(snapshot, "DIFFERENT_FROM", tick, [&](const Judgement& one) { different_.push_back(one); });
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
