// Private: the rules of the schema as a transaction makes, drops and keeps them.
#pragma once

#include <functional>
#include <string_view>

#include "graph/schema.h"
#include "graph/writes.h"

namespace polgraph::constraints {

// Gives the rule its number, and its name if it has none; builds its index; finds what breaks it. See Transaction.
using Tick = std::function<void()>;  // may be empty
const SchemaRule& add_rule(Writes& writes, SchemaRule rule, const Tick& tick);
void drop_rule(Writes& writes, std::string_view name, const Tick& tick);

// Everything that the transaction wrote against every rule: called at each commit.
//   Throws  Error Constraint "UniquenessViolated", "PropertyMissing", "PropertyTypeViolated", naming entities, label,
//           keys and values
//   Cost    one decoding for each record written, one seek for each entry written in the index of a unique rule
void check_written(const Writes& writes);

// Do two entities with these properties break a unique rule?
bool all_equal(const SchemaRule& rule, const std::vector<Property>& a, const std::vector<Property>& b);

}  // namespace polgraph::constraints
