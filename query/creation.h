// What CREATE and MERGE make of a pattern: checked when bound, run for each row.
#pragma once

#include <string>
#include <vector>

#include "query/operators/match_operators.h"
#include "query/plan.h"

namespace polgraph {

struct NodeCreation {
  std::size_t slot;
  std::vector<std::string> labels;
  ExprPtr properties;  // null: none
  ast::Span span;
};

struct RelationshipCreation {
  std::size_t slot, start, end;
  std::string type;
  ExprPtr properties;
  ast::Span span;
};

// Nodes first, in the order written; then relationships.
struct Creation {
  std::vector<NodeCreation> nodes;
  std::vector<RelationshipCreation> relationships;
  std::vector<BuildPath::Part> path;

  void run(Value* row, Context& context) const;
  void explain(Explanation& to) const;
};

// Declares the new variables of `pattern` in `scope`. `word`: "CREATE" or "MERGE".
//   Throws  Error Syntax: VariableAlreadyBound, CreatingVarLength, RequiresDirectedRelationship,
//   NoSingleRelationshipType,
//           InvalidParameterUse (MERGE)
Creation bind_creation(Binder& binder, Scope& scope, const ast::PathPattern& pattern, bool merge);

}  // namespace polgraph
