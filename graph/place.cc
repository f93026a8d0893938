#include "graph/place.h"

#include <algorithm>

namespace polgraph {

namespace {

constexpr std::size_t kCaretWindow = 120;  // code points of a line that are shown

bool starts_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u;
}

std::string_view line_around(std::string_view text, std::size_t offset) {
  const std::size_t begin = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;  // npos + 1 is 0
  const std::size_t end = std::min(text.find_first_of("\r\n", offset), text.size());
  return text.substr(begin, end - begin);
}

}  // namespace

Place place_at(std::string_view text, std::size_t byte_offset, std::string file) {
  byte_offset = std::min(byte_offset, text.size());
  const std::string_view before = text.substr(0, byte_offset);
  const std::size_t line_begin = byte_offset == 0 ? 0 : before.rfind('\n') + 1;
  const std::string_view in_line = before.substr(line_begin);
  Place place;
  place.file = std::move(file);
  place.line = 1 + std::count(before.begin(), before.end(), '\n');
  place.column = 1 + std::count_if(in_line.begin(), in_line.end(), starts_code_point);
  place.byte_offset = static_cast<std::int64_t>(byte_offset);
  return place;
}

std::string to_string(const Place& place) {
  if (place.file.empty()) {
    return "line " + std::to_string(place.line) + ", column " + std::to_string(place.column);
  }
  std::string text = place.file;
  if (place.line > 0) text += ":" + std::to_string(place.line);
  if (place.column > 0) text += ":" + std::to_string(place.column);
  return text;
}

std::string caret_lines(std::string_view text, const Place& place) {
  const std::size_t offset = std::min(static_cast<std::size_t>(place.byte_offset), text.size());
  const std::string_view line = line_around(text, offset);
  const std::size_t in_line = offset - static_cast<std::size_t>(line.data() - text.data());

  std::string shown;
  std::string under;
  const std::size_t column = static_cast<std::size_t>(std::max<std::int64_t>(place.column, 1)) - 1;
  const std::size_t first = column > kCaretWindow / 2 ? column - kCaretWindow / 2 : 0;
  std::size_t index = 0;
  for (std::size_t i = 0; i < line.size() && index < first + kCaretWindow; ++index) {
    std::size_t next = i + 1;
    while (next < line.size() && !starts_code_point(line[next])) ++next;
    if (index >= first) {
      const auto byte = static_cast<unsigned char>(line[i]);
      const bool control = byte < 0x20 || byte == 0x7F;
      shown += control ? std::string(byte == '\t' ? " " : "?") : std::string(line.substr(i, next - i));
      // A wide letter takes two columns of a terminal; so does what stands under it.
      if (i < in_line) under += byte >= 0xE3 && byte <= 0xED ? "  " : " ";
    }
    i = next;
  }
  return shown + "\n" + under + "^\n";
}

}  // namespace polgraph
