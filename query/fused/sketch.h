// Sketch: what a run of operators looks for, as one pattern: nodes, relationships between them, conditions. Operators
// draw it themselves (Operator::sketch); what a sketch cannot hold is refused, and the operators then run as they are.
//
//   Lives   a sketch borrows the expressions of the operators that drew it
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graph/record.h"
#include "query/eval.h"

namespace polgraph {

struct ExpandSpec;
struct WalkSpec;
class Operator;

namespace fused {

struct SketchNode {
  std::size_t slot;
  bool given = false;  // bound by what comes before the pattern
};

struct SketchEdge {
  std::size_t slot;
  std::size_t from, to;              // numbers of nodes
  Direction direction;               // seen from `from`
  std::vector<std::string> types;    // none: any
  std::vector<std::size_t> differs;  // slots of the relationships that it must not be
  bool into = false;                 // `to` was there before
  bool walk = false;                 // a walk of `min` to `max` steps; `to` is new and ends it
  std::uint64_t min = 1;
  std::optional<std::uint64_t> max = {};
};

struct SketchTest {
  const Expr* condition;
  std::vector<std::size_t> uses;  // slots that it reads
};

class Sketch {
 public:
  // Each false where it does not fit.
  bool scan(std::size_t slot, const std::string& label);
  bool expand(const ExpandSpec& spec);
  bool walk(const WalkSpec& spec);
  bool test(const Expr& condition, const std::optional<std::vector<std::size_t>>& uses);
  bool optional(const Pipeline& pipeline);
  bool pipeline(const Pipeline& pipeline);  // all of its operators

  std::optional<std::size_t> node(std::size_t slot) const;  // its number
  std::optional<std::size_t> edge(std::size_t slot) const;
  bool has(std::size_t slot) const { return node(slot) || edge(slot); }

  std::vector<SketchNode> nodes;
  std::vector<SketchEdge> edges;
  std::vector<SketchTest> tests;
  // A scan of a node, or an edge, by number, in the order in which the operators come.
  struct Part {
    bool is_edge;
    std::size_t number;
  };
  std::vector<Part> parts;
  std::vector<std::pair<std::size_t, std::string>> labels;  // of nodes, by number: those that a scan asked for
  std::vector<Sketch> optionals;  // each may be missing; its given nodes are nodes of this sketch

 private:
  std::size_t known(std::size_t slot);
  std::optional<std::size_t> add(std::size_t slot);
  bool is_free(std::size_t slot) const;
};

}  // namespace fused
}  // namespace polgraph
