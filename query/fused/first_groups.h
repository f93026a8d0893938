// Which groups will be asked for, where ORDER BY a number and LIMIT follow, and which groups end before the scan does.
//
//   Thread  one
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "query/fused/groups.h"
#include "query/fused/program.h"

namespace polgraph::fused {

// Only the first rows by the number in `slot` will be asked for.
struct FirstGroups {
  std::size_t slot;
  bool descending;
  std::uint64_t most;
};

// A group's place by such a number: what is smaller comes first.
class GroupPlace {
 public:
  // Nothing: the number may be null, or is none of the program's.
  static std::optional<GroupPlace> of(const Program& program, const FirstGroups& first);
  std::int64_t operator()(Groups& groups, std::size_t group) const {
    const Tally& tally = groups.tally(group, which_);
    const auto value = sums_ ? static_cast<std::int64_t>(tally.sum) : static_cast<std::int64_t>(tally.count);
    return descending_ ? ~value : value;
  }

 private:
  GroupPlace(std::size_t which, bool sums, bool descending) : which_(which), sums_(sums), descending_(descending) {}

  std::size_t which_;
  bool sums_, descending_;
};

// The first `most` of the numbers that came; at least one.
class FirstNumbers {
 public:
  explicit FirstNumbers(std::uint64_t most) : most_(most) {}
  bool add(std::int64_t number);  // false: so many others are before it, and it is not taken in
  std::size_t bytes() const { return heap_.capacity() * sizeof(std::int64_t); }

 private:
  std::uint64_t most_;
  std::vector<std::int64_t> heap_;  // the last of them in front
};

// Throws Declined where a count or sum of the group does not fit 64 bits.
void refuse_overflow(const Program& program, Groups& groups, std::size_t group);

// Are all keys of groups those of the node that is scanned first, and may a group be forgotten? Then one that no other
// node belongs to is whole when the scan goes on.
bool groups_may_end(const Program& program);

}  // namespace polgraph::fused
