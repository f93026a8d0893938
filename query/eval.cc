#include "query/eval.h"

#include "graph/byte_sum.h"
#include "graph/compare.h"
#include "graph/text/find.h"
#include "query/arithmetic.h"

namespace polgraph {

namespace {

using ast::BinaryOp;
using ast::UnaryOp;

Value ternary(std::optional<bool> answer) {
  return answer ? Value::boolean(*answer) : Value();
}

// A boolean or null. Throws for anything else.
std::optional<bool> as_condition(const Value& value) {
  if (value.is_null()) return std::nullopt;
  if (value.is_boolean()) return value.as_boolean();
  throw Error(Kind::Type, "InvalidArgumentType",
              "a condition must be true, false or null, this is " + std::string(kind_name(value.kind())));
}

class Constant final : public Expr {
 public:
  explicit Constant(Value value) : value_(std::move(value)) {}
  Value eval(Value*, Context&) const override { return value_; }
  const Value* constant() const override { return &value_; }

 private:
  Value value_;
};

class Slot final : public Expr {
 public:
  explicit Slot(std::size_t slot) : slot_(slot) {}
  Value eval(Value* row, Context&) const override { return row[slot_]; }
  ExprShape shape() const override {
    ExprShape made;
    made.kind = ExprShape::Kind::Slot;
    made.slot = slot_;
    return made;
  }

 private:
  std::size_t slot_;
};

class UnaryExpr final : public Expr {
 public:
  UnaryExpr(UnaryOp op, ExprPtr operand) : op_(op), operand_(std::move(operand)) {}
  Value eval(Value* row, Context& context) const override {
    const Value value = operand_->eval(row, context);
    try {
      return apply(value);
    } catch (Error& error) {
      error.at(context.place(span));
      throw;
    }
  }
  ExprShape shape() const override {
    ExprShape made;
    if (op_ != UnaryOp::Not) return made;
    made.kind = ExprShape::Kind::Not;
    made.left = operand_.get();
    return made;
  }

 private:
  Value apply(const Value& value) const {
    switch (op_) {
      case UnaryOp::IsNull: return Value::boolean(value.is_null());
      case UnaryOp::IsNotNull: return Value::boolean(!value.is_null());
      case UnaryOp::Minus: return negate(value);
      case UnaryOp::Plus: return value.is_null() || value.is_number() ? value : negate(value);
      case UnaryOp::Not: break;
    }
    const std::optional<bool> condition = as_condition(value);
    return condition ? Value::boolean(!*condition) : Value();
  }

  UnaryOp op_;
  ExprPtr operand_;
};

// Three-valued AND, OR, XOR. The right side is not looked at where the left one decides.
class Logical final : public Expr {
 public:
  Logical(BinaryOp op, ExprPtr left, ExprPtr right) : op_(op), left_(std::move(left)), right_(std::move(right)) {}
  Value eval(Value* row, Context& context) const override {
    const std::optional<bool> a = side(*left_, row, context);
    if (op_ == BinaryOp::And && a == false) return Value::boolean(false);
    if (op_ == BinaryOp::Or && a == true) return Value::boolean(true);
    const std::optional<bool> b = side(*right_, row, context);
    switch (op_) {
      case BinaryOp::And:
        if (b == false) return Value::boolean(false);
        return a && b ? Value::boolean(true) : Value();
      case BinaryOp::Or:
        if (b == true) return Value::boolean(true);
        return a && b ? Value::boolean(false) : Value();
      default: return a && b ? Value::boolean(*a != *b) : Value();
    }
  }

 private:
  static std::optional<bool> side(const Expr& expr, Value* row, Context& context) {
    const Value value = expr.eval(row, context);
    try {
      return as_condition(value);
    } catch (Error& error) {
      error.at(context.place(expr.span));
      throw;
    }
  }

  BinaryOp op_;
  ExprPtr left_, right_;
};

constexpr std::size_t kElementsOfTick = 16;

Value is_in(const Value& item, const Value& list) {
  if (list.is_null()) return {};
  if (!list.is_list()) {
    throw Error(Kind::Type, "InvalidArgumentType",
                "IN needs a list on its right, this is " + std::string(kind_name(list.kind())));
  }
  bool unknown = false;
  for (const Value& candidate : list.as_list()) {
    const std::optional<bool> equal = equals(item, candidate);
    if (equal == true) return Value::boolean(true);
    if (!equal) unknown = true;
  }
  return unknown ? Value() : Value::boolean(false);
}

Value text_test(BinaryOp op, const Value& a, const Value& b) {
  if (!a.is_string() || !b.is_string()) return {};
  const std::string_view text = a.as_string(), part = b.as_string();
  switch (op) {
    case BinaryOp::StartsWith: return Value::boolean(text.starts_with(part));
    case BinaryOp::EndsWith: return Value::boolean(text.ends_with(part));
    case BinaryOp::Contains: return Value::boolean(holds_text(text, part));
    default: return Value::boolean(regex_matches(text, part));
  }
}

Value comparison(BinaryOp op, const Value& a, const Value& b) {
  if (op == BinaryOp::Equal) return ternary(equals(a, b));
  if (op == BinaryOp::NotEqual) {
    const std::optional<bool> equal = equals(a, b);
    return equal ? Value::boolean(!*equal) : Value();
  }
  const std::optional<std::partial_ordering> order = compare(a, b);
  if (!order) return {};
  switch (op) {
    case BinaryOp::Less: return Value::boolean(*order < 0);
    case BinaryOp::LessEqual: return Value::boolean(*order <= 0);
    case BinaryOp::Greater: return Value::boolean(*order > 0);
    default: return Value::boolean(*order >= 0);
  }
}

Value binary(BinaryOp op, const Value& a, const Value& b) {
  switch (op) {
    case BinaryOp::Equal:
    case BinaryOp::NotEqual:
    case BinaryOp::Less:
    case BinaryOp::LessEqual:
    case BinaryOp::Greater:
    case BinaryOp::GreaterEqual: return comparison(op, a, b);
    case BinaryOp::StartsWith:
    case BinaryOp::EndsWith:
    case BinaryOp::Contains:
    case BinaryOp::Matches: return text_test(op, a, b);
    case BinaryOp::In: return is_in(a, b);
    case BinaryOp::Add: return add(a, b);
    case BinaryOp::Subtract: return subtract(a, b);
    case BinaryOp::Multiply: return multiply(a, b);
    case BinaryOp::Divide: return divide(a, b);
    case BinaryOp::Modulo: return modulo(a, b);
    case BinaryOp::Power: return power(a, b);
    case BinaryOp::Concat: return concat(a, b);
    case BinaryOp::And:
    case BinaryOp::Or:
    case BinaryOp::Xor: break;
  }
  return {};
}

// What an operator will do with long operands: the memory of both and of what is made of them, the time of a look at
// each element.
void weigh_long(BinaryOp op, const Value& a, const Value& b, Context& context) {
  const std::size_t both = add_bytes(a.heap_bytes(), b.heap_bytes());
  if (op == BinaryOp::Add || op == BinaryOp::Concat) {
    context.reserve(2 * both);
  } else {
    context.tick(both / sizeof(Value) / kElementsOfTick);
  }
}

class BinaryExpr final : public Expr {
 public:
  BinaryExpr(BinaryOp op, ExprPtr left, ExprPtr right) : op_(op), left_(std::move(left)), right_(std::move(right)) {}
  Value eval(Value* row, Context& context) const override {
    const Value a = left_->eval(row, context);
    const Value b = right_->eval(row, context);
    try {
      weigh(a, b, context);
      return binary(op_, a, b);
    } catch (Error& error) {
      error.at(context.place(span));
      throw;
    }
  }
  ExprShape shape() const override {
    ExprShape made;
    made.kind = ExprShape::Kind::Binary;
    made.op = op_;
    made.left = left_.get();
    made.right = right_.get();
    return made;
  }

 private:
  void weigh(const Value& a, const Value& b, Context& context) const {
    const bool may_be_long = a.is_list() || b.is_list() || a.is_string() || a.is_map();
    if (may_be_long) weigh_long(op_, a, b, context);
  }

  BinaryOp op_;
  ExprPtr left_, right_;
};

// a < b <= c: a < b AND b <= c, with each operand evaluated once.
class Chain final : public Expr {
 public:
  Chain(std::vector<ExprPtr> operands, std::vector<BinaryOp> ops)
      : operands_(std::move(operands)), ops_(std::move(ops)) {}
  Value eval(Value* row, Context& context) const override {
    bool unknown = false;
    Value left = operands_[0]->eval(row, context);
    for (std::size_t i = 0; i < ops_.size(); ++i) {
      Value right = operands_[i + 1]->eval(row, context);
      const Value step = comparison(ops_[i], left, right);
      if (step.is_null()) {
        unknown = true;
      } else if (!step.as_boolean()) {
        return step;
      }
      left = std::move(right);
    }
    return unknown ? Value() : Value::boolean(true);
  }

 private:
  std::vector<ExprPtr> operands_;
  std::vector<BinaryOp> ops_;
};

StaticType result_type(BinaryOp op, const StaticType& a, const StaticType& b) {
  const std::uint32_t null = StaticType::bit(ValueKind::Null);
  const bool nothing = a.kinds == null || b.kinds == null;  // null + 1 is null, whatever wants the sum
  const StaticType number{nothing ? null : kNumberKinds | null, StaticType::kAll};
  switch (op) {
    case BinaryOp::Add: {
      const bool numbers = ((a.kinds | b.kinds) & ~(kNumberKinds | null)) == 0;
      if (numbers) return number;
      if (a.is_only(ValueKind::List) && b.is_only(ValueKind::List)) return a | b;
      return StaticType::any();
    }
    case BinaryOp::Subtract:
    case BinaryOp::Multiply:
    case BinaryOp::Divide:
      if (((a.kinds | b.kinds) & ~(kNumberKinds | null)) == 0) return number;
      return StaticType::any();
    case BinaryOp::Modulo:
    case BinaryOp::Power: return number;
    case BinaryOp::Concat: return StaticType::any();
    default: return {kBooleanKind | null, StaticType::kAll};
  }
}

}  // namespace

bool is_true(const Expr& condition, Value* row, Context& context) {
  const Value value = condition.eval(row, context);
  if (value.is_boolean()) return value.as_boolean();
  if (value.is_null()) return false;
  throw Error(Kind::Type, "InvalidArgumentType",
              "a condition must be true, false or null, this is " + std::string(kind_name(value.kind())),
              context.place(condition.span));
}

ExprPtr make_constant(Value value) {
  StaticType type = StaticType::of(value.kind());
  auto made = std::make_unique<Constant>(std::move(value));
  made->type = type;
  return made;
}

ExprPtr make_slot(std::size_t slot, StaticType type) {
  auto made = std::make_unique<Slot>(slot);
  made->type = type;
  return made;
}

ExprPtr make_unary(UnaryOp op, ExprPtr operand) {
  StaticType type = StaticType::of(ValueKind::Boolean);
  if (op == UnaryOp::Plus || op == UnaryOp::Minus) type = operand->type;
  if (op == UnaryOp::Not) type.kinds |= StaticType::bit(ValueKind::Null);
  auto made = std::make_unique<UnaryExpr>(op, std::move(operand));
  made->type = type;
  return made;
}

ExprPtr make_binary(BinaryOp op, ExprPtr left, ExprPtr right) {
  const StaticType type = result_type(op, left->type, right->type);
  ExprPtr made;
  if (op == BinaryOp::And || op == BinaryOp::Or || op == BinaryOp::Xor) {
    made = std::make_unique<Logical>(op, std::move(left), std::move(right));
  } else {
    made = std::make_unique<BinaryExpr>(op, std::move(left), std::move(right));
  }
  made->type = type;
  return made;
}

ExprPtr make_chain(std::vector<ExprPtr> operands, std::vector<BinaryOp> ops) {
  auto made = std::make_unique<Chain>(std::move(operands), std::move(ops));
  made->type = {kBooleanKind | StaticType::bit(ValueKind::Null), StaticType::kAll};
  return made;
}

}  // namespace polgraph
