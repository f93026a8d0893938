#include "graph/kept_values.h"

#include <utility>

namespace polgraph {

namespace {

constexpr std::size_t kFewPlaces = 64;  // of a table that has just begun

}  // namespace

// While there is room the table doubles instead of dropping what it holds.
void KeptValues::grow() {
  std::vector<Place> before(places_.empty() ? kFewPlaces : places_.size() * 2);
  before.swap(places_);
  value_bytes_ = 0;
  for (Place& old : before) {
    if (old.what == kNothing) continue;
    std::size_t at = place(old.what, old.id);
    if (places_[at].what != kNothing) at ^= 1;
    value_bytes_ += old.value.heap_bytes();
    value_bytes_ -= places_[at].value.heap_bytes();
    places_[at] = std::move(old);
  }
}

void KeptValues::keep(std::uint32_t what, std::uint64_t id, const Value& value) {
  const std::size_t bytes = value.heap_bytes();
  if (bytes > kLongestValue) return;
  if (value_bytes_ + bytes > kMostBytes) {
    places_.clear();
    value_bytes_ = 0;
  }
  if (places_.empty()) grow();
  std::size_t at = place(what, id);
  const auto is_free = [&](std::size_t where) {
    return places_[where].what == kNothing || places_[where].is_of(what, id);
  };
  if (!is_free(at) && is_free(at ^ 1)) at ^= 1;
  if (!is_free(at) && places_.size() < kMostValues) {
    grow();
    at = place(what, id);
    if (!is_free(at) && is_free(at ^ 1)) at ^= 1;
  }
  Place& taken = places_[at];
  value_bytes_ += bytes;
  value_bytes_ -= taken.value.heap_bytes();
  taken.id = id;
  taken.what = what;
  taken.value = value;
}

}  // namespace polgraph
