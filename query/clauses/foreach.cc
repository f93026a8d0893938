// FOREACH (x IN list | writing clauses).
#include "query/bind.h"
#include "query/clause.h"
#include "query/clauses/settle.h"
#include "query/explain.h"

namespace polgraph::clauses {

namespace {

class ForeachRows final : public BufferOperator {
 public:
  ForeachRows(ExprPtr list, std::size_t slot, Pipeline body)
      : list_(std::move(list)), slot_(slot), body_(std::move(body)) {}
  std::string name() const override { return "Foreach"; }
  void explain(Explanation& to) const override {
    to.expr(*list_);
    to.plan(body_);
  }

 protected:
  void fill(Context& context) override {
    Reader reader;
    reader.open();
    while (const Value* row = reader.next(*input_, context)) keep(row, context);
    for (std::size_t i = 0; i < kept(); ++i) run(kept_row(i), context);
  }

 private:
  void run(Value* row, Context& context) {
    const Value list = list_->eval(row, context);
    if (list.is_null()) return;
    if (!list.is_list()) {
      throw Error(Kind::Type, "InvalidArgumentType",
                  "FOREACH needs a list, this is " + std::string(kind_name(list.kind())), context.place(list_->span));
    }
    for (const Value& item : list.as_list()) {
      row[slot_] = item;
      body_.start(row, context);
      Reader reader;
      reader.open();
      while (reader.next(*body_.root, context) != nullptr) {
      }
    }
  }

  ExprPtr list_;
  std::size_t slot_;
  Pipeline body_;
};

}  // namespace

void bind_foreach(const ast::Clause& clause, ClauseContext& context) {
  const auto& loop = std::get<ast::Foreach>(clause.node);
  Binder& binder = context.binder;
  ExprPtr list = bind_expression(binder, context.scope, *loop.list);
  if (!list->type.may_be(kListKind)) {
    throw binder.error(Kind::Syntax, "InvalidArgumentType",
                       "FOREACH needs a list, this is " + type_text(list->type.kinds), loop.list->span);
  }
  for (const ast::Clause& inner : loop.body) {
    if (rule_of(inner).syntax.writes) continue;
    throw binder.error(Kind::Syntax, "InvalidClauseComposition",
                       std::string(rule_of(inner).syntax.word) + " cannot stand inside FOREACH, which only writes",
                       inner.span);
  }
  list = settle(binder, context.plan, *loop.list, std::move(list));
  const std::size_t slot = binder.new_slot();
  Scope inner(&context.scope);
  StaticType type;
  if (list->type.is_only(ValueKind::List)) type.kinds = list->type.elements;
  inner.declare(loop.variable, {slot, type});
  Plan plan;
  Columns none;
  ClauseContext body{binder, inner, plan, Binder::Use::Expression, true, false, false, none};
  bind_clauses(loop.body, body);
  context.plan.add<ForeachRows>(std::move(list), slot, binder.finish(std::move(plan)));
}

}  // namespace polgraph::clauses
