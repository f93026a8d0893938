#include "graph/algorithms/betweenness.h"

#include <functional>
#include <queue>

#include "graph/algorithms/numbers.h"

namespace polgraph {

namespace {

class Brandes {
 public:
  Brandes(const GraphView& view, Work& work)
      : work_(work),
        held_(work, view.vertex_count() * 48 + view.edge_count() * 16),
        rows_(simple_rows(view, Way::Out, Parallel::Least, work)),
        score_(view.vertex_count(), 0),
        distance_(view.vertex_count(), kFar),
        paths_(view.vertex_count(), 0),
        dependency_(view.vertex_count(), 0) {
    if (view.weighted()) settled_.assign(view.vertex_count(), false);
  }

  void from(Vertex source) {
    order_.clear();
    distance_[source] = 0;
    paths_[source] = 1;
    if (rows_.weights.empty()) {
      by_hops(source);
    } else {
      by_weight(source);
    }
    gather(source);
    for (const Vertex vertex : order_) {
      distance_[vertex] = kFar, paths_[vertex] = 0, dependency_[vertex] = 0;
      if (!settled_.empty()) settled_[vertex] = false;
    }
  }

  std::vector<double> take(double scale) {
    for (double& score : score_) score *= scale;
    return std::move(score_);
  }

 private:
  static constexpr double kFar = std::numeric_limits<double>::infinity();

  double weight(std::uint32_t i) const { return rows_.weights.empty() ? 1 : rows_.weights[i]; }

  void by_hops(Vertex source) {
    order_.push_back(source);
    for (std::size_t at = 0; at < order_.size(); ++at) {
      const Vertex vertex = order_[at];
      for (auto i = rows_.offsets[vertex]; i < rows_.offsets[vertex + 1]; ++i) {
        work_.tick();
        const Vertex target = rows_.targets[i];
        if (distance_[target] == kFar) {
          distance_[target] = distance_[vertex] + 1;
          order_.push_back(target);
        }
        if (distance_[target] == distance_[vertex] + 1) paths_[target] += paths_[vertex];
      }
    }
  }

  // Dijkstra. Ways of weight 0 between settled nodes count for those that are settled later.
  void by_weight(Vertex source) {
    using Entry = std::pair<double, Vertex>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> waiting;
    waiting.emplace(0, source);
    while (!waiting.empty()) {
      const auto [distance, vertex] = waiting.top();
      waiting.pop();
      if (settled_[vertex]) continue;
      settled_[vertex] = true;
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
  void gather(Vertex source) {
    if (!settled_.empty()) rank();
    for (std::size_t at = order_.size(); at-- > 0;) {
      const Vertex vertex = order_[at];
      for (auto i = rows_.offsets[vertex]; i < rows_.offsets[vertex + 1]; ++i) {
        work_.tick();
        const Vertex target = rows_.targets[i];
        if (distance_[target] != distance_[vertex] + weight(i)) continue;
        if (!settled_.empty() && rank_[target] <= at) continue;
        dependency_[vertex] += paths_[vertex] / paths_[target] * (1 + dependency_[target]);
      }
      if (vertex != source) score_[vertex] += dependency_[vertex];
    }
  }

  void rank() {
    rank_.resize(score_.size());
    for (std::size_t at = 0; at < order_.size(); ++at) rank_[order_[at]] = at;
  }

  Work& work_;
  Held held_;
  SimpleRows rows_;
  std::vector<double> score_, distance_, paths_, dependency_;
  std::vector<bool> settled_;  // empty: unweighted
  std::vector<Vertex> order_;
  std::vector<std::size_t> rank_;  // place in the order
};

double scale_of(const GraphView& view, const BetweennessOptions& options) {
  const auto n = static_cast<double>(view.vertex_count());
  if (!options.normalized) return view.both_ways() ? 0.5 : 1;
  return n <= 2 ? 1 : 1 / ((n - 1) * (n - 2));
}

}  // namespace

std::vector<double> betweenness(const GraphView& view, const BetweennessOptions& options, Work& work) {
  check_weights(view, "betweenness");
  Brandes brandes(view, work);
  if (options.sources) {
    for (const Vertex source : *options.sources) brandes.from(source);
  } else {
    for (Vertex source = 0; source < view.vertex_count(); ++source) brandes.from(source);
  }
  return brandes.take(scale_of(view, options));
}

}  // namespace polgraph
