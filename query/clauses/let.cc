// LET a = expression, b = expression: WITH *, expression AS a, expression AS b. Nothing is grouped by it.
#include "query/clause.h"
#include "query/syntax/grammar.h"

namespace polgraph::clauses {

namespace {

ast::Clause parse(syntax::Grammar& grammar) {
  const std::uint32_t start = grammar.begin();
  grammar.take();
  ast::With with;
  with.word = ast::With::Word::Let;
  with.projection.star = true;
  do {
    const std::uint32_t begin = grammar.begin();
    ast::ProjectionItem item;
    item.alias = grammar.variable();
    grammar.expect(syntax::Token::Kind::Equal, "`=`");
    item.expression = grammar.value();
    item.text = item.alias;
    item.span = grammar.since(begin);
    with.projection.items.push_back(std::move(item));
  } while (grammar.accept(syntax::Token::Kind::Comma));
  with.projection.span = grammar.since(start);
  return {std::move(with), {}};
}

}  // namespace

extern const ClauseRule kLet{{"LET", false, false, &parse}, nullptr};

}  // namespace polgraph::clauses
