// FINISH: ends a query that is run for what it does; its rows are counted by nobody.
#include "query/clause.h"
#include "query/syntax/grammar.h"

namespace polgraph::clauses {

namespace {

ast::Clause parse(syntax::Grammar& grammar) {
  grammar.take();
  return {ast::OwnClause{}, {}};
}

void bind(const ast::Clause& clause, ClauseContext& context) {
  if (context.last && context.use != Binder::Use::Expression) return;
  throw context.binder.error(Kind::Syntax, "InvalidClauseComposition",
                             context.last ? "a subquery that asks for something cannot end with FINISH"
                                          : "FINISH must be the last clause",
                             clause.span);
}

}  // namespace

extern const ClauseRule kFinish{{"FINISH", false, true, &parse}, &bind};

}  // namespace polgraph::clauses
