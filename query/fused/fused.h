// Fused: a pattern and what is asked of it in one step, over arrays (graph/image.h) where those are there or worth
// making; else, and wherever arrays cannot tell, the operators that it was made from.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "query/fused/run.h"
#include "query/fused/sketch.h"

namespace polgraph::fused {

class Fused : public Operator {
 public:
  // `steps`: the pattern's operators and those that ask `question`, in the order of the rows; `sketch` was drawn by
  // them.
  Fused(Sketch sketch, Question question, std::vector<OperatorPtr> steps);
  ~Fused() override;
  void open(Context& context) override;
  void next(Batch& out, Context& context) override;

 protected:
  virtual std::unique_ptr<Run> make_run(const Program& program, Context& context) = 0;

 private:
  enum class Choice { Steps, StepsFirst, Arrays };
  void estimate(const Snapshot& view);
  Choice choose(Context& context);
  void start(Batch& out, Context& context);
  void start_steps(Batch& out, Context& context);
  bool run_arrays(Context& context);
  void prepare(Context& context);
  void forget_run(Context& context);
  void forget_program(Context& context);

  Sketch sketch_;
  Question question_;
  OperatorPtr steps_;  // as they were, reading from our input
  bool started_ = false, by_steps_ = false, declined_ = false;
  std::optional<StartAnew> anew_;  // while the operators run and arrays might be better
  // Of one statement, however often it runs (for each row of another plan): what its branches remember stays good.
  std::uint64_t statement_ = 0;
  std::vector<TypeId> types_;
  std::uint64_t worth_ = 0;  // what arrays of these cost, in steps
  bool starts_few_ = false;  // a look-up, or a scan of few nodes
  std::optional<Program> program_;
  std::unique_ptr<Run> run_;
  std::size_t at_ = 0, held_ = 0;
};

}  // namespace polgraph::fused
