// SET items, as SET and MERGE use them.
#pragma once

#include <vector>

#include "query/plan.h"
#include "query/writes.h"

namespace polgraph::clauses {

// What SET and REMOVE change: an entity, or null; where labels are meant, a node.
//   Throws  Error Syntax InvalidArgumentType
ExprPtr bind_changed(Binder& binder, const Scope& scope, const ast::Expression& target, bool labels);
// The entity and the key of `n.key` or `n[key]`.
void bind_property(Binder& binder, const Scope& scope, const ast::Expression& target, WriteAction& action);
std::vector<WriteAction> bind_set_items(Binder& binder, const Scope& scope, const std::vector<ast::SetItem>& items);

// Runs its actions for each row, after all input is read.
class Write final : public BufferOperator {
 public:
  explicit Write(std::vector<WriteAction> actions) : actions_(std::move(actions)) {}
  std::string name() const override { return "Write"; }
  void explain(Explanation& to) const override {
    for (const WriteAction& action : actions_) action.explain(to);
  }

 protected:
  void fill(Context& context) override;

 private:
  std::vector<WriteAction> actions_;
};

}  // namespace polgraph::clauses
