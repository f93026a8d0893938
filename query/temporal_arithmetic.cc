#include "query/temporal_arithmetic.h"

#include "graph/text/temporal.h"

namespace polgraph {

namespace {

Value moved(const Value& instant, const Duration& span) {
  return instant_value(
      std::visit([&](const auto& value) -> Instant { return plus(value, span); }, as_instant(instant)));
}

}  // namespace

std::optional<Value> add_temporal(const Value& a, const Value& b) {
  if (a.is_duration() && b.is_duration()) return Value::duration(plus(a.as_duration(), b.as_duration()));
  if (a.is_instant() && b.is_duration()) return moved(a, b.as_duration());
  if (a.is_duration() && b.is_instant()) return moved(b, a.as_duration());
  return std::nullopt;
}

std::optional<Value> subtract_temporal(const Value& a, const Value& b) {
  if (!b.is_duration()) return std::nullopt;
  return add_temporal(a, Value::duration(negate(b.as_duration())));
}

std::optional<Value> multiply_temporal(const Value& a, const Value& b) {
  if (b.is_duration() && a.is_number()) return multiply_temporal(b, a);
  if (!a.is_duration() || !b.is_number()) return std::nullopt;
  return Value::duration(b.is_integer() ? times(a.as_duration(), b.as_integer())
                                        : times(a.as_duration(), b.as_float()));
}

std::optional<Value> divide_temporal(const Value& a, const Value& b) {
  if (!a.is_duration() || !b.is_number()) return std::nullopt;
  return Value::duration(b.is_integer() ? divide(a.as_duration(), b.as_integer())
                                        : divide(a.as_duration(), b.as_float()));
}

}  // namespace polgraph
