// Program: a sketch made ready to run over arrays: in which order nodes are bound, what is tested as soon as it can be,
// and which parts of the pattern are counted without being enumerated. Made anew for each run, in microseconds.
//
// Counting without enumerating: a branch of the pattern of which only the number of ways matters is a Branch; how many
// ways there are from a node is computed once for each node and multiplied. What the answer names stays enumerated.
//
//   Lives   borrows the image, the sketch and its expressions
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/image.h"
#include "query/fused/groups.h"
#include "query/fused/sketch.h"
#include "query/operators/basic.h"

namespace polgraph::fused {

// The arrays cannot answer as the operators would: those run instead. Never reaches a user.
struct Declined {};

// Throw Declined beyond 64 bits.
inline std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  std::uint64_t product;
  if (__builtin_mul_overflow(a, b, &product)) throw Declined{};
  return product;
}

inline std::uint64_t plus(std::uint64_t a, std::uint64_t b) {
  std::uint64_t sum;
  if (__builtin_add_overflow(a, b, &sum)) throw Declined{};
  return sum;
}

using Lists = std::vector<const Adjacents*>;  // of the types that an edge may have

// Lists to go through, one after the other.
struct Along {
  Lists lists;
  // From here on they lead against an edge of which the lists before lead along: what leads from a node to itself has
  // come already.
  std::size_t once_from = static_cast<std::size_t>(-1);
};

// A property of a node or relationship of the pattern.
struct PropertyOf {
  bool of_node = true;
  std::size_t variable = 0;  // number of the node or edge
  std::size_t column = 0;
  KeyId key;
};

// A condition on one property of one node or relationship and a constant.
struct ColumnTest {
  bool of_node;
  std::size_t variable;
  std::size_t column;
  KeyId key;
  ast::BinaryOp op;
  const Value* constant;
  std::size_t number;  // among all of the program
};

struct LabelTest {
  std::size_t node;
  const NodeSet* members;
};

struct PairTest {  // two nodes are the same, or are not
  std::size_t left, right;
  bool same;
};

struct EdgeTest {  // there is a relationship from one node to the other, or there is none
  std::size_t from, to;
  Lists lists, back;
  bool wanted;
};

// Two nodes that differ, each at the end of an edge of its own, of which only the number of pairs matters: all pairs
// less those of one node twice.
struct PairCount {
  std::size_t left, right;  // the nodes that the edges hang on
  const Adjacents* left_ends;
  const Adjacents* right_ends;
};

struct Tests {
  std::vector<LabelTest> labels;
  std::vector<ColumnTest> columns;
  std::vector<PairTest> pairs;
  std::vector<EdgeTest> edges;
  std::vector<const SketchTest*> others;                       // evaluated over a row of values
  std::vector<std::pair<std::size_t, std::size_t>> different;  // edges that must not be one relationship
  std::vector<PairCount> counts;                               // no tests: so many ways more
  bool empty() const {
    return labels.empty() && columns.empty() && pairs.empty() && edges.empty() && others.empty() && different.empty();
  }
};

inline constexpr std::size_t kMostSides = 8;  // of an intersection

struct Branch {
  std::size_t node = 0;  // at its far end
  std::size_t edge = 0;
  Lists lists;  // from the node it hangs on
  Tests tests;  // of its own node and edge
  std::vector<Branch> branches;
  bool optional = false;  // without a way it counts as one
  // By node it hangs on: ways + 1, 0: not known yet. Threads may compute the same number twice.
  std::unique_ptr<std::vector<std::uint64_t>> ways;
};

// Another edge between nodes that are bound with this step.
struct Closing {
  std::size_t edge, from, to;
  Along along;
};

struct Step {
  enum class Kind { Given, Scan, Expand, Walk } kind = Kind::Given;
  std::size_t node = 0, edge = 0, from = 0;
  Along along;
  const NodeSet* members = nullptr;  // Scan
  std::vector<Closing> closings;
  bool intersects =
      false;               // Expand: it and its closings are one sorted list each, and nobody asks which edges they are
  bool sums_list = false;  // Expand, the last step: only counts and sums over its relationships are asked for
  Tests tests;
  std::vector<Branch> branches;  // that hang on the node
  std::uint64_t min = 1;         // Walk
  std::optional<std::uint64_t> max;
  bool trails = false;     // walks come one by one, in the order of the operators
  bool may_circle = true;  // Walk: it may come back to where it was
};

struct KeyPart {
  enum class Kind { Node, Edge, Property, Given } kind;
  std::size_t variable = 0, column = 0;
  bool of_node = true;
  const Expr* expr = nullptr;  // Given: over the row that comes in; null: what it has in `slot`
  std::size_t slot = 0;        // where the value goes
};

struct Measure {
  enum class Kind { CountRows, Count, Sum, Average, Least, Greatest, DistinctNodes } kind;
  std::size_t variable = 0, column = 0;
  bool of_node = true;
  std::size_t slot = 0;
};

// What is asked of a pattern.
struct Question {
  std::vector<std::pair<std::size_t, const Expr*>> keys;  // the slot, and what goes there; null: what is there already
  std::vector<const AggregateCall*> calls;
  bool in_order = false;  // groups are to come as the operators would meet them
  // Or: the first rows, by `sort`, with `items` evaluated for each; a sort key may name the slot of an item.
  bool rows = false;
  std::vector<std::pair<std::size_t, const Expr*>> items;  // slot, what goes there
  struct Wish {
    const Expr* expr;
    bool descending;
  };
  std::vector<Wish> sort;
};

struct SortKey {
  const Expr* expr;
  bool descending;
  PropertyOf property;  // that it is, unless all is evaluated
};

struct Program {
  GraphImage* image = nullptr;
  const Sketch* sketch = nullptr;
  std::vector<Step> steps;
  std::vector<KeyPart> keys;
  std::vector<Measure> measures;
  std::vector<SortKey> sort;                               // of rows
  std::vector<std::pair<std::size_t, const Expr*>> items;  // of rows, likewise
  bool evaluates = false;  // items and keys of every row, as some of them may fail or are no columns
  std::vector<bool> edge_needed;
  bool plain = true;           // no test is evaluated over a row of values: threads may share the work
  bool only_distinct = false;  // in how many ways does not matter
  bool reads_nodes = false;    // columns of them
  Lists reads_relationships;   // columns of those in these lists
  std::size_t column_tests = 0;
  std::size_t charged = 0;                        // to the statement, for what branches remember
  std::vector<std::optional<TypeId>> edge_types;  // of each edge, where it has just one
  std::vector<std::unique_ptr<NodeSet>> own_sets;
};

// A relationship that an edge is bound to. Cost: a look-up where the edge may have several types.
Value edge_value(const Program& program, std::size_t edge, std::uint64_t id, const Snapshot& view);

// Throws Declined.
Program compile(const Sketch& sketch, const Question& question, GraphImage& image, Context& context);

// The types that the pattern names, of those that there are; none named: all.
std::vector<TypeId> types_of(const Sketch& sketch, const Snapshot& view);

}  // namespace polgraph::fused
