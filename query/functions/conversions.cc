// Conversions between kinds, and what works on values of any kind.
#include <cmath>
#include <string>

#include "graph/compare.h"
#include "graph/error.h"
#include "graph/text/letter_case.h"
#include "graph/text/number.h"
#include "graph/text/temporal.h"
#include "query/functions.h"
#include "query/value_type.h"

namespace polgraph::functions {

namespace {

using Arguments = std::span<const Value>;
constexpr std::uint32_t kNull = StaticType::bit(ValueKind::Null);
constexpr StaticType kInteger{kIntegerKind | kNull, StaticType::kAll};
constexpr StaticType kFloat{StaticType::bit(ValueKind::Float) | kNull, StaticType::kAll};
constexpr StaticType kBoolean{kBooleanKind | kNull, StaticType::kAll};
constexpr StaticType kText{kStringKind | kNull, StaticType::kAll};
constexpr StaticType list_or_null(StaticType of) {
  return {kListKind | kNull, of.kinds};
}
constexpr StaticType kIntegers = list_or_null(kInteger), kFloats = list_or_null(kFloat),
                     kBooleans = list_or_null(kBoolean), kTexts = list_or_null(kText);

std::string_view stripped(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\n\r\f\v";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

Value integer_of(double number) {
  if (std::isnan(number)) throw Error(Kind::Argument, "NumberOutOfRange", "NaN is no integer");
  if (number >= 0x1.0p63 || number < -0x1.0p63) {
    throw Error(Kind::Arithmetic, "IntegerOverflow", to_text(number) + " does not fit a 64 bit integer");
  }
  return Value::integer(static_cast<std::int64_t>(number));
}

Value to_integer(Arguments a, Context&) {
  const Value& value = a[0];
  switch (value.kind()) {
    case ValueKind::Null:
    case ValueKind::Integer: return value;
    case ValueKind::Boolean: return Value::integer(value.as_boolean() ? 1 : 0);
    case ValueKind::Float: return integer_of(value.as_float());
    case ValueKind::String: {
      const std::string_view text = stripped(value.as_string());
      if (const auto exact = parse_integer(text)) return Value::integer(*exact);
      const auto rough = parse_float(text);
      if (!rough || *rough >= 0x1.0p63 || *rough < -0x1.0p63) return {};
      return Value::integer(static_cast<std::int64_t>(*rough));
    }
    default: wrong_value("toInteger", value, "a number, string or boolean");
  }
}

Value to_float(Arguments a, Context&) {
  const Value& value = a[0];
  switch (value.kind()) {
    case ValueKind::Null:
    case ValueKind::Float: return value;
    case ValueKind::Integer: return Value::floating(static_cast<double>(value.as_integer()));
    case ValueKind::String: {
      const auto number = parse_float(stripped(value.as_string()));
      return number ? Value::floating(*number) : Value();
    }
    default: wrong_value("toFloat", value, "a number or string");
  }
}

Value to_boolean(Arguments a, Context&) {
  const Value& value = a[0];
  switch (value.kind()) {
    case ValueKind::Null:
    case ValueKind::Boolean: return value;
    case ValueKind::Integer: return Value::boolean(value.as_integer() != 0);
    case ValueKind::String: {
      const std::string text = to_lower(stripped(value.as_string()));
      if (text == "true") return Value::boolean(true);
      return text == "false" ? Value::boolean(false) : Value();
    }
    default: wrong_value("toBoolean", value, "a boolean, string or integer");
  }
}

Value to_string(Arguments a, Context&) {
  const Value& value = a[0];
  switch (value.kind()) {
    case ValueKind::Null:
    case ValueKind::String: return value;
    case ValueKind::Boolean: return Value::string(value.as_boolean() ? "true" : "false");
    case ValueKind::Integer: return Value::string(to_text(value.as_integer()));
    case ValueKind::Float: return Value::string(to_text(value.as_float()));
    case ValueKind::Date:
    case ValueKind::LocalTime:
    case ValueKind::Time:
    case ValueKind::LocalDateTime:
    case ValueKind::DateTime:
    case ValueKind::Duration: return Value::string(temporal_text(value));
    default: wrong_value("toString", value, "a number, string, boolean or temporal value");
  }
}

// The same, with null for what cannot be converted.
template <Value (*F)(Arguments, Context&)>
Value or_null(Arguments a, Context& context) {
  try {
    return F(a, context);
  } catch (const Error& error) {
    if (error.kind() == Kind::Type || error.kind() == Kind::Arithmetic || error.kind() == Kind::Argument) return {};
    throw;
  }
}

Value coalesce(Arguments a, Context&) {
  for (const Value& value : a) {
    if (!value.is_null()) return value;
  }
  return {};
}

Value null_if(Arguments a, Context&) {
  if (a[0].is_null() || a[1].is_null()) return a[0];
  return equals(a[0], a[1]) == true ? Value() : a[0];
}

Value type_of_value(Arguments a, Context&) {
  return Value::string(value_type(a[0]));
}

// Each element, null for what cannot be converted.
template <Value (*F)(Arguments, Context&)>
Value each_or_null(Arguments a, Context& context) {
  if (a[0].is_null()) return {};
  if (!a[0].is_list()) wrong_argument("this function", a[0], "a list");
  ValueList out;
  Growth growth(context);
  for (const Value& item : a[0].as_list()) {
    context.tick();
    out.push_back(or_null<F>(Arguments(&item, 1), context));
    growth.add(sizeof(Value) + out.back().heap_bytes());
  }
  return Value::list(std::move(out));
}

constexpr Function kConversions[] = {
    {"toInteger", 1, 1, true, StaticType::kAll, kInteger, "toInteger(value)",
     "A number, text or boolean as an integer, fractions cut off; null where the text is no number.",
     "toInteger('42') = 42 AND toInteger('x') IS NULL", &to_integer},
    {"toInt", 1, 1, true, StaticType::kAll, kInteger, "toInt(value)", "Same as toInteger().", "toInt(2.9) = 2",
     &to_integer},
    {"toFloat", 1, 1, true, StaticType::kAll, kFloat, "toFloat(value)",
     "A number or text as a float; null where the text is no number.", "toFloat('1.5') = 1.5", &to_float},
    {"toBoolean", 1, 1, true, StaticType::kAll, kBoolean, "toBoolean(value)",
     "'true' and 'false' in any case; null for other text.", "toBoolean('TRUE')", &to_boolean},
    {"toString", 1, 1, true, StaticType::kAll, kText, "toString(value)", "A number, boolean or text as text.",
     "toString(1.0) = '1.0'", &to_string},
    {"toIntegerOrNull", 1, 1, true, StaticType::kAll, kInteger, "toIntegerOrNull(value)",
     "As toInteger(), null for what cannot be converted.", "toIntegerOrNull([1]) IS NULL", &or_null<&to_integer>},
    {"toFloatOrNull", 1, 1, true, StaticType::kAll, kFloat, "toFloatOrNull(value)",
     "As toFloat(), null for what cannot be converted.", "toFloatOrNull(true) IS NULL", &or_null<&to_float>},
    {"toBooleanOrNull", 1, 1, true, StaticType::kAll, kBoolean, "toBooleanOrNull(value)",
     "As toBoolean(), null for what cannot be converted.", "toBooleanOrNull(1.5) IS NULL", &or_null<&to_boolean>},
    {"toStringOrNull", 1, 1, true, StaticType::kAll, kText, "toStringOrNull(value)",
     "As toString(), null for what cannot be converted.", "toStringOrNull([1]) IS NULL", &or_null<&to_string>},
    {"coalesce", 1, -1, true, StaticType::kAll, StaticType::any(), "coalesce(value, ...)",
     "The first that is not null.", "coalesce(null, 2, 3) = 2", &coalesce},
    {"nullIf", 2, 2, true, StaticType::kAll, StaticType::any(), "nullIf(a, b)", "null where a = b, else a.",
     "nullIf(1, 1) IS NULL AND nullIf(1, 2) = 1", &null_if},
    {"valueType", 1, 1, true, StaticType::kAll, kText, "valueType(value)", "The name of the value's type.",
     "valueType(1.5) = 'FLOAT NOT NULL'", &type_of_value},
    {"toIntegerList", 1, 1, true, kListKind, kIntegers, "toIntegerList(list)", "toIntegerOrNull() of each element.",
     "toIntegerList(['1', 2.9]) = [1, 2]", &each_or_null<&to_integer>},
    {"toFloatList", 1, 1, true, kListKind, kFloats, "toFloatList(list)", "toFloatOrNull() of each element.",
     "toFloatList(['1.5', 2]) = [1.5, 2.0]", &each_or_null<&to_float>},
    {"toBooleanList", 1, 1, true, kListKind, kBooleans, "toBooleanList(list)", "toBooleanOrNull() of each element.",
     "toBooleanList(['true', 0]) = [true, false]", &each_or_null<&to_boolean>},
    {"toStringList", 1, 1, true, kListKind, kTexts, "toStringList(list)", "toStringOrNull() of each element.",
     "toStringList([1, true]) = ['1', 'true']", &each_or_null<&to_string>},
};

}  // namespace

std::span<const Function> conversions() {
  return kConversions;
}

}  // namespace polgraph::functions
