// TopRun: runs a program over arrays and keeps the first rows of its order.
//
//   Thread  one
//   Cost    a row that is not among the first so far: its first sort key, and the others where that is equal
#pragma once

#include <memory>

#include "query/fused/run.h"

namespace polgraph::fused {

class TopWorker;

class TopRun final : public Run {
 public:
  TopRun(const Program& program, Context& context, std::uint64_t most);
  ~TopRun() override;

  void row(Value* input) override;
  void finish() override;
  std::size_t rows() const override { return order_.size(); }
  void write(std::size_t number, Batch& out) const override;
  std::size_t charged() const override;

 private:
  const Program& program_;
  Context& context_;
  std::uint64_t most_;
  std::unique_ptr<TopWorker> worker_;  // made with the first row, when columns are there
  std::vector<std::size_t> order_;
};

}  // namespace polgraph::fused
