// Durations: their arithmetic, and the spans between two instants.
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "graph/error.h"
#include "graph/temporal.h"

namespace polgraph {

namespace {

__extension__ typedef __int128 Wide;

constexpr Wide kOne = static_cast<Wide>(1000000000000000000);  // 10^18: fractions are counted in units of 10^-18
constexpr int kPlaces = 18;

[[noreturn]] void overflow() {
  throw Error(Kind::Arithmetic, "TemporalOverflow", "the duration has more months, days or seconds than 64 bits hold");
}

Wide add(Wide a, Wide b) {
  Wide sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) overflow();
  return sum;
}

Wide multiply(Wide a, Wide b) {
  Wide product = 0;
  if (__builtin_mul_overflow(a, b, &product)) overflow();
  return product;
}

std::int64_t narrow(Wide value) {
  if (value < std::numeric_limits<std::int64_t>::min() || value > std::numeric_limits<std::int64_t>::max()) overflow();
  return static_cast<std::int64_t>(value);
}

struct Decimal {  // mantissa * 10^exponent
  std::int64_t mantissa = 0;
  int exponent = 0;
};

// The shortest decimal that reads back as the same double: what the user wrote, 0.1 and not 0.1000000000000000055.
Decimal decimal(double value) {
  if (!std::isfinite(value)) {
    throw Error(Kind::Argument, "InvalidArgumentValue", "a duration takes finite numbers, got NaN or infinity");
  }
  char text[40];
  const char* const end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr;
  Decimal result;
  const char* at = text;
  const bool negative = *at == '-';
  bool fraction = false;
  for (at += negative ? 1 : 0; *at != 'e'; ++at) {
    if (*at == '.') {
      fraction = true;
    } else {
      result.mantissa = result.mantissa * 10 + (*at - '0');
      if (fraction) --result.exponent;
    }
  }
  int exponent = 0;
  std::from_chars(at + (at[1] == '+' ? 2 : 1), end, exponent);
  result.exponent += exponent;
  if (negative) result.mantissa = -result.mantissa;
  return result;
}

// value * 10^exponent in units of 10^-18, towards zero.
Wide scaled(Wide value, int exponent) {
  int shift = exponent + kPlaces;
  for (; shift > 0 && value != 0; --shift) value = multiply(value, 10);
  for (; shift < 0 && value != 0; ++shift) value /= 10;
  return value;
}

// value / (divisor * 10^exponent) in units of 10^-18, towards zero: long division, digit by digit, so that nothing
// between overflows.
Wide divided(std::int64_t value, Decimal divisor, int exponent) {
  Wide quotient = static_cast<Wide>(value) / divisor.mantissa;
  Wide rest = static_cast<Wide>(value) % divisor.mantissa;
  int shift = kPlaces - divisor.exponent + exponent;
  for (; shift > 0 && (quotient != 0 || rest != 0); --shift) {
    quotient = add(multiply(quotient, 10), rest * 10 / divisor.mantissa);
    rest = rest * 10 % divisor.mantissa;
  }
  for (; shift < 0 && quotient != 0; ++shift) quotient /= 10;
  return quotient;
}

// Parts in units of 10^-18: the fraction of a month goes to the days, that of a day to the seconds.
Duration spread(Wide months, Wide days, Wide seconds) {
  constexpr Wide kMicroDaysPerMonth = 30436875;  // 30.436875 days
  days = add(days, months % kOne * kMicroDaysPerMonth / 1000000);
  seconds = add(seconds, days % kOne * kSecondsPerDay);
  const Wide nanoseconds = seconds / (kOne / kNanosPerSecond);
  Wide whole = nanoseconds / kNanosPerSecond;
  Wide rest = nanoseconds % kNanosPerSecond;
  if (rest < 0) {
    rest += kNanosPerSecond;
    --whole;
  }
  return {narrow(months / kOne), narrow(days / kOne), narrow(whole), static_cast<std::int32_t>(rest)};
}

Duration times(const Duration& value, Decimal factor) {
  const auto part = [&](std::int64_t count, int exponent) {
    return scaled(static_cast<Wide>(count) * factor.mantissa, factor.exponent + exponent);
  };
  return spread(part(value.months, 0), part(value.days, 0), add(part(value.seconds, 0), part(value.nanosecond, -9)));
}

Duration divide(const Duration& value, Decimal divisor) {
  if (divisor.mantissa == 0) throw Error(Kind::Arithmetic, "DivideByZero", "a duration was divided by zero");
  return spread(divided(value.months, divisor, 0), divided(value.days, divisor, 0),
                add(divided(value.seconds, divisor, 0), divided(value.nanosecond, divisor, -9)));
}

}  // namespace

std::strong_ordering Duration::operator<=>(const Duration& other) const {
  const auto length = [](const Duration& value) {
    return static_cast<Wide>(value.months) * kSecondsPerMonth + static_cast<Wide>(value.days) * kSecondsPerDay +
           value.seconds;
  };
  const Wide here = length(*this), there = length(other);
  if (here != there) return here < there ? std::strong_ordering::less : std::strong_ordering::greater;
  if (nanosecond != other.nanosecond) return nanosecond <=> other.nanosecond;
  if (months != other.months) return months <=> other.months;
  return days <=> other.days;
}

Duration make_duration(std::int64_t months, std::int64_t days, std::int64_t seconds, std::int64_t nanoseconds) {
  std::int64_t carry = nanoseconds / kNanosPerSecond;
  std::int64_t rest = nanoseconds % kNanosPerSecond;
  if (rest < 0) {
    rest += kNanosPerSecond;
    --carry;
  }
  return {months, days, narrow(static_cast<Wide>(seconds) + carry), static_cast<std::int32_t>(rest)};
}

Duration negate(const Duration& value) {
  const auto minus = [](std::int64_t part) { return narrow(-static_cast<Wide>(part)); };
  const std::int32_t rest = value.nanosecond == 0 ? 0 : static_cast<std::int32_t>(kNanosPerSecond) - value.nanosecond;
  const Wide seconds = -static_cast<Wide>(value.seconds) - (value.nanosecond == 0 ? 0 : 1);
  return {minus(value.months), minus(value.days), narrow(seconds), rest};
}

Duration plus(const Duration& a, const Duration& b) {
  const auto sum = [](std::int64_t x, std::int64_t y) { return narrow(static_cast<Wide>(x) + y); };
  return make_duration(sum(a.months, b.months), sum(a.days, b.days), sum(a.seconds, b.seconds),
                       std::int64_t{a.nanosecond} + b.nanosecond);
}

Duration times(const Duration& value, std::int64_t factor) {
  return times(value, Decimal{factor, 0});
}
Duration times(const Duration& value, double factor) {
  return times(value, decimal(factor));
}
Duration divide(const Duration& value, std::int64_t divisor) {
  return divide(value, Decimal{divisor, 0});
}
Duration divide(const Duration& value, double divisor) {
  return divide(value, decimal(divisor));
}

// --- building

void DurationBuilder::add(Part part, std::int64_t value) {
  add_scaled(part, scaled(value, 0));
}

void DurationBuilder::add(Part part, double value) {
  const Decimal number = decimal(value);
  add_scaled(part, scaled(number.mantissa, number.exponent));
}

void DurationBuilder::add_decimal(Part part, std::string_view digits) {
  const bool negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.remove_prefix(1);
  Wide value = 0;
  int places = -1;  // none yet seen
  for (const char c : digits) {
    if (c == '.' || c == ',') {
      places = 0;
    } else if (places < kPlaces) {
      value = polgraph::add(multiply(value, 10), c - '0');
      if (places >= 0) ++places;
    }
  }
  add_scaled(part, scaled(negative ? -value : value, places < 0 ? 0 : -places));
}

void DurationBuilder::add_scaled(Part part, Scaled value) {
  const auto grow = [&](Wide& sum, std::int64_t factor) { sum = polgraph::add(sum, multiply(value, factor)); };
  switch (part) {
    case Part::Years: return grow(months_, 12);
    case Part::Quarters: return grow(months_, 3);
    case Part::Months: return grow(months_, 1);
    case Part::Weeks: return grow(days_, 7);
    case Part::Days: return grow(days_, 1);
    case Part::Hours: return grow(seconds_, 3600);
    case Part::Minutes: return grow(seconds_, 60);
    case Part::Seconds: return grow(seconds_, 1);
    case Part::Millis: value /= 1000; return grow(seconds_, 1);
    case Part::Micros: value /= 1000000; return grow(seconds_, 1);
    case Part::Nanos: value /= kNanosPerSecond; return grow(seconds_, 1);
  }
}

Duration DurationBuilder::build() const {
  return spread(months_, days_, seconds_);
}

// --- spans

namespace {

// An instant with what it lacks borrowed from the other one: a date begins at midnight, a time is of the other's day,
// a value without a zone is in the other's.
struct Point {
  LocalDateTime local;
  std::optional<Zone> zone;
  bool dated = true;
};

Point point_of(const Instant& value) {
  if (const auto* date = std::get_if<Date>(&value)) return {make_local(*date, LocalTime{}), {}, true};
  if (const auto* time = std::get_if<LocalTime>(&value)) return {make_local(Date{}, *time), {}, false};
  if (const auto* time = std::get_if<Time>(&value)) {
    return {make_local(Date{}, time->local), Zone{time->offset_s, {}}, false};
  }
  if (const auto* local = std::get_if<LocalDateTime>(&value)) return {*local, {}, true};
  const auto& full = std::get<DateTime>(value);
  return {full.local(), zone_of(full), true};
}

void complete(Point& a, const Point& b) {
  if (!a.dated && b.dated) a.local = make_local(b.local.date(), a.local.time());
  if (!a.zone) a.zone = b.zone;
}

// Seen from one zone; both are without a zone, or both have one.
struct Pair {
  DateTime from, to;
  bool dated = true;  // both had a date of their own
};

Pair pair_of(const Instant& from, const Instant& to) {
  Point a = point_of(from), b = point_of(to);
  const bool dated = a.dated && b.dated;
  const Point first = a;
  complete(a, b);
  complete(b, first);
  const Zone none;
  const DateTime begin = at_local(a.local, a.zone.value_or(none));
  const DateTime end = at_local(b.local, b.zone.value_or(none));
  return {begin, at_instant(end.epoch_second, end.nanosecond, zone_of(begin)), dated};
}

// Whole days from one to the other by the calendar, towards zero.
std::int64_t days_between(const LocalDateTime& from, const LocalDateTime& to) {
  std::int64_t days = to.date().day - from.date().day;
  if (days > 0 && to.time() < from.time()) --days;
  if (days < 0 && to.time() > from.time()) ++days;
  return days;
}

std::int64_t months_between(const LocalDateTime& from, const LocalDateTime& to) {
  const Date end{from.date().day + days_between(from, to)};
  const auto packed = [](const Civil& parts) { return (parts.year * 12 + parts.month - 1) * 32 + parts.day; };
  return (packed(civil(end)) - packed(civil(from.date()))) / 32;
}

Duration seconds_between(const DateTime& from, const DateTime& to, std::int64_t months, std::int64_t days) {
  return make_duration(months, days, to.epoch_second - from.epoch_second,
                       std::int64_t{to.nanosecond} - from.nanosecond);
}

}  // namespace

Duration between(const Instant& from, const Instant& to) {
  auto [begin, end, dated] = pair_of(from, to);
  std::int64_t months = 0, days = 0;
  if (dated) {
    months = months_between(begin.local(), end.local());
    begin = plus(begin, Duration{.months = months});
    days = days_between(begin.local(), end.local());
    begin = plus(begin, Duration{.days = days});
  }
  return seconds_between(begin, end, months, days);
}

Duration between(const Instant& from, const Instant& to, Unit unit) {
  const auto [begin, end, dated] = pair_of(from, to);
  switch (unit) {
    case Unit::Month: return {.months = dated ? months_between(begin.local(), end.local()) : 0};
    case Unit::Day: return {.days = dated ? days_between(begin.local(), end.local()) : 0};
    case Unit::Second: break;
  }
  return seconds_between(begin, end, 0, 0);
}

}  // namespace polgraph
