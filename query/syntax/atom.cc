#include <array>

#include "query/syntax/grammar.h"

// Atoms: literals, names, brackets of every kind, calls.
namespace polgraph::syntax {

using TokenKind = Token::Kind;

namespace {

constexpr std::string_view kAnExpression = "an expression";

bool begins_operand(const Token& token) {
  switch (token.kind) {
    case TokenKind::Name:
    case TokenKind::QuotedName:
    case TokenKind::Number:
    case TokenKind::String:
    case TokenKind::Parameter: return true;
    default: return false;
  }
}

}  // namespace

Grammar::Ptr Grammar::atom() {
  const Token& token = peek();
  const std::uint32_t start = token.begin;
  switch (token.kind) {
    case TokenKind::Name:
    case TokenKind::QuotedName: return word();
    case TokenKind::Number: return number(false, start);
    case TokenKind::String: {
      Value text = Value::string(decode(take(), 0, decode_string));
      return make(ast::Literal{std::move(text)}, start, 0);
    }
    case TokenKind::Parameter: {
      const Token& parameter = take();
      const bool quoted = text_[parameter.begin + 1] == '`';
      std::string name = quoted ? decode(parameter, 1, decode_quoted_name) : std::string(text_of(parameter).substr(1));
      return make(ast::Parameter{std::move(name)}, start, 0);
    }
    case TokenKind::LeftParen: return parenthesis();
    case TokenKind::LeftBracket: return bracket();
    case TokenKind::LeftBrace: return map_literal();
    default: fail(kAnExpression);
  }
}

Grammar::Ptr Grammar::number(bool negative, std::uint32_t start) {
  Value value = decode(take(), 0, [&](std::string_view digits) { return decode_number(digits, negative); });
  return make(ast::Literal{std::move(value)}, start, 0);
}

// Everything that begins with a word: a word of the language where what follows it says so, else a call or a variable.
Grammar::Ptr Grammar::word() {
  const std::uint32_t start = begin();
  const bool call = at(TokenKind::LeftParen, 1);
  const bool binding = call && at_name(2) && at(Keyword::In, 3);
  switch (peek().keyword) {
    case Keyword::True: take(); return make(ast::Literal{Value::boolean(true)}, start, 0);
    case Keyword::False: take(); return make(ast::Literal{Value::boolean(false)}, start, 0);
    case Keyword::Null: take(); return make(ast::Literal{Value::null()}, start, 0);
    case Keyword::Case: return case_expression();
    case Keyword::All:
      if (binding) return quantifier(ast::Quantifier::Kind::All);
      break;
    case Keyword::Any:
      if (binding) return quantifier(ast::Quantifier::Kind::Any);
      break;
    case Keyword::NoneOf:
      if (binding) return quantifier(ast::Quantifier::Kind::None);
      break;
    case Keyword::Single:
      if (binding) return quantifier(ast::Quantifier::Kind::Single);
      break;
    case Keyword::Filter:
    case Keyword::Extract:
      if (binding) return filter_or_extract();
      break;
    case Keyword::Reduce:
      if (call && at_name(2) && at(TokenKind::Equal, 3)) return reduce(false);
      break;
    case Keyword::ShortestPath:
    case Keyword::AllShortestPaths:
      if (call) return path_expression();
      break;
    case Keyword::Exists:
      if (call && (at_pattern(2) || at_shortest_path(2))) return exists_of_pattern();
      if (at_subquery_brace(1)) return subquery(ast::Subquery::Kind::Exists);
      break;
    case Keyword::Count:
      if (call && at(TokenKind::Star, 2) && at(TokenKind::RightParen, 3)) {
        for (int i = 0; i < 4; ++i) take();
        return make(ast::CountStar{}, start, 0);
      }
      if (at_subquery_brace(1)) return subquery(ast::Subquery::Kind::Count);
      break;
    case Keyword::Collect:
      if (at_subquery_brace(1)) return subquery(ast::Subquery::Kind::Collect);
      break;
    case Keyword::Limit:
    case Keyword::Skip:
    case Keyword::Offset:
      if (!call && begins_operand(peek(1)) && peek(1).keyword == Keyword::None) fail(kAnExpression);
      break;
    case Keyword::Order:
      if (at(Keyword::By, 1)) fail(kAnExpression);
      break;
    default: break;
  }
  if (call && at(TokenKind::Name)) {
    if (is_word(text_of(peek()), "TRIM")) return trim_call();
    if (at_name(2) && at(TokenKind::Equal, 3) && is_word(text_of(peek()), "ALLREDUCE")) return reduce(true);
  }
  std::size_t names = 1;
  while (at(TokenKind::Dot, 2 * names - 1) && at_name(2 * names)) ++names;
  if (at(TokenKind::LeftParen, 2 * names - 1)) return function_call(names);
  if (at(TokenKind::LeftBrace, 1) && at_variable()) return map_projection();
  return make(ast::Variable{variable(kAnExpression)}, start, 0);
}

Grammar::Ptr Grammar::parenthesis() {
  const std::uint32_t start = begin();
  const Bars bars(*this, false);
  if (at_pattern(0)) {
    const Heights heights(*this);
    ast::PathPattern pattern = path_steps(PatternUse::Predicate);
    return make(ast::PatternPredicate{std::move(pattern)}, start, heights.highest());
  }
  take();
  Ptr inner = predicate();
  expect(TokenKind::RightParen, "an operator or `)`");
  return inner;
}

// Is there a comma directly inside the bracket at `ahead`? Each bracket is walked once for itself: linear in all.
bool Grammar::has_comma_inside(std::size_t ahead) const {
  const std::size_t open = at_ + ahead;
  const std::size_t close = tokens_[open].match;
  for (std::size_t i = open + 1; i < close; ++i) {
    if (tokens_[i].kind == TokenKind::Comma) return true;
    if (tokens_[i].match > i) i = tokens_[i].match;
  }
  return false;
}

Grammar::Ptr Grammar::bracket() {
  const Bars bars(*this, false);
  if (at_pattern(1) || (at_name(1) && at(TokenKind::Equal, 2) && at_pattern(3))) return pattern_comprehension();
  if (at_variable(1) && at(Keyword::In, 2) && !has_comma_inside(0)) return list_comprehension();
  return list_literal();
}

Grammar::Ptr Grammar::list_literal() {
  const std::uint32_t start = begin();
  take();
  std::vector<Ptr> items;
  int height = 0;
  if (!at(TokenKind::RightBracket)) {
    do {
      items.push_back(value());
      height = std::max<int>(height, items.back()->height);
    } while (accept(TokenKind::Comma));
  }
  expect(TokenKind::RightBracket, items.empty() ? "an expression or `]`" : "an operator, `,` or `]`");
  return make(ast::ListLiteral{std::move(items)}, start, height);
}

Grammar::Ptr Grammar::map_literal() {
  refuse_old_parameter();
  const std::uint32_t start = begin();
  const Bars bars(*this, false);
  take();
  std::vector<std::pair<std::string, Ptr>> entries;
  int height = 0;
  if (!at(TokenKind::RightBrace)) {
    do {
      std::string key = any_name(entries.empty() ? "a key or `}`" : "a key");
      expect(TokenKind::Colon, "`:` after the key");
      entries.emplace_back(std::move(key), value());
      height = std::max<int>(height, entries.back().second->height);
    } while (accept(TokenKind::Comma));
  }
  expect(TokenKind::RightBrace, "an operator, `,` or `}`");
  return make(ast::MapLiteral{std::move(entries)}, start, height);
}

Grammar::Ptr Grammar::list_comprehension() {
  const std::uint32_t start = begin();
  const Heights heights(*this);
  take();
  ast::ListComprehension made;
  made.variable = variable();
  expect(Keyword::In);
  const Bars bars(*this, true);
  made.list = value();
  if (accept(Keyword::Where)) made.where = predicate();
  if (accept(TokenKind::Bar)) {
    const Bars inner(*this, false);
    made.projection = value();
  }
  expect(TokenKind::RightBracket, made.projection ? "`]`" : made.where ? "`|` or `]`" : "WHERE, `|` or `]`");
  return make(std::move(made), start, heights.highest());
}

Grammar::Ptr Grammar::pattern_comprehension() {
  const std::uint32_t start = begin();
  const Heights heights(*this);
  take();
  ast::PatternComprehension made;
  made.pattern = path(PatternUse::Predicate);
  {
    const Bars bars(*this, true);
    if (accept(Keyword::Where)) made.where = predicate();
  }
  expect(TokenKind::Bar, made.where ? "`|`" : "WHERE or `|`");
  made.projection = value();
  expect(TokenKind::RightBracket, "`]`");
  return make(std::move(made), start, heights.highest());
}

Grammar::Ptr Grammar::case_expression() {
  const std::uint32_t start = begin();
  const Heights heights(*this);
  const Bars bars(*this, false);
  take();
  ast::Case made;
  if (!at(Keyword::When)) made.operand = value();
  if (!at(Keyword::When)) fail("WHEN");
  std::vector<bool> plain;  // a value to compare with, as in the simple CASE
  while (accept(Keyword::When)) {
    plain.push_back(true);
    Ptr when = made.operand ? case_tests(plain) : predicate();
    expect(Keyword::Then);
    made.whens.emplace_back(std::move(when), value());
  }
  made.extended = std::find(plain.begin(), plain.end(), false) != plain.end();
  for (std::size_t i = 0; made.extended && i < plain.size(); ++i) {
    if (plain[i]) made.whens[i].first = equals_operand(std::move(made.whens[i].first));
  }
  if (accept(Keyword::Else)) made.otherwise = value();
  expect(Keyword::End);
  return make(std::move(made), start, heights.highest());
}

Grammar::Ptr Grammar::case_operand(std::uint32_t at) {
  Ptr made = make(ast::CaseOperand{}, at, 0);
  made->span = {at, at};
  return made;
}

Grammar::Ptr Grammar::equals_operand(Ptr value) {
  Ptr operand = case_operand(value->span.begin);
  return binary(ast::BinaryOp::Equal, std::move(operand), std::move(value));
}

// WHEN 1, 2 | WHEN > 3, IS NULL: values and conditions about the operand of CASE, joined by OR.
Grammar::Ptr Grammar::case_tests(std::vector<bool>& plain) {
  Ptr first = case_test();
  if (!first) {
    first = value();
    if (!at(TokenKind::Comma)) return first;
    first = equals_operand(std::move(first));
  }
  plain.back() = false;
  while (accept(TokenKind::Comma)) {
    Ptr next = case_test();
    if (!next) next = equals_operand(value());
    first = binary(ast::BinaryOp::Or, std::move(first), std::move(next));
  }
  return first;
}

Grammar::Ptr Grammar::quantifier(ast::Quantifier::Kind kind) {
  const std::uint32_t start = begin();
  const Heights heights(*this);
  const Bars bars(*this, false);
  take();
  take();
  ast::Quantifier made;
  made.kind = kind;
  made.variable = variable();
  expect(Keyword::In);
  made.list = value();
  expect(Keyword::Where);
  made.where = predicate();
  expect(TokenKind::RightParen, "an operator or `)`");
  return make(std::move(made), start, heights.highest());
}

// reduce(sum = 0, x IN list | sum + x), allReduce(sum = 0, x IN list | sum + x, sum < 9)
Grammar::Ptr Grammar::reduce(bool every_step) {
  const std::uint32_t start = begin();
  const Heights heights(*this);
  take();
  take();
  ast::Reduce made;
  made.accumulator = variable();
  take();
  made.initial = value();
  expect(TokenKind::Comma, "`,`");
  made.variable = variable();
  expect(Keyword::In);
  {
    const Bars bars(*this, true);
    made.list = value();
  }
  expect(TokenKind::Bar, "`|`");
  const Bars bars(*this, false);
  made.body = value();
  if (every_step) {
    expect(TokenKind::Comma, "`,` and a condition");
    made.always = predicate();
  }
  expect(TokenKind::RightParen, "`)`");
  return make(std::move(made), start, heights.highest());
}

// trim([BOTH | LEADING | TRAILING] [letters] FROM text): bTrim, lTrim and rTrim by other words. trim(text) is a call.
Grammar::Ptr Grammar::trim_call() {
  struct Side {
    std::string_view word, function;
  };
  static constexpr std::array<Side, 3> kSides = {{{"BOTH", "bTrim"}, {"LEADING", "lTrim"}, {"TRAILING", "rTrim"}}};
  const std::uint32_t start = begin();
  const Heights heights(*this);
  const Bars bars(*this, false);
  ast::FunctionCall call{"trim", false, {}};
  take();
  take();
  const bool word = at(TokenKind::Name) && begins_operand(peek(1));  // else a variable of that name
  for (const Side& side : kSides) {
    if (!word || !is_word(text_of(peek()), side.word)) continue;
    take();
    call.name = side.function;
    break;
  }
  const bool bare = at(Keyword::From) && begins_operand(peek(1));
  if (!bare && !at(TokenKind::RightParen)) call.arguments.push_back(value());
  if (bare || call.name != "trim" || at(Keyword::From)) {
    expect(Keyword::From);
    if (call.name == "trim") call.name = "bTrim";
    call.arguments.insert(call.arguments.begin(), value());
  }
  while (!call.arguments.empty() && accept(TokenKind::Comma)) call.arguments.push_back(value());
  expect(TokenKind::RightParen, call.arguments.empty() ? "an expression or `)`" : "an operator, `,` or `)`");
  return make(std::move(call), start, heights.highest());
}

// The old spellings filter(x IN list WHERE p) and extract(x IN list | e) of a list comprehension.
Grammar::Ptr Grammar::filter_or_extract() {
  const std::uint32_t start = begin();
  const Heights heights(*this);
  const bool filter = take().keyword == Keyword::Filter;
  take();
  ast::ListComprehension made;
  made.variable = variable();
  expect(Keyword::In);
  const Bars bars(*this, true);
  made.list = value();
  if (filter) {
    expect(Keyword::Where);
    made.where = predicate();
  } else {
    expect(TokenKind::Bar, "`|`");
    made.projection = value();
  }
  expect(TokenKind::RightParen, "`)`");
  return make(std::move(made), start, heights.highest());
}

// Does a brace at `ahead` open a subquery and not a map? It begins with a clause or a node pattern.
bool Grammar::at_subquery_brace(std::size_t ahead) const {
  if (!at(TokenKind::LeftBrace, ahead)) return false;
  if (at(TokenKind::LeftParen, ahead + 1)) return true;
  if (at_name(ahead + 1) && at(TokenKind::Equal, ahead + 2)) return true;
  if (at(TokenKind::Colon, ahead + 2) || at(TokenKind::Comma, ahead + 2) || at(TokenKind::RightBrace, ahead + 2)) {
    return false;
  }
  return at(TokenKind::Name, ahead + 1);
}

Grammar::Ptr Grammar::subquery(ast::Subquery::Kind kind) {
  const std::uint32_t start = begin();
  const Heights heights(*this);
  const Bars bars(*this, false);
  const Level guard(*this);
  take();
  take();
  const std::uint32_t inner = begin();
  auto made = std::make_unique<ast::Query>();
  if (at(TokenKind::LeftParen) || (at_name() && at(TokenKind::Equal, 1)) || at_shortest_path()) {
    if (kind == ast::Subquery::Kind::Collect) fail("MATCH ... RETURN");
    ast::Match match;
    match.pattern = pattern(PatternUse::Match);
    match.where = where();
    made->parts.emplace_back();
    made->parts[0].push_back(ast::Clause{std::move(match), since(inner)});
    made->part_spans.push_back(since(inner));
    made->span = since(inner);
  } else {
    *made = query(kind == ast::Subquery::Kind::Collect ? QueryUse::Subquery : QueryUse::Predicate);
  }
  expect(TokenKind::RightBrace, "a clause or `}`");
  return make(ast::Subquery{kind, std::move(made)}, start, heights.highest());
}

Grammar::Ptr Grammar::exists_of_pattern() {
  const std::uint32_t start = begin();
  const Heights heights(*this);
  take();
  take();
  ast::PathPattern pattern = path(PatternUse::Predicate);
  expect(TokenKind::RightParen, "`)`");
  return make(ast::PatternPredicate{std::move(pattern), true}, start, heights.highest());
}

Grammar::Ptr Grammar::path_expression() {
  const std::uint32_t start = begin();
  const Heights heights(*this);
  ast::PathPattern pattern = shortest_path(PatternUse::Predicate);
  return make(ast::PathExpression{std::move(pattern)}, start, heights.highest());
}

Grammar::Ptr Grammar::function_call(std::size_t name_tokens) {
  const std::uint32_t start = begin();
  const Heights heights(*this);
  const Bars bars(*this, false);
  ast::FunctionCall made;
  for (std::size_t i = 0; i < name_tokens; ++i) {
    if (i > 0) {
      take();
      made.name += '.';
    } else if (is_reserved(peek().keyword)) {
      fail(kAnExpression);
    }
    made.name += name_of(take());
  }
  take();
  made.distinct = accept(Keyword::Distinct);
  if (!at(TokenKind::RightParen)) {
    do {
      made.arguments.push_back(value());
    } while (accept(TokenKind::Comma));
  }
  expect(TokenKind::RightParen, made.arguments.empty() ? "an expression or `)`" : "an operator, `,` or `)`");
  if (is_word(made.name, "NORMALIZE") && made.arguments.size() == 2) name_of_form(*made.arguments[1]);
  return make(std::move(made), start, heights.highest());
}

// normalize(text, NFC): the form is a word, not a variable.
void Grammar::name_of_form(ast::Expression& argument) {
  const auto* word = std::get_if<ast::Variable>(&argument.node);
  if (word == nullptr || !is_normal_form(word->name)) return;
  argument.node = ast::Literal{Value::string(word->name)};
}

// person {.name, .*, age: 3, other}
Grammar::Ptr Grammar::map_projection() {
  const std::uint32_t start = begin();
  const Heights heights(*this);
  const Bars bars(*this, false);
  ast::MapProjection made;
  made.variable = variable();
  take();
  if (!at(TokenKind::RightBrace)) {
    do {
      made.items.push_back(projection_item());
    } while (accept(TokenKind::Comma));
  }
  expect(TokenKind::RightBrace, "`,` or `}`");
  return make(std::move(made), start, heights.highest());
}

ast::MapProjection::Item Grammar::projection_item() {
  using Kind = ast::MapProjection::Item::Kind;
  if (accept(TokenKind::Dot)) {
    if (accept(TokenKind::Star)) return {Kind::AllProperties, "", nullptr};
    return {Kind::Property, any_name("a property key or `*`"), nullptr};
  }
  std::string key = any_name("`.key`, `.*`, `key: value`, a variable or `}`");
  if (accept(TokenKind::Colon)) return {Kind::Entry, std::move(key), value()};
  return {Kind::Variable, std::move(key), nullptr};
}

}  // namespace polgraph::syntax
