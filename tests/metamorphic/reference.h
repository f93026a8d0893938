// A second, naive MATCH: tries every assignment of the model's nodes and relationships to the variables of a pattern.
// It shares nothing with the engine but the language it stands for.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/metamorphic/model.h"
#include "tests/metamorphic/shapes.h"

namespace polgraph::meta {

struct ReferenceClause;

// Conditions that the reference understands.
struct Test {
  enum class Op { Less, Equal, IsNull, HasLabel, SameNode, StartsWith, And, Or, Xor, Not, Exists, Count } op = Op::Equal;
  std::string a, key;          // a.key; HasLabel: a; SameNode: a and b
  std::string b;               // SameNode; Less, Equal: a literal, or another variable's `key` where b_is_name
  bool b_is_name = false;
  std::vector<Test> parts;
  std::shared_ptr<const ReferenceClause> inner = {};  // Exists; Count: that many ways as `b` says
};
std::string text_of(const Test& test);

struct ReferenceClause {
  bool optional = false;
  PatternShape pattern;  // properties wanted are literals; no WHERE inside; all nodes and steps are named
  std::optional<Test> where;
};
std::string text_of(const ReferenceClause& clause);

// One row for each way to match: k of each node, k of each relationship, [k ...] of each walk, in the order of `names`.
using ReferenceRow = std::vector<std::string>;
std::vector<ReferenceRow> match_by_trying(const Model& model, const std::vector<ReferenceClause>& clauses,
                                          const std::vector<std::string>& names);

}  // namespace polgraph::meta
