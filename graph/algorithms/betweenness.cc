#include "graph/algorithms/betweenness.h"

#include <functional>
#include <numeric>
#include <queue>

#include "graph/algorithms/betweenness_hops.h"
#include "graph/algorithms/numbers.h"

namespace polgraph {

namespace {

// Dijkstra. Ways of weight 0 between settled nodes count for those that are settled later.
class WeightedBrandes {
 public:
  WeightedBrandes(const SimpleRows& rows, Work& work)
      : work_(work),
        rows_(rows),
        score_(rows.offsets.size() - 1, 0),
        distance_(score_.size(), kFar),
        paths_(score_.size(), 0),
        dependency_(score_.size(), 0),
        settled_(score_.size(), false),
        rank_(score_.size()) {}

  void from(Vertex source) {
    order_.clear();
    distance_[source] = 0;
    paths_[source] = 1;
    go_out(source);
    come_back(source);
    for (const Vertex vertex : order_) {
      distance_[vertex] = kFar, paths_[vertex] = 0, dependency_[vertex] = 0, settled_[vertex] = false;
    }
  }
  std::vector<double> take() { return std::move(score_); }

 private:
  static constexpr double kFar = std::numeric_limits<double>::infinity();

  void go_out(Vertex source) {
    using Entry = std::pair<double, Vertex>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> waiting;
    waiting.emplace(0, source);
    while (!waiting.empty()) {
      const auto [distance, vertex] = waiting.top();
      waiting.pop();
      if (settled_[vertex]) continue;
      settled_[vertex] = true;
      rank_[vertex] = order_.size();
      order_.push_back(vertex);
      for (auto i = rows_.offsets[vertex]; i < rows_.offsets[vertex + 1]; ++i) {
        work_.tick();
        const Vertex target = rows_.targets[i];
        const double longer = distance + rows_.weights[i];
        if (settled_[target] || longer > distance_[target]) continue;
        if (longer < distance_[target]) {
          distance_[target] = longer;
          paths_[target] = 0;
          waiting.emplace(longer, target);
        }
        paths_[target] += paths_[vertex];
      }
    }
  }

  // From the farthest node back: what passes through each. A node that comes later in the order lies behind.
  void come_back(Vertex source) {
    for (std::size_t at = order_.size(); at-- > 0;) {
      const Vertex vertex = order_[at];
      for (auto i = rows_.offsets[vertex]; i < rows_.offsets[vertex + 1]; ++i) {
        work_.tick();
        const Vertex target = rows_.targets[i];
        if (distance_[target] != distance_[vertex] + rows_.weights[i] || rank_[target] <= at) continue;
        dependency_[vertex] += paths_[vertex] / paths_[target] * (1 + dependency_[target]);
      }
      if (vertex != source) score_[vertex] += dependency_[vertex];
    }
  }

  Work& work_;
  const SimpleRows& rows_;
  std::vector<double> score_, distance_, paths_, dependency_;
  std::vector<bool> settled_;
  std::vector<std::size_t> rank_;  // place in the order
  std::vector<Vertex> order_;
};

double scale_of(const GraphView& view, const BetweennessOptions& options) {
  const auto n = static_cast<double>(view.vertex_count());
  if (!options.normalized) return view.both_ways() ? 0.5 : 1;
  return n <= 2 ? 1 : 1 / ((n - 1) * (n - 2));
}

}  // namespace

std::vector<double> betweenness(const GraphView& view, const BetweennessOptions& options, Work& work) {
  check_weights(view, "betweenness");
  const Held held(work,
                  view.vertex_count() * 8 + view.edge_count() * 16 + (view.weighted() ? view.vertex_count() * 52 : 0));
  const SimpleRows rows = simple_rows(view, Way::Out, Parallel::Least, work);
  std::vector<Vertex> sources = options.sources.value_or(std::vector<Vertex>());
  if (!options.sources) {
    sources.resize(view.vertex_count());
    std::iota(sources.begin(), sources.end(), Vertex{0});
  }
  std::vector<double> scores;
  if (view.weighted()) {
    WeightedBrandes brandes(rows, work);
    for (const Vertex source : sources) brandes.from(source);
    scores = brandes.take();
  } else {
    scores = betweenness_by_hops(rows, sources, options.threads, work);
  }
  const double scale = scale_of(view, options);
  for (double& score : scores) score *= scale;
  return scores;
}

}  // namespace polgraph
