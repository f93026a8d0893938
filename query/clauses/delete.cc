// DELETE and DETACH DELETE.
#include "query/bind.h"
#include "query/clause.h"
#include "query/explain.h"
#include "query/writes.h"

namespace polgraph::clauses {

namespace {

class DeleteRows final : public BufferOperator {
 public:
  DeleteRows(std::vector<ExprPtr> values, bool detach) : values_(std::move(values)), detach_(detach) {}
  std::string name() const override { return detach_ ? "DetachDelete" : "Delete"; }
  void explain(Explanation& to) const override {
    for (const ExprPtr& value : values_) to.expr(*value);
  }

 protected:
  // All is evaluated before anything is deleted: a later expression may read what an earlier one deletes.
  void fill(Context& context) override {
    Reader reader;
    reader.open();
    while (const Value* row = reader.next(*input_, context)) keep(row, context);
    for (std::size_t i = 0; i < kept(); ++i) {
      ValueList doomed;
      for (const ExprPtr& value : values_) doomed.push_back(value->eval(kept_row(i), context));
      for (std::size_t k = 0; k < doomed.size(); ++k) {
        context.tick();
        run(doomed[k], *values_[k], context);
      }
    }
  }

 private:
  void run(const Value& value, const Expr& expr, Context& context) const {
    try {
      delete_value(value, detach_, expr.span, context);
    } catch (Error& error) {
      error.at(context.place(expr.span));
      throw;
    }
  }

  std::vector<ExprPtr> values_;
  bool detach_;
};

}  // namespace

void bind_delete(const ast::Clause& clause, ClauseContext& context) {
  const auto& written = std::get<ast::Delete>(clause.node);
  std::vector<ExprPtr> values;
  for (const auto& expression : written.expressions) {
    if (std::holds_alternative<ast::HasLabels>(expression->node)) {
      throw context.binder
          .error(Kind::Syntax, "InvalidDelete", "DELETE takes nodes and relationships, not labels", expression->span)
          .hint("REMOVE n:Label takes a label off");
    }
    ExprPtr value = bind_expression(context.binder, context.scope, *expression);
    if (!value->type.may_be(kNodeKind | kRelationshipKind | kPathKind)) {
      throw context.binder.error(
          Kind::Syntax, "InvalidArgumentType",
          "only nodes, relationships and paths can be deleted, this is " + type_text(value->type.kinds),
          expression->span);
    }
    values.push_back(std::move(value));
  }
  context.plan.add<DeleteRows>(std::move(values), written.detach);
}

}  // namespace polgraph::clauses
