// What a node is to money: somebody, a budget (a stock) or a transaction (a flow). Private to trace.
//
//   Thread  one thread: remembers what it read
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "graph/funding.h"
#include "graph/snapshot.h"

namespace polgraph {

enum class MoneyRole { Somebody, Budget, Transaction };

class MoneyRoles {
 public:
  explicit MoneyRoles(const Snapshot& snapshot);

  // By the label Budget or Transaction. Cost: one record, once a node.
  MoneyRole of(NodeId node) const;
  // By label, else by what the relationship says of that end: what HAS_BUDGET leads to is a budget, what is PAID_BY or
  // PAID_TO somebody a transaction.
  MoneyRole of_source(const FundingGraph::Edge& edge) const;
  MoneyRole of_target(const FundingGraph::Edge& edge) const;

  bool is_has_budget(TypeId type) const { return type == has_budget_; }
  bool is_part_of(TypeId type) const { return type == part_of_; }
  bool is_paid_by(TypeId type) const { return type == paid_by_; }
  bool is_paid_to(TypeId type) const { return type == paid_to_; }
  bool is_drawn_from(TypeId type) const { return type == drawn_from_; }
  const std::optional<TypeId>& has_budget() const { return has_budget_; }
  const std::optional<TypeId>& part_of() const { return part_of_; }

 private:
  MoneyRole of_end(NodeId node, TypeId type, bool is_start) const;

  const Snapshot* snapshot_;
  std::optional<LabelId> budget_, transaction_;
  std::optional<TypeId> has_budget_, provided_by_, drawn_from_, paid_by_, paid_to_, for_, part_of_;
  mutable std::unordered_map<NodeId, MoneyRole> known_;
};

}  // namespace polgraph
