// Private: what SAME_AS and DIFFERENT_FROM say, over chains of SAME_AS too. A judgement of a person settles a doubt.
//
//   Thread  one thread; lives on its own once built
//   Cost    a scan over all relationships, none where the graph has no such type
#pragma once

#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/audit/audit.h"

namespace polgraph {

class Judgements {
 public:
  struct Judgement {
    RelId relationship;
    NodeId a, b;
  };
  explicit Judgements(const AuditRun& run);

  // Somebody said of the two, or of nodes that are the same as they, that they are the same or that they are not.
  bool judged(NodeId a, NodeId b) const;
  bool same(NodeId a, NodeId b) const { return root(a) == root(b); }
  const std::vector<Judgement>& different() const { return different_; }
  // The SAME_AS relationships that lead from `a` to `b`, fewest first; empty where none do.
  std::vector<RelId> chain(NodeId a, NodeId b) const;

 private:
  NodeId root(NodeId node) const;
  NodeId shortened_root(NodeId node);  // the ways there become one step long

  std::unordered_map<NodeId, NodeId> parent_;
  std::unordered_map<NodeId, std::vector<std::pair<NodeId, RelId>>> same_;
  std::vector<Judgement> different_;
  std::set<std::pair<NodeId, NodeId>> different_roots_;
};

}  // namespace polgraph
