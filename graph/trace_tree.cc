#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_set>

#include "graph/compare.h"
#include "graph/funding.h"
#include "graph/search.h"
#include "graph/trace.h"
#include "graph/trace_items.h"
#include "graph/trace_roles.h"

namespace polgraph {

namespace {

using Edge = FundingGraph::Edge;
constexpr std::size_t kMostDepth = 1000;  // keeps every walk of a tree within the stack

TraceHop hop_of(const Edge& edge) {
  return {{edge.type, edge.target, edge.relationship, edge.outgoing}, edge.source};
}

// One child with what decides its place among its siblings.
struct Child {
  Edge edge;
  std::size_t rule = 0;
  bool money = false;
  std::optional<Money> amount;
  Value position;
  std::string name;  // read only where all else is equal
};

bool stands_before(const Child& a, const Child& b) {
  if (a.money != b.money) return a.money;
  if (a.money) {
    if (a.amount.has_value() != b.amount.has_value()) return a.amount.has_value();
    return a.amount && rank_of_money(*a.amount, *b.amount) < 0;
  }
  if (a.rule != b.rule) return a.rule < b.rule;
  return order(a.position, b.position) < 0;  // null last
}

class TreeBuilder {
 public:
  TreeBuilder(const Snapshot& snapshot, const TraceOptions& options)
      : snapshot_(snapshot),
        funding_(snapshot, options),
        options_(options),
        roles_(snapshot),
        position_(snapshot.find_key("position")) {
    options_.max_depth = std::min(options_.max_depth, kMostDepth);
  }

  TraceTree build(NodeId root) {
    items_.push_back({root, {}, 0, 0, false, 0, {}});
    opened_.insert(root);
    for (std::size_t at = 0; at < items_.size(); ++at) open(at);
    return assemble();
  }

 private:
  struct Item {
    NodeId node;
    std::optional<TraceHop> hop;
    std::size_t parent, depth;
    bool seen_before;
    std::size_t left_out;
    std::vector<TraceSum> left_out_money;
  };

  void open(std::size_t at) {
    if (items_[at].seen_before || (at > 0 && funding_.is_aggregate(items_[at].node))) return;
    const auto& edges = funding_.forward(items_[at].node);
    const std::size_t room = options_.max_nodes - std::min(options_.max_nodes, items_.size());
    const bool too_deep = items_[at].depth >= options_.max_depth;
    const std::size_t shown = too_deep ? 0 : std::min({edges.size(), options_.max_children, room});
    items_[at].left_out = edges.size() - shown;
    if (shown == 0 && !options_.sum_left_out) return;
    const std::vector<Child> children = sorted_children(edges, shown);
    if (options_.sum_left_out) items_[at].left_out_money = sum(children, shown);
    for (std::size_t i = 0; i < shown; ++i) {
      const Edge& edge = children[i].edge;
      const bool fresh = opened_.insert(edge.target).second;
      items_.push_back({edge.target, hop_of(edge), at, items_[at].depth + 1, !fresh, 0, {}});
    }
  }

  // What the children from `first` on lead to, each amount once, and none that a child before them leads to.
  std::vector<TraceSum> sum(const std::vector<Child>& children, std::size_t first) const {
    std::set<EntityId> counted;
    std::vector<TraceSum> sums;
    for (std::size_t i = 0; i < children.size(); ++i) {
      const auto& money = children[i].amount;
      if (!money || !counted.insert(money->on).second || i < first) continue;
      const bool stock = roles_.of_target(children[i].edge) == MoneyRole::Budget;
      if (const auto amount = ExactSum::of(money->amount)) add_to_sums(sums, stock, *money, *amount);
    }
    return sums;
  }

  // All of them, the first `count` in their final order.
  std::vector<Child> sorted_children(const std::vector<Edge>& edges, std::size_t count) const {
    std::vector<Child> children;
    children.reserve(edges.size());
    for (const Edge& edge : edges) children.push_back(describe(edge));
    std::stable_sort(children.begin(), children.end(), stands_before);
    for (std::size_t i = 0; i < count;) {  // names break ties among those that are shown
      std::size_t end = i + 1;
      while (end < children.size() && !stands_before(children[i], children[end])) ++end;
      if (end > i + 1) sort_by_name(children, i, end);
      i = end;
    }
    return children;
  }
  Child describe(const Edge& edge) const {
    Child child{edge, funding_.rule_of(edge), false, {}, {}, {}};
    child.money = funding_.is_money(child.rule);
    if (child.money) {
      child.amount = funding_.money_of_hop(edge);
    } else if (position_) {
      child.position = snapshot_.property(edge.relationship, *position_);
    }
    return child;
  }
  void sort_by_name(std::vector<Child>& children, std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i) children[i].name = display_name(snapshot_, children[i].edge.target);
    std::sort(children.begin() + static_cast<std::ptrdiff_t>(from), children.begin() + static_cast<std::ptrdiff_t>(to),
              [](const Child& a, const Child& b) {
                return std::tie(a.name, a.edge.target, a.edge.relationship) <
                       std::tie(b.name, b.edge.target, b.edge.relationship);
              });
  }

  // Children stand behind their parents, so from the back every subtree is whole when it is moved.
  TraceTree assemble() {
    std::vector<TraceTree> trees;
    for (Item& item : items_) {
      trees.push_back({item.node, item.hop, {}, item.seen_before, item.left_out, std::move(item.left_out_money)});
    }
    for (std::size_t i = items_.size(); i-- > 1;) {
      std::reverse(trees[i].children.begin(), trees[i].children.end());
      trees[items_[i].parent].children.push_back(std::move(trees[i]));
    }
    std::reverse(trees[0].children.begin(), trees[0].children.end());
    return std::move(trees[0]);
  }

  const Snapshot& snapshot_;
  FundingGraph funding_;
  TraceOptions options_;
  MoneyRoles roles_;
  std::optional<KeyId> position_;
  std::vector<Item> items_;
  std::unordered_set<NodeId> opened_;
};

}  // namespace

TraceTree trace_tree(const Snapshot& snapshot, NodeId from, const TraceOptions& options) {
  return TreeBuilder(snapshot, options).build(from);
}

}  // namespace polgraph
