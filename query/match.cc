#include "query/match.h"

#include "query/match_planner.h"

namespace polgraph {

PatternPlanner::PatternPlanner(Binder& binder, Scope& scope, Plan& plan)
    : binder_(binder),
      scope_(scope),
      plan_(plan),
      statistics_(binder.view().statistics()),
      starts_(binder, scope, statistics_) {}
PatternPlanner::~PatternPlanner() = default;

void plan_match(Binder& binder, Scope& scope, std::span<const ast::PathPattern> pattern, const ast::Expression* where,
                Plan& plan, std::size_t* path, std::span<const ast::IndexHint> hints) {
  PatternPlanner planner(binder, scope, plan);
  planner.declare(pattern, path);
  planner.conditions(pattern, where);
  planner.use_hints(hints);
  planner.order();
}

void refuse_new_variables(Binder& binder, const Scope& scope, const ast::PathPattern& pattern) {
  const auto check = [&](const std::string& name, ast::Span span) {
    if (!name.empty() && scope.find(name) == nullptr) throw binder.undefined(name, scope, span);
  };
  for (const auto& node : pattern.nodes) check(node.variable, node.span);
  for (const auto& relationship : pattern.relationships) {
    check(relationship.variable, relationship.span);
    if (relationship.group) {
      throw binder.error(Kind::Syntax, "UnsupportedFeature",
                         "a quantified path pattern cannot be a condition of its own", relationship.span)
          .hint("write EXISTS { ... }");
    }
  }
  check(pattern.variable, pattern.span);
}

}  // namespace polgraph
