// Temporal Values to ISO 8601 text and back, whatever their kind: for result formats, loaders and messages.
//
//   temporal_text(value);                                            // "1984-10-11T12:31:14+01:00"
//   parse_temporal(ValueKind::Date, "1984-10-11");                   // the Value; nothing if the text is none
//
//   Thread  pure functions
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "graph/value.h"

namespace polgraph {

// Of a Value with is_temporal().
std::string temporal_text(const Value& value);

//   Shape   a Value of that temporal kind, or nothing where the text is no such value
//   Throws  Error Argument InvalidArgumentValue: DateTime with an unknown zone, or an offset its zone did not have;
//           Error Arithmetic TemporalOverflow: Duration beyond 64 bits
std::optional<Value> parse_temporal(ValueKind kind, std::string_view text);

// Date, LocalTime, Time, LocalDateTime, DateTime: a Value with is_instant(), as the variant that between() takes.
Instant as_instant(const Value& value);
Value instant_value(const Instant& instant);

}  // namespace polgraph
