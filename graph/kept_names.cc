#include "graph/kept_names.h"

#include <utility>

namespace polgraph {

namespace {

constexpr std::size_t kFewPlaces = 64;

std::uint64_t key_of(NodeId node, KeptNames::Which which) {
  return node.value << 1 | static_cast<std::uint64_t>(which);
}

}  // namespace

KeptNames::List KeptNames::find_list(const std::string& prefix) {
  const std::lock_guard guard(mutex_);
  const auto found = lists_.find(prefix);
  return found == lists_.end() ? List{} : found->second;
}

// Where there is no more room all are forgotten.
KeptNames::List& KeptNames::list(const std::string& prefix) {
  if (lists_.size() >= kMostLists && !lists_.contains(prefix)) {
    lists_.clear();
    nodes_ = 0;
  }
  return lists_[prefix];
}

void KeptNames::keep_list(const std::string& prefix, std::shared_ptr<const std::vector<NodeId>> nodes) {
  if (nodes->size() > kLongestList) return;
  const std::lock_guard guard(mutex_);
  if (nodes_ + nodes->size() > kMostNodes) {
    lists_.clear();
    nodes_ = 0;
  }
  List& kept = list(prefix);
  if (kept.nodes) return;
  nodes_ += nodes->size();
  kept.nodes = std::move(nodes);
}

void KeptNames::spend(const std::string& prefix, std::uint64_t steps) {
  const std::lock_guard guard(mutex_);
  list(prefix).spent += steps;
}

bool KeptNames::find_text(NodeId node, Which which, std::string& text) {
  const std::lock_guard guard(mutex_);
  if (places_.empty()) return false;
  const Place& found = place_of(key_of(node, which));
  if (found.key != key_of(node, which)) return false;
  text.assign(bytes_, found.begin, found.size);
  return true;
}

void KeptNames::keep_text(NodeId node, Which which, std::string_view text) {
  if (text.size() > kLongestText) return;
  const std::uint64_t key = key_of(node, which);
  const std::lock_guard guard(mutex_);
  if (places_.empty() || texts_ == kMostTexts || bytes_.size() + text.size() > kMostTextBytes) {
    places_ = std::vector<Place>(kFewPlaces);
    bytes_.clear();
    texts_ = 0;
  }
  if (4 * texts_ >= 3 * places_.size()) grow();
  Place& place = place_of(key);
  if (place.key == key) return;
  place = {key, static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(text.size())};
  bytes_.append(text);
  ++texts_;
}

// Where it is, or would be.
KeptNames::Place& KeptNames::place_of(std::uint64_t key) {
  const std::uint64_t mixed = (key + 1) * 0x9E3779B97F4A7C15ull;
  const std::size_t mask = places_.size() - 1;
  std::size_t at = static_cast<std::size_t>(mixed ^ (mixed >> 29)) & mask;
  while (places_[at].key != key && places_[at].key != Place::kFree) at = (at + 1) & mask;
  return places_[at];
}

void KeptNames::grow() {
  std::vector<Place> before(places_.size() * 2);
  before.swap(places_);
  for (const Place& place : before)
    if (place.key != Place::kFree) place_of(place.key) = place;
}

}  // namespace polgraph
