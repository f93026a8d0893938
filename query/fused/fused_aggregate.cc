#include "query/fused/fused_aggregate.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "query/adjacency.h"
#include "query/rewrite.h"
#include "query/views.h"

namespace polgraph::fused {

namespace {

// Starting points of a pattern from which it is worth making arrays at once. With fewer the operators begin, and stop
// if they come to read as much as arrays would cost.
constexpr std::uint64_t kManyStarts = 200;
constexpr std::size_t kMostSteps = 40;    // of a pattern that is looked at: looking takes the square of it
constexpr std::uint64_t kFew = 1u << 20;  // rows asked for: with more a full sort is as good

// The input of another operator, read by the operators inside it.
class Relay final : public Operator {
 public:
  explicit Relay(Operator& owner) : owner_(owner) {}
  void open(Context& context) override { owner_.input()->open(context); }
  // What the input reads would be read again: it does not count for the arrays of what follows.
  void next(Batch& out, Context& context) override {
    StartAnew* const before = std::exchange(context.anew, nullptr);
    try {
      owner_.input()->next(out, context);
    } catch (...) {
      context.anew = before;
      throw;
    }
    context.anew = before;
  }
  std::string name() const override { return "Relay"; }

 private:
  Operator& owner_;
};

}  // namespace

FusedAggregate::FusedAggregate(Sketch sketch, std::vector<OperatorPtr> steps)
    : sketch_(std::move(sketch)), aggregate_(static_cast<const Aggregate*>(steps.back().get())) {
  filter_in_expansion(steps);
  steps_ = std::make_unique<Relay>(*this);
  for (OperatorPtr& step : steps) {
    step->set_input(std::move(steps_));
    steps_ = std::move(step);
  }
}

FusedAggregate::~FusedAggregate() = default;

void FusedAggregate::forget_run(Context& context) {
  run_.reset();
  context.release(held_);
  held_ = 0;
}

void FusedAggregate::forget_program(Context& context) {
  if (program_) context.release(program_->charged);
  program_.reset();
}

void FusedAggregate::open(Context& context) {
  forget_run(context);
  if (context.image != nullptr && context.views->statement != statement_) {
    forget_program(context);
    statement_ = context.views->statement;
    types_ = types_of(sketch_, context.view());
    declined_ = false;
  }
  started_ = by_steps_ = false;
  at_ = 0;
}

FusedAggregate::Choice FusedAggregate::choose(Context& context) {
  const Adjacency wanted = context.options().adjacency;
  if (context.image == nullptr || declined_ || context.writes() || wanted == Adjacency::Store ||
      !context.image->possible())
    return Choice::Steps;
  const bool there =
      std::all_of(types_.begin(), types_.end(), [&](TypeId type) { return context.image->has_type(type); });
  if (!there && !image_may_grow(context, context.image->bytes_of_types(types_))) return Choice::Steps;
  if (wanted == Adjacency::Arrays || (there && !types_.empty())) return Choice::Arrays;
  const Statistics counts = context.view().statistics();
  std::uint64_t starts = counts.nodes;
  for (const auto& [node, name] : sketch_.labels) {
    const auto label = context.view().find_label(name);
    const auto known = label ? counts.nodes_by_label.find(*label) : counts.nodes_by_label.end();
    starts = std::min(starts, known == counts.nodes_by_label.end() ? 0 : known->second);
  }
  const bool given = std::any_of(sketch_.nodes.begin(), sketch_.nodes.end(), [](const auto& n) { return n.given; });
  return given || starts < kManyStarts ? Choice::StepsFirst : Choice::Arrays;
}

void FusedAggregate::prepare(Context& context) {
  if (program_) return;
  StatementWork work(context);
  context.image->need_types(types_, work);
  program_ = compile(sketch_, *aggregate_, *context.image, context);
}

namespace {

// Rows that the operators would never have come to may fail where they would not: they say how it really is.
bool may_be_early(const Error& error) {
  return error.kind() == Kind::Type || error.kind() == Kind::Arithmetic || error.kind() == Kind::Argument;
}

}  // namespace

bool FusedAggregate::run_arrays(Context& context) {
  bool done = false;
  try {
    prepare(context);
    run_ = std::make_unique<Run>(*program_, context);
    input_->open(context);
    Reader reader;
    reader.open();
    while (Value* row = reader.next(*input_, context)) run_->row(row);
    run_->finish();
    if (limit_ != nullptr) {
      const std::uint64_t limit = row_count(*limit_, "LIMIT", context);
      const std::uint64_t skip = skip_ != nullptr ? row_count(*skip_, "SKIP", context) : 0;
      if (limit < kFew && skip < kFew) run_->keep_first(first_slot_, descending_, limit + skip);
    }
    run_->put_in_order();
    done = true;
  } catch (const Declined&) {
  } catch (const Error& error) {
    if (!may_be_early(error)) throw;
  }
  held_ = run_ ? run_->charged() : 0;
  if (!done) forget_run(context);
  declined_ = !done;  // it would be again, for the next row of another plan
  return done;
}

void FusedAggregate::start(Batch& out, Context& context) {
  started_ = true;
  Choice choice = choose(context);
  if (choice == Choice::StepsFirst) {
    StartAnew anew{context.image->spent(types_), steps_worth_arrays(context.view().statistics())};
    StartAnew* const before = std::exchange(context.anew, &anew);
    try {
      steps_->open(context);
      steps_->next(out, context);
      by_steps_ = true;
      context.anew = before;
      return;
    } catch (const ArraysWanted&) {
      context.anew = before;
      out.reset(context.width(), out.wanted());
      steps_->open(context);  // lets go what it held
    } catch (...) {
      context.anew = before;
      throw;
    }
    choice = Choice::Arrays;
  }
  if (choice == Choice::Arrays && run_arrays(context)) return;
  by_steps_ = true;
  StartAnew* const before = std::exchange(context.anew, nullptr);
  steps_->open(context);
  steps_->next(out, context);
  context.anew = before;
}

void FusedAggregate::next(Batch& out, Context& context) {
  if (!started_) {
    start(out, context);
    if (by_steps_) return;
  } else if (by_steps_) {
    return steps_->next(out, context);
  }
  const Value* argument = aggregate_->argument()->row();
  for (; !out.full() && at_ < run_->groups(); ++at_) {
    context.tick();
    if (argument != nullptr) {
      out.add_copy(argument);
    } else {
      out.add();
    }
    run_->write(at_, out.row(out.rows() - 1));
  }
}

namespace {

// The longest run of operators before `end` that can be drawn as one pattern; its first one.
std::optional<std::pair<std::size_t, Sketch>> pattern_before(const std::vector<OperatorPtr>& operators,
                                                             std::size_t end) {
  std::size_t first = end;
  Sketch sketch;
  // A shorter run may not fit where a longer one does: an optional part needs the node that it hangs on.
  for (std::size_t begin = end; begin-- > 0 && end - begin <= kMostSteps;) {
    Sketch longer;
    const bool fits = std::all_of(operators.begin() + static_cast<std::ptrdiff_t>(begin),
                                  operators.begin() + static_cast<std::ptrdiff_t>(end),
                                  [&](const OperatorPtr& step) { return step->sketch(longer); });
    if (!fits) continue;
    first = begin;
    sketch = std::move(longer);
  }
  const bool worth = !sketch.edges.empty() ||
                     std::any_of(sketch.nodes.begin(), sketch.nodes.end(), [](const auto& n) { return !n.given; });
  if (first == end || !worth) return {};
  return std::pair(first, std::move(sketch));
}

}  // namespace

void fuse(std::vector<OperatorPtr>& operators) {
  for (std::size_t i = 0; i < operators.size(); ++i) {
    if (dynamic_cast<const Aggregate*>(operators[i].get()) == nullptr) continue;
    auto found = pattern_before(operators, i);
    if (!found) continue;
    const auto begin = operators.begin() + static_cast<std::ptrdiff_t>(found->first);
    const auto end = operators.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    std::vector<OperatorPtr> steps(std::make_move_iterator(begin), std::make_move_iterator(end));
    operators.erase(begin, end);
    operators.insert(operators.begin() + static_cast<std::ptrdiff_t>(found->first),
                     std::make_unique<FusedAggregate>(std::move(found->second), std::move(steps)));
    i = found->first;
  }
}

}  // namespace polgraph::fused
