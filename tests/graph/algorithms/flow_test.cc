// Flows and PageRank: what moves through a graph.
#include "graph/algorithms/flow.h"

#include <catch2/catch.hpp>
#include <numeric>

#include "graph/algorithms/pagerank.h"
#include "graph/error.h"
#include "tests/graph/algorithms/random_graph.h"

using namespace polgraph;
using namespace polgraph::test;
using Vertex = GraphView::Vertex;

namespace {

Work no_limits;

// The least cut, by trying every set of nodes on the source's side.
double least_cut(const RandomGraph& graph, std::size_t source, std::size_t sink, bool weighted) {
  double least = kFar;
  for (std::uint32_t side = 0; side < (1u << graph.size); ++side) {
    if ((side >> source & 1u) == 0 || (side >> sink & 1u) == 1) continue;
    double cut = 0;
    for (const auto& arc : graph.ways()) {
      if ((side >> arc.from & 1u) == 1 && (side >> arc.to & 1u) == 0) cut += weighted ? arc.weight : 1;
    }
    least = std::min(least, cut);
  }
  return least;
}

}  // namespace

TEST_CASE("the greatest flow is the least cut; it is kept at every node and within every capacity", "[algorithms]") {
  for (unsigned seed = 0; seed < 150; ++seed) {
    const RandomGraph graph(seed);
    if (graph.size < 2) continue;
    for (const bool weighted : {false, true}) {
      const GraphView view = graph.one_way(weighted);
      for (Vertex source = 0; source < graph.size; source += 2) {
        const auto sink = static_cast<Vertex>((source + 1) % graph.size);
        INFO("seed " << seed << " from " << source << " to " << sink);
        const Flow flow = maximum_flow(view, source, sink, graph.directed, no_limits);
        REQUIRE(flow.value == least_cut(graph, source, sink, weighted));
        REQUIRE(flow.whole_value == static_cast<std::int64_t>(flow.value));
        std::vector<double> gained(graph.size, 0);
        for (std::uint32_t i = 0; i < view.edge_count(); ++i) {
          const auto edge = view.edge_at(i);
          REQUIRE(flow.by_edge[i] <= view.weight(edge));
          REQUIRE(flow.by_edge[i] >= (graph.directed ? 0 : -view.weight(edge)));
          gained[edge.source] -= flow.by_edge[i];
          gained[edge.target] += flow.by_edge[i];
        }
        for (std::size_t v = 0; v < graph.size; ++v) {
          REQUIRE(gained[v] == (v == source ? -flow.value : v == sink ? flow.value : 0));
        }
        double cut = 0;
        for (const std::uint32_t i : flow.cut) cut += view.weight(view.edge_at(i));
        REQUIRE(cut == flow.value);
        REQUIRE(flow.source_side[source]);
        REQUIRE_FALSE(flow.source_side[sink]);
      }
    }
  }
}

TEST_CASE("budgets of the size of a state's are added up exactly", "[algorithms]") {
  SmallGraph graph;
  for (const char* id : {"s", "a", "t"}) graph.node(id);
  constexpr std::int64_t kBudget = 9'007'199'254'740'991;  // 2^53 - 1
  for (int i = 0; i < 3; ++i) graph.relationship("s", "T", "a", {{"w", number(kBudget)}});
  for (int i = 0; i < 4; ++i) graph.relationship("a", "T", "t", {{"w", number(kBudget)}});
  const Snapshot snapshot = graph.done();
  ViewOptions options;
  options.weight = snapshot.find_key("w");
  const GraphView view(snapshot, options);
  CHECK(maximum_flow(view, 0, 2, true, no_limits).whole_value == 3 * kBudget);
  CHECK_THROWS_AS(maximum_flow(view, 0, 0, true, no_limits), Error);
}

TEST_CASE("PageRank stands still under one more step of its own definition, and sums up to 1", "[algorithms]") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    const RandomGraph graph(seed);
    for (const bool weighted : {false, true}) {
      INFO("seed " << seed);
      const GraphView view = graph.view(weighted);
      PageRankOptions options;
      if (seed % 3 == 0) options.sources = {0};
      options.damping = seed % 2 == 0 ? 0.85 : 0.5;
      options.tolerance = 1e-13;
      const auto rank = pagerank(view, options, no_limits);
      REQUIRE(std::accumulate(rank.begin(), rank.end(), 0.0) == Approx(1));
      const auto n = static_cast<double>(graph.size);
      std::vector<double> next(graph.size, 0), out(graph.size, 0);
      for (const auto& arc : graph.ways()) out[arc.from] += weighted ? arc.weight : 1;
      for (const auto& arc : graph.ways()) next[arc.to] += rank[arc.from] * (weighted ? arc.weight : 1) / out[arc.from];
      double lost = 0;
      for (std::size_t v = 0; v < graph.size; ++v)
        if (out[v] == 0) lost += rank[v];
      for (std::size_t v = 0; v < graph.size; ++v) {
        const double jump = options.sources.empty() ? 1 / n : (v == 0 ? 1 : 0);
        const double expected = options.damping * (next[v] + lost * jump) + (1 - options.damping) * jump;
        REQUIRE(rank[v] == Approx(expected).margin(1e-9));
      }
    }
  }
}

TEST_CASE("iterations alone are made exactly; a tolerance that they do not reach is an error", "[algorithms]") {
  SmallGraph graph;
  for (const char* id : {"a", "b", "c"}) graph.node(id);
  graph.relationship("a", "T", "b"), graph.relationship("b", "T", "c"), graph.relationship("b", "T", "a");
  const GraphView view(graph.done());
  PageRankOptions options;
  options.iterations = 1;
  const auto once = pagerank(view, options, no_limits);
  CHECK(once[0] == Approx(0.05 + 0.85 * (1.0 / 6 + 1.0 / 9)));
  CHECK(once[1] == Approx(0.05 + 0.85 * (1.0 / 3 + 1.0 / 9)));
  options.tolerance = 1e-9;
  CHECK_THROWS_AS(pagerank(view, options, no_limits), Error);
  CHECK(pagerank(GraphView(SmallGraph().done()), {}, no_limits).empty());
}

TEST_CASE("PageRank is the same to the last bit on one thread and on two", "[algorithms]") {
  SmallGraph graph;
  constexpr unsigned kNodes = 7000;  // several blocks
  const auto name = [](unsigned i) { return std::to_string(i % kNodes); };
  for (unsigned i = 0; i < kNodes; ++i) graph.node(name(i));
  for (unsigned i = 0; i < 2 * kNodes; ++i) {
    if (i % 5 != 0) graph.relationship(name(i), "T", name(i * 7919 + i / 3), {{"w", number(i % 11)}});
  }
  const Snapshot snapshot = graph.done();
  ViewOptions weighted;
  weighted.weight = snapshot.find_key("w");
  for (const ViewOptions& options : {ViewOptions(), weighted}) {
    const GraphView view(snapshot, options);
    PageRankOptions one, two;
    one.threads = 1, two.threads = 2;
    const auto rank = pagerank(view, one, no_limits);
    REQUIRE(rank == pagerank(view, two, no_limits));
    CHECK(std::accumulate(rank.begin(), rank.end(), 0.0) == Approx(1));
  }
}
