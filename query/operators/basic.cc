#include "query/operators/basic.h"

#include "graph/error.h"

namespace polgraph {

bool SameRow::operator()(const ValueList& a, const ValueList& b) const {
  for (std::size_t i = 0; i < a.size(); ++i) {
    const bool alike =
        a[i].is_integer() && b[i].is_integer() ? a[i].as_integer() == b[i].as_integer() : same(a[i], b[i]);
    if (!alike) return false;
  }
  return true;
}

std::size_t HashRow::operator()(const ValueList& row) const {
  std::size_t seed = row.size();
  for (const Value& value : row) seed = seed * 0x9E3779B97F4A7C15ull + hash(value);
  return seed;
}

void Distinct::open(Context& context) {
  Operator::open(context);
  context.release(seen_.charged());
  seen_.clear();
}

bool Distinct::apply(Value* row, Context& context) {
  key_.clear();
  for (const std::size_t slot : slots_) key_.push_back(row[slot]);
  return seen_.add(key_.data(), context).is_new;
}

std::uint64_t row_count(const Expr& count, const char* word, Context& context) {
  std::vector<Value> row(context.width());
  const Value value = count.eval(row.data(), context);
  if (!value.is_integer()) {
    throw Error(Kind::Syntax, "InvalidArgumentType",
                std::string(word) + " needs an integer, this is " + std::string(kind_name(value.kind())),
                context.place(count.span));
  }
  if (value.as_integer() < 0) {
    throw Error(Kind::Syntax, "NegativeIntegerArgument",
                std::string(word) + " must not be negative, this is " + std::to_string(value.as_integer()),
                context.place(count.span));
  }
  return static_cast<std::uint64_t>(value.as_integer());
}

void Skip::open(Context& context) {
  input_->open(context);
  left_ = row_count(*count_, "SKIP", context);
  reader_.open();
}

void Skip::next(Batch& out, Context& context) {
  while (!out.full()) {
    const Value* row = reader_.next(*input_, context);
    if (row == nullptr) return;
    if (left_ > 0) {
      --left_;
    } else {
      out.add_copy(row);
    }
  }
}

void Limit::open(Context& context) {
  input_->open(context);
  left_ = row_count(*count_, "LIMIT", context);
  reader_.open();
  if (left_ < kFirstBatch) reader_.open_for_one();
}

void Limit::next(Batch& out, Context& context) {
  while (left_ > 0 && !out.full()) {
    const Value* row = reader_.next(*input_, context);
    if (row == nullptr) return;
    out.add_copy(row);
    --left_;
  }
  if (left_ == 0 && drain_) {
    while (reader_.next(*input_, context) != nullptr) {
    }
  }
}

void Unwind::begin(Value* row, Context& context) {
  items_ = list_->eval(row, context);
  at_ = 0;
  if (items_.is_null() || items_.is_list()) return;
  throw Error(Kind::Type, "InvalidArgumentType",
              "UNWIND needs a list, this is " + std::string(kind_name(items_.kind())), context.place(list_->span));
}

bool Unwind::step(Value* row, Context&) {
  if (items_.is_null() || at_ == items_.as_list().size()) return false;
  row[slot_] = items_.as_list()[at_++];
  return true;
}

void UnwindRange::begin(Value* row, Context& context) {
  std::int64_t numbers[3] = {0, 0, 1};
  more_ = true;
  for (std::size_t i = 0; i < arguments_.size(); ++i) {
    const Value value = arguments_[i]->eval(row, context);
    if (value.is_null()) {
      more_ = false;
      return;
    }
    if (!value.is_integer()) {
      throw Error(Kind::Argument, "InvalidArgumentType",
                  "range() needs integers, this is " + std::string(kind_name(value.kind())),
                  context.place(arguments_[i]->span));
    }
    numbers[i] = value.as_integer();
  }
  value_ = numbers[0], end_ = numbers[1], step_ = numbers[2];
  if (step_ == 0) {
    throw Error(Kind::Argument, "NumberOutOfRange", "the step of range() must not be 0",
                context.place(arguments_.back()->span));
  }
  more_ = step_ > 0 ? value_ <= end_ : value_ >= end_;
}

bool UnwindRange::step(Value* row, Context&) {
  if (!more_) return false;
  row[slot_] = Value::integer(value_);
  std::int64_t next = 0;
  more_ = !__builtin_add_overflow(value_, step_, &next) && (step_ > 0 ? next <= end_ : next >= end_);
  value_ = next;
  return true;
}

void Union::open(Context& context) {
  input_->open(context);
  argument_.reset(context.width(), 1);
  input_->next(argument_, context);
  branch_ = 0;
  open_ = false;
}

void Union::next(Batch& out, Context& context) {
  while (!out.full() && branch_ < branches_.size()) {
    Branch& branch = branches_[branch_];
    if (!open_) {
      branch.pipeline.start(argument_.row(0), context);
      reader_.open();
      open_ = true;
    }
    const Value* row = reader_.next(*branch.pipeline.root, context);
    if (row == nullptr) {
      ++branch_;
      open_ = false;
      continue;
    }
    out.add_copy(argument_.row(0));
    Value* made = out.row(out.rows() - 1);
    for (std::size_t i = 0; i < out_.size(); ++i) made[out_[i]] = row[branch.slots[i]];
  }
}

}  // namespace polgraph
