#include "query/value_type.h"

#include <algorithm>
#include <set>

#include "graph/codec.h"
#include "graph/go_on.h"
#include "graph/property_type.h"
#include "query/eval.h"

namespace polgraph {

namespace {

bool fits(const ast::TypeName& type, const Value& value);

bool fits_one_of(const std::vector<ast::TypeName>& types, const Value& value) {
  return std::any_of(types.begin(), types.end(), [&](const ast::TypeName& type) { return fits(type, value); });
}

bool fits(const ast::TypeName& type, const Value& value) {
  if (value.is_null()) return type.null_too;
  if ((type.kinds & StaticType::bit(value.kind())) == 0) return false;
  if (!value.is_list()) return true;
  if (type.storable) return codec::is_storable(value);
  return type.elements.empty() || std::all_of(value.as_list().begin(), value.as_list().end(),
                                              [&](const Value& item) { return fits_one_of(type.elements, item); });
}

class TypeTestExpr final : public Expr {
 public:
  TypeTestExpr(ExprPtr operand, std::vector<ast::TypeName> types, bool negated)
      : operand_(std::move(operand)), types_(std::move(types)), negated_(negated) {}
  Value eval(Value* row, Context& context) const override {
    return Value::boolean(fits_one_of(types_, operand_->eval(row, context)) != negated_);
  }

 private:
  ExprPtr operand_;
  std::vector<ast::TypeName> types_;
  bool negated_;
};

// The order in which the alternatives of a list's elements are named, and the names.
int rank(ValueKind kind) {
  switch (kind) {
    case ValueKind::Null: return 0;
    case ValueKind::Boolean: return 1;
    case ValueKind::String: return 2;
    case ValueKind::Integer: return 3;
    case ValueKind::Float: return 4;
    case ValueKind::Date: return 5;
    case ValueKind::LocalTime: return 6;
    case ValueKind::Time: return 7;
    case ValueKind::LocalDateTime: return 8;
    case ValueKind::DateTime: return 9;
    case ValueKind::Duration: return 10;
    case ValueKind::Node: return 11;
    case ValueKind::Relationship: return 12;
    case ValueKind::Map: return 13;
    case ValueKind::List: return 14;
    case ValueKind::Path: return 15;
  }
  return 16;
}

std::string plain_name(const Value& value);

// LIST<...>: each kind of element once; NOT NULL on all of them if none is null.
std::string list_name(const Value& list) {
  std::set<std::pair<int, std::string>> kinds;
  bool null_inside = false;
  go_on(list.as_list().size());
  for (const Value& item : list.as_list()) {
    if (item.is_null())
      null_inside = true;
    else
      kinds.emplace(rank(item.kind()), plain_name(item));
  }
  if (kinds.empty()) return null_inside ? "LIST<NULL>" : "LIST<NOTHING>";
  std::string text;
  for (const auto& [order, name] : kinds) text += (text.empty() ? "" : " | ") + name + (null_inside ? "" : " NOT NULL");
  return "LIST<" + text + ">";
}

std::string plain_name(const Value& value) {
  return value.kind() == ValueKind::List ? list_name(value) : std::string(type_word(value.kind()));
}

}  // namespace

std::string value_type(const Value& value) {
  return plain_name(value) + (value.is_null() ? "" : " NOT NULL");
}

ExprPtr make_type_test(ExprPtr operand, const std::vector<ast::TypeName>& types, bool negated) {
  auto made = std::make_unique<TypeTestExpr>(std::move(operand), types, negated);
  made->type = StaticType::of(ValueKind::Boolean);
  return made;
}

}  // namespace polgraph
