#include "query/syntax/literal.h"

#include <charconv>
#include <limits>

#include "graph/text/utf8.h"

namespace polgraph::syntax {

namespace {

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

int hex_value(char letter) {
  if (is_digit(letter)) return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

[[noreturn]] void bad_unicode(std::size_t offset, std::string message) {
  throw LiteralFault{"InvalidUnicodeLiteral", std::move(message), offset};
}

// The digits of \uXXXX or \UXXXXXXXX, the first of which stands at `at` (moved behind them).
char32_t unicode_digits(std::string_view text, std::size_t& at, int count) {
  char32_t code_point = 0;
  const std::size_t escape = at - 2;
  for (int i = 0; i < count; ++i, ++at) {
    const int value = at + 1 < text.size() ? hex_value(text[at]) : -1;
    if (value < 0) bad_unicode(escape, "a unicode escape needs " + std::to_string(count) + " hexadecimal digits");
    code_point = code_point * 16 + static_cast<char32_t>(value);
  }
  return code_point;
}

// Two \u escapes may be one letter (a surrogate pair, as in JSON and Java).
char32_t unicode_escape(std::string_view text, std::size_t& at, int count) {
  const std::size_t escape = at - 2;
  char32_t code_point = unicode_digits(text, at, count);
  if (code_point >= 0xD800 && code_point <= 0xDBFF && text.substr(at, 2) == "\\u") {
    std::size_t next = at + 2;
    const char32_t low = unicode_digits(text, next, 4);
    if (low >= 0xDC00 && low <= 0xDFFF) {
      code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
      at = next;
    }
  }
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
    bad_unicode(escape, "this unicode escape names no character");
  }
  return code_point;
}

char plain_escape(char letter) {
  switch (letter) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case '\\':
    case '\'':
    case '"':
    case '`':
    case '/': return letter;
    default: return '\0';
  }
}

[[noreturn]] void bad_number(std::string_view digits) {
  throw LiteralFault{"InvalidNumberLiteral", "`" + std::string(digits) + "` is no number", 0};
}

Value integer(std::string_view digits, int base, std::string_view whole, bool negative) {
  std::uint64_t magnitude = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), magnitude, base);
  if (end != digits.data() + digits.size() || digits.empty()) bad_number(whole);
  const std::uint64_t limit = std::uint64_t{std::numeric_limits<std::int64_t>::max()} + (negative ? 1 : 0);
  if (fault == std::errc::result_out_of_range || magnitude > limit) {
    throw LiteralFault{"IntegerOverflow",
                       "the integer " + std::string(negative ? "-" : "") + std::string(whole) + " does not fit 64 bits",
                       0};
  }
  return Value::integer(static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude));
}

// Is the value of a decimal literal at least 1? Tells too big from too small when neither fits.
bool is_large(std::string_view digits) {
  const std::size_t e = digits.find_first_of("eE");
  const std::string_view mantissa = digits.substr(0, e);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::size_t first = mantissa.find_first_not_of("0.");
  if (first == std::string_view::npos) return false;
  if (e != std::string_view::npos && digits[e + 1] == '-') return false;
  return e != std::string_view::npos || first < point;
}

Value floating(std::string_view digits, std::string_view whole, bool negative) {
  double value = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (end != digits.data() + digits.size()) bad_number(whole);
  if (fault == std::errc::result_out_of_range) {
    if (is_large(digits)) {
      throw LiteralFault{"FloatingPointOverflow", "the number " + std::string(whole) + " is too large for a float", 0};
    }
    value = 0;
  }
  return Value::floating(negative ? -value : value);
}

// 1_000_000: an underscore stands between digits, nowhere else.
std::string without_underscores(std::string_view digits) {
  std::string plain;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (digits[i] != '_') {
      plain += digits[i];
    } else if (i == 0 || i + 1 == digits.size() || hex_value(digits[i - 1]) < 0 || hex_value(digits[i + 1]) < 0) {
      bad_number(digits);
    }
  }
  return plain;
}

}  // namespace

std::string decode_string(std::string_view quoted) {
  std::string text;
  text.reserve(quoted.size());
  const std::size_t last = quoted.size() - 1;
  for (std::size_t i = 1; i < last;) {
    if (quoted[i] != '\\') {
      const std::size_t begin = i;
      bool valid = true;
      decode_utf8(quoted, i, &valid);
      if (!valid) {
        throw LiteralFault{"InvalidUnicodeCharacter", "the string holds bytes that are no valid UTF-8", begin};
      }
      text.append(quoted, begin, i - begin);
      continue;
    }
    const char letter = quoted[i + 1];
    i += 2;
    if (letter == 'u' || letter == 'U') {
      append_utf8(text, unicode_escape(quoted, i, letter == 'u' ? 4 : 8));
    } else if (const char plain = plain_escape(letter); plain != '\0') {
      text += plain;
    } else {
      throw LiteralFault{"UnexpectedSyntax",
                         "unknown escape `\\" + printable(quoted.substr(i - 1, 1)) + "` in a string", i - 2};
    }
  }
  return text;
}

std::string decode_quoted_name(std::string_view quoted) {
  if (quoted.size() <= 2) throw LiteralFault{"UnexpectedSyntax", "a name between backticks must not be empty", 0};
  std::string name;
  for (std::size_t i = 1; i + 1 < quoted.size();) {
    const std::size_t begin = i;
    bool valid = true;
    decode_utf8(quoted, i, &valid);
    if (!valid) {
      throw LiteralFault{"InvalidUnicodeCharacter", "the name holds bytes that are no valid UTF-8", begin};
    }
    name.append(quoted, begin, i - begin);
    if (quoted[begin] == '`') ++i;  // doubled
  }
  return name;
}

Value decode_number(std::string_view digits, bool negative) {
  const std::string plain = digits.find('_') == std::string_view::npos ? std::string() : without_underscores(digits);
  const std::string_view text = plain.empty() ? digits : std::string_view(plain);
  if (text.starts_with("0x")) return integer(text.substr(2), 16, digits, negative);
  if (text.starts_with("0o")) return integer(text.substr(2), 8, digits, negative);
  if (text.find_first_of(".eE") != std::string_view::npos) return floating(text, digits, negative);
  if (text.size() > 1 && text[0] == '0')
    bad_number(digits);  // was octal once: 017 is 15 or 17, and nobody should guess
  return integer(text, 10, digits, negative);
}

}  // namespace polgraph::syntax
