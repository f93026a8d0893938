// FusedAggregate: a pattern and the aggregation behind it, or DISTINCT, which is one without aggregates. The answer is
// that of the operators but for the order of groups that nobody sorted; DISTINCT keeps its order.
#pragma once

#include <utility>

#include "query/fused/fused.h"

namespace polgraph::fused {

class FusedAggregate final : public Fused {
 public:
  FusedAggregate(Sketch sketch, Question question, std::vector<OperatorPtr> steps, const Argument* argument)
      : Fused(std::move(sketch), std::move(question), std::move(steps)), argument_(argument) {}
  std::string name() const override { return "FusedAggregate"; }
  // Only the first rows by `slot` will be asked for, skip and limit together; more may come.
  void keep_first(std::size_t slot, bool descending, const Expr* skip, const Expr* limit) {
    first_slot_ = slot, descending_ = descending, skip_ = skip, limit_ = limit;
  }

 protected:
  std::unique_ptr<Run> make_run(const Program& program, Context& context) override;

 private:
  const Argument* argument_;
  std::size_t first_slot_ = 0;
  bool descending_ = false;
  const Expr* skip_ = nullptr;
  const Expr* limit_ = nullptr;  // null: all are
};

}  // namespace polgraph::fused
