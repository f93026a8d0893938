// A position in a text that a person wrote: a query, a CSV row, a JSON document.
//
//   Units   line and column count from 1, column in code points; byte_offset from 0
//   Thread  plain data
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace polgraph {

struct Place {
  std::string file;  // empty: the query text itself
  std::int64_t line = 0;
  std::int64_t column = 0;
  std::int64_t byte_offset = 0;
};

// The place of `byte_offset` in `text`. Cost: linear in the offset.
Place place_at(std::string_view text, std::size_t byte_offset, std::string file = {});

// `file:line:column`, or `line L, column C` where there is no file.
std::string to_string(const Place& place);

// The line of `text` that holds `place` and under it a caret, two lines, each ended by '\n'. Long lines are
// cut around the caret (at most 120 code points), control characters are shown escaped.
std::string caret_lines(std::string_view text, const Place& place);

}  // namespace polgraph
