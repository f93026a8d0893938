// Private to temporal_build.cc and temporal_truncate.cc: the map that date({...}) takes, by its parts, and dates and
// times put together from them.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "graph/value.h"

namespace polgraph::temporal_map {

[[noreturn]] void bad_value(const std::string& what);  // Throws Error Argument "InvalidArgumentValue"
[[noreturn]] void lacks(const Value& value, std::string_view what);
std::string ticked(std::string_view name);

bool has_date(ValueKind kind);
bool has_time(ValueKind kind);
bool has_zone(ValueKind kind);

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
inline constexpr std::size_t kPartCount = 20;
bool is_date_part(Part part);
bool is_time_part(Part part);

// The map by parts. A null in it is as if it were not there. Throws Error Argument for a name that `kind` does not
// have.
class Parts {
 public:
  Parts(ValueKind kind, const ValueMap& map);

  bool has(Part part) const { return !at(part).is_null(); }
  bool any(bool (*which)(Part)) const;
  const Value& at(Part part) const { return values_[static_cast<std::size_t>(part)]; }
  // Throw Error Type for a part of the wrong kind.
  std::optional<std::int64_t> number(Part part) const;
  std::int64_t number(Part part, std::int64_t otherwise) const { return number(part).value_or(otherwise); }
  std::optional<Zone> zone() const;
  // Throw Error Argument.
  void require(Part part) const;
  void require(Part part, Part because) const;  // a smaller part asks for the bigger one
  void exclude(Part a, Part b) const;
  static std::string_view name(Part part);

 private:
  [[noreturn]] void wrong(Part part, const std::string& expected) const;
  [[noreturn]] void refuse(std::string_view name) const;

  ValueKind kind_;
  std::array<Value, kPartCount> values_;
};

// What another value gives; what its kind does not have is absent.
struct Selection {
  std::optional<Date> date;
  std::optional<LocalTime> time;
  std::optional<Zone> zone;
};
Selection selection_of(const Value& value);  // Throws Error Type for what is no instant
Selection select(const Parts& parts);        // {date: other}, {time: other}, {datetime: other}

// With a base what is not named is kept; a kept day that the new month does not have is its last. Without one the
// year, and the hour, are needed, and no gap may be left.
Date build_date(const Parts& parts, std::optional<Date> base);
// `kept_unit`: nanoseconds of the unit that a truncation has kept; smaller parts are added below it.
LocalTime build_time(const Parts& parts, std::optional<LocalTime> base, std::int64_t kept_unit = 0);
// Nanoseconds of the milliseconds, microseconds and nanoseconds given.
std::int64_t below_second(const Parts& parts, std::int64_t kept_unit);

// A time has no date that could tell a named zone's offset: today's holds.
std::int32_t offset_now(const Zone& zone, const std::function<DateTime()>& now);

}  // namespace polgraph::temporal_map
