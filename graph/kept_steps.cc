#include "graph/kept_steps.h"

#include <algorithm>

namespace polgraph {

namespace {

constexpr std::size_t kFewPlaces = 64;  // of a table that has just begun

}  // namespace

KeptSteps::Place& KeptSteps::free_place(const Key& key) {
  Place &first = places_[place(key)], &second = places_[place(key) ^ 1];
  return first.is_taken && !second.is_taken ? second : first;
}

// While there is room the table doubles instead of dropping what it holds.
void KeptSteps::grow() {
  std::vector<Place> before(places_.empty() ? kFewPlaces : places_.size() * 2);
  before.swap(places_);
  for (const Place& old : before)
    if (old.is_taken) free_place(old.key) = old;
}

const KeptStep* KeptSteps::put(List steps) {
  if (used_ + steps.size() > kBlock) {
    blocks_.push_back(std::make_unique_for_overwrite<KeptStep[]>(kBlock));
    used_ = 0;
  }
  KeptStep* to = blocks_.back().get() + used_;
  std::copy(steps.begin(), steps.end(), to);
  used_ += steps.size();
  return to;
}

void KeptSteps::keep(const Key& key, List steps) {
  if (steps.size() > kLongestList || find(key)) return;
  if (used_ + steps.size() > kBlock && blocks_.size() * kBlock >= kMostSteps) return;  // full
  if (places_.empty() || (free_place(key).is_taken && places_.size() < kMostLists)) grow();
  free_place(key) = {key, true, static_cast<std::uint32_t>(steps.size()), steps.empty() ? nullptr : put(steps)};
}

void KeptSteps::forget_if_full() {
  if (blocks_.size() * kBlock < kMostSteps) return;
  places_ = {};
  blocks_.clear();
  used_ = kBlock;
}

std::size_t KeptSteps::bytes() const {
  return places_.size() * sizeof(Place) + blocks_.size() * kBlock * sizeof(KeptStep);
}

}  // namespace polgraph
