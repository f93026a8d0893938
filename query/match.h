// Planning of patterns: which node to start from, which relationship to follow next, where each condition is tested.
// The answer does not depend on it; without rewrites the pattern is walked as it is written.
#pragma once

#include <span>

#include "query/plan.h"

namespace polgraph {

// Appends the operators of MATCH pattern WHERE where. Variables that `scope` (or a parent) knows are given; the others
// are declared in it. Relationships of one call are all different. `path`, if given, gets the slot in which the one
// path of the pattern stands.
//   Throws  Error Syntax: VariableTypeConflict, VariableAlreadyBound, RelationshipUniquenessViolation,
//   InvalidParameterUse; Error Semantic: InvalidIndexHint, IndexNotFound
void plan_match(Binder& binder, Scope& scope, std::span<const ast::PathPattern> pattern, const ast::Expression* where,
                Plan& plan, std::size_t* path = nullptr, std::span<const ast::IndexHint> hints = {});

// A pattern in WHERE binds nothing. Throws Error Syntax "UndefinedVariable".
void refuse_new_variables(Binder& binder, const Scope& scope, const ast::PathPattern& pattern);

}  // namespace polgraph
