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
    note(*part);
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
    if (!is_known({true, node})) starts_.labels(node, *written.labels);
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
      add_property(slot, StaticType::of(ValueKind::Node), key, *value, {true, node});
    }
  }
  if (written.where) add_where(*written.where);
}

void PatternPlanner::add_property(std::size_t slot, StaticType type, const std::string& key,
                                  const ast::Expression& value, Target target) {
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
  if (!is_known(target)) starts_.equality(target, key, value);
}

// A walk is never looked up, what it names is a list; nor is what a search for paths finds.
bool PatternPlanner::is_known(Target target) const {
  if (target.is_node) return nodes_[target.number].known || nodes_[target.number].inner;
  const PatternStep& step = steps_[target.number];
  return step.known || step.searched || step.walk || step.kind != PatternStep::Kind::Relationship;
}

std::optional<Target> PatternPlanner::named(const std::string& name) const {
  if (const auto node = node_numbers_.find(name); node != node_numbers_.end()) return Target{true, node->second};
  if (const auto step = step_numbers_.find(name); step != step_numbers_.end()) return Target{false, step->second};
  return std::nullopt;
}

void PatternPlanner::note(const ast::Expression& condition) {
  starts_.condition(condition, [&](const ast::Expression& e) -> std::optional<Target> {
    const auto* variable = std::get_if<ast::Variable>(&e.node);
    const auto target = variable != nullptr ? named(variable->name) : std::nullopt;
    return target && !is_known(*target) ? target : std::nullopt;
  });
}

void PatternPlanner::use_hints(std::span<const ast::IndexHint> hints) {
  for (const ast::IndexHint& hint : hints) {
    const bool join = hint.kind == ast::IndexHint::Kind::Join;
    for (const std::string& name : join ? hint.keys : std::vector<std::string>{hint.variable}) {
      const auto target = named(name);
      if (!target) throw binder_.undefined(name, scope_, hint.span);
      if (join) continue;
      if (is_known(*target)) {
        throw binder_
            .error(Kind::Semantic, "InvalidIndexHint", "`" + name + "` is not looked up by this MATCH", hint.span)
            .hint("a hint is about a node or relationship that its own MATCH binds");
      }
      starts_.hint(*target, hint);
    }
    if (join)
      binder_.warn("USING JOIN changes nothing: the order of a pattern's parts is chosen by their sizes");
  }
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
    const Target target = target_of(step);
    if (step.types.size() == 1 && !is_known(target)) starts_.type(target.number, step.types[0]);
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
      add_property(step.slot, StaticType::of(ValueKind::Relationship), key, *value, target_of(step));
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
