// The six temporal kinds of Cypher: Date, LocalTime, Time, LocalDateTime, DateTime, Duration; the calendar they share,
// their arithmetic and the spans between them. All of it is exact integer arithmetic in nanoseconds on the proleptic
// Gregorian calendar, years -999999999 to 999999999; days have 86,400 seconds, leap seconds do not exist.
//
//   const Date date = make_date(1984, 10, 11);
//   const Date later = plus(date, Duration{.months = 1});        // 1984-11-11
//   to_string(between(date, later, Unit::Day));                  // "P31D"
//
//   Thread  plain values; zones are looked up in graph/timezone.h
//   Throws  Error Argument InvalidArgumentValue: no such date or time, unknown zone;
//           Error Arithmetic TemporalOverflow: the answer is outside of the years or of 64 bits
//   Source  openCypher CIP2015-08-06, ISO 8601
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace polgraph {

inline constexpr std::int64_t kMinYear = -999999999;
inline constexpr std::int64_t kMaxYear = 999999999;
inline constexpr std::int64_t kMinDay = -365243219162;  // of year -999999999, days since 1970-01-01
inline constexpr std::int64_t kMaxDay = 365241780471;   // of year 999999999
inline constexpr std::int64_t kNanosPerSecond = 1000000000;
inline constexpr std::int64_t kSecondsPerDay = 86400;
inline constexpr std::int64_t kNanosPerDay = kSecondsPerDay * kNanosPerSecond;
inline constexpr std::int64_t kSecondsPerMonth = 2629746;  // a twelfth of 365.2425 days: where a month must be split
inline constexpr std::int32_t kMaxOffset_s = 18 * 3600;

struct Date {
  std::int64_t day = 0;  // days since 1970-01-01
  auto operator<=>(const Date&) const = default;
};

struct LocalTime {
  std::int64_t nanosecond = 0;  // of the day, 0 .. kNanosPerDay - 1
  auto operator<=>(const LocalTime&) const = default;
};

struct Time {
  LocalTime local;
  std::int32_t offset_s = 0;  // seconds east of Greenwich
  bool operator==(const Time&) const = default;
  std::strong_ordering operator<=>(const Time& other) const;  // by instant, then from west to east
};

struct LocalDateTime {
  std::int64_t second = 0;      // since 1970-01-01T00:00 of the same clock
  std::int32_t nanosecond = 0;  // of the second, 0 .. 999999999
  auto operator<=>(const LocalDateTime&) const = default;
  Date date() const;
  LocalTime time() const;
};

struct DateTime {
  std::int64_t epoch_second = 0;  // since 1970-01-01T00:00Z
  std::int32_t nanosecond = 0;
  std::int32_t offset_s = 0;
  std::string zone;                                   // IANA name; empty: an offset only
  auto operator<=>(const DateTime&) const = default;  // by instant, then from west to east, then by name
  LocalDateTime local() const { return {epoch_second + offset_s, nanosecond}; }
};

// Months, days and seconds are counted apart: a month has no fixed number of days, a day none of hours.
struct Duration {
  std::int64_t months = 0;
  std::int64_t days = 0;
  std::int64_t seconds = 0;     // rounded down
  std::int32_t nanosecond = 0;  // of the second, 0 .. 999999999: -0.5 s is -1 s and 500,000,000 ns
  bool operator==(const Duration&) const = default;
  std::strong_ordering operator<=>(const Duration& other) const;  // by average length, then part by part
};

using Instant = std::variant<Date, LocalTime, Time, LocalDateTime, DateTime>;

// --- calendar
struct Civil {
  std::int64_t year = 0;
  int month = 1, day = 1;
};
struct Week {
  std::int64_t year = 0;  // the ISO week's own year
  int week = 1, day = 1;  // day 1 = Monday
};
bool is_leap_year(std::int64_t year);
int days_in_month(std::int64_t year, int month);
int days_in_year(std::int64_t year);
int days_in_quarter(std::int64_t year, int quarter);
int weeks_in_year(std::int64_t week_year);
std::int64_t days_from_civil(std::int64_t year, int month, int day);  // unchecked
std::int64_t year_of_epoch_second(std::int64_t second);
Civil civil(Date date);
Week week(Date date);
int day_of_year(Date date);
int day_of_quarter(Date date);

// Throw Error Argument where there is no such day; `what` of an out-of-range part names it.
Date make_date(std::int64_t year, std::int64_t month, std::int64_t day);
Date make_week_date(std::int64_t week_year, std::int64_t week, std::int64_t day);
Date make_quarter_date(std::int64_t year, std::int64_t quarter, std::int64_t day);
Date make_ordinal_date(std::int64_t year, std::int64_t day);
LocalTime make_time(std::int64_t hour, std::int64_t minute, std::int64_t second, std::int64_t nanosecond);
LocalDateTime make_local(Date date, LocalTime time);

// --- zones
// "Z", "+01:00", "+0100", "+01", "+00:53:28" or an IANA name.
struct Zone {
  std::optional<std::int32_t> offset_s = 0;  // beside a name: preferred where an hour comes twice
  std::string name;                          // empty: the offset alone
};
Zone make_zone(std::string_view text);  // Throws Error Argument
std::optional<std::int32_t> parse_offset(std::string_view text);
std::string offset_text(std::int32_t offset_s);  // "Z", "+01:00", "+00:53:28"
DateTime at_local(LocalDateTime local, const Zone& zone);
DateTime at_instant(std::int64_t epoch_second, std::int32_t nanosecond, const Zone& zone);
Zone zone_of(const DateTime& value);

// --- arithmetic; throws Error Arithmetic
Duration make_duration(std::int64_t months, std::int64_t days, std::int64_t seconds, std::int64_t nanoseconds);
Duration negate(const Duration& value);
Duration plus(const Duration& a, const Duration& b);
Duration times(const Duration& value, std::int64_t factor);
Duration times(const Duration& value, double factor);  // by the shortest decimal that reads back as `factor`
Duration divide(const Duration& value, std::int64_t divisor);
Duration divide(const Duration& value, double divisor);
Date plus(Date value, const Duration& span);            // months, then days, then the whole days in the seconds
LocalTime plus(LocalTime value, const Duration& span);  // the seconds, around the clock
Time plus(Time value, const Duration& span);
LocalDateTime plus(LocalDateTime value, const Duration& span);
DateTime plus(const DateTime& value,
              const Duration& span);                // months and days by the wall clock, seconds by the instant
Date plus_months(Date value, std::int64_t months);  // the day is cut to the month's last

// --- spans
enum class Unit { Month, Day, Second };
Duration between(const Instant& from, const Instant& to);             // months, then days, then the rest
Duration between(const Instant& from, const Instant& to, Unit unit);  // all of it in that unit, the rest dropped

// --- text; ISO 8601 as Cypher's toString() writes it. Seconds are left out where they and the fraction are zero.
std::string to_string(Date value);
std::string to_string(LocalTime value);
std::string to_string(const Time& value);
std::string to_string(const LocalDateTime& value);
std::string to_string(const DateTime& value);
std::string to_string(const Duration& value);

// --- reading text: ISO 8601, calendar, week (2015-W30-2), quarter (2015-Q2-60) and ordinal (2015-202) dates, extended
// and basic forms, up to nine digits of a second after . or , ; nothing where the text is none of these.
std::optional<Date> parse_date(std::string_view text);
std::optional<LocalTime> parse_local_time(std::string_view text);
std::optional<Time> parse_time(std::string_view text);                      // no offset: Z
std::optional<LocalDateTime> parse_local_date_time(std::string_view text);  // no time: midnight
std::optional<DateTime> parse_date_time(std::string_view text);             // no zone: Z; Throws Error Argument for an
                                                                            // unknown zone or an offset it never had
std::optional<Duration> parse_duration(std::string_view text);  // P1Y2M3W4DT5H6M7.8S, P2012-02-02T14:37:21.5

// A duration from parts that may be fractions: what is over in a month goes to days, in a day to seconds.
class DurationBuilder {
 public:
  enum class Part { Years, Quarters, Months, Weeks, Days, Hours, Minutes, Seconds, Millis, Micros, Nanos };
  void add(Part part, std::int64_t value);
  void add(Part part, double value);  // by its shortest decimal; Throws Error Argument for NaN, infinite
  void add_decimal(Part part, std::string_view digits);  // "-1.5", checked by the caller; more than 18 places are cut
  Duration build() const;

 private:
  __extension__ typedef __int128 Scaled;  // units of 10^-18
  void add_scaled(Part part, Scaled value);
  Scaled months_ = 0, days_ = 0, seconds_ = 0;
};

}  // namespace polgraph
