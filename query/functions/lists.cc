// List functions; size() and reverse() of strings stand here too.
#include <algorithm>
#include <string>

#include "graph/error.h"
#include "graph/text/utf8.h"
#include "query/functions.h"

namespace polgraph::functions {

namespace {

using Arguments = std::span<const Value>;
constexpr std::uint32_t kNull = StaticType::bit(ValueKind::Null);
constexpr StaticType kInteger{kIntegerKind | kNull, StaticType::kAll};
constexpr StaticType kBoolean{kBooleanKind | kNull, StaticType::kAll};
constexpr std::uint64_t kMaxRange = 100'000'000;

std::span<const Value> items(std::string_view function, const Value& value) {
  if (!value.is_list()) wrong_argument(function, value, "a list");
  return value.as_list();
}

Value size(Arguments a, Context&) {
  if (a[0].is_null()) return {};
  if (a[0].is_string()) return Value::integer(static_cast<std::int64_t>(count_code_points(a[0].as_string())));
  if (a[0].is_map()) return Value::integer(static_cast<std::int64_t>(a[0].as_map().size()));
  if (!a[0].is_list()) wrong_argument("size", a[0], "a list or string");
  return Value::integer(static_cast<std::int64_t>(a[0].as_list().size()));
}

Value is_empty(Arguments a, Context&) {
  if (a[0].is_null()) return {};
  if (a[0].is_string()) return Value::boolean(a[0].as_string().empty());
  if (a[0].is_map()) return Value::boolean(a[0].as_map().empty());
  return Value::boolean(items("isEmpty", a[0]).empty());
}

Value head(Arguments a, Context&) {
  if (a[0].is_null()) return {};
  const auto list = items("head", a[0]);
  return list.empty() ? Value() : list.front();
}

Value last(Arguments a, Context&) {
  if (a[0].is_null()) return {};
  const auto list = items("last", a[0]);
  return list.empty() ? Value() : list.back();
}

Value tail(Arguments a, Context&) {
  if (a[0].is_null()) return {};
  const auto list = items("tail", a[0]);
  return Value::list(list.empty() ? ValueList() : ValueList(list.begin() + 1, list.end()));
}

Value reverse(Arguments a, Context&) {
  if (a[0].is_null()) return {};
  if (a[0].is_list()) return Value::list(ValueList(a[0].as_list().rbegin(), a[0].as_list().rend()));
  if (!a[0].is_string()) wrong_argument("reverse", a[0], "a list or string");
  const std::string_view text = a[0].as_string();
  std::string out(text.size(), '\0');
  std::size_t end = text.size();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    decode_utf8(text, at);
    end -= at - begin;
    text.copy(out.data() + end, at - begin, begin);
  }
  return Value::string(out);
}

std::int64_t bound(const Value& value) {
  if (value.is_integer()) return value.as_integer();
  throw Error(Kind::Argument, "InvalidArgumentType",
              "range() needs integers, this is " + std::string(kind_name(value.kind())));
}

Value range(Arguments a, Context& context) {
  for (const Value& value : a) {
    if (value.is_null()) return {};
  }
  const std::int64_t start = bound(a[0]), end = bound(a[1]), step = a.size() > 2 ? bound(a[2]) : 1;
  if (step == 0) throw Error(Kind::Argument, "NumberOutOfRange", "the step of range() must not be 0");
  if (step > 0 ? start > end : start < end) return Value::list({});
  const auto from = static_cast<std::uint64_t>(start), to = static_cast<std::uint64_t>(end);
  const std::uint64_t distance = step > 0 ? to - from : from - to;
  const std::uint64_t stride = step > 0 ? static_cast<std::uint64_t>(step) : 0 - static_cast<std::uint64_t>(step);
  if (distance / stride >= kMaxRange) {
    throw Error(Kind::Limit, "ListTooLong", "range() would make more than 100,000,000 elements")
        .hint("UNWIND range(...) takes any length: it makes them one by one");
  }
  const auto count = static_cast<std::size_t>(distance / stride + 1);
  context.reserve(count * sizeof(Value));
  ValueList out;
  out.reserve(count);
  std::int64_t value = start;
  for (std::size_t i = 0; i < count; ++i) {
    context.tick();
    out.push_back(Value::integer(value));
    if (i + 1 < count) value += step;
  }
  return Value::list(std::move(out));
}

constexpr std::uint32_t kSized = kListKind | kStringKind | kMapKind;
constexpr StaticType kListOrNull{kListKind | kNull, StaticType::kAll};

constexpr Function kLists[] = {
    {"size", 1, 1, true, kListKind | kStringKind, kInteger, "size(list or text)",
     "How many elements a list has, or code points a text.", "size([1, 2]) = 2 AND size('省エネ') = 3", &size},
    {"isEmpty", 1, 1, true, kSized, kBoolean, "isEmpty(list, map or text)", "Is nothing in it?", "isEmpty([])",
     &is_empty},
    {"head", 1, 1, true, kListKind, StaticType::any(), "head(list)", "The first element; null of an empty list.",
     "head([1, 2]) = 1", &head},
    {"last", 1, 1, true, kListKind, StaticType::any(), "last(list)", "The last element; null of an empty list.",
     "last([1, 2]) = 2", &last},
    {"tail", 1, 1, true, kListKind, kListOrNull, "tail(list)", "All but the first element.", "tail([1, 2, 3]) = [2, 3]",
     &tail},
    {"reverse", 1, 1, true, kListKind | kStringKind, StaticType::any(), "reverse(list or text)", "Back to front.",
     "reverse([1, 2]) = [2, 1] AND reverse('省エ') = 'エ省'", &reverse},
    {"range",
     2,
     3,
     true,
     StaticType::kAll,
     {kListKind | kNull, kIntegerKind},
     "range(start, end [, step])",
     "The integers from start to end, both included.",
     "range(2, 8, 3) = [2, 5, 8]",
     &range},
};

}  // namespace

std::span<const Function> lists() {
  return kLists;
}

}  // namespace polgraph::functions
