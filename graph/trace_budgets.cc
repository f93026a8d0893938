#include "graph/trace_budgets.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace polgraph {

namespace {

// All that a node is part of, over any number of steps; itself only where it is part of itself.
class Wholes {
 public:
  Wholes(const Snapshot& snapshot, const MoneyRoles& roles) : snapshot_(snapshot), type_(roles.part_of()) {}

  const std::set<NodeId>& of(NodeId node) {
    const auto [slot, fresh] = known_.try_emplace(node);
    if (!fresh || !type_) return slot->second;
    std::set<NodeId> found;
    std::vector<NodeId> border{node};
    while (!border.empty()) {
      const NodeId part = border.back();
      border.pop_back();
      for (auto steps = snapshot_.steps(part, Direction::Out, {&*type_, 1}); steps.next();) {
        if (found.insert(steps.step().neighbour).second) border.push_back(steps.step().neighbour);
      }
    }
    return known_[node] = std::move(found);
  }

 private:
  const Snapshot& snapshot_;
  const std::optional<TypeId>& type_;
  std::unordered_map<NodeId, std::set<NodeId>> known_;
};

// The budgets of one total.
struct Group {
  std::multimap<NodeId, std::size_t> by_node;  // the budget, or who has it, to its item
};

bool holds(const Group& group, Wholes& wholes, NodeId part) {
  for (const NodeId whole : wholes.of(part)) {
    if (whole == part || !group.by_node.contains(whole)) continue;
    // Where two are part of each other, the first counts.
    if (!wholes.of(whole).contains(part) || whole < part) return true;
  }
  return false;
}

std::vector<NodeId> nodes_of(const MoneyItem& item) {
  std::vector<NodeId> nodes = item.from;
  nodes.insert(nodes.end(), item.to.begin(), item.to.end());
  return nodes;
}

}  // namespace

void drop_parts(const Snapshot& snapshot, const MoneyRoles& roles, std::vector<MoneyItem>& items,
                LeftOutList& left_out) {
  if (!roles.part_of()) return;
  Wholes wholes(snapshot, roles);
  std::map<std::tuple<MoneyStage, std::string, std::string>, Group> groups;
  const auto key = [](const MoneyItem& item) { return std::tuple(item.at, item.money.currency, item.money.period); };
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].stock) continue;
    for (const NodeId node : nodes_of(items[i])) groups[key(items[i])].by_node.emplace(node, i);
  }
  std::erase_if(items, [&](const MoneyItem& item) {
    if (!item.stock) return false;
    const std::vector<NodeId> nodes = nodes_of(item);
    const Group& group = groups[key(item)];
    const bool part = std::any_of(nodes.begin(), nodes.end(), [&](NodeId node) { return holds(group, wholes, node); });
    if (part) left_out.add(MoneyLeftOut::Why::PartOf, true, item.money, item.amount);
    return part;
  });
}

}  // namespace polgraph
