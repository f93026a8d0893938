// Private to the planning of patterns: the ways in which a node of a pattern can be found without looking at all nodes.
// Whatever a pattern or its WHERE says about a node is offered here; each kind of look-up that the store can do is one
// kind of Start. The conditions themselves stay with the planner and are tested whatever start is taken, so a start may
// find too many nodes, but never too few.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "query/eval.h"
#include "query/plan.h"

namespace polgraph {

// One way to find the node with this number.
struct Start {
  enum class Kind { ByLabel, ByProperty } kind = Kind::ByLabel;
  std::size_t node = 0;
  std::string name;               // of the label or the property key
  ExprPtr value;                  // ByProperty: what it equals; taken when the scan is made
  std::vector<std::size_t> uses;  // slots that `value` reads: they come first
};

class Starts {
 public:
  // The number of the node that an expression names, where it is one of the pattern that is not bound yet.
  using NodeNamed = std::function<std::optional<std::size_t>(const ast::Expression&)>;
  // Do these slots hold their values by now?
  using Solved = std::function<bool(const std::vector<std::size_t>&)>;

  // Lives: borrows all three. Without rewrites nothing is kept, and every node is found by looking at all.
  Starts(Binder& binder, const Scope& scope, const Statistics& statistics)
      : binder_(binder), scope_(scope), statistics_(statistics) {}

  void labels(std::size_t node, const ast::LabelExpression& labels);
  void equality(std::size_t node, const std::string& key, const ast::Expression& value);
  void condition(const ast::Expression& condition, const NodeNamed& node_named);  // one conjunct of a WHERE

  // Rows that the best way to this node gives, estimated.
  double cost(std::size_t node, const Solved& solved) const;
  // Appends the operator that finds it in the best way.
  void emit(std::size_t node, std::size_t slot, const std::string& variable, const Solved& solved, Plan& plan);

 private:
  double rows(const Start& start) const;
  std::optional<std::size_t> best(std::size_t node, const Solved& solved) const;

  Binder& binder_;
  const Scope& scope_;
  const Statistics& statistics_;
  std::vector<Start> starts_;
};

}  // namespace polgraph
