// Draft: what is known of a sketch while it is compiled into a program. Each stage of compiling is a file of its own
// and leaves what it found here; compile.cc says in which order they come.
//
//   Lives   borrows the sketch, the image and the program in the making
//   Throws  each stage: Declined
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "query/fused/program.h"
#include "query/views.h"

namespace polgraph::fused {

struct NodePlan {
  bool needed = false, peeled = false;
  std::vector<const NodeSet*> labels;  // it has all of these
  Tests own;                           // of this node alone
  std::vector<Branch> branches;
};

struct EdgePlan {
  bool needed = false, peeled = false;
  std::vector<TypeId> types;
  Lists forth, back;  // from `from`, from `to`
  Along as_written;   // from `from`, in the order of the operators
  Tests own;
};

// A test of more than one variable, with those that it reads.
struct SharedTest {
  std::vector<std::size_t> nodes, edges;
  std::function<void(Tests&)> add;
};

struct Draft {
  Draft(const Sketch& of, const Question& asked, GraphImage& arrays, Context& statement, Program& made)
      : sketch(of),
        question(asked),
        image(arrays),
        context(statement),
        work(statement),
        program(made),
        nodes(of.nodes.size()),
        edges(of.edges.size()) {}

  std::optional<PropertyOf> property(const Expr& expr);
  void share(SharedTest made);
  void need(const PropertyOf& found);
  void need_edge(std::size_t edge);
  double size_of(std::size_t node) const;  // about how many fit

  const Sketch& sketch;
  const Question& question;
  GraphImage& image;
  Context& context;
  StatementWork work;
  Program& program;
  std::vector<NodePlan> nodes;  // by their numbers in the sketch
  std::vector<EdgePlan> edges;
  std::vector<SharedTest> shared;
  std::vector<PairTest> pairs;
};

double kept_by(const ColumnTest& test);  // which part of what it is asked of

std::vector<TypeId> types_of_edge(const SketchEdge& edge, const Snapshot& view);

void read_pattern(Draft& draft);                           // compile_conditions.cc
void read_answer(Draft& draft);                            // compile_answer.cc
void keep_apart(Draft& draft);                             // compile_apart.cc: relationships that must differ
void place_pairs(Draft& draft);                            // compile_pairs.cc: nodes that are or are not one
void hang_optional(Draft& draft, const Sketch& optional);  // compile_branches.cc: an OPTIONAL MATCH as a branch
void peel(Draft& draft);                                   // what is only counted, into branches
void order(Draft& draft);                                  // compile_order.cc: the rest into steps

}  // namespace polgraph::fused
