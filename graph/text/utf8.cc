#include "graph/text/utf8.h"

#include <utf8proc.h>

#include <cstdint>
#include <cstring>

#include "graph/text/shown.h"

namespace polgraph {
namespace {

constexpr std::string_view kEllipsis = "\u2026";

struct Lead {
  std::size_t length;  // 0: no lead byte
  char32_t bits;
  char32_t least;  // smaller values are overlong
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xC2 && byte <= 0xDF) return {2, byte & 0x1Fu, 0x80};
  if (byte >= 0xE0 && byte <= 0xEF) return {3, byte & 0x0Fu, 0x800};
  if (byte >= 0xF0 && byte <= 0xF4) return {4, byte & 0x07u, 0x10000};
  return {0, 0, 0};
}

bool is_scalar(char32_t code_point) {
  return code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
}

// Length of the valid sequence at `offset`, 0 if there is none.
std::size_t sequence_at(std::string_view text, std::size_t offset, char32_t& code_point) {
  const Lead lead = lead_of(static_cast<unsigned char>(text[offset]));
  if (lead.length == 0 || text.size() - offset < lead.length) return 0;
  code_point = lead.bits;
  for (std::size_t i = 1; i < lead.length; ++i) {
    const auto byte = static_cast<unsigned char>(text[offset + i]);
    if ((byte & 0xC0u) != 0x80u) return 0;
    code_point = (code_point << 6) | (byte & 0x3Fu);
  }
  return code_point >= lead.least && is_scalar(code_point) ? lead.length : 0;
}

std::size_t skip_ascii(std::string_view bytes, std::size_t offset) {
  while (bytes.size() - offset >= 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + offset, 8);
    if ((word & 0x8080808080808080ull) != 0) break;
    offset += 8;
  }
  while (offset < bytes.size() && static_cast<unsigned char>(bytes[offset]) < 0x80) ++offset;
  return offset;
}

bool is_hidden(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0xFEFF || (c >= 0xE0000 && c <= 0xE007F);
}

bool is_no_character(char32_t c) {
  return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

void append_hex(std::string& out, char32_t value, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out += "0123456789abcdef"[(value >> shift) & 0xFu];
}

void append_escaped(std::string& out, char32_t c) {
  if (c == '\n')
    out += "\\n";
  else if (c == '\r')
    out += "\\r";
  else if (c == '\t')
    out += "\\t";
  else if (c < 0x100)
    append_hex(out += "\\x", c, 2);
  else if (c < 0x10000)
    append_hex(out += "\\u", c, 4);
  else
    append_hex(out += "\\U", c, 8);
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes) {
  std::size_t offset = 0;
  while ((offset = skip_ascii(bytes, offset)) < bytes.size()) {
    char32_t code_point;
    const std::size_t length = sequence_at(bytes, offset, code_point);
    if (length == 0) return offset;
    offset += length;
  }
  return std::nullopt;
}

char32_t decode_utf8(std::string_view text, std::size_t& offset, bool* valid) {
  char32_t code_point = 0xFFFD;
  const std::size_t length = sequence_at(text, offset, code_point);
  if (valid != nullptr) *valid = length > 0;
  offset += length > 0 ? length : 1;
  return length > 0 ? code_point : 0xFFFD;
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (!is_scalar(c)) c = 0xFFFD;
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size(); ++count) decode_utf8(text, offset);
  return count;
}

std::size_t code_point_offset(std::string_view text, std::size_t index) {
  std::size_t offset = 0;
  for (; index > 0 && offset < text.size(); --index) decode_utf8(text, offset);
  return offset;
}

std::string cut_code_points(std::string_view text, std::size_t limit) {
  if (text.size() <= limit || code_point_offset(text, limit) == text.size()) return std::string(text);
  if (limit == 0) return {};
  return std::string(text.substr(0, code_point_offset(text, limit - 1))).append(kEllipsis);
}

int display_width(char32_t code_point) {
  return utf8proc_charwidth(static_cast<utf8proc_int32_t>(code_point));
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const auto byte = static_cast<unsigned char>(text[offset]);
    if (byte >= 0x20 && byte < 0x7F) {
      ++width, ++offset;
    } else {
      width += static_cast<std::size_t>(display_width(decode_utf8(text, offset)));
    }
  }
  return width;
}

std::string cut_width(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::size_t used = 0;
  std::size_t end = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    used += static_cast<std::size_t>(display_width(decode_utf8(text, offset)));
    if (used > width - 1) break;
    end = offset;
  }
  return std::string(text.substr(0, end)).append(kEllipsis);
}

std::string cut_middle(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  const std::size_t count = count_code_points(text);
  if (count <= limit) return std::string(text);
  if (limit < 3) return cut_code_points(text, limit);
  const std::size_t tail = (limit - 1) / 2;
  std::string out(text.substr(0, code_point_offset(text, limit - 1 - tail)));
  return out.append(kEllipsis).append(text.substr(code_point_offset(text, count - tail)));
}

bool is_unprintable(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || is_hidden(c) || is_no_character(c);
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t begin = offset;
    bool valid = true;
    const char32_t c = decode_utf8(text, offset, &valid);
    if (!valid)
      append_escaped(out, static_cast<unsigned char>(text[begin]));
    else if (is_unprintable(c))
      append_escaped(out, c);
    else
      out.append(text.substr(begin, offset - begin));
  }
  return out;
}

}  // namespace polgraph
