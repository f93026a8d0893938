#include "graph/paths.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <tuple>

#include "graph/error.h"
#include "tests/support/small_graph.h"

using namespace polgraph;
using test::number;
using test::SmallGraph;

namespace {

struct RandomGraph : SmallGraph {
  struct Arc {
    int from, to;
    RelId id;
    double weight;
  };
  std::vector<NodeId> ids;
  std::vector<Arc> arcs;

  RandomGraph(unsigned seed, int size, int degree) {
    std::mt19937 random(seed);
    for (int i = 0; i < size; ++i) ids.push_back(node("n" + std::to_string(i)));
    for (int i = 0; i < size * degree; ++i) {
      const int from = static_cast<int>(random() % static_cast<unsigned>(size));
      const int to = static_cast<int>(random() % static_cast<unsigned>(size));
      const int weight = static_cast<int>(random() % 4);  // 0 too: ties are many
      const RelId id = relationship("n" + std::to_string(from), "F", "n" + std::to_string(to), {{"w", number(weight)}});
      arcs.push_back({from, to, id, static_cast<double>(weight)});
    }
  }

  // Every simple path, by trying everything.
  std::vector<Path> all_paths(int from, int to, bool weighted) const {
    std::vector<Path> found;
    if (from == to) return found;
    std::vector<bool> used(ids.size(), false);
    Path path{ids[static_cast<std::size_t>(from)], {}, 0};
    walk(from, to, weighted, used, path, found);
    return found;
  }
  void walk(int at, int to, bool weighted, std::vector<bool>& used, Path& path, std::vector<Path>& found) const {
    if (at == to) return found.push_back(path);
    used[static_cast<std::size_t>(at)] = true;
    for (const Arc& arc : arcs) {
      if (arc.from != at || used[static_cast<std::size_t>(arc.to)]) continue;
      const double weight = weighted ? arc.weight : 1;
      path.hops.push_back({arc.id, ids[static_cast<std::size_t>(arc.to)]});
      path.weight += weight;
      walk(arc.to, to, weighted, used, path, found);
      path.weight -= weight;
      path.hops.pop_back();
    }
    used[static_cast<std::size_t>(at)] = false;
  }
};

std::vector<RelId> relationships(const Path& path) {
  std::vector<RelId> ids;
  for (const PathHop& hop : path.hops) ids.push_back(hop.relationship);
  return ids;
}

std::vector<Path> in_order(std::vector<Path> paths) {
  std::sort(paths.begin(), paths.end(), [](const Path& a, const Path& b) {
    return std::tuple(a.weight, a.hops.size(), relationships(a)) <
           std::tuple(b.weight, b.hops.size(), relationships(b));
  });
  return paths;
}

}  // namespace

TEST_CASE("all simple paths are those that trying everything finds", "[paths]") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    RandomGraph graph(seed, 7, 2);
    const Snapshot snapshot = graph.done();
    const GraphView view(snapshot);
    const SnapshotGraph lazy(snapshot);
    for (int to = 0; to < 7; ++to) {
      const auto expected = in_order(graph.all_paths(0, to, false));
      const NodeId goal = graph.ids[static_cast<std::size_t>(to)];
      const PathList found = all_simple_paths(view, graph.ids[0], goal);
      CHECK(found.paths == expected);
      CHECK(found.complete);
      CHECK(all_simple_paths(lazy, graph.ids[0], goal).paths == expected);
      for (const std::size_t hops : {1u, 2u, 3u}) {
        std::vector<Path> bounded;
        std::copy_if(expected.begin(), expected.end(), std::back_inserter(bounded),
                     [&](const Path& path) { return path.hops.size() <= hops; });
        CHECK(all_simple_paths(view, graph.ids[0], goal, {.max_hops = hops}).paths == bounded);
        CHECK(all_simple_paths(lazy, graph.ids[0], goal, {.max_hops = hops}).paths == bounded);
      }
    }
  }
}

TEST_CASE("the k lightest paths are the first k of all, for every k, with many ties", "[paths]") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    RandomGraph graph(seed, 7, 2);
    const Snapshot snapshot = graph.done();
    const GraphView plain(snapshot);
    const GraphView weighted(snapshot, {.labels = {}, .types = {}, .weight = snapshot.find_key("w")});
    const SnapshotGraph lazy(snapshot);
    for (int to = 0; to < 7; ++to) {
      const NodeId goal = graph.ids[static_cast<std::size_t>(to)];
      const auto by_hops = in_order(graph.all_paths(0, to, false));
      const auto by_weight = in_order(graph.all_paths(0, to, true));
      CHECK(k_shortest_paths(plain, graph.ids[0], goal, 1000).paths == by_hops);
      CHECK(k_shortest_paths(lazy, graph.ids[0], goal, 1000).paths == by_hops);
      const PathList all = k_shortest_paths(weighted, graph.ids[0], goal, 1000);
      CHECK(all.paths == by_weight);
      CHECK(all.complete);
      const PathList some = k_shortest_paths(weighted, graph.ids[0], goal, 3);
      CHECK(some.complete == (by_weight.size() <= 3));
      CHECK(some.paths ==
            std::vector<Path>(by_weight.begin(), by_weight.begin() + static_cast<std::ptrdiff_t>(
                                                                         std::min<std::size_t>(3, by_weight.size()))));
      const auto shortest = shortest_path(weighted, graph.ids[0], goal);
      if (to == 0) continue;
      REQUIRE(shortest.has_value() == !by_weight.empty());
      if (shortest) CHECK(shortest->weight == by_weight.front().weight);
      const auto fewest = shortest_path(lazy, graph.ids[0], goal);
      REQUIRE(fewest.has_value() == !by_hops.empty());
      if (fewest) CHECK(fewest->hops.size() == by_hops.front().hops.size());
    }
  }
}

TEST_CASE("a path from a node to itself has no hops; simple paths to itself there are none", "[paths]") {
  SmallGraph graph;
  const NodeId a = graph.node("a");
  graph.relationship("a", "F", "a");
  const Snapshot snapshot = graph.done();
  const GraphView view(snapshot);
  CHECK(shortest_path(view, a, a)->hops.empty());
  CHECK(shortest_path(SnapshotGraph(snapshot), a, a)->hops.empty());
  CHECK(all_simple_paths(view, a, a).paths.empty());
  CHECK(k_shortest_paths(view, a, a, 5).paths.empty());
}

TEST_CASE("the breadth-first tree gives each node once, at its distance", "[paths]") {
  SmallGraph graph;
  for (const char* id : {"a", "b", "c", "d", "e"}) graph.node(id);
  graph.relationship("a", "F", "b");
  graph.relationship("a", "F", "c");
  graph.relationship("b", "F", "d");
  graph.relationship("c", "F", "d");
  graph.relationship("d", "F", "e");
  graph.relationship("e", "F", "a");
  const Snapshot snapshot = graph.done();
  const auto check = [&](const auto& over) {
    const Tree tree = breadth_first_tree(over, graph["a"]);
    REQUIRE(tree.entries.size() == 5);
    CHECK(tree.complete);
    CHECK(tree.entries[3].node == graph["d"]);
    CHECK(tree.entries[3].depth == 2);
    CHECK(tree.entries[tree.entries[3].parent].node == graph["b"]);
    CHECK(tree.entries[4].depth == 3);
    const Tree shallow = breadth_first_tree(over, graph["a"], {.max_hops = 1});
    CHECK(shallow.entries.size() == 3);
    CHECK_FALSE(shallow.complete);
    CHECK_FALSE(breadth_first_tree(over, graph["a"], {.max_steps = 1}).complete);
    CHECK(breadth_first_tree(over, graph["a"], {.max_hops = 0}).entries.size() == 1);
  };
  check(GraphView(snapshot));
  check(SnapshotGraph(snapshot));
}

TEST_CASE("a search in a dense graph ends at its limits and says so", "[paths]") {
  SmallGraph graph;
  const int size = 30;
  for (int i = 0; i < size; ++i) graph.node("n" + std::to_string(i));
  for (int i = 0; i < size; ++i) {
    for (int j = 0; j < size; ++j) {
      if (i != j) graph.relationship("n" + std::to_string(i), "F", "n" + std::to_string(j));
    }
  }
  const Snapshot snapshot = graph.done();
  const GraphView view(snapshot);
  const PathList some = all_simple_paths(view, graph["n0"], graph["n1"], {.max_paths = 50});
  CHECK(some.paths.size() == 50);
  CHECK_FALSE(some.complete);
  CHECK(some.paths.front().hops.size() == 1);
  CHECK(some.paths.back().hops.size() <= 3);
  const PathList few_steps = all_simple_paths(view, graph["n0"], graph["n1"], {.max_steps = 10'000});
  CHECK_FALSE(few_steps.complete);
  CHECK(k_shortest_paths(view, graph["n0"], graph["n1"], 20).paths.size() == 20);
  CHECK_FALSE(k_shortest_paths(view, graph["n0"], graph["n1"], 1000, {.max_steps = 5000}).complete);
  CHECK_FALSE(all_simple_paths(SnapshotGraph(snapshot), graph["n0"], graph["n1"], {.max_steps = 100}).complete);
}

TEST_CASE("a long chain is walked without recursion", "[paths]") {
  SmallGraph graph;
  const int length = 20'000;
  for (int i = 0; i <= length; ++i) graph.node("n" + std::to_string(i));
  for (int i = 0; i < length; ++i) graph.relationship("n" + std::to_string(i), "F", "n" + std::to_string(i + 1));
  const Snapshot snapshot = graph.done();
  const GraphView view(snapshot);
  const NodeId from = graph["n0"], to = graph["n" + std::to_string(length)];
  CHECK(shortest_path(view, from, to)->hops.size() == 20'000);
  CHECK(all_simple_paths(view, from, to, {.max_hops = 20'000}).paths.size() == 1);
  CHECK(all_simple_paths(view, from, to, {.max_hops = 19'999}).paths.empty());
}

TEST_CASE("a weight that makes no sense for a path is refused", "[paths]") {
  for (const double weight : {-1.0, std::numeric_limits<double>::infinity(), std::nan("")}) {
    SmallGraph graph;
    const NodeId a = graph.node("a"), b = graph.node("b");
    graph.relationship("a", "F", "b", {{"w", Value::floating(weight)}});
    const Snapshot snapshot = graph.done();
    const GraphView view(snapshot, {.labels = {}, .types = {}, .weight = snapshot.find_key("w")});
    CHECK_THROWS_AS(shortest_path(view, a, b), Error);
    CHECK_THROWS_AS(k_shortest_paths(view, a, b, 2), Error);
  }
}

TEST_CASE("an end that a view lacks is an error, an end out of reach is no path", "[paths]") {
  SmallGraph graph;
  const NodeId a = graph.node("a"), b = graph.node("b");
  const Snapshot snapshot = graph.done();
  const GraphView view(snapshot);
  CHECK_FALSE(shortest_path(view, a, b));
  CHECK(all_simple_paths(view, a, b).paths.empty());
  CHECK(k_shortest_paths(SnapshotGraph(snapshot), a, b, 3).paths.empty());
  CHECK_THROWS_AS(shortest_path(view, a, NodeId(99)), Error);
  CHECK_THROWS_AS(breadth_first_tree(view, NodeId(99)), Error);
}
