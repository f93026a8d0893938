// Labels and types that are computed while the statement runs: n:$(x), n:$any(xs), CREATE (n:$(x)), SET n:$(x).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "query/plan.h"

namespace polgraph {

// The names that `value` gives: a string, or a list of strings.
//   Throws  Error Type "InvalidArgumentType" (anything else, also null), Error Argument (an empty name)
std::vector<std::string> computed_names(const Value& value);

// What a writing clause computes names from. It must not ask the graph, which the clause itself changes row by row.
//   Throws  Error Syntax "UnsupportedFeature"
ExprPtr bind_written_names(Binder& binder, const Scope& scope, const ast::Expression& names);

// Tests of an entity, for the labels of a pattern and of x:A. `object` makes the entity's expression anew each time,
// `bind` binds what the names are computed from. Where that is null the test is null.
ExprPtr bind_label_test(const ast::LabelExpression& labels, const std::function<ExprPtr()>& object,
                        const std::function<ExprPtr(const ast::Expression&)>& bind);

}  // namespace polgraph
