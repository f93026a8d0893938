// Questions about syntax trees that the binder asks: what is inside an expression, are two the same.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "query/syntax/ast.h"

namespace polgraph {

// Each direct sub-expression, also those inside patterns; not those inside sub-queries.
void each_child(const ast::Expression& expression, const std::function<void(const ast::Expression&)>& visit);

bool contains_aggregate(const ast::Expression& expression);
bool contains_impure(const ast::Expression& expression);  // rand() and its like
bool contains_plan(const ast::Expression& expression);    // a pattern or sub-query
bool mentions(const ast::Expression& expression, const std::string& variable);

// The same text but for blanks, brackets and the spelling of functions.
bool same_expression(const ast::Expression& a, const ast::Expression& b);

// The parts of a AND b AND c.
std::vector<const ast::Expression*> conjuncts(const ast::Expression& expression);

}  // namespace polgraph
