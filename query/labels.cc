#include "query/labels.h"

#include <algorithm>

#include "graph/error.h"
#include "graph/go_on.h"
#include "query/bind.h"
#include "query/tree.h"

namespace polgraph {

namespace {

bool is_computed(const ast::LabelExpression& labels) {
  return labels.op == ast::LabelExpression::Op::Dynamic ||
         std::any_of(labels.operands.begin(), labels.operands.end(), is_computed);
}

class ComputedLabelsExpr final : public Expr {
 public:
  ComputedLabelsExpr(ExprPtr object, ExprPtr names, bool any_of)
      : object_(std::move(object)), names_(std::move(names)), any_of_(any_of) {
    type = StaticType::of(ValueKind::Boolean);
  }
  Value eval(Value* row, Context& context) const override {
    const Value object = object_->eval(row, context), value = names_->eval(row, context);
    if (object.is_null() || value.is_null()) return {};
    try {
      context.check_alive(object);
      go_on_now();  // names may be long
      const std::vector<std::string> names = computed_names(value);
      const auto has = [&](const std::string& name) {
        ast::LabelExpression one;
        one.name = name;
        return label_matches(one, object, context);
      };
      return Value::boolean(any_of_ ? std::any_of(names.begin(), names.end(), has)
                                    : std::all_of(names.begin(), names.end(), has));
    } catch (Error& error) {
      error.at(context.place(span));
      throw;
    }
  }

 private:
  ExprPtr object_, names_;
  bool any_of_;
};

}  // namespace

std::vector<std::string> computed_names(const Value& value) {
  std::vector<std::string> names;
  const auto add = [&](const Value& name) {
    if (!name.is_string()) {
      throw Error(Kind::Type, "InvalidArgumentType",
                  "a label or type is a string, this is " + std::string(kind_name(name.kind())));
    }
    if (name.as_string().empty()) throw Error(Kind::Argument, "InvalidArgumentValue", "a label or type needs a name");
    names.emplace_back(name.as_string());
  };
  if (value.is_list()) {
    for (const Value& name : value.as_list()) add(name);
  } else {
    add(value);
  }
  return names;
}

ExprPtr bind_written_names(Binder& binder, const Scope& scope, const ast::Expression& names) {
  if (!contains_plan(names)) return bind_expression(binder, scope, names);
  throw binder
      .error(Kind::Syntax, "UnsupportedFeature", "a label or type that is written cannot be computed by a sub-query",
             names.span)
      .hint("compute it in a WITH before");
}

ExprPtr bind_label_test(const ast::LabelExpression& labels, const std::function<ExprPtr()>& object,
                        const std::function<ExprPtr(const ast::Expression&)>& bind) {
  using Op = ast::LabelExpression::Op;
  if (!is_computed(labels)) return make_has_labels(object(), labels);
  if (labels.op == Op::Dynamic) {
    ExprPtr names = bind(*labels.value);
    const ast::Span span = names->span;
    auto made = std::make_unique<ComputedLabelsExpr>(object(), std::move(names), labels.any_of);
    made->span = span;
    return made;
  }
  if (labels.op == Op::Not) {
    return make_unary(ast::UnaryOp::Not, bind_label_test(labels.operands[0], object, bind));
  }
  const auto join = labels.op == Op::And ? ast::BinaryOp::And : ast::BinaryOp::Or;
  ExprPtr all;
  for (const auto& operand : labels.operands) {
    ExprPtr part = bind_label_test(operand, object, bind);
    all = all ? make_binary(join, std::move(all), std::move(part)) : std::move(part);
  }
  return all;
}

}  // namespace polgraph
