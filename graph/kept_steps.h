// Private: which steps lead from single nodes, as they were read of the store a moment ago. Lists are short ones that
// were read to their end; beside a read cache, which has them as keys, they need no decoding and no memory of their own
// for a reader. They belong to one version of the graph, so nothing in them ever goes stale.
//
//   Units   bytes; about 5 MiB at most (a table of 1.3 MiB, kMostSteps steps of 16 bytes), grown as used
//   Thread  one
//   Lives   lists: until forget_if_full(), which who begins a statement calls
//   Cost    a find: one hash, two places
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "graph/record.h"

namespace polgraph {

// A Step among ids below 2^32.
struct KeptStep {
  std::uint32_t type, neighbour, relationship;
  bool outgoing;
};

class KeptSteps {
 public:
  static constexpr std::size_t kMostLists = 1u << 15;
  static constexpr std::size_t kLongestList = 1024;
  static constexpr std::size_t kMostSteps = 1u << 18;

  using List = std::span<const KeptStep>;
  // Of steps from `node`: `which` says of what types and in which direction. Those to one neighbour are another list.
  struct Key {
    std::uint32_t which = 0;
    std::uint32_t node = 0;
    std::uint32_t neighbour = kAny;
    bool operator==(const Key&) const = default;
  };
  static constexpr std::uint32_t kAny = UINT32_MAX;

  std::optional<List> find(const Key& key) const {
    if (places_.empty()) return {};
    const std::size_t at = place(key);
    for (const Place* found : {&places_[at], &places_[at ^ 1]})
      if (found->is_taken && found->key == key) return List(found->steps, found->count);
    return {};
  }
  void keep(const Key& key, List steps);
  void forget_if_full();
  std::size_t bytes() const;

 private:
  static constexpr std::size_t kBlock = 4096;  // steps
  struct Place {
    Key key;
    bool is_taken = false;
    std::uint32_t count = 0;
    const KeptStep* steps = nullptr;  // in a block
  };
  std::size_t place(const Key& key) const {
    const std::uint64_t mixed = ((std::uint64_t{key.node} << 32 | key.neighbour) + key.which) * 0x9E3779B97F4A7C15ull;
    return static_cast<std::size_t>(mixed ^ (mixed >> 32)) & (places_.size() - 1);
  }
  Place& free_place(const Key& key);
  void grow();
  const KeptStep* put(List steps);

  std::vector<Place> places_;  // their number is a power of two; each list has two, who comes later takes the first
  std::vector<std::unique_ptr<KeptStep[]>> blocks_;
  std::size_t used_ = kBlock;  // of the last block
};

}  // namespace polgraph
