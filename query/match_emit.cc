// The operators for a node, a step, a path of a pattern.
#include <algorithm>

#include "query/match_planner.h"
#include "query/operators/basic.h"

namespace polgraph {

void PatternPlanner::emit_start(Target target) {
  const auto is_solved = [&](const auto& uses) { return solved(uses); };
  if (target.is_node) {
    starts_.emit(target, nodes_[target.number].slot, nodes_[target.number].name, is_solved, plan_);
    solve_node(target.number);
    return;
  }
  PatternStep& step = steps_[target.number];  // its ends come next
  starts_.emit(target, step.slot, "", is_solved, plan_);
  step.known = true;
  solve(step.slot);
}

void PatternPlanner::emit_scan(PatternStep& step) {
  plan_.add<RelationshipScan>(step.slot, step.name, step.types[0]);
  step.known = true;  // its ends come next
  solve(step.slot);
}

ExpandSpec PatternPlanner::spec_of(const PatternStep& step, bool forwards) const {
  ExpandSpec spec;
  spec.from = nodes_[forwards ? step.left : step.right].slot;
  spec.to = nodes_[forwards ? step.right : step.left].slot;
  spec.relationship = step.slot;
  spec.direction = step.arrow == Arrow::None                  ? Direction::Both
                   : (step.arrow == Arrow::Right) == forwards ? Direction::Out
                                                              : Direction::In;
  spec.types.names = step.types;
  spec.into = nodes_[forwards ? step.right : step.left].known;
  spec.taken = taken_;
  const std::string left = "(" + nodes_[step.left].name + ")", right = "(" + nodes_[step.right].name + ")";
  spec.text = left + step.text + right;
  return spec;
}

WalkSpec PatternPlanner::walk_of(PatternStep& step, bool forwards) {
  WalkSpec spec;
  static_cast<ExpandSpec&>(spec) = spec_of(step, forwards);
  spec.min = step.min.value_or(1);
  spec.unbounded = !step.max.has_value();
  spec.max = step.max.value_or(0);
  spec.backwards = !forwards;
  spec.mode = step.mode;
  spec.path = step.path;
  spec.each = step.each;
  spec.where = std::move(step.where);
  return spec;
}

void PatternPlanner::emit_relationship(PatternStep& step) {
  const bool left = nodes_[step.left].known;
  const bool forwards = left || !nodes_[step.right].known;
  if (step.known && step.walk) {
    plan_.add<WalkAlong>(walk_of(step, true), left);
  } else if (step.known) {
    plan_.add<RelationshipEnds>(spec_of(step, true), left);
  } else if (step.walk) {
    plan_.add<Walk>(walk_of(step, forwards));
  } else {
    plan_.add<Expand>(spec_of(step, forwards));
  }
}

// The two nodes are one.
void PatternPlanner::emit_join(const PatternStep& step) {
  const PatternNode &left = nodes_[step.left], &right = nodes_[step.right];
  const StaticType type = StaticType::of(ValueKind::Node);
  if (left.known && right.known) {
    plan_.add<Filter>(make_binary(ast::BinaryOp::Equal, make_slot(left.slot, type), make_slot(right.slot, type)),
                      "(" + left.name + ") is (" + right.name + ")");
    return;
  }
  std::vector<std::pair<std::size_t, ExprPtr>> items;
  items.emplace_back(left.known ? right.slot : left.slot, make_slot(left.known ? left.slot : right.slot, type));
  plan_.add<Project>(std::move(items));
}

void PatternPlanner::emit_step(std::size_t index) {
  PatternStep& step = steps_[index];
  step.done = true;
  if (step.kind == PatternStep::Kind::Join) {
    emit_join(step);
  } else if (step.kind == PatternStep::Kind::Group) {
    emit_group(step, nodes_[step.left].known);
  } else if (step.selector != ast::PathPattern::Selector::All) {
    emit_shortest(step);
  } else {
    emit_relationship(step);
  }
  if (step.kind != PatternStep::Kind::Join) {
    if (!step.known) solve(step.slot);
    taken_.push_back(step.slot);
  }
  for (const std::size_t node : {step.left, step.right}) {
    if (!nodes_[node].known) solve_node(node);
  }
}

bool PatternPlanner::is_ready(const NamedPath& path) const {
  for (const BuildPath::Part& part : path.parts) {
    for (const PatternStep& step : steps_) {
      if (!step.done && (part.slot == step.slot || part.slot == step.path)) return false;
    }
    for (const PatternNode& node : nodes_) {
      if (!node.known && part.slot == node.slot) return false;
    }
  }
  return true;
}

void PatternPlanner::emit_paths() {
  for (NamedPath& path : paths_) {
    if (path.done || !is_ready(path)) continue;
    path.done = true;
    plan_.add<BuildPath>(path.slot, path.parts);
    solve(path.slot);
  }
}

}  // namespace polgraph
