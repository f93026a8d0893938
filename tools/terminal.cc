#include "tools/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <optional>

namespace polgraph::cli {

namespace {

// Reads one code point at `at` and moves past it; nothing (and one byte further) if there is no valid one.
std::optional<char32_t> next_letter(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at++);
  if (first < 0x80) return first;
  const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  if (first < 0xC2 || first > 0xF4 || at + more > text.size()) return std::nullopt;
  char32_t letter = first & (0x3Fu >> more);
  for (std::size_t i = 0; i < more; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return std::nullopt;
    letter = (letter << 6) | (byte(at + i) & 0x3Fu);
  }
  const char32_t least = more == 3 ? 0x10000 : more == 2 ? 0x800 : 0x80;
  if (letter < least || letter > 0x10FFFF || (letter >= 0xD800 && letter <= 0xDFFF)) return std::nullopt;
  at += more;
  return letter;
}

bool steers(char32_t letter) {
  return letter < 0x20 || (letter >= 0x7F && letter < 0xA0) || letter == 0x061C || letter == 0x200E ||
         letter == 0x200F || letter == 0x2028 || letter == 0x2029 || (letter >= 0x202A && letter <= 0x202E) ||
         (letter >= 0x2066 && letter <= 0x2069) || letter == 0xFEFF;
}

void append_hex(std::string& out, const char* mark, std::uint32_t number, int digits) {
  out += mark;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += "0123456789abcdef"[(number >> shift) & 0xF];
}

std::size_t columns_of(char32_t letter) {
  if ((letter >= 0x300 && letter <= 0x36F) || (letter >= 0x200B && letter <= 0x200D) ||
      (letter >= 0x3099 && letter <= 0x309A) || (letter >= 0xFE00 && letter <= 0xFE0F)) {
    return 0;
  }
  const bool wide = (letter >= 0x1100 && letter <= 0x115F) || (letter >= 0x2E80 && letter <= 0xA4CF) ||
                    (letter >= 0xAC00 && letter <= 0xD7A3) || (letter >= 0xF900 && letter <= 0xFAFF) ||
                    (letter >= 0xFE30 && letter <= 0xFE6F) || (letter >= 0xFF00 && letter <= 0xFF60) ||
                    (letter >= 0xFFE0 && letter <= 0xFFE6) || (letter >= 0x1F300 && letter <= 0x1FAFF) ||
                    (letter >= 0x20000 && letter <= 0x3FFFD);
  return wide ? 2 : 1;
}

}  // namespace

bool is_terminal(int descriptor) {
  return isatty(descriptor) == 1;
}

int terminal_width(int descriptor) {
  if (const char* columns = std::getenv("COLUMNS")) {
    const std::string_view text = columns;
    int width = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), width);
    if (error == std::errc{} && end == text.data() + text.size() && width > 0) return width;
  }
  winsize size = {};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

bool wants_colour(bool out_is_terminal) {
  const char* none = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return out_is_terminal && (none == nullptr || *none == '\0') && term != nullptr && std::string_view(term) != "dumb";
}

std::string printable(std::string_view text, Lines lines) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const std::optional<char32_t> letter = next_letter(text, at);
    if (!letter) {
      append_hex(out, "\\x", static_cast<unsigned char>(text[begin]), 2);
    } else if (*letter == '\n' && lines == Lines::Keep) {
      out += '\n';
    } else if (*letter == '\n') {
      out += "\\n";
    } else if (*letter == '\t') {
      out += lines == Lines::Keep ? "\t" : "\\t";
    } else if (steers(*letter)) {
      *letter < 0x100 ? append_hex(out, "\\x", *letter, 2) : append_hex(out, "\\u", *letter, 4);
    } else {
      out += text.substr(begin, at - begin);
    }
  }
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += columns_of(next_letter(text, at).value_or('?'));
  return width;
}

std::string cut_to_width(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  std::size_t width = 0, at = 0;
  while (at < text.size()) {
    std::size_t next = at;
    width += columns_of(next_letter(text, next).value_or('?'));
    if (width + 1 > columns) break;
    at = next;
  }
  return std::string(text.substr(0, at)) + "…";
}

}  // namespace polgraph::cli
