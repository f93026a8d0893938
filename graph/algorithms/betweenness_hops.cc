#include "graph/algorithms/betweenness_hops.h"

#include <algorithm>
#include <memory>

#include "graph/blocks.h"

namespace polgraph {

namespace {

constexpr std::uint32_t kFar = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kLook = 4096;  // vertices between two looks

// One search from one source after the other. Whether a neighbour lies one step farther is as good as chance, and a
// branch on it would be guessed wrong half the time; so the loops over edges compute with it instead.
class Search {
 public:
  explicit Search(const SimpleRows& rows) : rows_(rows), spots_(rows.offsets.size() - 1), order_(spots_.size() + 1) {}

  // Adds what passes through each vertex to `score`.
  void run(Vertex source, std::vector<double>& score, const Turn& turn) {
    go_out(source, turn);
    come_back(source, score, turn);
    for (std::size_t at = 0; at < count_; ++at) spots_[order_[at]] = {};
  }

 private:
  // On the way out `value` is the number of shortest paths from the source; on the way back, once the vertex is done,
  // what each of these paths brings to a vertex before it.
  struct Spot {
    double value = 0;
    std::uint32_t distance = kFar;
    std::uint32_t beyond = 0;  // neighbours one step farther
  };

  void go_out(Vertex source, const Turn& turn) {
    spots_[source] = {1, 0, 0};
    order_[0] = source;
    count_ = 1;
    for (std::size_t at = 0; at < count_; ++at) {
      if (at % kLook == 0) turn.look();
      const Vertex vertex = order_[at];
      const double paths = spots_[vertex].value;
      const std::uint32_t farther = spots_[vertex].distance + 1;
      std::uint32_t beyond = 0;
      for (auto i = rows_.offsets[vertex]; i < rows_.offsets[vertex + 1]; ++i) {
        Spot& target = spots_[rows_.targets[i]];
        order_[count_] = rows_.targets[i];
        count_ += target.distance == kFar ? 1 : 0;
        target.distance = std::min(target.distance, farther);
        target.value += target.distance == farther ? paths : 0.0;
        beyond += target.distance == farther ? 1 : 0;
      }
      spots_[vertex].beyond = beyond;
    }
  }

  void come_back(Vertex source, std::vector<double>& score, const Turn& turn) {
    for (std::size_t at = count_; at-- > 0;) {
      if (at % kLook == 0) turn.look();
      const Vertex vertex = order_[at];
      Spot& spot = spots_[vertex];
      const std::uint32_t farther = spot.distance + 1;
      double sum = 0;
      const std::uint32_t last = spot.beyond == 0 ? rows_.offsets[vertex] : rows_.offsets[vertex + 1];
      for (auto i = rows_.offsets[vertex]; i < last; ++i) {
        const Spot& target = spots_[rows_.targets[i]];
        sum += target.distance == farther ? target.value : 0.0;
      }
      const double passing = spot.value * sum;
      if (vertex != source) score[vertex] += passing;
      spot.value = (1 + passing) / spot.value;
    }
  }

  const SimpleRows& rows_;
  std::vector<Spot> spots_;
  std::vector<Vertex> order_;  // one place more than there are vertices: what is written last may be no news
  std::size_t count_ = 0;      // of vertices reached
};

}  // namespace

// Groups of sources, not threads, have scores of their own, and these are summed in order.
std::vector<double> betweenness_by_hops(const SimpleRows& rows, std::span<const Vertex> sources, std::size_t threads,
                                        Work& work) {
  constexpr std::size_t kGroups = 4;
  const std::size_t n = rows.offsets.size() - 1, groups = std::min(kGroups, sources.size());
  const std::size_t count = threads_for(sources.size() * rows.targets.size(), threads);
  const Held held(work, n * (groups * sizeof(double) + count * 20));
  std::vector<std::vector<double>> scores(groups);
  in_blocks(groups, count, work, [&](std::size_t group, const Turn& turn) {
    scores[group].assign(n, 0);
    Search search(rows);
    for (std::size_t i = group; i < sources.size(); i += groups) search.run(sources[i], scores[group], turn);
  });
  std::vector<double> all(n, 0);
  for (const std::vector<double>& part : scores) {
    for (std::size_t vertex = 0; vertex < n; ++vertex) all[vertex] += part[vertex];
  }
  return all;
}

}  // namespace polgraph
