// SHOW INDEXES, CONSTRAINTS, FUNCTIONS, PROCEDURES, with YIELD and WHERE.
#include <algorithm>

#include "query/bind.h"
#include "query/clause.h"
#include "query/operators/basic.h"
#include "query/show_lists.h"
#include "query/tree.h"

namespace polgraph::clauses {

namespace {

class ShowRows final : public ExpandOperator {
 public:
  ShowRows(const ShownList& list, std::string filter, const ProcedureTable& procedures, std::size_t first_slot)
      : list_(list), filter_(std::move(filter)), procedures_(procedures), first_slot_(first_slot) {}
  std::string name() const override { return "Show " + (filter_.empty() ? "" : filter_ + " ") + std::string(list_.word); }

 protected:
  void begin(Value*, Context& context) override {
    rows_ = list_.rows(filter_, context.view(), procedures_);
    at_ = 0;
  }
  bool step(Value* row, Context&) override {
    if (at_ == rows_.size()) return false;
    std::move(rows_[at_].begin(), rows_[at_].end(), row + first_slot_);
    ++at_;
    return true;
  }

 private:
  const ShownList& list_;
  std::string filter_;
  const ProcedureTable& procedures_;
  std::size_t first_slot_;
  std::vector<ValueList> rows_;
  std::size_t at_ = 0;
};

void add_column(ClauseContext& context, const std::string& name) {
  const Variable* variable = context.scope.find(name);
  context.columns.names.push_back(name);
  context.columns.slots.push_back(variable->slot);
  context.columns.types.push_back(variable->type);
}

}  // namespace

void bind_show(const ast::Clause& clause, ClauseContext& context) {
  const auto& show = std::get<ast::Show>(clause.node);
  Binder& binder = context.binder;
  const ShownList& list = shown_list(show.what);
  if (!list.knows(show.filter)) {
    throw binder.error(Kind::Syntax, "UnexpectedSyntax",
                       "there are no " + show.filter + " " + std::string(list.word) + " to show", clause.span);
  }
  const std::size_t first_slot = binder.width();
  std::vector<std::string> columns;
  for (const ShownColumn& column : list.columns) {
    context.scope.declare(std::string(column.name), {binder.new_slot(), StaticType::any()});
    if (column.brief || show.yield) columns.emplace_back(column.name);
  }
  context.plan.add<ShowRows>(list, show.filter, binder.procedures(), first_slot);
  if (show.where) {
    ExpressionBinder bind(binder, context.scope);
    context.plan.add<Filter>(bind.condition(*show.where), std::string(binder.source(show.where->span)));
  }
  if (show.yield) {
    project(*show.yield, context);
    const ast::Projection& projection = show.yield->projection;
    if (!projection.star) columns.clear();
    for (const ast::ProjectionItem& item : projection.items) columns.push_back(item.alias.empty() ? item.text : item.alias);
  }
  if (!context.last) return;
  for (const std::string& name : columns) add_column(context, name);
  context.columns.returns = true;
}

}  // namespace polgraph::clauses
