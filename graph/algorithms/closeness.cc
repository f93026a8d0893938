#include "graph/algorithms/closeness.h"

#include <functional>
#include <queue>

#include "graph/algorithms/numbers.h"

namespace polgraph {

namespace {

class Distances {
 public:
  Distances(const GraphView& view, Work& work)
      : work_(work),
        held_(work, view.vertex_count() * 24 + view.edge_count() * 16),
        rows_(simple_rows(view, Way::In, Parallel::Least, work)),
        distance_(view.vertex_count(), kFar) {}

  double closeness(Vertex to) {
    reached_.clear();
    double sum = 0;
    search(to);
    for (const Vertex vertex : reached_) {
      sum += distance_[vertex];
      distance_[vertex] = kFar;
    }
    const auto others = static_cast<double>(reached_.size() - 1);
    if (sum == 0) return 0;
    return others / sum * others / static_cast<double>(distance_.size() - 1);
  }

 private:
  static constexpr double kFar = std::numeric_limits<double>::infinity();

  void search(Vertex to) {
    distance_[to] = 0;
    if (!rows_.weights.empty()) return by_weight(to);
    reached_.push_back(to);
    for (std::size_t at = 0; at < reached_.size(); ++at) {
      const Vertex vertex = reached_[at];
      for (auto i = rows_.offsets[vertex]; i < rows_.offsets[vertex + 1]; ++i) {
        work_.tick();
        const Vertex other = rows_.targets[i];
        if (distance_[other] != kFar) continue;
        distance_[other] = distance_[vertex] + 1;
        reached_.push_back(other);
      }
    }
  }

  void by_weight(Vertex to) {
    using Entry = std::pair<double, Vertex>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> waiting;
    waiting.emplace(0, to);
    while (!waiting.empty()) {
      const auto [distance, vertex] = waiting.top();
      waiting.pop();
      if (distance > distance_[vertex]) continue;  // a nearer way was found meanwhile
      reached_.push_back(vertex);
      for (auto i = rows_.offsets[vertex]; i < rows_.offsets[vertex + 1]; ++i) {
        work_.tick();
        const double longer = distance + rows_.weights[i];
        if (longer >= distance_[rows_.targets[i]]) continue;
        distance_[rows_.targets[i]] = longer;
        waiting.emplace(longer, rows_.targets[i]);
      }
    }
  }

  Work& work_;
  Held held_;
  SimpleRows rows_;
  std::vector<double> distance_;
  std::vector<Vertex> reached_;
};

}  // namespace

std::vector<double> closeness(const GraphView& view, Work& work) {
  check_weights(view, "closeness");
  Distances distances(view, work);
  std::vector<double> score;
  for (Vertex vertex = 0; vertex < view.vertex_count(); ++vertex) score.push_back(distances.closeness(vertex));
  return score;
}

}  // namespace polgraph
