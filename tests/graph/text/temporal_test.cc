#include "graph/text/temporal.h"

#include <catch2/catch.hpp>
#include <utility>
#include <vector>

#include "graph/compare.h"
#include "graph/error.h"
#include "graph/text/json.h"

using namespace polgraph;

namespace {

const std::vector<std::pair<ValueKind, std::string>> kAwkward{
    {ValueKind::Date, "-999999999-01-01"},
    {ValueKind::Date, "0000-02-29"},
    {ValueKind::Date, "+999999999-12-31"},
    {ValueKind::LocalTime, "00:00"},
    {ValueKind::LocalTime, "23:59:59.999999999"},
    {ValueKind::Time, "00:00+18:00"},
    {ValueKind::Time, "12:00:00.5-00:00:01"},
    {ValueKind::LocalDateTime, "-0001-12-31T23:59:59.000000001"},
    {ValueKind::DateTime, "1984-10-11T12:31:14.645876123-18:00"},
    {ValueKind::DateTime, "2017-10-29T02:30+01:00[Europe/Stockholm]"},
    {ValueKind::DateTime, "1970-01-01T00:00Z"},
    {ValueKind::Duration, "PT0S"},
    {ValueKind::Duration, "P-1Y-2M-3DT-4H-5M-6.789S"},
    {ValueKind::Duration, "PT2562047788015215H30M7.999999999S"},
};

Value made(ValueKind kind, std::string_view text) {
  return parse_temporal(kind, text).value();
}

}  // namespace

TEST_CASE("a temporal value keeps its text, copied, moved and in a list", "[text][temporal]") {
  for (const auto& [kind, text] : kAwkward) {
    INFO(text);
    Value copy;
    {
      const Value value = made(kind, text);
      REQUIRE(value.kind() == kind);
      copy = Value::list({value, value}).as_list()[1];
    }
    const Value moved = std::move(copy);
    CHECK(temporal_text(moved) == text);
    CHECK(to_json(moved) == "\"" + text + "\"");
    CHECK(same(moved, made(kind, text)));
    CHECK(hash(moved) == hash(made(kind, text)));
    if (moved.is_instant()) CHECK(same(instant_value(as_instant(moved)), moved));
  }
}

TEST_CASE("values of one temporal kind are compared, of two kinds not, durations never", "[text][temporal][order]") {
  const Value day = made(ValueKind::Date, "2020-01-01"), midnight = made(ValueKind::LocalDateTime, "2020-01-01T00:00");
  CHECK(compare(day, made(ValueKind::Date, "2020-01-02")) == std::partial_ordering::less);
  CHECK_FALSE(compare(day, midnight));
  CHECK(equals(day, midnight) == false);
  const Value month = made(ValueKind::Duration, "P1M"), thirty = made(ValueKind::Duration, "P30D");
  CHECK_FALSE(compare(month, thirty));
  CHECK(equals(month, thirty) == false);
  CHECK((order(thirty, month) < 0));
}

TEST_CASE("sorted together: moments before days before clock times before spans before texts",
          "[text][temporal][order]") {
  const std::vector<Value> sorted{made(ValueKind::DateTime, "2020-01-01T00:00Z"),
                                  made(ValueKind::LocalDateTime, "1920-01-01T00:00"),
                                  made(ValueKind::Date, "1820-01-01"),
                                  made(ValueKind::Time, "12:00Z"),
                                  made(ValueKind::LocalTime, "11:00"),
                                  made(ValueKind::Duration, "PT0S"),
                                  Value::string("")};
  for (std::size_t i = 1; i < sorted.size(); ++i) CHECK((order(sorted[i - 1], sorted[i]) < 0));
}
