// Making: date({year: 1984, week: 10}), datetime({date: d, time: t, day: 28}), date.truncate('month', d, {day: 2}).
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "graph/error.h"
#include "graph/text/temporal.h"
#include "query/temporal_parts.h"

namespace polgraph {

namespace {

[[noreturn]] void bad_value(const std::string& what) {
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

// --- the parts of the map

enum class Part {
  Year,
  Quarter,
  Month,
  Week,
  OrdinalDay,
  DayOfQuarter,
  DayOfWeek,
  Day,
  Hour,
  Minute,
  Second,
  Millisecond,
  Microsecond,
  Nanosecond,
  Timezone,
  Date,
  Time,
  Datetime,
  EpochSeconds,
  EpochMillis
};
constexpr std::array<std::string_view, 20> kPartNames{
    "year",     "quarter", "month",  "week",     "ordinalDay",   "dayOfQuarter", "dayOfWeek",
    "day",      "hour",    "minute", "second",   "millisecond",  "microsecond",  "nanosecond",
    "timezone", "date",    "time",   "datetime", "epochSeconds", "epochMillis"};

bool is_date_part(Part part) {
  return part <= Part::Day;
}
bool is_time_part(Part part) {
  return part >= Part::Hour && part <= Part::Nanosecond;
}

bool may_have(ValueKind kind, Part part) {
  if (is_date_part(part) || part == Part::Date) return has_date(kind);
  if (is_time_part(part) || part == Part::Time) return has_time(kind);
  if (part == Part::Timezone) return true;  // of the local kinds: whose clock is asked
  if (part == Part::Datetime) return has_date(kind) && has_time(kind);
  return kind == ValueKind::DateTime;  // epoch
}

// The map by parts. A null in it is as if it were not there.
class Parts {
 public:
  Parts(ValueKind kind, const ValueMap& map) : kind_(kind) {
    for (const auto& [name, value] : map) {
      const auto found = std::find(kPartNames.begin(), kPartNames.end(), name);
      const auto part = static_cast<Part>(found - kPartNames.begin());
      if (found == kPartNames.end() || !may_have(kind, part)) refuse(name);
      if (!value.is_null()) values_[static_cast<std::size_t>(part)] = value;
    }
  }

  ValueKind kind() const { return kind_; }
  bool has(Part part) const { return !at(part).is_null(); }
  bool any(bool (*which)(Part)) const {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (which(static_cast<Part>(i)) && !values_[i].is_null()) return true;
    }
    return false;
  }
  const Value& at(Part part) const { return values_[static_cast<std::size_t>(part)]; }
  std::optional<std::int64_t> number(Part part) const {
    const Value& value = at(part);
    if (value.is_null()) return std::nullopt;
    if (!value.is_integer()) wrong(part, "an integer");
    return value.as_integer();
  }
  std::int64_t number(Part part, std::int64_t otherwise) const { return number(part).value_or(otherwise); }
  std::optional<Zone> zone() const {
    if (!has(Part::Timezone)) return std::nullopt;
    if (!at(Part::Timezone).is_string()) wrong(Part::Timezone, "a string such as '+01:00' or 'Europe/Stockholm'");
    return make_zone(at(Part::Timezone).as_string());
  }
  // A smaller part asks for the bigger one.
  void require(Part part, Part because) const {
    if (has(part)) return;
    bad_value(ticked(name(because)) + " needs " + ticked(name(part)) + " beside it");
  }
  void require(Part part) const {
    if (!has(part)) bad_value("a " + std::string(kind_name(kind_)) + " needs " + ticked(name(part)));
  }
  void exclude(Part a, Part b) const {
    if (has(a) && has(b)) bad_value(ticked(name(a)) + " and " + ticked(name(b)) + " contradict each other");
  }
  static std::string_view name(Part part) { return kPartNames[static_cast<std::size_t>(part)]; }

 private:
  [[noreturn]] void wrong(Part part, const std::string& expected) const {
    throw Error(Kind::Type, "InvalidArgumentType",
                ticked(name(part)) + " must be " + expected + ", this is " + std::string(kind_name(at(part).kind())));
  }
  [[noreturn]] void refuse(std::string_view name) const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < kPartNames.size(); ++i) {
      if (may_have(kind_, static_cast<Part>(i))) names.emplace_back(kPartNames[i]);
    }
    Error error(Kind::Argument, "InvalidArgumentValue",
                "a " + std::string(kind_name(kind_)) + " is not made of " + ticked(name));
    if (const auto near = nearest(name, names)) error.hint("did you mean " + ticked(*near) + "?");
    throw error;
  }

  ValueKind kind_;
  std::array<Value, kPartNames.size()> values_;
};

// --- dates

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

Date build_date(const Parts& parts, std::optional<Date> base) {
  check_one_calendar(parts);
  return base ? changed_date(parts, *base) : new_date(parts);
}

// --- times

void check_small(Part part, std::int64_t value, std::int64_t most) {
  if (value >= 0 && value <= most) return;
  bad_value(std::string(Parts::name(part)) + " " + std::to_string(value) + " is outside of 0 to " +
            std::to_string(most));
}

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

// `kept_unit`: nanoseconds of the unit that a truncation has kept; what lies above it stays. 0: nothing of that kind.
LocalTime build_time(const Parts& parts, std::optional<LocalTime> base, std::int64_t kept_unit = 0) {
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
    const bool keeps = kept_unit != 0 && !parts.has(Part::Millisecond);
    nanosecond = below_second(parts, keeps ? kept_unit : 0) + (keeps ? nanosecond : 0);
  }
  return make_time(parts.number(Part::Hour, second / 3600), parts.number(Part::Minute, second / 60 % 60),
                   parts.number(Part::Second, second % 60), nanosecond);
}

// --- what is selected: {date: other}, {time: other}, {datetime: other}

struct Selection {
  std::optional<Date> date;
  std::optional<LocalTime> time;
  std::optional<Zone> zone;
};

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

[[noreturn]] void lacks(const Value& value, std::string_view what) {
  bad_value("a " + std::string(kind_name(value.kind())) + " has no " + std::string(what));
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

// --- putting together

Zone utc() {
  return {};
}

// A time has no date that could tell a named zone's offset: today's holds.
std::int32_t offset_now(const Zone& zone, const DateTime& now) {
  return at_instant(now.epoch_second, now.nanosecond, zone).offset_s;
}

Value build_zoned_time(const Parts& parts, const Selection& selected, const DateTime& now) {
  const LocalTime local = build_time(parts, selected.time);
  const std::optional<Zone> wanted = parts.zone();
  const std::int32_t kept = selected.zone ? selected.zone->offset_s.value_or(0) : 0;
  if (!wanted) return Value::time({local, kept});
  const std::int32_t offset = offset_now(*wanted, now);
  const Time time{local, offset};
  // A time that had an offset moves with the zone; one that had none is said to be there.
  return Value::time(selected.zone ? plus(time, Duration{.seconds = offset - kept}) : time);
}

// Time parts right under a month or week would leave a gap.
void check_whole_date(const Parts& parts, const Selection& selected) {
  if (selected.date || !parts.any(is_time_part) || parts.has(Part::OrdinalDay)) return;
  if (parts.has(Part::Week)) return parts.require(Part::DayOfWeek, Part::Hour);
  if (parts.has(Part::Quarter)) return parts.require(Part::DayOfQuarter, Part::Hour);
  parts.require(Part::Month, Part::Hour);
  parts.require(Part::Day, Part::Hour);
}

LocalDateTime build_local(const Parts& parts, const Selection& selected) {
  const Date date = build_date(parts, selected.date);
  if (!parts.has(Part::Hour) && !selected.time && parts.any(is_time_part)) parts.require(Part::Hour);
  check_whole_date(parts, selected);
  return make_local(date, build_time(parts, selected.time));
}

// {epochSeconds: 1, nanosecond: 2}
std::optional<DateTime> from_epoch(const Parts& parts) {
  parts.exclude(Part::EpochSeconds, Part::EpochMillis);
  const bool seconds = parts.has(Part::EpochSeconds);
  if (!seconds && !parts.has(Part::EpochMillis)) return std::nullopt;
  const Part first = seconds ? Part::EpochSeconds : Part::EpochMillis;
  for (const Part other : {Part::Date, Part::Time, Part::Datetime, Part::Hour, Part::Minute, Part::Second}) {
    parts.exclude(first, other);
  }
  if (parts.any(is_date_part)) bad_value(ticked(Parts::name(first)) + " leaves no choice of a date");
  if (!seconds) parts.exclude(first, Part::Millisecond);
  const std::int64_t count = *parts.number(first);
  const Duration since{.seconds = seconds ? count : count / 1000 - (count % 1000 < 0 ? 1 : 0)};
  const std::int64_t milli = seconds ? 0 : (count % 1000 + 1000) % 1000 * 1000000;
  const std::int64_t rest = below_second(parts, seconds ? 0 : 1000000) + milli;
  return plus(plus(DateTime{}, since), make_duration(0, 0, 0, rest));
}

Value build_date_time(const Parts& parts, const Selection& selected) {
  const std::optional<Zone> wanted = parts.zone();
  if (const auto instant = from_epoch(parts)) {
    return Value::date_time(at_instant(instant->epoch_second, instant->nanosecond, wanted.value_or(utc())));
  }
  const DateTime there = at_local(build_local(parts, selected), selected.zone.value_or(utc()));
  if (!wanted) return Value::date_time(there);
  if (selected.zone) return Value::date_time(at_instant(there.epoch_second, there.nanosecond, *wanted));
  return Value::date_time(at_local(there.local(), *wanted));
}

}  // namespace

Value temporal_now(ValueKind kind, const DateTime& now, const Zone& zone) {
  return temporal_from_instant(kind, Value::date_time(at_instant(now.epoch_second, now.nanosecond, zone)));
}

Value temporal_from_map(ValueKind kind, const ValueMap& map, const DateTime& now) {
  const Parts parts(kind, map);
  if (map.empty()) bad_value("a " + std::string(kind_name(kind)) + " is made of at least one part, the map is empty");
  const auto names_moment = [](Part part) { return part != Part::Timezone; };
  if (!parts.any(names_moment) && parts.has(Part::Timezone)) return temporal_now(kind, now, *parts.zone());
  if (!has_zone(kind) && parts.has(Part::Timezone))
    bad_value("a " + std::string(kind_name(kind)) + " has no `timezone`");
  const Selection selected = select(parts);
  switch (kind) {
    case ValueKind::Date: return Value::date(build_date(parts, selected.date));
    case ValueKind::LocalTime:
      if (!selected.time) parts.require(Part::Hour);
      return Value::local_time(build_time(parts, selected.time));
    case ValueKind::Time:
      if (!selected.time) parts.require(Part::Hour);
      return build_zoned_time(parts, selected, now);
    case ValueKind::LocalDateTime: return Value::local_date_time(build_local(parts, selected));
    default: return build_date_time(parts, selected);
  }
}

Value temporal_from_instant(ValueKind kind, const Value& value) {
  const Selection from = selection_of(value);
  if (has_date(kind) && !from.date) lacks(value, "date");
  if (has_time(kind) && !from.time) lacks(value, "time");
  switch (kind) {
    case ValueKind::Date: return Value::date(*from.date);
    case ValueKind::LocalTime: return Value::local_time(*from.time);
    case ValueKind::Time: return Value::time({*from.time, from.zone.value_or(utc()).offset_s.value_or(0)});
    case ValueKind::LocalDateTime: return Value::local_date_time(make_local(*from.date, *from.time));
    default:
      if (value.kind() == ValueKind::DateTime) return value;
      return Value::date_time(at_local(make_local(*from.date, *from.time), utc()));
  }
}

Value duration_from_map(const ValueMap& map) {
  using Piece = DurationBuilder::Part;
  static constexpr std::pair<std::string_view, Piece> kPieces[] = {
      {"years", Piece::Years},         {"quarters", Piece::Quarters}, {"months", Piece::Months},
      {"weeks", Piece::Weeks},         {"days", Piece::Days},         {"hours", Piece::Hours},
      {"minutes", Piece::Minutes},     {"seconds", Piece::Seconds},   {"milliseconds", Piece::Millis},
      {"microseconds", Piece::Micros}, {"nanoseconds", Piece::Nanos}};
  if (map.empty()) bad_value("a duration is made of at least one part, the map is empty");
  DurationBuilder builder;
  for (const auto& [name, value] : map) {
    const auto found =
        std::find_if(std::begin(kPieces), std::end(kPieces),
                     [&, wanted = std::string_view(name)](const auto& piece) { return piece.first == wanted; });
    if (found == std::end(kPieces)) {
      std::vector<std::string> names;
      for (const auto& piece : kPieces) names.emplace_back(piece.first);
      Error error(Kind::Argument, "InvalidArgumentValue", "a duration is not made of " + ticked(name));
      if (const auto near = nearest(name, names)) error.hint("did you mean " + ticked(*near) + "?");
      throw error;
    }
    if (value.is_integer()) {
      builder.add(found->second, value.as_integer());
    } else if (value.is_float()) {
      builder.add(found->second, value.as_float());
    } else if (!value.is_null()) {
      throw Error(Kind::Type, "InvalidArgumentType",
                  ticked(name) + " must be a number, this is " + std::string(kind_name(value.kind())));
    }
  }
  return Value::duration(builder.build());
}

// --- truncation

namespace {

enum class Cut {
  Millennium,
  Century,
  Decade,
  Year,
  WeekYear,
  Quarter,
  Month,
  Week,
  Day,
  Hour,
  Minute,
  Second,
  Millisecond,
  Microsecond
};
constexpr std::array<std::string_view, 14> kCutNames{"millennium", "century", "decade",      "year",       "weekYear",
                                                     "quarter",    "month",   "week",        "day",        "hour",
                                                     "minute",     "second",  "millisecond", "microsecond"};

Cut cut_of(std::string_view unit) {
  const auto same_letters = [&](std::string_view name) {
    return std::equal(name.begin(), name.end(), unit.begin(), unit.end(),
                      [](char a, char b) { return (a | 32) == (b | 32); });
  };
  const auto found = std::find_if(kCutNames.begin(), kCutNames.end(), same_letters);
  if (found != kCutNames.end()) return static_cast<Cut>(found - kCutNames.begin());
  Error error(Kind::Argument, "InvalidArgumentValue", "there is no unit '" + std::string(unit) + "' to truncate to");
  if (const auto near = nearest(unit, kCutNames)) error.hint("did you mean '" + *near + "'?");
  throw error;
}

Date first_of(Cut unit, Date date) {
  const Civil parts = civil(date);
  const auto floor_to = [&](std::int64_t years) {
    const std::int64_t rest = ((parts.year % years) + years) % years;
    return make_date(parts.year - rest, 1, 1);
  };
  switch (unit) {
    case Cut::Millennium: return floor_to(1000);
    case Cut::Century: return floor_to(100);
    case Cut::Decade: return floor_to(10);
    case Cut::Year: return floor_to(1);
    case Cut::WeekYear: return make_week_date(week(date).year, 1, 1);
    case Cut::Quarter: return make_date(parts.year, (parts.month - 1) / 3 * 3 + 1, 1);
    case Cut::Month: return make_date(parts.year, parts.month, 1);
    case Cut::Week: return Date{date.day - week(date).day + 1};
    default: return date;
  }
}

// Nanoseconds in the unit; below a day.
std::int64_t length_of(Cut unit) {
  switch (unit) {
    case Cut::Hour: return 3600 * kNanosPerSecond;
    case Cut::Minute: return 60 * kNanosPerSecond;
    case Cut::Second: return kNanosPerSecond;
    case Cut::Millisecond: return 1000000;
    case Cut::Microsecond: return 1000;
    default: return kNanosPerDay;
  }
}

void check_cut(ValueKind kind, Cut unit, const Value& value, const Selection& from) {
  const std::string name = "'" + std::string(kCutNames[static_cast<std::size_t>(unit)]) + "'";
  if (has_date(kind) && !from.date) lacks(value, "date");
  if (!has_date(kind) && !from.time) lacks(value, "time");
  if (unit > Cut::Day && (!has_time(kind) || !from.time)) {
    bad_value("a " + std::string(kind_name(from.time ? kind : value.kind())) + " cannot be truncated to " + name +
              ": it has no time of day");
  }
  if (unit < Cut::Day && !has_date(kind)) {
    bad_value("a " + std::string(kind_name(kind)) + " cannot be truncated to " + name + ": it has no date");
  }
}

}  // namespace

Value truncate_temporal(ValueKind kind, std::string_view unit_name, const Value& value, const ValueMap& map,
                        const DateTime& now) {
  const Cut unit = cut_of(unit_name);
  const Selection from = selection_of(value);
  check_cut(kind, unit, value, from);
  const Parts parts(kind, map);
  for (const Part part : {Part::Date, Part::Time, Part::Datetime, Part::EpochSeconds, Part::EpochMillis}) {
    if (parts.has(part)) bad_value("truncate() takes parts to put in, not " + ticked(Parts::name(part)));
  }
  if (!has_zone(kind) && parts.has(Part::Timezone))
    bad_value("a " + std::string(kind_name(kind)) + " has no `timezone`");
  const Date date = has_date(kind) ? build_date(parts, first_of(unit, *from.date)) : Date{};
  if (kind == ValueKind::Date) return Value::date(date);
  const std::int64_t old = from.time.value_or(LocalTime{}).nanosecond;
  const LocalTime cut{old - old % length_of(unit)};
  const LocalTime time = build_time(parts, cut, unit >= Cut::Millisecond ? length_of(unit) : 0);
  const Zone zone = parts.zone().value_or(from.zone.value_or(utc()));
  switch (kind) {
    case ValueKind::LocalTime: return Value::local_time(time);
    case ValueKind::Time: {
      const bool named = !zone.name.empty() && !zone.offset_s;
      return Value::time({time, named ? offset_now(zone, now) : zone.offset_s.value_or(0)});
    }
    case ValueKind::LocalDateTime: return Value::local_date_time(make_local(date, time));
    default: return Value::date_time(at_local(make_local(date, time), zone));
  }
}

}  // namespace polgraph
