#include "query/clauses/settle.h"

#include "query/bind.h"
#include "query/operators/basic.h"
#include "query/tree.h"

namespace polgraph::clauses {

ExprPtr settle(Binder& binder, Plan& plan, const ast::Expression& written, ExprPtr bound) {
  if (!contains_plan(written)) return bound;
  const std::size_t slot = binder.new_slot();
  ExprPtr value = make_slot(slot, bound->type);
  value->span = bound->span;
  std::vector<std::pair<std::size_t, ExprPtr>> items;
  items.emplace_back(slot, std::move(bound));
  plan.add<Project>(std::move(items));
  return value;
}

}  // namespace polgraph::clauses
