// CALL procedure(arguments) YIELD fields WHERE condition.
#include <algorithm>

#include "query/bind.h"
#include "query/clause.h"
#include "query/operators/basic.h"

namespace polgraph::clauses {

namespace {

class ProcedureCall final : public ExpandOperator {
 public:
  ProcedureCall(const Procedure& procedure, std::vector<ExprPtr> arguments,
                std::vector<std::pair<std::size_t, std::size_t>> fields, ast::Span span)
      : procedure_(procedure), arguments_(std::move(arguments)), fields_(std::move(fields)), span_(span) {}
  std::string name() const override { return "ProcedureCall " + procedure_.name; }

 protected:
  void begin(Value* row, Context& context) override {
    ValueList values;
    for (std::size_t i = 0; i < arguments_.size(); ++i) {
      values.push_back(fitting(arguments_[i]->eval(row, context), procedure_.inputs[i], context));
    }
    at_ = 0;
    try {
      rows_ = procedure_.call(values, context);
    } catch (Error& error) {
      error.at(context.place(span_));
      throw;
    }
    if (procedure_.outputs.empty()) rows_.assign(1, {});  // it lets every row pass once
  }

  bool step(Value* row, Context&) override {
    if (at_ == rows_.size()) return false;
    for (const auto& [field, slot] : fields_) row[slot] = rows_[at_][field];
    ++at_;
    return true;
  }

 private:
  Value fitting(Value value, const Procedure::Field& field, Context& context) const {
    const bool wants_float = field.kinds != StaticType::kAll &&
                             (field.kinds & StaticType::bit(ValueKind::Float)) != 0 &&
                             (field.kinds & kIntegerKind) == 0;
    if (wants_float && value.is_integer()) return Value::floating(static_cast<double>(value.as_integer()));
    if (value.is_null() || (StaticType::bit(value.kind()) & field.kinds) != 0) return value;
    throw Error(Kind::Type, "InvalidArgumentType",
                "argument `" + field.name + "` of " + procedure_.name + " is " + field.type + ", this is " +
                    std::string(kind_name(value.kind())),
                context.place(span_));
  }

  const Procedure& procedure_;
  std::vector<ExprPtr> arguments_;
  std::vector<std::pair<std::size_t, std::size_t>> fields_;  // output, slot
  ast::Span span_;
  std::vector<ValueList> rows_;
  std::size_t at_ = 0;
};

class CallBinder {
 public:
  CallBinder(const ast::Call& call, ast::Span span, ClauseContext& context)
      : call_(call), span_(span), context_(context), binder_(context.binder), procedure_(find()) {}

  void run() {
    std::vector<ExprPtr> arguments = bind_arguments();
    std::vector<std::pair<std::size_t, std::size_t>> fields;
    for (const auto& [output, name] : wanted()) {
      if (context_.scope.find(name) != nullptr) {
        throw error("VariableAlreadyBound", "variable `" + name + "` is bound already");
      }
      const std::size_t slot = binder_.new_slot();
      const StaticType type{procedure_.outputs[output].kinds, StaticType::kAll};
      context_.scope.declare(name, {slot, type});
      fields.emplace_back(output, slot);
      if (context_.standalone) return_column(name, slot, type);
    }
    if (context_.standalone) context_.columns.returns = !procedure_.outputs.empty();
    context_.plan.add<ProcedureCall>(procedure_, std::move(arguments), std::move(fields), span_);
    if (call_.where) {
      ExpressionBinder bind(binder_, context_.scope);
      context_.plan.add<Filter>(bind.condition(*call_.where), std::string(binder_.source(call_.where->span)));
    }
  }

 private:
  Error error(std::string_view detail, std::string message) const {
    return binder_.error(Kind::Syntax, detail, std::move(message), span_);
  }

  const Procedure& find() const {
    if (const Procedure* found = binder_.procedures().find(call_.procedure)) return *found;
    Error unknown =
        binder_.error(Kind::Procedure, "ProcedureNotFound", "there is no procedure `" + call_.procedure + "`", span_);
    if (const auto near = nearest(call_.procedure, binder_.procedures().names()))
      unknown.hint("did you mean " + *near + "()?");
    throw unknown;
  }

  void return_column(const std::string& name, std::size_t slot, StaticType type) {
    context_.columns.names.push_back(name);
    context_.columns.slots.push_back(slot);
    context_.columns.types.push_back(type);
  }

  std::vector<ExprPtr> bind_arguments() {
    if (!call_.has_arguments && !procedure_.inputs.empty()) return implicit_arguments();
    const auto needed = static_cast<std::size_t>(std::count_if(procedure_.inputs.begin(), procedure_.inputs.end(),
                                                               [](const auto& field) { return !field.optional; }));
    if (call_.arguments.size() < needed || call_.arguments.size() > procedure_.inputs.size()) {
      throw error("InvalidNumberOfArguments", procedure_.name + "() takes " + std::to_string(procedure_.inputs.size()) +
                                                  " arguments, got " + std::to_string(call_.arguments.size()))
          .hint("use: " + signature());
    }
    std::vector<ExprPtr> arguments;
    for (std::size_t i = 0; i < call_.arguments.size(); ++i) {
      ExpressionBinder bind(binder_, context_.scope);
      bind.aggregate_refused = "an aggregate cannot be an argument of a procedure";
      arguments.push_back(bind.bind(*call_.arguments[i]));
      check_type(*arguments.back(), procedure_.inputs[i]);
    }
    while (arguments.size() < procedure_.inputs.size()) arguments.push_back(make_constant(Value()));
    return arguments;
  }

  // CALL proc without brackets: the parameters of the arguments' names.
  std::vector<ExprPtr> implicit_arguments() {
    if (!context_.standalone) {
      throw error("InvalidArgumentPassingMode", "inside a query a procedure needs its arguments in brackets")
          .hint("use: CALL " + signature());
    }
    std::vector<ExprPtr> arguments;
    for (const Procedure::Field& field : procedure_.inputs) {
      const auto found = binder_.options().parameters.find(field.name);
      if (found == binder_.options().parameters.end() && !field.optional) {
        throw binder_.error(Kind::Parameter, "MissingParameter",
                            "parameter $" + field.name + " is not given, which " + procedure_.name + " takes", span_);
      }
      arguments.push_back(make_constant(found == binder_.options().parameters.end() ? Value() : found->second));
    }
    return arguments;
  }

  void check_type(const Expr& argument, const Procedure::Field& field) const {
    std::uint32_t accepted = field.kinds;
    if ((accepted & StaticType::bit(ValueKind::Float)) != 0) accepted |= kIntegerKind;
    if (argument.type.may_be(accepted)) return;
    throw binder_.error(Kind::Syntax, "InvalidArgumentType",
                        "argument `" + field.name + "` of " + procedure_.name + " is " + field.type + ", this is " +
                            type_text(argument.type.kinds),
                        argument.span);
  }

  // Output number and name of each column.
  std::vector<std::pair<std::size_t, std::string>> wanted() const {
    std::vector<std::pair<std::size_t, std::string>> all;
    if (call_.yield_star && !context_.standalone) {
      throw error("UnexpectedSyntax", "YIELD * is for a CALL that stands alone")
          .hint("name the fields: YIELD " + fields());
    }
    if (!call_.has_yield || call_.yield_star) {
      if (!context_.standalone) return all;
      for (std::size_t i = 0; i < procedure_.outputs.size(); ++i) all.emplace_back(i, procedure_.outputs[i].name);
      return all;
    }
    for (const auto& [field, name] : call_.yields) {
      const auto found = std::find_if(procedure_.outputs.begin(), procedure_.outputs.end(),
                                      [&](const Procedure::Field& output) { return output.name == field; });
      if (found == procedure_.outputs.end()) {
        throw error("UndefinedVariable", procedure_.name + " yields no `" + field + "`").hint("it yields " + fields());
      }
      all.emplace_back(static_cast<std::size_t>(found - procedure_.outputs.begin()), name.empty() ? field : name);
    }
    return all;
  }

  std::string fields() const {
    std::string text;
    for (const auto& output : procedure_.outputs) text += (text.empty() ? "" : ", ") + output.name;
    return text;
  }

  std::string signature() const {
    std::string text = procedure_.name + "(";
    for (std::size_t i = 0; i < procedure_.inputs.size(); ++i) {
      text += (i > 0 ? ", " : "") + procedure_.inputs[i].name + " :: " + procedure_.inputs[i].type;
    }
    return text + ")";
  }

  const ast::Call& call_;
  ast::Span span_;
  ClauseContext& context_;
  Binder& binder_;
  const Procedure& procedure_;
};

}  // namespace

void bind_call(const ast::Clause& clause, ClauseContext& context) {
  CallBinder(std::get<ast::Call>(clause.node), clause.span, context).run();
}

}  // namespace polgraph::clauses
