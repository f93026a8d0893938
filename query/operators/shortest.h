// shortestPath and allShortestPaths: the shortest path, or all of that length, between two known nodes that meets the
// conditions.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "query/operators/path_search.h"

namespace polgraph {

struct ShortestSpec : WalkSpec {
  bool all = false;
  // Slots in which conditions see a step: its relationship is in `each`.
  std::size_t near = 0, far = 0;
  ExprPtr node_where;  // holds for each node of the path, seen in `far`; may be null
  ExprPtr condition;   // on the whole path; may be null
};

// Without a condition on the whole path breadth first from both ends, each node once; else as PathSearch does.
//   Cost  without a condition: the relationships of the nodes nearer to either end than half the path is long
class ShortestPath final : public ExpandOperator {
 public:
  explicit ShortestPath(ShortestSpec spec);
  std::string name() const override { return (spec_.all ? "AllShortestPaths " : "ShortestPath ") + spec_.text; }
  void explain(Explanation& to) const override;

 protected:
  void begin(Value* row, Context& context) override;
  bool step(Value* row, Context& context) override;

 private:
  struct Reached {
    std::uint64_t depth = 0;
    std::vector<std::pair<NodeId, PathStep>> ways;  // all of that depth (or one of them)
  };
  // One of the two ends, and what has been reached from there.
  struct Side {
    Direction direction;
    std::uint64_t depth = 0;
    std::unordered_map<NodeId, Reached> reached;
    std::vector<NodeId> layer;
  };
  void from_both_ends(Value* row, NodeId from, NodeId to, Context& context);
  bool widen(Value* row, Side& side, Context& context);
  void walk_back(const Side& side, NodeId node, std::vector<PathValue>& ways, Context& context) const;
  bool step_allowed(Value* row, const Step& step, Context& context) const;
  bool node_allowed(Value* row, NodeId node, Context& context) const;
  SearchSpec search_spec();

  ShortestSpec spec_;
  StepSource source_;
  std::unique_ptr<PathSearch> search_;  // where breadth first will not do
  bool by_search_ = false;
  std::vector<PathValue> found_;
  std::size_t at_ = 0, charged_ = 0;
};

}  // namespace polgraph
