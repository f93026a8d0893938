// A syntax tree as canonical query text: keywords in capitals, one blank between words, brackets only where they are
// needed to read the same tree again. dump(parse(unparse(parse(q)))) is dump(parse(q)).
//
//   unparse(parse("match(n) return n.x+1"))  ->  MATCH (n) RETURN n.x + 1
#pragma once

#include <string>

#include "query/syntax/ast.h"

namespace polgraph {

std::string unparse(const ast::Statement& statement);
std::string unparse(const ast::Query& query);
std::string unparse(const ast::Clause& clause);
std::string unparse(const ast::PathPattern& path);
std::string unparse(const ast::LabelExpression& labels);  // without the colon
std::string unparse(const ast::Expression& expression);

}  // namespace polgraph
