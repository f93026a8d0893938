#include "graph/algorithms/pagerank.h"

#include <cmath>
#include <string>

#include "graph/blocks.h"
#include "graph/algorithms/numbers.h"
#include "graph/error.h"

namespace polgraph {

namespace {

// Each vertex pulls from those that lead to it, so that its sum does not depend on who computes it. What is left of
// rounding (all ranks sum up to `all`) is divided out in the next iteration: it must not add up over many.
class PowerIteration {
 public:
  PowerIteration(const GraphView& view, const PageRankOptions& options, Work& work)
      : view_(view),
        work_(work),
        damping_(options.damping),
        held_(work, view.vertex_count() * 48 + view.edge_count() * (view.weighted() ? 12 : 4)),
        threads_(threads_for(view.edge_count(), options.threads)) {
    const std::size_t n = view.vertex_count();
    turn_round();
    rank_.assign(n, 1.0 / static_cast<double>(n));
    jump_.assign(n, options.sources.empty() ? 1.0 : 0);
    for (const Vertex source : options.sources) jump_[source] = 1;
    double all = 0;
    for (const double part : jump_) all += part;
    for (double& part : jump_) part /= all;
    share_.resize(n);
    next_share_.resize(n);
    parts_.resize((n + kBlock - 1) / kBlock);
    for (Vertex vertex = 0; vertex < n; ++vertex) {
      share_[vertex] = rank_[vertex] * part_of_one_[vertex];
      if (part_of_one_[vertex] == 0) sums_.dangling += rank_[vertex];
    }
  }

  // How much changed, summed over all nodes.
  double iterate() {
    in_blocks(parts_.size(), threads_, work_, [this](std::size_t block, const Turn&) {
      parts_[block] = weights_.empty() ? advance<false>(block) : advance<true>(block);
    });
    sums_ = {};
    for (const Sums& part : parts_) {
      sums_.all += part.all, sums_.dangling += part.dangling, sums_.change += part.change;
    }
    scale_ = 1 / sums_.all;
    std::swap(share_, next_share_);
    return sums_.change;
  }

  std::vector<double> take() {
    for (double& rank : rank_) rank *= scale_;
    return std::move(rank_);
  }

 private:
  static constexpr std::size_t kBlock = 2048;  // vertices
  struct Sums {
    double all = 0, dangling = 0, change = 0;
  };

  // Where the edges that enter a vertex come from, ascending: what they read lies together.
  void turn_round() {
    const std::size_t n = view_.vertex_count();
    std::vector<std::uint32_t> next(n);
    for (Vertex vertex = 0; vertex < n; ++vertex) next[vertex] = view_.in_range(vertex).first;
    from_.resize(view_.edge_count());
    if (view_.weighted()) weights_.resize(view_.edge_count());
    part_of_one_.resize(n);
    for (Vertex vertex = 0; vertex < n; ++vertex) {
      const auto [first, last] = view_.out_range(vertex);
      work_.tick(last - first);
      double out = 0;
      for (auto i = first; i < last; ++i) {
        const std::uint32_t place = next[view_.targets()[i]]++;
        from_[place] = vertex;
        if (!view_.weighted()) continue;
        weights_[place] = view_.weight(view_.edge_at(i));
        out += weights_[place];
      }
      if (!view_.weighted()) out = last - first;
      part_of_one_[vertex] = out == 0 ? 0 : 1 / out;
    }
  }

  template <bool kWeighted>
  Sums advance(std::size_t block) {
    Sums made;
    const auto end = static_cast<Vertex>(std::min(rank_.size(), (block + 1) * kBlock));
    for (auto vertex = static_cast<Vertex>(block * kBlock); vertex < end; ++vertex) {
      double sum = 0;
      const auto [first, last] = view_.in_range(vertex);
      for (auto i = first; i < last; ++i) sum += share_[from_[i]] * (kWeighted ? weights_[i] : 1.0);
      const double jumped = damping_ * sums_.dangling * scale_ + (1 - damping_);
      const double next = damping_ * sum * scale_ + jumped * jump_[vertex];
      made.change += std::abs(next - rank_[vertex] * scale_);
      made.all += next;
      if (part_of_one_[vertex] == 0) made.dangling += next;
      rank_[vertex] = next;
      next_share_[vertex] = next * part_of_one_[vertex];
    }
    return made;
  }

  const GraphView& view_;
  Work& work_;
  double damping_;
  Held held_;
  std::size_t threads_;
  std::vector<Vertex> from_;                // by place in in_range()
  std::vector<double> weights_;             // likewise; empty: unweighted
  std::vector<double> part_of_one_;         // 1 / what leaves; 0 where nothing does
  std::vector<double> jump_, rank_;         // rank_ times scale_ sums up to 1
  std::vector<double> share_, next_share_;  // of rank_, that goes along one edge of weight 1
  std::vector<Sums> parts_;                 // by block
  Sums sums_;
  double scale_ = 1;
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
