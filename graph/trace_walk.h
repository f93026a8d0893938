// The relationships that a question about money is about: all that can be reached from the starts, or all that lie on
// a way from the first stop over the others to the last. Nothing is cut but what the caller asks for. Private to trace.
//
//   Thread  one thread
//   Throws  Error NotFound "UnknownLabel", Error Limit "TraceTooLarge" (more than kMaxEdges relationships)
#pragma once

#include <cstddef>
#include <optional>
#include <unordered_set>
#include <vector>

#include "graph/funding.h"
#include "graph/trace.h"

namespace polgraph {

struct MoneyWalk {
  static constexpr std::size_t kMaxEdges = 5'000'000;

  struct Edge {
    FundingGraph::Edge edge;
    bool money = false;     // by a rule of money, else of mandate
    bool last_leg = false;  // of a way: after the stop before the last
  };
  std::vector<NodeId> starts;
  std::vector<NodeId> goals;       // of a way: nodes of the last stop that are reached
  std::vector<Edge> edges;         // each relationship once
  std::vector<NodeId> aggregates;  // not walked through; on a way only those that would have led on
  std::vector<NodeId> too_deep;    // not walked on from, for max_depth
  bool part_in = false;            // relationships that lead to a node of the walk may be outside it
  bool part_out = false;           // those that leave one may
};

// Nodes that a stop means.
std::vector<NodeId> nodes_of_stop(const Snapshot& snapshot, const TraceStop& stop);

// Everything below `starts`. `max_depth`: steps; empty: to the end.
MoneyWalk walk_from(const FundingGraph& funding, const std::vector<NodeId>& starts,
                    std::optional<std::size_t> max_depth);

// Everything on a way over `stops` (two or more), and the budgets of those on it. A way neither comes back to
// the start nor passes the end of a leg, unless that stop is a label. `max_depth`: steps of one leg.
MoneyWalk walk_between(const FundingGraph& funding, const std::vector<TraceStop>& stops,
                       std::optional<std::size_t> max_depth);

// Only the money that enters `ends` itself.
MoneyWalk walk_into(const FundingGraph& funding, const std::vector<NodeId>& ends);

}  // namespace polgraph
