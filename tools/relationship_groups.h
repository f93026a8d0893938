// The relationships of a node by type and direction, each group with its size, what its amounts add up to, and as many
// of its members as are to be shown: the greatest amounts first, then in the order of `position`.
#pragma once

#include <vector>

#include "tools/portrait.h"

namespace polgraph::cli {

struct RankedStep {
  Step step;
  std::optional<Money> own;        // the relationship's
  std::optional<Money> neighbour;  // that of the Budget or Transaction it leads to
  std::int64_t position = 0;
  const Money* money() const { return own ? &*own : neighbour ? &*neighbour : nullptr; }
};

struct StepGroup {
  TypeId type;
  bool outgoing = true;
  std::vector<RankedStep> steps;
};

// Outgoing groups first, by the name of the type. Cost: two or three records for each relationship.
std::vector<StepGroup> step_groups(const Snapshot& snapshot, NodeId node);

// For people; cites what is shown and nothing else.
std::vector<RelationshipGroup> relationship_groups(const Snapshot& snapshot, NodeId node, std::size_t limit,
                                                   Citations& citations);

ShownRelationship shown_relationship(const Snapshot& snapshot, const Step& step, Citations& citations);

}  // namespace polgraph::cli
