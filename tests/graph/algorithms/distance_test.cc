// What rests on distances: reach, all shortest paths, betweenness, closeness.
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "graph/algorithms/all_shortest.h"
#include "graph/algorithms/betweenness.h"
#include "graph/algorithms/closeness.h"
#include "graph/algorithms/reach.h"
#include "graph/error.h"
#include "tests/graph/algorithms/random_graph.h"

using namespace polgraph;
using namespace polgraph::test;
using Vertex = GraphView::Vertex;

namespace {

constexpr unsigned kGraphs = 300;
Work no_limits;

template <class Check>
void on_random_graphs(const Check& check) {
  for (unsigned seed = 0; seed < kGraphs; ++seed) {
    const RandomGraph graph(seed);
    for (const bool weighted : {false, true}) {
      INFO("seed " << seed << (weighted ? ", weighted" : ""));
      check(graph, graph.view(weighted), weighted);
    }
  }
}

}  // namespace

TEST_CASE("breadth first and least weight reach what a matrix of distances says, from near to far", "[algorithms]") {
  on_random_graphs([](const RandomGraph& graph, const GraphView& view, bool weighted) {
    const Matrix distance = distances(graph.steps(weighted));
    for (Vertex source = 0; source < graph.size; ++source) {
      const Vertex sources[] = {source};
      const Reach reach =
          weighted ? least_weight(view, sources, no_limits) : breadth_first(view, sources, {}, no_limits);
      std::size_t reached = 0;
      for (Vertex to = 0; to < graph.size; ++to) {
        REQUIRE(reach.distance[to] == distance[source][to]);
        reached += distance[source][to] < kFar;
        if (reach.by[to] == Reach::kNoEdge) continue;
        const auto edge = view.edge_at(reach.by[to]);
        REQUIRE(edge.target == to);
        REQUIRE(reach.distance[edge.source] + view.weight(edge) == reach.distance[to]);
      }
      REQUIRE(reach.order.size() == reached);
      for (std::size_t i = 1; i < reached; ++i)
        REQUIRE(reach.distance[reach.order[i - 1]] <= reach.distance[reach.order[i]]);
    }
  });
}

TEST_CASE("from several sources the nearest counts, and a depth ends the search", "[algorithms]") {
  on_random_graphs([](const RandomGraph& graph, const GraphView& view, bool weighted) {
    const Matrix distance = distances(graph.steps(weighted));
    const auto last = static_cast<Vertex>(graph.size - 1);
    const Vertex sources[] = {0, last};
    const Reach reach =
        weighted ? least_weight(view, sources, no_limits) : breadth_first(view, sources, std::size_t{1}, no_limits);
    for (Vertex to = 0; to < graph.size; ++to) {
      double nearest = std::min(distance[0][to], distance[last][to]);
      if (!weighted && nearest > 1) nearest = kFar;
      REQUIRE(reach.distance[to] == nearest);
    }
  });
}

TEST_CASE("all shortest paths are all different, all shortest, and as many as the matrix counts", "[algorithms]") {
  on_random_graphs([](const RandomGraph& graph, const GraphView& view, bool weighted) {
    const Matrix steps = graph.steps(weighted), distance = distances(steps), counts = path_counts(steps, distance);
    for (Vertex from = 0; from < graph.size; ++from) {
      for (Vertex to = 0; to < graph.size; ++to) {
        AllShortestPaths paths(view, from, to, no_limits);
        std::set<std::vector<std::uint64_t>> by_relationship, by_node;
        while (const auto path = paths.next(no_limits)) {
          REQUIRE(path->weight == distance[from][to]);
          REQUIRE(path->end() == view.node(to));
          std::vector<std::uint64_t> relationships, nodes;
          for (const PathHop& hop : path->hops) {
            relationships.push_back(hop.relationship.value);
            nodes.push_back(hop.node.value);
          }
          REQUIRE(by_relationship.insert(relationships).second);
          by_node.insert(nodes);
        }
        REQUIRE(static_cast<double>(by_node.size()) == counts[from][to]);
      }
    }
  });
}

TEST_CASE("weights of 0 in circles do not make shortest paths without end", "[algorithms]") {
  SmallGraph graph;
  for (const char* id : {"a", "b", "c", "d"}) graph.node(id);
  for (const auto& [from, to] : {std::pair("a", "b"), {"b", "c"}, {"c", "b"}, {"b", "b"}, {"c", "d"}}) {
    graph.relationship(from, "T", to, {{"w", number(0)}});
  }
  const Snapshot snapshot = graph.done();
  ViewOptions options;
  options.weight = snapshot.find_key("w");
  const GraphView view(snapshot, options);
  AllShortestPaths paths(view, 0, 3, no_limits);
  REQUIRE(paths.next(no_limits));
  CHECK_FALSE(paths.next(no_limits));
}

TEST_CASE("betweenness is the part of least paths through a node, counted path by path", "[algorithms]") {
  on_random_graphs([](const RandomGraph& graph, const GraphView& view, bool weighted) {
    const Matrix steps = graph.steps(weighted), distance = distances(steps), counts = path_counts(steps, distance);
    const std::size_t n = graph.size;
    std::vector<double> all(n, 0), from_first(n, 0);
    for (std::size_t s = 0; s < n; ++s)
      for (std::size_t t = 0; t < n; ++t)
        for (std::size_t v = 0; v < n; ++v) {
          if (s == t || v == s || v == t || distance[s][t] == kFar) continue;
          if (distance[s][v] + distance[v][t] != distance[s][t]) continue;
          const double part = counts[s][v] * counts[v][t] / counts[s][t] * (graph.directed ? 1 : 0.5);
          all[v] += part;
          if (s == 0) from_first[v] += part;
        }
    const auto exact = betweenness(view, {}, no_limits);
    const auto sampled = betweenness(view, {std::vector<Vertex>{0}, false}, no_limits);
    const auto normalized = betweenness(view, {{}, true}, no_limits);
    const auto pairs = static_cast<double>((n - 1) * (n - 2));
    for (std::size_t v = 0; v < n; ++v) {
      REQUIRE(exact[v] == Approx(all[v]).margin(1e-12));
      REQUIRE(sampled[v] == Approx(from_first[v]).margin(1e-12));
      REQUIRE(normalized[v] == Approx(n > 2 ? all[v] / pairs * (graph.directed ? 1 : 2) : 0).margin(1e-12));
    }
  });
}

TEST_CASE("closeness is 1 over the mean distance of those that reach a node, times their part of all", "[algorithms]") {
  on_random_graphs([](const RandomGraph& graph, const GraphView& view, bool weighted) {
    const Matrix distance = distances(graph.steps(weighted));
    const auto scores = closeness(view, no_limits);
    for (std::size_t to = 0; to < graph.size; ++to) {
      double sum = 0, others = 0;
      for (std::size_t from = 0; from < graph.size; ++from) {
        if (from == to || distance[from][to] == kFar) continue;
        sum += distance[from][to];
        others += 1;
      }
      const double expected = others == 0 ? 0 : others / sum * others / static_cast<double>(graph.size - 1);
      REQUIRE(scores[to] == Approx(expected).margin(1e-12));
    }
  });
}

TEST_CASE("a weight below 0 is refused, and the relationship is named", "[algorithms]") {
  SmallGraph graph;
  graph.node("a"), graph.node("b");
  graph.relationship("a", "T", "b", {{"w", number(1)}});
  graph.relationship("b", "T", "a", {{"w", number(-2)}});
  const Snapshot snapshot = graph.done();
  ViewOptions options;
  options.weight = snapshot.find_key("w");
  const GraphView view(snapshot, options);
  const Vertex sources[] = {0};
  try {
    least_weight(view, sources, no_limits);
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.detail() == "NegativeWeight");
    CHECK(
        error.message() ==
        "relationship 1 from node 1 to node 0 has a negative weight, but a path of least weight needs weights of 0 or "
        "more");
  }
}

TEST_CASE("work can be ended from outside at any of its steps", "[algorithms]") {
  struct Stop {};
  struct Limited final : Work {
    void look() override { throw Stop(); }
  } limited;
  SmallGraph graph;
  for (int i = 0; i < 300; ++i) graph.node("n" + std::to_string(i));
  for (int i = 0; i < 299; ++i) graph.relationship("n" + std::to_string(i), "T", "n" + std::to_string(i + 1));
  const GraphView view(graph.done());
  CHECK_THROWS_AS(betweenness(view, {}, limited), Stop);
  CHECK_THROWS_AS(closeness(view, limited), Stop);
}

TEST_CASE("betweenness is the same to the last bit on one thread and on two", "[algorithms]") {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const RandomGraph graph(seed);
    const GraphView view = graph.view(false);
    BetweennessOptions one, two;
    one.threads = 1, two.threads = 2;
    REQUIRE(betweenness(view, one, no_limits) == betweenness(view, two, no_limits));
  }
}
