// Private: what one side of a diff says of an entity, in one order, and how two such lists differ.
#pragma once

#include <string>
#include <vector>

#include "graph/diff.h"

namespace polgraph::diffing {

using Statements = std::vector<Statement>;

// Ascending by predicate, value, source, locator, then the rest; each once. The data set is left out, and so is `best`
// unless `with_best`: what queries see is nothing that one data set decides. Cost: two seeks.
Statements statements_of(const DiffSide& side, EntityId entity, bool with_best);

std::vector<StatementDifference> compare(const Statements& before, const Statements& after);

// In how many values both agree, their mere existence aside.
std::size_t agreement(const Statements& a, const Statements& b);

// Equal for equal lists, short whatever they hold; begins with what sorts by the values, and by the places.
struct Digest {
  std::string values;    // predicates and values
  std::string evidence;  // of each of them
  auto operator<=>(const Digest&) const = default;
};
Digest digest(const Statements& statements);

}  // namespace polgraph::diffing
