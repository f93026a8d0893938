// What a graph is made of: components, cuts, dominators, cores, levels, cycles, communities.
#include <catch2/catch.hpp>
#include <functional>
#include <optional>
#include <set>

#include "graph/algorithms/communities.h"
#include "graph/algorithms/components.h"
#include "graph/algorithms/cores.h"
#include "graph/algorithms/cuts.h"
#include "graph/algorithms/cycles.h"
#include "graph/algorithms/dominators.h"
#include "graph/algorithms/levels.h"
#include "graph/error.h"
#include "tests/graph/algorithms/random_graph.h"

using namespace polgraph;
using namespace polgraph::test;
using Vertex = GraphView::Vertex;

namespace {

constexpr unsigned kGraphs = 400;
Work no_limits;

template <class Check>
void on_random_graphs(const Check& check) {
  for (unsigned seed = 1000; seed < 1000 + kGraphs; ++seed) {
    const RandomGraph graph(seed);
    INFO("seed " << seed);
    check(graph, graph.view(false));
  }
}

// Each node's number is how many groups begin before its own.
std::vector<std::uint32_t> numbered_by(std::size_t size,
                                       const std::function<bool(std::size_t, std::size_t)>& together) {
  std::vector<std::uint32_t> number(size);
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < size; ++i) {
    std::size_t first = 0;
    while (!together(first, i)) ++first;
    number[i] = first == i ? next++ : number[first];
  }
  return number;
}

Matrix both_ways(const RandomGraph& graph, std::size_t without_node, RelId without) {
  Matrix matrix(graph.size, std::vector<double>(graph.size, kFar));
  for (const auto& arc : graph.arcs) {
    if (arc.from == without_node || arc.to == without_node || arc.id == without) continue;
    matrix[arc.from][arc.to] = matrix[arc.to][arc.from] = 1;
  }
  return distances(matrix);
}

std::size_t count_components(const Matrix& distance, std::size_t without) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < distance.size(); ++i) {
    bool first = i != without;
    for (std::size_t j = 0; j < i; ++j) first = first && (j == without || distance[j][i] == kFar);
    count += first;
  }
  return count;
}

constexpr RelId kNone(std::numeric_limits<std::uint64_t>::max());

}  // namespace

TEST_CASE("components, weak and strong, are what reaches each other", "[algorithms]") {
  on_random_graphs([](const RandomGraph& graph, const GraphView& view) {
    const Matrix weak = both_ways(graph, SIZE_MAX, kNone), distance = distances(graph.steps(false));
    REQUIRE(weak_components(view, no_limits) ==
            numbered_by(graph.size, [&](std::size_t a, std::size_t b) { return weak[a][b] < kFar; }));
    REQUIRE(strong_components(view, no_limits) == numbered_by(graph.size, [&](std::size_t a, std::size_t b) {
              return distance[a][b] < kFar && distance[b][a] < kFar;
            }));
  });
}

TEST_CASE("articulation points and bridges are what parts a component when it is taken away", "[algorithms]") {
  on_random_graphs([](const RandomGraph& graph, const GraphView&) {
    const Cuts cuts = find_cuts(GraphView(graph.snapshot, graph.options(false, true)), no_limits);
    const std::size_t whole = count_components(both_ways(graph, SIZE_MAX, kNone), SIZE_MAX);
    for (std::size_t v = 0; v < graph.size; ++v) {
      const std::size_t without = count_components(both_ways(graph, v, kNone), v);
      REQUIRE(cuts.parts[v] == without + 1 - whole);
    }
    std::vector<RelId> bridges;
    for (const auto& arc : graph.arcs) {
      if (count_components(both_ways(graph, SIZE_MAX, arc.id), SIZE_MAX) > whole) bridges.push_back(arc.id);
    }
    REQUIRE(cuts.bridges == bridges);
  });
}

TEST_CASE("a dominator is what must stay for the source to lead there, the immediate one the last", "[algorithms]") {
  on_random_graphs([](const RandomGraph& graph, const GraphView& view) {
    const Matrix distance = distances(graph.steps(false));
    for (Vertex source = 0; source < graph.size; ++source) {
      const auto found = immediate_dominators(view, source, no_limits);
      std::vector<std::set<std::size_t>> dominators(graph.size);
      for (std::size_t d = 0; d < graph.size; ++d) {
        const Matrix without = distances(graph.steps(false, d));
        for (std::size_t to = 0; to < graph.size; ++to) {
          if (to == d || distance[source][to] == kFar) continue;
          if (d == source || without[source][to] == kFar) dominators[to].insert(d);
        }
      }
      for (Vertex to = 0; to < graph.size; ++to) {
        if (to == source || distance[source][to] == kFar) {
          REQUIRE(found[to] == GraphView::kNoVertex);
          continue;
        }
        // The immediate one is dominated by all the others.
        REQUIRE(dominators[to].count(found[to]) == 1);
        REQUIRE(dominators[found[to]].size() + 1 == dominators[to].size());
      }
    }
  });
}

TEST_CASE("a core number is the last k whose peeling leaves the node", "[algorithms]") {
  on_random_graphs([](const RandomGraph& graph, const GraphView& view) {
    const Matrix steps = graph.steps(false);
    std::vector<std::uint32_t> expected(graph.size, 0);
    std::vector<bool> left(graph.size, true);
    for (std::uint32_t k = 1; k < 2 * graph.size; ++k) {
      for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t v = 0; v < graph.size; ++v) {
          std::uint32_t degree = 0;
          for (std::size_t u = 0; u < graph.size; ++u) {
            if (u == v || !left[u]) continue;
            degree += steps[v][u] < kFar;
            if (graph.directed) degree += steps[u][v] < kFar;
          }
          if (!left[v] || degree >= k) continue;
          left[v] = false;
          changed = true;
        }
      }
      for (std::size_t v = 0; v < graph.size; ++v)
        if (left[v]) expected[v] = k;
    }
    REQUIRE(core_numbers(view, no_limits) == expected);
  });
}

TEST_CASE("levels are the longest ways from a beginning, and a circle is named", "[algorithms]") {
  std::size_t with_levels = 0;
  on_random_graphs([&](const RandomGraph& graph, const GraphView&) {
    const GraphView view = graph.one_way(false);
    Matrix longest(graph.size, std::vector<double>(graph.size, -kFar));
    for (const auto& arc : graph.arcs) longest[arc.from][arc.to] = 1;
    for (std::size_t k = 0; k < graph.size; ++k)
      for (std::size_t i = 0; i < graph.size; ++i)
        for (std::size_t j = 0; j < graph.size; ++j)
          longest[i][j] = std::max(longest[i][j], longest[i][k] + longest[k][j]);
    bool circle = false;
    for (std::size_t i = 0; i < graph.size; ++i) circle = circle || longest[i][i] > 0;
    const auto [levels, way] = topological_levels(view, no_limits);
    REQUIRE(way.empty() == !circle);
    for (std::size_t i = 0; i < way.size(); ++i) REQUIRE(graph.steps(false)[way[i]][way[(i + 1) % way.size()]] < kFar);
    if (circle) return;
    ++with_levels;
    for (std::size_t to = 0; to < graph.size; ++to) {
      double level = 0;
      for (std::size_t from = 0; from < graph.size; ++from) level = std::max(level, longest[from][to]);
      REQUIRE(levels[to] == level);
    }
  });
  CHECK(with_levels > 50);
}

TEST_CASE("the circle that bars levels is told node by node", "[algorithms]") {
  SmallGraph graph;
  for (const char* id : {"a", "b", "c", "d"}) graph.node(id);
  graph.relationship("a", "T", "b"), graph.relationship("b", "T", "c"), graph.relationship("c", "T", "b");
  graph.relationship("c", "T", "d");
  CHECK(topological_levels(GraphView(graph.done()), no_limits).circle == std::vector<Vertex>{1, 2});
}

namespace {

// Every simple cycle, by trying everything: as its relationships, from its smallest node on.
void all_cycles(const RandomGraph& graph, std::size_t root, std::size_t at, std::vector<bool>& used,
                std::vector<std::uint64_t>& way, std::multiset<std::vector<std::uint64_t>>& found) {
  for (const auto& arc : graph.arcs) {
    if (arc.from != at || arc.to < root) continue;
    way.push_back(arc.id.value);
    if (arc.to == root) {
      found.insert(way);
    } else if (!used[arc.to]) {
      used[arc.to] = true;
      all_cycles(graph, root, arc.to, used, way, found);
      used[arc.to] = false;
    }
    way.pop_back();
  }
}

}  // namespace

TEST_CASE("cycles are all simple ways back, with every bound on their length", "[algorithms]") {
  std::size_t most = 0;
  on_random_graphs([&](const RandomGraph& graph, const GraphView&) {
    std::multiset<std::vector<std::uint64_t>> all;
    for (std::size_t root = 0; root < graph.size; ++root) {
      std::vector<bool> used(graph.size, false);
      std::vector<std::uint64_t> way;
      all_cycles(graph, root, root, used, way, all);
    }
    most = std::max(most, all.size());
    const GraphView view = graph.one_way(false);
    for (std::size_t bound = 1; bound <= graph.size + 1; ++bound) {
      std::multiset<std::vector<std::uint64_t>> expected, found;
      for (const auto& way : all)
        if (way.size() <= bound) expected.insert(way);
      Cycles cycles(view, bound > graph.size ? std::nullopt : std::optional(bound), no_limits);
      while (const auto cycle = cycles.next(no_limits)) {
        REQUIRE(cycle->end() == cycle->start);
        std::vector<std::uint64_t> way;
        for (const PathHop& hop : cycle->hops) way.push_back(hop.relationship.value);
        found.insert(way);
      }
      INFO("bound " << bound);
      REQUIRE(found == expected);
    }
  });
  CHECK(most > 50);
}

namespace {

// The best modularity of any grouping, by trying all of them.
double best_modularity(const GraphView& view, std::vector<std::uint32_t>& group, std::size_t at, std::uint32_t groups) {
  if (at == view.vertex_count()) return modularity(view, group, 1);
  double best = -1;
  for (std::uint32_t g = 0; g <= groups; ++g) {
    group[at] = g;
    best = std::max(best, best_modularity(view, group, at + 1, std::max(groups, g + 1)));
  }
  return best;
}

}  // namespace

TEST_CASE("communities are connected, and nearly as good as the best grouping there is", "[algorithms]") {
  double lost = 0;
  std::size_t tried = 0;
  for (unsigned seed = 1; seed < 60; ++seed) {
    const RandomGraph graph(seed);
    if (graph.size > 7) continue;
    INFO("seed " << seed);
    const GraphView view(graph.snapshot, graph.options(true, true));
    const auto groups = louvain(view, 1, no_limits);
    REQUIRE(groups == louvain(view, 1, no_limits));
    std::vector<std::uint32_t> group(graph.size, 0), alone(graph.size);
    for (std::uint32_t i = 0; i < graph.size; ++i) alone[i] = i;
    const double found = modularity(view, groups, 1), best = best_modularity(view, group, 0, 0);
    CHECK(found >= modularity(view, alone, 1) - 1e-12);
    CHECK(found <= best + 1e-12);
    lost += best - found;
    ++tried;
    const auto component = weak_components(view, no_limits);
    for (std::size_t i = 0; i < graph.size; ++i)
      for (std::size_t j = 0; j < graph.size; ++j)
        if (groups[i] == groups[j]) REQUIRE(component[i] == component[j]);
  }
  CHECK(lost / static_cast<double>(tried) < 0.01);
}

TEST_CASE("two rings that one relationship joins are two communities", "[algorithms]") {
  SmallGraph graph;
  for (int i = 0; i < 10; ++i) graph.node("n" + std::to_string(i));
  for (int i = 0; i < 5; ++i) {
    for (int j = 0; j < i; ++j) {
      graph.relationship("n" + std::to_string(2 * i), "T", "n" + std::to_string(2 * j));
      graph.relationship("n" + std::to_string(2 * i + 1), "T", "n" + std::to_string(2 * j + 1));
    }
  }
  graph.relationship("n0", "T", "n1");
  ViewOptions options;
  options.both_ways = true;
  const GraphView view(graph.done(), options);
  CHECK(louvain(view, 1, no_limits) == std::vector<std::uint32_t>{0, 1, 0, 1, 0, 1, 0, 1, 0, 1});
}

TEST_CASE("a chain of 60,000 nodes is no depth for any search", "[algorithms]") {
  SmallGraph graph;
  constexpr int kLength = 60'000;
  std::vector<NodeId> nodes;
  for (int i = 0; i < kLength; ++i) nodes.push_back(graph.transaction().create_node({}, {}));
  for (int i = 1; i < kLength; ++i)
    graph.transaction().create_relationship("T", nodes[std::size_t(i) - 1], nodes[std::size_t(i)], {});
  const Snapshot snapshot = graph.done();
  const GraphView view(snapshot);
  ViewOptions both;
  both.both_ways = true;
  CHECK(topological_levels(view, no_limits).level.back() == kLength - 1);
  CHECK(immediate_dominators(view, 0, no_limits).back() == kLength - 2);
  CHECK(strong_components(view, no_limits).back() == kLength - 1);
  CHECK(weak_components(view, no_limits).back() == 0);
  CHECK(find_cuts(GraphView(snapshot, both), no_limits).bridges.size() == kLength - 1);
  CHECK_FALSE(Cycles(view, {}, no_limits).next(no_limits));
}
