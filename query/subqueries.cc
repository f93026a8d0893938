#include "query/subqueries.h"

#include <algorithm>

#include "query/explain.h"

namespace polgraph {

namespace {

// Expressions are const while they run; the plan inside has its own state.
class ExistsExpr final : public Expr {
 public:
  explicit ExistsExpr(Pipeline pipeline) : pipeline_(std::move(pipeline)) {}
  Value eval(Value* row, Context& context) const override {
    pipeline_.start(row, context);
    reader_.open_for_one();
    return Value::boolean(reader_.next(*pipeline_.root, context) != nullptr);
  }
  ExprShape shape() const override {
    ExprShape made;
    made.kind = ExprShape::Kind::Exists;
    made.pipeline = &pipeline_;
    return made;
  }

 private:
  mutable Pipeline pipeline_;
  mutable Reader reader_;
};

class CountExpr final : public Expr {
 public:
  explicit CountExpr(Pipeline pipeline) : pipeline_(std::move(pipeline)) {}
  Value eval(Value* row, Context& context) const override {
    pipeline_.start(row, context);
    reader_.open();
    std::int64_t count = 0;
    while (reader_.next(*pipeline_.root, context) != nullptr) ++count;
    return Value::integer(count);
  }

 private:
  mutable Pipeline pipeline_;
  mutable Reader reader_;
};

class CollectExpr final : public Expr {
 public:
  CollectExpr(Pipeline pipeline, ExprPtr projection)
      : pipeline_(std::move(pipeline)), projection_(std::move(projection)) {}
  Value eval(Value* row, Context& context) const override {
    pipeline_.start(row, context);
    reader_.open();
    ValueList items;
    Growth growth(context);
    while (Value* inner = reader_.next(*pipeline_.root, context)) {
      items.push_back(projection_->eval(inner, context));
      growth.add(sizeof(Value) + items.back().heap_bytes());
    }
    return Value::list(std::move(items));
  }

 private:
  mutable Pipeline pipeline_;
  ExprPtr projection_;
  mutable Reader reader_;
};

}  // namespace

ExprPtr make_exists(Pipeline pipeline) {
  auto made = std::make_unique<ExistsExpr>(std::move(pipeline));
  made->type = StaticType::of(ValueKind::Boolean);
  return made;
}

ExprPtr make_count(Pipeline pipeline) {
  auto made = std::make_unique<CountExpr>(std::move(pipeline));
  made->type = StaticType::of(ValueKind::Integer);
  return made;
}

ExprPtr make_collect(Pipeline pipeline, ExprPtr projection) {
  const StaticType type = StaticType::list_of(projection->type.kinds);
  auto made = std::make_unique<CollectExpr>(std::move(pipeline), std::move(projection));
  made->type = type;
  return made;
}

std::string Apply::name() const {
  switch (mode_) {
    case Mode::Inner: return "Apply";
    case Mode::Optional: return "OptionalApply";
    case Mode::Unit: return "UnitApply";
  }
  return "Apply";
}

void Apply::explain(Explanation& to) const {
  const double each = to.plan_rows(inner_);
  to.plan(inner_);
  to.rows(to.rows_in() * (mode_ == Mode::Unit ? 1 : mode_ == Mode::Optional ? std::max(each, 1.0) : each));
  ExpandOperator::explain(to);
}

void Apply::begin(Value* row, Context& context) {
  outer_.assign(row, row + context.width());
  inner_.start(outer_.data(), context);
  reader_.open();
  any_ = done_ = false;
}

bool Apply::step(Value* row, Context& context) {
  if (done_) return false;
  const Value* inner = reader_.next(*inner_.root, context);
  if (mode_ == Mode::Unit) {
    while (inner != nullptr) inner = reader_.next(*inner_.root, context);
    done_ = true;
    return true;
  }
  if (inner != nullptr) {
    any_ = true;
    for (const auto& [inside, outside] : inner_.outputs) row[outside] = inner[inside];
    return true;
  }
  done_ = true;
  if (any_ || mode_ == Mode::Inner) return false;
  for (const auto& output : inner_.outputs) row[output.outside] = Value();
  return true;
}

}  // namespace polgraph
