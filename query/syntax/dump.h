// A syntax tree as one line of nested parentheses, places and columns' texts left out: for tests, and to compare trees.
//
//   dump(*parse_expression("1 + x * 2"))  ->  (+ 1 (* x 2))
#pragma once

#include <string>

#include "query/syntax/ast.h"

namespace polgraph {

std::string dump(const ast::Statement& statement);
std::string dump(const ast::Expression& expression);

}  // namespace polgraph
