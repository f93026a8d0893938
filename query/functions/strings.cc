// String functions. Positions and lengths count code points.
#include <algorithm>
#include <string>

#include "graph/error.h"
#include "graph/text/find.h"
#include "graph/text/letter_case.h"
#include "graph/text/letters.h"
#include "graph/text/normal_form.h"
#include "graph/text/utf8.h"
#include "query/functions.h"

namespace polgraph::functions {

namespace {

constexpr std::uint32_t kText = kStringKind;
constexpr StaticType kTextOrNull{kStringKind | StaticType::bit(ValueKind::Null), StaticType::kAll};

using Arguments = std::span<const Value>;
constexpr std::size_t kTooMuch = std::size_t{1} << 48;

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

// Without those letters at the ends for which `is_cut` holds.
template <class Test>
std::string_view trimmed(std::string_view value, bool left, bool right, const Test& is_cut) {
  std::size_t first = value.size(), last = 0;  // where the first letter begins, where the last one ends
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t letter = at;
    if (is_cut(decode_utf8(value, at))) continue;
    first = std::min(first, letter);
    last = at;
  }
  if (first == value.size()) return {};
  if (right) value = value.substr(0, last);
  if (left) value.remove_prefix(first);
  return value;
}

// Blank is what is blank in a statement too: also the wide space of Japanese, U+3000. A second argument names the
// letters to cut instead.
Value trim_ends(std::string_view function, Arguments a, bool left, bool right) {
  if (any_null(a)) return {};
  const std::string_view value = text(function, a[0]);
  if (a.size() == 1) return Value::string(trimmed(value, left, right, is_blank));
  std::u32string letters;
  const std::string_view written = text(function, a[1]);
  for (std::size_t at = 0; at < written.size();) letters += decode_utf8(written, at);
  return Value::string(
      trimmed(value, left, right, [&](char32_t letter) { return letters.find(letter) != std::u32string::npos; }));
}

Value trim(Arguments a, Context&) {
  return trim_ends("trim", a, true, true);
}
Value ltrim(Arguments a, Context&) {
  return trim_ends("lTrim", a, true, false);
}
Value rtrim(Arguments a, Context&) {
  return trim_ends("rTrim", a, false, true);
}

NormalForm form_of(std::string_view function, Arguments a) {
  if (a.size() < 2) return NormalForm::Nfc;
  const auto form = find_normal_form(text(function, a[1]));
  if (form) return *form;
  throw Error(Kind::Argument, "InvalidArgumentValue", std::string(function) + "() knows NFC, NFD, NFKC and NFKD");
}

// A letter may become eighteen; then it becomes a value.
std::string normalized(std::string_view text, NormalForm form, Context& context) {
  return polgraph::normalized(text, form, [&](std::size_t bytes) { context.reserve(3 * bytes); });
}

Value normalize(Arguments a, Context& context) {
  if (any_null(a)) return {};
  return Value::string(normalized(text("normalize", a[0]), form_of("normalize", a), context));
}

Value is_normalized(Arguments a, Context& context) {
  if (any_null(a)) return {};
  const std::string_view value = text("isNormalized", a[0]);
  return Value::boolean(normalized(value, form_of("isNormalized", a), context) == value);
}

// a * b, or more than any memory.
std::size_t saturating(std::size_t a, std::size_t b) {
  std::size_t product = 0;
  return __builtin_mul_overflow(a, b, &product) || product > kTooMuch ? kTooMuch : product;
}

Value replace(Arguments a, Context& context) {
  if (any_null(a)) return {};
  const std::string_view from = text("replace", a[1]), to = text("replace", a[2]), whole = text("replace", a[0]);
  if (from.empty()) return a[0];
  std::size_t hits = 0, at = 0;
  for (std::size_t hit; (hit = find_text(whole, from, at)) != std::string_view::npos; at = hit + from.size()) {
    context.tick();
    ++hits;
  }
  std::string out;
  const std::size_t size = whole.size() - hits * from.size() + saturating(hits, to.size());
  context.reserve(whole.size() + 2 * size);  // beside what it is made of, and once more as a value
  out.reserve(size);
  at = 0;
  for (std::size_t hit; (hit = find_text(whole, from, at)) != std::string_view::npos; at = hit + from.size()) {
    context.tick();
    out.append(whole, at, hit - at).append(to);
  }
  return Value::string(out.append(whole, at));
}

ValueList letters_of(std::string_view whole, Context& context) {
  ValueList parts;
  Growth growth(context);
  for (std::size_t at = 0; at < whole.size();) {
    context.tick();
    const std::size_t begin = at;
    decode_utf8(whole, at);
    parts.push_back(Value::string(whole.substr(begin, at - begin)));
    growth.add(3 * sizeof(Value) + parts.back().heap_bytes());
  }
  return parts;
}

// One text to cut at, or several, of which the first in the text counts, and of those the longest.
Value split(Arguments a, Context& context) {
  if (any_null(a)) return {};
  const std::string_view whole = text("split", a[0]);
  std::vector<std::string_view> cuts;
  if (a[1].is_list()) {
    for (const Value& each : a[1].as_list()) cuts.push_back(text("split", each));
  } else {
    cuts.push_back(text("split", a[1]));
  }
  if (std::find(cuts.begin(), cuts.end(), std::string_view()) != cuts.end())
    return Value::list(letters_of(whole, context));
  ValueList parts;
  Growth growth(context);
  const auto add = [&](std::string_view part) {
    parts.push_back(Value::string(part));
    growth.add(3 * sizeof(Value) + parts.back().heap_bytes());  // the list grows by doubling
  };
  std::vector<std::size_t> next(cuts.size());  // where each is met next
  for (std::size_t at = 0;;) {
    context.tick();
    std::size_t hit = std::string_view::npos, length = 0;
    for (std::size_t i = 0; i < cuts.size(); ++i) {
      if (next[i] < at || at == 0) next[i] = find_text(whole, cuts[i], at);
      if (next[i] > hit || (next[i] == hit && cuts[i].size() <= length)) continue;
      hit = next[i];
      length = cuts[i].size();
    }
    if (hit == std::string_view::npos) {
      add(whole.substr(at));
      return Value::list(std::move(parts));
    }
    add(whole.substr(at, hit - at));
    at = hit + length;
  }
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
    {"trim", 1, 1, true, kText, kTextOrNull, "trim(text)",
     "Without blanks at both ends; trim(BOTH 'x' FROM text), LEADING, TRAILING cut other letters.",
     "trim(' a ') = 'a' AND trim(LEADING '0' FROM '007') = '7'", &trim},
    {"bTrim", 1, 2, true, kText, kTextOrNull, "bTrim(text [, letters])",
     "Without blanks, or those letters, at both ends.", "bTrim('xaxx', 'x') = 'a'", &trim},
    {"lTrim", 1, 2, true, kText, kTextOrNull, "lTrim(text [, letters])",
     "Without blanks, or those letters, at the left end.", "lTrim(' a ') = 'a '", &ltrim},
    {"rTrim", 1, 2, true, kText, kTextOrNull, "rTrim(text [, letters])",
     "Without blanks, or those letters, at the right end.", "rTrim(' a ') = ' a'", &rtrim},
    {"normalize", 1, 2, true, kText, kTextOrNull, "normalize(text [, form])",
     "The same letters in a normal form of Unicode: NFC, NFD, NFKC or NFKD.", "normalize('ＭＥＴＩ', NFKC) = 'METI'",
     &normalize},
    {"isNormalized",
     1,
     2,
     true,
     kText,
     {kBooleanKind | StaticType::bit(ValueKind::Null), StaticType::kAll},
     "text IS [NOT] [form] NORMALIZED, isNormalized(text [, form])",
     "Is the text in that normal form?",
     "'METI' IS NFKC NORMALIZED",
     &is_normalized},
    {"replace", 3, 3, true, kText, kTextOrNull, "replace(text, from, to)", "Every `from` in the text becomes `to`.",
     "replace('a-b-c', '-', '+') = 'a+b+c'", &replace},
    {"split",
     2,
     2,
     true,
     kText,
     {kListKind | StaticType::bit(ValueKind::Null), kStringKind},
     "split(text, by)",
     "The parts between each `by`, or between each of a list of them; every letter where `by` is empty.",
     "split('a,b', ',') = ['a', 'b'] AND split('a,b;c', [',', ';']) = ['a', 'b', 'c']",
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
