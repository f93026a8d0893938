#include "graph/audit/figure.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "graph/text/number.h"

namespace polgraph {

namespace {

constexpr double kAbout = 0.05;
constexpr double kOpenEnded = 1.5;  // "more than 30" is not said of 45

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "~¥100 bn (2015-2020)" -> "100", "2015", "2020"; "10 000" stays one.
std::vector<std::string> number_tokens(std::string_view text) {
  std::vector<std::string> tokens;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    const auto goes_on = [&](std::size_t i) {
      if (i >= text.size()) return false;
      if (is_digit(text[i])) return true;
      const bool between = i + 1 < text.size() && is_digit(text[i + 1]);
      return between && (text[i] == '.' || text[i] == ',' || text[i] == ' ');
    };
    while (goes_on(at)) ++at;
    tokens.emplace_back(text.substr(begin, at - begin));
  }
  return tokens;
}

struct Digits {
  double number = 0;
  std::size_t decimals = 0;
};

std::optional<Digits> read_digits(const std::string& token, char point) {
  std::string plain;
  std::size_t decimals = 0;
  bool behind = false;
  for (const char c : token) {
    if (c == point && !behind) {
      behind = true;
      plain += '.';
    } else if (is_digit(c)) {
      plain += c;
      if (behind) ++decimals;
    }
  }
  const auto number = parse_float(plain);
  return number && *number > 0 ? std::optional(Digits{*number, decimals}) : std::nullopt;
}

// The unit of the last digit, if `token` is `number` in some power of ten (3.6 of 3,600,000,000,000).
std::optional<double> unit_in(const std::string& token, double number) {
  for (const char point : {'.', ','}) {
    const auto digits = read_digits(token, point);
    if (!digits) continue;
    const double power = std::log10(number / digits->number);
    if (power < -0.001 || std::abs(power - std::round(power)) > 1e-6) continue;
    return std::pow(10.0, std::round(power) - static_cast<double>(digits->decimals));
  }
  return {};
}

double unit_of_zeros(const Value& number) {
  constexpr double kExact = 9007199254740992.0;  // 2^53: whole numbers below it are exact
  const double value = number.as_number();
  if (number.is_integer() || (value == std::floor(value) && value < kExact)) {
    double unit = 1;
    for (std::int64_t rest = number.is_integer() ? number.as_integer() : static_cast<std::int64_t>(value);
         rest != 0 && rest % 10 == 0; rest /= 10)
      unit *= 10;
    return unit;
  }
  const std::string text = to_text(value);
  const std::size_t point = text.find('.');
  if (point == std::string::npos || text.find('E') != std::string::npos) return value / 10;
  return std::pow(10.0, -static_cast<double>(text.size() - point - 1));
}

double unit_of(const Value& number, std::string_view printed) {
  for (const std::string& token : number_tokens(printed))
    if (const auto unit = unit_in(token, number.as_number())) return *unit;
  return unit_of_zeros(number);
}

}  // namespace

FigureRange figure_range(const Value& value, std::string_view printed, std::string_view modality) {
  const double number = value.as_number();
  const double half = std::min(unit_of(value, printed) / 2, number / 2);
  FigureRange range{number - half, number + half};
  if (modality == "about" || printed.starts_with('~') || printed.starts_with("about") || printed.starts_with("c.")) {
    const double margin = std::min(std::max(2 * half, kAbout * number), number / 2);
    return {number - margin, number + margin};
  }
  if (modality == "more_than") range.high = kOpenEnded * number;
  if (modality == "less_than") range.low = number / kOpenEnded;
  return range;
}

}  // namespace polgraph
