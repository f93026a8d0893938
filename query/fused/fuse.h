// Fusing: which operators of a plan may become one over arrays.
#pragma once

#include <vector>

#include "query/operator.h"

namespace polgraph::fused {

// Patterns with an aggregation or DISTINCT behind them, in a plan whose first operator reads `argument`.
void fuse(std::vector<OperatorPtr>& operators, const Argument* argument);
// Patterns of which ORDER BY ... LIMIT keeps some rows, once the sort knows how many (Sort::keep_first).
void fuse_first_rows(std::vector<OperatorPtr>& operators);

}  // namespace polgraph::fused
