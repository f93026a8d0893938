// Sums of bytes of values. What values share is counted as often as it is met, so the bytes of a nest that doubles
// itself would overflow: sums stop at a huge number, of which two can still be added up.
#pragma once

#include <algorithm>
#include <cstddef>

namespace polgraph {

constexpr std::size_t add_bytes(std::size_t a, std::size_t b) {
  constexpr std::size_t kMost = std::size_t{1} << 62;
  return std::min(kMost, std::min(kMost, a) + std::min(kMost, b));
}

}  // namespace polgraph
