#include "graph/place.h"

#include <algorithm>

namespace polgraph {

namespace {

bool starts_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u;
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

}  // namespace polgraph
