// coll.*: lists as collections. Source: Cypher 25, "List functions".
#include <algorithm>
#include <string>
#include <unordered_set>

#include "graph/compare.h"
#include "graph/error.h"
#include "query/functions.h"

namespace polgraph::functions {

namespace {

using Arguments = std::span<const Value>;
constexpr std::uint32_t kNull = StaticType::bit(ValueKind::Null);
constexpr StaticType kListOrNull{kListKind | kNull, StaticType::kAll};
constexpr StaticType kInteger{kIntegerKind | kNull, StaticType::kAll};

std::span<const Value> items(std::string_view function, const Value& value) {
  if (!value.is_list()) wrong_argument(function, value, "a list");
  return value.as_list();
}

bool before(const Value& a, const Value& b) {
  return order(a, b) < 0;
}

Value distinct(Arguments a, Context& context) {
  if (a[0].is_null()) return {};
  const auto list = items("coll.distinct", a[0]);
  context.reserve(list.size() * 4 * sizeof(Value));
  std::unordered_set<Value, HashValue, SameValue> seen;
  ValueList out;
  for (const Value& item : list) {
    context.tick();
    if (seen.insert(item).second) out.push_back(item);
  }
  return Value::list(std::move(out));
}

void flatten_into(ValueList& out, std::span<const Value> list, std::int64_t depth, Context& context, Growth& growth) {
  for (const Value& item : list) {
    context.tick();
    if (item.is_list() && depth != 0) {
      flatten_into(out, item.as_list(), depth - 1, context, growth);
    } else {
      out.push_back(item);
      growth.add(sizeof(Value));
    }
  }
}

Value flatten(Arguments a, Context& context) {
  if (a[0].is_null() || (a.size() > 1 && a[1].is_null())) return {};
  const auto list = items("coll.flatten", a[0]);
  if (a.size() > 1 && (!a[1].is_integer() || a[1].as_integer() < -1)) {
    wrong_value("coll.flatten", a[1], "a depth from -1 (all) on");
  }
  ValueList out;
  Growth growth(context);
  flatten_into(out, list, a.size() > 1 ? a[1].as_integer() : 1, context, growth);
  return Value::list(std::move(out));
}

Value index_of(Arguments a, Context& context) {
  if (a[0].is_null() || a[1].is_null()) return {};
  const auto list = items("coll.indexOf", a[0]);
  for (std::size_t i = 0; i < list.size(); ++i) {
    context.tick();
    if (equals(list[i], a[1]) == true) return Value::integer(static_cast<std::int64_t>(i));
  }
  return Value::integer(-1);
}

// A place in a list of `size`, counted from 0.
std::ptrdiff_t place(std::string_view function, const Value& index, std::size_t last) {
  if (!index.is_integer()) wrong_argument(function, index, "an integer as the place");
  if (index.as_integer() < 0 || static_cast<std::uint64_t>(index.as_integer()) > last) {
    throw Error(Kind::Argument, "NumberOutOfRange",
                std::string(function) + "() has no place " + std::to_string(index.as_integer()) + " in this list");
  }
  return static_cast<std::ptrdiff_t>(index.as_integer());
}

Value insert(Arguments a, Context& context) {
  if (a[0].is_null() || a[1].is_null()) return {};
  const auto list = items("coll.insert", a[0]);
  context.reserve(list.size() * sizeof(Value));
  ValueList out(list.begin(), list.end());
  out.insert(out.begin() + place("coll.insert", a[1], list.size()), a[2]);
  return Value::list(std::move(out));
}

Value remove(Arguments a, Context& context) {
  if (a[0].is_null() || a[1].is_null()) return {};
  const auto list = items("coll.remove", a[0]);
  context.reserve(list.size() * sizeof(Value));
  ValueList out(list.begin(), list.end());
  out.erase(out.begin() + place("coll.remove", a[1], list.empty() ? 0 : list.size() - 1));
  return Value::list(std::move(out));
}

Value sorted(Arguments a, Context& context) {
  if (a[0].is_null()) return {};
  const auto list = items("coll.sort", a[0]);
  context.reserve(list.size() * sizeof(Value));
  ValueList out(list.begin(), list.end());
  std::stable_sort(out.begin(), out.end(), [&](const Value& x, const Value& y) {
    context.tick();
    return before(x, y);
  });
  return Value::list(std::move(out));
}

// As min() and max() do, leaving null out.
template <bool kGreatest>
Value extreme(Arguments a, Context& context) {
  if (a[0].is_null()) return {};
  Value best;
  for (const Value& item : items(kGreatest ? "coll.max" : "coll.min", a[0])) {
    context.tick();
    if (item.is_null()) continue;
    if (best.is_null() || (kGreatest ? before(best, item) : before(item, best))) best = item;
  }
  return best;
}

constexpr Function kCollections[] = {
    {"coll.distinct", 1, 1, true, kListKind, kListOrNull, "coll.distinct(list)",
     "Each element once, in the order of their first coming.", "coll.distinct([1, 3, 1]) = [1, 3]", &distinct},
    {"coll.flatten", 1, 2, true, kListKind, kListOrNull, "coll.flatten(list [, depth])",
     "The elements of lists inside, one level down, or `depth` levels; -1: all.",
     "coll.flatten([1, [2, [3]]]) = [1, 2, [3]]", &flatten},
    {"coll.indexOf", 2, 2, true, kListKind, kInteger, "coll.indexOf(list, value)",
     "The place of the first equal element, from 0; -1: there is none.", "coll.indexOf(['a', 'b'], 'b') = 1",
     &index_of},
    {"coll.insert", 3, 3, true, kListKind, kListOrNull, "coll.insert(list, index, value)",
     "With the value put in at that place.", "coll.insert([1, 2, 4], 2, 3) = [1, 2, 3, 4]", &insert},
    {"coll.max", 1, 1, true, kListKind, StaticType::any(), "coll.max(list)",
     "The greatest element, in the order of ORDER BY.", "coll.max([1.5, 4, null]) = 4", &extreme<true>},
    {"coll.min", 1, 1, true, kListKind, StaticType::any(), "coll.min(list)",
     "The least element, in the order of ORDER BY.", "coll.min([1.5, 4, null]) = 1.5", &extreme<false>},
    {"coll.remove", 2, 2, true, kListKind, kListOrNull, "coll.remove(list, index)",
     "Without the element at that place.", "coll.remove(['a', 'b', 'c'], 1) = ['a', 'c']", &remove},
    {"coll.sort", 1, 1, true, kListKind, kListOrNull, "coll.sort(list)", "In the order of ORDER BY.",
     "coll.sort([3, 1, 2]) = [1, 2, 3]", &sorted},
};

}  // namespace

std::span<const Function> collections() {
  return kCollections;
}

}  // namespace polgraph::functions
