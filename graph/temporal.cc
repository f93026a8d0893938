#include "graph/temporal.h"

#include <algorithm>

#include "graph/error.h"
#include "graph/timezone.h"

namespace polgraph {

namespace {

constexpr std::int64_t kDaysPerEra = 146097;  // 400 years

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}
std::int64_t floor_mod(std::int64_t a, std::int64_t b) {
  return a - floor_div(a, b) * b;
}

[[noreturn]] void overflow() {
  throw Error(Kind::Arithmetic, "TemporalOverflow", "the result is outside of the years -999999999 to 999999999");
}

std::int64_t add(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) overflow();
  return sum;
}

void check_part(std::string_view what, std::int64_t value, std::int64_t least, std::int64_t most) {
  if (value >= least && value <= most) return;
  throw Error(Kind::Argument, "InvalidArgumentValue",
              std::string(what) + " " + std::to_string(value) + " is outside of " + std::to_string(least) + " to " +
                  std::to_string(most));
}

Date checked(std::int64_t day) {
  if (day < kMinDay || day > kMaxDay) overflow();
  return Date{day};
}

LocalDateTime checked(std::int64_t second, std::int64_t nanosecond) {
  checked(floor_div(second, kSecondsPerDay));
  return {second, static_cast<std::int32_t>(nanosecond)};
}

// The Monday of the first week: the week with 4 January in it.
std::int64_t first_monday(std::int64_t week_year) {
  const std::int64_t fourth = days_from_civil(week_year, 1, 4);
  return fourth - floor_mod(fourth + 3, 7);
}

int month_of_quarter(int quarter) {
  return quarter * 3 - 2;
}

}  // namespace

std::strong_ordering Time::operator<=>(const Time& other) const {
  const std::int64_t here = local.nanosecond - offset_s * kNanosPerSecond;
  const std::int64_t there = other.local.nanosecond - other.offset_s * kNanosPerSecond;
  if (here != there) return here <=> there;
  return offset_s <=> other.offset_s;
}

Date LocalDateTime::date() const {
  return Date{floor_div(second, kSecondsPerDay)};
}

LocalTime LocalDateTime::time() const {
  return LocalTime{floor_mod(second, kSecondsPerDay) * kNanosPerSecond + nanosecond};
}

// --- calendar

bool is_leap_year(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(std::int64_t year, int month) {
  if (month == 2) return is_leap_year(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

int days_in_year(std::int64_t year) {
  return is_leap_year(year) ? 366 : 365;
}

int days_in_quarter(std::int64_t year, int quarter) {
  const int first = month_of_quarter(quarter);
  return days_in_month(year, first) + days_in_month(year, first + 1) + days_in_month(year, first + 2);
}

int weeks_in_year(std::int64_t week_year) {
  return static_cast<int>((first_monday(week_year + 1) - first_monday(week_year)) / 7);
}

// Both by counting from 1 March of an era's first year, so that the leap day comes last. Source: H. Hinnant,
// "chrono-Compatible Low-Level Date Algorithms".
std::int64_t days_from_civil(std::int64_t year, int month, int day) {
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = floor_div(y, 400);
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_march_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_march_year;
  return era * kDaysPerEra + day_of_era - 719468;
}

Civil civil(Date date) {
  const std::int64_t shifted = date.day + 719468;
  const std::int64_t era = floor_div(shifted, kDaysPerEra);
  const std::int64_t day_of_era = shifted - era * kDaysPerEra;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t march_month = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * march_month + 2) / 5 + 1);
  const int month = static_cast<int>(march_month < 10 ? march_month + 3 : march_month - 9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

std::int64_t year_of_epoch_second(std::int64_t second) {
  return civil(Date{floor_div(second, kSecondsPerDay)}).year;
}

Week week(Date date) {
  const std::int64_t weekday = floor_mod(date.day + 3, 7);             // 0 = Monday
  const std::int64_t year = civil(Date{date.day - weekday + 3}).year;  // the year of the week's Thursday
  return {year, static_cast<int>((date.day - first_monday(year)) / 7 + 1), static_cast<int>(weekday + 1)};
}

int day_of_year(Date date) {
  return static_cast<int>(date.day - days_from_civil(civil(date).year, 1, 1) + 1);
}

int day_of_quarter(Date date) {
  const Civil parts = civil(date);
  return static_cast<int>(date.day - days_from_civil(parts.year, month_of_quarter((parts.month + 2) / 3), 1) + 1);
}

Date make_date(std::int64_t year, std::int64_t month, std::int64_t day) {
  check_part("year", year, kMinYear, kMaxYear);
  check_part("month", month, 1, 12);
  check_part("day", day, 1, days_in_month(year, static_cast<int>(month)));
  return Date{days_from_civil(year, static_cast<int>(month), static_cast<int>(day))};
}

Date make_week_date(std::int64_t week_year, std::int64_t week, std::int64_t day) {
  check_part("year", week_year, kMinYear, kMaxYear);
  check_part("week", week, 1, weeks_in_year(week_year));
  check_part("dayOfWeek", day, 1, 7);
  return checked(first_monday(week_year) + (week - 1) * 7 + day - 1);
}

Date make_quarter_date(std::int64_t year, std::int64_t quarter, std::int64_t day) {
  check_part("year", year, kMinYear, kMaxYear);
  check_part("quarter", quarter, 1, 4);
  check_part("dayOfQuarter", day, 1, days_in_quarter(year, static_cast<int>(quarter)));
  return Date{days_from_civil(year, month_of_quarter(static_cast<int>(quarter)), 1) + day - 1};
}

Date make_ordinal_date(std::int64_t year, std::int64_t day) {
  check_part("year", year, kMinYear, kMaxYear);
  check_part("ordinalDay", day, 1, days_in_year(year));
  return Date{days_from_civil(year, 1, 1) + day - 1};
}

LocalTime make_time(std::int64_t hour, std::int64_t minute, std::int64_t second, std::int64_t nanosecond) {
  check_part("hour", hour, 0, 23);
  check_part("minute", minute, 0, 59);
  check_part("second", second, 0, 59);
  check_part("nanosecond", nanosecond, 0, kNanosPerSecond - 1);
  return LocalTime{((hour * 60 + minute) * 60 + second) * kNanosPerSecond + nanosecond};
}

LocalDateTime make_local(Date date, LocalTime time) {
  return {date.day * kSecondsPerDay + time.nanosecond / kNanosPerSecond,
          static_cast<std::int32_t>(time.nanosecond % kNanosPerSecond)};
}

// --- zones

namespace {

const TimeZone& rules_of(const std::string& name) {
  // A zone is never dropped once it has been read, so the reference stays good.
  const std::shared_ptr<const TimeZone> rules = TimeZone::find(name);
  if (rules) return *rules;
  throw Error(Kind::Argument, "InvalidArgumentValue", "the time zone database has no zone `" + name + "`")
      .hint("name it as IANA does, such as Europe/Stockholm, or give an offset such as +01:00");
}

}  // namespace

Zone make_zone(std::string_view text) {
  if (const auto offset = parse_offset(text)) return {*offset, {}};
  Zone zone{std::nullopt, std::string(text)};
  rules_of(zone.name);
  return zone;
}

DateTime at_instant(std::int64_t epoch_second, std::int32_t nanosecond, const Zone& zone) {
  const std::int32_t offset =
      zone.name.empty() ? zone.offset_s.value_or(0) : rules_of(zone.name).offset_at(epoch_second);
  checked(add(epoch_second, offset), nanosecond);
  return {epoch_second, nanosecond, offset, zone.name};
}

DateTime at_local(LocalDateTime local, const Zone& zone) {
  if (zone.name.empty()) {
    const std::int32_t offset = zone.offset_s.value_or(0);
    return {local.second - offset, local.nanosecond, offset, {}};
  }
  // The offset that a value had serves to tell the two equal hours in autumn apart.
  const std::int32_t offset = rules_of(zone.name).offset_at_local(local.second, zone.offset_s);
  return at_instant(local.second - offset, local.nanosecond, zone);
}

Zone zone_of(const DateTime& value) {
  return {value.offset_s, value.zone};
}

// --- arithmetic

Date plus_months(Date value, std::int64_t months) {
  const Civil parts = civil(value);
  const std::int64_t count = add(parts.year * 12 + parts.month - 1, months);
  const std::int64_t year = floor_div(count, 12);
  const int month = static_cast<int>(floor_mod(count, 12)) + 1;
  if (year < kMinYear || year > kMaxYear) overflow();
  return Date{days_from_civil(year, month, std::min(parts.day, days_in_month(year, month)))};
}

Date plus(Date value, const Duration& span) {
  const std::int64_t towards_zero = span.seconds < 0 && span.nanosecond > 0 ? span.seconds + 1 : span.seconds;
  const Date moved = checked(add(plus_months(value, span.months).day, span.days));
  return checked(add(moved.day, towards_zero / kSecondsPerDay));
}

LocalTime plus(LocalTime value, const Duration& span) {
  const std::int64_t nanoseconds = (span.seconds % kSecondsPerDay) * kNanosPerSecond + span.nanosecond;
  return LocalTime{floor_mod(value.nanosecond + nanoseconds, kNanosPerDay)};
}

Time plus(Time value, const Duration& span) {
  return {plus(value.local, span), value.offset_s};
}

namespace {

LocalDateTime plus_seconds(LocalDateTime value, std::int64_t seconds, std::int64_t nanoseconds) {
  const std::int64_t sum = value.nanosecond + nanoseconds;
  return checked(add(add(value.second, seconds), floor_div(sum, kNanosPerSecond)), floor_mod(sum, kNanosPerSecond));
}

LocalDateTime plus_calendar(LocalDateTime value, const Duration& span) {
  const Date moved = checked(add(plus_months(value.date(), span.months).day, span.days));
  return make_local(moved, value.time());
}

}  // namespace

LocalDateTime plus(LocalDateTime value, const Duration& span) {
  return plus_seconds(plus_calendar(value, span), span.seconds, span.nanosecond);
}

DateTime plus(const DateTime& value, const Duration& span) {
  DateTime moved = value;
  if (span.months != 0 || span.days != 0) moved = at_local(plus_calendar(value.local(), span), zone_of(value));
  const std::int64_t sum = std::int64_t{moved.nanosecond} + span.nanosecond;
  const std::int64_t second = add(add(moved.epoch_second, span.seconds), floor_div(sum, kNanosPerSecond));
  checked(second, 0);
  return at_instant(second, static_cast<std::int32_t>(floor_mod(sum, kNanosPerSecond)), zone_of(value));
}

}  // namespace polgraph
