#include "query/operator.h"

#include <algorithm>

#include "graph/error.h"
#include "query/explain.h"
#include "query/fused/sketch.h"

namespace polgraph {

Value* Batch::add() {
  values_.resize(values_.size() + width_);
  return row(rows_++);
}

void Batch::add_copy(const Value* from) {
  if (values_.capacity() - values_.size() < width_) values_.reserve(std::max(2 * values_.capacity(), 8 * width_));
  for (std::size_t i = 0; i < width_; ++i) values_.push_back(from[i]);
  ++rows_;
}

void Batch::truncate(std::size_t rows) {
  values_.resize(rows * width_);
  rows_ = rows;
}

Value* Reader::next(Operator& from, Context& context) {
  if (at_ == batch_.rows()) {
    if (done_) return nullptr;
    batch_.reset(context.width(), wanted_);
    from.next(batch_, context);
    at_ = 0;
    if (batch_.rows() == 0) {
      done_ = true;
      return nullptr;
    }
    // Rows with long texts or lists come in small batches: a batch is not charged.
    const std::size_t bytes = row_bytes(batch_.row(batch_.rows() - 1), context.width());
    wanted_ =
        std::clamp<std::size_t>(kBatchBytes / std::max<std::size_t>(bytes, 1), 1, std::min(wanted_ * 4, kMaxBatch));
  }
  context.tick();
  return batch_.row(at_++);
}

bool Operator::each_row(Context&, const TakeRow&) {
  return false;
}

void Operator::each_input_row(Context& context, const TakeRow& take) {
  if (context.may_nest() && input_->each_row(context, take)) return;
  Reader reader;
  reader.open();
  while (Value* row = reader.next(*input_, context)) take(row);
}

bool MapOperator::each_row(Context& context, const TakeRow& take) {
  return input_->each_row(context, [&](Value* row) {
    context.tick();
    if (apply(row, context)) take(row);
  });
}

void MapOperator::next(Batch& out, Context& context) {
  while (out.rows() == 0) {
    input_->next(out, context);
    const std::size_t rows = out.rows();
    if (rows == 0) return;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      context.tick();
      if (!apply(out.row(i), context)) continue;
      if (kept != i) std::swap_ranges(out.row(i), out.row(i) + context.width(), out.row(kept));
      ++kept;
    }
    out.truncate(kept);
    if (kept == 0) out.reset(context.width(), std::min(out.wanted() * 4, kMaxBatch));
  }
}

void ExpandOperator::open(Context& context) {
  input_->open(context);
  reader_.open();
  row_ = nullptr;
}

// Down to the first operator that cannot: then all write into the same row.
bool ExpandOperator::each_row(Context& context, const TakeRow& take) {
  const Context::Nested nested(context);
  each_input_row(context, [&](Value* row) {
    row_ = row;
    begin(row, context);
    for (; step(row, context); context.tick())
      if (wanted(context)) take(row);
  });
  return true;
}

void ExpandOperator::next(Batch& out, Context& context) {
  while (!out.full()) {
    if (row_ == nullptr) {
      row_ = reader_.next(*input_, context);
      if (row_ == nullptr) return;
      begin(row_, context);
    }
    context.tick();
    if (!step(row_, context)) {
      row_ = nullptr;
    } else if (wanted(context)) {
      out.add_copy(row_);
      if (long_rows_) out.weigh(row_bytes(row_, context.width()));
    }
  }
}

void ExpandOperator::explain(Explanation& to) const {
  for (const RowTest& condition : conditions_) to.condition(*condition.expr);
}

bool ExpandOperator::wanted(Context& context) const {
  const AtHand hand = found();
  const Context::Holding holding(context, hand);
  for (std::size_t i = 0; i < conditions_.size(); ++i) {
    if (!decided_.empty() && decided_[i]) continue;
    if (!is_true(*conditions_[i].expr, row_, context)) return false;
  }
  if (hand.records != nullptr) hand.records->remember();
  return true;
}

bool ExpandOperator::sketch_conditions(fused::Sketch& to) const {
  return std::all_of(conditions_.begin(), conditions_.end(),
                     [&](const RowTest& condition) { return to.test(*condition.expr, condition.uses); });
}

void BufferOperator::open(Context& context) {
  input_->open(context);
  forget(context);
  filled_ = false;
  at_ = 0;
  width_ = context.width();
}

void BufferOperator::forget(Context& context) {
  rows_ = {};
  count_ = 0;
  context.release(charged_);
  charged_ = 0;
}

void BufferOperator::keep(const Value* row, Context& context) {
  const auto beside = [this](const Value* kept) { return row_bytes(kept, width_) - width_ * sizeof(Value); };
  std::size_t bytes = beside(row);
  if (rows_.size() + width_ > rows_.capacity()) {
    // Room is made by doubling, and what was there before is copied: both at once must fit. All is counted anew, as a
    // sort that keeps the first rows only has dropped some.
    const std::size_t room = std::max(2 * rows_.capacity(), kFirstBatch * width_);
    context.reserve(room * sizeof(Value));
    rows_.reserve(room);
    bytes += room * sizeof(Value);
    for (std::size_t i = 0; i < count_; ++i) bytes += beside(kept_row(i));
    context.release(charged_);
    charged_ = 0;
  }
  context.charge(bytes);
  charged_ += bytes;
  rows_.insert(rows_.end(), row, row + width_);
  ++count_;
}

void BufferOperator::reorder(const std::vector<std::size_t>& order) {
  std::vector<Value> sorted;
  sorted.reserve(order.size() * width_);
  for (const std::size_t i : order) {
    std::move(kept_row(i), kept_row(i) + width_, std::back_inserter(sorted));
  }
  rows_ = std::move(sorted);
  count_ = order.size();
}

void BufferOperator::next(Batch& out, Context& context) {
  if (!filled_) {
    fill(context);
    filled_ = true;
  }
  while (!out.full() && at_ < count_) {
    context.tick();
    out.add_copy(kept_row(at_++));
  }
}

void Argument::next(Batch& out, Context& context) {
  if (done_) return;
  done_ = true;
  if (row_ != nullptr) {
    out.add_copy(row_);
  } else {
    for (Value *value = out.add(), *end = value + context.width(); value != end; ++value) *value = Value();
  }
}

Pipeline make_pipeline(std::vector<OperatorPtr> operators, std::unique_ptr<Argument> argument,
                       const WrapOperator& wrap) {
  if (operators.size() > kMaxSteps) {
    throw Error(Kind::Limit, "StatementTooLong", "the statement has more than " + std::to_string(kMaxSteps) + " steps")
        .hint("split it into several statements with ;");
  }
  Pipeline made;
  made.argument = argument.get();
  made.root = std::move(argument);
  for (std::size_t i = 0; i < operators.size(); ++i) {
    operators[i]->set_input(std::move(made.root));
    made.root = wrap ? wrap(std::move(operators[i]), i) : std::move(operators[i]);
  }
  return made;
}

}  // namespace polgraph
