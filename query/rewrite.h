// Rewrites of a plan: a list of functions over its operators, run before the operators are chained. With
// RunOptions::rewrites off none is run; answers are the same.
#pragma once

#include <vector>

#include "query/operator.h"

namespace polgraph {

void rewrite(std::vector<OperatorPtr>& operators);

}  // namespace polgraph
