// Making: date({year: 1984, week: 10}), datetime({date: d, time: t, day: 28}), duration({days: 1.5}).
#include <algorithm>
#include <string>
#include <vector>

#include "graph/error.h"
#include "query/temporal_map.h"
#include "query/temporal_parts.h"

namespace polgraph {

using namespace temporal_map;

namespace {

const Zone kUtc;

Value build_zoned_time(const Parts& parts, const Selection& selected, const Clock& now) {
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
    return Value::date_time(at_instant(instant->epoch_second, instant->nanosecond, wanted.value_or(kUtc)));
  }
  const DateTime there = at_local(build_local(parts, selected), selected.zone.value_or(kUtc));
  if (!wanted) return Value::date_time(there);
  if (selected.zone) return Value::date_time(at_instant(there.epoch_second, there.nanosecond, *wanted));
  return Value::date_time(at_local(there.local(), *wanted));
}

}  // namespace

Value temporal_now(ValueKind kind, const DateTime& now, const Zone& zone) {
  return temporal_from_instant(kind, Value::date_time(at_instant(now.epoch_second, now.nanosecond, zone)));
}

Value temporal_from_map(ValueKind kind, const ValueMap& map, const Clock& now) {
  const Parts parts(kind, map);
  if (map.empty()) bad_value("a " + std::string(kind_name(kind)) + " is made of at least one part, the map is empty");
  const auto names_moment = [](Part part) { return part != Part::Timezone; };
  if (!parts.any(names_moment) && parts.has(Part::Timezone)) return temporal_now(kind, now(), *parts.zone());
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
    case ValueKind::Time: return Value::time({*from.time, from.zone.value_or(kUtc).offset_s.value_or(0)});
    case ValueKind::LocalDateTime: return Value::local_date_time(make_local(*from.date, *from.time));
    default:
      if (value.kind() == ValueKind::DateTime) return value;
      return Value::date_time(at_local(make_local(*from.date, *from.time), kUtc));
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

}  // namespace polgraph
