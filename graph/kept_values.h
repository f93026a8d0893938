// Private: what was read of single nodes or relationships a moment ago, decoded: properties and labels, by number of
// what it is and id. Behind it stand the read cache, which has records as bytes, and the store. It belongs to one
// version of the graph, so nothing in it ever goes stale.
//
//   Units   bytes; about 3 MiB at most (a table of 1 MiB, kMostBytes of texts and lists), grown as used
//   Thread  one
//   Lives   what find() points to: until the next keep()
//   Cost    a find: one hash, two places
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/value.h"

namespace polgraph {

class KeptValues {
 public:
  static constexpr std::size_t kMostValues = 1u << 15;
  static constexpr std::size_t kLongestValue = 512;
  static constexpr std::size_t kMostBytes = 2u << 20;

  // Null: not known.
  const Value* find(std::uint32_t what, std::uint64_t id) const {
    if (places_.empty()) return nullptr;
    const std::size_t at = place(what, id);
    if (places_[at].is_of(what, id)) return &places_[at].value;
    return places_[at ^ 1].is_of(what, id) ? &places_[at ^ 1].value : nullptr;
  }
  // Of what find() does not know.
  void keep(std::uint32_t what, std::uint64_t id, const Value& value);
  std::size_t bytes() const { return places_.size() * sizeof(Place) + value_bytes_; }

 private:
  static constexpr std::uint32_t kNothing = UINT32_MAX;
  struct Place {
    std::uint64_t id = 0;
    std::uint32_t what = kNothing;
    Value value;
    bool is_of(std::uint32_t wanted, std::uint64_t of) const { return id == of && what == wanted; }
  };
  std::size_t place(std::uint32_t what, std::uint64_t id) const {
    const std::uint64_t mixed = (id * 0x9E3779B97F4A7C15ull) ^ ((what + 1) * 0xC2B2AE3D27D4EB4Full);
    return static_cast<std::size_t>(mixed ^ (mixed >> 32)) & (places_.size() - 1);
  }
  void grow();

  std::vector<Place> places_;  // their number is a power of two; each value has two, who comes later takes the first
  std::size_t value_bytes_ = 0;
};

}  // namespace polgraph
