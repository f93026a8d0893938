// String functions. Positions and lengths count code points.
#include <algorithm>
#include <string>

#include "graph/error.h"
#include "graph/text/letter_case.h"
#include "graph/text/letters.h"
#include "graph/text/utf8.h"
#include "query/functions.h"

namespace polgraph::functions {

namespace {

constexpr std::uint32_t kText = kStringKind;
constexpr StaticType kTextOrNull{kStringKind | StaticType::bit(ValueKind::Null), StaticType::kAll};

using Arguments = std::span<const Value>;

bool any_null(Arguments arguments) {
  return std::any_of(arguments.begin(), arguments.end(), [](const Value& v) { return v.is_null(); });
}

std::string_view text(std::string_view function, const Value& value) {
  if (!value.is_string()) wrong_argument(function, value, "a string");
  return value.as_string();
}

std::size_t count(std::string_view function, const Value& value) {
  if (!value.is_integer()) wrong_argument(function, value, "an integer");
  if (value.as_integer() < 0) {
    throw Error(Kind::Argument, "NumberOutOfRange",
                std::string(function) + "() needs a number from 0 on, this is " + std::to_string(value.as_integer()));
  }
  return static_cast<std::size_t>(value.as_integer());
}

Value lower(Arguments a, Context&) {
  return any_null(a) ? Value() : Value::string(to_lower(text("toLower", a[0])));
}
Value upper(Arguments a, Context&) {
  return any_null(a) ? Value() : Value::string(to_upper(text("toUpper", a[0])));
}

// Blank is what is blank in a statement too: also the wide space of Japanese, U+3000.
std::string_view trimmed(std::string_view value, bool left, bool right) {
  std::size_t first = value.size(), last = 0;  // where the first letter begins, where the last one ends
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t letter = at;
    if (is_blank(decode_utf8(value, at))) continue;
    first = std::min(first, letter);
    last = at;
  }
  if (first == value.size()) return {};
  if (right) value = value.substr(0, last);
  if (left) value.remove_prefix(first);
  return value;
}

Value trim(Arguments a, Context&) {
  return any_null(a) ? Value() : Value::string(trimmed(text("trim", a[0]), true, true));
}
Value ltrim(Arguments a, Context&) {
  return any_null(a) ? Value() : Value::string(trimmed(text("lTrim", a[0]), true, false));
}
Value rtrim(Arguments a, Context&) {
  return any_null(a) ? Value() : Value::string(trimmed(text("rTrim", a[0]), false, true));
}

Value replace(Arguments a, Context& context) {
  if (any_null(a)) return {};
  const std::string_view from = text("replace", a[1]), to = text("replace", a[2]), whole = text("replace", a[0]);
  if (from.empty()) return a[0];
  std::string out;
  std::size_t at = 0;
  for (std::size_t hit; (hit = whole.find(from, at)) != std::string_view::npos; at = hit + from.size()) {
    out.append(whole, at, hit - at).append(to);
    if (out.size() > (1u << 20)) context.reserve(out.size());
  }
  return Value::string(out.append(whole, at));
}

Value split(Arguments a, Context&) {
  if (any_null(a)) return {};
  const std::string_view whole = text("split", a[0]), by = text("split", a[1]);
  ValueList parts;
  if (by.empty()) {
    for (std::size_t at = 0; at < whole.size();) {
      const std::size_t begin = at;
      decode_utf8(whole, at);
      parts.push_back(Value::string(whole.substr(begin, at - begin)));
    }
    return Value::list(std::move(parts));
  }
  std::size_t at = 0;
  for (std::size_t hit; (hit = whole.find(by, at)) != std::string_view::npos; at = hit + by.size()) {
    parts.push_back(Value::string(whole.substr(at, hit - at)));
  }
  parts.push_back(Value::string(whole.substr(at)));
  return Value::list(std::move(parts));
}

Value substring(Arguments a, Context&) {
  if (any_null(a)) return {};
  const std::string_view whole = text("substring", a[0]);
  const std::string_view rest = whole.substr(code_point_offset(whole, count("substring", a[1])));
  if (a.size() < 3) return Value::string(rest);
  return Value::string(rest.substr(0, code_point_offset(rest, count("substring", a[2]))));
}

Value left(Arguments a, Context&) {
  if (any_null(a)) return {};
  const std::string_view whole = text("left", a[0]);
  return Value::string(whole.substr(0, code_point_offset(whole, count("left", a[1]))));
}

Value right(Arguments a, Context&) {
  if (any_null(a)) return {};
  const std::string_view whole = text("right", a[0]);
  const std::size_t length = count_code_points(whole), wanted = count("right", a[1]);
  return Value::string(whole.substr(wanted >= length ? 0 : code_point_offset(whole, length - wanted)));
}

Value char_length(Arguments a, Context&) {
  if (any_null(a)) return {};
  return Value::integer(static_cast<std::int64_t>(count_code_points(text("char_length", a[0]))));
}

constexpr Function kStrings[] = {
    {"toLower", 1, 1, true, kText, kTextOrNull, "toLower(text)", "The text in lower case.", "toLower('METI') = 'meti'",
     &lower},
    {"lower", 1, 1, true, kText, kTextOrNull, "lower(text)", "Same as toLower().", "lower('É') = 'é'", &lower},
    {"toUpper", 1, 1, true, kText, kTextOrNull, "toUpper(text)", "The text in upper case.", "toUpper('meti') = 'METI'",
     &upper},
    {"upper", 1, 1, true, kText, kTextOrNull, "upper(text)", "Same as toUpper().", "upper('é') = 'É'", &upper},
    {"trim", 1, 1, true, kText, kTextOrNull, "trim(text)", "Without blanks at both ends.", "trim(' a ') = 'a'", &trim},
    {"bTrim", 1, 1, true, kText, kTextOrNull, "bTrim(text)", "Same as trim().", "bTrim(' a ') = 'a'", &trim},
    {"lTrim", 1, 1, true, kText, kTextOrNull, "lTrim(text)", "Without blanks at the left end.", "lTrim(' a ') = 'a '",
     &ltrim},
    {"rTrim", 1, 1, true, kText, kTextOrNull, "rTrim(text)", "Without blanks at the right end.", "rTrim(' a ') = ' a'",
     &rtrim},
    {"replace", 3, 3, true, kText, kTextOrNull, "replace(text, from, to)", "Every `from` in the text becomes `to`.",
     "replace('a-b-c', '-', '+') = 'a+b+c'", &replace},
    {"split",
     2,
     2,
     true,
     kText,
     {kListKind | StaticType::bit(ValueKind::Null), kStringKind},
     "split(text, by)",
     "The parts between each `by`; every letter where `by` is empty.",
     "split('a,b', ',') = ['a', 'b']",
     &split},
    {"substring", 2, 3, true, kText, kTextOrNull, "substring(text, start [, length])",
     "The part from code point `start` (from 0) on, at most `length` long.", "substring('省エネ', 1, 2) = 'エネ'",
     &substring},
    {"left", 2, 2, true, kText, kTextOrNull, "left(text, length)", "The first `length` code points.",
     "left('省エネ', 1) = '省'", &left},
    {"right", 2, 2, true, kText, kTextOrNull, "right(text, length)", "The last `length` code points.",
     "right('省エネ', 2) = 'エネ'", &right},
    {"char_length",
     1,
     1,
     true,
     kText,
     {kIntegerKind | StaticType::bit(ValueKind::Null), StaticType::kAll},
     "char_length(text)",
     "How many code points the text has.",
     "char_length('省エネ') = 3",
     &char_length},
    {"character_length",
     1,
     1,
     true,
     kText,
     {kIntegerKind | StaticType::bit(ValueKind::Null), StaticType::kAll},
     "character_length(text)",
     "Same as char_length().",
     "character_length('ab') = 2",
     &char_length},
};

}  // namespace

std::span<const Function> strings() {
  return kStrings;
}

}  // namespace polgraph::functions
