#include <unordered_map>

#include "graph/error.h"
#include "query/operators/basic.h"

namespace polgraph {

namespace {
constexpr std::size_t kGroupBytes = 160, kCallBytes = 150;  // of blocks of memory, measured
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
  group.seen.resize(calls_.size());
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
      ValueList key{values[0]};
      const std::size_t bytes = row_bytes(key.data(), 1);
      if (!group.seen[i].insert(std::move(key)).second) continue;
      context.charge(bytes);
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

void Aggregate::fill(Context& context) {
  std::unordered_map<ValueList, std::size_t, HashRow, SameRow> index;
  if (keys_.empty()) {
    groups_.push_back(make_group());
    group_keys_.emplace_back();
  }
  const SameRow same_row;
  std::size_t last = 0;  // group of the row before: rows of one group often come together
  ValueList key;
  Reader reader;
  reader.open();
  while (Value* row = reader.next(*input_, context)) {
    key.clear();
    for (const auto& wish : keys_) key.push_back(wish.second->eval(row, context));
    if (!groups_.empty() && same_row(key, group_keys_[last])) {
      add(groups_[last], row, context);
      continue;
    }
    const auto [found, is_new] = index.try_emplace(key, groups_.size());
    if (is_new) {
      // The key twice, the lists of groups as they double, what each aggregate keeps.
      const std::size_t bytes = 2 * row_bytes(found->first.data(), found->first.size()) +
                                2 * (sizeof(Group) + sizeof(ValueList)) + kGroupBytes + calls_.size() * kCallBytes;
      context.charge(bytes);
      charged_ += bytes;
      groups_.push_back(make_group());
      group_keys_.push_back(found->first);
    }
    last = found->second;
    add(groups_[last], row, context);
  }
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
    for (std::size_t i = 0; i < keys_.size(); ++i) row[keys_[i].first] = group_keys_[at_][i];
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
