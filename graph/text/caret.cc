// caret_lines() of graph/place.h: it needs to know how letters look on a terminal.
#include <algorithm>

#include "graph/place.h"
#include "graph/text/utf8.h"

namespace polgraph {

namespace {

constexpr std::size_t kColumnsBefore = 60, kColumns = 120;

std::string_view line_around(std::string_view text, std::size_t offset) {
  const std::size_t begin = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;  // npos + 1 is 0
  const std::size_t end = std::min(text.find_first_of("\r\n", offset), text.size());
  return text.substr(begin, end - begin);
}

// The letter at `offset`, which moves behind it, as it is shown.
std::string next_shown(std::string_view line, std::size_t& offset) {
  const std::size_t begin = offset;
  decode_utf8(line, offset);
  const std::string_view letter = line.substr(begin, offset - begin);
  return letter == "\t" ? " " : printable(letter);
}

// Where the last kColumnsBefore columns before `end` begin. Only a sequence's first byte is stopped at.
std::size_t window_begin(std::string_view line, std::size_t end) {
  std::size_t begin = end;
  for (std::size_t columns = 0; begin > 0;) {
    std::size_t before = begin - 1;
    for (std::size_t back = 2; back <= 4 && back <= begin; ++back) {
      std::size_t behind = begin - back;
      bool valid = false;
      decode_utf8(line, behind, &valid);
      if (valid && behind == begin) before = begin - back;
    }
    std::size_t at = before;
    columns += display_width(next_shown(line, at));
    if (columns > kColumnsBefore) break;
    begin = before;
  }
  return begin;
}

}  // namespace

std::string caret_lines(std::string_view text, const Place& place) {
  const std::size_t offset = std::min(static_cast<std::size_t>(place.byte_offset), text.size());
  const std::string_view line = line_around(text, offset);
  const std::size_t caret = std::min(offset - static_cast<std::size_t>(line.data() - text.data()), line.size());
  std::string shown;
  for (std::size_t at = window_begin(line, caret); at < caret;) shown += next_shown(line, at);
  const std::string under(display_width(shown), ' ');
  std::size_t columns = under.size();
  for (std::size_t at = caret; at < line.size() && columns < kColumns;) {
    const std::string letter = next_shown(line, at);
    columns += display_width(letter);
    shown += letter;
  }
  return shown + "\n" + under + "^\n";
}

}  // namespace polgraph
