#include "query/adjacency.h"

#include <algorithm>
#include <tuple>

#include "query/views.h"

namespace polgraph {

namespace {

constexpr std::uint64_t kSeek = 10;       // what a seek costs, in steps
constexpr std::uint64_t kLeast = 20'000;  // some milliseconds: before, arrays are not worth thinking of

ViewOptions options_of(std::span<const TypeId> types) {
  ViewOptions options;
  options.types.assign(types.begin(), types.end());
  std::sort(options.types.begin(), options.types.end());
  options.types.erase(std::unique(options.types.begin(), options.types.end()), options.types.end());
  return options;
}

}  // namespace

StepReader::StepReader(const GraphView& view, NodeId node, std::optional<NodeId> neighbour, Direction direction)
    : view_(&view), direction_(direction) {
  const auto vertex = view.find_vertex(node);
  if (!vertex) return;
  if (!neighbour) {
    if (direction != Direction::Out) ranges_.emplace_back(view.in_range(*vertex), false);
    if (direction != Direction::In) ranges_.emplace_back(view.out_range(*vertex), true);
    return;
  }
  const auto other = view.find_vertex(*neighbour);
  if (!other) return;
  if (direction != Direction::In) find_neighbour(*vertex, *other, true);
  if (direction != Direction::Out) find_neighbour(*vertex, *other, false);
  std::reverse(ranges_.begin(), ranges_.end());
}

// Edges stand by type, then neighbour: in each type a binary search.
void StepReader::find_neighbour(std::uint32_t vertex, std::uint32_t neighbour, bool outgoing) {
  const auto edge_of = [&](std::uint32_t i) { return view_->edge_at(outgoing ? i : view_->in_positions()[i]); };
  const auto [first, last] = outgoing ? view_->out_range(vertex) : view_->in_range(vertex);
  // The first in [from, to) for which `before` does not hold.
  const auto search = [](std::uint32_t from, std::uint32_t to, const auto& before) {
    while (from < to) {
      const std::uint32_t middle = from + (to - from) / 2;
      if (before(middle)) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  };
  for (std::uint32_t at = first; at < last;) {
    const TypeId type = view_->type(edge_of(at));
    const std::uint32_t end = search(at, last, [&](std::uint32_t i) { return view_->type(edge_of(i)) == type; });
    const auto node_of = [&](std::uint32_t i) { return outgoing ? edge_of(i).target : edge_of(i).source; };
    const std::uint32_t begin = search(at, end, [&](std::uint32_t i) { return node_of(i) < neighbour; });
    const std::uint32_t after = search(begin, end, [&](std::uint32_t i) { return node_of(i) == neighbour; });
    if (begin < after) ranges_.emplace_back(Range{begin, after}, outgoing);
    at = end;
  }
}

bool StepReader::open_range() {
  if (ranges_.empty()) return false;
  std::tie(range_, outgoing_) = ranges_.back();
  ranges_.pop_back();
  return true;
}

bool StepReader::next() {
  if (cursor_) {
    ++*counted_;
    return cursor_->next();
  }
  for (;;) {
    if (range_.first == range_.second) {
      if (!open_range()) return false;
      continue;
    }
    const std::uint32_t i = range_.first++;
    const auto edge = view_->edge_at(outgoing_ ? i : view_->in_positions()[i]);
    const bool came_already = !outgoing_ && direction_ == Direction::Both && edge.source == edge.target;
    if (came_already) continue;
    step_ = {view_->type(edge), view_->node(outgoing_ ? edge.target : edge.source), view_->relationship(edge),
             outgoing_};
    return true;
  }
}

StepReader StepSource::steps(NodeId node, Direction direction, std::span<const TypeId> types, Context& context) {
  const std::size_t seeks = std::max<std::size_t>(1, types.size()) * (direction == Direction::Both ? 2 : 1);
  if (from_arrays(types, seeks, context)) return StepReader(*view_, node, {}, direction);
  return StepReader(context.view().steps(node, direction, types), spent_);
}

StepReader StepSource::steps_to(NodeId node, NodeId neighbour, Direction direction, std::span<const TypeId> types,
                                Context& context) {
  const std::size_t known = types.empty() ? context.view().statistics().relationships_by_type.size() : types.size();
  const std::size_t seeks = std::max<std::size_t>(1, known) * (direction == Direction::Both ? 2 : 1);
  if (from_arrays(types, seeks, context)) return StepReader(*view_, node, neighbour, direction);
  return StepReader(context.view().steps_to(node, neighbour, direction, types), spent_);
}

void StepSource::take(std::shared_ptr<const GraphView> view, Context& context) {
  context.charge(view->bytes());
  view_ = std::move(view);
}

// Arrays that an earlier statement or operator made are there for nothing.
void StepSource::take_kept(std::span<const TypeId> types, Context& context) {
  if (context.views == nullptr) return;
  auto kept = context.views->find(context.view().graph_version(), options_of(types));
  if (kept) take(std::move(kept), context);
}

void StepSource::decide(std::span<const TypeId> types, Context& context) {
  decided_ = true;
  const Adjacency wanted = context.options().adjacency;
  const std::size_t bytes = view_bytes_at_most(context.view(), options_of(types));
  const std::uint64_t limit = context.options().memory_bytes;
  const bool fits = limit == 0 || context.held() + 2 * bytes < limit / 2;
  allowed_ = wanted != Adjacency::Store && !context.writes() && (fits || wanted == Adjacency::Arrays);
  const Statistics counts = context.view().statistics();
  worth_ = std::max(kLeast, counts.nodes + std::min(counts.relationships, bytes / 28 + counts.nodes * kSeek));
  if (wanted == Adjacency::Arrays) worth_ = 0;
}

bool StepSource::from_arrays(std::span<const TypeId> types, std::size_t seeks, Context& context) {
  if (view_) return true;
  if (context.views != nullptr && context.views->statement != statement_) {  // a plan that runs again
    statement_ = context.views->statement;
    decided_ = false;
    spent_ = 0;
  }
  if (!decided_) {
    decide(types, context);
    if (allowed_) take_kept(types, context);
    if (view_) return true;
  }
  if (!allowed_) return false;
  spent_ += seeks * kSeek;
  if (spent_ < worth_) return false;
  take_kept(types, context);
  if (!view_) take(graph_view(context, options_of(types)), context);
  return true;
}

}  // namespace polgraph
