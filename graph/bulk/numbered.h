// Private: many byte strings, numbered from 0 in the order they came. As compact as a hash table can be: the strings
// lie in an arena, a slot is eight bytes.
//   Lives   a text as long as the table
//   Cost    about 30 bytes a string beside the string itself; one or two cache misses a look-up
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "graph/bulk/large_pages.h"

namespace polgraph::bulk {

inline constexpr std::uint32_t kNoNumber = std::numeric_limits<std::uint32_t>::max();

class Numbered {
 public:
  Numbered() : slots_(1024) {}
  std::uint32_t number(std::string_view text);  // its own, or the next
  // Of many at once, in their order. Cost: a third of one by one, where the table is larger than the processor's cache.
  void number_all(std::span<const std::string_view> texts, std::vector<std::uint32_t>& numbers);
  std::string_view text(std::uint32_t number) const { return {places_[number].at, places_[number].length}; }
  std::size_t size() const { return places_.size(); }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = kNoNumber;
  };
  struct Place {
    const char* at;
    std::uint32_t length;
  };
  std::uint32_t number(std::string_view text, std::uint32_t hash);
  const char* keep(std::string_view text);
  void grow();

  using Slots = std::vector<Slot, LargePages<Slot>>;
  Slots slots_;  // a power of two
  std::vector<Place, LargePages<Place>> places_;
  std::vector<LargeArray<char>> blocks_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace polgraph::bulk
