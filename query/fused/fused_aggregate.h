// FusedAggregate: a pattern and the aggregation behind it in one step, over arrays (graph/image.h) where those are
// there or worth making; else, and wherever arrays cannot tell, the operators that it was made from. The answer is the
// same but for the order of rows that nobody sorted.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "query/fused/run.h"
#include "query/fused/sketch.h"
#include "query/operators/basic.h"

namespace polgraph::fused {

class FusedAggregate final : public Operator {
 public:
  // `steps`: the pattern's operators and the Aggregate, in the order of the rows; `sketch` was drawn by them.
  FusedAggregate(Sketch sketch, std::vector<OperatorPtr> steps);
  ~FusedAggregate() override;
  void open(Context& context) override;
  void next(Batch& out, Context& context) override;
  std::string name() const override { return "FusedAggregate"; }
  // Only the first rows by `slot` will be asked for, skip and limit together; more may come.
  void keep_first(std::size_t slot, bool descending, const Expr* skip, const Expr* limit) {
    first_slot_ = slot, descending_ = descending, skip_ = skip, limit_ = limit;
  }

 private:
  enum class Choice { Steps, StepsFirst, Arrays };
  Choice choose(Context& context);
  void start(Batch& out, Context& context);
  bool run_arrays(Context& context);
  void prepare(Context& context);
  void forget_run(Context& context);
  void forget_program(Context& context);

  Sketch sketch_;
  const Aggregate* aggregate_;
  OperatorPtr steps_;  // as they were, reading from our input
  bool started_ = false, by_steps_ = false, declined_ = false;
  // Of one statement, however often it runs (for each row of another plan): what its branches remember stays good.
  std::uint64_t statement_ = 0;
  std::vector<TypeId> types_;
  std::optional<Program> program_;
  std::unique_ptr<Run> run_;
  std::size_t at_ = 0, held_ = 0;
  std::size_t first_slot_ = 0;
  bool descending_ = false;
  const Expr* skip_ = nullptr;
  const Expr* limit_ = nullptr;  // null: all are
};

// Puts patterns with an aggregation behind them together.
void fuse(std::vector<OperatorPtr>& operators);

}  // namespace polgraph::fused
