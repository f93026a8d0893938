// Private to the operators of paths: one part of a path, as it is met from a node on. A part is a relationship, or a
// path pattern of a fixed number of relationships, ((a)-[r]->(b)-[s]->(c) WHERE ...); what repeats in a quantified path
// pattern, and what SHORTEST k puts together.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "query/operators/match_operators.h"

namespace polgraph {

using PathStep = std::pair<RelId, TypeId>;

// All ways through a part from one node, flat. Each has `length` relationships and nodes (the node it starts from is
// not among them), in the order they are walked, and `width` values of variables.
struct Stretches {
  std::size_t length = 1, width = 0, count = 0;
  std::vector<PathStep> relationships;
  std::vector<NodeId> nodes;
  std::vector<Value> values;

  NodeId end(std::size_t i) const { return nodes[(i + 1) * length - 1]; }
  std::size_t bytes() const;
};

class StretchFinder {
 public:
  virtual ~StretchFinder() = default;
  // The relationships of one stretch all differ; whether others of the path are the same is for the caller.
  // `row`: what the conditions see; the slots of the part's own variables are overwritten.
  virtual Stretches find(Value* row, NodeId from, Context& context) = 0;
  virtual void explain(Explanation& to) const = 0;  // its conditions, or its plan
};
using StretchFinderPtr = std::unique_ptr<StretchFinder>;

// The slots that a part's pattern binds. Forwards it is walked from nodes[0].
struct StretchSlots {
  std::vector<std::size_t> nodes;          // one more than relationships
  std::vector<std::size_t> relationships;  // in the order of the pattern
  std::vector<std::size_t> values;         // of the variables whose values are kept
  bool backwards = false;
};

// One relationship. `direction` seen from where it is walked from.
class RelationshipFinder final : public StretchFinder {
 public:
  RelationshipFinder(StretchSlots slots, Direction direction, Types types, std::vector<ExprPtr> conditions)
      : slots_(std::move(slots)), direction_(direction), types_(std::move(types)), conditions_(std::move(conditions)) {}
  Stretches find(Value* row, NodeId from, Context& context) override;
  void explain(Explanation& to) const override;

 private:
  StretchSlots slots_;
  Direction direction_;
  Types types_;
  std::vector<ExprPtr> conditions_;
  StepSource source_;
};

// Any pattern: the rows of a plan that is given its first node (backwards: its last).
class PlanFinder final : public StretchFinder {
 public:
  PlanFinder(StretchSlots slots, Pipeline pipeline) : slots_(std::move(slots)), pipeline_(std::move(pipeline)) {}
  Stretches find(Value* row, NodeId from, Context& context) override;
  void explain(Explanation& to) const override;

 private:
  StretchSlots slots_;
  Pipeline pipeline_;
  std::vector<Value> given_;
  Reader reader_;
};

}  // namespace polgraph
