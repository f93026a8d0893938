#include "graph/text/number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

namespace polgraph {
namespace {

constexpr std::int64_t kFarAway = 1ll << 60;  // an exponent that fits no integer

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "1e+10" -> "1.0E10", "1.5e-07" -> "1.5E-7"
std::string java_exponent(std::string_view scientific, char letter) {
  const std::size_t e = scientific.find('e');
  std::string out(scientific.substr(0, e));
  if (out.find('.') == std::string::npos) out += ".0";
  out += letter;
  std::string_view exponent = scientific.substr(e + 1);
  if (exponent.front() == '-') out += '-';
  exponent.remove_prefix(1);
  while (exponent.size() > 1 && exponent.front() == '0') exponent.remove_prefix(1);
  return out.append(exponent);
}

std::string shortest(double number, char letter) {
  std::array<char, 64> buffer;
  const double size = std::fabs(number);
  const bool plain = size == 0 || (size >= 1e-3 && size < 1e7);
  const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, format).ptr;
  std::string out(buffer.data(), end);
  if (!plain) return java_exponent(out, letter);
  if (out.find('.') == std::string::npos) out += ".0";
  return out;
}

// sign? (digits .? digits? | . digits) ([eE] sign? digits)?
bool is_decimal_float(std::string_view text) {
  std::size_t i = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  std::size_t digits = 0;
  for (; i < text.size() && is_digit(text[i]); ++i) ++digits;
  if (i < text.size() && text[i] == '.') ++i;
  for (; i < text.size() && is_digit(text[i]); ++i) ++digits;
  if (digits == 0) return false;
  if (i == text.size()) return true;
  if (text[i] != 'e' && text[i] != 'E') return false;
  ++i;
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
  if (i == text.size()) return false;
  while (i < text.size() && is_digit(text[i])) ++i;
  return i == text.size();
}

// Whether a decimal that from_chars calls out of range is too small (else too big): by the power of ten of its first
// digit that is not zero.
bool is_tiny(std::string_view text) {
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  const std::size_t first = text.find_first_of("123456789");
  const std::size_t point = std::min(text.find('.'), e);
  auto power = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
  if (e < text.size()) {
    const bool negative = text[e + 1] == '-';
    power += parse_integer(text.substr(e + 1)).value_or(negative ? -kFarAway : kFarAway);
  }
  return power < 0;
}

}  // namespace

std::string to_text(std::int64_t number) {
  std::array<char, 24> buffer;
  return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr};
}

std::string to_text(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
  return shortest(number, 'E');
}

std::string to_json_text(double number) {
  return shortest(number, 'e');
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  if (text.size() > 1 && text.front() == '+' && is_digit(text[1])) text.remove_prefix(1);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<double> parse_float(std::string_view text) {
  if (!is_decimal_float(text)) return std::nullopt;
  if (text.front() == '+') text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc::result_out_of_range) {
    if (!is_tiny(text)) return std::nullopt;
    return text.front() == '-' ? -0.0 : 0.0;
  }
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string with_separators(std::int64_t number) {
  std::string digits = to_text(number);
  const std::size_t first = digits.front() == '-' ? 1 : 0;
  for (std::size_t i = digits.size(); i > first + 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

}  // namespace polgraph
