// What a writing clause asks of the graph, it asks for all rows before it writes anything: else the answer would depend
// on the order of the rows.
#pragma once

#include "query/plan.h"

namespace polgraph::clauses {

// `bound` is `written`, bound. Where it holds a pattern or a sub-query, the plan evaluates it into a slot, and that is
// given back; the clause's operator, which comes next, reads all its input first.
ExprPtr settle(Binder& binder, Plan& plan, const ast::Expression& written, ExprPtr bound);

}  // namespace polgraph::clauses
