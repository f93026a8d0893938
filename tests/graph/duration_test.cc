#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "graph/error.h"
#include "graph/temporal.h"
#include "graph/text/temporal.h"

using namespace polgraph;

namespace {

Duration span(std::string_view text) {
  return parse_duration(text).value();
}

// "date 1984-10-11", "localtime 14:30" ...: the kinds by their names in Cypher.
Instant instant(std::string_view kind, std::string_view text) {
  const ValueKind kinds[] = {ValueKind::Date, ValueKind::LocalTime, ValueKind::Time, ValueKind::LocalDateTime,
                             ValueKind::DateTime};
  const std::string_view names[] = {"date", "localtime", "time", "localdatetime", "datetime"};
  std::size_t i = 0;
  while (names[i] != kind) ++i;
  return as_instant(parse_temporal(kinds[i], text).value());
}

}  // namespace

TEST_CASE("a duration is read from parts, fractions included, and written in its own order", "[duration][text]") {
  const std::vector<std::pair<std::string, std::string>> cases{{"P14DT16H12M", "P14DT16H12M"},
                                                               {"P5M1.5D", "P5M1DT12H"},
                                                               {"P0.75M", "P22DT19H51M49.5S"},
                                                               {"PT0.75M", "PT45S"},
                                                               {"P2.5W", "P17DT12H"},
                                                               {"P12Y5M14DT16H12M70S", "P12Y5M14DT16H13M10S"},
                                                               {"P2012-02-02T14:37:21.545", "P2012Y2M2DT14H37M21.545S"},
                                                               {"P20120202T143721", "P2012Y2M2DT14H37M21S"},
                                                               {"P0D", "PT0S"},
                                                               {"PT-0.001S", "PT-0.001S"},
                                                               {"-P1DT1S", "P-1DT-1S"},
                                                               {"P1Y-2M", "P10M"},
                                                               {"PT1,5S", "PT1.5S"},
                                                               {"P0.1D", "PT2H24M"},
                                                               {"PT0.0000000019S", "PT0.000000001S"},
                                                               {"PT-90.5S", "PT-1M-30.5S"}};
  for (const auto& [text, written] : cases) {
    CHECK(to_string(span(text)) == written);
    CHECK(span(written) == span(text));  // what is written reads back
  }
}

TEST_CASE("what is no duration is not guessed at", "[duration][text]") {
  for (const char* text : {"", "P", "PT", "P1", "1D", "P1DT", "P1H", "PT1D", "P1D1M", "P1M1M", "P.5D", "P1.D", "P1D ",
                           "p1d", "P2012-13-02T14:37:21", "P1Y1W1Y", "PT12345678901234567890S"}) {
    INFO(text);
    CHECK_FALSE(parse_duration(text));
  }
  CHECK_THROWS_AS(parse_duration("P9223372036854775807Y"), Error);
}

TEST_CASE("durations add, subtract, multiply and divide exactly", "[duration][arithmetic]") {
  const Duration plain = span("P12Y5M14DT16H12M70.000000001S");
  const Duration half = span("P12.5Y5.5M14.5DT16.5H12.5M70.500000003S");
  CHECK(to_string(plus(plain, half)) == "P25Y4M43DT50H11M23.500000004S");
  CHECK(to_string(plus(plain, negate(half))) == "P-6M-15DT-17H-45M-3.500000002S");
  CHECK(to_string(plus(plain, negate(plain))) == "PT0S");
  CHECK(to_string(times(plain, std::int64_t{2})) == "P24Y10M28DT32H26M20.000000002S");
  CHECK(to_string(times(plain, 0.5)) == "P6Y2M22DT13H21M8S");
  CHECK(to_string(divide(plain, std::int64_t{2})) == "P6Y2M22DT13H21M8S");
  CHECK(to_string(divide(plain, 0.5)) == "P24Y10M28DT32H26M20.000000002S");
  CHECK(to_string(times(span("PT10S"), 0.1)) == "PT1S");
  CHECK(to_string(divide(span("PT1S"), 0.1)) == "PT10S");
  CHECK(to_string(times(span("PT1S"), 1e-300)) == "PT0S");
  CHECK(to_string(divide(span("PT1S"), std::int64_t{-3})) == "PT-0.333333333S");
  CHECK(times(span("PT1S"), 9007199254740993.0).seconds == 9007199254740992);
}

TEST_CASE("what does not fit 64 bits, and numbers that are none, are errors", "[duration][arithmetic]") {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  CHECK_THROWS_AS(plus(Duration{.months = kMost}, Duration{.months = 1}), Error);
  CHECK_THROWS_AS(plus(Duration{.seconds = kMost, .nanosecond = 999999999}, Duration{.nanosecond = 1}), Error);
  CHECK_THROWS_AS(times(Duration{.days = kMost}, std::int64_t{2}), Error);
  CHECK_THROWS_AS(times(Duration{.days = kMost}, std::numeric_limits<double>::max()), Error);
  CHECK_THROWS_AS(divide(Duration{.days = kMost}, std::numeric_limits<double>::denorm_min()), Error);
  CHECK_THROWS_AS(negate(Duration{.days = std::numeric_limits<std::int64_t>::min()}), Error);
  CHECK_THROWS_AS(times(Duration{.days = 1}, std::nan("")), Error);
  CHECK_THROWS_AS(times(Duration{.days = 1}, std::numeric_limits<double>::infinity()), Error);
  CHECK_THROWS_AS(divide(Duration{.days = 1}, std::int64_t{0}), Error);
  CHECK_THROWS_AS(divide(Duration{.days = 1}, -0.0), Error);
  CHECK(to_string(times(Duration{.days = kMost}, std::int64_t{1})) == "P9223372036854775807D");
}

TEST_CASE("a duration from parts: the fractions of years are months, those of months days", "[duration]") {
  using Part = DurationBuilder::Part;
  DurationBuilder parts;
  parts.add(Part::Months, 0.75);
  CHECK(to_string(parts.build()) == "P22DT19H51M49.5S");
  DurationBuilder small;
  small.add(Part::Days, std::int64_t{14});
  small.add(Part::Seconds, std::int64_t{70});
  small.add(Part::Millis, std::int64_t{1});
  small.add(Part::Nanos, std::int64_t{-1});
  CHECK(to_string(small.build()) == "P14DT1M10.000999999S");
}

TEST_CASE("the span between two instants: one borrows from the other what it lacks", "[duration][between]") {
  struct Row {
    const char *from_kind, *from, *to_kind, *to, *between, *months, *days, *seconds;
  };
  const Row rows[] = {
      {"date", "1984-10-11", "date", "2015-06-24", "P30Y8M13D", "P30Y8M", "P11213D", "PT269112H"},
      {"date", "1984-10-11", "localdatetime", "2016-07-21T21:45:22.142", "P31Y9M10DT21H45M22.142S", "P31Y9M", "P11606D",
       "PT278565H45M22.142S"},
      {"date", "1984-10-11", "datetime", "2015-07-21T21:40:32.142+0100", "P30Y9M10DT21H40M32.142S", "P30Y9M", "P11240D",
       "PT269781H40M32.142S"},
      {"date", "1984-10-11", "time", "16:30+0100", "PT16H30M", "PT0S", "PT0S", "PT16H30M"},
      {"localtime", "14:30", "date", "2015-06-24", "PT-14H-30M", "PT0S", "PT0S", "PT-14H-30M"},
      {"time", "14:30", "datetime", "2015-07-21T21:40:32.142+0100", "PT6H10M32.142S", "PT0S", "PT0S", "PT6H10M32.142S"},
      {"time", "14:30", "time", "16:30+0100", "PT1H", "PT0S", "PT0S", "PT1H"},
      {"localdatetime", "2015-07-21T21:40:32.142", "date", "2015-06-24", "P-27DT-21H-40M-32.142S", "PT0S", "P-27D",
       "PT-669H-40M-32.142S"},
      {"datetime", "2014-07-21T21:40:36.143+0200", "datetime", "2015-07-21T21:40:32.142+0100", "P1YT59M55.999S", "P1Y",
       "P365D", "PT8760H59M55.999S"},
      {"datetime", "2017-10-29T00:00[Europe/Stockholm]", "localdatetime", "2017-10-29T04:00", "PT5H", "PT0S", "PT0S",
       "PT5H"},
      {"date", "2017-10-29", "datetime", "2017-10-29T04:00[Europe/Stockholm]", "PT5H", "PT0S", "PT0S", "PT5H"},
      {"datetime", "2017-10-29T00:00[Europe/Stockholm]", "date", "2017-10-30", "P1D", "PT0S", "P1D", "PT25H"},
      {"date", "-999999999-01-01", "date", "+999999999-12-31", "P1999999998Y11M30D", "P1999999998Y11M",
       "P730484999633D", "PT17531639991192H"},
      {"localtime", "12:44:54.7", "localtime", "12:34:55.3", "PT-9M-59.4S", "PT0S", "PT0S", "PT-9M-59.4S"}};
  for (const Row& row : rows) {
    const Instant from = instant(row.from_kind, row.from), to = instant(row.to_kind, row.to);
    INFO(row.from << " to " << row.to);
    CHECK(to_string(between(from, to)) == row.between);
    CHECK(to_string(between(from, to, Unit::Month)) == row.months);
    CHECK(to_string(between(from, to, Unit::Day)) == row.days);
    CHECK(to_string(between(from, to, Unit::Second)) == row.seconds);
  }
}

TEST_CASE("durations are equal part by part and ordered by their average length", "[duration][order]") {
  CHECK(span("P14DT16H") != span("P13DT40H"));
  CHECK(span("P13DT40H") < span("P14DT16H"));  // as long: then by months, then by days
  CHECK(span("P30D") < span("P1M"));
  CHECK(span("P1M") < span("P31D"));
  CHECK(span("PT-1.5S") < span("PT-1.4S"));
}
