// Binds one expression: names to slots, types checked, sub-queries planned.
#pragma once

#include <functional>
#include <vector>

#include "query/eval.h"
#include "query/functions.h"
#include "query/plan.h"
#include "query/scope.h"

namespace polgraph {

// An aggregate that was found in an expression and is computed by the Aggregate operator.
struct AggregateCall {
  const Function* function = nullptr;  // null: count(*)
  bool distinct = false;
  std::vector<ExprPtr> arguments;
  std::size_t slot = 0;
};

class ExpressionBinder {
 public:
  ExpressionBinder(Binder& binder, const Scope& scope)
      : binder_(binder), scope_(&scope), first_local_(binder.width()) {}

  ExprPtr bind(const ast::Expression& expression);
  ExprPtr condition(const ast::Expression& expression);  // what WHERE takes

  // Asked first for every sub-expression; what it gives back is taken instead.
  std::function<ExprPtr(const ast::Expression&)> replace;
  // Makes the error for an unknown variable.
  std::function<Error(const std::string& name, ast::Span span)> missing;
  // Takes the aggregates (count(*) has no function); without it they are refused.
  std::function<ExprPtr(const Function* function, const ast::Expression& call)> aggregate;
  const char* aggregate_refused = "aggregates are not allowed here";

  // Slots that the expression reads, but for its own local variables.
  const std::vector<std::size_t>& uses() const { return uses_; }

 private:
  struct Visitor;
  ExprPtr variable(const std::string& name, ast::Span span);
  ExprPtr parameter(const ast::Parameter& e, ast::Span span);
  ExprPtr unary(const ast::Unary& e, ast::Span span);
  ExprPtr binary(const ast::Binary& e, ast::Span span);
  ExprPtr property(const ast::PropertyAccess& e, ast::Span span);
  ExprPtr call(const ast::Expression& whole);
  ExprPtr aggregate_call(const Function* function, const ast::Expression& e);
  ExprPtr case_of(const ast::Case& e);
  ExprPtr csv_place(const Function& function);
  ExprPtr map_projection(const ast::MapProjection& e, ast::Span span);
  ExprPtr comprehension(const ast::ListComprehension& e);
  ExprPtr quantifier(const ast::Quantifier& e);
  ExprPtr reduce(const ast::Reduce& e);
  ExprPtr pattern_comprehension(const ast::PatternComprehension& e);
  ExprPtr pattern_predicate(const ast::PatternPredicate& e);
  ExprPtr path_expression(const ast::PathExpression& e);
  ExprPtr subquery(const ast::Subquery& e);
  ExprPtr bind_or_null(const ast::ExpressionPtr& e) { return e ? bind(*e) : nullptr; }
  void require(const Expr& expr, std::uint32_t kinds, const char* what);
  void require_list(const Expr& expr, const char* what);
  template <class Body>
  auto with_plan(Body body);
  // With one or two local variables in scope.
  template <class Body>
  auto with_local(const std::string& name, StaticType type, std::size_t& slot, Body body);

  Binder& binder_;
  const Scope* scope_;
  std::size_t first_local_;
  std::vector<std::size_t> uses_;
  std::optional<Variable> case_operand_;  // of the extended CASE around
  bool in_local_ = false;      // inside a comprehension: no aggregates
  bool pattern_fits_ = false;  // a pattern may stand here as a condition
};

// The arguments of an aggregate over the rows of `scope`.
AggregateCall bind_aggregate(Binder& binder, const Scope& scope, const Function* function, const ast::Expression& call);

// One-off: an expression in which aggregates are refused.
ExprPtr bind_expression(Binder& binder, const Scope& scope, const ast::Expression& expression);

}  // namespace polgraph
