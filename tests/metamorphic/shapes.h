// Patterns as data, so that relations can turn them round, cut them and put them together again.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace polgraph::meta {

struct Labels {  // of a node, or types of a relationship (Name and Or only)
  enum class Op { Name, And, Or, Not, Any } op = Op::Name;
  std::string name;
  std::vector<Labels> parts;
};
std::string text_of(const Labels& labels);  // A&(B|!C)

enum class Arrow { Right, Left, Both };
Arrow turned(Arrow arrow);

using Wanted = std::vector<std::pair<std::string, std::string>>;  // key, expression

struct NodeShape {
  std::string variable;  // empty: anonymous
  std::optional<Labels> labels;
  Wanted wanted;
  std::string where;
};

struct StepShape {
  std::string variable;
  std::optional<Labels> types;
  Arrow arrow = Arrow::Right;
  bool walk = false;
  int min = 1, max = 1;  // of a walk; max < 0: none
  Wanted wanted;
  std::string where;
};

struct PathShape {
  std::string variable;
  std::string selector;  // "", "shortestPath", "allShortestPaths"
  std::vector<NodeShape> nodes;
  std::vector<StepShape> steps;
};

using PatternShape = std::vector<PathShape>;

std::string text_of(const NodeShape& node);
std::string text_of(const StepShape& step);
std::string text_of(const PathShape& path);
std::string text_of(const PatternShape& pattern);

// The same path from its end. A walk's list and a named path would turn round too: for shapes without names for them.
PathShape reversed(const PathShape& path);

// Names of all relationship variables; walks (lists) apart.
std::vector<std::string> step_variables(const PatternShape& pattern, bool walks);

// One reading clause; MATCH as data, all else as text.
struct ClauseShape {
  bool match = false, optional = false;
  PatternShape pattern;
  std::string where;  // of a MATCH
  std::string text;   // of anything else
};
std::string text_of(const ClauseShape& clause);
std::string text_of(const std::vector<ClauseShape>& clauses);  // with blanks between

}  // namespace polgraph::meta
