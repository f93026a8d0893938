#include "graph/audit/sums.h"

#include <cmath>
#include <limits>

#include "graph/text/number.h"

namespace polgraph {

void Sum::add(const Value& number) {
  if (number.is_integer()) {
    whole_ += number.as_integer();
  } else if (number.is_float()) {
    fraction_ += number.as_float();
    exact_ = false;
  }
}

bool Sum::exceeds(const Value& number) const {
  if (exact_ && number.is_integer()) return whole_ > static_cast<Wide>(number.as_integer());
  return value() > number.as_number();
}

bool Sum::same_as(const Value& number) const {
  constexpr double kLastBits = 1e-9;
  if (exact_ && number.is_integer()) return whole_ == number.as_integer();
  return std::abs(value() - number.as_number()) <= kLastBits * std::max(1.0, std::abs(number.as_number()));
}

std::string Sum::words() const {
  constexpr Wide kMost = std::numeric_limits<std::int64_t>::max();
  if (exact_ && whole_ <= kMost && whole_ >= -kMost) return with_separators(static_cast<std::int64_t>(whole_));
  return to_text(value());
}

}  // namespace polgraph
