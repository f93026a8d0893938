// CALL { ... } and CALL (a, b) { ... }.
#include <algorithm>

#include "query/clause.h"
#include "query/operators/basic.h"
#include "query/subqueries.h"

namespace polgraph::clauses {

bool is_plain_import(const ast::With& with) {
  const ast::Projection& p = with.projection;
  return !p.distinct && p.order.empty() && !p.skip && !p.limit && !with.where && (p.star || !p.items.empty()) &&
         std::all_of(p.items.begin(), p.items.end(), [](const ast::ProjectionItem& item) {
           return item.alias.empty() && std::holds_alternative<ast::Variable>(item.expression->node);
         });
}

void import_variables(const ast::With& with, ClauseContext& context) {
  if (!is_plain_import(with)) return;
  if (with.projection.star) {
    for (const auto& [name, variable] : context.outer->here()) context.scope.declare(name, variable);
  }
  for (const ast::ProjectionItem& item : with.projection.items) {
    const std::string& name = std::get<ast::Variable>(item.expression->node).name;
    const Variable* found = context.outer->find(name);
    if (found == nullptr) throw context.binder.undefined(name, *context.outer, item.span);
    context.scope.declare(name, *found);
  }
}

void bind_call_subquery(const ast::Clause& clause, ClauseContext& context) {
  const auto& call = std::get<ast::CallSubquery>(clause.node);
  Binder& binder = context.binder;
  const std::size_t first_inside = binder.new_slot();
  Columns columns;
  Pipeline inner;
  if (call.import_all) {
    inner = binder.query(*call.query, &context.scope, Binder::Use::CallWithImports, columns);
  } else if (call.imports) {
    Scope imported;
    for (const std::string& name : *call.imports) {
      const Variable* found = context.scope.find(name);
      if (found == nullptr) throw binder.undefined(name, context.scope, clause.span);
      imported.declare(name, *found);
    }
    inner = binder.query(*call.query, &imported, Binder::Use::CallWithImports, columns);
  } else {
    inner = binder.query(*call.query, &context.scope, Binder::Use::Call, columns);
  }
  if (context.last && columns.returns && context.use != Binder::Use::Expression) {
    throw binder
        .error(Kind::Syntax, "InvalidClauseComposition", "a query cannot end with a CALL { } that returns something",
               clause.span)
        .hint("say with RETURN what the answer is");
  }
  const bool writes = query_writes(*call.query);
  if (writes) context.plan.add<Eager>();
  for (std::size_t i = 0; i < columns.names.size(); ++i) {
    if (context.scope.find_here(columns.names[i]) != nullptr) {
      throw binder.error(Kind::Syntax, "VariableAlreadyBound", "variable `" + columns.names[i] + "` is bound already",
                         clause.span);
    }
    StaticType type = columns.types[i];
    if (call.optional) type.kinds |= StaticType::bit(ValueKind::Null);
    // RETURN a AS b, a being the outer row's: that row keeps its a, whatever becomes of b.
    const std::size_t inside = columns.slots[i], outside = inside < first_inside ? binder.new_slot() : inside;
    context.scope.declare(columns.names[i], {outside, type});
    inner.outputs.push_back({inside, outside});
  }
  const Apply::Mode rows = call.optional ? Apply::Mode::Optional : Apply::Mode::Inner;
  context.plan.add<Apply>(std::move(inner), columns.returns ? rows : Apply::Mode::Unit);
  if (!writes) return;
  context.plan.add<Eager>();
  context.plan.writes = true;
}

}  // namespace polgraph::clauses
