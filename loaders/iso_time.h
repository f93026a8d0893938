// ISO 8601 texts: is it one, and other spellings turned into one. Dates exist in the proleptic Gregorian calendar.
// Private to loaders/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace polgraph {

bool is_iso_date(std::string_view text);      // 2021, 2021-04 or 2021-04-01
bool is_iso_time(std::string_view text);      // 09:30, 09:30:00, 09:30:00.123, each with Z or +09:00 or neither
bool is_iso_datetime(std::string_view text);  // date T time
bool is_iso_duration(std::string_view text);  // P1Y2M3DT4H5M6S, P4W

// Reads `text` by a strptime pattern of %Y %y %m %d %H %M %S %b %B (English) and plain letters; nothing if it
// does not match or the date does not exist. The answer holds what the pattern gives: date, time or both.
std::optional<std::string> iso_from_pattern(std::string_view text, std::string_view pattern);
// Whether every directive of the pattern is known.
bool is_known_pattern(std::string_view pattern);

}  // namespace polgraph
