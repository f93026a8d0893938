// MATCH and OPTIONAL MATCH.
#include "query/match.h"

#include "query/clause.h"
#include "query/subqueries.h"

namespace polgraph::clauses {

void bind_match(const ast::Clause& clause, ClauseContext& context) {
  const auto& match = std::get<ast::Match>(clause.node);
  if (!match.optional) {
    plan_match(context.binder, context.scope, match.pattern, match.where.get(), context.plan, nullptr, match.hints);
    return;
  }
  // What OPTIONAL MATCH declares is new in the scope; known names stay as they are.
  const std::size_t before = context.scope.here().size();
  Plan inner;
  plan_match(context.binder, context.scope, match.pattern, match.where.get(), inner, nullptr, match.hints);
  Pipeline pipeline = context.binder.finish(std::move(inner));
  const auto& all = context.scope.here();
  for (std::size_t i = before; i < all.size(); ++i)
    pipeline.outputs.push_back({all[i].second.slot, all[i].second.slot});
  context.plan.add<Apply>(std::move(pipeline), Apply::Mode::Optional);
}

}  // namespace polgraph::clauses
