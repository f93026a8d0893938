// UTF-8 by code points: valid or not, how many, how wide on a terminal, safe to show.
//
//   if (auto fault = first_invalid_utf8(bytes)) refuse(*fault);
//   std::string label = cut_code_points(name, 200);
//
//   Units   offsets are bytes from 0; counts are code points; widths are terminal columns
//   Thread  pure functions
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace polgraph {

// Byte offset of the first byte that begins no valid sequence (overlong forms, surrogates and values beyond U+10FFFF
// are faults, a sequence cut off by the end too), or nothing. Cost: linear, 8 bytes at a time over ASCII.
std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);

// The code point at `offset`, which moves behind it. An invalid byte reads as U+FFFD and moves one byte.
// `valid`, if asked for, tells the two apart.
char32_t decode_utf8(std::string_view text, std::size_t& offset, bool* valid = nullptr);
void append_utf8(std::string& out, char32_t code_point);

std::size_t count_code_points(std::string_view text);
// The byte offset of code point `index`, at most text.size().
std::size_t code_point_offset(std::string_view text, std::size_t index);
// At most `limit` code points of `text`; where something was cut the last one is U+2026 (an ellipsis).
std::string cut_code_points(std::string_view text, std::size_t limit);

// Columns on a terminal: East Asian wide letters take two, combining marks none. Text must be printable() already.
std::size_t display_width(std::string_view text);
int display_width(char32_t code_point);
// At most `width` columns of `text`, an ellipsis at the end where something was cut.
std::string cut_width(std::string_view text, std::size_t width);

// Safe and unambiguous on a terminal: C0, C1, DEL, bidirectional controls, line separators, invisible tag letters and
// bytes that are no UTF-8 come out as \n \r \t \x1b \u202e; everything else as it is.
std::string printable(std::string_view text);

}  // namespace polgraph
