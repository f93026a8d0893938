// Rewrites of a plan: a list of functions over its operators, run before the operators are chained. With
// RunOptions::rewrites off none is run; answers are the same.
#pragma once

#include <vector>

#include "query/operator.h"

namespace polgraph {

// `may_fuse`: several operators may become one (query/fused/); EXPLAIN and PROFILE show them apart.
void rewrite(std::vector<OperatorPtr>& operators, const Argument* argument, bool may_fuse);

// A condition right behind an expansion is tested inside it.
void filter_in_expansion(std::vector<OperatorPtr>& operators);

}  // namespace polgraph
