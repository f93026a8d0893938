// FILTER condition: WITH * WHERE condition.
#include "query/clause.h"
#include "query/syntax/grammar.h"

namespace polgraph::clauses {

namespace {

ast::Clause parse(syntax::Grammar& grammar) {
  const std::uint32_t start = grammar.begin();
  grammar.take();
  grammar.accept(syntax::Keyword::Where);
  ast::With with;
  with.word = ast::With::Word::Filter;
  with.projection.star = true;
  with.where = grammar.predicate();
  with.projection.span = grammar.since(start);
  return {std::move(with), {}};
}

}  // namespace

extern const ClauseRule kFilter{{"FILTER", false, false, &parse}, nullptr};

}  // namespace polgraph::clauses
