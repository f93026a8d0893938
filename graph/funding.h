// The funding profile applied to a snapshot: where money or mandate flows on from a node, and where it comes from.
// Private to trace.
//
//   Thread  one thread: remembers what it read
//   Lives   edges borrow this object
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "graph/money.h"
#include "graph/snapshot.h"
#include "graph/trace.h"
#include "graph/view.h"

namespace polgraph {

class FundingGraph {
 public:
  using Edge = SnapshotGraph::Edge;
  // `options`: rules, backward (then forward() and backward() change places), through_aggregates.
  FundingGraph(const Snapshot& snapshot, const TraceOptions& options);

  const std::vector<Edge>& forward(NodeId node) const { return reversed_ ? against(node) : along(node); }
  // Edges are walked against the direction of forward(): `source` is `node`, `target` is where it comes from.
  const std::vector<Edge>& backward(NodeId node) const { return reversed_ ? along(node) : against(node); }
  bool is_reversed() const { return reversed_; }
  bool is_aggregate(NodeId node) const;  // `aggregate: true`, and such nodes are not walked through
  // The rule by which an edge is walked, forward or backward, as an index; the first that fits.
  std::size_t rule_of(const Edge& edge) const;
  bool is_money(std::size_t rule) const { return rules_[rule].money; }
  // The amount of a hop: the relationship's, else that of the Budget or Transaction it leads to. Read once;
  // lives as long as this graph.
  const std::optional<Money>& money_of_hop(const Edge& edge) const;
  const Snapshot& snapshot() const { return forward_.snapshot(); }

 private:
  struct Rule {
    TypeId type;
    bool forward;
    bool money;
    std::optional<LabelId> from_label;
  };
  static std::vector<Rule> known_rules(const Snapshot& snapshot, const std::vector<FundingRule>& rules);
  static std::vector<StepRule> step_rules(const std::vector<Rule>& rules, bool against);
  const std::vector<Edge>& along(NodeId node) const { return forward_.edges_of(node); }
  const std::vector<Edge>& against(NodeId node) const;
  bool fits(const Rule& rule, TypeId type, bool outgoing, NodeId leaves) const;

  std::vector<Rule> rules_;
  bool reversed_, through_aggregates_;
  SnapshotGraph forward_, backward_;
  std::optional<KeyId> aggregate_, amount_;
  mutable std::unordered_map<NodeId, std::vector<Edge>> filtered_;
  mutable std::unordered_map<NodeId, bool> aggregates_;
  mutable std::unordered_map<RelId, std::optional<Money>> money_;
};

}  // namespace polgraph
