#include "graph/trace_roles.h"

namespace polgraph {

MoneyRoles::MoneyRoles(const Snapshot& snapshot)
    : snapshot_(&snapshot),
      budget_(snapshot.find_label("Budget")),
      transaction_(snapshot.find_label("Transaction")),
      has_budget_(snapshot.find_type("HAS_BUDGET")),
      provided_by_(snapshot.find_type("PROVIDED_BY")),
      drawn_from_(snapshot.find_type("DRAWN_FROM")),
      paid_by_(snapshot.find_type("PAID_BY")),
      paid_to_(snapshot.find_type("PAID_TO")),
      for_(snapshot.find_type("FOR")),
      part_of_(snapshot.find_type("PART_OF")) {}

MoneyRole MoneyRoles::of(NodeId node) const {
  if (!budget_ && !transaction_) return MoneyRole::Somebody;
  const auto [slot, fresh] = known_.emplace(node, MoneyRole::Somebody);
  if (!fresh) return slot->second;
  if (transaction_ && snapshot_->has_label(node, *transaction_)) {
    slot->second = MoneyRole::Transaction;
  } else if (budget_ && snapshot_->has_label(node, *budget_)) {
    slot->second = MoneyRole::Budget;
  }
  return slot->second;
}

MoneyRole MoneyRoles::of_end(NodeId node, TypeId type, bool is_start) const {
  const MoneyRole role = of(node);
  if (role != MoneyRole::Somebody) return role;
  if (is_start ? type == provided_by_ : type == has_budget_) return MoneyRole::Budget;
  if (is_start && (type == paid_by_ || type == paid_to_ || type == for_)) return MoneyRole::Transaction;
  return role;
}

MoneyRole MoneyRoles::of_source(const FundingGraph::Edge& edge) const {
  return of_end(edge.source, edge.type, edge.outgoing);
}
MoneyRole MoneyRoles::of_target(const FundingGraph::Edge& edge) const {
  return of_end(edge.target, edge.type, !edge.outgoing);
}

}  // namespace polgraph
