// What amounts rest on: the places in sources, and whether they are stated in two ways. Private to trace.
//
//   Thread  one thread: remembers what it read
//   Cost    one seek an amount, once
#pragma once

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/snapshot.h"

namespace polgraph {

using SourcePlace = std::pair<std::string, std::string>;  // source, locator

class MoneyEvidence {
 public:
  struct Found {
    std::vector<SourcePlace> places;  // of all statements that are not deprecated
    bool two_amounts = false;
  };
  explicit MoneyEvidence(const Snapshot& snapshot);
  // Lives until the next call.
  const Found& of(EntityId entity);

 private:
  void read(EntityId entity, Found& found) const;

  const Snapshot& snapshot_;
  bool has_statements_;
  std::unordered_map<std::uint64_t, Found> known_[2];  // of relationships, of nodes
};

}  // namespace polgraph
