// Quantified path patterns. The repeated part is planned as a pattern of its own, of which the first or the last node
// is given; its variables are single values inside and lists outside.
#include <algorithm>

#include "query/bind.h"
#include "query/match_planner.h"
#include "query/operators/repeat.h"

namespace polgraph {

// Its variables are its own. Throws Error Syntax "VariableAlreadyBound".
void PatternPlanner::refuse_known_names(const ast::PathPattern& body) {
  const auto check = [&](const std::string& name, ast::Span span) {
    if (name.empty() || scope_.find(name) == nullptr) return;
    throw binder_
        .error(Kind::Syntax, "VariableAlreadyBound",
               "variable `" + name + "` of a quantified path pattern is bound outside of it already", span)
        .hint("inside it stands for one node or relationship of each repetition: give it a name of its own");
  };
  for (const auto& node : body.nodes) check(node.variable, node.span);
  for (const auto& relationship : body.relationships) check(relationship.variable, relationship.span);
}

void PatternPlanner::declare_group(const ast::RelationshipPattern& written, PatternStep& step) {
  const ast::PathPattern& body = *written.group;
  refuse_known_names(body);
  step.slot = binder_.new_slot();  // all its relationships: no other part of the pattern takes them
  declared_.push_back(step.slot);
  step.group = std::make_unique<PatternGroup>(binder_, scope_);
  PatternGroup& group = *step.group;
  group.planner.declare({&body, 1}, nullptr);
  group.first = group.last = group.planner.path_nodes_.front();
  group.slots.nodes.push_back(group.planner.slot_of_node(group.first));
  for (std::size_t i = 1; i < body.nodes.size(); ++i) {
    if (body.relationships[i - 1].kind == PatternStep::Kind::Join) continue;
    group.last = group.planner.path_nodes_[i];
    group.slots.nodes.push_back(group.planner.slot_of_node(group.last));
    group.slots.relationships.push_back(group.planner.steps_[i - 1].slot);
  }
  for (const auto& [name, variable] : group.scope.here()) {
    const bool node = variable.type.is_only(ValueKind::Node);
    const std::size_t list = binder_.new_slot();
    group.slots.values.push_back(variable.slot);
    group.lists.push_back(list);
    declared_.push_back(list);
    step_names_.push_back(name);
    scope_.declare(name, {list, StaticType::list_of(node ? kNodeKind : kRelationshipKind)});
  }
}

void PatternPlanner::group_conditions(const ast::RelationshipPattern& written, PatternStep& step) {
  PatternPlanner& inner = step.group->planner;
  inner.conditions({written.group.get(), 1}, nullptr);
  for (const Condition& condition : inner.conditions_) {
    for (const std::size_t slot : condition.uses) {
      if (std::count(declared_.begin(), declared_.end(), slot) == 0) continue;
      throw binder_
          .error(Kind::Syntax, "UnsupportedFeature",
                 "a condition inside a quantified path pattern can only name its own variables and those of clauses "
                 "before",
                 condition.span)
          .hint("write it in WHERE, over the lists: all(x IN xs WHERE ...)");
    }
  }
}

StretchFinderPtr PatternPlanner::finder_of(PatternStep& step, bool forwards) {
  PatternGroup& group = *step.group;
  PatternPlanner& inner = group.planner;
  StretchSlots slots = group.slots;
  slots.backwards = !forwards;
  if (binder_.options().rewrites && inner.steps_.size() == 1) {
    const ExpandSpec spec = inner.spec_of(inner.steps_[0], forwards);
    std::vector<ExprPtr> conditions;
    for (Condition& condition : inner.conditions_) conditions.push_back(std::move(condition.expr));
    return std::make_unique<RelationshipFinder>(std::move(slots), spec.direction, spec.types, std::move(conditions));
  }
  inner.order_from(forwards ? group.first : group.last);
  return std::make_unique<PlanFinder>(std::move(slots), binder_.finish(std::move(group.plan)));
}

void PatternPlanner::emit_group(PatternStep& step, bool forwards) {
  RepeatSpec spec;
  spec.from = nodes_[forwards ? step.left : step.right].slot;
  spec.to = nodes_[forwards ? step.right : step.left].slot;
  spec.into = nodes_[forwards ? step.right : step.left].known;
  spec.backwards = !forwards;
  spec.min = step.min.value_or(0);
  spec.unbounded = !step.max.has_value();
  spec.max = step.max.value_or(0);
  spec.mode = step.mode;
  spec.relationship = step.slot;
  spec.path = step.path;
  spec.lists = step.group->lists;
  spec.taken = taken_;
  spec.text = "(" + nodes_[step.left].name + ")" + step.text + "(" + nodes_[step.right].name + ")";
  spec.finder = finder_of(step, forwards);
  for (const std::size_t list : spec.lists) solve(list);
  plan_.add<Repeat>(std::move(spec));
}

}  // namespace polgraph
