#include "query/row_set.h"

#include <algorithm>
#include <bit>

#include "graph/byte_sum.h"
#include "graph/compare.h"

namespace polgraph {

namespace {

constexpr std::size_t kFewPlaces = 16;

std::size_t hash_of(const Value* row, std::size_t width) {
  std::size_t seed = width;
  for (std::size_t i = 0; i < width; ++i) seed = seed * 0x9E3779B97F4A7C15ull + hash(row[i]);
  return seed ^ (seed >> 32);
}

}  // namespace

RowSet::Found RowSet::add(const Value* row, Context& context) {
  if (places_.size() < 2 * (size_ + 1)) grow(context);
  const std::size_t hash = hash_of(row, width_), last = places_.size() - 1;
  std::size_t at = hash & last;
  for (; places_[at].number != 0; at = (at + 1) & last) {
    const std::size_t number = places_[at].number - 1;
    if (places_[at].hash == hash && is_row(number, row)) return {number, false};
  }
  keep(row, context);
  places_[at] = {hash, ++size_};
  return {size_ - 1, true};
}

const Value* RowSet::row(std::size_t number) const {
  if (width_ == 0) return nullptr;
  const std::size_t beyond = number + kFewRows;
  const auto block = static_cast<std::size_t>(std::bit_width(beyond) - std::bit_width(kFewRows));
  return blocks_[block].data() + (beyond - (kFewRows << block)) * width_;
}

bool RowSet::is_row(std::size_t number, const Value* other) const {
  const Value* const known = row(number);
  for (std::size_t i = 0; i < width_; ++i)
    if (!alike(known[i], other[i])) return false;
  return true;
}

void RowSet::keep(const Value* row, Context& context) {
  if (width_ == 0) return;  // all such rows are the same
  if (blocks_.empty() || blocks_.back().size() == (kFewRows << (blocks_.size() - 1)) * width_) {
    const std::size_t values = (kFewRows << blocks_.size()) * width_, bytes = values * sizeof(Value);
    context.charge(bytes);
    charged_ += bytes;
    blocks_.emplace_back().reserve(values);
  }
  std::size_t shared = 0;
  for (std::size_t i = 0; i < width_; ++i) shared = add_bytes(shared, row[i].heap_bytes());
  if (shared > 0) context.charge(shared);
  charged_ += shared;
  blocks_.back().insert(blocks_.back().end(), row, row + width_);
}

void RowSet::grow(Context& context) {
  const std::size_t before = places_.size() * sizeof(Place);
  std::vector<Place> places;
  const std::size_t wanted = std::max(2 * places_.size(), kFewPlaces);
  context.charge(wanted * sizeof(Place));
  places.resize(wanted);
  const std::size_t last = wanted - 1;
  for (const Place& place : places_) {
    context.tick();
    if (place.number == 0) continue;
    std::size_t at = place.hash & last;
    while (places[at].number != 0) at = (at + 1) & last;
    places[at] = place;
  }
  places_ = std::move(places);
  context.release(before);
  charged_ += wanted * sizeof(Place) - before;
}

void RowSet::clear() {
  size_ = charged_ = 0;
  places_ = {};
  blocks_.clear();
}

}  // namespace polgraph
