// trace: who funds what, as a tree below one entity or as ranked paths over given stops, along the funding profile
// (which relationship types, in which direction, mean "money or mandate flows on").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/record.h"
#include "graph/snapshot.h"

namespace polgraph {

struct FundingRule {
  std::string type;
  bool forward = true;   // false: followed against its arrow
  bool money = false;    // else mandate
  std::string from_label;  // only where the node the step leaves has this label; empty: any
};
// The profile of ONTOLOGY.md; data/ontology states the same, and a test compares the two.
const std::vector<FundingRule>& funding_profile();

struct TraceStop {       // an entity, or any node with a label
  std::optional<NodeId> node;
  std::string label;     // ":PriorityField" without the colon
};

struct TraceOptions {
  std::vector<FundingRule> rules;  // empty: funding_profile()
  std::size_t max_depth = 6;       // steps between two stops
  std::size_t max_paths = 20;
  std::size_t max_nodes = 200;     // of a tree
};

struct TraceHop {
  Step step;       // as walked
  NodeId from;
};
struct TracePath {
  NodeId start;
  std::vector<TraceHop> hops;
};
struct TraceTree {   // preorder; children in the order they are shown
  NodeId node;
  std::optional<TraceHop> hop;       // how it was reached; empty at the root
  std::vector<TraceTree> children;
  bool seen_before = false;          // shown above already, not opened again
  std::size_t left_out = 0;          // children beyond max_nodes, or at max_depth
};

TraceTree trace_tree(const Snapshot& snapshot, NodeId from, const TraceOptions& options);
// Simple paths from the first stop over the middle ones, in order, to the last; shortest first, then by money, then by
// names. Empty if there are none.
std::vector<TracePath> trace_paths(const Snapshot& snapshot, const std::vector<TraceStop>& stops, const TraceOptions& options);

}  // namespace polgraph
