#include "query/match_start.h"

#include "query/bind.h"
#include "query/operators/match_operators.h"
#include "query/tree.h"

namespace polgraph {

// The labels that a node must have for the expression to hold.
void Starts::labels(std::size_t node, const ast::LabelExpression& labels) {
  using Op = ast::LabelExpression::Op;
  if (!binder_.options().rewrites) return;
  if (labels.op == Op::Name) starts_.push_back({Start::Kind::ByLabel, node, labels.name, nullptr, {}});
  if (labels.op != Op::And) return;
  for (const auto& operand : labels.operands) this->labels(node, operand);
}

void Starts::equality(std::size_t node, const std::string& key, const ast::Expression& value) {
  if (!binder_.options().rewrites) return;
  const auto id = binder_.view().find_key(key);
  const bool always = key == "id" || key == "name";  // indexed from their first use on
  if (!always && (!id || !binder_.view().is_indexed(*id))) return;
  // Bound a second time below: what holds a plan would be planned twice on every level of nesting.
  if (contains_impure(value) || contains_plan(value)) return;
  ExpressionBinder bind(binder_, scope_);
  ExprPtr wanted = bind.bind(value);
  starts_.push_back({Start::Kind::ByProperty, node, key, std::move(wanted), bind.uses()});
}

// n:Label, n.key = value
void Starts::condition(const ast::Expression& condition, const NodeNamed& node_named) {
  if (const auto* test = std::get_if<ast::HasLabels>(&condition.node)) {
    if (const auto node = node_named(*test->object)) labels(*node, test->labels);
    return;
  }
  const auto* equal = std::get_if<ast::Binary>(&condition.node);
  if (equal == nullptr || equal->op != ast::BinaryOp::Equal) return;
  const auto try_side = [&](const ast::Expression& side, const ast::Expression& other) {
    const auto* property = std::get_if<ast::PropertyAccess>(&side.node);
    if (property == nullptr) return;
    if (const auto node = node_named(*property->object)) equality(*node, property->key, other);
  };
  try_side(*equal->left, *equal->right);
  try_side(*equal->right, *equal->left);
}

double Starts::rows(const Start& start) const {
  if (start.kind == Start::Kind::ByProperty) return 1;
  const auto id = binder_.view().find_label(start.name);
  const auto found = id ? statistics_.nodes_by_label.find(*id) : statistics_.nodes_by_label.end();
  return 1.5 + (found == statistics_.nodes_by_label.end() ? 0 : static_cast<double>(found->second));
}

std::optional<std::size_t> Starts::best(std::size_t node, const Solved& solved) const {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < starts_.size(); ++i) {
    if (starts_[i].node != node || !solved(starts_[i].uses)) continue;
    if (!best || rows(starts_[i]) < rows(starts_[*best])) best = i;
  }
  return best;
}

double Starts::cost(std::size_t node, const Solved& solved) const {
  const auto found = best(node, solved);
  return found ? rows(starts_[*found]) : static_cast<double>(statistics_.nodes) + 2;
}

void Starts::emit(std::size_t node, std::size_t slot, const std::string& variable, const Solved& solved, Plan& plan) {
  auto& scan = plan.add<NodeScan>(slot, variable);
  const auto found = best(node, solved);
  if (!found) return;
  Start& start = starts_[*found];
  switch (start.kind) {
    case Start::Kind::ByLabel: scan.by_label(start.name); break;
    case Start::Kind::ByProperty: scan.by_property(start.name, std::move(start.value)); break;
  }
}

}  // namespace polgraph
