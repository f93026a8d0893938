// Random queries: expressions, patterns and clauses over what is in scope. Every query it makes is deterministic as a
// bag of rows: LIMIT only behind a sort by all columns, no value that depends on the order of rows.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/metamorphic/grammar.h"
#include "tests/metamorphic/model.h"
#include "tests/metamorphic/random.h"
#include "tests/metamorphic/shapes.h"

namespace polgraph::meta {

struct Name {
  std::string name;
  char kind;
};

struct PatternWish {
  int parts = 2;          // at most
  int steps = 2;          // at most, in each
  bool conditions = true; // properties and WHERE inside
  bool directed = false;  // names that turn round with the path: of paths and of walks
  bool walks = true;
  bool bound = true;      // may meet what is in scope
  bool linked = false;    // one relationship at least
};

class Generator {
 public:
  Generator(Random& chance, const Model& model) : random(chance), model_(model) {}

  std::string fresh(char kind);
  std::string expression(char kind, int depth);
  std::string expression(char kind) { return expression(kind, random.between(0, 3)); }
  std::string condition();  // for WHERE
  std::string literal(char kind);
  std::string expand(const std::string& pattern, int depth);  // a template

  NodeShape node(const PatternWish& wish, std::vector<Name>& made);
  PathShape path(const PatternWish& wish, std::vector<Name>& made);
  PatternShape pattern(const PatternWish& wish, std::vector<Name>& made);
  std::string anonymous_pattern();

  // Each puts what it binds into the scope.
  ClauseShape match(const PatternWish& wish, bool optional = false);
  ClauseShape unwind();
  ClauseShape with();
  ClauseShape call();
  std::vector<ClauseShape> reading(int clauses);  // begins with something that binds

  // "a AS c0, b AS c1 ...": everything in scope.
  std::string all_columns();
  // "MATCH ... RETURN ...": so many reading clauses and an ending.
  std::string query(int clauses);
  // A last part: further clauses, perhaps, and RETURN.
  std::string ending();

  Random& random;
  std::vector<Name> scope;

 private:
  std::string any_of(char kind);
  bool has(char kind) const;
  bool possible(const std::string& pattern) const;
  std::string sort_by(const std::vector<std::string>& names);
  std::string projection(std::vector<Name>& made, bool final);
  void add_wanted(Wanted& wanted);

  const Model& model_;
  int counter_ = 0;
  int budget_ = 3;  // of patterns inside of expressions
};

}  // namespace polgraph::meta
