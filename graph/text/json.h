// Value to JSON text and back. Objects become maps, arrays lists; integers stay integers.
//
//   Value package = parse_json(input.read_all(), input.name());
//   std::string text = to_json(value);
//
//   Throws  parse_json: Error Input "InvalidJson" with the place of the fault: no JSON, a key twice in one object, an
//           integer beyond 64 bits (it would lose digits), bytes that are no UTF-8; Error Limit "NestingTooDeep" beyond
//           1,000 levels
//           to_json: Error Internal for kinds that JSON text cannot spell alone (node, relationship, path)
//   Thread  pure functions
#pragma once

#include <string>
#include <string_view>

#include "graph/value.h"

namespace polgraph {

Value parse_json(std::string_view text, const std::string& file = {});
// As above, but every value that is no list and no map is the string that stands in the text: 1.50, 1e3, true, null, and
// integers of any length.
Value parse_json_as_spelled(std::string_view text, const std::string& file = {});

// Compact, one line. Floats in the shortest spelling that reads back, with a point ("1.0"); NaN and the infinities,
// which JSON has not, as the strings "NaN", "Infinity", "-Infinity"; temporal values as their ISO 8601 text.
std::string to_json(const Value& value);
void append_json(std::string& out, const Value& value);
// A string with quotes: ", \ and control characters escaped, the rest as it is; bytes that are no UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);

}  // namespace polgraph
