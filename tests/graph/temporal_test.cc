#include "graph/temporal.h"

#include <catch2/catch.hpp>
#include <utility>
#include <vector>

#include "graph/error.h"

using namespace polgraph;

namespace {

template <class Parsed>
std::string shown(const Parsed& parsed) {
  return parsed ? to_string(*parsed) : "none";
}

using Spellings = std::vector<std::pair<std::string, std::string>>;

DateTime when(std::string_view text) {
  return parse_date_time(text).value();
}

}  // namespace

TEST_CASE("days are counted and named alike over the whole calendar", "[temporal]") {
  CHECK(make_date(1970, 1, 1).day == 0);
  CHECK(make_date(2000, 2, 29).day == 11016);
  CHECK(make_date(0, 3, 1).day == -719468);
  CHECK(make_date(kMinYear, 1, 1).day == kMinDay);
  CHECK(make_date(kMaxYear, 12, 31).day == kMaxDay);
  for (const std::int64_t year :
       {kMinYear, std::int64_t{-400}, std::int64_t{0}, std::int64_t{1900}, std::int64_t{2000}, kMaxYear}) {
    for (int month = 1; month <= 12; ++month) {
      const Civil parts = civil(make_date(year, month, days_in_month(year, month)));
      CHECK(parts.year == year);
      CHECK(parts.month == month);
      CHECK(parts.day == days_in_month(year, month));
    }
  }
}

TEST_CASE("every day of forty years has the week, quarter and ordinal that lead back to it", "[temporal]") {
  for (std::int64_t day = -9000; day < 6000; ++day) {
    const Date date{day};
    const Civil parts = civil(date);
    const Week iso = week(date);
    REQUIRE(make_week_date(iso.year, iso.week, iso.day) == date);
    REQUIRE(make_quarter_date(parts.year, (parts.month + 2) / 3, day_of_quarter(date)) == date);
    REQUIRE(make_ordinal_date(parts.year, day_of_year(date)) == date);
  }
}

TEST_CASE("ISO weeks may belong to another year than their days", "[temporal]") {
  CHECK(to_string(make_week_date(1817, 1, 1)) == "1816-12-30");
  CHECK(to_string(make_week_date(1818, 53, 1)) == "1818-12-28");
  CHECK(week(make_date(1984, 1, 1)).year == 1983);
  CHECK_THROWS_AS(make_week_date(1817, 53, 1), Error);
}

TEST_CASE("a date is written with as many digits as its year needs", "[temporal][text]") {
  CHECK(to_string(make_date(28, 11, 11)) == "0028-11-11");
  CHECK(to_string(make_date(-1, 1, 1)) == "-0001-01-01");
  CHECK(to_string(make_date(10000, 1, 1)) == "+10000-01-01");
  CHECK(to_string(make_date(kMaxYear, 12, 31)) == "+999999999-12-31");
}

TEST_CASE("dates are read in every form of ISO 8601", "[temporal][text]") {
  const Spellings cases{{"2015-07-21", "2015-07-21"},
                        {"20150721", "2015-07-21"},
                        {"2015-07", "2015-07-01"},
                        {"201507", "2015-07-01"},
                        {"2015-W30-2", "2015-07-21"},
                        {"2015W302", "2015-07-21"},
                        {"2015-W30", "2015-07-20"},
                        {"2015W30", "2015-07-20"},
                        {"2015-Q2-60", "2015-05-30"},
                        {"2015Q260", "2015-05-30"},
                        {"2015-Q2", "2015-04-01"},
                        {"2015Q2", "2015-04-01"},
                        {"2015-202", "2015-07-21"},
                        {"2015202", "2015-07-21"},
                        {"2015", "2015-01-01"},
                        {"-999999999-01-01", "-999999999-01-01"},
                        {"+999999999-12-31", "+999999999-12-31"},
                        {"-0044-03-15", "-0044-03-15"}};
  for (const auto& [text, date] : cases) CHECK(text + " " + shown(parse_date(text)) == text + " " + date);
}

TEST_CASE("what is no date is not guessed at", "[temporal][text]") {
  for (const char* text : {"",
                           "-",
                           "+",
                           "15",
                           "2015-",
                           "2015-7-21",
                           "2015-13-01",
                           "2015-02-29",
                           "2015-07-32",
                           "2015-0721",
                           "2015-W54",
                           "2015-W53-8",
                           "2015-366",
                           "2015-000",
                           "2015-Q5",
                           "2015-Q1-91",
                           "2015-07-21 ",
                           " 2015",
                           "+20150721",
                           "+1000000000-01-01",
                           "99999999999999999999",
                           "2015-07-21T",
                           "2015-W3",
                           "2015/07/21"}) {
    CHECK(std::string(text) + shown(parse_date(text)) == std::string(text) + "none");
  }
}

TEST_CASE("times are read in every form, and written without zero seconds", "[temporal][text]") {
  const Spellings cases{{"21:40:32.142", "21:40:32.142"},
                        {"214032.142", "21:40:32.142"},
                        {"21:40:32", "21:40:32"},
                        {"214032", "21:40:32"},
                        {"21:40", "21:40"},
                        {"2140", "21:40"},
                        {"21", "21:00"},
                        {"21:40:00", "21:40"},
                        {"21:40:00.5", "21:40:00.5"},
                        {"21:40:32,000000001", "21:40:32.000000001"},
                        {"24", "none"},
                        {"21:60", "none"},
                        {"21:40:60", "none"},
                        {"2", "none"},
                        {"21:4032", "none"},
                        {"21:40:32.", "none"},
                        {"21:40:32.1234567890", "none"},
                        {"21:40Z", "none"},
                        {"", "none"}};
  for (const auto& [text, time] : cases) CHECK(text + " " + shown(parse_local_time(text)) == text + " " + time);
}

TEST_CASE("a time carries its offset, Z where none is given", "[temporal][text]") {
  const Spellings cases{{"21:40:32.142+0100", "21:40:32.142+01:00"},
                        {"214032.142Z", "21:40:32.142Z"},
                        {"21:40:32+01:00", "21:40:32+01:00"},
                        {"214032-0100", "21:40:32-01:00"},
                        {"21:40-01:30", "21:40-01:30"},
                        {"2140-00:00", "21:40Z"},
                        {"2140-02", "21:40-02:00"},
                        {"22+18:00", "22:00+18:00"},
                        {"21:40", "21:40Z"},
                        {"12:00+00:53:28", "12:00+00:53:28"},
                        {"22+18:01", "none"},
                        {"22+1", "none"},
                        {"22ZZ", "none"},
                        {"22z", "none"},
                        {"12:00+01:60", "none"}};
  for (const auto& [text, time] : cases) CHECK(text + " " + shown(parse_time(text)) == text + " " + time);
}

TEST_CASE("date and time are read together in mixed forms", "[temporal][text]") {
  const Spellings cases{{"2015-W30-2T214032.142", "2015-07-21T21:40:32.142"},
                        {"2015T214032", "2015-01-01T21:40:32"},
                        {"20150721T21:40", "2015-07-21T21:40"},
                        {"2015-W30T2140", "2015-07-20T21:40"},
                        {"2015202T21", "2015-07-21T21:00"},
                        {"2015-07-21", "2015-07-21T00:00"},
                        {"2015-07-21T", "none"},
                        {"T21:40", "none"},
                        {"2015-07-21 21:40", "none"},
                        {"2015-07-21T21:40Z", "none"}};
  for (const auto& [text, value] : cases) CHECK(text + " " + shown(parse_local_date_time(text)) == text + " " + value);
}

TEST_CASE("a zoned date-time is read with offset, name or both", "[temporal][text][zone]") {
  const Spellings cases{
      {"2015-07-21T21:40:32.142+02:00[Europe/Stockholm]", "2015-07-21T21:40:32.142+02:00[Europe/Stockholm]"},
      {"2015-07-21T21:40:32.142+0845[Australia/Eucla]", "2015-07-21T21:40:32.142+08:45[Australia/Eucla]"},
      {"2015-07-21T21:40:32.142-04[America/New_York]", "2015-07-21T21:40:32.142-04:00[America/New_York]"},
      {"2015-07-21T21:40:32.142[Europe/London]", "2015-07-21T21:40:32.142+01:00[Europe/London]"},
      {"2015-W30-2T214032.142Z", "2015-07-21T21:40:32.142Z"},
      {"2015-07-21", "2015-07-21T00:00Z"},
      {"20150721T2140-0130", "2015-07-21T21:40-01:30"},
      {"2015-07-21T21:40[", "none"},
      {"2015-07-21T21:40[]", "none"},
      {"2015-07-21T21:40+25", "none"}};
  for (const auto& [text, value] : cases) CHECK(text + " " + shown(parse_date_time(text)) == text + " " + value);
  CHECK_THROWS_AS(parse_date_time("2015-07-21T21:40[Europe/Stokholm]"), Error);
  CHECK_THROWS_AS(parse_date_time("2015-07-21T21:40+01:00[Europe/Stockholm]"), Error);
  CHECK_THROWS_AS(parse_date_time("2015-07-21T21:40[../../../etc/passwd]"), Error);
}

TEST_CASE("in the hour that comes twice the offset says which one; the hour left out moves on", "[temporal][zone]") {
  CHECK(to_string(when("2017-10-29T02:30+02:00[Europe/Stockholm]")) == "2017-10-29T02:30+02:00[Europe/Stockholm]");
  CHECK(to_string(when("2017-10-29T02:30+01:00[Europe/Stockholm]")) == "2017-10-29T02:30+01:00[Europe/Stockholm]");
  CHECK(to_string(when("2017-10-29T02:30[Europe/Stockholm]")) == "2017-10-29T02:30+02:00[Europe/Stockholm]");
  CHECK(to_string(when("2017-03-26T02:30[Europe/Stockholm]")) == "2017-03-26T03:30+02:00[Europe/Stockholm]");
  CHECK(to_string(when("2017-10-29T01:30[Europe/London]")) == "2017-10-29T01:30+01:00[Europe/London]");
}

TEST_CASE("a duration added to a date counts months, days and whole days of its seconds", "[temporal][arithmetic]") {
  const Date date = make_date(1984, 10, 11);
  const Duration plain = parse_duration("P12Y5M14DT16H12M70.000000002S").value();
  CHECK(to_string(plus(date, plain)) == "1997-03-25");
  CHECK(to_string(plus(date, negate(plain))) == "1972-04-27");
  const Duration half = parse_duration("P12.5Y5.5M14.5DT16.5H12.5M70.500000003S").value();
  CHECK(to_string(plus(date, half)) == "1997-10-11");
  CHECK(to_string(plus(date, negate(half))) == "1971-10-12");
  CHECK(to_string(plus(make_date(2016, 2, 29), Duration{.months = 12})) == "2017-02-28");
  CHECK_THROWS_AS(plus(make_date(kMaxYear, 12, 31), Duration{.days = 1}), Error);
  CHECK_THROWS_AS(plus(make_date(kMinYear, 1, 1), Duration{.months = -1}), Error);
  CHECK_THROWS_AS(plus(date, Duration{.months = INT64_MAX}), Error);
  CHECK_THROWS_AS(plus(date, Duration{.days = INT64_MIN}), Error);
}

TEST_CASE("a duration added to a time goes round the clock", "[temporal][arithmetic]") {
  const LocalTime time = make_time(12, 31, 14, 1);
  const Duration span = parse_duration("P12Y5M14DT16H12M70.000000002S").value();
  CHECK(to_string(plus(time, span)) == "04:44:24.000000003");
  CHECK(to_string(plus(time, negate(span))) == "20:18:03.999999999");
  CHECK(to_string(plus(Time{time, 3600}, span)) == "04:44:24.000000003+01:00");
}

TEST_CASE("a day by the wall clock is not always 24 hours", "[temporal][arithmetic][zone]") {
  const DateTime evening = when("2017-10-28T12:00[Europe/Stockholm]");
  CHECK(to_string(plus(evening, Duration{.days = 1})) == "2017-10-29T12:00+01:00[Europe/Stockholm]");
  CHECK(to_string(plus(evening, Duration{.seconds = 86400})) == "2017-10-29T11:00+01:00[Europe/Stockholm]");
  CHECK(to_string(plus(when("1984-10-11T12:31:14.000000001+01:00"), parse_duration("P1M-14DT16H-12M70S").value())) ==
        "1984-10-29T04:20:24.000000001+01:00");
}

TEST_CASE("instants are ordered by time, then from west to east, then by the zone's name", "[temporal][order]") {
  CHECK(parse_time("12:00+01:00") < parse_time("12:00Z"));
  CHECK(parse_time("11:00Z") < parse_time("12:00+01:00"));
  CHECK(parse_time("12:00+01:00") != parse_time("11:00Z"));
  CHECK(when("2015-07-21T12:00+05:00") < when("2015-07-21T08:00Z"));
  CHECK(when("2015-07-21T12:00+02:00[Europe/Berlin]") < when("2015-07-21T12:00+02:00[Europe/Stockholm]"));
}
