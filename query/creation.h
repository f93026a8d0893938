// What CREATE and MERGE make of a pattern: checked when bound, run for each row.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "query/operators/match_operators.h"
#include "query/plan.h"

namespace polgraph {

struct NodeCreation {
  std::size_t slot;
  std::vector<std::string> labels;
  std::vector<ExprPtr> computed;  // more labels: $(x)
  ExprPtr properties;  // null: none
  ast::Span span;
};

struct RelationshipCreation {
  std::size_t slot, start, end;
  std::string type;
  ExprPtr type_of;  // $(x); null: `type`
  ExprPtr properties;
  ast::Span span;
};

// Nodes first, in the order written; then relationships.
struct Creation {
  std::vector<NodeCreation> nodes;
  std::vector<RelationshipCreation> relationships;
  std::vector<BuildPath::Part> path;
  // What asks the graph (CREATE only), to be evaluated for all rows before anything is written.
  std::vector<std::pair<std::size_t, ExprPtr>> before;

  void run(Value* row, Context& context) const;
  void explain(Explanation& to) const;
};

// Declares the new variables of `pattern` in `scope`. `known`: the binder's width where the clause begins; slots from
// there on are of entities that the clause itself makes.
//   Throws  Error Syntax: VariableAlreadyBound, CreatingVarLength, RequiresDirectedRelationship,
//   NoSingleRelationshipType,
//           InvalidParameterUse (MERGE)
Creation bind_creation(Binder& binder, Scope& scope, const ast::PathPattern& pattern, bool merge, std::size_t known);

}  // namespace polgraph
