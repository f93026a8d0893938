// Cutting: date.truncate('month', d, {day: 2}).
#include <algorithm>
#include <array>
#include <string>

#include "graph/error.h"
#include "query/temporal_map.h"
#include "query/temporal_parts.h"

namespace polgraph {

using namespace temporal_map;

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
                        const Clock& now) {
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
  const Zone zone = parts.zone().value_or(from.zone.value_or(Zone{}));
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
