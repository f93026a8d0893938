// Parts of temporal values by their names in Cypher: read from a value, put together from a map, cut off below a unit.
//
//   temporal_part(value, "dayOfWeek");                                   // d.dayOfWeek
//   temporal_from_map(ValueKind::Date, {{year: 1984}, {month: 10}}, now);
//   truncate_temporal(ValueKind::Date, "month", value, {}, now);
//
//   Thread  pure functions
//   Throws  Error Argument "InvalidArgumentValue" (no such part, unit, day; parts that contradict each other or leave
//           a gap), Error Type "InvalidArgumentType" (a part of the wrong kind), Error Arithmetic "TemporalOverflow"
//   Source  openCypher CIP2015-08-06
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "graph/value.h"

namespace polgraph {

using Clock = std::function<DateTime()>;  // asked only where the answer depends on it

// The component `name` of an instant or a duration. Throws Error Argument if its kind has none.
Value temporal_part(const Value& value, std::string_view name);
bool is_temporal_part(std::string_view name);  // of any of the six kinds

// `kind` is one of the five instants. `now` is what a map without any date or time stands for, in the map's zone.
Value temporal_from_map(ValueKind kind, const ValueMap& map, const Clock& now);
Value duration_from_map(const ValueMap& map);

// The instant `value` as one of `kind`: its date, its time, both. A zone that it lacks is Z.
Value temporal_from_instant(ValueKind kind, const Value& value);

// The moment `now` as one of `kind`, seen from `zone`.
Value temporal_now(ValueKind kind, const DateTime& now, const Zone& zone);

// `value` as one of `kind`, all below `unit` put to its first value, then the parts in `map` put in.
Value truncate_temporal(ValueKind kind, std::string_view unit, const Value& value, const ValueMap& map,
                        const Clock& now);

}  // namespace polgraph
