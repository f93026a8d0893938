// trace: who funds what, as a tree below one entity or as ranked paths over given stops, along the funding profile
// (which relationship types, in which direction, mean "money or mandate flows on"). What it all comes to:
// trace_money.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/exact_sum.h"
#include "graph/record.h"
#include "graph/snapshot.h"

namespace polgraph {

struct FundingRule {
  std::string type;
  bool forward = true;     // false: followed against its arrow
  bool money = false;      // else mandate
  std::string from_label;  // only where the node the step leaves has this label; empty: any
};
// The profile of ONTOLOGY.md; data/ontology states the same, and a test compares the two.
const std::vector<FundingRule>& funding_profile();

struct TraceStop {  // an entity, or any node with a label
  std::optional<NodeId> node;
  std::string label;  // ":PriorityField" without the colon
};

struct TraceOptions {
  std::vector<FundingRule> rules;  // empty: funding_profile()
  std::size_t max_depth = 6;       // steps between two stops
  std::size_t max_paths = 20;
  std::size_t max_nodes = 200;      // of a tree
  std::size_t max_children = 25;    // of one node of a tree
  bool backward = false;            // against the flow: what comes to the first stop, and from where to there
  bool through_aggregates = false;  // walk on from nodes with `aggregate: true` too
  bool sum_left_out = false;  // of a tree: fill `left_out_money`. Cost: the money of every child that is not shown
};

struct TraceHop {
  Step step;  // as walked
  NodeId from;
};
struct TracePath {
  NodeId start;
  std::vector<TraceHop> hops;
};
struct TraceSum {      // money that children of one node lead to
  bool stock = false;  // budgets, else flows
  std::string currency;
  std::string modality;
  ExactSum amount;
};
struct TraceTree {  // preorder; children in the order they are shown
  NodeId node;
  std::optional<TraceHop> hop;  // how it was reached; empty at the root
  std::vector<TraceTree> children;
  bool seen_before = false;              // opened at another place of the tree, where it is nearer to the root or first
  std::size_t left_out = 0;              // children beyond max_children or max_nodes, or all of them at max_depth
  std::vector<TraceSum> left_out_money;  // of these, each amount once; budgets first, by currency
};

// What lies below `from`, breadth first: each node is opened once, where it is nearest to the root. Children: money
// before mandate; money by amount (the relationship's, else that of the Budget or Transaction it leads to), greatest
// first within a currency, those without an amount last; mandate in the order of the rules, then by `position`; then by
// name. A node with `aggregate: true` is shown and not walked through, unless it is `from` or that was asked for.
//   Cost  one seek and some records for each relationship of an opened node
TraceTree trace_tree(const Snapshot& snapshot, NodeId from, const TraceOptions& options);

// Simple paths from the first stop over the middle ones, in order, to the last, each at least one step after the one
// before. Shortest first; of one length those whose smallest amount is greatest (in one currency; currencies are not
// compared but stand in the order of their codes), then those that mix currencies, then those without money; then by
// the names on the way. Empty if there are none. Aggregates are not walked through unless they are stops.
//   Throws  Error Argument "TooFewStops", Error NotFound "UnknownLabel", Error Limit "TraceTooLarge" (a graph so dense
//           that not one path was found within a million steps), what the thread's Work throws (go_on.h): its memory
//           counts
//   Cost    breadth-first searches from both ends of each leg, the cheaper end first, then a best-first search that
//           walks only what can still reach the next stop
std::vector<TracePath> trace_paths(const Snapshot& snapshot, const std::vector<TraceStop>& stops,
                                   const TraceOptions& options);

}  // namespace polgraph
