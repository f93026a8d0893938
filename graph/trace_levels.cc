#include "graph/trace_levels.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "graph/go_on.h"

namespace polgraph {

namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

// Edges by the node they leave: positions [begin[n], begin[n + 1]) of `order`.
struct Grouped {
  std::vector<std::size_t> begin, order;
  Grouped(std::size_t nodes, const std::vector<FlowStep>& edges) : begin(nodes + 1, 0), order(edges.size()) {
    for (const FlowStep& edge : edges) ++begin[edge.from + 1];
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
    for (std::size_t i = 0; i < edges.size(); ++i) order[next[edges[i].from]++] = i;
  }
};

// Tarjan's algorithm with its own stack. Circles are numbered against the flow: what flows on has the smaller number.
class Circles {
 public:
  Circles(std::size_t nodes, const std::vector<FlowStep>& edges, const Grouped& grouped)
      : edges_(edges), grouped_(grouped), circle_(nodes, kNone), index_(nodes, kNone), low_(nodes, kNone) {
    for (std::size_t node = 0; node < nodes; ++node) {
      if (index_[node] == kNone) search(node);
    }
  }
  std::vector<std::size_t> take() { return std::move(circle_); }

 private:
  struct Frame {
    std::size_t node, next;
  };
  void enter(std::size_t node) {
    index_[node] = low_[node] = count_++;
    open_.push_back(node);
    frames_.push_back({node, grouped_.begin[node]});
  }
  void search(std::size_t root) {
    enter(root);
    while (!frames_.empty()) {
      go_on();
      const std::size_t node = frames_.back().node;
      if (frames_.back().next == grouped_.begin[node + 1]) {
        leave(node);
        continue;
      }
      const std::size_t to = edges_[grouped_.order[frames_.back().next++]].to;
      if (index_[to] == kNone) {
        enter(to);
      } else if (circle_[to] == kNone) {
        low_[node] = std::min(low_[node], index_[to]);
      }
    }
  }
  void leave(std::size_t node) {
    frames_.pop_back();
    if (!frames_.empty()) low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[node]);
    if (low_[node] != index_[node]) return;
    for (std::size_t member = kNone; member != node;) {
      member = open_.back();
      open_.pop_back();
      circle_[member] = circles_;
    }
    ++circles_;
  }

  const std::vector<FlowStep>& edges_;
  const Grouped& grouped_;
  std::vector<std::size_t> circle_, index_, low_, open_;
  std::vector<Frame> frames_;
  std::size_t count_ = 0, circles_ = 0;
};

}  // namespace

FlowLevels flow_levels(const std::vector<std::size_t>& least, const std::vector<FlowStep>& edges) {
  const std::size_t nodes = least.size();
  const Grouped grouped(nodes, edges);
  FlowLevels levels;
  levels.circle = Circles(nodes, edges, grouped).take();
  std::vector<std::size_t> order(nodes), level(nodes, 0);  // level: of a circle
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return levels.circle[a] > levels.circle[b]; });
  for (const std::size_t node : order) level[levels.circle[node]] = std::max(level[levels.circle[node]], least[node]);
  for (const std::size_t node : order) {
    for (std::size_t i = grouped.begin[node]; i < grouped.begin[node + 1]; ++i) {
      go_on();
      const FlowStep& edge = edges[grouped.order[i]];
      const std::size_t from = levels.circle[node], to = levels.circle[edge.to];
      if (from != to) level[to] = std::max(level[to], level[from] + edge.payments);
    }
  }
  levels.level.resize(nodes);
  for (std::size_t node = 0; node < nodes; ++node) levels.level[node] = level[levels.circle[node]];
  return levels;
}

}  // namespace polgraph
