// check: walks every column family and reports each broken invariant: records against both adjacencies, label,
// property and name indexes, identities (none twice), dictionaries, statistics, statements, checksums.
#pragma once

#include <functional>
#include <string>

#include "graph/snapshot.h"

namespace polgraph {

struct CheckReport {
  std::uint64_t entries = 0;  // keys read
  std::uint64_t findings = 0;
};

// `finding` gets one line for each: what is wrong, where. Cost: one pass over the store, memory for one record and for
// what the relationships between two nodes are known by.
CheckReport check(const Snapshot& snapshot, const std::function<void(const std::string&)>& finding);

}  // namespace polgraph
