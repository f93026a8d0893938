// Random graphs for tests of algorithms: small, with self-loops, parallel relationships, nodes that stand alone, parts
// that do not hang together; and the same graph as a plain matrix for naive reference answers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "graph/view.h"
#include "tests/support/small_graph.h"

namespace polgraph::test {

inline constexpr double kFar = std::numeric_limits<double>::infinity();
using Matrix = std::vector<std::vector<double>>;

struct RandomGraph : SmallGraph {
  struct Arc {
    std::size_t from, to;
    double weight;
    RelId id;
  };
  std::size_t size;
  bool directed;
  std::vector<Arc> arcs;  // as made: one for each relationship
  Snapshot snapshot;

  explicit RandomGraph(unsigned seed) : RandomGraph(std::mt19937(seed)) {}

  GraphView view(bool weighted) const { return GraphView(snapshot, options(weighted, !directed)); }
  GraphView one_way(bool weighted) const { return GraphView(snapshot, options(weighted, false)); }

  ViewOptions options(bool weighted, bool both) const {
    ViewOptions made;
    if (weighted) made.weight = snapshot.find_key("w");
    made.both_ways = both;
    return made;
  }

  // The arcs as they may be walked.
  std::vector<Arc> ways() const {
    std::vector<Arc> all = arcs;
    if (directed) return all;
    for (const Arc& arc : arcs) {
      if (arc.from != arc.to) all.push_back({arc.to, arc.from, arc.weight, arc.id});
    }
    return all;
  }
  // Least weight of a direct step; kFar where there is none. `without`: a node, or a relationship, left out.
  Matrix steps(bool weighted, std::size_t without = SIZE_MAX) const {
    Matrix matrix(size, std::vector<double>(size, kFar));
    for (const Arc& arc : ways()) {
      if (arc.from == without || arc.to == without) continue;
      double& step = matrix[arc.from][arc.to];
      step = std::min(step, weighted ? arc.weight : 1);
    }
    return matrix;
  }

 private:
  explicit RandomGraph(std::mt19937 random)
      : size(1 + random() % 9), directed(random() % 2 == 0), snapshot(make(random)) {}

  Snapshot make(std::mt19937& random) {
    for (std::size_t i = 0; i < size; ++i) node("n" + std::to_string(i), {}, {{"name", text("n")}, {"w", number(0)}});
    const std::size_t count = random() % (size * 3);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t from = random() % size, to = random() % size;
      const int weight = 1 + static_cast<int>(random() % 4);
      const RelId id = relationship("n" + std::to_string(from), random() % 2 == 0 ? "F" : "G", "n" + std::to_string(to),
                                    {{"w", number(weight)}});
      arcs.push_back({from, to, static_cast<double>(weight), id});
    }
    return done();
  }
};

// Floyd and Warshall: the plainest way to all distances.
inline Matrix distances(Matrix matrix) {
  const std::size_t n = matrix.size();
  for (std::size_t i = 0; i < n; ++i) matrix[i][i] = 0;
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) matrix[i][j] = std::min(matrix[i][j], matrix[i][k] + matrix[k][j]);
  return matrix;
}

// How many least ways there are from each node to each; parallel steps count once. Weights must be greater than 0.
inline Matrix path_counts(const Matrix& steps, const Matrix& distance) {
  const std::size_t n = steps.size();
  Matrix counts(n, std::vector<double>(n, 0));
  for (std::size_t from = 0; from < n; ++from) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < n; ++i)
      if (distance[from][i] < kFar) order.push_back(i);
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return distance[from][a] < distance[from][b]; });
    counts[from][from] = 1;
    for (const std::size_t to : order)
      for (const std::size_t before : order)
        if (before != to && to != from && distance[from][before] + steps[before][to] == distance[from][to])
          counts[from][to] += counts[from][before];
  }
  return counts;
}

}  // namespace polgraph::test
