#include "query/fused/groups.h"

#include <algorithm>

namespace polgraph::fused {

std::uint64_t Groups::hash(const std::uint64_t* key, std::size_t words) {
  std::uint64_t mixed = 0x9E3779B97F4A7C15ull;
  for (std::size_t i = 0; i < words; ++i) {
    mixed = (mixed ^ key[i]) * 0xFF51AFD7ED558CCDull;
    mixed ^= mixed >> 32;
  }
  return mixed;
}

std::size_t Groups::find(const std::uint64_t* key, std::uint64_t first_seen) {
  const std::size_t mask = table_.size() - 1;
  for (std::size_t at = hash(key, words_) & mask;; at = (at + 1) & mask) {
    if (table_[at] == 0) {
      table_[at] = static_cast<std::uint32_t>(add(key, first_seen) + 1);
      if (2 * size_ > table_.size()) grow();
      return size_ - 1;
    }
    const std::size_t group = table_[at] - 1;
    if (has_key(group, key)) return group;
  }
}

std::size_t Groups::add(const std::uint64_t* key, std::uint64_t first_seen) {
  if (size_ < seen_.size()) {  // the place of one that was dropped
    for (std::size_t i = 0; i < words_; ++i) keys_[size_ * words_ + i] = key[i];
    for (std::size_t i = 0; i < tallies_; ++i) all_[size_ * tallies_ + i] = {};
    seen_[size_] = first_seen;
    return size_++;
  }
  keys_.insert(keys_.end(), key, key + words_);
  seen_.push_back(first_seen);
  all_.resize(all_.size() + tallies_);
  return size_++;
}

void Groups::grow() {
  std::size_t places = table_.size();
  do places *= 4;
  while (2 * size_ > places);  // groups with numbers of their own came beside it
  table_.assign(places, 0);
  const std::size_t mask = table_.size() - 1;
  for (std::size_t group = 0; group < size_; ++group) {
    std::size_t at = hash(keys_.data() + group * words_, words_) & mask;
    while (table_[at] != 0) at = (at + 1) & mask;
    table_[at] = static_cast<std::uint32_t>(group + 1);
  }
}

std::size_t Groups::bytes() const {
  return (table_.size() + dense_.size()) * 4 + (keys_.capacity() + seen_.capacity()) * 8 +
         all_.capacity() * sizeof(Tally);
}

}  // namespace polgraph::fused
