// Private: which of several entities with one key are one: rows of parallel relationships, nodes that share an id.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "graph/diff_statements.h"

namespace polgraph::diffing {

using Read = std::function<Statements(EntityId)>;

struct Match {
  std::optional<EntityId> before, after;
};

// Those that are equal are left out. The order depends on what is said of them alone.
//   Cost  every one is read; beyond 64 left on a side the closest are not sought
std::vector<Match> match_alike(std::span<const EntityId> before, std::span<const EntityId> after,
                               const Read& read_before, const Read& read_after);

}  // namespace polgraph::diffing
