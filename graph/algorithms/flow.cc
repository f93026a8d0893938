#include "graph/algorithms/flow.h"

#include <algorithm>
#include <string>

#include "graph/algorithms/numbers.h"
#include "graph/error.h"

namespace polgraph {

namespace {

constexpr std::uint32_t kUnseen = std::numeric_limits<std::uint32_t>::max();
constexpr double kMost = 4e18;  // of a sum that is computed in 64 bits

// Arc 2e is edge e, arc 2e + 1 the way back.
template <class Number>
class Dinitz {
 public:
  Dinitz(const GraphView& view, Vertex source, Vertex sink, bool directed, Work& work)
      : view_(view), source_(source), sink_(sink), work_(work), held_(work) {
    held_.add(view.edge_count() * 24 + view.vertex_count() * 16);
    for (std::uint32_t i = 0; i < view.edge_count(); ++i) {
      const auto capacity = static_cast<Number>(view.weight(view.edge_at(i)));
      left_.push_back(capacity);
      left_.push_back(directed ? 0 : capacity);
    }
    chain();
    level_.resize(view.vertex_count());
    next_.resize(view.vertex_count());
  }

  Number run() {
    Number value = 0;
    while (layer()) {
      std::copy(offsets_.begin(), offsets_.end() - 1, next_.begin());
      while (const Number more = push()) value += more;
    }
    return value;
  }

  double left(std::size_t arc) const { return static_cast<double>(left_[arc]); }
  bool reached(Vertex vertex) const { return level_[vertex] != kUnseen; }  // after run()

 private:
  Vertex head(std::uint32_t arc) const {
    const auto edge = view_.edge_at(arc / 2);
    return arc % 2 == 0 ? edge.target : edge.source;
  }

  // The arcs that leave each vertex, edge by edge.
  void chain() {
    offsets_.assign(view_.vertex_count() + 1, 0);
    const auto tail = [&](std::uint32_t arc) { return head(arc ^ 1u); };
    for (std::uint32_t arc = 0; arc < left_.size(); ++arc) ++offsets_[tail(arc) + 1];
    for (std::size_t i = 1; i < offsets_.size(); ++i) offsets_[i] += offsets_[i - 1];
    arcs_.resize(left_.size());
    auto place = offsets_;
    for (std::uint32_t arc = 0; arc < left_.size(); ++arc) arcs_[place[tail(arc)]++] = arc;
  }

  // Breadth first over what has room: is the sink in reach?
  bool layer() {
    std::fill(level_.begin(), level_.end(), kUnseen);
    std::vector<Vertex> waiting{source_};
    level_[source_] = 0;
    for (std::size_t at = 0; at < waiting.size(); ++at) {
      for (auto i = offsets_[waiting[at]]; i < offsets_[waiting[at] + 1]; ++i) {
        work_.tick();
        const Vertex to = head(arcs_[i]);
        if (left_[arcs_[i]] <= 0 || level_[to] != kUnseen) continue;
        level_[to] = level_[waiting[at]] + 1;
        waiting.push_back(to);
      }
    }
    return level_[sink_] != kUnseen;
  }

  // One more path through the layers; 0 if there is none.
  Number push() {
    std::vector<std::uint32_t> path;
    Vertex at = source_;
    while (at != sink_) {
      work_.tick();
      if (next_[at] == offsets_[at + 1]) {
        if (path.empty()) return 0;
        level_[at] = kUnseen;  // a dead end
        at = head(path.back() ^ 1u);
        path.pop_back();
        ++next_[at];
        continue;
      }
      const std::uint32_t arc = arcs_[next_[at]];
      const Vertex to = head(arc);
      if (left_[arc] > 0 && level_[to] != kUnseen && level_[to] == level_[at] + 1) {
        path.push_back(arc);
        at = to;
      } else {
        ++next_[at];
      }
    }
    Number room = left_[path.front()];
    for (const std::uint32_t arc : path) room = std::min(room, left_[arc]);
    for (const std::uint32_t arc : path) {
      left_[arc] -= room;
      left_[arc ^ 1u] += room;
    }
    return room;
  }

  const GraphView& view_;
  Vertex source_, sink_;
  Work& work_;
  Held held_;
  std::vector<Number> left_;
  std::vector<std::uint32_t> offsets_, arcs_, level_, next_;
};

void check(const GraphView& view, Vertex source, Vertex sink) {
  check_weights(view, "a flow");
  if (source == sink) {
    throw Error(Kind::Argument, "SameNode", "the source and the target of a flow are the same node");
  }
  double all = 0;
  for (std::uint32_t i = 0; i < view.edge_count(); ++i) all += view.weight(view.edge_at(i));
  if (view.whole_weights() && all > kMost) {
    throw Error(Kind::Arithmetic, "IntegerOverflow", "the capacities sum up to more than 64 bits can hold");
  }
}

template <class Number>
Flow solve(const GraphView& view, Vertex source, Vertex sink, bool directed, Work& work) {
  Dinitz<Number> network(view, source, sink, directed, work);
  Flow flow;
  const Number value = network.run();
  flow.value = static_cast<double>(value);
  if (view.whole_weights()) flow.whole_value = static_cast<std::int64_t>(value);

  for (Vertex vertex = 0; vertex < view.vertex_count(); ++vertex) flow.source_side.push_back(network.reached(vertex));
  for (std::uint32_t i = 0; i < view.edge_count(); ++i) {
    const auto edge = view.edge_at(i);
    flow.by_edge.push_back(edge.source == edge.target ? 0 : view.weight(edge) - network.left(2 * std::size_t{i}));
    const bool leaves = flow.source_side[edge.source] && !flow.source_side[edge.target];
    const bool enters = !flow.source_side[edge.source] && flow.source_side[edge.target];
    if (leaves || (enters && !directed)) flow.cut.push_back(i);
  }
  return flow;
}

}  // namespace

Flow maximum_flow(const GraphView& view, Vertex source, Vertex sink, bool directed, Work& work) {
  check(view, source, sink);
  return view.whole_weights() ? solve<std::int64_t>(view, source, sink, directed, work)
                              : solve<double>(view, source, sink, directed, work);
}

}  // namespace polgraph
