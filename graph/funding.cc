#include "graph/funding.h"

#include <algorithm>

namespace polgraph {

const std::vector<FundingRule>& funding_profile() {
  static const std::vector<FundingRule> kProfile{
      {.type = "FUNDS", .forward = true, .money = true, .from_label = {}},
      {.type = "PAYS", .forward = true, .money = true, .from_label = {}},
      {.type = "HAS_BUDGET", .forward = true, .money = true, .from_label = {}},
      {.type = "PROVIDED_BY", .forward = false, .money = true, .from_label = {}},
      {.type = "DRAWN_FROM", .forward = false, .money = true, .from_label = {}},
      {.type = "PAID_BY", .forward = false, .money = true, .from_label = {}},
      {.type = "PAID_TO", .forward = true, .money = true, .from_label = {}},
      {.type = "FOR", .forward = true, .money = true, .from_label = {}},
      {.type = "LAUNCHED", .forward = true, .money = false, .from_label = {}},
      {.type = "LEADS", .forward = true, .money = false, .from_label = {}},
      {.type = "MANAGES", .forward = true, .money = false, .from_label = {}},
      {.type = "IMPLEMENTS", .forward = true, .money = false, .from_label = {}},
      {.type = "HAS_PRIORITY", .forward = true, .money = false, .from_label = {}},
      {.type = "SUPPORTS", .forward = true, .money = false, .from_label = {}},
      {.type = "PART_OF", .forward = true, .money = false, .from_label = "Fund"},
      {.type = "TARGETS", .forward = true, .money = false, .from_label = {}},
  };
  return kProfile;
}

// Rules whose type or label no entity has can never be followed and are dropped.
std::vector<FundingGraph::Rule> FundingGraph::known_rules(const Snapshot& snapshot,
                                                          const std::vector<FundingRule>& rules) {
  std::vector<Rule> known;
  for (const FundingRule& rule : rules.empty() ? funding_profile() : rules) {
    const auto type = snapshot.find_type(rule.type);
    const auto label = rule.from_label.empty() ? std::nullopt : snapshot.find_label(rule.from_label);
    if (!type || (!rule.from_label.empty() && !label)) continue;
    known.push_back({*type, rule.forward, rule.money, label});
  }
  return known;
}

std::vector<StepRule> FundingGraph::step_rules(const std::vector<Rule>& rules, bool against) {
  std::vector<StepRule> steps;
  for (const Rule& rule : rules) {
    const Direction direction = rule.forward != against ? Direction::Out : Direction::In;
    steps.push_back({rule.type, direction, against ? std::nullopt : rule.from_label});
  }
  return steps;
}

FundingGraph::FundingGraph(const Snapshot& snapshot, const TraceOptions& options)
    : rules_(known_rules(snapshot, options.rules)),
      reversed_(options.backward),
      through_aggregates_(options.through_aggregates),
      forward_(snapshot, step_rules(rules_, false)),
      backward_(snapshot, step_rules(rules_, true)),
      aggregate_(snapshot.find_key("aggregate")),
      amount_(snapshot.find_key("amount")) {}

bool FundingGraph::fits(const Rule& rule, TypeId type, bool outgoing, NodeId leaves) const {
  return rule.type == type && rule.forward == outgoing &&
         (!rule.from_label || snapshot().has_label(leaves, *rule.from_label));
}

const std::vector<FundingGraph::Edge>& FundingGraph::against(NodeId node) const {
  const auto found = filtered_.find(node);
  if (found != filtered_.end()) return found->second;
  std::vector<Edge> edges;
  for (const Edge& edge : backward_.edges_of(node)) {
    const auto leads_here = [&](const Rule& rule) { return fits(rule, edge.type, !edge.outgoing, edge.target); };
    if (std::any_of(rules_.begin(), rules_.end(), leads_here)) edges.push_back(edge);
  }
  return filtered_.emplace(node, std::move(edges)).first->second;
}

bool FundingGraph::is_aggregate(NodeId node) const {
  if (!aggregate_ || through_aggregates_) return false;
  const auto [slot, fresh] = aggregates_.emplace(node, false);
  if (fresh) {
    const Value value = snapshot().property(node, *aggregate_);
    slot->second = value.is_boolean() && value.as_boolean();
  }
  return slot->second;
}

std::size_t FundingGraph::rule_of(const Edge& edge) const {
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (fits(rules_[i], edge.type, edge.outgoing, edge.source)) return i;
  }
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (fits(rules_[i], edge.type, !edge.outgoing, edge.target)) return i;
  }
  return rules_.size() - 1;  // every edge comes from a rule
}

const std::optional<Money>& FundingGraph::money_of_hop(const Edge& edge) const {
  const auto [slot, fresh] = money_.emplace(edge.relationship, std::nullopt);
  if (!fresh || !amount_) return slot->second;
  if (snapshot().property(edge.relationship, *amount_).is_number()) {
    slot->second = money_of(snapshot(), EntityId::of(edge.relationship));
  } else if (snapshot().property(edge.target, *amount_).is_number()) {
    slot->second = money_of(snapshot(), EntityId::of(edge.target));
  }
  return slot->second;
}

}  // namespace polgraph
