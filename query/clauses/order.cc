// ORDER BY, SKIP and LIMIT as clauses of their own: WITH * ORDER BY ... SKIP ... LIMIT ...
#include "query/clause.h"
#include "query/syntax/grammar.h"

namespace polgraph::clauses {

namespace {

ast::Clause parse(syntax::Grammar& grammar) {
  const std::uint32_t start = grammar.begin();
  ast::With with;
  with.word = ast::With::Word::Order;
  with.projection.star = true;
  grammar.projection_order(with.projection);
  with.projection.span = grammar.since(start);
  return {std::move(with), {}};
}

}  // namespace

extern const ClauseRule kOrder{{"ORDER", false, false, &parse}, nullptr};
extern const ClauseRule kOrderSkip{{"SKIP", false, false, &parse}, nullptr};
extern const ClauseRule kOrderOffset{{"OFFSET", false, false, &parse}, nullptr};
extern const ClauseRule kOrderLimit{{"LIMIT", false, false, &parse}, nullptr};

}  // namespace polgraph::clauses
