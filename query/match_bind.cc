// The names of a pattern: each gets a slot, or is one that is bound already.
#include <algorithm>

#include "query/match_planner.h"
#include "query/operators/repeat.h"

namespace polgraph {

namespace {

// `-[FUNDS]->` and `(Ministry)` find everything: a name without a colon is a variable. Said where it is the name of a
// type or label, which it then was probably meant to be.
void warn_missing_colon(Binder& binder, const std::string& variable, bool is_known, const char* what) {
  if (!is_known || !binder.warns()) return;
  binder.warn("`" + variable + "` is a variable here and no " + what + "; did you mean `:" + variable + "`?");
}

}  // namespace

void PatternPlanner::declare(std::span<const ast::PathPattern> pattern, std::size_t* path_slot) {
  for (const ast::PathPattern& path : pattern) {
    if (path.selective()) {
      declare_search(path);
      continue;
    }
    const std::size_t first_step = steps_.size();
    std::vector<std::size_t> nodes;
    for (std::size_t i = 0; i < path.nodes.size(); ++i) {
      nodes.push_back(declare_node(path.nodes[i]));
      path_nodes_.push_back(nodes.back());
      if (i > 0) declare_step(path, i - 1, nodes[i - 1], nodes[i]);
    }
    const bool named = !path.variable.empty() || path_slot != nullptr || path.mode != ast::PathPattern::Mode::Trail;
    if (named) declare_path(path, nodes, first_step);
    if (path_slot != nullptr) *path_slot = paths_.back().slot;
    if (path.mode == ast::PathPattern::Mode::Trail) continue;
    Condition condition;
    condition.expr = make_path_mode(paths_.back().slot, path.mode);
    condition.uses = {paths_.back().slot};
    condition.text = path.mode == ast::PathPattern::Mode::Acyclic ? "ACYCLIC" : "SIMPLE";
    conditions_.push_back(std::move(condition));
  }
}

std::size_t PatternPlanner::declare_node(const ast::NodePattern& node) {
  if (!node.variable.empty()) {
    const auto known = node_numbers_.find(node.variable);
    if (known != node_numbers_.end()) return known->second;
  }
  PatternNode made;
  made.name = node.variable;
  const Variable* given = node.variable.empty() ? nullptr : scope_.find(node.variable);
  if (given != nullptr) {
    if (!given->type.may_be(kNodeKind)) {
      throw binder_.error(
          Kind::Syntax, "VariableTypeConflict",
          "variable `" + node.variable + "` is " + type_text(given->type.kinds) + " and cannot stand for a node",
          node.span);
    }
    made.slot = given->slot;
    made.known = true;
  } else {
    made.slot = binder_.new_slot();
    declared_.push_back(made.slot);
    if (!node.variable.empty()) scope_.declare(node.variable, {made.slot, StaticType::of(ValueKind::Node)});
    if (!node.variable.empty() && !node.labels) {
      warn_missing_colon(binder_, node.variable, binder_.view().find_label(node.variable).has_value(), "label");
    }
  }
  nodes_.push_back(std::move(made));
  if (!node.variable.empty()) node_numbers_[node.variable] = nodes_.size() - 1;
  return nodes_.size() - 1;
}

void PatternPlanner::declare_hops(const ast::RelationshipPattern& written, PatternStep& step) {
  if (written.hops) {
    step.min = written.hops->min ? static_cast<std::uint64_t>(*written.hops->min) : 1;
    if (written.hops->max) step.max = static_cast<std::uint64_t>(*written.hops->max);
  } else if (step.walk) {
    step.min = step.max = 1;
  }
}

void PatternPlanner::declare_step(const ast::PathPattern& path, std::size_t i, std::size_t left, std::size_t right) {
  const ast::RelationshipPattern& written = path.relationships[i];
  PatternStep made;
  made.kind = written.kind;
  made.left = left;
  made.right = right;
  made.arrow = written.arrow;
  const bool function = path.selector != ast::PathPattern::Selector::All && !path.selective();
  made.walk = written.hops.has_value() || function;
  made.selector = path.selector;
  made.mode = path.mode;
  made.text = binder_.source(written.span);
  made.name = written.variable;
  made.path_name = path.variable;
  if (made.is_function()) made.each_node = binder_.new_slot();
  declare_hops(written, made);
  if (made.kind == PatternStep::Kind::Group) declare_group(written, made);
  if (made.kind != PatternStep::Kind::Relationship) {
    steps_.push_back(std::move(made));
    return;
  }
  const std::string& name = written.variable;
  if (!name.empty() && std::count(step_names_.begin(), step_names_.end(), name) > 0) {
    throw binder_.error(Kind::Syntax, "RelationshipUniquenessViolation",
                        "relationship `" + name + "` stands twice in one pattern, where all relationships differ",
                        written.span);
  }
  const Variable* given = name.empty() ? nullptr : scope_.find(name);
  const StaticType type = made.walk ? StaticType::list_of(kRelationshipKind) : StaticType::of(ValueKind::Relationship);
  if (given != nullptr) {
    const bool fits = given->type.may_be(type.kinds) && (!made.walk || !given->type.is_only(ValueKind::List) ||
                                                         (given->type.elements & kRelationshipKind) != 0);
    if (!fits) {
      throw binder_.error(Kind::Syntax, "VariableTypeConflict",
                          "variable `" + name + "` is " + type_text(given->type.kinds) + " and cannot stand for " +
                              (made.walk ? "a list of relationships" : "a relationship"),
                          written.span);
    }
    made.slot = given->slot;
    made.known = true;
  } else {
    made.slot = binder_.new_slot();
    declared_.push_back(made.slot);
    if (!name.empty()) scope_.declare(name, {made.slot, type});
    if (!name.empty() && !written.types) {
      warn_missing_colon(binder_, name, binder_.view().find_type(name).has_value(), "type");
    }
  }
  if (!name.empty()) step_names_.push_back(name);
  if (!name.empty()) step_numbers_[name] = steps_.size();
  steps_.push_back(std::move(made));
}

void PatternPlanner::declare_path(const ast::PathPattern& path, const std::vector<std::size_t>& nodes,
                                  std::size_t first_step) {
  if (!path.variable.empty() && scope_.find(path.variable) != nullptr) {
    throw binder_.error(Kind::Syntax, "VariableAlreadyBound", "variable `" + path.variable + "` is bound already",
                        path.span);
  }
  NamedPath made;
  made.slot = binder_.new_slot();
  declared_.push_back(made.slot);
  if (!path.variable.empty()) scope_.declare(path.variable, {made.slot, StaticType::of(ValueKind::Path)});
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (i > 0) {
      PatternStep& step = steps_[first_step + i - 1];
      if (step.walk) step.path = binder_.new_slot();
      if (step.kind == PatternStep::Kind::Join) continue;  // its nodes are one
      made.parts.push_back({step.walk ? step.path : step.slot, step.walk});
    }
    made.parts.push_back({nodes_[nodes[i]].slot, false});
  }
  paths_.push_back(std::move(made));
}

}  // namespace polgraph
