#include "query/fused/fused.h"

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

// The input of another operator, read by the operators inside it.
class Relay final : public Operator {
 public:
  explicit Relay(Operator& owner) : owner_(owner) {}
  void open(Context& context) override { owner_.input()->open(context); }
  // What the input reads would be read again: it does not count for the arrays of what follows.
  void next(Batch& out, Context& context) override {
    const Anew none(context, nullptr);
    owner_.input()->next(out, context);
  }
  std::string name() const override { return "Relay"; }

 private:
  Operator& owner_;
};

}  // namespace

Fused::Fused(Sketch sketch, Question question, std::vector<OperatorPtr> steps)
    : sketch_(std::move(sketch)), question_(std::move(question)) {
  filter_in_expansion(steps);
  steps_ = std::make_unique<Relay>(*this);
  for (OperatorPtr& step : steps) {
    step->set_input(std::move(steps_));
    steps_ = std::move(step);
  }
}

Fused::~Fused() = default;

void Fused::forget_run(Context& context) {
  run_.reset();
  context.release(held_);
  held_ = 0;
}

void Fused::forget_program(Context& context) {
  if (program_) context.release(program_->charged);
  program_.reset();
}

void Fused::open(Context& context) {
  forget_run(context);
  if (context.image != nullptr && context.views->statement != statement_) {
    forget_program(context);
    statement_ = context.views->statement;
    types_ = types_of(sketch_, context.view());
    declined_ = false;
    estimate(context.view());
  }
  started_ = by_steps_ = false;
  anew_.reset();
  at_ = 0;
}

// Counts are looked at once a statement: a plan inside another begins for each of its rows.
void Fused::estimate(const Snapshot& view) {
  const Statistics& counts = view.counts();
  worth_ = steps_worth_arrays(counts);
  std::uint64_t starts = counts.nodes;
  for (const auto& [node, name] : sketch_.labels) {
    const auto label = view.find_label(name);
    const auto known = label ? counts.nodes_by_label.find(*label) : counts.nodes_by_label.end();
    starts = std::min(starts, known == counts.nodes_by_label.end() ? 0 : known->second);
  }
  const bool given = std::any_of(sketch_.nodes.begin(), sketch_.nodes.end(), [](const auto& n) { return n.given; });
  starts_few_ = given || starts < kManyStarts;
}

Fused::Choice Fused::choose(Context& context) {
  const Adjacency wanted = context.options().adjacency;
  if (context.image == nullptr || declined_ || context.writes() || wanted == Adjacency::Store ||
      !context.image->possible())
    return Choice::Steps;
  const bool there =
      std::all_of(types_.begin(), types_.end(), [&](TypeId type) { return context.image->has_type(type); });
  if (!there && !image_may_grow(context, context.image->bytes_of_types(types_))) return Choice::Steps;
  if (wanted == Adjacency::Arrays || (there && !types_.empty())) return Choice::Arrays;
  if (context.image->spent(types_) >= worth_) return Choice::Arrays;
  return starts_few_ ? Choice::StepsFirst : Choice::Arrays;
}

void Fused::prepare(Context& context) {
  if (program_) return;
  StatementWork work(context);
  GraphImage& image = *context.image;
  const bool there = std::all_of(types_.begin(), types_.end(), [&](TypeId type) { return image.has_type(type); });
  image.need_types(types_, work);
  program_ = compile(sketch_, question_, image, context);
  if (!there) read_half_paid(*program_, context);
}

namespace {

// Rows that the operators would never have come to may fail where they would not: they say how it really is.
bool may_be_early(const Error& error) {
  return error.kind() == Kind::Type || error.kind() == Kind::Arithmetic || error.kind() == Kind::Argument;
}

}  // namespace

bool Fused::run_arrays(Context& context) {
  bool done = false;
  try {
    prepare(context);
    run_ = make_run(*program_, context);
    input_->open(context);
    Reader reader;
    reader.open();
    while (Value* row = reader.next(*input_, context)) run_->row(row);
    run_->finish();
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

void Fused::start(Batch& out, Context& context) {
  started_ = true;
  Choice choice = choose(context);
  if (choice == Choice::StepsFirst) {
    anew_.emplace(StartAnew{context.image->spent(types_), worth_});
    try {
      return start_steps(out, context);
    } catch (const ArraysWanted&) {
      out.reset(context.width(), out.wanted());
    }
    choice = Choice::Arrays;
    anew_.reset();
  }
  if (choice == Choice::Arrays && run_arrays(context)) return;
  start_steps(out, context);
}

void Fused::start_steps(Batch& out, Context& context) {
  const Anew counting(context, anew_ ? &*anew_ : nullptr);
  steps_->open(context);
  steps_->next(out, context);
  by_steps_ = true;
  if (anew_) anew_->too_late = true;
}

void Fused::next(Batch& out, Context& context) {
  if (!started_) {
    start(out, context);
    if (by_steps_) return;
  } else if (by_steps_) {
    const Anew counting(context, anew_ ? &*anew_ : nullptr);
    return steps_->next(out, context);
  }
  for (; !out.full() && at_ < run_->rows(); ++at_) {
    context.tick();
    run_->write(at_, out);
  }
}

}  // namespace polgraph::fused
