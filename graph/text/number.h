// Numbers to text and back: exact, whatever the locale.
//
//   Thread  pure functions
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace polgraph {

std::string to_text(std::int64_t number);
// The shortest decimal that reads back as the same double, in Cypher's spelling: "1.0", "0.1", "1.0E10", "1.0E-5",
// "-0.0", "NaN", "Infinity", "-Infinity". Plain digits from 10^-3 to below 10^7.
std::string to_text(double number);
// As JSON spells it: as above with a small e ("1e+10" never occurs). Not for NaN and infinities.
std::string to_json_text(double number);

// The whole of `text`, in decimal, an optional sign in front; nothing if it is something else or does not fit.
// No blanks, no separators.
std::optional<std::int64_t> parse_integer(std::string_view text);
// As above, with fraction and exponent ("1", "1.5", ".5", "5.", "1e3", "-1E-3"); no "inf", "nan", hexadecimal. A value
// beyond the range of double is nothing; one too small for it is 0.
std::optional<double> parse_float(std::string_view text);

// 1234567 -> "1,234,567": for people, never for machine formats.
std::string with_separators(std::int64_t number);

}  // namespace polgraph
