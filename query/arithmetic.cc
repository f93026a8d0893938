#include "query/arithmetic.h"

#include <cmath>
#include <limits>
#include <string>

#include "graph/error.h"
#include "graph/text/number.h"
#include "query/temporal_arithmetic.h"

namespace polgraph {

namespace {

constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();

[[noreturn]] void bad_operands(const char* symbol, const Value& a, const Value& b) {
  throw Error(Kind::Type, "InvalidArgumentType",
              std::string("cannot compute ") + std::string(kind_name(a.kind())) + " " + symbol + " " +
                  std::string(kind_name(b.kind())));
}

[[noreturn]] void overflow(const char* symbol, const Value& a, const Value& b) {
  throw Error(
      Kind::Arithmetic, "IntegerOverflow",
      std::to_string(a.as_integer()) + " " + symbol + " " + std::to_string(b.as_integer()) + " does not fit 64 bits")
      .hint("write one of them as a float: 1.0 * ...");
}

std::string text_of(const Value& value) {
  if (value.is_integer()) return to_text(value.as_integer());
  if (value.is_float()) return to_text(value.as_float());
  return std::string(value.as_string());
}

Value joined(std::string_view a, std::string_view b) {
  std::string text;
  text.reserve(a.size() + b.size());
  return Value::string(text.append(a).append(b));
}

Value append(const Value& a, const Value& b) {
  ValueList items;
  const std::size_t left = a.is_list() ? a.as_list().size() : 1;
  const std::size_t right = b.is_list() ? b.as_list().size() : 1;
  items.reserve(left + right);
  for (const Value* side : {&a, &b}) {
    if (side->is_list()) {
      items.insert(items.end(), side->as_list().begin(), side->as_list().end());
    } else {
      items.push_back(*side);
    }
  }
  return Value::list(std::move(items));
}

bool any_temporal(const Value& a, const Value& b) { return a.is_temporal() || b.is_temporal(); }

// What neither numbers nor texts can do: temporal values, else an error.
Value temporal_or_error(const char* symbol, TemporalOperator compute, const Value& a, const Value& b) {
  if (any_temporal(a, b)) {
    if (auto value = compute(a, b)) return *value;
  }
  bad_operands(symbol, a, b);
}

template <class Integers, class Floats>
Value numeric(const char* symbol, const Value& a, const Value& b, Integers integers, Floats floats) {
  if (a.is_null() || b.is_null()) return {};
  if (a.is_integer() && b.is_integer()) return integers(a.as_integer(), b.as_integer());
  if (!a.is_number() || !b.is_number()) bad_operands(symbol, a, b);
  return Value::floating(floats(a.as_number(), b.as_number()));
}

}  // namespace

Value add(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return {};
  if (a.is_integer() && b.is_integer()) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.as_integer(), b.as_integer(), &sum)) overflow("+", a, b);
    return Value::integer(sum);
  }
  if (a.is_number() && b.is_number()) return Value::floating(a.as_number() + b.as_number());
  if (a.is_list() || b.is_list()) return append(a, b);
  if (any_temporal(a, b)) return temporal_or_error("+", add_temporal, a, b);
  const bool texts = (a.is_string() && (b.is_string() || b.is_number())) || (a.is_number() && b.is_string());
  if (!texts) bad_operands("+", a, b);
  if (a.is_string() && b.is_string()) return joined(a.as_string(), b.as_string());
  return Value::string(text_of(a) + text_of(b));
}

Value subtract(const Value& a, const Value& b) {
  if (any_temporal(a, b) && !a.is_null() && !b.is_null()) return temporal_or_error("-", subtract_temporal, a, b);
  return numeric(
      "-", a, b,
      [&](std::int64_t x, std::int64_t y) {
        std::int64_t result = 0;
        if (__builtin_sub_overflow(x, y, &result)) overflow("-", a, b);
        return Value::integer(result);
      },
      [](double x, double y) { return x - y; });
}

Value multiply(const Value& a, const Value& b) {
  if (any_temporal(a, b) && !a.is_null() && !b.is_null()) return temporal_or_error("*", multiply_temporal, a, b);
  return numeric(
      "*", a, b,
      [&](std::int64_t x, std::int64_t y) {
        std::int64_t result = 0;
        if (__builtin_mul_overflow(x, y, &result)) overflow("*", a, b);
        return Value::integer(result);
      },
      [](double x, double y) { return x * y; });
}

Value divide(const Value& a, const Value& b) {
  if (any_temporal(a, b) && !a.is_null() && !b.is_null()) return temporal_or_error("/", divide_temporal, a, b);
  return numeric(
      "/", a, b,
      [&](std::int64_t x, std::int64_t y) {
        if (y == 0) throw Error(Kind::Arithmetic, "DivideByZero", "division by zero");
        if (x == kMin && y == -1) overflow("/", a, b);
        return Value::integer(x / y);
      },
      [](double x, double y) { return x / y; });
}

Value modulo(const Value& a, const Value& b) {
  return numeric(
      "%", a, b,
      [](std::int64_t x, std::int64_t y) {
        if (y == 0) throw Error(Kind::Arithmetic, "DivideByZero", "division by zero");
        return Value::integer(y == -1 ? 0 : x % y);  // kMin % -1 traps
      },
      [](double x, double y) { return std::fmod(x, y); });
}

Value power(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return {};
  if (!a.is_number() || !b.is_number()) bad_operands("^", a, b);
  return Value::floating(std::pow(a.as_number(), b.as_number()));
}

Value negate(const Value& a) {
  if (a.is_null()) return {};
  if (a.is_integer()) {
    if (a.as_integer() == kMin) {
      throw Error(Kind::Arithmetic, "IntegerOverflow", "-(" + std::to_string(kMin) + ") does not fit 64 bits");
    }
    return Value::integer(-a.as_integer());
  }
  if (a.is_float()) return Value::floating(-a.as_float());
  if (a.is_duration()) return Value::duration(negate(a.as_duration()));
  throw Error(Kind::Type, "InvalidArgumentType", "cannot negate " + std::string(kind_name(a.kind())));
}

Value concat(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return {};
  if (a.is_string() && b.is_string()) return joined(a.as_string(), b.as_string());
  if (a.is_list() && b.is_list()) return append(a, b);
  bad_operands("||", a, b);
}

}  // namespace polgraph
