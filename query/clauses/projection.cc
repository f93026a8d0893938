// WITH and RETURN: items, grouping, DISTINCT, ORDER BY, SKIP, LIMIT, and WHERE after WITH.
#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "query/clause.h"
#include "query/operators/basic.h"
#include "query/tree.h"

namespace polgraph::clauses {

namespace {

struct Item {
  const ast::Expression* expr = nullptr;  // null: a variable of *
  std::string name;
  ast::Span span;
  bool aggregated = false;
  std::size_t slot = 0;
  StaticType type;
};

// An expression whose value stands in a slot after the grouping.
struct Known {
  const ast::Expression* expr;
  std::size_t slot;
  StaticType type;
};

const std::string* variable_name(const ast::Expression* expr) {
  const auto* variable = expr != nullptr ? std::get_if<ast::Variable>(&expr->node) : nullptr;
  return variable != nullptr ? &variable->name : nullptr;
}

bool is_aggregate_call(const ast::Expression& expr) {
  if (std::holds_alternative<ast::CountStar>(expr.node)) return true;
  const auto* call = std::get_if<ast::FunctionCall>(&expr.node);
  const Function* function = call != nullptr ? find_function(call->name) : nullptr;
  return function != nullptr && function->is_aggregate();
}

class Projector {
 public:
  Projector(const ast::Projection& projection, ClauseContext& context, bool is_with)
      : projection_(projection), context_(context), binder_(context.binder), is_with_(is_with) {}

  // Appends the operators; the items then stand in their slots.
  std::vector<Item> run(const ast::Expression* where);

  ast::With::Word spelled = ast::With::Word::With;  // how a WITH is spelled

 private:
  void list_items();
  void add_star();
  void check_names() const;
  const Variable* given(const Item& item) const;
  void project_plain();
  bool may_be_late(const Item& item) const;
  bool never_fails(const ast::Expression& expr) const;
  void project_grouped();
  void add_projected_keys(std::vector<std::pair<std::size_t, ExprPtr>>& keys);
  ExprPtr grouped(const Item& item, std::vector<AggregateCall>& calls);
  void order_by();
  void cut();
  ExprPtr row_count_of(const ast::Expression& expr, const char* word);
  Scope later_scope() const;
  ExprPtr bind_later(const Scope& scope, const ast::Expression& expr, bool is_condition);
  ExprPtr replaced(const Scope& later, const ast::Expression& expr, bool with_aggregates) const;
  bool hidden_by_alias(const Scope& later, const ast::Expression& expr) const;

  const ast::Projection& projection_;
  ClauseContext& context_;
  Binder& binder_;
  bool is_with_;
  bool grouped_ = false;
  std::optional<Error> unnamed_;
  std::vector<Item> items_;
  std::vector<Known> aggregates_;  // every aggregate computed
  std::vector<std::pair<std::string, Variable>>
      projected_;  // grouped by because a map projection of them has aggregates
};

std::vector<Item> Projector::run(const ast::Expression* where) {
  list_items();
  check_names();
  grouped_ = std::any_of(items_.begin(), items_.end(), [](const Item& item) { return item.aggregated; });
  if (grouped_) {
    project_grouped();
  } else {
    project_plain();
  }
  if (projection_.distinct) {
    std::vector<std::size_t> slots;
    for (const Item& item : items_) slots.push_back(item.slot);
    context_.plan.add<Distinct>(std::move(slots));
  }
  order_by();
  cut();
  if (where != nullptr) {
    const Scope later = later_scope();
    for (const ast::Expression* part : conjuncts(*where)) {
      context_.plan.add<Filter>(bind_later(later, *part, true), std::string(binder_.source(part->span)));
    }
  }
  if (unnamed_) throw *unnamed_;
  return std::move(items_);
}

void Projector::list_items() {
  if (projection_.star) add_star();
  for (const ast::ProjectionItem& written : projection_.items) {
    Item item;
    item.expr = written.expression.get();
    item.span = written.span;
    item.aggregated = contains_aggregate(*item.expr);
    const std::string* variable = variable_name(item.expr);
    item.name = !written.alias.empty() ? written.alias : variable != nullptr ? *variable : written.text;
    if (item.aggregated && spelled == ast::With::Word::Let) {
      throw binder_.error(Kind::Syntax, "InvalidAggregation", "an aggregate cannot stand in LET", item.expr->span)
          .hint("write WITH, with what to group by beside it");
    }
    const bool needs_name = is_with_ && spelled != ast::With::Word::Next;
    if (needs_name && written.alias.empty() && variable == nullptr && !unnamed_) {
      unnamed_ = binder_.error(Kind::Syntax, "NoExpressionAlias",
                               "an expression in WITH needs a name: " + written.text + " AS name", written.span);
    }
    items_.push_back(std::move(item));
  }
}

void Projector::add_star() {
  const auto& variables = context_.scope.here();
  if (variables.empty() && !is_with_) {
    throw binder_.error(Kind::Syntax, "NoVariablesInScope", "RETURN * has no variables to return", projection_.span);
  }
  for (const auto& [name, variable] : variables) {
    Item item;
    item.name = name;
    item.span = projection_.span;
    item.slot = variable.slot;
    item.type = variable.type;
    items_.push_back(std::move(item));
  }
  std::sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) { return a.name < b.name; });
}

void Projector::check_names() const {
  std::unordered_set<std::string_view> names;
  for (const Item& item : items_) {
    if (names.insert(item.name).second) continue;
    throw binder_.error(Kind::Syntax, "ColumnNameConflict", "two columns are named `" + item.name + "`", item.span)
        .hint("name one of them otherwise with AS");
  }
}

// The variable that the item is, and nothing else. (A name may stand for a number as well: NaN.)
const Variable* Projector::given(const Item& item) const {
  const std::string* name = variable_name(item.expr);
  return name == nullptr ? nullptr : context_.scope.find(*name);
}

void Projector::project_plain() {
  Project::Items computed, late;
  for (Item& item : items_) {
    if (item.expr == nullptr) continue;
    ExprPtr value = bind_expression(binder_, context_.scope, *item.expr);
    item.type = value->type;
    if (const Variable* variable = given(item)) {
      item.slot = variable->slot;  // a new name for what is there
      continue;
    }
    item.slot = binder_.new_slot();
    (may_be_late(item) ? late : computed).emplace_back(item.slot, std::move(value));
  }
  if (!computed.empty() || !late.empty()) context_.plan.add<Project>(std::move(computed), std::move(late));
}

// No row can fail on it where nothing was deleted, and ORDER BY does not ask for it: with LIMIT behind it, it need not
// be read for rows that are dropped.
bool Projector::may_be_late(const Item& item) const {
  if (!projection_.limit || projection_.order.empty() || projection_.distinct) return false;
  if (context_.plan.writes || context_.use != Binder::Use::Statement) return false;
  return never_fails(*item.expr) &&
         std::none_of(projection_.order.begin(), projection_.order.end(), [&](const ast::SortItem& sort) {
           return mentions(*sort.expression, item.name) || contains_plan(*sort.expression);
         });
}

// A property of a node or relationship, or the first of several.
bool Projector::never_fails(const ast::Expression& expr) const {
  if (const auto* call = std::get_if<ast::FunctionCall>(&expr.node)) {
    const Function* function = find_function(call->name);
    return function != nullptr && function->name == "coalesce" &&
           std::all_of(call->arguments.begin(), call->arguments.end(), [&](const auto& argument) {
             return std::holds_alternative<ast::Literal>(argument->node) || never_fails(*argument);
           });
  }
  const auto* property = std::get_if<ast::PropertyAccess>(&expr.node);
  const std::string* name = property != nullptr ? variable_name(property->object.get()) : nullptr;
  const Variable* object = name != nullptr ? context_.scope.find(*name) : nullptr;
  constexpr std::uint32_t kEntity =
      StaticType::bit(ValueKind::Node) | StaticType::bit(ValueKind::Relationship) | StaticType::bit(ValueKind::Null);
  return object != nullptr && (object->type.kinds & ~kEntity) == 0;
}

void Projector::project_grouped() {
  std::vector<std::pair<std::size_t, ExprPtr>> keys, computed;
  for (Item& item : items_) {
    if (item.aggregated) continue;
    ExprPtr value =
        item.expr == nullptr ? make_slot(item.slot, item.type) : bind_expression(binder_, context_.scope, *item.expr);
    item.type = value->type;
    if (const Variable* variable = given(item)) {
      item.slot = variable->slot;
    } else if (item.expr != nullptr) {
      item.slot = binder_.new_slot();
    }
    keys.emplace_back(item.slot, std::move(value));
  }
  add_projected_keys(keys);
  std::vector<AggregateCall> calls;
  for (Item& item : items_) {
    if (!item.aggregated) continue;
    ExprPtr value = grouped(item, calls);
    item.type = value->type;
    if (is_aggregate_call(*item.expr)) {
      item.slot = calls.back().slot;
      continue;
    }
    item.slot = binder_.new_slot();
    computed.emplace_back(item.slot, std::move(value));
  }
  context_.plan.add<Aggregate>(std::move(keys), std::move(calls), context_.plan.argument.get());
  if (!computed.empty()) context_.plan.add<Project>(std::move(computed));
}

// `m {.title, cast: collect(a.name)}` groups by m, as if it stood there as a column of its own.
void Projector::add_projected_keys(std::vector<std::pair<std::size_t, ExprPtr>>& keys) {
  for (const Item& item : items_) {
    const auto* projection = item.aggregated ? std::get_if<ast::MapProjection>(&item.expr->node) : nullptr;
    const Variable* found = projection != nullptr ? context_.scope.find(projection->variable) : nullptr;
    if (found == nullptr) continue;
    projected_.emplace_back(projection->variable, *found);
    keys.emplace_back(found->slot, make_slot(found->slot, found->type));
  }
}

// An item with aggregates in it, over the rows that the grouping makes: what is no aggregate must be a grouping item.
ExprPtr Projector::grouped(const Item& item, std::vector<AggregateCall>& calls) {
  Scope scope(context_.scope.parent());
  for (const auto& [name, variable] : projected_) scope.declare(name, variable);
  for (const Item& key : items_) {
    if (key.aggregated) continue;
    if (key.expr == nullptr) scope.declare(key.name, {key.slot, key.type});
    if (const std::string* name = variable_name(key.expr)) scope.declare(*name, {key.slot, key.type});
  }
  ExpressionBinder bind(binder_, scope);
  bind.replace = [&](const ast::Expression& expr) -> ExprPtr {
    if (!std::holds_alternative<ast::PropertyAccess>(expr.node)) return nullptr;
    for (const Item& key : items_) {
      if (!key.aggregated && key.expr != nullptr && same_expression(*key.expr, expr))
        return make_slot(key.slot, key.type);
    }
    return nullptr;
  };
  bind.missing = [&](const std::string& name, ast::Span span) {
    if (context_.scope.find(name) == nullptr) return binder_.undefined(name, context_.scope, span);
    return binder_
        .error(Kind::Syntax, "AmbiguousAggregationExpression",
               "`" + name + "` stands beside an aggregate but is not grouped by", span)
        .hint("return it as a column of its own, or put it inside the aggregate");
  };
  bind.aggregate = [&](const Function* function, const ast::Expression& call) {
    calls.push_back(bind_aggregate(binder_, context_.scope, function, call));
    const StaticType type = function != nullptr ? function->returns : StaticType::of(ValueKind::Integer);
    aggregates_.push_back({&call, calls.back().slot, type});
    return make_slot(calls.back().slot, type);
  };
  return bind.bind(*item.expr);
}

// What ORDER BY and WHERE see: the items, and before grouping and DISTINCT also what was there before.
Scope Projector::later_scope() const {
  const bool only_items = grouped_ || projection_.distinct;
  Scope scope(only_items ? context_.scope.parent() : &context_.scope);
  for (const Item& item : items_) scope.declare(item.name, {item.slot, item.type});
  return scope;
}

bool Projector::hidden_by_alias(const Scope& later, const ast::Expression& expr) const {
  const std::string* name = variable_name(&expr);
  if (const auto* property = std::get_if<ast::PropertyAccess>(&expr.node)) name = variable_name(property->object.get());
  return name != nullptr && later.find_here(*name) != nullptr &&
         std::none_of(items_.begin(), items_.end(), [&](const Item& item) {
           const std::string* own = variable_name(item.expr);
           return item.name == *name && (item.expr == nullptr || (own != nullptr && *own == *name));
         });
}

// A part of a later expression that is a projected item or aggregate already.
ExprPtr Projector::replaced(const Scope& later, const ast::Expression& expr, bool with_aggregates) const {
  if (hidden_by_alias(later, expr)) return nullptr;
  if (is_aggregate_call(expr)) {
    for (const Known& known : aggregates_) {
      if (same_expression(*known.expr, expr)) return make_slot(known.slot, known.type);
    }
    return nullptr;
  }
  const bool simple =
      std::holds_alternative<ast::Variable>(expr.node) || std::holds_alternative<ast::PropertyAccess>(expr.node);
  if (with_aggregates && !simple) return nullptr;
  for (const Item& item : items_) {
    if (item.expr != nullptr && !item.aggregated && same_expression(*item.expr, expr)) {
      return make_slot(item.slot, item.type);
    }
  }
  return nullptr;
}

ExprPtr Projector::bind_later(const Scope& scope, const ast::Expression& expr, bool is_condition) {
  ExpressionBinder bind(binder_, scope);
  const bool with_aggregates = contains_aggregate(expr);
  if (grouped_ || projection_.distinct) {
    bind.replace = [&](const ast::Expression& part) { return replaced(scope, part, with_aggregates); };
    bind.missing = [&](const std::string& name, ast::Span span) {
      const bool inside = with_aggregates && std::any_of(items_.begin(), items_.end(), [&](const Item& item) {
                            return item.expr != nullptr && !item.aggregated && mentions(*item.expr, name);
                          });
      if (!inside && context_.scope.find(name) != nullptr) {
        return binder_.error(Kind::Syntax, "UndefinedVariable", "variable `" + name + "` is not defined here", span)
            .hint("after an aggregate or DISTINCT only the columns are left: add what is asked for to them");
      }
      if (!inside) return binder_.undefined(name, scope, span);
      return binder_.error(Kind::Syntax, "AmbiguousAggregationExpression",
                           "`" + name + "` stands beside an aggregate but is no column of its own", span);
    };
  }
  if (grouped_ && !is_condition) {
    bind.aggregate = [&](const Function*, const ast::Expression& call) -> ExprPtr {
      const auto refuse = [&](const ast::Expression& argument) { bind_later(scope, argument, false); };
      each_child(call, refuse);  // a variable that is gone is the better message
      throw binder_.error(Kind::Syntax, "InvalidAggregation", "this aggregate is none of the columns", call.span)
          .hint("add it to the columns and sort by its name");
    };
  }
  bind.aggregate_refused = is_condition ? "an aggregate cannot stand in WHERE" : "the columns have no aggregate";
  return is_condition ? bind.condition(expr) : bind.bind(expr);
}

void Projector::order_by() {
  if (projection_.order.empty()) return;
  const Scope later = later_scope();
  std::vector<Sort::Key> keys;
  for (const ast::SortItem& item : projection_.order) {
    keys.push_back({bind_later(later, *item.expression, false), item.descending});
  }
  context_.plan.add<Sort>(std::move(keys));
}

ExprPtr Projector::row_count_of(const ast::Expression& expr, const char* word) {
  const Scope nothing;
  ExpressionBinder bind(binder_, nothing);
  bind.missing = [&](const std::string& name, ast::Span span) {
    return binder_.error(Kind::Syntax, "NonConstantExpression", std::string(word) + " cannot depend on `" + name + "`",
                         span);
  };
  ExprPtr made = bind.bind(expr);
  if (!made->type.may_be(kIntegerKind)) {
    throw binder_.error(Kind::Syntax, "InvalidArgumentType",
                        std::string(word) + " needs an integer, this is " + type_text(made->type.kinds), expr.span);
  }
  const ast::Expression* number = &expr;
  const auto* sign = std::get_if<ast::Unary>(&expr.node);
  const bool minus = sign != nullptr && sign->op == ast::UnaryOp::Minus;
  if (minus) number = sign->operand.get();
  const auto* literal = std::get_if<ast::Literal>(&number->node);
  if (literal != nullptr && literal->value.is_integer()) {
    const std::int64_t value = literal->value.as_integer();
    if (minus ? value > 0 : value < 0) {
      throw binder_.error(Kind::Syntax, "NegativeIntegerArgument", std::string(word) + " must not be negative",
                          expr.span);
    }
  }
  return made;
}

void Projector::cut() {
  if (projection_.skip) context_.plan.add<Skip>(row_count_of(*projection_.skip, "SKIP"));
  if (projection_.limit) {
    context_.plan.add<Limit>(row_count_of(*projection_.limit, "LIMIT"), context_.plan.writes);
  }
}

}  // namespace

void bind_with(const ast::Clause& clause, ClauseContext& context) {
  const auto& with = std::get<ast::With>(clause.node);
  const bool written = with.word == ast::With::Word::With;
  if (written && context.first && context.use == Binder::Use::Call && context.outer != nullptr) {
    import_variables(with, context);
    if (is_plain_import(with)) return;
  }
  project(with, context);
}

void project(const ast::With& with, ClauseContext& context) {
  Projector projector(with.projection, context, true);
  projector.spelled = with.word;
  const std::vector<Item> items = projector.run(with.where.get());
  Scope after(context.scope.parent());
  for (const Item& item : items) after.declare(item.name, {item.slot, item.type});
  if (const Scope::CsvSlots* slots = context.scope.csv()) after.set_csv(*slots);
  context.binder.scope_ends(context.scope, after);
  context.scope = after;
}

void bind_return(const ast::Clause& clause, ClauseContext& context) {
  const auto& written = std::get<ast::Return>(clause.node);
  Projector projector(written.projection, context, false);
  for (const Item& item : projector.run(nullptr)) {
    context.columns.names.push_back(item.name);
    context.columns.slots.push_back(item.slot);
    context.columns.types.push_back(item.type);
  }
  context.columns.returns = true;
}

}  // namespace polgraph::clauses
