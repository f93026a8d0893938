// Budgets inside budgets: of two in one total, one of which is part of the other, only the whole counts. Private to
// trace.
#pragma once

#include <vector>

#include "graph/trace_items.h"

namespace polgraph {

// Takes out of `items` every stock that is PART_OF, over any number of steps, another one in the same total, or whose
// owner is PART_OF the owner of another one; they are noted as PartOf.
//   Cost  a few seeks for each budget
void drop_parts(const Snapshot& snapshot, const MoneyRoles& roles, std::vector<MoneyItem>& items,
                LeftOutList& left_out);

}  // namespace polgraph
