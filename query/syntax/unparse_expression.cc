#include <algorithm>

#include "query/syntax/keywords.h"
#include "query/syntax/unparse_writer.h"

namespace polgraph::unparsing {

namespace {

constexpr int kLongChain = 60;  // below what expression.cc balances

int strength(BinaryOp op) {
  switch (op) {
    case BinaryOp::Or: return kOr;
    case BinaryOp::Xor: return kXor;
    case BinaryOp::And: return kAnd;
    case BinaryOp::Equal:
    case BinaryOp::NotEqual:
    case BinaryOp::Less:
    case BinaryOp::LessEqual:
    case BinaryOp::Greater:
    case BinaryOp::GreaterEqual: return kComparison;
    case BinaryOp::StartsWith:
    case BinaryOp::EndsWith:
    case BinaryOp::Contains:
    case BinaryOp::In:
    case BinaryOp::Matches: return kPredicate;
    case BinaryOp::Add:
    case BinaryOp::Subtract:
    case BinaryOp::Concat: return kAdd;
    case BinaryOp::Multiply:
    case BinaryOp::Divide:
    case BinaryOp::Modulo: return kMultiply;
    case BinaryOp::Power: return kPower;
  }
  return kAtom;
}

int strength(const Expression& expression) {
  if (const auto* binary = std::get_if<Binary>(&expression.node)) return strength(binary->op);
  if (std::holds_alternative<ComparisonChain>(expression.node)) return kComparison;
  if (std::holds_alternative<TypeTest>(expression.node)) return kPredicate;
  if (const auto* unary = std::get_if<Unary>(&expression.node)) {
    if (unary->op == UnaryOp::Not) return kNot;
    return unary->op == UnaryOp::Plus || unary->op == UnaryOp::Minus ? kSign : kPredicate;
  }
  if (const auto* literal = std::get_if<Literal>(&expression.node)) {
    if (literal->value.is_number() && to_cypher(literal->value)[0] == '-') return kSign;
  }
  // `x:A` clings like `x.a`, but nothing clings to it.
  if (std::holds_alternative<HasLabels>(expression.node)) return kSign;
  return kAtom;
}

bool begins_binding(const FunctionCall& call) {
  switch (syntax::find_keyword(call.name)) {
    case syntax::Keyword::None:
    case syntax::Keyword::Count:
    case syntax::Keyword::Collect:
    case syntax::Keyword::Exists: return false;
    default: return true;
  }
}

// Is it `operand = value`?
bool is_value(const Expression& when) {
  const auto* binary = std::get_if<Binary>(&when.node);
  return binary != nullptr && binary->op == BinaryOp::Equal && std::holds_alternative<CaseOperand>(binary->left->node);
}

bool has_labels(const ExpressionPtr& expression) {
  if (std::holds_alternative<HasLabels>(expression->node)) return true;
  if (const auto* binary = std::get_if<Binary>(&expression->node)) {
    return has_labels(binary->left) || has_labels(binary->right);
  }
  if (const auto* chain = std::get_if<ComparisonChain>(&expression->node)) {
    return std::any_of(chain->operands.begin(), chain->operands.end(), has_labels);
  }
  const auto* unary = std::get_if<Unary>(&expression->node);
  return unary != nullptr && has_labels(unary->operand);
}

}  // namespace

void Writer::write(const Expression& expression, int needed) {
  const bool enclosed = strength(expression) < needed;
  if (enclosed) text += '(';
  std::visit([&](const auto& node) { write(node); }, expression.node);
  if (enclosed) text += ')';
}

void Writer::write(const Parameter& parameter) {
  text += '$';
  name(parameter.name);
}

void Writer::write(const PropertyAccess& access) {
  clinging(access.object);
  text += '.';
  name(access.key);
}

void Writer::write(const IndexAccess& access) {
  clinging(access.object);
  optional("[", access.index);
  text += ']';
}

void Writer::write(const Slice& slice) {
  clinging(slice.object);
  text += '[';
  if (slice.from) write(slice.from);
  optional("..", slice.to);
  if (!slice.to) text += "..";
  text += ']';
}

void Writer::clinging(const ExpressionPtr& object) {
  const auto* literal = std::get_if<Literal>(&object->node);
  const bool number = literal != nullptr && literal->value.is_number();
  write(object, number ? kAtom + 1 : kAtom);
}

void Writer::write(const Unary& unary) {
  switch (unary.op) {
    case UnaryOp::Not: text += "NOT "; return write(unary.operand, kNot);
    case UnaryOp::Plus:
    case UnaryOp::Minus: {
      text += symbol(unary.op);
      const auto* literal = std::get_if<Literal>(&unary.operand->node);
      const bool number = literal != nullptr && literal->value.is_number();
      return write(unary.operand, number ? kAtom + 1 : kSign + 1);  // -(1) is no literal, - -1 no comment
    }
    case UnaryOp::IsNull:
    case UnaryOp::IsNotNull: write(unary.operand, kPredicate); (text += ' ') += symbol(unary.op);
  }
}

void Writer::write(const Binary& binary) {
  const int own = strength(binary.op);
  const bool head = own == kComparison || (own <= kAnd && binary.left->height >= kLongChain);
  write(binary.left, head ? own + 1 : own);
  ((text += ' ') += symbol(binary.op)) += ' ';
  write(binary.right, own + 1);
}

void Writer::write(const ComparisonChain& chain) {
  for (std::size_t i = 0; i < chain.operands.size(); ++i) {
    if (i > 0) ((text += ' ') += symbol(chain.ops[i - 1])) += ' ';
    write(chain.operands[i], kPredicate);
  }
}

void Writer::write(const HasLabels& has) {
  write(has.object, kAtom);
  labels(has.labels);
}

void Writer::write(const TypeTest& test) {
  write(test.operand, kPredicate);
  text += test.negated ? " IS NOT :: " : " IS :: ";
  joined(test.types, " | ", [&](const TypeName& type) { text += type.text; });
}

void Writer::write(const ListLiteral& list) {
  text += '[';
  // [x IN y] alone would be a comprehension.
  const bool alone = list.items.size() == 1 && strength(*list.items[0]) <= kPredicate;
  joined(list.items, ", ", [&](const ExpressionPtr& item) { write(item, alone ? kAtom : kAny); });
  text += ']';
}

void Writer::write(const MapLiteral& map) {
  text += '{';
  joined(map.entries, ", ", [&](const auto& entry) { key_value(entry.first, entry.second); });
  text += '}';
}

void Writer::key_value(const std::string& key, const ExpressionPtr& value) {
  name(key);
  optional(": ", value);
}

void Writer::write(const MapProjection& projection) {
  variable(projection.variable);
  text += " {";
  joined(projection.items, ", ", [&](const MapProjection::Item& item) { write(item); });
  text += '}';
}

void Writer::write(const MapProjection::Item& item) {
  using Kind = MapProjection::Item::Kind;
  switch (item.kind) {
    case Kind::AllProperties: text += ".*"; return;
    case Kind::Property: text += '.'; return name(item.key);
    case Kind::Entry: return key_value(item.key, item.value);
    case Kind::Variable: return variable(item.key);
  }
}

void Writer::write(const FunctionCall& call) {
  // Names that would begin something else are quoted: `any`(x IN y) is a call with a truth value.
  const bool plain = call.name.find('.') != std::string::npos || !begins_binding(call);
  if (plain) {
    dotted(call.name);
  } else {
    ((text += '`') += call.name) += '`';
  }
  text += call.distinct ? "(DISTINCT " : "(";
  joined(call.arguments, ", ", [&](const ExpressionPtr& argument) { write(argument); });
  text += ')';
}

void Writer::write(const Case& choice) {
  text += "CASE";
  optional(" ", choice.operand);
  // Where nothing else tells that these are tests, the first one does: WHEN = 5.
  bool told =
      !std::all_of(choice.whens.begin(), choice.whens.end(), [](const auto& each) { return is_value(*each.first); });
  for (const auto& [when, then] : choice.whens) {
    text += " WHEN ";
    choice.extended ? tests(*when, !told) : write(when);
    told = true;
    optional(" THEN ", then);
  }
  optional(" ELSE ", choice.otherwise);
  text += " END";
}

void Writer::tests(const Expression& when, bool spelled_out) {
  const auto* binary = std::get_if<Binary>(&when.node);
  if (binary != nullptr && binary->op == BinaryOp::Or) {
    tests(*binary->left);
    text += ", ";
    return tests(*binary->right);
  }
  if (is_value(when) && !spelled_out) return write(binary->right);
  const std::size_t begin = text.size();
  write(when);
  if (text.size() > begin && text[begin] == ' ') text.erase(begin, 1);
}

void Writer::before_bar(std::string_view word, const ExpressionPtr& expression) {
  if (!expression) return;
  text += word;
  write(expression, has_labels(expression) ? kAtom + 1 : kAny);
}

void Writer::write(const ListComprehension& each) {
  text += '[';
  variable(each.variable);
  before_bar(" IN ", each.list);
  before_bar(" WHERE ", each.where);
  optional(" | ", each.projection);
  text += ']';
}

void Writer::write(const PatternComprehension& each) {
  text += '[';
  write(each.pattern);
  before_bar(" WHERE ", each.where);
  optional(" | ", each.projection);
  text += ']';
}

void Writer::write(const Quantifier& quantifier) {
  static constexpr std::string_view kWords[] = {"all(", "any(", "none(", "single("};
  text += kWords[static_cast<int>(quantifier.kind)];
  variable(quantifier.variable);
  optional(" IN ", quantifier.list);
  optional(" WHERE ", quantifier.where);
  text += ')';
}

void Writer::write(const Reduce& reduce) {
  text += reduce.always ? "allReduce(" : "reduce(";
  variable(reduce.accumulator);
  optional(" = ", reduce.initial);
  text += ", ";
  variable(reduce.variable);
  before_bar(" IN ", reduce.list);
  optional(" | ", reduce.body);
  optional(", ", reduce.always);
  text += ')';
}

void Writer::write(const PatternPredicate& predicate) {
  if (predicate.called) text += "exists(";
  write(predicate.pattern);
  if (predicate.called) text += ')';
}

void Writer::write(const Subquery& subquery) {
  static constexpr std::string_view kWords[] = {"EXISTS { ", "COUNT { ", "COLLECT { "};
  text += kWords[static_cast<int>(subquery.kind)];
  write(*subquery.query);
  text += " }";
}

}  // namespace polgraph::unparsing
