#include "query/syntax/grammar.h"

namespace polgraph::syntax {

using TokenKind = Token::Kind;

ast::Clause Grammar::clause() {
  const std::uint32_t start = begin();
  if (const ast::ClauseSyntax* own = own_clause()) {
    ast::Clause made = own->parse(*this);
    if (auto* tree = std::get_if<ast::OwnClause>(&made.node)) tree->syntax = own;
    made.span = since(start);
    return made;
  }
  ast::Clause::Node node = clause_node();
  return {std::move(node), since(start)};
}

ast::Clause::Node Grammar::clause_node() {
  switch (peek().keyword) {
    case Keyword::Match: return match();
    case Keyword::Optional: return at(Keyword::Call, 1) ? call() : match();
    case Keyword::Unwind: return unwind();
    case Keyword::With: return with();
    case Keyword::Return: take(); return ast::Return{projection()};
    case Keyword::Create: return create();
    case Keyword::Merge: return merge();
    case Keyword::Set: take(); return ast::Set{set_items()};
    case Keyword::Remove: return remove();
    case Keyword::Delete: return delete_clause();
    case Keyword::Detach: return delete_clause();
    case Keyword::Call: return call();
    case Keyword::Foreach: return foreach ();
    case Keyword::Load: return load_csv();
    default: fail_clause();
  }
}

Grammar::Ptr Grammar::where() {
  return accept(Keyword::Where) ? predicate() : nullptr;
}

ast::Clause::Node Grammar::match() {
  ast::Match made;
  made.optional = accept(Keyword::Optional);
  if (made.optional && !at(Keyword::Match)) fail("MATCH");
  take();
  made.pattern = pattern(PatternUse::Match);
  made.hints = index_hints();
  made.where = where();
  return made;
}

std::vector<ast::IndexHint> Grammar::index_hints() {
  std::vector<ast::IndexHint> made;
  while (at_word("USING")) made.push_back(index_hint());
  return made;
}

// USING [RANGE | TEXT] INDEX [SEEK] n:L(a, b) | USING SCAN n:L | USING JOIN ON a, b
ast::IndexHint Grammar::index_hint() {
  using Kind = ast::IndexHint::Kind;
  const std::uint32_t start = begin();
  take();
  ast::IndexHint made;
  if (accept_word("JOIN")) {
    made.kind = Kind::Join;
    expect(Keyword::On);
    do {
      made.keys.push_back(variable());
    } while (accept(TokenKind::Comma));
    made.span = since(start);
    return made;
  }
  const bool scan = accept_word("SCAN");
  if (scan) made.kind = Kind::Scan;
  if (!scan) {
    if (accept_word("RANGE") || accept_word("BTREE")) made.kind = Kind::RangeIndex;
    if (accept_word("TEXT")) made.kind = Kind::TextIndex;
    if (!accept_word("INDEX")) fail("INDEX, SCAN or JOIN");
    if (at_word("SEEK") && !at(TokenKind::Colon, 1)) take();
  }
  made.variable = variable();
  expect(TokenKind::Colon, "`:`");
  made.name = any_name("a label or a relationship type");
  if (!scan) {
    expect(TokenKind::LeftParen, "`(` and the property keys");
    do {
      made.keys.push_back(any_name("a property key"));
    } while (accept(TokenKind::Comma));
    expect(TokenKind::RightParen, "`,` or `)`");
  }
  made.span = since(start);
  return made;
}

ast::Clause::Node Grammar::unwind() {
  take();
  ast::Unwind made;
  made.list = value();
  expect(Keyword::As);
  made.variable = variable();
  return made;
}

// ---- WITH and RETURN
// -------------------------------------------------------------------------------------------------

ast::Clause::Node Grammar::with() {
  take();
  ast::With made;
  made.projection = projection();
  made.where = where();
  return made;
}

ast::Projection Grammar::projection() {
  const std::uint32_t start = begin();
  ast::Projection made;
  made.distinct = accept(Keyword::Distinct);
  projection_items(made);
  projection_order(made);
  made.span = since(start);
  return made;
}

void Grammar::projection_items(ast::Projection& made) {
  if (accept(TokenKind::Star)) {
    made.star = true;
    if (!accept(TokenKind::Comma)) return;
  }
  do {
    const std::uint32_t start = begin();
    ast::ProjectionItem item;
    item.expression = value();
    item.text = written(start);
    if (accept(Keyword::As)) item.alias = variable("a name for the column");
    item.span = since(start);
    made.items.push_back(std::move(item));
  } while (accept(TokenKind::Comma));
}

void Grammar::projection_order(ast::Projection& made) {
  if (accept(Keyword::Order)) {
    expect(Keyword::By);
    do {
      ast::SortItem item;
      item.expression = value();
      item.descending = accept(Keyword::Desc) || accept(Keyword::Descending);
      if (!item.descending && !accept(Keyword::Asc)) accept(Keyword::Ascending);
      made.order.push_back(std::move(item));
    } while (accept(TokenKind::Comma));
  }
  if (accept(Keyword::Skip) || accept(Keyword::Offset)) made.skip = value();
  if (accept(Keyword::Limit)) made.limit = value();
}

// ---- writing
// ---------------------------------------------------------------------------------------------------------

ast::Clause::Node Grammar::create() {
  const std::uint32_t start = begin();
  take();
  if (at(TokenKind::Name) && !at(TokenKind::Equal, 1)) {
    const Token& word = peek();
    if (word.keyword == Keyword::None || word.keyword == Keyword::Or) {
      throw error("UnsupportedFeature", "`CREATE " + std::string(text_of(word)) + "` is not supported", start)
          .hint("CREATE makes nodes and relationships: CREATE (n:Label {key: value})");
    }
  }
  return ast::Create{pattern(PatternUse::Create)};
}

ast::Clause::Node Grammar::merge() {
  take();
  ast::Merge made;
  made.pattern = path(PatternUse::Merge);
  while (accept(Keyword::On)) {
    const bool on_create = at(Keyword::Create);
    if (!on_create && !at(Keyword::Match)) fail("CREATE or MATCH");
    take();
    expect(Keyword::Set);
    std::vector<ast::SetItem> items = set_items();
    auto& into = on_create ? made.on_create : made.on_match;
    for (ast::SetItem& item : items) into.push_back(std::move(item));
  }
  return made;
}

std::vector<ast::SetItem> Grammar::set_items() {
  std::vector<ast::SetItem> items;
  do {
    items.push_back(set_item());
  } while (accept(TokenKind::Comma));
  return items;
}

// a.b = e | a['b'] = e | a = e | a += e | a:L | a IS L
ast::SetItem Grammar::set_item() {
  const std::uint32_t start = begin();
  ast::SetItem made;
  made.target = no_pattern(postfix(false));
  const bool property = std::holds_alternative<ast::PropertyAccess>(made.target->node) ||
                        std::holds_alternative<ast::IndexAccess>(made.target->node);
  const bool variable = std::holds_alternative<ast::Variable>(made.target->node);
  if (property) {
    made.kind = ast::SetItem::Kind::Property;
    expect(TokenKind::Equal, "`=`");
  } else if (!variable) {
    throw error("UnexpectedSyntax", "SET needs `x.key = value`, `x = map`, `x += map` or `x:Label`", start);
  } else if (at(TokenKind::Colon) || at(Keyword::Is)) {
    made.kind = ast::SetItem::Kind::Labels;
    made.labels = plain_labels(made.dynamic);
  } else {
    made.kind = at(TokenKind::PlusEqual) ? ast::SetItem::Kind::Merge : ast::SetItem::Kind::Replace;
    if (!accept(TokenKind::PlusEqual)) expect(TokenKind::Equal, "`.key`, `=`, `+=` or `:Label`");
  }
  if (made.kind != ast::SetItem::Kind::Labels) made.value = value();
  made.span = since(start);
  return made;
}

ast::Clause::Node Grammar::remove() {
  take();
  ast::Remove made;
  do {
    const std::uint32_t start = begin();
    ast::RemoveItem item;
    Ptr target = no_pattern(postfix(false));
    if (std::holds_alternative<ast::PropertyAccess>(target->node) ||
        std::holds_alternative<ast::IndexAccess>(target->node)) {
      item.property = std::move(target);
    } else if (std::holds_alternative<ast::Variable>(target->node) && (at(TokenKind::Colon) || at(Keyword::Is))) {
      item.target = std::move(target);
      item.labels = plain_labels(item.dynamic);
    } else {
      fail("`.key` or `:Label`");
    }
    item.span = since(start);
    made.items.push_back(std::move(item));
  } while (accept(TokenKind::Comma));
  return made;
}

ast::Clause::Node Grammar::delete_clause() {
  ast::Delete made;
  made.detach = accept(Keyword::Detach);
  expect(Keyword::Delete);
  do {
    made.expressions.push_back(value());
    const ast::Expression& what = *made.expressions.back();
    if (std::holds_alternative<ast::HasLabels>(what.node)) {
      throw error("InvalidDelete", "DELETE takes nodes, relationships and paths, not labels", what.span.begin)
          .hint("take a label away with REMOVE " +
                std::string(text_.substr(what.span.begin, what.span.end - what.span.begin)));
    }
  } while (accept(TokenKind::Comma));
  return made;
}

ast::Clause::Node Grammar::foreach () {
  const Level guard(*this);
  take();
  ast::Foreach made;
  expect(TokenKind::LeftParen, "`(`");
  made.variable = variable();
  expect(Keyword::In);
  {
    const Bars bars(*this, true);
    made.list = value();
  }
  expect(TokenKind::Bar, "`|`");
  do {
    const std::uint32_t start = begin();
    if (!at_clause()) fail_clause();
    made.body.push_back(clause());
    if (!ast::is_updating(made.body.back())) {
      throw error("InvalidClauseComposition", "FOREACH holds clauses that write, nothing else", start);
    }
  } while (!at(TokenKind::RightParen));
  take();
  return made;
}

// ---- CALL, LOAD CSV
// --------------------------------------------------------------------------------------------------

ast::Clause::Node Grammar::call() {
  const std::uint32_t begun = begin();
  const bool optional = accept(Keyword::Optional);
  take();
  if (at(TokenKind::LeftBrace) || at(TokenKind::LeftParen)) return call_subquery(optional);
  ast::Call made = procedure_call();
  if (!optional) return made;
  return optional_call(std::move(made), begun);
}

// OPTIONAL CALL p(...) YIELD a  is  OPTIONAL CALL (*) { CALL p(...) YIELD a RETURN a }
ast::Clause::Node Grammar::optional_call(ast::Call made, std::uint32_t begun) {
  if (!made.has_arguments) {
    throw error("InvalidArgumentPassingMode", "OPTIONAL CALL needs its arguments in parentheses", begun);
  }
  if (made.yields.empty()) fail("YIELD and the names of its results, after OPTIONAL CALL");
  ast::Return result;
  result.projection.span = since(begun);
  for (const ast::YieldItem& yield : made.yields) {
    ast::ProjectionItem item;
    item.expression = make(ast::Variable{yield.name}, yield.name_span.begin, 0);
    item.expression->span = item.span = yield.name_span;
    item.text = yield.name;
    result.projection.items.push_back(std::move(item));
  }
  ast::CallSubquery outer;
  outer.optional = outer.import_all = true;
  outer.imports.emplace();
  outer.query = std::make_unique<ast::Query>();
  outer.query->parts.emplace_back();
  outer.query->parts[0].push_back({std::move(made), since(begun)});
  outer.query->parts[0].push_back({std::move(result), since(begun)});
  outer.query->part_spans.push_back(since(begun));
  outer.query->span = since(begun);
  return outer;
}

ast::Call Grammar::procedure_call() {
  ast::Call made;
  const std::uint32_t start = begin();
  made.procedure = any_name("the name of a procedure or `{`");
  while (accept(TokenKind::Dot)) made.procedure += "." + any_name("the name of a procedure");
  made.name_span = since(start);
  if (accept(TokenKind::LeftParen)) {
    made.has_arguments = true;
    if (!at(TokenKind::RightParen)) {
      do {
        made.arguments.push_back(value());
      } while (accept(TokenKind::Comma));
    }
    expect(TokenKind::RightParen, "an operator, `,` or `)`");
  }
  if (accept(Keyword::Yield)) yields(made);
  return made;
}

void Grammar::yields(ast::Call& made) {
  made.has_yield = true;
  const std::uint32_t start = begin();
  if (accept(TokenKind::Star)) {
    made.yield_star = true;
    made.star_span = since(start);
  } else {
    do {
      made.yields.push_back(yield_item());
    } while (accept(TokenKind::Comma));
  }
  made.where = where();
}

ast::YieldItem Grammar::yield_item() {
  ast::YieldItem made;
  std::uint32_t start = begin();
  made.field = made.name = any_name("the name of a result, or `*`");
  made.field_span = made.name_span = since(start);
  if (accept(Keyword::As)) {
    start = begin();
    made.name = variable();
    made.name_span = since(start);
  }
  return made;
}

ast::Clause::Node Grammar::call_subquery(bool optional) {
  const Level guard(*this);
  const Bars bars(*this, false);
  ast::CallSubquery made;
  made.optional = optional;
  if (accept(TokenKind::LeftParen)) {
    made.imports.emplace();
    if (accept(TokenKind::Star)) {
      made.import_all = true;
    } else if (!at(TokenKind::RightParen)) {
      do {
        made.imports->push_back(variable());
      } while (accept(TokenKind::Comma));
    }
    expect(TokenKind::RightParen, "`,` or `)`");
  }
  expect(TokenKind::LeftBrace, "`{`");
  made.query = std::make_unique<ast::Query>(query(QueryUse::Subquery));
  expect(TokenKind::RightBrace, "a clause or `}`");
  if (at(Keyword::In)) {
    throw error("UnsupportedFeature", "`CALL { ... } IN TRANSACTIONS` is not supported: a statement is one transaction",
                begin());
  }
  return made;
}

ast::Clause::Node Grammar::load_csv() {
  take();
  expect(Keyword::Csv);
  ast::LoadCsv made;
  if (accept(Keyword::With)) {
    expect(Keyword::Headers);
    made.with_headers = true;
  }
  expect(Keyword::From);
  made.from = value();
  expect(Keyword::As);
  made.variable = variable();
  if (accept(Keyword::Fieldterminator)) made.field_terminator = value();
  return made;
}

}  // namespace polgraph::syntax
