// CALL procedure(arguments) YIELD fields WHERE condition.
#include <algorithm>

#include "graph/error.h"
#include "query/bind.h"
#include "query/clause.h"
#include "query/explain.h"
#include "query/foreign.h"
#include "query/operators/basic.h"

namespace polgraph::clauses {

namespace {

constexpr double kRowsOfCall = 10;  // expected, for want of knowledge

class ProcedureCall final : public ExpandOperator {
 public:
  ProcedureCall(const Procedure& procedure, std::vector<ExprPtr> arguments,
                std::vector<std::pair<std::size_t, std::size_t>> fields, ast::Span name)
      : procedure_(procedure), arguments_(std::move(arguments)), fields_(std::move(fields)), name_span_(name) {}
  std::string name() const override { return "ProcedureCall " + procedure_.name; }
  void explain(Explanation& to) const override {
    for (const ExprPtr& argument : arguments_) to.expr(*argument);
    to.rows(to.rows_in() * (procedure_.outputs.empty() ? 1 : kRowsOfCall));
    ExpandOperator::explain(to);
  }

 protected:
  void begin(Value* row, Context& context) override {
    ValueList values;
    for (std::size_t i = 0; i < arguments_.size(); ++i) {
      values.push_back(fitting(arguments_[i]->eval(row, context), i, context));
    }
    context.release(rows_.bytes());
    rows_ = {};
    placed(context, [&] {
      ProcedureRows found = procedure_.call(values, context);
      context.charge(found.bytes());
      rows_ = std::move(found);
    });
    passes_ = procedure_.outputs.empty();  // such a one lets every row pass once
  }

  bool step(Value* row, Context& context) override {
    if (std::exchange(passes_, false)) return true;
    bool found = false;
    placed(context, [&] { found = rows_.next(values_); });
    if (!found) return false;
    for (const auto& [field, slot] : fields_) row[slot] = values_[field];
    return true;
  }

 private:
  // Errors of the procedure itself are shown at its name.
  template <class Run>
  void placed(Context& context, const Run& run) const {
    try {
      run();
    } catch (Error& error) {
      error.at(context.place(name_span_));
      throw;
    }
  }

  Value fitting(Value value, std::size_t argument, Context& context) const {
    const Procedure::Field& field = procedure_.inputs[argument];
    const ast::Span span = arguments_[argument]->span;
    const bool wants_float = field.kinds != StaticType::kAll &&
                             (field.kinds & StaticType::bit(ValueKind::Float)) != 0 &&
                             (field.kinds & kIntegerKind) == 0;
    if (wants_float && value.is_integer()) return Value::floating(static_cast<double>(value.as_integer()));
    const bool fits = (StaticType::bit(value.kind()) & field.kinds) != 0;
    if (!value.is_null() && !fits) {
      throw Error(Kind::Type, "InvalidArgumentType",
                  "argument `" + field.name + "` of " + procedure_.name + " is " + field.type + ", this is " +
                      std::string(kind_name(value.kind())),
                  context.place(span));
    }
    if (value.is_map() && !procedure_.options.empty()) check_options(value, span, context);
    return value;
  }

  void check_options(const Value& map, ast::Span span, Context& context) const {
    try {
      for (const auto& [key, value] : map.as_map()) procedure_.check_option(key, value);
    } catch (Error& error) {
      error.at(context.place(span));
      throw;
    }
  }

  const Procedure& procedure_;
  std::vector<ExprPtr> arguments_;
  std::vector<std::pair<std::size_t, std::size_t>> fields_;  // output, slot
  ast::Span name_span_;
  ProcedureRows rows_;
  ValueList values_;
  bool passes_ = false;
};

class CallBinder {
 public:
  CallBinder(const ast::Call& call, ClauseContext& context)
      : call_(call), context_(context), binder_(context.binder), procedure_(find()) {}

  void run() {
    std::vector<ExprPtr> arguments = bind_arguments();
    std::vector<std::pair<std::size_t, std::size_t>> fields;
    for (const auto& [output, name, span] : wanted()) {
      if (context_.scope.find(name) != nullptr) {
        throw error("VariableAlreadyBound", "variable `" + name + "` is bound already", span)
            .hint("give it another name: YIELD " + procedure_.outputs[output].name + " AS other");
      }
      const std::size_t slot = binder_.new_slot();
      const StaticType type{procedure_.outputs[output].kinds, StaticType::kAll};
      context_.scope.declare(name, {slot, type});
      fields.emplace_back(output, slot);
      if (context_.standalone) return_column(name, slot, type);
    }
    if (context_.standalone) context_.columns.returns = !procedure_.outputs.empty();
    context_.plan.add<ProcedureCall>(procedure_, std::move(arguments), std::move(fields), call_.name_span);
    if (call_.where) {
      ExpressionBinder bind(binder_, context_.scope);
      context_.plan.add<Filter>(bind.condition(*call_.where), std::string(binder_.source(call_.where->span)));
    }
  }

 private:
  struct Wanted {
    std::size_t output;
    std::string name;
    ast::Span span;
  };

  Error error(std::string_view detail, std::string message, ast::Span span) const {
    return binder_.error(Kind::Syntax, detail, std::move(message), span);
  }

  const Procedure& find() const {
    if (const Procedure* found = binder_.procedures().find(call_.procedure)) return *found;
    const Foreign foreign = foreign_procedure(call_.procedure);
    const std::string library =
        foreign.library.empty() ? "" : ": " + std::string(foreign.library) + " is not part of polgraph";
    Error unknown = binder_.error(Kind::Procedure, "ProcedureNotFound",
                                  "there is no procedure `" + call_.procedure + "`" + library, call_.name_span);
    if (!foreign.advice.empty()) throw unknown.hint("instead: " + std::string(foreign.advice));
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
      throw error("InvalidNumberOfArguments",
                  procedure_.name + "() takes " + std::to_string(procedure_.inputs.size()) + " arguments, got " +
                      std::to_string(call_.arguments.size()),
                  call_.name_span)
          .hint("use: CALL " + procedure_.signature());
    }
    std::vector<ExprPtr> arguments;
    for (std::size_t i = 0; i < call_.arguments.size(); ++i) {
      ExpressionBinder bind(binder_, context_.scope);
      bind.aggregate_refused = "an aggregate cannot be an argument of a procedure";
      arguments.push_back(bind.bind(*call_.arguments[i]));
      check_type(*arguments.back(), procedure_.inputs[i]);
      check_options(*call_.arguments[i]);
    }
    while (arguments.size() < procedure_.inputs.size()) arguments.push_back(make_constant(Value()));
    return arguments;
  }

  // CALL proc without brackets: the parameters of the arguments' names.
  std::vector<ExprPtr> implicit_arguments() {
    if (!context_.standalone) {
      throw error("InvalidArgumentPassingMode", "inside a query a procedure needs its arguments in brackets",
                  call_.name_span)
          .hint("use: CALL " + procedure_.signature());
    }
    std::vector<ExprPtr> arguments;
    for (const Procedure::Field& field : procedure_.inputs) {
      const auto found = binder_.options().parameters.find(field.name);
      if (found == binder_.options().parameters.end() && !field.optional) {
        throw binder_.error(Kind::Parameter, "MissingParameter",
                            "parameter $" + field.name + " is not given, which " + procedure_.name + " takes",
                            call_.name_span);
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

  // What the text alone shows to be no option of the procedure, or none of that kind.
  void check_options(const ast::Expression& argument) const {
    const auto* map = std::get_if<ast::MapLiteral>(&argument.node);
    if (map == nullptr || procedure_.options.empty()) return;
    std::uint32_t from = argument.span.begin;
    for (const auto& [key, value] : map->entries) {
      const auto* literal = std::get_if<ast::Literal>(&value->node);
      try {
        procedure_.check_option(key, literal != nullptr ? literal->value : Value());
      } catch (Error& error) {
        const std::size_t at = binder_.source({from, value->span.begin}).rfind(key);
        const bool unknown = error.detail() == "UnknownOption" && at != std::string_view::npos;
        throw error.at(
            binder_.place(unknown ? ast::Span{from + static_cast<std::uint32_t>(at), value->span.begin} : value->span));
      }
      from = value->span.end;
    }
  }

  std::vector<Wanted> wanted() const {
    std::vector<Wanted> all;
    const auto& outputs = procedure_.outputs;
    if (call_.yield_star && !context_.standalone) {
      throw error("UnexpectedSyntax", "YIELD * is for a CALL that stands alone", call_.star_span)
          .hint("name the fields: YIELD " + fields());
    }
    if (!call_.has_yield || call_.yield_star) {
      if (!context_.standalone) return all;
      for (std::size_t i = 0; i < outputs.size(); ++i) all.push_back({i, outputs[i].name, call_.name_span});
      return all;
    }
    for (const ast::YieldItem& item : call_.yields) {
      const auto found = std::find_if(outputs.begin(), outputs.end(),
                                      [&](const Procedure::Field& output) { return output.name == item.field; });
      if (found == outputs.end()) throw no_such_field(item);
      all.push_back({static_cast<std::size_t>(found - outputs.begin()), item.name, item.name_span});
    }
    return all;
  }

  Error no_such_field(const ast::YieldItem& item) const {
    std::vector<std::string> names;
    for (const auto& output : procedure_.outputs) names.push_back(output.name);
    const auto near = nearest(item.field, names);
    Error wrong = error("UndefinedVariable", procedure_.name + " yields no `" + item.field + "`", item.field_span);
    wrong.hint(near ? "did you mean `" + *near + "`?" : names.empty() ? "it yields nothing" : "it yields " + fields());
    return wrong;
  }

  std::string fields() const {
    std::string text;
    for (const auto& output : procedure_.outputs) text += (text.empty() ? "" : ", ") + output.name;
    return text;
  }

  const ast::Call& call_;
  ClauseContext& context_;
  Binder& binder_;
  const Procedure& procedure_;
};

}  // namespace

void bind_call(const ast::Clause& clause, ClauseContext& context) {
  CallBinder(std::get<ast::Call>(clause.node), context).run();
}

}  // namespace polgraph::clauses
