// Holds a case against the engine, and makes the graph of one that fails as small as it gets.
#pragma once

#include <string>

#include "tests/metamorphic/relation.h"

namespace polgraph::meta {

struct Verdict {
  enum class Kind { Holds, Unclear, Differs, Refused } kind = Kind::Holds;
  std::string why;  // Unclear: the error; Refused: a query that the engine does not take; Differs: both answers
};

// `session` holds `model` and is only read; cases that write make graphs of their own.
Verdict check(const Case& checked, const Model& model, Session& session);

// Takes away nodes, relationships, labels and properties as long as the case still ends in the same kind of verdict.
Model shrink(const Case& failing, Model model, Verdict::Kind kind);

// The graph and all queries, to be pasted into the program.
std::string reproduction(const Case& failing, const Model& model);

}  // namespace polgraph::meta
