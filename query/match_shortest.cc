// shortestPath and allShortestPaths: the conditions in WHERE that name the path are asked while it is searched.
// all(n IN nodes(p) WHERE ...) and its like are asked of each step, so that the search stays breadth first.
#include <algorithm>

#include "query/bind.h"
#include "query/functions.h"
#include "query/match_planner.h"
#include "query/operators/shortest.h"
#include "query/tree.h"

namespace polgraph {

namespace {

bool names(const ast::Expression& expression, const std::string& variable) {
  const auto* found = std::get_if<ast::Variable>(&expression.node);
  return found != nullptr && !variable.empty() && found->name == variable;
}

// nodes(p) or relationships(p): which of them, if any.
const Function* parts_of_path(const ast::Expression& list, const std::string& path) {
  const auto* call = std::get_if<ast::FunctionCall>(&list.node);
  if (call == nullptr || call->arguments.size() != 1 || !names(*call->arguments[0], path)) return nullptr;
  const Function* function = find_function(call->name);
  const bool parts = function != nullptr && (function->name == "nodes" || function->name == "relationships");
  return parts ? function : nullptr;
}

}  // namespace

// `condition`: the number of what it was bound as.
void PatternPlanner::add_rule(const ast::Expression& written, std::size_t condition) {
  const auto* quantifier = std::get_if<ast::Quantifier>(&written.node);
  if (quantifier == nullptr) return;
  const bool none = quantifier->kind == ast::Quantifier::Kind::None;
  if (!none && quantifier->kind != ast::Quantifier::Kind::All) return;
  if (contains_plan(*quantifier->where) || contains_impure(*quantifier->where)) return;
  for (PatternStep& step : steps_) {
    if (!step.is_function()) continue;
    const Function* parts = parts_of_path(*quantifier->list, step.path_name);
    if (parts == nullptr && !names(*quantifier->list, step.name)) continue;
    if (mentions(*quantifier->where, step.path_name) || mentions(*quantifier->where, step.name)) continue;
    SearchRule rule;
    rule.condition = condition;
    rule.of_nodes = parts != nullptr && parts->name == "nodes";
    const StaticType type = StaticType::of(rule.of_nodes ? ValueKind::Node : ValueKind::Relationship);
    Scope inner(&scope_);
    inner.declare(quantifier->variable, {rule.of_nodes ? step.each_node : step.each, type});
    ExpressionBinder bind(binder_, inner);
    rule.where = bind.condition(*quantifier->where);
    if (none) rule.where = make_unary(ast::UnaryOp::Not, std::move(rule.where));
    rule.where->span = written.span;
    rule.uses = bind.uses();
    step.rules.push_back(std::move(rule));
  }
}

// The rules that can be asked now; the conditions that they stand for are done with.
std::vector<SearchRule> PatternPlanner::ready_rules(PatternStep& step) {
  std::vector<SearchRule> ready;
  for (SearchRule& rule : step.rules) {
    if (!binder_.options().rewrites || conditions_[rule.condition].done || !solved(rule.uses)) continue;
    conditions_[rule.condition].done = true;
    ready.push_back(std::move(rule));
  }
  return ready;
}

// The conditions on a shortest path that must hold while it is searched: all that need it and can be tested then.
ExprPtr PatternPlanner::path_condition(const PatternStep& step) {
  const std::vector<std::size_t> path_slots{step.slot, step.path};
  ExprPtr all;
  for (Condition& condition : conditions_) {
    if (condition.done) continue;
    std::vector<std::size_t> others;
    for (const std::size_t slot : condition.uses) {
      if (std::count(path_slots.begin(), path_slots.end(), slot) == 0) others.push_back(slot);
    }
    if (others.size() == condition.uses.size() || !solved(others)) continue;
    condition.done = true;
    all = all ? make_binary(ast::BinaryOp::And, std::move(all), std::move(condition.expr)) : std::move(condition.expr);
  }
  return all;
}

void PatternPlanner::emit_shortest(PatternStep& step) {
  for (NamedPath& path : paths_) {
    if (path.parts.size() == 3 && path.parts[1].slot == step.path) {
      step.path = path.slot;  // written at once, so that conditions can see it
      path.done = true;
      solve(path.slot);
    }
  }
  std::vector<SearchRule> rules = ready_rules(step);
  ExprPtr condition = path_condition(step);
  if (step.path == kNoSlot) step.path = binder_.new_slot();
  ShortestSpec spec;
  static_cast<WalkSpec&>(spec) = walk_of(step, true);
  spec.all = step.selector == ast::PathPattern::Selector::AllShortest;
  spec.near = binder_.new_slot();
  spec.far = step.each_node;
  spec.condition = std::move(condition);
  const auto add = [](ExprPtr& to, ExprPtr part) {
    to = to ? make_binary(ast::BinaryOp::And, std::move(to), std::move(part)) : std::move(part);
  };
  for (SearchRule& rule : rules) add(rule.of_nodes ? spec.node_where : spec.where, std::move(rule.where));
  plan_.add<ShortestPath>(std::move(spec));
}

}  // namespace polgraph
