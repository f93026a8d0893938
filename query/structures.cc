// Lists, maps, CASE, and the expressions that walk a list with a variable of their own.
#include "graph/compare.h"
#include "graph/error.h"
#include "query/eval.h"

namespace polgraph {

namespace {

constexpr std::uint32_t kNull = StaticType::bit(ValueKind::Null);

class ListExpr final : public Expr {
 public:
  explicit ListExpr(std::vector<ExprPtr> items) : items_(std::move(items)) {}
  Value eval(Value* row, Context& context) const override {
    ValueList list;
    list.reserve(items_.size());
    for (const ExprPtr& item : items_) list.push_back(item->eval(row, context));
    return Value::list(std::move(list));
  }

 private:
  std::vector<ExprPtr> items_;
};

class MapExpr final : public Expr {
 public:
  explicit MapExpr(std::vector<std::pair<std::string, ExprPtr>> entries) : entries_(std::move(entries)) {}
  Value eval(Value* row, Context& context) const override {
    ValueMap map;
    map.reserve(entries_.size());
    for (const auto& [key, value] : entries_) map.emplace_back(key, value->eval(row, context));
    return Value::map(std::move(map));
  }

 private:
  std::vector<std::pair<std::string, ExprPtr>> entries_;
};

class MapProjectionExpr final : public Expr {
 public:
  MapProjectionExpr(ExprPtr object, std::vector<ProjectionPart> parts)
      : object_(std::move(object)), parts_(std::move(parts)) {}
  Value eval(Value* row, Context& context) const override {
    const Value object = object_->eval(row, context);
    if (object.is_null()) return {};
    try {
      return project(object, row, context);
    } catch (Error& error) {
      error.at(context.place(span));
      throw;
    }
  }

 private:
  Value project(const Value& object, Value* row, Context& context) const {
    const Value all = properties_of(object, context);
    ValueMap map;
    for (const ProjectionPart& part : parts_) {
      if (part.all) {
        map.insert(map.end(), all.as_map().begin(), all.as_map().end());
      } else if (part.value) {
        map.emplace_back(part.key, part.value->eval(row, context));
      } else {
        const Value* found = all.find(part.key);
        map.emplace_back(part.key, found != nullptr ? *found : Value());
      }
    }
    return Value::map(std::move(map));
  }

  ExprPtr object_;
  std::vector<ProjectionPart> parts_;
};

class CaseExpr final : public Expr {
 public:
  CaseExpr(ExprPtr operand, std::vector<std::pair<ExprPtr, ExprPtr>> whens, ExprPtr otherwise,
           std::optional<std::size_t> tested)
      : operand_(std::move(operand)), whens_(std::move(whens)), otherwise_(std::move(otherwise)), tested_(tested) {}
  Value eval(Value* row, Context& context) const override {
    const Value subject = operand_ ? operand_->eval(row, context) : Value();
    if (tested_) row[*tested_] = subject;
    const bool compares = operand_ && !tested_;
    for (const auto& [when, then] : whens_) {
      const bool hit = compares ? equals(subject, when->eval(row, context)) == true : is_true(*when, row, context);
      if (hit) return then->eval(row, context);
    }
    return otherwise_ ? otherwise_->eval(row, context) : Value();
  }

 private:
  ExprPtr operand_;
  std::vector<std::pair<ExprPtr, ExprPtr>> whens_;
  ExprPtr otherwise_;
  std::optional<std::size_t> tested_;
};

// The list to walk; false where it is null. Throws for what is no list.
bool walkable(const Value& list, const Expr& expr, Context& context) {
  if (list.is_null()) return false;
  if (list.is_list()) return true;
  throw Error(Kind::Type, "InvalidArgumentType",
              "a list is needed here, this is " + std::string(kind_name(list.kind())), context.place(expr.span));
}

class ComprehensionExpr final : public Expr {
 public:
  ComprehensionExpr(std::size_t slot, ExprPtr list, ExprPtr where, ExprPtr projection)
      : slot_(slot), list_(std::move(list)), where_(std::move(where)), projection_(std::move(projection)) {}
  Value eval(Value* row, Context& context) const override {
    const Value list = list_->eval(row, context);
    if (!walkable(list, *list_, context)) return {};
    ValueList out;
    Growth growth(context);
    for (const Value& item : list.as_list()) {
      context.tick();
      row[slot_] = item;
      if (where_ && !is_true(*where_, row, context)) continue;
      out.push_back(projection_ ? projection_->eval(row, context) : item);
      growth.add(sizeof(Value) + out.back().heap_bytes());
    }
    return Value::list(std::move(out));
  }

 private:
  std::size_t slot_;
  ExprPtr list_, where_, projection_;
};

class QuantifierExpr final : public Expr {
 public:
  QuantifierExpr(ast::Quantifier::Kind kind, std::size_t slot, ExprPtr list, ExprPtr where)
      : kind_(kind), slot_(slot), list_(std::move(list)), where_(std::move(where)) {}
  Value eval(Value* row, Context& context) const override {
    const Value list = list_->eval(row, context);
    if (!walkable(list, *list_, context)) return {};
    std::size_t hits = 0, unknown = 0;
    for (const Value& item : list.as_list()) {
      context.tick();
      row[slot_] = item;
      const Value answer = where_->eval(row, context);
      if (answer.is_null()) {
        ++unknown;
      } else if (is_hit(answer, context)) {
        ++hits;
      }
    }
    return decide(hits, unknown, list.as_list().size());
  }

 private:
  bool is_hit(const Value& answer, Context& context) const {
    if (answer.is_boolean()) return answer.as_boolean();
    throw Error(Kind::Type, "InvalidArgumentType",
                "a condition must be true, false or null, this is " + std::string(kind_name(answer.kind())),
                context.place(where_->span));
  }

  Value decide(std::size_t hits, std::size_t unknown, std::size_t size) const {
    using Quantifier = ast::Quantifier::Kind;
    switch (kind_) {
      case Quantifier::All:
        if (hits + unknown < size) return Value::boolean(false);
        return unknown > 0 ? Value() : Value::boolean(true);
      case Quantifier::Any:
        if (hits > 0) return Value::boolean(true);
        return unknown > 0 ? Value() : Value::boolean(false);
      case Quantifier::None:
        if (hits > 0) return Value::boolean(false);
        return unknown > 0 ? Value() : Value::boolean(true);
      case Quantifier::Single:
        if (hits > 1) return Value::boolean(false);
        return unknown > 0 ? Value() : Value::boolean(hits == 1);
    }
    return {};
  }

  ast::Quantifier::Kind kind_;
  std::size_t slot_;
  ExprPtr list_, where_;
};

class ReduceExpr final : public Expr {
 public:
  ReduceExpr(std::size_t accumulator, ExprPtr initial, std::size_t slot, ExprPtr list, ExprPtr body, ExprPtr always)
      : accumulator_(accumulator),
        slot_(slot),
        initial_(std::move(initial)),
        list_(std::move(list)),
        body_(std::move(body)),
        always_(std::move(always)) {}
  Value eval(Value* row, Context& context) const override {
    Value total = initial_->eval(row, context);
    const Value list = list_->eval(row, context);
    if (!walkable(list, *list_, context)) return {};
    bool unknown = false;
    for (const Value& item : list.as_list()) {
      context.tick();
      row[accumulator_] = std::move(total);
      row[slot_] = item;
      total = body_->eval(row, context);
      if (!always_) continue;
      row[accumulator_] = total;
      const Value holds = always_->eval(row, context);
      unknown = unknown || holds.is_null();
      if (!holds.is_null() && !is_true(*always_, row, context)) return Value::boolean(false);
    }
    if (!always_) return total;
    return unknown ? Value() : Value::boolean(true);
  }

 private:
  std::size_t accumulator_, slot_;
  ExprPtr initial_, list_, body_, always_;
};

}  // namespace

ExprPtr make_list(std::vector<ExprPtr> items) {
  StaticType type = StaticType::list_of(0);
  for (const ExprPtr& item : items) type.elements |= item->type.kinds;
  if (items.empty()) type.elements = StaticType::kAll;
  auto made = std::make_unique<ListExpr>(std::move(items));
  made->type = type;
  return made;
}

ExprPtr make_map(std::vector<std::pair<std::string, ExprPtr>> entries) {
  auto made = std::make_unique<MapExpr>(std::move(entries));
  made->type = StaticType::of(ValueKind::Map);
  return made;
}

ExprPtr make_map_projection(ExprPtr object, std::vector<ProjectionPart> parts) {
  auto made = std::make_unique<MapProjectionExpr>(std::move(object), std::move(parts));
  made->type = {kMapKind | kNull, StaticType::kAll};
  return made;
}

ExprPtr make_case(ExprPtr operand, std::vector<std::pair<ExprPtr, ExprPtr>> whens, ExprPtr otherwise,
                  std::optional<std::size_t> tested) {
  StaticType type = otherwise ? otherwise->type : StaticType{kNull, 0};
  for (const auto& branch : whens) type = type | branch.second->type;
  auto made = std::make_unique<CaseExpr>(std::move(operand), std::move(whens), std::move(otherwise), tested);
  made->type = type;
  return made;
}

ExprPtr make_comprehension(std::size_t slot, ExprPtr list, ExprPtr where, ExprPtr projection) {
  StaticType type = StaticType::list_of(projection ? projection->type.kinds : list->type.elements);
  type.kinds |= kNull;
  auto made = std::make_unique<ComprehensionExpr>(slot, std::move(list), std::move(where), std::move(projection));
  made->type = type;
  return made;
}

ExprPtr make_quantifier(ast::Quantifier::Kind kind, std::size_t slot, ExprPtr list, ExprPtr where) {
  auto made = std::make_unique<QuantifierExpr>(kind, slot, std::move(list), std::move(where));
  made->type = {kBooleanKind | kNull, StaticType::kAll};
  return made;
}

ExprPtr make_reduce(std::size_t accumulator, ExprPtr initial, std::size_t slot, ExprPtr list, ExprPtr body,
                    ExprPtr always) {
  const bool asks = always != nullptr;
  auto made = std::make_unique<ReduceExpr>(accumulator, std::move(initial), slot, std::move(list), std::move(body),
                                           std::move(always));
  if (asks) made->type = {kBooleanKind | kNull, StaticType::kAll};
  return made;
}

}  // namespace polgraph
