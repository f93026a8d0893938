#include "query/bind.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "graph/error.h"
#include "graph/text/letter_case.h"
#include "query/foreign.h"
#include "query/inputs.h"
#include "query/labels.h"
#include "query/match.h"
#include "query/subqueries.h"
#include "query/temporal_parts.h"
#include "query/tree.h"

namespace polgraph {

namespace {

constexpr std::uint32_t kDurationKind = StaticType::bit(ValueKind::Duration);

// What an arithmetic operator but + takes on either side.
std::uint32_t operands_of(ast::BinaryOp op) {
  switch (op) {
    case ast::BinaryOp::Subtract: return kNumberKinds | kTemporalKinds;
    case ast::BinaryOp::Multiply:
    case ast::BinaryOp::Divide: return kNumberKinds | kDurationKind;
    default: return kNumberKinds;
  }
}

// Numbers, texts, lists with anything, durations with what has a time.
bool may_add(const StaticType& a, const StaticType& b) {
  constexpr std::pair<std::uint32_t, std::uint32_t> kPairs[] = {{kNumberKinds, kNumberKinds | kStringKind},
                                                                {kStringKind, kStringKind | kNumberKinds},
                                                                {kListKind, StaticType::kAll},
                                                                {StaticType::kAll, kListKind},
                                                                {kDurationKind, kTemporalKinds},
                                                                {kTemporalKinds, kDurationKind}};
  return std::any_of(std::begin(kPairs), std::end(kPairs),
                     [&](const auto& pair) { return a.may_be(pair.first) && b.may_be(pair.second); });
}

// "no arguments", "1 argument", "2 to 3 arguments", "1 argument or more"
std::string argument_count(const Function& function) {
  const int least = function.min_arguments, most = function.max_arguments;
  if (most == 0) return "no arguments";
  const std::string least_text = std::to_string(least);
  const char* word = (most < 0 ? least : most) == 1 ? " argument" : " arguments";
  if (most < 0) return least_text + word + " or more";
  return (most == least ? least_text : least_text + " to " + std::to_string(most)) + word;
}

void check_arity(Binder& binder, const Function& function, std::size_t got, ast::Span span) {
  const auto count = static_cast<int>(got);
  if (count >= function.min_arguments && (function.max_arguments < 0 || count <= function.max_arguments)) return;
  throw binder
      .error(Kind::Syntax, "InvalidNumberOfArguments",
             std::string(function.name) + "() takes " + argument_count(function) + ", got " + std::to_string(got),
             span)
      .hint("use: " + std::string(function.signature));
}

Error unknown_function(Binder& binder, const std::string& name, ast::Span span) {
  const Foreign foreign = foreign_function(name);
  const std::string library =
      foreign.library.empty() ? "" : ": " + std::string(foreign.library) + " is not part of polgraph";
  Error error = binder.error(Kind::Syntax, "UnknownFunction", "there is no function `" + name + "`" + library, span);
  if (!foreign.advice.empty()) return error.hint("instead: " + std::string(foreign.advice));
  std::vector<std::string> names;
  for (const Function* function : all_functions()) names.emplace_back(function->name);
  if (const auto near = nearest(name, names)) error.hint("did you mean " + *near + "()?");
  return error;
}

// NaN, Inf and Infinity are numbers where no variable has the name.
std::optional<double> number_by_name(std::string_view name) {
  const std::string lower = to_lower(name);
  if (lower == "nan") return std::numeric_limits<double>::quiet_NaN();
  if (lower == "inf" || lower == "infinity") return std::numeric_limits<double>::infinity();
  return std::nullopt;
}

class CallExpr final : public Expr {
 public:
  CallExpr(const Function& function, std::vector<ExprPtr> arguments)
      : function_(function), arguments_(std::move(arguments)) {}
  Value eval(Value* row, Context& context) const override {
    if (arguments_.size() == 1) {
      const Value argument = arguments_[0]->eval(row, context);
      return run(std::span<const Value>(&argument, 1), context);
    }
    ValueList values;
    values.reserve(arguments_.size());
    for (const ExprPtr& argument : arguments_) values.push_back(argument->eval(row, context));
    return run(values, context);
  }
  ExprShape shape() const override {
    ExprShape made;
    if (function_.name != "toLower" && function_.name != "lower") return made;
    made.kind = ExprShape::Kind::Lower;
    made.left = arguments_[0].get();
    return made;
  }

 private:
  Value run(std::span<const Value> values, Context& context) const {
    try {
      return function_.call(values, context);
    } catch (Error& error) {
      error.at(context.place(span));
      throw;
    }
  }

  const Function& function_;
  std::vector<ExprPtr> arguments_;
};

// Evaluates the first that is not null, and no more.
class CoalesceExpr final : public Expr {
 public:
  explicit CoalesceExpr(std::vector<ExprPtr> arguments) : arguments_(std::move(arguments)) {}
  Value eval(Value* row, Context& context) const override {
    for (const ExprPtr& argument : arguments_) {
      Value value = argument->eval(row, context);
      if (!value.is_null()) return value;
    }
    return {};
  }

 private:
  std::vector<ExprPtr> arguments_;
};

}  // namespace

struct ExpressionBinder::Visitor {
  ExpressionBinder& self;
  const ast::Expression& whole;

  ExprPtr operator()(const ast::Literal& e) const {
    const Inputs* inputs = self.binder_.inputs();
    ExprPtr input = inputs != nullptr ? inputs->literal(whole.span, e.value) : nullptr;
    return input ? std::move(input) : make_constant(e.value);
  }
  ExprPtr operator()(const ast::Parameter& e) const { return self.parameter(e, whole.span); }
  ExprPtr operator()(const ast::Variable& e) const { return self.variable(e.name, whole.span); }
  ExprPtr operator()(const ast::PropertyAccess& e) const { return self.property(e, whole.span); }
  ExprPtr operator()(const ast::IndexAccess& e) const { return make_index(self.bind(*e.object), self.bind(*e.index)); }
  ExprPtr operator()(const ast::Slice& e) const {
    return make_slice(self.bind(*e.object), self.bind_or_null(e.from), self.bind_or_null(e.to));
  }
  ExprPtr operator()(const ast::Unary& e) const { return self.unary(e, whole.span); }
  ExprPtr operator()(const ast::Binary& e) const { return self.binary(e, whole.span); }
  ExprPtr operator()(const ast::ComparisonChain& e) const {
    std::vector<ExprPtr> operands;
    for (const auto& operand : e.operands) operands.push_back(self.bind(*operand));
    return make_chain(std::move(operands), e.ops);
  }
  ExprPtr operator()(const ast::HasLabels& e) const {
    ExprPtr object = self.bind(*e.object);
    self.require(*object, kNodeKind | kRelationshipKind, "a label test");
    self.binder_.read_labels(e.labels, object->type);
    return bind_label_test(
        e.labels, [&] { return object ? std::move(object) : self.bind(*e.object); },
        [&](const ast::Expression& name) { return self.bind(name); });
  }
  ExprPtr operator()(const ast::TypeTest& e) const { return make_type_test(self.bind(*e.operand), e.types, e.negated); }
  ExprPtr operator()(const ast::CaseOperand&) const {
    return make_slot(self.case_operand_->slot, self.case_operand_->type);
  }
  ExprPtr operator()(const ast::ListLiteral& e) const {
    std::vector<ExprPtr> items;
    for (const auto& item : e.items) items.push_back(self.bind(*item));
    return make_list(std::move(items));
  }
  ExprPtr operator()(const ast::MapLiteral& e) const {
    std::vector<std::pair<std::string, ExprPtr>> entries;
    for (const auto& [key, value] : e.entries) entries.emplace_back(key, self.bind(*value));
    return make_map(std::move(entries));
  }
  ExprPtr operator()(const ast::MapProjection& e) const { return self.map_projection(e, whole.span); }
  ExprPtr operator()(const ast::FunctionCall&) const { return self.call(whole); }
  ExprPtr operator()(const ast::CountStar&) const { return self.aggregate_call(nullptr, whole); }
  ExprPtr operator()(const ast::Case& e) const { return self.case_of(e); }
  ExprPtr operator()(const ast::ListComprehension& e) const { return self.comprehension(e); }
  ExprPtr operator()(const ast::PatternComprehension& e) const { return self.pattern_comprehension(e); }
  ExprPtr operator()(const ast::Quantifier& e) const { return self.quantifier(e); }
  ExprPtr operator()(const ast::Reduce& e) const { return self.reduce(e); }
  ExprPtr operator()(const ast::PatternPredicate& e) const { return self.pattern_predicate(e); }
  ExprPtr operator()(const ast::PathExpression& e) const { return self.path_expression(e); }
  ExprPtr operator()(const ast::Subquery& e) const { return self.subquery(e); }
};

ExprPtr ExpressionBinder::bind(const ast::Expression& expression) {
  binder_.count_part();
  const std::uint32_t first_plan = binder_.plans_made();
  if (replace) {
    if (ExprPtr replaced = replace(expression)) return replaced;
  }
  const auto* pattern = std::get_if<ast::PatternPredicate>(&expression.node);
  if (pattern != nullptr && !pattern->called && !pattern_fits_) {
    throw binder_.error(Kind::Syntax, "UnexpectedSyntax", "a pattern cannot stand here as a value", expression.span)
        .hint("count its matches with COUNT { ... }, list them with [(a)-->(b) | b], test it with EXISTS { ... }");
  }
  const auto* both = std::get_if<ast::Binary>(&expression.node);
  const auto* one = std::get_if<ast::Unary>(&expression.node);
  const bool passes_on = (both != nullptr && (both->op == ast::BinaryOp::And || both->op == ast::BinaryOp::Or ||
                                              both->op == ast::BinaryOp::Xor)) ||
                         (one != nullptr && one->op == ast::UnaryOp::Not);
  const bool before = pattern_fits_;
  pattern_fits_ = before && passes_on;
  ExprPtr made = std::visit(Visitor{*this, expression}, expression.node);
  pattern_fits_ = before;
  made->span = expression.span;
  made->first_plan = first_plan;
  made->last_plan = binder_.plans_made();
  return made;
}

ExprPtr ExpressionBinder::condition(const ast::Expression& expression) {
  const bool before = pattern_fits_;
  pattern_fits_ = true;
  ExprPtr made = bind(expression);
  pattern_fits_ = before;
  require(*made, kBooleanKind, "a condition");
  return made;
}

void ExpressionBinder::require(const Expr& expr, std::uint32_t kinds, const char* what) {
  if (expr.type.may_be(kinds)) return;
  throw binder_.error(Kind::Syntax, "InvalidArgumentType",
                      std::string(what) + " needs " + type_text(kinds) + ", this is " + type_text(expr.type.kinds),
                      expr.span);
}

void ExpressionBinder::require_list(const Expr& expr, const char* what) {
  require(expr, kListKind, what);
}

ExprPtr ExpressionBinder::variable(const std::string& name, ast::Span span) {
  const Variable* found = scope_->find(name);
  if (found == nullptr) {
    if (const auto number = number_by_name(name)) return make_constant(Value::floating(*number));
  }
  if (found == nullptr) throw missing ? missing(name, span) : binder_.undefined(name, *scope_, span);
  if (found->slot < first_local_) uses_.push_back(found->slot);
  return make_slot(found->slot, found->type);
}

ExprPtr ExpressionBinder::parameter(const ast::Parameter& e, ast::Span span) {
  const auto found = binder_.options().parameters.find(e.name);
  if (found != binder_.options().parameters.end()) {
    Inputs* inputs = binder_.inputs();
    ExprPtr made = inputs != nullptr ? inputs->parameter(e.name, found->second) : make_constant(found->second);
    made->type = StaticType::any();  // a wrong kind is a run-time error
    return made;
  }
  Error error = binder_.error(Kind::Parameter, "MissingParameter", "parameter $" + e.name + " is not given", span);
  std::vector<std::string> given;
  for (const auto& parameter : binder_.options().parameters) given.push_back(parameter.first);
  const auto near = nearest(e.name, given);
  throw error.hint(near ? "did you mean $" + *near + "?" : "give it: -p '" + e.name + "=...'");
}

ExprPtr ExpressionBinder::unary(const ast::Unary& e, ast::Span) {
  ExprPtr operand = bind(*e.operand);
  if (e.op == ast::UnaryOp::Not) require(*operand, kBooleanKind, "NOT");
  if (e.op == ast::UnaryOp::Minus || e.op == ast::UnaryOp::Plus) require(*operand, kNumberKinds | kDurationKind, "a sign");
  return make_unary(e.op, std::move(operand));
}

ExprPtr ExpressionBinder::binary(const ast::Binary& e, ast::Span span) {
  using ast::BinaryOp;
  ExprPtr left = bind(*e.left), right = bind(*e.right);
  const std::string word(ast::symbol(e.op));
  switch (e.op) {
    case BinaryOp::And:
    case BinaryOp::Or:
    case BinaryOp::Xor:
      require(*left, kBooleanKind, word.c_str());
      require(*right, kBooleanKind, word.c_str());
      break;
    case BinaryOp::Subtract:
    case BinaryOp::Multiply:
    case BinaryOp::Divide:
    case BinaryOp::Modulo:
    case BinaryOp::Power:
      require(*left, operands_of(e.op), word.c_str());
      require(*right, operands_of(e.op), word.c_str());
      break;
    case BinaryOp::Add:
      if (may_add(left->type, right->type)) break;
      throw binder_.error(Kind::Syntax, "InvalidArgumentType",
                          "cannot compute " + type_text(left->type.kinds) + " + " + type_text(right->type.kinds), span);
    case BinaryOp::In: require_list(*right, "IN"); break;
    default: break;
  }
  return make_binary(e.op, std::move(left), std::move(right));
}

ExprPtr ExpressionBinder::property(const ast::PropertyAccess& e, ast::Span span) {
  ExprPtr object = bind(*e.object);
  if (object->type.is_only(ValueKind::Path)) {
    throw binder_.error(Kind::Syntax, "InvalidArgumentType", "a path has no properties", span)
        .hint("use nodes(p) or relationships(p) and take the properties of those");
  }
  constexpr std::uint32_t kEntity = kNodeKind | kRelationshipKind;
  if ((object->type.kinds & ~kEntity) == 0) binder_.read_key(e.key);
  return make_property(std::move(object), e.key);
}

ExprPtr ExpressionBinder::aggregate_call(const Function* function, const ast::Expression& e) {
  if (!aggregate || in_local_) {
    throw binder_
        .error(Kind::Syntax, "InvalidAggregation",
               std::string(function == nullptr ? "count" : function->name) +
                   "(): " + (in_local_ ? "an aggregate cannot stand inside a comprehension" : aggregate_refused),
               e.span)
        .hint("compute it in a WITH before");
  }
  return aggregate(function, e);
}

ExprPtr ExpressionBinder::call(const ast::Expression& whole) {
  const auto& e = std::get<ast::FunctionCall>(whole.node);
  const ast::Span span = whole.span;
  const Function* function = find_function(e.name);
  if (function == nullptr) throw unknown_function(binder_, e.name, span);
  if (function->is_aggregate()) return aggregate_call(function, whole);
  check_arity(binder_, *function, e.arguments.size(), span);
  if (function->name == "exists" && !std::holds_alternative<ast::PropertyAccess>(e.arguments[0]->node) &&
      !std::holds_alternative<ast::IndexAccess>(e.arguments[0]->node)) {  // a pattern is no function call
    throw binder_.error(Kind::Syntax, "InvalidArgumentExpression", "exists() asks for a property or a pattern", span)
        .hint("whether a value is there: IS NOT NULL");
  }
  if (e.distinct) {
    throw binder_.error(Kind::Syntax, "UnexpectedSyntax",
                        "DISTINCT belongs to aggregates, " + std::string(function->name) + "() is none", span);
  }
  if (function->name == "linenumber" || function->name == "file") return csv_place(*function);
  std::vector<ExprPtr> arguments;
  for (const auto& argument : e.arguments) arguments.push_back(bind(*argument));
  if (!arguments.empty()) require(*arguments[0], function->accepts, (std::string(function->name) + "()").c_str());
  ExprPtr made;
  if (function->name == "coalesce") {
    StaticType type{0, 0};
    for (const ExprPtr& argument : arguments) type = type | argument->type;
    made = std::make_unique<CoalesceExpr>(std::move(arguments));
    made->type = type;
    return made;
  }
  StaticType type = function->returns;
  if ((function->name == "head" || function->name == "last") && arguments[0]->type.is_only(ValueKind::List)) {
    type = {arguments[0]->type.elements | StaticType::bit(ValueKind::Null), StaticType::kAll};
  }
  made = std::make_unique<CallExpr>(*function, std::move(arguments));
  made->type = type;
  return made;
}

ExprPtr ExpressionBinder::case_of(const ast::Case& e) {
  ExprPtr operand = bind_or_null(e.operand);
  const std::optional<Variable> outer = case_operand_;
  if (e.extended) case_operand_ = Variable{binder_.new_slot(), operand->type};
  const std::optional<std::size_t> slot = e.extended ? std::optional(case_operand_->slot) : std::nullopt;
  std::vector<std::pair<ExprPtr, ExprPtr>> whens;
  for (const auto& [when, then] : e.whens) {
    ExprPtr test = operand && !e.extended ? bind(*when) : condition(*when);
    whens.emplace_back(std::move(test), bind(*then));
  }
  ExprPtr otherwise = bind_or_null(e.otherwise);
  case_operand_ = outer;
  return make_case(std::move(operand), std::move(whens), std::move(otherwise), slot);
}

// linenumber() and file(): of the row's LOAD CSV, which has slots for them; null without one.
ExprPtr ExpressionBinder::csv_place(const Function& function) {
  const Scope::CsvSlots* slots = scope_->csv();
  if (slots == nullptr) return make_constant(Value());
  const std::size_t slot = function.name == "file" ? slots->file : slots->line;
  if (slot < first_local_) uses_.push_back(slot);
  return make_slot(slot, function.returns);
}

ExprPtr ExpressionBinder::map_projection(const ast::MapProjection& e, ast::Span span) {
  using Item = ast::MapProjection::Item::Kind;
  ExprPtr object = variable(e.variable, span);
  require(*object, kNodeKind | kRelationshipKind | kMapKind, "a map projection");
  std::vector<ProjectionPart> parts;
  for (const auto& item : e.items) {
    ProjectionPart part;
    part.all = item.kind == Item::AllProperties;
    part.key = item.key;
    if (item.kind == Item::Entry) part.value = bind(*item.value);
    if (item.kind == Item::Variable) part.value = item.value ? bind(*item.value) : variable(item.key, span);
    parts.push_back(std::move(part));
  }
  return make_map_projection(std::move(object), std::move(parts));
}

template <class Body>
auto ExpressionBinder::with_local(const std::string& name, StaticType type, std::size_t& slot, Body body) {
  slot = binder_.new_slot();
  Scope inner(scope_);
  inner.declare(name, {slot, type});
  const Scope* outer = scope_;
  const bool was_local = in_local_;
  scope_ = &inner;
  in_local_ = true;
  auto made = body();
  scope_ = outer;
  in_local_ = was_local;
  return made;
}

namespace {

StaticType element_of(const Expr& list) {
  return list.type.is_only(ValueKind::List) ? StaticType{list.type.elements, StaticType::kAll} : StaticType::any();
}

}  // namespace

ExprPtr ExpressionBinder::comprehension(const ast::ListComprehension& e) {
  ExprPtr list = bind(*e.list);
  require_list(*list, "a list comprehension");
  std::size_t slot = 0;
  auto [where, projection] = with_local(e.variable, element_of(*list), slot, [&] {
    ExprPtr test = e.where ? condition(*e.where) : nullptr;
    return std::pair(std::move(test), bind_or_null(e.projection));
  });
  return make_comprehension(slot, std::move(list), std::move(where), std::move(projection));
}

ExprPtr ExpressionBinder::quantifier(const ast::Quantifier& e) {
  ExprPtr list = bind(*e.list);
  require_list(*list, "a quantifier");
  std::size_t slot = 0;
  ExprPtr where = with_local(e.variable, element_of(*list), slot, [&] { return condition(*e.where); });
  return make_quantifier(e.kind, slot, std::move(list), std::move(where));
}

ExprPtr ExpressionBinder::reduce(const ast::Reduce& e) {
  ExprPtr initial = bind(*e.initial), list = bind(*e.list);
  require_list(*list, "reduce()");
  std::size_t accumulator = 0, slot = 0;
  auto [body, always] = with_local(e.accumulator, StaticType::any(), accumulator, [&] {
    ExprPtr step = with_local(e.variable, element_of(*list), slot, [&] { return bind(*e.body); });
    return std::pair(std::move(step), e.always ? condition(*e.always) : nullptr);
  });
  return make_reduce(accumulator, std::move(initial), slot, std::move(list), std::move(body), std::move(always));
}

// What a plan inside the expression takes from outside is what the expression reads.
template <class Body>
auto ExpressionBinder::with_plan(Body body) {
  std::vector<std::size_t> slots;
  Scope inner(scope_);
  inner.track(&slots);
  auto made = body(inner);
  for (const std::size_t slot : slots) {
    if (slot < first_local_) uses_.push_back(slot);
  }
  return made;
}

ExprPtr ExpressionBinder::pattern_predicate(const ast::PatternPredicate& e) {
  refuse_new_variables(binder_, *scope_, e.pattern);
  return with_plan([&](Scope& inner) {
    Plan plan;
    plan_match(binder_, inner, {&e.pattern, 1}, nullptr, plan);
    return make_exists(binder_.finish(std::move(plan)));
  });
}

ExprPtr ExpressionBinder::pattern_comprehension(const ast::PatternComprehension& e) {
  return with_plan([&](Scope& inner) {
    Plan plan;
    plan_match(binder_, inner, {&e.pattern, 1}, e.where.get(), plan);
    const Scope* outer = scope_;
    const bool was_local = in_local_;
    scope_ = &inner;
    in_local_ = true;
    ExprPtr projection = bind(*e.projection);
    scope_ = outer;
    in_local_ = was_local;
    return make_collect(binder_.finish(std::move(plan)), std::move(projection));
  });
}

ExprPtr ExpressionBinder::path_expression(const ast::PathExpression& e) {
  refuse_new_variables(binder_, *scope_, e.pattern);
  ExprPtr found = with_plan([&](Scope& inner) {
    Plan plan;
    std::size_t path = 0;
    plan_match(binder_, inner, {&e.pattern, 1}, nullptr, plan, &path);
    return make_collect(binder_.finish(std::move(plan)), make_slot(path, StaticType::of(ValueKind::Path)));
  });
  if (e.pattern.selector != ast::PathPattern::Selector::Shortest) return found;
  return make_index(std::move(found), make_constant(Value::integer(0)));
}

ExprPtr ExpressionBinder::subquery(const ast::Subquery& e) {
  if (query_writes(*e.query)) {
    throw binder_.error(Kind::Syntax, "InvalidClauseComposition", "a subquery that asks for something cannot write",
                        e.query->span);
  }
  return with_plan([&](Scope& inner) -> ExprPtr {
    Columns columns;
    Pipeline pipeline = binder_.query(*e.query, &inner, Binder::Use::Expression, columns);
    switch (e.kind) {
      case ast::Subquery::Kind::Exists: return make_exists(std::move(pipeline));
      case ast::Subquery::Kind::Count: return make_count(std::move(pipeline));
      case ast::Subquery::Kind::Collect: break;
    }
    if (columns.slots.size() != 1) {
      throw binder_.error(Kind::Syntax, "InvalidArgumentType",
                          "COLLECT { } needs a RETURN of one column, this has " + std::to_string(columns.slots.size()),
                          e.query->span);
    }
    return make_collect(std::move(pipeline), make_slot(columns.slots[0], columns.types[0]));
  });
}

AggregateCall bind_aggregate(Binder& binder, const Scope& scope, const Function* function,
                             const ast::Expression& call) {
  AggregateCall made;
  made.function = function;
  made.slot = binder.new_slot();
  if (function == nullptr) return made;
  const auto& written = std::get<ast::FunctionCall>(call.node);
  check_arity(binder, *function, written.arguments.size(), call.span);
  made.distinct = written.distinct;
  for (const auto& argument : written.arguments) {
    if (contains_aggregate(*argument)) {
      throw binder.error(Kind::Syntax, "NestedAggregation", "an aggregate cannot stand inside another", argument->span)
          .hint("compute the inner one in a WITH before");
    }
    if (contains_impure(*argument)) {
      throw binder.error(Kind::Syntax, "NonConstantExpression", "a random value cannot stand inside an aggregate",
                         argument->span);
    }
    made.arguments.push_back(ExpressionBinder(binder, scope).bind(*argument));
  }
  const Expr& first = *made.arguments[0];
  if (!first.type.may_be(function->accepts)) {
    throw binder.error(Kind::Syntax, "InvalidArgumentType",
                       std::string(function->name) + "() needs " + type_text(function->accepts) + ", this is " +
                           type_text(first.type.kinds),
                       first.span);
  }
  return made;
}

ExprPtr bind_expression(Binder& binder, const Scope& scope, const ast::Expression& expression) {
  return ExpressionBinder(binder, scope).bind(expression);
}

}  // namespace polgraph
