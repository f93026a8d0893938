#include "graph/algorithms/pagerank.h"

#include <cmath>
#include <string>

#include "graph/algorithms/numbers.h"
#include "graph/error.h"

namespace polgraph {

namespace {

class PowerIteration {
 public:
  PowerIteration(const GraphView& view, const PageRankOptions& options, Work& work)
      : view_(view), work_(work), damping_(options.damping), held_(work, view.vertex_count() * 40) {
    out_weight_.assign(view.vertex_count(), 0);
    for (std::uint32_t i = 0; i < view.edge_count(); ++i) {
      const auto edge = view.edge_at(i);
      out_weight_[edge.source] += view.weight(edge);
    }
    jump_.assign(view.vertex_count(), options.sources.empty() ? 1.0 / static_cast<double>(view.vertex_count()) : 0);
    for (const Vertex source : options.sources) jump_[source] = 1;
    double all = 0;
    for (const double share : jump_) all += share;
    for (double& share : jump_) share /= all;
    rank_.assign(view.vertex_count(), 1.0 / static_cast<double>(view.vertex_count()));
    share_.resize(view.vertex_count());
    pending_.resize(view.vertex_count());
  }

  // How much changed, summed over all nodes.
  double iterate() {
    double dangling = 0;
    for (Vertex vertex = 0; vertex < rank_.size(); ++vertex) {
      if (out_weight_[vertex] == 0) dangling += rank_[vertex];
      share_[vertex] = out_weight_[vertex] == 0 ? 0 : rank_[vertex] / out_weight_[vertex];
    }
    double change = 0, all = 0;
    for (Vertex vertex = 0; vertex < rank_.size(); ++vertex) {
      const double next = damping_ * (flows_in(vertex) + dangling * jump_[vertex]) + (1 - damping_) * jump_[vertex];
      change += std::abs(next - rank_[vertex]);
      all += next;
      pending_[vertex] = next;
    }
    // Rounding must not add up over many iterations.
    for (Vertex vertex = 0; vertex < rank_.size(); ++vertex) rank_[vertex] = pending_[vertex] / all;
    return change;
  }

  std::vector<double> take() { return std::move(rank_); }

 private:
  double flows_in(Vertex vertex) {
    double sum = 0;
    const auto [first, last] = view_.in_range(vertex);
    for (auto i = first; i < last; ++i) {
      work_.tick();
      const auto edge = view_.edge_at(view_.in_positions()[i]);
      sum += share_[edge.source] * view_.weight(edge);
    }
    return sum;
  }

  const GraphView& view_;
  Work& work_;
  double damping_;
  Held held_;
  std::vector<double> out_weight_, jump_, rank_, share_, pending_;
};

}  // namespace

std::vector<double> pagerank(const GraphView& view, const PageRankOptions& options, Work& work) {
  check_weights(view, "PageRank");
  if (view.vertex_count() == 0) return {};
  PowerIteration walk(view, options, work);
  const bool exactly = options.iterations && !options.tolerance;
  const std::size_t most = options.iterations.value_or(PageRankOptions::kIterations);
  const double enough = options.tolerance.value_or(PageRankOptions::kTolerance);
  for (std::size_t i = 0; i < most; ++i) {
    if (walk.iterate() <= enough && !exactly) return walk.take();
  }
  if (exactly) return walk.take();
  throw Error(Kind::Limit, "NotConverged",
              "PageRank still changed by more than the tolerance after " + std::to_string(most) + " iterations")
      .hint("ask for more iterations, or a greater tolerance");
}

}  // namespace polgraph
