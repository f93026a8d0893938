#include "loaders/dot_text.h"

#include <algorithm>

#include "graph/text/utf8.h"
#include "loaders/cells.h"

namespace polgraph {
namespace {

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    default: out += c;
  }
}

// Blanks and wide letters: a line may end behind them.
bool may_break_behind(char32_t c) {
  return c == ' ' || c == '-' || c == '/' || c == '_' || display_width(c) == 2;
}

void append_lines(std::vector<std::string>& lines, std::string_view text, std::size_t columns) {
  std::string line;
  std::size_t width = 0;
  std::size_t break_at = 0;  // byte of `line` behind which it may end; 0: nowhere
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t begin = offset;
    const char32_t letter = decode_utf8(text, offset);
    line.append(text.substr(begin, offset - begin));
    width += static_cast<std::size_t>(display_width(letter));
    if (letter == ' ') break_at = line.size();  // a blank may hang over the end
    if (width > columns) {
      const std::size_t cut = break_at > 0 ? break_at : line.size() - (offset - begin);
      if (cut > 0) {
        lines.emplace_back(cells::trim(line.substr(0, cut)));
        line.erase(0, cut);
        width = display_width(line);
        break_at = 0;
      }
    }
    if (may_break_behind(letter)) break_at = line.size();
  }
  if (const std::string_view rest = cells::trim(line); !rest.empty() || lines.empty()) lines.emplace_back(rest);
}

// The widest piece of `text` that may not be broken, of those that fit into a line.
std::size_t widest_piece(std::string_view text, std::size_t columns) {
  std::size_t widest = 0, width = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t letter = decode_utf8(text, offset);
    if (letter != ' ') width += static_cast<std::size_t>(display_width(letter));
    if (!may_break_behind(letter) && offset < text.size()) continue;
    if (width <= columns) widest = std::max(widest, width);
    width = 0;
  }
  return widest;
}

// In as few lines as fit, and those of like length: no line of one letter at the end, and no number broken for it.
void append_balanced(std::vector<std::string>& lines, std::string_view text, std::size_t columns) {
  std::vector<std::string> widest;
  append_lines(widest, text, columns);
  const std::size_t least = std::max(display_width(text) / widest.size(), widest_piece(text, columns));
  for (std::size_t narrower = least; widest.size() > 1 && narrower < columns; ++narrower) {
    std::vector<std::string> balanced;
    append_lines(balanced, text, narrower);
    if (balanced.size() > widest.size()) continue;
    widest = std::move(balanced);
    break;
  }
  lines.insert(lines.end(), widest.begin(), widest.end());
}

}  // namespace

std::string dot_escape(std::string_view text) {
  std::string out;
  bool first = true;
  for (const std::string_view line : cells::split(text, '\n')) {
    if (!first) out += "\\n";
    first = false;
    const std::string shown = printable(line);
    for (std::size_t offset = 0; offset < shown.size();) {
      const std::size_t begin = offset;
      decode_utf8(shown, offset);
      if (out.size() > kMaxQuotedBytes) return out + "\u2026";
      for (const char c : std::string_view(shown).substr(begin, offset - begin)) append_escaped(out, c);
    }
  }
  return out;
}

std::string dot_quoted(std::string_view text) {
  return '"' + dot_escape(text) + '"';
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines;
  const std::string cut = cut_code_points(text, kMaxLabelLetters);
  for (const std::string_view line : cells::split(cut, '\n')) append_balanced(lines, line, columns);
  return lines;
}

std::string wrapped(std::string_view text, std::size_t columns) {
  std::string out;
  for (const std::string& line : wrap(text, columns)) out += (out.empty() ? "" : "\n") + line;
  return out;
}

}  // namespace polgraph
