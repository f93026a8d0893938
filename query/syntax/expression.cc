#include <array>

#include "query/syntax/grammar.h"
#include "query/syntax/parser.h"

// Operators, by binding strength (a larger level binds tighter). Source: openCypher grammar, Expression, and the TCK's
// expressions/precedence.
namespace polgraph::syntax {

using ast::BinaryOp;
using ast::UnaryOp;
using TokenKind = Token::Kind;

namespace {

constexpr std::size_t kPartBytes = 300;  // of the tree, measured

enum Level : int { kOr = 1, kXor, kAnd, kNot, kComparison, kPredicate, kAdd, kMultiply, kPower, kSign };

// A chain of this many ANDs (ORs) becomes a balanced tree, so that a generated filter of thousands of terms stays flat.
// Order of evaluation and the answer are the same: three-valued AND, OR and XOR are associative.
constexpr std::size_t kBalanceFrom = 64;

struct Operator {
  BinaryOp op;
  int level;
};

constexpr Operator kNone{BinaryOp::Or, 0};

Operator operator_of(const Token& token) {
  switch (token.kind) {
    case TokenKind::Equal: return {BinaryOp::Equal, kComparison};
    case TokenKind::NotEqual: return {BinaryOp::NotEqual, kComparison};
    case TokenKind::Less: return {BinaryOp::Less, kComparison};
    case TokenKind::LessEqual: return {BinaryOp::LessEqual, kComparison};
    case TokenKind::Greater: return {BinaryOp::Greater, kComparison};
    case TokenKind::GreaterEqual: return {BinaryOp::GreaterEqual, kComparison};
    case TokenKind::Matches: return {BinaryOp::Matches, kPredicate};
    case TokenKind::Plus: return {BinaryOp::Add, kAdd};
    case TokenKind::Minus: return {BinaryOp::Subtract, kAdd};
    case TokenKind::BarBar: return {BinaryOp::Concat, kAdd};
    case TokenKind::Star: return {BinaryOp::Multiply, kMultiply};
    case TokenKind::Slash: return {BinaryOp::Divide, kMultiply};
    case TokenKind::Percent: return {BinaryOp::Modulo, kMultiply};
    case TokenKind::Caret: return {BinaryOp::Power, kPower};
    case TokenKind::Name: break;
    default: return kNone;
  }
  switch (token.keyword) {
    case Keyword::Or: return {BinaryOp::Or, kOr};
    case Keyword::Xor: return {BinaryOp::Xor, kXor};
    case Keyword::And: return {BinaryOp::And, kAnd};
    case Keyword::In: return {BinaryOp::In, kPredicate};
    case Keyword::Contains: return {BinaryOp::Contains, kPredicate};
    case Keyword::Starts: return {BinaryOp::StartsWith, kPredicate};
    case Keyword::Ends: return {BinaryOp::EndsWith, kPredicate};
    case Keyword::Is: return {BinaryOp::Equal, kPredicate};  // no binary operator, see is_something
    default: return kNone;
  }
}

}  // namespace

Grammar::Level::Level(Grammar& grammar) : grammar_(grammar) {
  if (++grammar_.depth_ > ast::kMaxNesting) {
    --grammar_.depth_;
    throw grammar_.error("NestingTooDeep", "the statement nests deeper than " + std::to_string(ast::kMaxNesting),
                         grammar_.begin(), Kind::Limit);
  }
}

void Grammar::count_part(std::uint32_t begin) {
  if (limits_ != nullptr) {
    limits_->tick();
    limits_->charge(kPartBytes);
  }
  if (++parts_ <= kMaxStatementParts) return;
  throw error("StatementTooLong", "the statement has more than " + std::to_string(kMaxStatementParts) + " parts", begin,
              Kind::Limit)
      .hint("hand data over as a parameter, or load it from a file");
}

Grammar::Ptr Grammar::make(ast::Expression::Node node, std::uint32_t begin, int height_of_parts) {
  count_part(begin);
  const int height = height_of_parts + 1;
  if (height > ast::kMaxNesting) {
    throw error("NestingTooDeep",
                "the expression has a chain of more than " + std::to_string(ast::kMaxNesting) + " operators", begin,
                Kind::Limit);
  }
  tallest_ = std::max(tallest_, height);
  return std::make_unique<ast::Expression>(
      ast::Expression{std::move(node), since(begin), static_cast<std::uint16_t>(height)});
}

void Grammar::refuse_pattern(const Ptr& expression) const {
  const auto* pattern = std::get_if<ast::PatternPredicate>(&expression->node);
  if (pattern == nullptr || pattern->called) return;
  throw error("UnexpectedSyntax", "a pattern stands where a value is expected", expression->span.begin)
      .hint("count what it finds with COUNT { pattern }, ask whether there is any with EXISTS { pattern }, collect it "
            "with [pattern | value]");
}

Grammar::Ptr Grammar::no_pattern(Ptr expression) const {
  refuse_pattern(expression);
  return expression;
}

Grammar::Ptr Grammar::value() {
  return no_pattern(expression(kOr));
}
Grammar::Ptr Grammar::predicate() {
  return expression(kOr);
}

Grammar::Ptr Grammar::binary(BinaryOp op, Ptr left, Ptr right) {
  const bool boolean = op == BinaryOp::And || op == BinaryOp::Or || op == BinaryOp::Xor;
  if (!boolean) {
    refuse_pattern(left);
    refuse_pattern(right);
  }
  const std::uint32_t begin = left->span.begin;
  const int height = std::max(left->height, right->height);
  const std::uint32_t end = right->span.end;
  Ptr made = make(ast::Binary{op, std::move(left), std::move(right)}, begin, height);
  made->span.end = end;
  return made;
}

Grammar::Ptr Grammar::expression(int level) {
  const Level guard(*this);
  Ptr left = prefix(level);
  for (;;) {
    if (at_type_test() && level <= kPredicate) {
      left = type_test(std::move(left), false);
      continue;
    }
    const Operator next = operator_of(peek());
    if (next.level == 0 || next.level < level) return left;
    if (next.level <= kAnd) {
      left = boolean_chain(std::move(left), next.op, next.level);
    } else if (next.level == kComparison) {
      left = comparisons(std::move(left));
    } else if (at(Keyword::Is)) {
      left = is_something(std::move(left));
    } else if (next.op == BinaryOp::StartsWith || next.op == BinaryOp::EndsWith) {
      left = string_or_list_predicate(std::move(left), next.op, 2);
    } else {
      left = string_or_list_predicate(std::move(left), next.op, 1);
    }
  }
}

// a AND b AND c ...: left to right where short.
Grammar::Ptr Grammar::boolean_chain(Ptr first, BinaryOp op, int level) {
  std::vector<Ptr> operands;
  operands.push_back(std::move(first));
  while (operator_of(peek()).level == level) {
    take();
    operands.push_back(expression(level + 1));
  }
  if (operands.size() < kBalanceFrom) {
    Ptr chain = std::move(operands[0]);
    for (std::size_t i = 1; i < operands.size(); ++i) chain = binary(op, std::move(chain), std::move(operands[i]));
    return chain;
  }
  while (operands.size() > 1) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < operands.size(); i += 2) {
      const bool paired = i + 1 < operands.size();
      operands[kept++] =
          paired ? binary(op, std::move(operands[i]), std::move(operands[i + 1])) : std::move(operands[i]);
    }
    operands.resize(kept);
  }
  return std::move(operands[0]);
}

// a < b, and a < b <= c, which means a < b AND b <= c.
Grammar::Ptr Grammar::comparisons(Ptr first) {
  std::vector<BinaryOp> ops;
  std::vector<Ptr> operands;
  const std::uint32_t begin = first->span.begin;
  int height = first->height;
  operands.push_back(std::move(first));
  while (operator_of(peek()).level == kComparison) {
    ops.push_back(operator_of(take()).op);
    operands.push_back(expression(kComparison + 1));
    height = std::max<int>(height, operands.back()->height);
  }
  if (ops.size() == 1) return binary(ops[0], std::move(operands[0]), std::move(operands[1]));
  for (const Ptr& operand : operands) refuse_pattern(operand);
  return make(ast::ComparisonChain{std::move(operands), std::move(ops)}, begin, height);
}

// A condition about the operand of an extended CASE: > 3, IS NULL, STARTS WITH 'a'. Null: there is none here.
Grammar::Ptr Grammar::case_test() {
  if (at_type_test()) return type_test(case_operand(begin()), false);
  const Operator next = operator_of(peek());
  if (next.level == kComparison) {
    Ptr operand = case_operand(begin());
    take();
    Ptr right = expression(kComparison + 1);
    return binary(next.op, std::move(operand), std::move(right));
  }
  if (next.level != kPredicate) return nullptr;
  if (at(Keyword::Is)) return is_something(case_operand(begin()));
  const bool two_words = next.op == BinaryOp::StartsWith || next.op == BinaryOp::EndsWith;
  return string_or_list_predicate(case_operand(begin()), next.op, two_words ? 2 : 1);
}

// All other operators with two sides; `words` tokens spell the operator (STARTS WITH: 2).
Grammar::Ptr Grammar::string_or_list_predicate(Ptr left, BinaryOp op, int words) {
  const int level = operator_of(peek()).level;
  take();
  if (words == 2) expect(Keyword::With);
  Ptr right = expression(level + 1);
  return binary(op, std::move(left), std::move(right));
}

// IS [NOT] NULL | :: TYPE | TYPED TYPE | [NFC] NORMALIZED
Grammar::Ptr Grammar::is_something(Ptr operand) {
  take();
  refuse_pattern(operand);
  const bool negated = accept(Keyword::Not);
  if (at_type_test() || (at(TokenKind::Name) && is_word(text_of(peek()), "TYPED"))) {
    return type_test(std::move(operand), negated);
  }
  if (at(TokenKind::Name) && !at(Keyword::Null)) return is_normalized(std::move(operand), negated);
  if (!accept(Keyword::Null)) fail(negated ? "NULL" : "NULL or NOT NULL");
  const std::uint32_t begin = operand->span.begin;
  const int height = operand->height;
  return make(ast::Unary{negated ? UnaryOp::IsNotNull : UnaryOp::IsNull, std::move(operand)}, begin, height);
}

// Another spelling of isNormalized(text, 'NFC').
Grammar::Ptr Grammar::is_normalized(Ptr operand, bool negated) {
  const std::uint32_t start = operand->span.begin;
  ast::FunctionCall call{"isNormalized", false, {}};
  int height = operand->height;
  call.arguments.push_back(std::move(operand));
  if (is_normal_form(text_of(peek()))) {
    const Token& form = take();
    call.arguments.push_back(make(ast::Literal{Value::string(text_of(form))}, form.begin, 0));
  }
  if (!at(TokenKind::Name) || !is_word(text_of(peek()), "NORMALIZED")) {
    fail(call.arguments.size() > 1 ? "NORMALIZED" : negated ? "NULL" : "NULL or NOT NULL");
  }
  take();
  Ptr made = make(std::move(call), start, height);
  if (!negated) return made;
  height = made->height;
  return make(ast::Unary{UnaryOp::Not, std::move(made)}, start, height);
}

Grammar::Ptr Grammar::prefix(int level) {
  if (at(Keyword::Not) && level <= kNot) {
    const std::uint32_t start = begin();
    take();
    Ptr operand = expression(kNot);
    const int height = operand->height;
    return make(ast::Unary{UnaryOp::Not, std::move(operand)}, start, height);
  }
  if (at(TokenKind::Minus) || at(TokenKind::Plus)) return sign();
  return postfix(true);
}

// The smallest integer has no positive twin, so the sign belongs to the number that follows it.
Grammar::Ptr Grammar::sign() {
  const std::uint32_t start = begin();
  const bool minus = take().kind == TokenKind::Minus;
  const bool plain = !at(TokenKind::LeftBracket, 1) && !at(TokenKind::Dot, 1) && !at(TokenKind::Colon, 1);
  if (minus && at(TokenKind::Number) && plain) return number(true, start);
  Ptr operand = no_pattern(expression(kSign));
  const int height = operand->height;
  return make(ast::Unary{minus ? UnaryOp::Minus : UnaryOp::Plus, std::move(operand)}, start, height);
}

// What clings to an atom: .key, [index], [from..to], :Label
Grammar::Ptr Grammar::postfix(bool with_labels) {
  const std::uint32_t start = begin();
  Ptr object = atom();
  for (;;) {
    if (at(TokenKind::Dot)) {
      refuse_pattern(object);
      take();
      std::string key = any_name("a property key");
      const int height = object->height;
      object = make(ast::PropertyAccess{std::move(object), std::move(key)}, start, height);
    } else if (at(TokenKind::LeftBracket)) {
      refuse_pattern(object);
      object = subscript(std::move(object));
    } else if (with_labels && at(TokenKind::Colon) && !at_type_test()) {
      refuse_pattern(object);
      const int height = object->height;
      ast::LabelExpression labels = label_expression(!bar_ends_);
      object = make(ast::HasLabels{std::move(object), std::move(labels)}, start, height);
    } else {
      return object;
    }
  }
}

Grammar::Ptr Grammar::subscript(Ptr object) {
  const std::uint32_t start = object->span.begin;
  const Bars bars(*this, false);
  int height = object->height;
  const auto part = [&] {
    Ptr expression = value();
    height = std::max<int>(height, expression->height);
    return expression;
  };
  take();
  Ptr from = at(TokenKind::DotDot) ? nullptr : part();
  if (!accept(TokenKind::DotDot)) {
    expect(TokenKind::RightBracket, "`]` or `..`");
    return make(ast::IndexAccess{std::move(object), std::move(from)}, start, height);
  }
  Ptr to = at(TokenKind::RightBracket) ? nullptr : part();
  expect(TokenKind::RightBracket, "`]`");
  return make(ast::Slice{std::move(object), std::move(from), std::move(to)}, start, height);
}

}  // namespace polgraph::syntax
