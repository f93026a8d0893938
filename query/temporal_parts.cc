// Reading: d.year, d.offset, d.minutesOfHour.
#include "query/temporal_parts.h"

#include <algorithm>
#include <string>
#include <vector>

#include "graph/error.h"
#include "graph/text/temporal.h"

namespace polgraph {

namespace {

// An instant taken apart; what its kind does not have is absent.
struct Anatomy {
  std::optional<Date> date;
  std::optional<LocalTime> time;
  std::optional<Zone> zone;
  const DateTime* full = nullptr;
};

Anatomy anatomy(const Value& value) {
  switch (value.kind()) {
    case ValueKind::Date: return {value.as_date(), {}, {}, nullptr};
    case ValueKind::LocalTime: return {{}, value.as_local_time(), {}, nullptr};
    case ValueKind::Time: return {{}, value.as_time().local, Zone{value.as_time().offset_s, {}}, nullptr};
    case ValueKind::LocalDateTime:
      return {value.as_local_date_time().date(), value.as_local_date_time().time(), {}, nullptr};
    default: {
      const DateTime& full = value.as_date_time();
      return {full.local().date(), full.local().time(), zone_of(full), &full};
    }
  }
}

using Number = std::int64_t;

struct DatePart {
  std::string_view name;
  Number (*of)(Date);
};
constexpr DatePart kDateParts[] = {
    {"year", [](Date d) -> Number { return civil(d).year; }},
    {"quarter", [](Date d) -> Number { return (civil(d).month + 2) / 3; }},
    {"month", [](Date d) -> Number { return civil(d).month; }},
    {"week", [](Date d) -> Number { return week(d).week; }},
    {"weekYear", [](Date d) -> Number { return week(d).year; }},
    {"day", [](Date d) -> Number { return civil(d).day; }},
    {"ordinalDay", [](Date d) -> Number { return day_of_year(d); }},
    {"dayOfWeek", [](Date d) -> Number { return week(d).day; }},
    {"weekDay", [](Date d) -> Number { return week(d).day; }},
    {"dayOfQuarter", [](Date d) -> Number { return day_of_quarter(d); }},
    {"quarterDay", [](Date d) -> Number { return day_of_quarter(d); }},
};

struct TimePart {
  std::string_view name;
  Number (*of)(Number nanosecond);  // of the day
};
constexpr TimePart kTimeParts[] = {
    {"hour", [](Number ns) { return ns / (3600 * kNanosPerSecond); }},
    {"minute", [](Number ns) { return ns / (60 * kNanosPerSecond) % 60; }},
    {"second", [](Number ns) { return ns / kNanosPerSecond % 60; }},
    {"millisecond", [](Number ns) { return ns % kNanosPerSecond / 1000000; }},
    {"microsecond", [](Number ns) { return ns % kNanosPerSecond / 1000; }},
    {"nanosecond", [](Number ns) { return ns % kNanosPerSecond; }},
};

constexpr std::string_view kZoneParts[] = {"timezone", "offset", "offsetMinutes", "offsetSeconds"};
constexpr std::string_view kEpochParts[] = {"epochSeconds", "epochMillis"};

[[noreturn]] void out_of_range(std::string_view name) {
  throw Error(Kind::Arithmetic, "TemporalOverflow", "`" + std::string(name) + "` does not fit 64 bits");
}

Number scaled(std::string_view name, Number count, Number factor, Number rest) {
  Number product = 0;
  if (__builtin_mul_overflow(count, factor, &product) || __builtin_add_overflow(product, rest, &product)) {
    out_of_range(name);
  }
  return product;
}

std::optional<Value> zone_part(const Zone& zone, std::string_view name) {
  const std::int32_t offset = zone.offset_s.value_or(0);
  if (name == "timezone") return Value::string(zone.name.empty() ? offset_text(offset) : zone.name);
  if (name == "offset") return Value::string(offset_text(offset));
  if (name == "offsetMinutes") return Value::integer(offset / 60);
  if (name == "offsetSeconds") return Value::integer(offset);
  return std::nullopt;
}

std::optional<Value> instant_part(const Anatomy& parts, std::string_view name) {
  if (parts.date) {
    for (const DatePart& part : kDateParts) {
      if (part.name == name) return Value::integer(part.of(*parts.date));
    }
  }
  if (parts.time) {
    for (const TimePart& part : kTimeParts) {
      if (part.name == name) return Value::integer(part.of(parts.time->nanosecond));
    }
  }
  if (parts.zone) {
    if (auto value = zone_part(*parts.zone, name)) return value;
  }
  if (parts.full == nullptr) return std::nullopt;
  if (name == "epochSeconds") return Value::integer(parts.full->epoch_second);
  if (name == "epochMillis") {
    return Value::integer(scaled(name, parts.full->epoch_second, 1000, parts.full->nanosecond / 1000000));
  }
  return std::nullopt;
}

struct SpanPart {
  std::string_view name;
  Number (*of)(const Duration&);
};
constexpr SpanPart kSpanParts[] = {
    {"years", [](const Duration& d) { return d.months / 12; }},
    {"quarters", [](const Duration& d) { return d.months / 3; }},
    {"months", [](const Duration& d) { return d.months; }},
    {"weeks", [](const Duration& d) { return d.days / 7; }},
    {"days", [](const Duration& d) { return d.days; }},
    {"hours", [](const Duration& d) { return d.seconds / 3600; }},
    {"minutes", [](const Duration& d) { return d.seconds / 60; }},
    {"seconds", [](const Duration& d) { return d.seconds; }},
    {"milliseconds", [](const Duration& d) { return scaled("milliseconds", d.seconds, 1000, d.nanosecond / 1000000); }},
    {"microseconds", [](const Duration& d) { return scaled("microseconds", d.seconds, 1000000, d.nanosecond / 1000); }},
    {"nanoseconds", [](const Duration& d) { return scaled("nanoseconds", d.seconds, kNanosPerSecond, d.nanosecond); }},
    {"quartersOfYear", [](const Duration& d) { return d.months / 3 % 4; }},
    {"monthsOfQuarter", [](const Duration& d) { return d.months % 3; }},
    {"monthsOfYear", [](const Duration& d) { return d.months % 12; }},
    {"daysOfWeek", [](const Duration& d) { return d.days % 7; }},
    {"minutesOfHour", [](const Duration& d) { return d.seconds / 60 % 60; }},
    {"secondsOfMinute", [](const Duration& d) { return d.seconds % 60; }},
    {"millisecondsOfSecond", [](const Duration& d) -> Number { return d.nanosecond / 1000000; }},
    {"microsecondsOfSecond", [](const Duration& d) -> Number { return d.nanosecond / 1000; }},
    {"nanosecondsOfSecond", [](const Duration& d) -> Number { return d.nanosecond; }},
};

template <class Parts>
void append_names(std::vector<std::string>& names, const Parts& parts) {
  for (const auto& part : parts) {
    if constexpr (std::is_same_v<std::decay_t<decltype(part)>, std::string_view>) {
      names.emplace_back(part);
    } else {
      names.emplace_back(part.name);
    }
  }
}

std::vector<std::string> part_names(const Value& value) {
  std::vector<std::string> names;
  if (value.is_duration()) {
    append_names(names, kSpanParts);
    return names;
  }
  const Anatomy parts = anatomy(value);
  if (parts.date) append_names(names, kDateParts);
  if (parts.time) append_names(names, kTimeParts);
  if (parts.zone) append_names(names, kZoneParts);
  if (parts.full != nullptr) append_names(names, kEpochParts);
  return names;
}

[[noreturn]] void no_part(const Value& value, std::string_view name) {
  const std::vector<std::string> names = part_names(value);
  std::string list;
  for (const std::string& known : names) list += (list.empty() ? "" : ", ") + known;
  Error error(Kind::Argument, "InvalidArgumentValue",
              "a " + std::string(kind_name(value.kind())) + " has no part `" + std::string(name) + "`");
  const auto near = nearest(name, names);
  throw error.hint(near ? "did you mean `" + *near + "`?" : "it has " + list);
}

}  // namespace

bool is_temporal_part(std::string_view name) {
  const auto among = [&](const auto& parts) {
    return std::any_of(std::begin(parts), std::end(parts), [&](const auto& part) { return part.name == name; });
  };
  return among(kDateParts) || among(kTimeParts) || among(kSpanParts) ||
         std::find(std::begin(kZoneParts), std::end(kZoneParts), name) != std::end(kZoneParts) ||
         std::find(std::begin(kEpochParts), std::end(kEpochParts), name) != std::end(kEpochParts);
}

Value temporal_part(const Value& value, std::string_view name) {
  if (value.is_duration()) {
    for (const SpanPart& part : kSpanParts) {
      if (part.name == name) return Value::integer(part.of(value.as_duration()));
    }
    no_part(value, name);
  }
  if (auto part = instant_part(anatomy(value), name)) return *part;
  no_part(value, name);
}

}  // namespace polgraph
