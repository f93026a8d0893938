#include "query/adjacency.h"

#include <algorithm>

#include "query/views.h"

namespace polgraph {

namespace {

constexpr std::uint64_t kSeek = 20;       // what a seek costs, in steps of a scan: 4 to 0.2 microseconds
constexpr std::uint64_t kLeast = 20'000;  // some milliseconds: before, arrays are not worth thinking of

}  // namespace

std::uint64_t steps_worth_arrays(const Statistics& counts) {
  // A step of a scan on two threads costs a sixth of one by a cursor of its own.
  return std::max(kLeast, (counts.nodes + counts.relationships) / 6);
}

// Neighbours are sorted: one of them is found by two binary searches.
bool StepReader::open_list() {
  if (lists_.empty()) return false;
  list_ = &lists_.front();
  lists_ = lists_.subspan(1);
  const auto node = static_cast<std::uint32_t>(node_.value);
  const Adjacents& adjacents = *list_->adjacents;
  if (node_.value + 1 >= adjacents.offsets.size()) {
    at_ = end_ = 0;
    return true;
  }
  at_ = adjacents.begin(node);
  end_ = adjacents.end(node);
  if (neighbour_) {
    const auto* all = adjacents.neighbours.data();
    const auto [first, last] = std::equal_range(all + at_, all + end_, static_cast<std::uint32_t>(neighbour_->value));
    at_ = static_cast<std::uint32_t>(first - all);
    end_ = static_cast<std::uint32_t>(last - all);
  }
  return true;
}

bool StepReader::next_of_store() {
  ++*counted_;
  if (cursor_->next()) {
    if (keeps_ == nullptr) return true;
    const Step& found = cursor_->step();
    noted_.push_back({found.type.value, static_cast<std::uint32_t>(found.neighbour.value),
                      static_cast<std::uint32_t>(found.relationship.value), found.outgoing});
    if (noted_.size() > KeptSteps::kLongestList) keeps_ = nullptr;
    return true;
  }
  if (keeps_ != nullptr) keeps_->keep(key_, noted_);
  keeps_ = nullptr;
  return false;
}

bool StepReader::next() {
  if (!kept_.empty()) {
    ++*counted_;
    const KeptStep& found = kept_.front();
    kept_ = kept_.subspan(1);
    step_ = {TypeId(found.type), NodeId(found.neighbour), RelId(found.relationship), found.outgoing};
    return true;
  }
  if (cursor_) return next_of_store();
  for (;;) {
    if (at_ == end_) {
      if (!open_list()) return false;
      continue;
    }
    const std::uint32_t i = at_++;
    if (counted_ != nullptr) ++*counted_;
    const NodeId neighbour(list_->adjacents->neighbours[i]);
    if (once_ && !list_->outgoing && neighbour == node_) continue;
    step_ = {list_->type, neighbour, RelId(list_->adjacents->relationships[i]), list_->outgoing};
    return true;
  }
}

StepReader StepSource::steps(NodeId node, Direction direction, std::span<const TypeId> types, Context& context) {
  return read(node, {}, direction, types, context);
}

StepReader StepSource::steps_to(NodeId node, NodeId neighbour, Direction direction, std::span<const TypeId> types,
                                Context& context) {
  return read(node, neighbour, direction, types, context);
}

StepReader StepSource::read(NodeId node, std::optional<NodeId> neighbour, Direction direction,
                            std::span<const TypeId> types, Context& context) {
  if (!in_arrays_) {
    const bool again = context.views != nullptr && context.views->statement != statement_;  // a plan that runs again
    if (again || !decided_) decide(types, context);
  }
  std::optional<KeptSteps::List> kept;
  KeptSteps::Key key;
  if (keeps_ != nullptr) {
    key = {which_[static_cast<std::size_t>(direction)], static_cast<std::uint32_t>(node.value),
           neighbour ? static_cast<std::uint32_t>(neighbour->value) : KeptSteps::kAny};
    kept = keeps_->find(key);
  }
  const std::size_t named = neighbour && types.empty() ? types_.size() : types.size();
  const std::size_t seeks = std::max<std::size_t>(1, named) * (direction == Direction::Both ? 2 : 1);
  if (from_arrays(kept ? 1 : seeks * kSeek, context))
    return StepReader(lists(direction), node, neighbour, direction == Direction::Both, counted(context));
  std::uint64_t& spent = context.anew != nullptr ? context.anew->spent : *spent_;
  if (kept) return StepReader(*kept, spent);
  const Snapshot& view = context.view();
  return StepReader(neighbour ? view.steps_to(node, *neighbour, direction, types) : view.steps(node, direction, types),
                    spent, keeps_, key);
}

// Rows that operators make out of arrays take about as long as steps over the store: whoever would begin again without
// rows is told of both.
std::uint64_t* StepSource::counted(Context& context) {
  return context.anew != nullptr ? &context.anew->spent : nullptr;
}

// Arrays that an earlier statement or operator made are there for nothing.
bool StepSource::take_arrays(Context& context) {
  GraphImage& image = *context.image;
  if (!std::all_of(types_.begin(), types_.end(), [&](TypeId type) { return image.has_type(type); })) return false;
  for (const TypeId type : types_) lists_.push_back({&image.type(type).out, type, true});
  for (const TypeId type : types_) lists_.push_back({&image.type(type).in, type, false});
  keeps_ = nullptr;
  return in_arrays_ = true;
}

std::span<const StepList> StepSource::lists(Direction direction) const {
  const std::span<const StepList> all = lists_;
  if (direction == Direction::Both) return all;
  return direction == Direction::Out ? all.first(types_.size()) : all.last(types_.size());
}

void StepSource::decide(std::span<const TypeId> types, Context& context) {
  decided_ = true;
  if (context.views != nullptr) statement_ = context.views->statement;
  const Statistics& counts = context.view().counts();
  types_.assign(types.begin(), types.end());
  if (types.empty())
    for (const auto& [type, count] : counts.relationships_by_type) types_.push_back(type);
  std::sort(types_.begin(), types_.end());
  types_.erase(std::unique(types_.begin(), types_.end()), types_.end());
  const Adjacency wanted = context.options().adjacency;
  allowed_ = false;
  keeps_ = nullptr;
  if (context.image == nullptr || !context.image->possible() || wanted == Adjacency::Store) return;
  allowed_ = wanted == Adjacency::Arrays || image_may_grow(context, context.image->bytes_of_types(types_));
  spent_ = &context.image->spent(types_);
  worth_ = wanted == Adjacency::Arrays ? 0 : steps_worth_arrays(counts);
  if (allowed_ && take_arrays(context)) return;
  if (may_keep_reads(context)) keeps_ = &context.image->kept_steps();
  for (const Direction direction : {Direction::Out, Direction::In, Direction::Both})
    which_[static_cast<std::size_t>(direction)] = context.image->which_steps(types_, direction);
}

// `cost`: what it takes otherwise, but for the steps.
bool StepSource::from_arrays(std::uint64_t cost, Context& context) {
  if (in_arrays_) {
    if (context.anew != nullptr && !context.anew->too_late && context.anew->spent >= context.anew->worth)
      throw ArraysWanted{};
    return true;
  }
  if (!allowed_) return false;
  if (context.anew != nullptr) {
    context.anew->spent += cost;
    if (context.anew->spent < context.anew->worth) return false;
    if (!context.anew->too_late) throw ArraysWanted{};
  } else {
    *spent_ += cost;
    if (*spent_ < worth_) return false;
  }
  if (take_arrays(context)) return true;
  StatementWork work(context);
  context.image->need_types(types_, work);
  return take_arrays(context);
}

}  // namespace polgraph
