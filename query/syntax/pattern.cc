#include <algorithm>

#include "query/syntax/grammar.h"
#include "query/syntax/parser.h"

namespace polgraph::syntax {

using TokenKind = Token::Kind;
using ast::LabelExpression;

namespace {

constexpr std::string_view kBadRelationship = "InvalidRelationshipPattern";

LabelExpression join(LabelExpression::Op op, LabelExpression first, LabelExpression next) {
  if (first.op == op) {
    first.operands.push_back(std::move(next));
    return first;
  }
  LabelExpression joined;
  joined.op = op;
  joined.operands.push_back(std::move(first));
  joined.operands.push_back(std::move(next));
  return joined;
}

}  // namespace

// ---- looking ahead
// ---------------------------------------------------------------------------------------------------

bool Grammar::at_minus(std::size_t ahead) const {
  return at(TokenKind::Minus, ahead) || at(TokenKind::Dash, ahead);
}
bool Grammar::at_less(std::size_t ahead) const {
  return at(TokenKind::Less, ahead) || at(TokenKind::ArrowLeft, ahead);
}
bool Grammar::at_greater(std::size_t ahead) const {
  return at(TokenKind::Greater, ahead) || at(TokenKind::ArrowRight, ahead);
}

// (  (a  (:L  ({..}  (a:L  (a {..}  (a $p  (a WHERE: what no expression in parentheses looks like, but for (a), (a:L).
bool Grammar::at_node_pattern(std::size_t ahead) const {
  if (!at(TokenKind::LeftParen, ahead) || peek(ahead).match == 0) return false;
  const std::size_t next = ahead + (at_name(ahead + 1) ? 2 : 1);
  switch (peek(next).kind) {
    case TokenKind::RightParen:
    case TokenKind::Colon:
    case TokenKind::LeftBrace:
    case TokenKind::Parameter: return true;
    case TokenKind::Name: return at(Keyword::Where, next) || at(Keyword::Is, next);
    default: return false;
  }
}

bool Grammar::at_pattern(std::size_t ahead) const {
  if (!at_node_pattern(ahead)) return false;
  std::size_t next = peek(ahead).match + 1 - at_;
  if (at_less(next)) ++next;
  if (!at_minus(next++)) return false;
  if (at(TokenKind::LeftBracket, next)) {
    const std::size_t inside = next + (at_name(next + 1) ? 2 : 1);
    const TokenKind kind = peek(inside).kind;
    const bool detail = kind == TokenKind::RightBracket || kind == TokenKind::Colon || kind == TokenKind::Star ||
                        kind == TokenKind::LeftBrace || kind == TokenKind::Parameter || at(Keyword::Where, inside) ||
                        at(Keyword::Is, inside);
    if (!detail || peek(next).match == 0) return false;
    next = peek(next).match + 1 - at_;
  }
  if (!at_minus(next++)) return false;
  if (at_greater(next)) ++next;
  // Behind -->+ and -->{1,3} only a pattern can go on.
  if (at(TokenKind::Plus, next) || at(TokenKind::Star, next)) ++next;
  if (at(TokenKind::LeftBrace, next) && peek(next).match != 0) next = peek(next).match + 1 - at_;
  return at_node_pattern(next);
}

bool Grammar::at_shortest_path(std::size_t ahead) const {
  return (at(Keyword::ShortestPath, ahead) || at(Keyword::AllShortestPaths, ahead)) &&
         at(TokenKind::LeftParen, ahead + 1);
}

// ---- nodes
// -----------------------------------------------------------------------------------------------------------

// The order of a pattern's steps is chosen by trying them against each other, so their number is bounded.
void Grammar::count_pattern_node(std::uint32_t begin) {
  if (++pattern_nodes_ <= kMaxPatternNodes) return;
  throw error("StatementTooLong",
              "the patterns of the statement have more than " + std::to_string(kMaxPatternNodes) + " nodes", begin,
              Kind::Limit)
      .hint("a chain of one kind is written -[:TYPE*1..9]->");
}

ast::NodePattern Grammar::node_pattern(PatternUse use) {
  const std::uint32_t start = begin();
  count_part(start);
  if (use != PatternUse::Create) count_pattern_node(start);
  ast::NodePattern made;
  expect(TokenKind::LeftParen, "a node pattern such as (n)");
  const Bars bars(*this, false);
  if (at_name() && !at(Keyword::Where) && !(at(Keyword::Is) && at_name(1))) made.variable = variable();
  if (at(TokenKind::Colon) || at(Keyword::Is)) made.labels = label_expression(true);
  made.properties = properties(use);
  if (accept(Keyword::Where)) made.where = predicate();
  if (!at(TokenKind::RightParen)) {
    fail(made.where        ? "an operator or `)`"
         : made.properties ? "`)`"
         : made.labels     ? "`{`, another label or `)`"
                           : "`:`, `{` or `)`");
  }
  take();
  made.span = since(start);
  if (made.where && (use == PatternUse::Create || use == PatternUse::Merge)) {
    throw error("UnexpectedSyntax", "WHERE has no meaning in a pattern that is made", made.where->span.begin);
  }
  return made;
}

Grammar::Ptr Grammar::properties(PatternUse use) {
  if (at(TokenKind::LeftBrace)) return map_literal();
  if (!at(TokenKind::Parameter)) return nullptr;
  if (use != PatternUse::Create) {
    throw error("InvalidParameterUse", "a parameter cannot stand for all properties of a pattern that is searched for",
                begin())
        .hint("name the keys: {name: " + std::string(text_of(peek())) + ".name}");
  }
  return atom();
}

// ---- relationships
// ---------------------------------------------------------------------------------------------------

ast::RelationshipPattern Grammar::relationship_pattern(PatternUse use) {
  const std::uint32_t start = begin();
  ast::RelationshipPattern made;
  const bool left = at_less();
  if (left) take();
  if (!at_minus()) fail("`-`");
  take();
  if (at(TokenKind::LeftBracket)) relationship_detail(made, use);
  if (!at_minus()) fail("`-` or `->`", kBadRelationship);
  take();
  const bool right = at_greater();
  if (right) take();
  if (left != right) {
    made.arrow = right ? ast::RelationshipPattern::Arrow::Right : ast::RelationshipPattern::Arrow::Left;
  }
  hops_after(made);
  made.span = since(start);
  check_written_relationship(made, use);
  return made;
}

// [r:TYPE*1..3 {key: value} WHERE ...]
void Grammar::relationship_detail(ast::RelationshipPattern& made, PatternUse use) {
  take();
  const Bars bars(*this, false);
  if (at_name() && !at(Keyword::Where) && !(at(Keyword::Is) && at_name(1))) made.variable = variable();
  if (accept(TokenKind::Question)) fail("a relationship without `?`, which old versions had", kBadRelationship);
  if (at(TokenKind::Colon) || at(Keyword::Is)) made.types = label_expression(true);
  if (at(TokenKind::Star)) made.hops = hops();
  made.properties = properties(use);
  if (accept(Keyword::Where)) made.where = predicate();
  if (!at(TokenKind::RightBracket)) {
    fail(made.where        ? "an operator or `]`"
         : made.properties ? "`]`"
         : made.hops       ? "`{` or `]`"
         : made.types      ? "`|`, `*`, `{` or `]`"
                           : "`:TYPE`, `*`, `{` or `]`",
         kBadRelationship);
  }
  take();
}

// *  *2  *1..  *..3  *1..3
ast::Hops Grammar::hops() {
  take();
  ast::Hops hops;
  if (at(TokenKind::Number)) hops.min = hop_count();
  if (!accept(TokenKind::DotDot)) {
    hops.max = hops.min;
    return hops;
  }
  if (at(TokenKind::Number)) hops.max = hop_count();
  return hops;
}

std::int64_t Grammar::hop_count() {
  const std::uint32_t start = begin();
  const Value count = decode(take(), 0, [](std::string_view digits) { return decode_number(digits, false); });
  if (!count.is_integer()) throw error(kBadRelationship, "a number of hops is a whole number", start);
  return count.as_integer();
}

// The quantifiers of GQL behind one relationship: -[:T]->+  -[:T]->*  -[:T]->{1,3}
void Grammar::hops_after(ast::RelationshipPattern& made) {
  if (!at(TokenKind::LeftBrace) && !at(TokenKind::Plus) && !at(TokenKind::Star)) return;
  if (made.hops) fail("a node pattern such as (n)", kBadRelationship);
  made.hops = quantifier_of_path();
}

// What a relationship that is made must have, as far as that shows without knowing which variables are bound.
void Grammar::check_written_relationship(const ast::RelationshipPattern& made, PatternUse use) const {
  if (use != PatternUse::Create && use != PatternUse::Merge) return;
  const std::string clause = use == PatternUse::Create ? "CREATE" : "MERGE";
  const std::uint32_t start = made.span.begin;
  if (made.hops) throw error("CreatingVarLength", clause + " makes one relationship, not a chain of any length", start);
  if (made.where) throw error("UnexpectedSyntax", "WHERE has no meaning in a pattern that is made", start);
  const bool one_type =
      made.types && (made.types->op == LabelExpression::Op::Name ||
                     (made.types->op == LabelExpression::Op::Dynamic && !made.types->any_of));
  if (made.types ? !one_type : made.variable.empty()) {
    throw error("NoSingleRelationshipType", clause + " needs exactly one type for a relationship", start)
        .hint("write -[:TYPE]->");
  }
  if (use == PatternUse::Create && made.arrow == ast::RelationshipPattern::Arrow::None) {
    throw error("RequiresDirectedRelationship", "CREATE needs a direction for a relationship", start)
        .hint("write -[:TYPE]-> or <-[:TYPE]-");
  }
}

// ---- labels
// ----------------------------------------------------------------------------------------------------------

// :A  :A:B  :A|B  :A|:B  :A&!B  :%  IS A. Colons join as & does. Where a bar ends the expression, `bars` is false.
LabelExpression Grammar::label_expression(bool bars) {
  take();
  LabelExpression made = label_or(bars);
  if (at(TokenKind::Colon) && made.op != LabelExpression::Op::Name && made.op != LabelExpression::Op::And) {
    throw error("UnexpectedSyntax", "`:` cannot follow `|` or `!` among labels", begin()).hint("write & for \"and\"");
  }
  while (accept(TokenKind::Colon)) made = join(LabelExpression::Op::And, std::move(made), label_atom());
  return made;
}

LabelExpression Grammar::label_or(bool bars) {
  LabelExpression made = label_and();
  while (bars && accept(TokenKind::Bar)) {
    accept(TokenKind::Colon);
    made = join(LabelExpression::Op::Or, std::move(made), label_and());
  }
  return made;
}

LabelExpression Grammar::label_and() {
  LabelExpression made = label_atom();
  while (accept(TokenKind::Ampersand)) made = join(LabelExpression::Op::And, std::move(made), label_atom());
  return made;
}

LabelExpression Grammar::label_atom() {
  const Level guard(*this);
  count_part(begin());
  LabelExpression made;
  if (accept(TokenKind::Exclamation)) {
    made.op = LabelExpression::Op::Not;
    made.operands.push_back(label_atom());
  } else if (accept(TokenKind::Percent)) {
    made.op = LabelExpression::Op::Any;
  } else if (at_computed_name()) {
    made.op = LabelExpression::Op::Dynamic;
    made.any_of = at_computed_name("$any");
    made.value = computed_name();
  } else if (accept(TokenKind::LeftParen)) {
    made = label_or(true);
    expect(TokenKind::RightParen, "`|`, `&` or `)`");
  } else {
    made.name = any_name("a label or type");
  }
  return made;
}

// $(x)  $all(x)  $any(x): a name, or a list of names, that is computed
bool Grammar::at_computed_name(std::string_view word) const {
  const bool bare = at(TokenKind::Bad) && text_of(peek()) == "$";
  const bool named = at(TokenKind::Parameter) && (text_of(peek()) == "$all" || text_of(peek()) == "$any");
  return (bare || named) && at(TokenKind::LeftParen, 1) && (word.empty() || text_of(peek()) == word);
}

Grammar::Ptr Grammar::computed_name() {
  const Bars bars(*this, false);
  take(), take();
  Ptr made = value();
  expect(TokenKind::RightParen, "an operator or `)`");
  return made;
}

// :A:B:$(x), as SET and REMOVE take them.
std::vector<std::string> Grammar::plain_labels(std::vector<Ptr>& computed) {
  std::vector<std::string> labels;
  bool more = accept(Keyword::Is) || accept(TokenKind::Colon);
  for (; more; more = accept(TokenKind::Colon)) {
    if (!at_computed_name()) {
      labels.push_back(any_name("a label"));
    } else if (at_computed_name("$any")) {
      fail("`$(` or `$all(`: all labels are set or removed");
    } else {
      computed.push_back(computed_name());
    }
  }
  return labels;
}

}  // namespace polgraph::syntax
