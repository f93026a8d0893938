#include "graph/text/temporal.h"

#include <cassert>

namespace polgraph {

std::string temporal_text(const Value& value) {
  if (value.is_duration()) return to_string(value.as_duration());
  return std::visit([](const auto& instant) { return to_string(instant); }, as_instant(value));
}

std::optional<Value> parse_temporal(ValueKind kind, std::string_view text) {
  const auto made = [](auto parsed, auto make) -> std::optional<Value> {
    if (!parsed) return std::nullopt;
    return make(*parsed);
  };
  switch (kind) {
    case ValueKind::Date: return made(parse_date(text), Value::date);
    case ValueKind::LocalTime: return made(parse_local_time(text), Value::local_time);
    case ValueKind::Time: return made(parse_time(text), Value::time);
    case ValueKind::LocalDateTime: return made(parse_local_date_time(text), Value::local_date_time);
    case ValueKind::DateTime: return made(parse_date_time(text), Value::date_time);
    case ValueKind::Duration: return made(parse_duration(text), Value::duration);
    default: assert(false); return std::nullopt;
  }
}

Instant as_instant(const Value& value) {
  switch (value.kind()) {
    case ValueKind::Date: return value.as_date();
    case ValueKind::LocalTime: return value.as_local_time();
    case ValueKind::Time: return value.as_time();
    case ValueKind::LocalDateTime: return value.as_local_date_time();
    default: return value.as_date_time();
  }
}

namespace {

Value wrap(Date value) {
  return Value::date(value);
}
Value wrap(LocalTime value) {
  return Value::local_time(value);
}
Value wrap(Time value) {
  return Value::time(value);
}
Value wrap(LocalDateTime value) {
  return Value::local_date_time(value);
}
Value wrap(const DateTime& value) {
  return Value::date_time(value);
}

}  // namespace

Value instant_value(const Instant& instant) {
  return std::visit([](const auto& value) { return wrap(value); }, instant);
}

}  // namespace polgraph
