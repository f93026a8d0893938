// UNWIND list AS variable.
#include "query/clause.h"
#include "query/functions.h"
#include "query/operators/basic.h"
#include "query/tree.h"

namespace polgraph::clauses {

namespace {

const ast::FunctionCall* as_range(const ast::Expression& list) {
  const auto* call = std::get_if<ast::FunctionCall>(&list.node);
  const Function* function = call != nullptr ? find_function(call->name) : nullptr;
  return function != nullptr && function->name == "range" && !contains_plan(list) ? call : nullptr;
}

}  // namespace

void bind_unwind(const ast::Clause& clause, ClauseContext& context) {
  const auto& unwind = std::get<ast::Unwind>(clause.node);
  ExprPtr list = bind_expression(context.binder, context.scope, *unwind.list);
  if (context.scope.find_here(unwind.variable) != nullptr) {
    throw context.binder.error(Kind::Syntax, "VariableAlreadyBound",
                               "variable `" + unwind.variable + "` is bound already", clause.span);
  }
  if (!list->type.may_be(kListKind)) {
    throw context.binder.error(Kind::Syntax, "InvalidArgumentType",
                               "UNWIND needs a list, this is " + type_text(list->type.kinds), unwind.list->span);
  }
  std::vector<ExprPtr> range_arguments;
  if (const auto* range = as_range(*unwind.list)) {
    for (const auto& argument : range->arguments) {
      range_arguments.push_back(bind_expression(context.binder, context.scope, *argument));
    }
  }
  const std::size_t slot = context.binder.new_slot();
  StaticType type;
  if (list->type.is_only(ValueKind::List)) type.kinds = list->type.elements;
  context.scope.declare(unwind.variable, {slot, type});
  if (range_arguments.empty()) {
    context.plan.add<Unwind>(std::move(list), slot);
  } else {
    context.plan.add<UnwindRange>(std::move(range_arguments), slot);
  }
}

}  // namespace polgraph::clauses
