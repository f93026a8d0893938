#include "query/fused/run.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "graph/blocks.h"
#include "query/fused/worker.h"
#include "query/views.h"

namespace polgraph::fused {

namespace {

constexpr std::uint64_t kWorthAThread = 2'000;  // nodes to scan
constexpr std::size_t kGivenBytes = 2 * sizeof(ValueList) + 64;
constexpr std::size_t kManySteps = 1u << 20;  // what such a scan comes to at least, with what hangs on each node
constexpr std::size_t kShares = 256;          // of a scan: whoever is free takes the next

}  // namespace

Run::Run(const Program& program, Context& context) : program_(program), context_(context) {}

Run::~Run() = default;

namespace {

// The pieces that hold relationships of these lists, or all of them where they lie everywhere.
void read_listed(PropertyColumns& columns, const Lists& lists, std::uint32_t bound, Work& work) {
  std::vector<bool> wanted((std::uint64_t{bound} >> PropertyColumns::kPieceBits) + 1, false);
  for (const Adjacents* list : lists)
    for (const std::uint32_t relationship : list->relationships)
      wanted[relationship >> PropertyColumns::kPieceBits] = true;
  std::vector<std::size_t> pieces;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (wanted[i]) pieces.push_back(i);
  columns.read(pieces, work);
}

}  // namespace

void Run::read_columns() {
  StatementWork work(context_);
  GraphImage& image = *program_.image;
  const std::size_t bytes = (program_.reads_nodes ? image.bytes_of_column(true) : 0) +
                            (program_.reads_relationships.empty() ? 0 : image.bytes_of_column(false));
  if (!image_may_grow(context_, bytes)) throw Declined{};
  Lists lists = program_.reads_relationships;
  std::sort(lists.begin(), lists.end());
  lists.erase(std::unique(lists.begin(), lists.end()), lists.end());
  if (!lists.empty()) read_listed(image.relationship_columns(), lists, image.relationships(), work);
  if (program_.reads_nodes) image.node_columns().read_all(work);
}

std::uint64_t Run::given_key(Value* input) {
  ValueList values;
  for (const KeyPart& part : program_.keys)
    if (part.kind == KeyPart::Kind::Given) values.push_back(part.expr->eval(input, context_));
  if (values.empty()) return 0;
  const auto [known, is_new] = given_numbers_.try_emplace(std::move(values), given_.size());
  if (!is_new) return known->second;
  const std::size_t bytes = 2 * row_bytes(known->first.data(), known->first.size()) + kGivenBytes;
  context_.charge(bytes);
  given_charged_ += bytes;
  given_.push_back(known->first);
  return known->second;
}

void Run::row(Value* input) {
  if (rows_ == std::numeric_limits<std::uint32_t>::max()) throw Declined{};
  const bool scans = !program_.steps.empty() && program_.steps.front().kind == Step::Kind::Scan;
  if (!main_) {
    // Of few nodes only the pieces that are met.
    if (scans && program_.steps.front().members->count() >= kWorthAThread) read_columns();
    main_ = std::make_unique<Worker>(program_, &context_);
  }
  const bool shares = scans && rows_ == 0 && program_.plain &&
                      program_.steps.front().members->count() >= kWorthAThread && threads_for(kManySteps, 0) > 1;
  const std::uint64_t given = given_key(input);
  if (shares && given_.empty()) {
    share_work();
  } else {
    main_->run(input, rows_, given);
  }
  ++rows_;
}

void Run::share_work() {
  const std::size_t words = program_.steps.front().members->words().size();
  const std::size_t share = std::max<std::size_t>(1, words / kShares);
  Worker helper(program_, nullptr);
  StatementWork work(context_);
  in_blocks((words + share - 1) / share, 2, work, [&](std::size_t block, const Turn& turn) {
    Worker& worker = turn.is_callers() ? *main_ : helper;
    worker.run_words(block * share, std::min((block + 1) * share, words), turn);
  });
  context_.reserve(helper.bytes());
  main_->merge(helper);
  main_->charge();
}

void Run::finish() {
  if (!main_) main_ = std::make_unique<Worker>(program_, &context_);  // no row came in
  main_->close();
  order_.resize(main_->groups().size());
  std::iota(order_.begin(), order_.end(), 0);
  for (std::size_t group = 0; group < order_.size(); ++group) {
    for (std::size_t i = 0; i < program_.measures.size(); ++i) {
      const Tally& tally = main_->groups().tally(group, i);
      const bool sums = program_.measures[i].kind == Measure::Kind::Sum;
      if (tally.count > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) ||
          (sums && (tally.sum > std::numeric_limits<std::int64_t>::max() ||
                    tally.sum < std::numeric_limits<std::int64_t>::min()))) {
        throw Declined{};
      }
    }
  }
}

void Run::put_in_order() {
  const auto before = [&](std::size_t a, std::size_t b) {
    return main_->groups().first_seen(a) < main_->groups().first_seen(b);
  };
  if (!std::is_sorted(order_.begin(), order_.end(), before)) std::stable_sort(order_.begin(), order_.end(), before);
}

std::size_t Run::charged() const {
  return given_charged_ + (main_ ? main_->charged() : 0);
}

bool Run::keep_first(std::size_t slot, bool descending, std::uint64_t most) {
  for (std::size_t i = 0; i < program_.measures.size(); ++i) {
    const Measure& measure = program_.measures[i];
    if (measure.slot != slot) continue;
    const bool sums = measure.kind == Measure::Kind::Sum;
    const bool never_null = sums || measure.kind == Measure::Kind::CountRows || measure.kind == Measure::Kind::Count ||
                            measure.kind == Measure::Kind::DistinctNodes;
    if (!never_null) return false;
    if (most >= order_.size()) return true;
    if (most == 0) {
      order_.clear();
      return true;
    }
    const auto number = [&](std::size_t group) {
      const Tally& tally = main_->groups().tally(group, i);
      return sums ? static_cast<std::int64_t>(tally.sum) : static_cast<std::int64_t>(tally.count);
    };
    std::vector<std::int64_t> numbers;
    numbers.reserve(order_.size());
    for (const std::size_t group : order_) numbers.push_back(descending ? ~number(group) : number(group));
    const auto last = numbers.begin() + static_cast<std::ptrdiff_t>(most - 1);
    std::nth_element(numbers.begin(), last, numbers.end());
    const std::int64_t limit = *last;
    std::erase_if(order_, [&](std::size_t group) { return (descending ? ~number(group) : number(group)) > limit; });
    return true;
  }
  return false;
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

void Run::write(std::size_t number, Value* row) const {
  const std::size_t group = order_[number];
  Groups& groups = main_->groups();
  const std::uint64_t* key = groups.key(group);
  std::size_t given = 0;
  for (std::size_t i = 0; i < program_.keys.size(); ++i) {
    const KeyPart& part = program_.keys[i];
    const std::uint64_t tag = key[0] >> (2 * (program_.keys.size() - 1 - i)) & 3;
    Value& to = row[part.slot];
    if (part.kind == KeyPart::Kind::Node) {
      to = Value::node(NodeId(key[i + 1]));
    } else if (part.kind == KeyPart::Kind::Given) {
      to = given_[key[i + 1]][given++];
    } else if (tag == 0) {
      to = Value();
    } else if (tag == 1) {
      to = Value::integer(static_cast<std::int64_t>(key[i + 1]));
    } else {
      const PropertyColumns& columns =
          part.of_node ? program_.image->node_columns() : program_.image->relationship_columns();
      to = columns.text(part.column, static_cast<std::uint32_t>(key[i + 1]));
    }
  }
  for (std::size_t i = 0; i < program_.measures.size(); ++i)
    row[program_.measures[i].slot] = result(program_.measures[i], groups.tally(group, i));
}

}  // namespace polgraph::fused
