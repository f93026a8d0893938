#include "query/temporal_parts.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "graph/error.h"
#include "graph/text/temporal.h"

using namespace polgraph;

namespace {

DateTime now() {
  return parse_date_time("2026-11-22T17:00:00.5Z").value();
}

Value number(std::int64_t value) {
  return Value::integer(value);
}
Value text(std::string_view value) {
  return Value::string(value);
}
Value temporal(ValueKind kind, std::string_view spelling) {
  return parse_temporal(kind, spelling).value();
}
Value date(std::string_view spelling) {
  return temporal(ValueKind::Date, spelling);
}
Value time(std::string_view spelling) {
  return temporal(ValueKind::Time, spelling);
}
Value local(std::string_view spelling) {
  return temporal(ValueKind::LocalDateTime, spelling);
}
Value zoned(std::string_view spelling) {
  return temporal(ValueKind::DateTime, spelling);
}

std::string made(ValueKind kind, ValueMap map) {
  return temporal_text(temporal_from_map(kind, Value::map(std::move(map)).as_map(), now));
}

std::string cut(ValueKind kind, std::string_view unit, const Value& value, ValueMap map = {}) {
  return temporal_text(truncate_temporal(kind, unit, value, Value::map(std::move(map)).as_map(), now));
}

std::string fault(ValueKind kind, ValueMap map) {
  try {
    return "made " + made(kind, std::move(map));
  } catch (const Error& error) {
    return error.detail() + ": " + error.message();
  }
}

}  // namespace

TEST_CASE("a date is made of a calendar, week, quarter or ordinal day", "[query][temporal]") {
  const auto of = [](ValueMap map) { return made(ValueKind::Date, std::move(map)); };
  CHECK(of({{"year", number(1984)}, {"month", number(10)}, {"day", number(11)}}) == "1984-10-11");
  CHECK(of({{"year", number(1984)}, {"week", number(10)}, {"dayOfWeek", number(3)}}) == "1984-03-07");
  CHECK(of({{"year", number(1817)}, {"week", number(1)}}) == "1816-12-30");
  CHECK(of({{"year", number(1984)}, {"ordinalDay", number(202)}}) == "1984-07-20");
  CHECK(of({{"year", number(1984)}, {"quarter", number(3)}, {"dayOfQuarter", number(45)}}) == "1984-08-14");
  CHECK(of({{"year", number(1984)}}) == "1984-01-01");
}

TEST_CASE("what is selected keeps what the map does not name", "[query][temporal]") {
  const auto with = [](std::string_view other, std::string name, std::int64_t value) {
    return made(ValueKind::Date, {{"date", date(other)}, {std::move(name), number(value)}});
  };
  CHECK(with("1984-11-11", "year", 28) == "0028-11-11");
  CHECK(with("1984-11-11", "week", 1) == "1984-01-08");
  CHECK(with("1984-11-11", "quarter", 3) == "1984-08-11");
  CHECK(with("1984-11-11", "ordinalDay", 28) == "1984-01-28");
  CHECK(with("2016-02-29", "year", 2017) == "2017-02-28");
  CHECK(with("2016-01-31", "month", 2) == "2016-02-29");
  CHECK(with("2020-12-31", "dayOfWeek", 1) == "2020-12-28");
  CHECK(made(ValueKind::Date, {{"date", date("1816-12-31")}, {"year", number(1817)}, {"week", number(2)}}) ==
        "1817-01-07");
}

TEST_CASE("a moment that has a zone moves with the new zone, one that has none is said to be there",
          "[query][temporal]") {
  const Value summer = zoned("1984-10-11T12:00[Europe/Stockholm]");
  CHECK(made(ValueKind::DateTime, {{"datetime", summer}, {"timezone", text("+05:00")}}) == "1984-10-11T16:00+05:00");
  CHECK(made(ValueKind::DateTime, {{"datetime", summer},
                                   {"day", number(28)},
                                   {"second", number(42)},
                                   {"timezone", text("Pacific/Honolulu")}}) ==
        "1984-10-28T01:00:42-10:00[Pacific/Honolulu]");
  CHECK(made(ValueKind::DateTime, {{"datetime", local("1984-03-07T12:31:14.645")}, {"timezone", text("+05:00")}}) ==
        "1984-03-07T12:31:14.645+05:00");
  CHECK(made(ValueKind::DateTime, {{"date", local("1984-03-07T12:31")},
                                   {"time", summer},
                                   {"day", number(28)},
                                   {"timezone", text("Pacific/Honolulu")}}) ==
        "1984-03-28T00:00-10:00[Pacific/Honolulu]");
  CHECK(
      made(ValueKind::Time, {{"time", time("12:31:14+01:00")}, {"second", number(42)}, {"timezone", text("+05:00")}}) ==
      "16:31:42+05:00");
}

TEST_CASE("fractions of a second add up", "[query][temporal]") {
  CHECK(made(ValueKind::LocalTime, {{"hour", number(12)},
                                    {"minute", number(31)},
                                    {"second", number(14)},
                                    {"millisecond", number(123)},
                                    {"microsecond", number(456)},
                                    {"nanosecond", number(789)}}) == "12:31:14.123456789");
  CHECK(made(ValueKind::LocalTime, {{"time", time("12:31:14.645876123Z")}, {"nanosecond", number(3)}}) ==
        "12:31:14.000000003");
}

TEST_CASE("an instant is made of seconds since 1970", "[query][temporal]") {
  CHECK(made(ValueKind::DateTime, {{"epochSeconds", number(416779)}, {"nanosecond", number(999999999)}}) ==
        "1970-01-05T19:46:19.999999999Z");
  CHECK(made(ValueKind::DateTime, {{"epochMillis", number(-1)}, {"timezone", text("+01:00")}}) ==
        "1970-01-01T00:59:59.999+01:00");
}

TEST_CASE("a map with a zone alone is now, there", "[query][temporal]") {
  CHECK(made(ValueKind::DateTime, {{"timezone", text("Asia/Tokyo")}}) == "2026-11-23T02:00:00.5+09:00[Asia/Tokyo]");
  CHECK(made(ValueKind::Date, {{"timezone", text("Asia/Tokyo")}}) == "2026-11-23");
}

TEST_CASE("gaps, contradictions and strangers in a map are refused by name", "[query][temporal]") {
  const std::string invalid = "InvalidArgumentValue: ";
  CHECK(fault(ValueKind::Date, {{"month", number(1)}}) == invalid + "a Date needs `year`");
  CHECK(fault(ValueKind::Date, {{"year", number(1)}, {"day", number(1)}}) == invalid + "`day` needs `month` beside it");
  CHECK(fault(ValueKind::Date, {{"year", number(1)}, {"month", number(1)}, {"week", number(1)}}) ==
        invalid + "`month` and `week` contradict each other");
  CHECK(fault(ValueKind::Date, {{"year", number(2015)}, {"month", number(2)}, {"day", number(29)}}) ==
        invalid + "day 29 is outside of 1 to 28");
  CHECK(fault(ValueKind::Date, {{"year", number(1817)}, {"week", number(53)}}) ==
        invalid + "week 53 is outside of 1 to 52");
  CHECK(fault(ValueKind::Date, {{"yaer", number(1817)}}) == invalid + "a Date is not made of `yaer`");
  CHECK(fault(ValueKind::Date, {{"hour", number(1)}}) == invalid + "a Date is not made of `hour`");
  CHECK(fault(ValueKind::Date, {{"year", text("1817")}}) ==
        "InvalidArgumentType: `year` must be an integer, this is String");
  CHECK(fault(ValueKind::Date, {{"year", number(INT64_MAX)}, {"week", number(1)}}) ==
        invalid + "year 9223372036854775807 is outside of -999999999 to 999999999");
  CHECK(fault(ValueKind::LocalTime, {{"minute", number(1)}}) == invalid + "a LocalTime needs `hour`");
  CHECK(fault(ValueKind::LocalTime, {{"hour", number(1)}, {"second", number(1)}}) ==
        invalid + "`second` needs `minute` beside it");
  CHECK(fault(ValueKind::LocalTime, {{"hour", number(24)}}) == invalid + "hour 24 is outside of 0 to 23");
  CHECK(fault(ValueKind::LocalDateTime, {{"year", number(1)}, {"hour", number(1)}}) ==
        invalid + "`hour` needs `month` beside it");
  CHECK(fault(ValueKind::LocalDateTime, {{"date", time("12:00")}}) == invalid + "a Time has no date");
  CHECK(fault(ValueKind::DateTime, {{"year", number(1)}, {"timezone", text("Mars/Base")}}) ==
        invalid + "the time zone database has no zone `Mars/Base`");
  CHECK(fault(ValueKind::DateTime, {}) == invalid + "a DateTime is made of at least one part, the map is empty");
  CHECK(fault(ValueKind::DateTime, {{"epochSeconds", number(INT64_MAX)}}) ==
        "TemporalOverflow: the result is outside of the years -999999999 to 999999999");
}

TEST_CASE("truncation goes to the first moment of the unit, then puts the parts in", "[query][temporal]") {
  const Value moment = zoned("1984-10-11T12:31:14.645876123-01:00");
  const std::vector<std::pair<std::string, std::string>> cases{{"millennium", "1000-01-01T00:00-01:00"},
                                                               {"century", "1900-01-01T00:00-01:00"},
                                                               {"decade", "1980-01-01T00:00-01:00"},
                                                               {"year", "1984-01-01T00:00-01:00"},
                                                               {"weekYear", "1984-01-02T00:00-01:00"},
                                                               {"quarter", "1984-10-01T00:00-01:00"},
                                                               {"month", "1984-10-01T00:00-01:00"},
                                                               {"week", "1984-10-08T00:00-01:00"},
                                                               {"day", "1984-10-11T00:00-01:00"},
                                                               {"hour", "1984-10-11T12:00-01:00"},
                                                               {"minute", "1984-10-11T12:31-01:00"},
                                                               {"second", "1984-10-11T12:31:14-01:00"},
                                                               {"millisecond", "1984-10-11T12:31:14.645-01:00"},
                                                               {"microsecond", "1984-10-11T12:31:14.645876-01:00"}};
  for (const auto& [unit, result] : cases) CHECK(unit + cut(ValueKind::DateTime, unit, moment) == unit + result);
  CHECK(cut(ValueKind::DateTime, "hour", moment, {{"timezone", text("Europe/Stockholm")}}) ==
        "1984-10-11T12:00+01:00[Europe/Stockholm]");
  CHECK(cut(ValueKind::DateTime, "microsecond", moment, {{"nanosecond", number(2)}}) ==
        "1984-10-11T12:31:14.645876002-01:00");
  CHECK(cut(ValueKind::LocalDateTime, "millisecond", moment, {{"nanosecond", number(2)}}) ==
        "1984-10-11T12:31:14.645000002");
  CHECK(cut(ValueKind::Date, "weekYear", date("1984-01-01"), {{"day", number(5)}}) == "1983-01-05");
  CHECK(cut(ValueKind::Date, "century", date("-0044-03-15")) == "-0100-01-01");
  CHECK(cut(ValueKind::Time, "day", moment) == "00:00-01:00");
}

TEST_CASE("a part put into a truncated second replaces its own unit and adds below a kept one", "[query][temporal]") {
  const Value moment = zoned("1984-10-11T12:31:14.645876123Z");
  const auto second = [&](std::string_view unit, std::string part, std::int64_t value) {
    return cut(ValueKind::LocalTime, unit, moment, {{std::move(part), number(value)}}).substr(6);
  };
  CHECK(second("millisecond", "microsecond", 2) == "14.645002");
  CHECK(second("millisecond", "nanosecond", 2000) == "14.645002");
  CHECK(second("millisecond", "millisecond", 2) == "14.002");
  CHECK(second("microsecond", "microsecond", 2) == "14.000002");
  CHECK(second("microsecond", "nanosecond", 2) == "14.645876002");
  CHECK(second("second", "nanosecond", 2) == "14.000000002");
  CHECK_THROWS_AS(second("microsecond", "nanosecond", 1000), Error);
  CHECK_THROWS_AS(second("millisecond", "microsecond", 1000), Error);
}

TEST_CASE("a truncation that its kind cannot have is refused", "[query][temporal]") {
  CHECK_THROWS_AS(cut(ValueKind::Date, "hour", zoned("1984-10-11T12:31Z")), Error);
  CHECK_THROWS_AS(cut(ValueKind::DateTime, "hour", date("1984-10-11")), Error);
  CHECK_THROWS_AS(cut(ValueKind::Time, "year", zoned("1984-10-11T12:31Z")), Error);
  CHECK_THROWS_AS(cut(ValueKind::Date, "fortnight", date("1984-10-11")), Error);
  CHECK_THROWS_AS(cut(ValueKind::Date, "day", time("12:00")), Error);
}

TEST_CASE("the parts of a value are read by name", "[query][temporal]") {
  const Value moment = zoned("1984-11-11T12:31:14.645876123[Europe/Stockholm]");
  const std::vector<std::pair<std::string, std::int64_t>> parts{{"year", 1984},
                                                                {"quarter", 4},
                                                                {"month", 11},
                                                                {"week", 45},
                                                                {"weekYear", 1984},
                                                                {"day", 11},
                                                                {"ordinalDay", 316},
                                                                {"weekDay", 7},
                                                                {"dayOfWeek", 7},
                                                                {"dayOfQuarter", 42},
                                                                {"quarterDay", 42},
                                                                {"hour", 12},
                                                                {"minute", 31},
                                                                {"second", 14},
                                                                {"millisecond", 645},
                                                                {"microsecond", 645876},
                                                                {"nanosecond", 645876123},
                                                                {"offsetMinutes", 60},
                                                                {"offsetSeconds", 3600},
                                                                {"epochSeconds", 469020674},
                                                                {"epochMillis", 469020674645}};
  for (const auto& [name, value] : parts) {
    INFO(name);
    CHECK(temporal_part(moment, name).as_integer() == value);
  }
  CHECK(temporal_part(moment, "timezone").as_string() == "Europe/Stockholm");
  CHECK(temporal_part(moment, "offset").as_string() == "+01:00");
  CHECK_THROWS_AS(temporal_part(date("1984-11-11"), "hour"), Error);
  CHECK_THROWS_AS(temporal_part(moment, "yaer"), Error);
}

TEST_CASE("the parts of a duration are read whole and as rests", "[query][temporal]") {
  const Value span = temporal(ValueKind::Duration, "P1Y4M10DT1H1M1.111111111S");
  const std::vector<std::pair<std::string, std::int64_t>> parts{{"years", 1},
                                                                {"quarters", 5},
                                                                {"months", 16},
                                                                {"weeks", 1},
                                                                {"days", 10},
                                                                {"hours", 1},
                                                                {"minutes", 61},
                                                                {"seconds", 3661},
                                                                {"milliseconds", 3661111},
                                                                {"microseconds", 3661111111},
                                                                {"nanoseconds", 3661111111111},
                                                                {"quartersOfYear", 1},
                                                                {"monthsOfQuarter", 1},
                                                                {"monthsOfYear", 4},
                                                                {"daysOfWeek", 3},
                                                                {"minutesOfHour", 1},
                                                                {"secondsOfMinute", 1},
                                                                {"millisecondsOfSecond", 111},
                                                                {"microsecondsOfSecond", 111111},
                                                                {"nanosecondsOfSecond", 111111111}};
  for (const auto& [name, value] : parts) {
    INFO(name);
    CHECK(temporal_part(span, name).as_integer() == value);
  }
  const Value negative = temporal(ValueKind::Duration, "PT-23H-59M-59.9S");
  CHECK(temporal_part(negative, "seconds").as_integer() == -86400);
  CHECK(temporal_part(negative, "nanosecondsOfSecond").as_integer() == 100000000);
  CHECK_THROWS_AS(temporal_part(temporal(ValueKind::Duration, "PT9223372036854775807S"), "nanoseconds"), Error);
}
