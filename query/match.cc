#include "query/match.h"

#include "query/match_planner.h"

namespace polgraph {

void plan_match(Binder& binder, Scope& scope, std::span<const ast::PathPattern> pattern, const ast::Expression* where,
                Plan& plan, std::size_t* path) {
  PatternPlanner planner(binder, scope, plan);
  planner.declare(pattern, path);
  planner.conditions(pattern, where);
  planner.order();
}

void refuse_new_variables(Binder& binder, const Scope& scope, const ast::PathPattern& pattern) {
  const auto check = [&](const std::string& name, ast::Span span) {
    if (!name.empty() && scope.find(name) == nullptr) throw binder.undefined(name, scope, span);
  };
  for (const auto& node : pattern.nodes) check(node.variable, node.span);
  for (const auto& relationship : pattern.relationships) check(relationship.variable, relationship.span);
  check(pattern.variable, pattern.span);
}

}  // namespace polgraph
