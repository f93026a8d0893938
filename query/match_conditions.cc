// The conditions of a pattern: labels, types, properties and WHERE, each with the slots that it reads.
#include <algorithm>

#include "query/bind.h"
#include "query/labels.h"
#include "query/match_planner.h"
#include "query/tree.h"

namespace polgraph {

namespace {

void collect_names(const ast::LabelExpression& labels, std::vector<std::string>& names) {
  if (labels.op == ast::LabelExpression::Op::Name) names.push_back(labels.name);
  for (const auto& operand : labels.operands) collect_names(operand, names);
}

bool names_only(const ast::LabelExpression& types) {
  using Op = ast::LabelExpression::Op;
  if (types.op == Op::Name) return true;
  return types.op == Op::Or && std::all_of(types.operands.begin(), types.operands.end(), names_only);
}

}  // namespace

void PatternPlanner::refuse_parameter(const ast::ExpressionPtr& properties) const {
  if (!properties || !std::holds_alternative<ast::Parameter>(properties->node)) return;
  throw binder_
      .error(Kind::Syntax, "InvalidParameterUse", "a parameter cannot stand for the properties of a pattern here",
             properties->span)
      .hint("compare the properties one by one: {name: $p.name}");
}

void PatternPlanner::conditions(std::span<const ast::PathPattern> pattern, const ast::Expression* where) {
  std::size_t node = 0, step = 0;
  for (const ast::PathPattern& path : pattern) {
    const std::size_t first_condition = conditions_.size();
    for (std::size_t i = 0; i < path.nodes.size(); ++i) {
      node_conditions(path.nodes[i], path_nodes_[node++]);
      if (i > 0) step_conditions(path.relationships[i - 1], steps_[step++]);
    }
    if (path.where) add_where(*path.where);
    for (std::size_t i = first_condition; i < conditions_.size(); ++i) conditions_[i].chooses = path.selective();
  }
  if (where != nullptr) add_where(*where);
}

void PatternPlanner::add_where(const ast::Expression& where) {
  for (const ast::Expression* part : conjuncts(where)) {
    hint(*part);
    add_condition(*part);
    add_rule(*part, conditions_.size() - 1);
  }
}

void PatternPlanner::node_conditions(const ast::NodePattern& written, std::size_t node) {
  const std::size_t slot = nodes_[node].slot;
  if (written.labels) {
    std::vector<std::string> names;
    collect_names(*written.labels, names);
    for (const std::string& name : names) binder_.read_label(name);
    if (!nodes_[node].known) starts_.labels(node, *written.labels);
    Condition made;
    ExpressionBinder bind(binder_, scope_);
    made.expr = bind_label_test(
        *written.labels, [&] { return make_slot(slot, StaticType::of(ValueKind::Node)); },
        [&](const ast::Expression& name) { return bind.bind(name); });
    made.expr->span = written.span;
    made.uses = bind.uses();
    made.uses.push_back(slot);
    made.text = binder_.source(written.span);
    conditions_.push_back(std::move(made));
  }
  refuse_parameter(written.properties);
  if (written.properties) {
    for (const auto& [key, value] : std::get<ast::MapLiteral>(written.properties->node).entries) {
      add_property(slot, StaticType::of(ValueKind::Node), key, *value, node);
    }
  }
  if (written.where) add_where(*written.where);
}

void PatternPlanner::add_property(std::size_t slot, StaticType type, const std::string& key,
                                  const ast::Expression& value, std::optional<std::size_t> node) {
  binder_.read_key(key);
  ExpressionBinder bind(binder_, scope_);
  Condition made;
  ExprPtr wanted = bind.bind(value);
  ExprPtr property = make_property(make_slot(slot, type), key);
  property->span = value.span;
  made.expr = make_binary(ast::BinaryOp::Equal, std::move(property), std::move(wanted));
  made.expr->span = value.span;
  made.uses = bind.uses();
  made.uses.push_back(slot);
  made.text = key + " = " + std::string(binder_.source(value.span));
  made.span = value.span;
  conditions_.push_back(std::move(made));
  if (node && !nodes_[*node].known) starts_.equality(*node, key, value);
}

void PatternPlanner::hint(const ast::Expression& condition) {
  starts_.condition(condition, [&](const ast::Expression& e) -> std::optional<std::size_t> {
    const auto* variable = std::get_if<ast::Variable>(&e.node);
    if (variable == nullptr) return std::nullopt;
    const auto found = node_numbers_.find(variable->name);
    if (found == node_numbers_.end() || nodes_[found->second].known) return std::nullopt;
    return found->second;
  });
}

void PatternPlanner::add_condition(const ast::Expression& condition) {
  ExpressionBinder bind(binder_, scope_);
  Condition made;
  made.expr = bind.condition(condition);
  made.uses = bind.uses();
  made.text = binder_.source(condition.span);
  made.span = condition.span;
  conditions_.push_back(std::move(made));
}

void PatternPlanner::step_conditions(const ast::RelationshipPattern& written, PatternStep& step) {
  if (written.kind == PatternStep::Kind::Group) return group_conditions(written, step);
  if (written.kind == PatternStep::Kind::Join) return;
  refuse_parameter(written.properties);
  if (written.types) {
    std::vector<std::string> names;
    collect_names(*written.types, names);
    for (const std::string& name : names) binder_.read_type(name);
    if (names_only(*written.types)) step.types = std::move(names);
  }
  if (step.walk) {
    walk_conditions(written, step);
    return;
  }
  if (written.types && step.types.empty()) {
    Condition made;
    ExpressionBinder bind(binder_, scope_);
    made.expr = bind_label_test(
        *written.types, [&] { return make_slot(step.slot, StaticType::of(ValueKind::Relationship)); },
        [&](const ast::Expression& name) { return bind.bind(name); });
    made.expr->span = written.span;
    made.uses = bind.uses();
    made.uses.push_back(step.slot);
    conditions_.push_back(std::move(made));
  }
  if (written.properties) {
    for (const auto& [key, value] : std::get<ast::MapLiteral>(written.properties->node).entries) {
      add_property(step.slot, StaticType::of(ValueKind::Relationship), key, *value, std::nullopt);
    }
  }
  if (written.where) add_where(*written.where);
}

// Conditions inside [*]: they hold for each relationship of the walk.
void PatternPlanner::walk_conditions(const ast::RelationshipPattern& written, PatternStep& step) {
  std::vector<ExprPtr> parts;
  std::vector<std::size_t> uses;
  step.each = binder_.new_slot();
  const StaticType type = StaticType::of(ValueKind::Relationship);
  Scope inner(&scope_);
  if (!written.variable.empty()) inner.declare(written.variable, {step.each, type});
  if (written.types && step.types.empty()) {
    ExpressionBinder bind(binder_, scope_);
    parts.push_back(bind_label_test(
        *written.types, [&] { return make_slot(step.each, type); },
        [&](const ast::Expression& name) { return bind.bind(name); }));
    uses.insert(uses.end(), bind.uses().begin(), bind.uses().end());
  }
  if (written.properties) {
    for (const auto& [key, value] : std::get<ast::MapLiteral>(written.properties->node).entries) {
      binder_.read_key(key);
      ExpressionBinder bind(binder_, scope_);
      ExprPtr wanted = bind.bind(*value);
      uses.insert(uses.end(), bind.uses().begin(), bind.uses().end());
      parts.push_back(
          make_binary(ast::BinaryOp::Equal, make_property(make_slot(step.each, type), key), std::move(wanted)));
      parts.back()->span = value->span;
    }
  }
  if (written.where) {
    ExpressionBinder bind(binder_, inner);
    parts.push_back(bind.condition(*written.where));
    uses.insert(uses.end(), bind.uses().begin(), bind.uses().end());
  }
  for (ExprPtr& part : parts) {
    step.where = step.where ? make_binary(ast::BinaryOp::And, std::move(step.where), std::move(part)) : std::move(part);
  }
  for (const std::size_t slot : uses) {
    if (std::count(declared_.begin(), declared_.end(), slot) == 0) continue;
    throw binder_
        .error(Kind::Syntax, "InvalidArgumentType",
               "a variable-length relationship cannot compare with a variable of its own MATCH", written.span)
        .hint("write the condition in WHERE: all(r IN rs WHERE ...)");
  }
}

}  // namespace polgraph
