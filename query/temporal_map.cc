#include "query/temporal_map.h"

#include <algorithm>
#include <vector>

#include "graph/error.h"

namespace polgraph::temporal_map {

namespace {

constexpr std::array<std::string_view, 20> kPartNames{
    "year",     "quarter", "month",  "week",     "ordinalDay",   "dayOfQuarter", "dayOfWeek",
    "day",      "hour",    "minute", "second",   "millisecond",  "microsecond",  "nanosecond",
    "timezone", "date",    "time",   "datetime", "epochSeconds", "epochMillis"};

bool may_have(ValueKind kind, Part part) {
  if (is_date_part(part) || part == Part::Date) return has_date(kind);
  if (is_time_part(part) || part == Part::Time) return has_time(kind);
  if (part == Part::Timezone) return true;  // of the local kinds: whose clock is asked
  if (part == Part::Datetime) return has_date(kind) && has_time(kind);
  return kind == ValueKind::DateTime;  // epoch
}

}  // namespace

void bad_value(const std::string& what) {
  throw Error(Kind::Argument, "InvalidArgumentValue", what);
}

std::string ticked(std::string_view name) {
  return "`" + std::string(name) + "`";
}

bool has_date(ValueKind kind) {
  return kind == ValueKind::Date || kind == ValueKind::LocalDateTime || kind == ValueKind::DateTime;
}
bool has_time(ValueKind kind) {
  return kind != ValueKind::Date;
}
bool has_zone(ValueKind kind) {
  return kind == ValueKind::Time || kind == ValueKind::DateTime;
}

void lacks(const Value& value, std::string_view what) {
  bad_value("a " + std::string(kind_name(value.kind())) + " has no " + std::string(what));
}

bool is_date_part(Part part) {
  return part <= Part::Day;
}
bool is_time_part(Part part) {
  return part >= Part::Hour && part <= Part::Nanosecond;
}

Parts::Parts(ValueKind kind, const ValueMap& map) : kind_(kind) {
  for (const auto& [name, value] : map) {
    const auto found = std::find(kPartNames.begin(), kPartNames.end(), name);
    const auto part = static_cast<Part>(found - kPartNames.begin());
    if (found == kPartNames.end() || !may_have(kind, part)) refuse(name);
    if (!value.is_null()) values_[static_cast<std::size_t>(part)] = value;
  }
}

bool Parts::any(bool (*which)(Part)) const {
  for (std::size_t i = 0; i < values_.size(); ++i) {
    if (which(static_cast<Part>(i)) && !values_[i].is_null()) return true;
  }
  return false;
}

std::optional<std::int64_t> Parts::number(Part part) const {
  const Value& value = at(part);
  if (value.is_null()) return std::nullopt;
  if (!value.is_integer()) wrong(part, "an integer");
  return value.as_integer();
}

std::optional<Zone> Parts::zone() const {
  if (!has(Part::Timezone)) return std::nullopt;
  if (!at(Part::Timezone).is_string()) wrong(Part::Timezone, "a string such as '+01:00' or 'Europe/Stockholm'");
  return make_zone(at(Part::Timezone).as_string());
}

void Parts::require(Part part, Part because) const {
  if (has(part)) return;
  bad_value(ticked(name(because)) + " needs " + ticked(name(part)) + " beside it");
}

void Parts::require(Part part) const {
  if (!has(part)) bad_value("a " + std::string(kind_name(kind_)) + " needs " + ticked(name(part)));
}

void Parts::exclude(Part a, Part b) const {
  if (has(a) && has(b)) bad_value(ticked(name(a)) + " and " + ticked(name(b)) + " contradict each other");
}

std::string_view Parts::name(Part part) {
  return kPartNames[static_cast<std::size_t>(part)];
}

void Parts::wrong(Part part, const std::string& expected) const {
  throw Error(Kind::Type, "InvalidArgumentType",
              ticked(name(part)) + " must be " + expected + ", this is " + std::string(kind_name(at(part).kind())));
}

void Parts::refuse(std::string_view name) const {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kPartNames.size(); ++i) {
    if (may_have(kind_, static_cast<Part>(i))) names.emplace_back(kPartNames[i]);
  }
  Error error(Kind::Argument, "InvalidArgumentValue",
              "a " + std::string(kind_name(kind_)) + " is not made of " + ticked(name));
  if (const auto near = nearest(name, names)) error.hint("did you mean " + ticked(*near) + "?");
  throw error;
}

Selection selection_of(const Value& value) {
  switch (value.kind()) {
    case ValueKind::Date: return {value.as_date(), {}, {}};
    case ValueKind::LocalTime: return {{}, value.as_local_time(), {}};
    case ValueKind::Time: return {{}, value.as_time().local, Zone{value.as_time().offset_s, {}}};
    case ValueKind::LocalDateTime: return {value.as_local_date_time().date(), value.as_local_date_time().time(), {}};
    case ValueKind::DateTime: {
      const DateTime& full = value.as_date_time();
      return {full.local().date(), full.local().time(), zone_of(full)};
    }
    default:
      throw Error(Kind::Type, "InvalidArgumentType",
                  "a date or time is expected, this is " + std::string(kind_name(value.kind())));
  }
}

Selection select(const Parts& parts) {
  parts.exclude(Part::Datetime, Part::Date);
  parts.exclude(Part::Datetime, Part::Time);
  Selection result;
  const auto take = [&](Part part, bool date, bool time) {
    if (!parts.has(part)) return;
    const Selection other = selection_of(parts.at(part));
    if (date && !other.date) lacks(parts.at(part), "date");
    if (time && !other.time) lacks(parts.at(part), "time");
    if (date) result.date = other.date;
    if (time) result.time = other.time;
    if (time) result.zone = other.zone;
  };
  take(Part::Datetime, true, true);
  take(Part::Date, true, false);
  take(Part::Time, false, true);
  return result;
}

std::int32_t offset_now(const Zone& zone, const std::function<DateTime()>& now) {
  if (zone.name.empty()) return zone.offset_s.value_or(0);
  return at_instant(now().epoch_second, 0, zone).offset_s;
}

// --- dates

namespace {

void check_one_calendar(const Parts& parts) {
  constexpr Part kFirsts[] = {Part::Quarter, Part::DayOfQuarter, Part::Month,     Part::Day,
                              Part::Week,    Part::DayOfWeek,    Part::OrdinalDay};
  constexpr int kCalendars[] = {0, 0, 1, 1, 2, 2, 3};
  for (std::size_t i = 0; i < std::size(kFirsts); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (kCalendars[i] != kCalendars[j]) parts.exclude(kFirsts[j], kFirsts[i]);
    }
  }
}

// From the parts alone: the year is needed, and no gap may be left.
Date new_date(const Parts& parts) {
  parts.require(Part::Year);
  const std::int64_t year = *parts.number(Part::Year);
  if (parts.has(Part::DayOfWeek)) parts.require(Part::Week, Part::DayOfWeek);
  if (parts.has(Part::Week)) return make_week_date(year, *parts.number(Part::Week), parts.number(Part::DayOfWeek, 1));
  if (parts.has(Part::OrdinalDay)) return make_ordinal_date(year, *parts.number(Part::OrdinalDay));
  if (parts.has(Part::DayOfQuarter)) parts.require(Part::Quarter, Part::DayOfQuarter);
  if (parts.has(Part::Quarter)) {
    return make_quarter_date(year, *parts.number(Part::Quarter), parts.number(Part::DayOfQuarter, 1));
  }
  if (parts.has(Part::Day)) parts.require(Part::Month, Part::Day);
  return make_date(year, parts.number(Part::Month, 1), parts.number(Part::Day, 1));
}

// `month` of `year` with the day that `base` has, cut to the month's last.
Date in_month(std::int64_t year, std::int64_t month, Date base) {
  const Date first = make_date(year, month, 1);
  return Date{first.day + std::min(civil(base).day, days_in_month(year, static_cast<int>(month))) - 1};
}

Date week_changed(const Parts& parts, Date base) {
  const Week iso = week(base);
  const std::int64_t year = parts.number(Part::Year, iso.year);
  const std::int64_t day = parts.number(Part::DayOfWeek, iso.day);
  make_date(year, 1, 1);  // does the year exist?
  return make_week_date(year, parts.number(Part::Week, std::min(iso.week, weeks_in_year(year))), day);
}

// `base` with the parts put in, what is not named kept. A kept day that the new month does not have is its last.
Date changed_date(const Parts& parts, Date base) {
  if (parts.has(Part::Week) || (parts.has(Part::DayOfWeek) && !parts.has(Part::Year))) return week_changed(parts, base);
  Date date = base;
  if (const auto year = parts.number(Part::Year)) date = in_month(*year, civil(date).month, date);
  if (const auto quarter = parts.number(Part::Quarter)) {
    make_quarter_date(civil(date).year, *quarter, 1);  // does it exist?
    date = in_month(civil(date).year, *quarter * 3 - 2 + (civil(date).month - 1) % 3, date);
  }
  const Civil kept = civil(date);
  if (const auto month = parts.number(Part::Month)) date = in_month(kept.year, *month, date);
  if (const auto day = parts.number(Part::OrdinalDay)) return make_ordinal_date(kept.year, *day);
  if (const auto day = parts.number(Part::DayOfQuarter)) {
    return make_quarter_date(kept.year, (civil(date).month + 2) / 3, *day);
  }
  if (const auto day = parts.number(Part::DayOfWeek)) {
    const Week iso = week(date);
    return make_week_date(iso.year, iso.week, *day);
  }
  if (const auto day = parts.number(Part::Day)) return make_date(civil(date).year, civil(date).month, *day);
  return date;
}

}  // namespace

Date build_date(const Parts& parts, std::optional<Date> base) {
  check_one_calendar(parts);
  return base ? changed_date(parts, *base) : new_date(parts);
}

// --- times

namespace {

void check_small(Part part, std::int64_t value, std::int64_t most) {
  if (value >= 0 && value <= most) return;
  bad_value(std::string(Parts::name(part)) + " " + std::to_string(value) + " is outside of 0 to " +
            std::to_string(most));
}

}  // namespace

// Milliseconds, microseconds and nanoseconds add up; each counts on from the bigger ones that are given, or are kept.
std::int64_t below_second(const Parts& parts, std::int64_t kept_unit) {
  const bool milliseconds = parts.has(Part::Millisecond), microseconds = parts.has(Part::Microsecond);
  const std::int64_t above_micro = milliseconds || kept_unit == 1000000 ? 1000000 : kNanosPerSecond;
  const std::int64_t above_nano = microseconds || kept_unit == 1000 ? 1000 : above_micro;
  const std::int64_t milli = parts.number(Part::Millisecond, 0);
  const std::int64_t micro = parts.number(Part::Microsecond, 0);
  const std::int64_t nano = parts.number(Part::Nanosecond, 0);
  check_small(Part::Millisecond, milli, 999);
  check_small(Part::Microsecond, micro, above_micro / 1000 - 1);
  check_small(Part::Nanosecond, nano, above_nano - 1);
  return milli * 1000000 + micro * 1000 + nano;
}

LocalTime build_time(const Parts& parts, std::optional<LocalTime> base, std::int64_t kept_unit) {
  constexpr Part kOrder[] = {Part::Hour, Part::Minute, Part::Second};
  const bool fraction = parts.has(Part::Millisecond) || parts.has(Part::Microsecond) || parts.has(Part::Nanosecond);
  if (!base) {
    if (fraction)
      parts.require(Part::Second, parts.has(Part::Millisecond)   ? Part::Millisecond
                                  : parts.has(Part::Microsecond) ? Part::Microsecond
                                                                 : Part::Nanosecond);
    for (std::size_t i = 1; i < std::size(kOrder); ++i) {
      if (parts.has(kOrder[i])) parts.require(kOrder[i - 1], kOrder[i]);
    }
  }
  const std::int64_t old = base.value_or(LocalTime{}).nanosecond;
  const std::int64_t second = old / kNanosPerSecond;
  std::int64_t nanosecond = old % kNanosPerSecond;
  if (fraction) {
    const bool replaced = parts.has(Part::Millisecond) || (kept_unit == 1000 && parts.has(Part::Microsecond));
    const bool keeps = kept_unit != 0 && !replaced;
    nanosecond = below_second(parts, keeps ? kept_unit : 0) + (keeps ? nanosecond : 0);
  }
  return make_time(parts.number(Part::Hour, second / 3600), parts.number(Part::Minute, second / 60 % 60),
                   parts.number(Part::Second, second % 60), nanosecond);
}

}  // namespace polgraph::temporal_map
