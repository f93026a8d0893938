#include <algorithm>
#include <optional>

#include "graph/error.h"
#include "query/operators/basic.h"

namespace polgraph {

namespace {
constexpr std::size_t kGroupBytes = 100, kCallBytes = 150;  // of blocks of memory, measured
}

void Aggregate::open(Context& context) {
  input_->open(context);
  filled_ = false;
  at_ = 0;
  groups_.clear();
  group_keys_.clear();
  context.release(charged_);
  charged_ = 0;
}

Aggregate::Group Aggregate::make_group() const {
  Group group;
  group.accumulators.resize(calls_.size());
  group.seen.resize(calls_.size(), RowSet(1));
  group.counts.resize(calls_.size());
  for (std::size_t i = 0; i < calls_.size(); ++i) {
    if (calls_[i].function != nullptr) group.accumulators[i] = calls_[i].function->accumulate();
  }
  return group;
}

void Aggregate::add(Group& group, Value* row, Context& context) {
  const std::size_t before = context.held();
  for (std::size_t i = 0; i < calls_.size(); ++i) {
    const AggregateCall& call = calls_[i];
    if (call.function == nullptr) {
      ++group.counts[i];
      continue;
    }
    ValueList values;
    values.reserve(call.arguments.size());
    for (const ExprPtr& argument : call.arguments) values.push_back(argument->eval(row, context));
    if (call.distinct) {
      if (values[0].is_null()) continue;
      if (!group.seen[i].add(values.data(), context).is_new) continue;
    }
    try {
      group.accumulators[i]->add(values, context);
    } catch (Error& error) {
      error.at(context.place(call.arguments[0]->span));
      throw;
    }
  }
  if (context.held() > before) charged_ += context.held() - before;
}

std::size_t Aggregate::group_of(const Value* key, Context& context) {
  const std::size_t before = context.held();
  const auto [number, is_new] = group_keys_.add(key, context);
  if (is_new) {
    // The list of groups as it doubles, what each aggregate keeps.
    context.charge(2 * sizeof(Group) + kGroupBytes + calls_.size() * kCallBytes);
    charged_ += context.held() - before;
    groups_.push_back(make_group());
  }
  return number;
}

namespace {

// The slot that the only key is copied from, if that is all there is to it.
std::optional<std::size_t> slot_of(const std::vector<std::pair<std::size_t, ExprPtr>>& keys) {
  if (keys.size() != 1) return {};
  const ExprShape shape = keys[0].second->shape();
  return shape.kind == ExprShape::Kind::Slot ? std::optional(shape.slot) : std::nullopt;
}

}  // namespace

void Aggregate::fill(Context& context) {
  if (keys_.empty()) {
    groups_.push_back(make_group());
    group_keys_.add(nullptr, context);
  }
  const auto slot = slot_of(keys_);
  std::size_t last = 0;  // group of the row before: rows of one group often come together
  const Value* last_key = nullptr;
  ValueList key(keys_.size());
  const auto find = [&](const Value* row_key) {
    last = group_of(row_key, context);
    last_key = group_keys_.row(last);
  };
  const bool counts_only =
      std::all_of(calls_.begin(), calls_.end(), [](const AggregateCall& call) { return call.function == nullptr; });
  const auto take = [&](Value* row) {
    if (slot) {
      if (last_key == nullptr || !RowSet::alike(*last_key, row[*slot])) find(&row[*slot]);
    } else {
      for (std::size_t i = 0; i < keys_.size(); ++i) key[i] = keys_[i].second->eval(row, context);
      if (groups_.empty() || !group_keys_.is_row(last, key.data())) find(key.data());
    }
    if (counts_only) {
      for (std::int64_t& count : groups_[last].counts) ++count;
    } else {
      add(groups_[last], row, context);
    }
  };
  each_input_row(context, take);
}

void Aggregate::next(Batch& out, Context& context) {
  if (!filled_) {
    fill(context);
    filled_ = true;
  }
  for (; !out.full() && at_ < groups_.size(); ++at_) {
    context.tick();
    if (argument_->row() != nullptr) {
      out.add_copy(argument_->row());
    } else {
      out.add();
    }
    Value* row = out.row(out.rows() - 1);
    for (std::size_t i = 0; i < keys_.size(); ++i) row[keys_[i].first] = group_keys_.row(at_)[i];
    for (std::size_t i = 0; i < calls_.size(); ++i) {
      const AccumulatorPtr& accumulator = groups_[at_].accumulators[i];
      try {
        row[calls_[i].slot] = accumulator ? accumulator->result(context) : Value::integer(groups_[at_].counts[i]);
      } catch (Error& error) {
        error.at(context.place(calls_[i].arguments[0]->span));
        throw;
      }
    }
  }
}

}  // namespace polgraph
