#include "query/fused/tally_run.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "graph/blocks.h"
#include "query/fused/tally_worker.h"
#include "query/views.h"

namespace polgraph::fused {

namespace {

constexpr std::size_t kGivenBytes = 2 * sizeof(ValueList) + 64;
constexpr std::size_t kManySteps = 1u << 20;  // what such a scan comes to at least, with what hangs on each node
constexpr std::size_t kShares = 256;          // of a scan: whoever is free takes the next

}  // namespace

TallyRun::TallyRun(const Program& program, Context& context, const Value* outer, std::optional<FirstGroups> first)
    : program_(program), context_(context), outer_(outer), first_(first) {}

TallyRun::~TallyRun() = default;

std::uint64_t TallyRun::given_key(Value* input) {
  ValueList values;
  for (const KeyPart& part : program_.keys)
    if (part.kind == KeyPart::Kind::Given)
      values.push_back(part.expr != nullptr ? part.expr->eval(input, context_) : input[part.slot]);
  if (values.empty()) return 0;
  const auto [known, is_new] = given_numbers_.try_emplace(std::move(values), given_.size());
  if (!is_new) return known->second;
  const std::size_t bytes = 2 * row_bytes(known->first.data(), known->first.size()) + kGivenBytes;
  context_.charge(bytes);
  given_charged_ += bytes;
  given_.push_back(known->first);
  return known->second;
}

// Where groups may end with the node that is scanned, they do if it is scanned once: for the only row.
void TallyRun::row(Value* input) {
  if (rows_ == std::numeric_limits<std::uint32_t>::max()) throw Declined{};
  if (rows_ == 0 && first_ && first_->most > 0 && groups_may_end(program_)) {
    only_.emplace(input, input + context_.width());
  } else {
    if (auto first = std::exchange(only_, std::nullopt)) run(first->data(), 0);
    run(input, rows_);
  }
  ++rows_;
}

void TallyRun::begin() {
  if (!main_ && scans_many(program_)) read_columns(program_, context_);
  if (!main_) main_ = std::make_unique<TallyWorker>(program_, &context_);
}

void TallyRun::run(Value* input, std::uint64_t number) {
  begin();
  const bool shares = scans_many(program_) && number == 0 && program_.plain && threads_for(kManySteps, 0) > 1;
  const std::uint64_t given = given_key(input);
  if (shares && given_.empty()) {
    share_work();
  } else {
    main_->run(input, number, given);
  }
}

// Of the only row: groups that cannot be among the first are dropped as they end.
void TallyRun::run_only() {
  begin();
  main_->let_groups_end(*first_);
  run(only_->data(), 0);
  only_.reset();
}

void TallyRun::share_work() {
  const std::size_t words = program_.steps.front().members->words().size();
  const std::size_t share = std::max<std::size_t>(1, words / kShares);
  TallyWorker helper(program_, nullptr);
  if (only_) helper.let_groups_end(*first_);
  StatementWork work(context_);
  in_blocks((words + share - 1) / share, 2, work, [&](std::size_t block, const Turn& turn) {
    TallyWorker& worker = turn.is_callers() ? *main_ : helper;
    worker.run_words(block * share, std::min((block + 1) * share, words), turn);
  });
  context_.reserve(helper.bytes());
  main_->merge(helper);
  main_->charge();
}

void TallyRun::finish() {
  if (only_) run_only();
  begin();  // where no row came in
  main_->close();
  order_.resize(main_->groups().size());
  std::iota(order_.begin(), order_.end(), 0);
  for (std::size_t group = 0; group < order_.size(); ++group) refuse_overflow(program_, main_->groups(), group);
  if (first_) keep_first();
  put_in_order();
}

// By where in the scan or the input they were met.
void TallyRun::put_in_order() {
  const auto before = [&](std::size_t a, std::size_t b) {
    return main_->groups().first_seen(a) < main_->groups().first_seen(b);
  };
  if (!std::is_sorted(order_.begin(), order_.end(), before)) std::stable_sort(order_.begin(), order_.end(), before);
}

std::size_t TallyRun::charged() const {
  return given_charged_ + (main_ ? main_->charged() : 0);
}

// Drops groups that are not among the first; ties stay, and all do where the number may be null.
void TallyRun::keep_first() {
  const auto place = GroupPlace::of(program_, *first_);
  if (!place || first_->most >= order_.size()) return;
  if (first_->most == 0) return order_.clear();
  const auto number = [&](std::size_t group) { return (*place)(main_->groups(), group); };
  std::vector<std::int64_t> numbers;
  numbers.reserve(order_.size());
  for (const std::size_t group : order_) numbers.push_back(number(group));
  const auto last = numbers.begin() + static_cast<std::ptrdiff_t>(first_->most - 1);
  std::nth_element(numbers.begin(), last, numbers.end());
  const std::int64_t limit = *last;
  std::erase_if(order_, [&](std::size_t group) { return number(group) > limit; });
}

namespace {

Value result(const Measure& measure, const Tally& tally) {
  switch (measure.kind) {
    case Measure::Kind::Sum: return Value::integer(static_cast<std::int64_t>(tally.sum));
    case Measure::Kind::Average:
      if (tally.count == 0) return {};
      return Value::floating(static_cast<double>(tally.sum) / static_cast<double>(tally.count));
    case Measure::Kind::Least:
    case Measure::Kind::Greatest: return tally.count == 0 ? Value() : Value::integer(tally.extreme);
    default: return Value::integer(static_cast<std::int64_t>(tally.count));
  }
}

}  // namespace

void TallyRun::write_key(std::size_t which, const std::uint64_t* key, std::size_t& given, Value& to) const {
  const KeyPart& part = program_.keys[which];
  const std::uint64_t tag = key[0] >> (2 * (program_.keys.size() - 1 - which)) & 3, word = key[which + 1];
  if (part.kind == KeyPart::Kind::Node) {
    to = Value::node(NodeId(word));
  } else if (part.kind == KeyPart::Kind::Edge) {
    to = edge_value(program_, part.variable, word, context_.view());
  } else if (part.kind == KeyPart::Kind::Given) {
    to = given_[word][given++];
  } else if (tag == 0) {
    to = Value();
  } else if (tag == 1) {
    to = Value::integer(static_cast<std::int64_t>(word));
  } else {
    const PropertyColumns& columns =
        part.of_node ? program_.image->node_columns() : program_.image->relationship_columns();
    to = columns.text(part.column, static_cast<std::uint32_t>(word));
  }
}

void TallyRun::write(std::size_t number, Batch& out) const {
  if (outer_ != nullptr) {
    out.add_copy(outer_);
  } else {
    out.add();
  }
  Value* row = out.row(out.rows() - 1);
  Groups& groups = main_->groups();
  const std::size_t group = order_[number];
  std::size_t given = 0;
  for (std::size_t i = 0; i < program_.keys.size(); ++i)
    write_key(i, groups.key(group), given, row[program_.keys[i].slot]);
  for (std::size_t i = 0; i < program_.measures.size(); ++i)
    row[program_.measures[i].slot] = result(program_.measures[i], groups.tally(group, i));
}

}  // namespace polgraph::fused
