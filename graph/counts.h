// How many there are of each of a few: a short list, ascending by id, which a commit copies at the cost of one
// allocation. A map took as many as it had entries, and one more each when it went.
//   Cost  a look: a binary search; a new id: all behind it move
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

namespace polgraph {

template <class Id>
class Counts {
 public:
  using Entry = std::pair<Id, std::uint64_t>;
  using const_iterator = typename std::vector<Entry>::const_iterator;

  Counts() = default;
  Counts(std::initializer_list<Entry> entries) {
    for (const auto& [id, count] : entries) (*this)[id] = count;
  }

  std::uint64_t& operator[](Id id) {  // 0 where there was none
    auto at = std::lower_bound(entries_.begin(), entries_.end(), id, before);
    if (at == entries_.end() || at->first != id) at = entries_.insert(at, {id, 0});
    return at->second;
  }
  const_iterator find(Id id) const {
    const auto at = std::lower_bound(entries_.begin(), entries_.end(), id, before);
    return at != entries_.end() && at->first == id ? at : entries_.end();
  }
  void erase(Id id) {
    std::erase_if(entries_, [&](const Entry& entry) { return entry.first == id; });
  }
  void clear() { entries_.clear(); }
  std::size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  const_iterator begin() const { return entries_.begin(); }
  const_iterator end() const { return entries_.end(); }
  bool operator==(const Counts&) const = default;

 private:
  static bool before(const Entry& entry, Id id) { return entry.first < id; }
  std::vector<Entry> entries_;
};

}  // namespace polgraph
