#include "query/fused/top_run.h"

#include "query/fused/top_worker.h"

namespace polgraph::fused {

TopRun::TopRun(const Program& program, Context& context, std::uint64_t most)
    : program_(program), context_(context), most_(most) {}

TopRun::~TopRun() = default;

void TopRun::row(Value* input) {
  if (!worker_) {
    if (scans_many(program_)) read_columns(program_, context_);
    worker_ = std::make_unique<TopWorker>(program_, context_, most_);
  }
  worker_->run(input);
}

void TopRun::finish() {
  if (worker_) order_ = worker_->in_order();
}

void TopRun::write(std::size_t number, Batch& out) const {
  const TopWorker::Kept& kept = worker_->kept(order_[number]);
  out.add_copy(kept.input->data());
  Value* row = out.row(out.rows() - 1);
  worker_->bind(kept.bound.data(), row);
  for (std::size_t i = 0; i < program_.items.size(); ++i) {
    const auto& [slot, expr] = program_.items[i];
    row[slot] = program_.evaluates ? kept.items[i] : expr->eval(row, context_);
  }
}

std::size_t TopRun::charged() const {
  return worker_ ? worker_->charged() : 0;
}

}  // namespace polgraph::fused
