// Temporal functions: date(), datetime.truncate(), duration.between() ...
#include "graph/text/temporal.h"

#include <string>

#include "graph/error.h"
#include "query/functions.h"
#include "query/temporal_parts.h"

namespace polgraph::functions {

namespace {

using Arguments = std::span<const Value>;
constexpr std::uint32_t kNull = StaticType::bit(ValueKind::Null);
constexpr std::uint32_t kInstants = kTemporalKinds & ~StaticType::bit(ValueKind::Duration);
constexpr std::uint32_t kSources = kStringKind | kMapKind | kInstants;
constexpr StaticType may_be(ValueKind kind) {
  return {StaticType::bit(kind) | kNull, StaticType::kAll};
}

constexpr std::string_view name_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::Date: return "date";
    case ValueKind::LocalTime: return "localtime";
    case ValueKind::Time: return "time";
    case ValueKind::LocalDateTime: return "localdatetime";
    case ValueKind::DateTime: return "datetime";
    default: return "duration";
  }
}

constexpr std::string_view example_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::Date: return "2015-07-21";
    case ValueKind::LocalTime: return "21:40:32.142";
    case ValueKind::Time: return "21:40:32.142+01:00";
    case ValueKind::LocalDateTime: return "2015-07-21T21:40:32.142";
    case ValueKind::DateTime: return "2015-07-21T21:40:32.142[Europe/London]";
    default: return "P1Y2M10DT2H30M";
  }
}

Value parsed(ValueKind kind, std::string_view text) {
  if (auto value = parse_temporal(kind, text)) return *value;
  std::string shown(text.substr(0, 60));
  throw Error(Kind::Argument, "InvalidArgumentValue", "'" + shown + "' is no " + std::string(name_of(kind)))
      .hint("write it as ISO 8601 does, such as " + std::string(example_of(kind)));
}

// date('2015-07-21'), date({year: 2015}), date(other), date()
template <ValueKind K>
Value make(Arguments a, Context& context) {
  if (a.empty()) return temporal_now(K, context.now(), Zone{});
  const Value& from = a[0];
  if (from.is_null()) return {};
  if (from.is_string()) return parsed(K, from.as_string());
  if (from.is_map()) return temporal_from_map(K, from.as_map(), [&context] { return context.now(); });
  if (from.is_instant()) return temporal_from_instant(K, from);
  wrong_argument(name_of(K), from, "a string, a map or a date or time");
}

Value make_duration_of(Arguments a, Context&) {
  const Value& from = a[0];
  if (from.is_null() || from.is_duration()) return from;
  if (from.is_string()) return parsed(ValueKind::Duration, from.as_string());
  if (from.is_map()) return duration_from_map(from.as_map());
  wrong_argument("duration", from, "a string, a map or a duration");
}

Value at_zone(ValueKind kind, const DateTime& now, Arguments a) {
  if (a.empty()) return temporal_now(kind, now, Zone{});
  if (a[0].is_null()) return {};
  if (!a[0].is_string()) wrong_argument(name_of(kind), a[0], "a time zone as a string");
  return temporal_now(kind, now, make_zone(a[0].as_string()));
}

template <ValueKind K>
Value statement_clock(Arguments a, Context& context) {
  return at_zone(K, context.now(), a);
}

template <ValueKind K>
Value real_clock(Arguments a, Context& context) {
  return at_zone(K, context.real_now(), a);
}

template <ValueKind K>
Value truncate(Arguments a, Context& context) {
  for (const Value& argument : a) {
    if (argument.is_null()) return {};
  }
  if (!a[0].is_string()) wrong_argument("truncate", a[0], "the unit as a string");
  static const ValueMap kNothing;
  if (a.size() > 2 && !a[2].is_map()) wrong_argument("truncate", a[2], "a map of parts");
  const ValueMap& parts = a.size() > 2 ? a[2].as_map() : kNothing;
  const Value value = a.size() > 1 ? a[1] : Value::date_time(context.now());
  return truncate_temporal(K, a[0].as_string(), value, parts, [&context] { return context.now(); });
}

Value from_epoch(Arguments a, Context&) {
  if (a[0].is_null() || a[1].is_null()) return {};
  if (!a[0].is_integer()) wrong_argument("datetime.fromepoch", a[0], "whole seconds");
  if (!a[1].is_integer()) wrong_argument("datetime.fromepoch", a[1], "whole nanoseconds");
  return Value::date_time(plus(DateTime{}, make_duration(0, 0, a[0].as_integer(), a[1].as_integer())));
}

Value from_epoch_millis(Arguments a, Context&) {
  if (a[0].is_null()) return {};
  if (!a[0].is_integer()) wrong_argument("datetime.fromepochmillis", a[0], "whole milliseconds");
  const std::int64_t count = a[0].as_integer();
  return Value::date_time(plus(DateTime{}, make_duration(0, 0, count / 1000, count % 1000 * 1000000)));
}

Value timestamp(Arguments, Context& context) {
  return temporal_part(Value::date_time(context.now()), "epochMillis");
}

const Value& instant(std::string_view function, const Value& value) {
  if (!value.is_instant()) wrong_argument(function, value, "a date or time");
  return value;
}

Value span_between(Arguments a, Context&) {
  if (a[0].is_null() || a[1].is_null()) return {};
  constexpr std::string_view kName = "duration.between";
  return Value::duration(between(as_instant(instant(kName, a[0])), as_instant(instant(kName, a[1]))));
}

template <Unit U>
Value span_in(Arguments a, Context&) {
  if (a[0].is_null() || a[1].is_null()) return {};
  constexpr std::string_view kName = U == Unit::Month ? "duration.inMonths"
                                     : U == Unit::Day ? "duration.inDays"
                                                      : "duration.inSeconds";
  return Value::duration(between(as_instant(instant(kName, a[0])), as_instant(instant(kName, a[1])), U));
}

constexpr StaticType kDate = may_be(ValueKind::Date), kLocalTime = may_be(ValueKind::LocalTime),
                     kTime = may_be(ValueKind::Time), kLocalDateTime = may_be(ValueKind::LocalDateTime),
                     kDateTime = may_be(ValueKind::DateTime), kDuration = may_be(ValueKind::Duration);
constexpr const char* kUnits =
    "The first moment of the millennium, century, decade, year, weekYear, quarter, month, week, day, hour, minute, "
    "second, millisecond or microsecond; the map puts parts in.";
constexpr const char* kNow = "The time at which the statement began; every call in it gives the same.";
constexpr const char* kTransaction = "The time at which the transaction began: that of its one statement.";
constexpr const char* kReal = "The time of this very call.";

constexpr Function kTemporal[] = {
    {"date", 0, 1, true, kSources, kDate, "date([string | map | date or time])",
     "A date: from ISO 8601 text, from parts, from another value; today.",
     "date('2015-W30-2') = date({year: 2015, month: 7, day: 21})", &make<ValueKind::Date>},
    {"localtime", 0, 1, true, kSources, kLocalTime, "localtime([string | map | time])", "A time of day without a zone.",
     "localtime({hour: 12, minute: 31}) = localtime('1231')", &make<ValueKind::LocalTime>},
    {"time", 0, 1, true, kSources, kTime, "time([string | map | time])",
     "A time of day with an offset; Z if none is given.",
     "toString(time({hour: 12, timezone: '+01:00'})) = '12:00+01:00'", &make<ValueKind::Time>},
    {"localdatetime", 0, 1, true, kSources, kLocalDateTime, "localdatetime([string | map | date and time])",
     "A date and time without a zone.", "toString(localdatetime('2015-202T21')) = '2015-07-21T21:00'",
     &make<ValueKind::LocalDateTime>},
    {"datetime", 0, 1, true, kSources, kDateTime, "datetime([string | map | date and time])",
     "A date and time in a zone; Z if none is given.", "datetime('2015-07-21T21:40[Europe/London]').offset = '+01:00'",
     &make<ValueKind::DateTime>},
    {"duration", 1, 1, true, kStringKind | kMapKind | StaticType::bit(ValueKind::Duration), kDuration,
     "duration(string | map)", "A span of months, days and seconds.", "duration({days: 1.5}) = duration('P1DT12H')",
     &make_duration_of},

    {"date.statement", 0, 1, true, kStringKind, kDate, "date.statement([timezone])", kNow, "date.statement() = date()",
     &statement_clock<ValueKind::Date>},
    {"date.transaction", 0, 1, true, kStringKind, kDate, "date.transaction([timezone])", kTransaction,
     "date.transaction() = date()", &statement_clock<ValueKind::Date>},
    {"date.realtime", 0, 1, false, kStringKind, kDate, "date.realtime([timezone])", kReal, "date.realtime() >= date()",
     &real_clock<ValueKind::Date>},
    {"localtime.statement", 0, 1, true, kStringKind, kLocalTime, "localtime.statement([timezone])", kNow,
     "localtime.statement() = localtime()", &statement_clock<ValueKind::LocalTime>},
    {"localtime.transaction", 0, 1, true, kStringKind, kLocalTime, "localtime.transaction([timezone])", kTransaction,
     "localtime.transaction() = localtime()", &statement_clock<ValueKind::LocalTime>},
    {"localtime.realtime", 0, 1, false, kStringKind, kLocalTime, "localtime.realtime([timezone])", kReal,
     "localtime.realtime() IS NOT NULL", &real_clock<ValueKind::LocalTime>},
    {"time.statement", 0, 1, true, kStringKind, kTime, "time.statement([timezone])", kNow, "time.statement() = time()",
     &statement_clock<ValueKind::Time>},
    {"time.transaction", 0, 1, true, kStringKind, kTime, "time.transaction([timezone])", kTransaction,
     "time.transaction() = time()", &statement_clock<ValueKind::Time>},
    {"time.realtime", 0, 1, false, kStringKind, kTime, "time.realtime([timezone])", kReal,
     "time.realtime('+01:00').offset = '+01:00'", &real_clock<ValueKind::Time>},
    {"localdatetime.statement", 0, 1, true, kStringKind, kLocalDateTime, "localdatetime.statement([timezone])", kNow,
     "localdatetime.statement() = localdatetime()", &statement_clock<ValueKind::LocalDateTime>},
    {"localdatetime.transaction", 0, 1, true, kStringKind, kLocalDateTime, "localdatetime.transaction([timezone])",
     kTransaction, "localdatetime.transaction() = localdatetime()", &statement_clock<ValueKind::LocalDateTime>},
    {"localdatetime.realtime", 0, 1, false, kStringKind, kLocalDateTime, "localdatetime.realtime([timezone])", kReal,
     "localdatetime.realtime() >= localdatetime()", &real_clock<ValueKind::LocalDateTime>},
    {"datetime.statement", 0, 1, true, kStringKind, kDateTime, "datetime.statement([timezone])", kNow,
     "datetime.statement() = datetime()", &statement_clock<ValueKind::DateTime>},
    {"datetime.transaction", 0, 1, true, kStringKind, kDateTime, "datetime.transaction([timezone])", kTransaction,
     "datetime.transaction() = datetime()", &statement_clock<ValueKind::DateTime>},
    {"datetime.realtime", 0, 1, false, kStringKind, kDateTime, "datetime.realtime([timezone])", kReal,
     "datetime.realtime() >= datetime()", &real_clock<ValueKind::DateTime>},

    {"date.truncate", 1, 3, true, kStringKind, kDate, "date.truncate(unit [, value [, map]])", kUnits,
     "date.truncate('week', date('1984-10-11')) = date('1984-10-08')", &truncate<ValueKind::Date>},
    {"localtime.truncate", 1, 3, true, kStringKind, kLocalTime, "localtime.truncate(unit [, value [, map]])", kUnits,
     "localtime.truncate('hour', localtime('12:31')) = localtime('12:00')", &truncate<ValueKind::LocalTime>},
    {"time.truncate", 1, 3, true, kStringKind, kTime, "time.truncate(unit [, value [, map]])", kUnits,
     "time.truncate('hour', time('12:31+01:00')) = time('12:00+01:00')", &truncate<ValueKind::Time>},
    {"localdatetime.truncate", 1, 3, true, kStringKind, kLocalDateTime,
     "localdatetime.truncate(unit [, value [, map]])", kUnits,
     "localdatetime.truncate('century', date('1984-10-11'), {day: 2}) = localdatetime('1900-01-02')",
     &truncate<ValueKind::LocalDateTime>},
    {"datetime.truncate", 1, 3, true, kStringKind, kDateTime, "datetime.truncate(unit [, value [, map]])", kUnits,
     "datetime.truncate('year', datetime('1984-10-11T12:31+01:00')) = datetime('1984-01-01T00:00+01:00')",
     &truncate<ValueKind::DateTime>},
    {"datetime.fromEpoch", 2, 2, true, kIntegerKind, kDateTime, "datetime.fromEpoch(seconds, nanoseconds)",
     "So long after 1970-01-01T00:00Z.", "datetime.fromEpoch(0, 1) = datetime('1970-01-01T00:00:00.000000001Z')",
     &from_epoch},
    {"datetime.fromEpochMillis", 1, 1, true, kIntegerKind, kDateTime, "datetime.fromEpochMillis(milliseconds)",
     "So many milliseconds after 1970-01-01T00:00Z.",
     "datetime.fromEpochMillis(-1) = datetime('1969-12-31T23:59:59.999Z')", &from_epoch_millis},

    {"timestamp", 0, 0, true, StaticType::kAll, may_be(ValueKind::Integer), "timestamp()",
     "Milliseconds since 1970-01-01T00:00Z when the statement began.", "timestamp() = datetime().epochMillis",
     &timestamp},

    {"duration.between", 2, 2, true, kInstants, kDuration, "duration.between(from, to)",
     "The whole months between two moments, then the whole days, then the rest.",
     "duration.between(date('1984-10-11'), date('2015-06-24')) = duration('P30Y8M13D')", &span_between},
    {"duration.inMonths", 2, 2, true, kInstants, kDuration, "duration.inMonths(from, to)",
     "The whole months between two moments.",
     "duration.inMonths(date('1984-10-11'), date('2015-06-24')) = duration('P30Y8M')", &span_in<Unit::Month>},
    {"duration.inDays", 2, 2, true, kInstants, kDuration, "duration.inDays(from, to)",
     "The whole days between two moments.", "duration.inDays(date('1984-10-11'), date('2015-06-24')).days = 11213",
     &span_in<Unit::Day>},
    {"duration.inSeconds", 2, 2, true, kInstants, kDuration, "duration.inSeconds(from, to)",
     "The seconds and nanoseconds between two moments.",
     "duration.inSeconds(localtime('12:00'), localtime('12:00:00.5')) = duration('PT0.5S')", &span_in<Unit::Second>},
};

}  // namespace

std::span<const Function> temporal() {
  return kTemporal;
}

}  // namespace polgraph::functions
