#include "graph/index_range.h"

#include <catch2/catch.hpp>
#include <limits>

#include "graph/codec.h"
#include "graph/compare.h"
#include "graph/text/temporal.h"

using namespace polgraph;

namespace {

std::vector<Value> values() {
  std::vector<Value> all = {Value::boolean(false),
                            Value::boolean(true),
                            Value::string(""),
                            Value::string("a"),
                            Value::string("ab"),
                            Value::string(std::string("a\0b", 3)),
                            Value::string(std::string("a\0", 2)),
                            Value::string("b"),
                            Value::string(std::string(255, 'x')),
                            Value::string(std::string(256, 'x')),
                            Value::string(std::string(300, 'x') + "a"),
                            Value::string(std::string(300, 'x') + "b"),
                            Value::string(std::string(600, '\0')),
                            Value::integer(0),
                            Value::integer(-1),
                            Value::integer(1),
                            Value::floating(1),
                            Value::floating(-0.0),
                            Value::floating(0.5),
                            Value::floating(std::nan("")),
                            Value::integer((1ll << 53) + 1),
                            Value::floating(0x1p53),
                            Value::integer(std::numeric_limits<std::int64_t>::max()),
                            Value::floating(0x1p63),
                            Value::integer(std::numeric_limits<std::int64_t>::min()),
                            Value::floating(std::numeric_limits<double>::infinity()),
                            Value::floating(-std::numeric_limits<double>::infinity()),
                            Value::list({}),
                            Value::list({Value::integer(1)}),
                            Value::list({Value::floating(1), Value::integer(2)}),
                            Value::list({Value::string("a")}),
                            Value::list({Value::string(std::string(400, 'y'))})};
  for (const char* date : {"1969-12-31", "2021-07-01"}) all.push_back(*parse_temporal(ValueKind::Date, date));
  for (const char* time : {"12:00Z", "13:00+01:00", "11:00Z"}) all.push_back(*parse_temporal(ValueKind::Time, time));
  for (const char* moment : {"1984-10-11T12:00Z", "1984-10-11T13:00+01:00", "1984-10-11T13:00+01:00[Europe/Berlin]"})
    all.push_back(*parse_temporal(ValueKind::DateTime, moment));
  for (const char* span : {"P1D", "PT24H", "P1M"}) all.push_back(*parse_temporal(ValueKind::Duration, span));
  for (const char* local : {"00:00", "23:59"}) all.push_back(*parse_temporal(ValueKind::LocalTime, local));
  all.push_back(*parse_temporal(ValueKind::LocalDateTime, "2021-07-01T12:00"));
  return all;
}

// Is an entry with this value in the range? The key of rule 3, after `before`.
bool holds(const IndexRange& range, const Value& value, const std::string& before = {}) {
  const std::string key = codec::rule_key(codec::rule_prefix(3) + before + codec::index_value(value), 42);
  return key >= range.begin && (range.end.empty() || key < range.end);
}

std::string shown(const Value& value) {
  return std::string(kind_name(value.kind())) +
         (value.is_string() ? " of " + std::to_string(value.as_string().size()) : "");
}

}  // namespace

// A range may hold too much, never too little: every pair of awkward values is tried, alone and behind another key.
TEST_CASE("a range holds every value that meets the condition", "[graph][index]") {
  const std::string long_key = codec::index_value(Value::string(std::string(300, 'z')));
  for (const std::string& before : {std::string(), codec::index_value(Value::integer(7)), long_key}) {
    IndexRange base = index_range::whole(3);
    if (before == long_key) REQUIRE(index_range::equal(base, Value::string(std::string(299, 'z') + "y")));
    if (!before.empty() && before != long_key) REQUIRE(index_range::equal(base, Value::floating(7)));
    for (const Value& wanted : values()) {
      for (const Value& stored : values()) {
        CAPTURE(shown(wanted), shown(stored));
        IndexRange range = base;
        const bool found = index_range::equal(range, wanted) && holds(range, stored, before);
        if (equals(stored, wanted) == std::optional(true)) CHECK(found);
        if (found && codec::index_value(wanted).size() < codec::kMaxIndexValueBytes) CHECK(same(stored, wanted));
        const auto order = compare(stored, wanted);
        IndexRange low = base, high = base;
        const bool above = index_range::between(low, &wanted, nullptr) && holds(low, stored, before);
        const bool below = index_range::between(high, nullptr, &wanted) && holds(high, stored, before);
        if (order && *order >= 0) CHECK(above);
        if (order && *order <= 0) CHECK(below);
        if (!order && stored.kind() != wanted.kind()) CHECK_FALSE((above || below));
        if (!wanted.is_string() || !stored.is_string()) continue;
        IndexRange prefix = base;
        const bool begins = index_range::starts_with(prefix, wanted.as_string()) && holds(prefix, stored, before);
        if (stored.as_string().starts_with(wanted.as_string())) CHECK(begins);
        if (begins && wanted.as_string().size() < 100) CHECK(stored.as_string().starts_with(wanted.as_string()));
      }
    }
  }
}

TEST_CASE("bounds on both sides hold what lies between, and nothing of two kinds", "[graph][index]") {
  const Value one = Value::integer(1), five = Value::integer(5), text = Value::string("a");
  IndexRange range = index_range::whole(3);
  REQUIRE(index_range::between(range, &one, &five));
  for (const double inside : {1.0, 3.5, 5.0}) CHECK(holds(range, Value::floating(inside)));
  for (const double outside : {0.999, 5.001}) CHECK_FALSE(holds(range, Value::floating(outside)));
  range = index_range::whole(3);
  CHECK_FALSE(index_range::between(range, &one, &text));
  range = index_range::whole(3);
  CHECK_FALSE(index_range::between(range, &five, &one));
}

TEST_CASE("what cannot be stored is nowhere, but a list bounds other lists", "[graph][index]") {
  IndexRange range = index_range::whole(3);
  for (const Value& value : {Value::map({}), Value::node(NodeId(1)), Value::list({Value::null()}),
                             Value::list({Value::integer(1), Value::string("a")}), Value::null()}) {
    CHECK_FALSE(index_range::equal(range, value));
    CHECK(index_range::between(range, &value, nullptr) == value.is_list());  // [2] > [1, null]
    range = index_range::whole(3);
  }
}
