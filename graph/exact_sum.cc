#include "graph/exact_sum.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "graph/error.h"

namespace polgraph {

namespace {

constexpr std::int64_t kUnit = 1'000'000'000'000'000'000;  // 10^18 parts of one
constexpr std::size_t kDecimals = 18;
constexpr double kMost = 1e30;

[[noreturn]] void too_large() {
  throw Error(Kind::Arithmetic, "SumTooLarge", "the amounts add up to more than 38 digits");
}

WideInteger product(WideInteger a, WideInteger b) {
  WideInteger result = 0;
  if (__builtin_mul_overflow(a, b, &result)) too_large();
  return result;
}

WideInteger parse_digits(std::string_view digits) {
  WideInteger number = 0;
  for (const char digit : digits) number = number * 10 + (digit - '0');
  return number;
}

std::string digits_of(WideInteger number) {  // not negative
  std::string text;
  do {
    text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(number % 10)));
    number /= 10;
  } while (number > 0);
  return text;
}

}  // namespace

std::optional<ExactSum> ExactSum::of(const Value& amount) {
  ExactSum sum;
  if (amount.is_integer()) {
    sum.whole_ = amount.as_integer();
    return sum;
  }
  if (!amount.is_float() || !(std::abs(amount.as_float()) < kMost)) return {};
  std::array<char, 400> buffer{};
  const double size = std::abs(amount.as_float());
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), size, std::chars_format::fixed).ptr;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string decimals(text.substr(std::min(point + 1, text.size())));
  if (decimals.size() > kDecimals) return {};
  decimals.resize(kDecimals, '0');
  sum.whole_ = parse_digits(text.substr(0, point));
  sum.fraction_ = static_cast<std::int64_t>(parse_digits(decimals));
  if (!std::signbit(amount.as_float())) return sum;
  sum.whole_ = -sum.whole_ - (sum.fraction_ > 0 ? 1 : 0);
  if (sum.fraction_ > 0) sum.fraction_ = kUnit - sum.fraction_;
  return sum;
}

void ExactSum::add(const ExactSum& other) {
  if (__builtin_add_overflow(whole_, other.whole_, &whole_)) too_large();
  fraction_ += other.fraction_;  // below 2 * 10^18, which 64 bits hold
  if (fraction_ < kUnit) return;
  fraction_ -= kUnit;
  if (__builtin_add_overflow(whole_, WideInteger{1}, &whole_)) too_large();
}

ExactSum::Scaled ExactSum::scaled() const {
  if (fraction_ == 0) return {whole_, 1};
  WideInteger fraction = fraction_, unit = kUnit;
  for (; fraction % 10 == 0; fraction /= 10) unit /= 10;
  return {product(whole_, unit) + fraction, unit};
}

ExactSum ExactSum::rounded(WideInteger numerator, WideInteger denominator, bool& exact) const {
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const bool negative = numerator < 0;
  const WideInteger size = product(negative ? -numerator : numerator, 100);
  WideInteger cents = size / denominator;
  const WideInteger rest = size % denominator;
  exact = rest == 0;
  if (rest >= denominator - rest) ++cents;
  if (negative) cents = -cents;
  ExactSum sum;
  sum.whole_ = cents / 100;
  WideInteger part = cents % 100;
  if (part < 0) {
    part += 100;
    --sum.whole_;
  }
  sum.fraction_ = static_cast<std::int64_t>(part) * (kUnit / 100);
  return sum;
}

ExactSum ExactSum::times(const ExactSum& rate, bool& exact) const {
  const Scaled a = scaled(), b = rate.scaled();
  return rounded(product(a.number, b.number), product(a.unit, b.unit), exact);
}

ExactSum ExactSum::divided_by(const ExactSum& rate, bool& exact) const {
  if (rate.is_zero()) throw Error(Kind::Arithmetic, "DivisionByZero", "a rate of exchange is zero");
  const Scaled a = scaled(), b = rate.scaled();
  return rounded(product(a.number, b.unit), product(a.unit, b.number), exact);
}

std::string ExactSum::digits() const {
  const bool negative = is_negative();
  WideInteger whole = negative ? -(whole_ + (fraction_ > 0 ? 1 : 0)) : whole_;
  const std::int64_t fraction = negative && fraction_ > 0 ? kUnit - fraction_ : fraction_;
  std::string text = (negative ? "-" : "") + digits_of(whole);
  if (fraction == 0) return text;
  std::string decimals = std::to_string(fraction);
  decimals.insert(0, kDecimals - decimals.size(), '0');
  while (decimals.back() == '0') decimals.pop_back();
  return text + "." + decimals;
}

std::string ExactSum::text() const {
  std::string text = digits();
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  for (std::size_t at = std::min(text.find('.'), text.size()); at > first + 3;) text.insert(at -= 3, 1, ',');
  return text;
}

std::strong_ordering ExactSum::operator<=>(const ExactSum& other) const {
  if (whole_ != other.whole_) return whole_ < other.whole_ ? std::strong_ordering::less : std::strong_ordering::greater;
  return fraction_ <=> other.fraction_;
}

}  // namespace polgraph
