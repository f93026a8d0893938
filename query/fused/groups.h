// Groups: the hash table of an aggregation over numbers. A key is a fixed count of 64-bit words; each group has one
// Tally for each aggregate. Groups are numbered in the order they came.
//
//   Thread  one
//   Cost    find: constant; 8 bytes a word, 48 a tally, 16 beside, for each group
#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

namespace polgraph::fused {

__extension__ using Wide = __int128;

struct Tally {
  Wide sum = 0;
  std::uint64_t count = 0;  // of values that are not null
  std::int64_t extreme = 0;
};

class Groups {
 public:
  Groups(std::size_t words, std::size_t tallies) : words_(words), tallies_(tallies), table_(64, 0) {}

  std::size_t find(const std::uint64_t* key, std::uint64_t first_seen);  // its number, new or not
  // The same where all keys are told apart by a small number of their own: no hash, and neighbours lie side by side.
  std::size_t find_dense(std::uint64_t number, const std::uint64_t* key, std::uint64_t first_seen) {
    if (number >= dense_.size()) dense_.resize(number + 1 + number / 2, 0);
    std::uint32_t& known = dense_[number];
    if (known == 0) known = static_cast<std::uint32_t>(add(key, first_seen) + 1);
    return known - 1;
  }
  // A group that nobody else can belong to, and its end.
  std::size_t add_alone(const std::uint64_t* key, std::uint64_t first_seen) { return add(key, first_seen); }
  void drop_last() { --size_; }
  std::size_t size() const { return size_; }
  const std::uint64_t* key(std::size_t group) const { return keys_.data() + group * words_; }
  bool has_key(std::size_t group, const std::uint64_t* key) const {  // no call of memcmp for a few words
    const std::uint64_t* other = keys_.data() + group * words_;
    for (std::size_t i = 0; i < words_; ++i)
      if (other[i] != key[i]) return false;
    return true;
  }
  Tally& tally(std::size_t group, std::size_t which) { return all_[group * tallies_ + which]; }
  // Where in the scan the group was first met: the order of groups must not depend on who met them.
  std::uint64_t& first_seen(std::size_t group) { return seen_[group]; }
  std::size_t bytes() const;

 private:
  static std::uint64_t hash(const std::uint64_t* key, std::size_t words);
  void grow();
  std::size_t add(const std::uint64_t* key, std::uint64_t first_seen);

  std::size_t words_, tallies_, size_ = 0;
  std::vector<std::uint32_t> table_, dense_;  // numbers of groups from 1
  std::vector<std::uint64_t> keys_, seen_;
  std::vector<Tally> all_;
};

}  // namespace polgraph::fused
