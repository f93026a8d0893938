#include "graph/trace_items.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "graph/trace_levels.h"

namespace polgraph {

namespace {

using Why = MoneyLeftOut::Why;
using Edges = std::vector<const MoneyWalk::Edge*>;

class ItemBuilder {
 public:
  ItemBuilder(const FundingGraph& funding, const MoneyRoles& roles, const MoneyWalk& walk, bool received,
              LeftOutList& left_out)
      : funding_(funding),
        snapshot_(funding.snapshot()),
        roles_(roles),
        walk_(walk),
        received_(received),
        left_out_(left_out),
        amount_(snapshot_.find_key("amount")),
        starts_(walk.starts.begin(), walk.starts.end()),
        goals_(walk.goals.begin(), walk.goals.end()) {
    for (const NodeId node : walk.starts) number(node, roles_.of(node));
    for (const MoneyWalk::Edge& edge : walk.edges) {
      number(edge.edge.source, edge.money ? roles_.of_source(edge.edge) : roles_.of(edge.edge.source));
      number(edge.edge.target, edge.money ? roles_.of_target(edge.edge) : roles_.of(edge.edge.target));
    }
    find_levels();
    find_reach();
  }

  std::vector<MoneyItem> build() {
    for (const MoneyWalk::Edge& edge : walk_.edges) {
      if (!edge.money) continue;
      const Spot &from = spot(edge.edge.source), &to = spot(edge.edge.target);
      if (from.role == MoneyRole::Somebody && to.role == MoneyRole::Somebody) relationship(edge);
    }
    for (const NodeId node : nodes_) {
      switch (spot(node).role) {
        case MoneyRole::Budget: budget(node); break;
        case MoneyRole::Transaction: transaction(node); break;
        case MoneyRole::Somebody: somebody(node); break;
      }
    }
    return std::move(items_);
  }

 private:
  struct Spot {
    std::size_t index = 0;
    MoneyRole role = MoneyRole::Somebody;
    Edges in, out;  // of money; filled for budgets and transactions
  };

  void number(NodeId node, MoneyRole role) {
    const auto [at, fresh] = spots_.try_emplace(node);
    if (fresh) {
      at->second.index = nodes_.size();
      nodes_.push_back(node);
    }
    if (at->second.role == MoneyRole::Somebody) at->second.role = role;
  }
  const Spot& spot(NodeId node) const { return spots_.at(node); }

  // A payment is passed on entering a transaction, a budget drawn from something else, and between two somebodies.
  bool is_payment(const FundingGraph::Edge& edge) const {
    const MoneyRole from = spot(edge.source).role, to = spot(edge.target).role;
    if (to == MoneyRole::Transaction) return true;
    if (to == MoneyRole::Somebody) return from == MoneyRole::Somebody;
    if (roles_.is_has_budget(edge.type)) return false;
    return !(funding_.is_reversed() && from == MoneyRole::Transaction) && !has_budget(edge.source, edge.target);
  }
  bool has_budget(NodeId owner, NodeId budget) const {
    const auto& type = roles_.has_budget();
    return type && snapshot_.steps_to(owner, budget, Direction::Out, {&*type, 1}).next();
  }

  void find_levels() {
    std::vector<FlowStep> edges;
    for (const MoneyWalk::Edge& edge : walk_.edges) {
      if (!edge.money) continue;
      Spot &from = spots_.at(edge.edge.source), &to = spots_.at(edge.edge.target);
      if (from.role != MoneyRole::Somebody) from.out.push_back(&edge);
      if (to.role != MoneyRole::Somebody) to.in.push_back(&edge);
      if (starts_.contains(edge.edge.target)) continue;
      edges.push_back({from.index, to.index, is_payment(edge.edge) ? std::size_t{1} : 0});
    }
    std::vector<std::size_t> least;
    for (const NodeId node : nodes_) least.push_back(spot(node).role == MoneyRole::Transaction ? 1 : 0);
    levels_ = flow_levels(least, edges);
    members_.assign(nodes_.size(), 0);
    for (const std::size_t circle : levels_.circle) ++members_[circle];
  }

  // What money alone reaches from the starts; and what it reaches from the goals on the last leg.
  void find_reach() {
    std::unordered_map<NodeId, Edges> from;
    for (const MoneyWalk::Edge& edge : walk_.edges) {
      if (edge.money) from[edge.edge.source].push_back(&edge);
    }
    const auto spread = [&](const std::vector<NodeId>& nodes, bool last_leg, std::unordered_set<NodeId>& reached) {
      std::vector<NodeId> border = nodes;
      reached.insert(nodes.begin(), nodes.end());
      while (!border.empty()) {
        const NodeId node = border.back();
        border.pop_back();
        const auto found = from.find(node);
        if (found == from.end()) continue;
        for (const MoneyWalk::Edge* edge : found->second) {
          if (last_leg && !edge->last_leg) continue;
          if (reached.insert(edge->edge.target).second) border.push_back(edge->edge.target);
        }
      }
    };
    spread(walk_.starts, false, paid_);
    if (walk_.goals.size() > 1) spread(walk_.goals, true, beyond_);
  }

  std::size_t level(NodeId node) const { return levels_.level[spot(node).index]; }
  bool same_circle(NodeId a, NodeId b) const { return levels_.circle[spot(a).index] == levels_.circle[spot(b).index]; }
  bool is_start(NodeId node) const { return starts_.contains(node); }

  // An amount of `on` or nothing; what cannot be added is noted.
  bool read(EntityId on, MoneyItem& item) {
    auto money = amount_ ? money_of(snapshot_, on) : std::nullopt;
    if (!money) return false;
    const auto amount = ExactSum::of(money->amount);
    item.money = std::move(*money);
    if (amount) {
      item.amount = *amount;
    } else {
      ++left_out_.of(Why::NotExact).count;
    }
    return true;
  }
  bool carries(RelId relationship) const { return amount_ && snapshot_.property(relationship, *amount_).is_number(); }

  void relationship(const MoneyWalk::Edge& edge) {
    const auto& [from, to, id, type, outgoing] = edge.edge;
    MoneyItem item;
    if (!read(EntityId::of(id), item)) {
      ++left_out_.of(Why::NoAmount).count;
      return;
    }
    item.from = {from};
    item.to = {to};
    item.types = {type};
    item.at = {MoneyPart::Stage, level(from) + 1, !paid_.contains(from)};
    item.comes_back = is_start(to);
    const bool round = same_circle(from, to) || (is_start(from) && is_start(to));
    place(std::move(item), round, edge.last_leg && goals_.contains(to), beyond_.contains(from));
  }

  // Puts an amount into its stage, and what arrives also there.
  void place(MoneyItem item, bool round, bool arrives, bool arrives_again) {
    if (!ExactSum::of(item.money.amount)) return;
    if (received_) {
      item.at = {MoneyPart::Received, 0, false};
      item.comes_back = false;
      items_.push_back(std::move(item));
      return;
    }
    if (arrives && arrives_again) {
      left_out_.add(Why::ArrivesAgain, item.stock, item.money, item.amount);
    } else if (arrives) {
      items_.push_back(item);
      items_.back().at = {MoneyPart::Arrives, 0, item.at.by_mandate};
      items_.back().comes_back = false;
    }
    if (round) {
      left_out_.add(is_between(item) ? Why::Between : Why::Round, item.stock, item.money, item.amount);
    } else {
      items_.push_back(std::move(item));
    }
  }

  // From one start to another.
  bool is_between(const MoneyItem& item) const {
    const auto start = [&](NodeId end) { return is_start(end); };
    return !item.stock && item.from != item.to && std::all_of(item.from.begin(), item.from.end(), start) &&
           std::all_of(item.to.begin(), item.to.end(), start);
  }

  void somebody(NodeId node) {
    if (received_ || !amount_ || is_start(node) || !snapshot_.property(node, *amount_).is_number()) return;
    MoneyItem item;
    if (read(EntityId::of(node), item)) left_out_.add(Why::NoRole, false, item.money, item.amount);
    left_out_.of(Why::NoRole).nodes.push_back(node);
  }

  void budget(NodeId node) {
    if (received_) return;
    const Spot& here = spot(node);
    MoneyItem item;
    item.stock = true;
    item.to = {node};
    item.at = {MoneyPart::Stage, level(node) + 1, !paid_.contains(node)};
    const bool round = members_[levels_.circle[here.index]] > 1;
    const bool arrives = goals_.contains(node);
    for (const MoneyWalk::Edge* edge : here.in) note_edge(item, *edge, true);
    if (read(EntityId::of(node), item)) return place(std::move(item), round, arrives, false);
    bool any = false;
    for (const MoneyWalk::Edge* edge : here.in) {
      MoneyItem part = item;
      if (!read(EntityId::of(edge->edge.relationship), part)) continue;
      any = true;
      part.from = {edge->edge.source};
      part.types = {edge->edge.type};
      place(std::move(part), round, arrives, false);
    }
    if (!any) ++left_out_.of(Why::NoAmount).count;
  }

  // The walk holds only what enters the ends: who pays is looked up.
  void note_payers(MoneyItem& item, NodeId node) const {
    for (const FundingGraph::Edge& edge : funding_.backward(node)) {
      if (roles_.is_paid_by(edge.type)) item.from.push_back(edge.target);
    }
  }

  static void note_edge(MoneyItem& item, const MoneyWalk::Edge& edge, bool enters) {
    auto& ends = enters ? item.from : item.to;
    const NodeId node = enters ? edge.edge.source : edge.edge.target;
    if (std::find(ends.begin(), ends.end(), node) == ends.end()) ends.push_back(node);
    auto& types = item.types;
    if (std::find(types.begin(), types.end(), edge.edge.type) == types.end()) types.push_back(edge.edge.type);
  }

  // Of one type of relationship at a transaction: are all of them in the walk?
  bool is_whole(NodeId node, const Edges& edges, bool enters) const {
    if (edges.empty() || !(enters ? walk_.part_in : walk_.part_out)) return true;
    std::set<TypeId> types;
    for (const MoneyWalk::Edge* edge : edges) types.insert(edge->edge.type);
    return std::any_of(types.begin(), types.end(), [&](TypeId type) {
      const auto is_type = [&](const auto& edge) { return edge.type == type; };
      const auto& all = enters ? funding_.backward(node) : funding_.forward(node);
      const auto inside =
          std::count_if(edges.begin(), edges.end(), [&](const auto* edge) { return edge->edge.type == type; });
      return inside == std::count_if(all.begin(), all.end(), is_type);
    });
  }
  // The edges of one type that all carry amounts: PAID_BY and PAID_TO before others. Empty if there are none.
  Edges shares(const Edges& edges) const {
    const auto pays = [&](TypeId type) { return roles_.is_paid_by(type) || roles_.is_paid_to(type); };
    std::set<std::pair<bool, TypeId>> types;
    for (const MoneyWalk::Edge* edge : edges) types.emplace(!pays(edge->edge.type), edge->edge.type);
    for (const auto& [rank, type] : types) {
      Edges found;
      bool all = true;
      for (const MoneyWalk::Edge* edge : edges) {
        if (edge->edge.type != type) continue;
        found.push_back(edge);
        all = all && carries(edge->edge.relationship);
      }
      if (all) return found;
    }
    return {};
  }

  void transaction(NodeId node) {
    const Spot& here = spot(node);
    if (received_ && from_itself(node)) return;
    MoneyItem item;
    item.at = {MoneyPart::Stage, level(node), !paid_.contains(node)};
    for (const MoneyWalk::Edge* edge : here.in) note_edge(item, *edge, true);
    for (const MoneyWalk::Edge* edge : here.out) note_edge(item, *edge, false);
    if (received_) note_payers(item, node);
    item.comes_back = std::any_of(item.to.begin(), item.to.end(), [&](NodeId to) { return is_start(to); });
    const bool stated = read(EntityId::of(node), item);
    if (stated && !ExactSum::of(item.money.amount)) return;
    const bool in = is_whole(node, here.in, true), out = is_whole(node, here.out, false);
    if (stated && in && out) return whole(node, std::move(item));
    // An unknown share is meant, or nothing is stated for the whole.
    Edges parts;
    if (in) parts = shares(here.out);
    if (parts.empty() && out) parts = shares(here.in);
    if (!parts.empty()) return in_parts(node, item, parts);
    if (stated) {
      left_out_.add(Why::Shared, false, item.money, item.amount);
    } else {
      ++left_out_.of(Why::NoAmount).count;
    }
  }

  // Those of payment, if any, else all.
  Edges payments(const Edges& edges) const {
    Edges found;
    std::copy_if(edges.begin(), edges.end(), std::back_inserter(found), [&](const MoneyWalk::Edge* edge) {
      return roles_.is_paid_to(edge->edge.type) || roles_.is_paid_by(edge->edge.type);
    });
    return found.empty() ? edges : found;
  }

  bool from_itself(NodeId node) const {
    const auto& payers = funding_.backward(node);
    return !payers.empty() && std::all_of(payers.begin(), payers.end(),
                                          [&](const FundingGraph::Edge& edge) { return goals_.contains(edge.target); });
  }
  bool goes_round(NodeId node, const MoneyItem& item) const {
    if (members_[levels_.circle[spot(node).index]] > 1) return true;
    const auto start = [&](NodeId end) { return is_start(end); };
    return !item.from.empty() && !item.to.empty() && std::all_of(item.from.begin(), item.from.end(), start) &&
           std::all_of(item.to.begin(), item.to.end(), start);
  }

  void whole(NodeId node, MoneyItem item) {
    const bool round = goes_round(node, item), again = beyond_.contains(node) && !goals_.contains(node);
    const Edges out = payments(spot(node).out);
    const auto arrives = [&](const MoneyWalk::Edge* edge) {
      return edge->last_leg && goals_.contains(edge->edge.target);
    };
    if (received_ || goals_.contains(node) || std::all_of(out.begin(), out.end(), arrives)) {
      return place(std::move(item), round, goals_.contains(node) || !out.empty(), again);
    }
    place(item, round, false, false);
    Edges arriving;
    std::copy_if(out.begin(), out.end(), std::back_inserter(arriving), arrives);
    if (arriving.empty()) return;
    // Only a part of it goes straight to the last stop.
    const Edges parts = shares(arriving);
    if (parts.empty()) left_out_.add(Why::Shared, false, item.money, item.amount);
    for (const MoneyWalk::Edge* edge : parts) {
      MoneyItem part = item;
      if (!read(EntityId::of(edge->edge.relationship), part) || !ExactSum::of(part.money.amount)) continue;
      complete(part.money, item.money);
      part.to = {edge->edge.target};
      part.at = {MoneyPart::Arrives, 0, item.at.by_mandate};
      part.comes_back = false;
      if (again) {
        left_out_.add(Why::ArrivesAgain, false, part.money, part.amount);
      } else {
        items_.push_back(std::move(part));
      }
    }
  }

  // A share is of the currency and the period of its whole, unless it says otherwise.
  static void complete(Money& share, const Money& whole) {
    if (share.currency.empty()) share.currency = whole.currency;
    if (!share.period.empty()) return;
    share.period = whole.period;
    share.fiscal_year = whole.fiscal_year;
  }

  // The amounts on the relationships of a transaction stand for it.
  void in_parts(NodeId node, const MoneyItem& item, const Edges& parts) {
    for (const MoneyWalk::Edge* edge : parts) {
      MoneyItem part = item;
      part.money = {};
      if (!read(EntityId::of(edge->edge.relationship), part)) continue;
      complete(part.money, item.money);
      const bool leaves = edge->edge.source == node;
      (leaves ? part.to : part.from) = {leaves ? edge->edge.target : edge->edge.source};
      part.comes_back = std::any_of(part.to.begin(), part.to.end(), [&](NodeId to) { return is_start(to); });
      const bool arrives = leaves ? edge->last_leg && goals_.contains(edge->edge.target)
                                  : std::any_of(spot(node).out.begin(), spot(node).out.end(), [&](const auto* out) {
                                      return out->last_leg && goals_.contains(out->edge.target);
                                    });
      place(std::move(part), goes_round(node, part), arrives || goals_.contains(node),
            beyond_.contains(node) && !goals_.contains(node));
    }
  }

  const FundingGraph& funding_;
  const Snapshot& snapshot_;
  const MoneyRoles& roles_;
  const MoneyWalk& walk_;
  bool received_;
  LeftOutList& left_out_;
  std::optional<KeyId> amount_;
  std::unordered_set<NodeId> starts_, goals_, paid_, beyond_;
  std::vector<NodeId> nodes_;
  std::unordered_map<NodeId, Spot> spots_;
  FlowLevels levels_;
  std::vector<std::size_t> members_;  // of each circle
  std::vector<MoneyItem> items_;
};

}  // namespace

std::vector<MoneyItem> items_of(const FundingGraph& funding, const MoneyRoles& roles, const MoneyWalk& walk,
                                bool received, LeftOutList& left_out) {
  return ItemBuilder(funding, roles, walk, received, left_out).build();
}

}  // namespace polgraph
