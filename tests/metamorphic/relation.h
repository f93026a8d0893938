// What must hold between the answers of two queries. A relation makes random cases; tests/metamorphic/check.h holds
// them. A new relation: a function and a line in a table of the file it belongs to.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tests/metamorphic/generator.h"
#include "tests/metamorphic/session.h"

namespace polgraph::meta {

enum class Compare {
  Bag,      // the rows of all runs on the left are those on the right, in any order
  Ordered,  // ... in this order
  Reversed, // ... in the opposite order
  Prefix,   // the rows on the left are the first ones on the right
  Count,    // the one integer on the left is the number of rows on the right
  True,     // every cell on the left is true
  Graph,    // each side is run on a graph of its own: the graphs are equal afterwards, and whole
};

struct Case {
  std::vector<Run> left, right;
  Compare how = Compare::Bag;
  bool same_errors = false;  // an error on one side must be one on the other; else it tells nothing
  bool errors_expected = false;  // Graph: the statements on the left fail, and leave nothing
  bool rows_too = false;         // Graph: the rows of the last run are compared as well
  std::function<std::vector<std::string>(const Model&)> reference = {};  // in place of the right side
  std::string note = {};
};

struct Relation {
  const char* name;
  int weight;
  std::function<std::optional<Case>(Generator&)> make;  // nothing: this chance gives no case
};

std::span<const Relation> match_relations();
std::span<const Relation> row_relations();
std::span<const Relation> subquery_relations();
std::span<const Relation> path_relations();
std::span<const Relation> syntax_relations();
std::span<const Relation> law_relations();
std::span<const Relation> write_relations();
std::span<const Relation> reference_relations();
std::vector<Relation> all_relations();

// Query texts without the marks of literals, each with rewrites.
Case same_rows(const std::string& left, const std::string& right);
std::vector<Run> runs(const std::vector<std::string>& queries);

}  // namespace polgraph::meta
