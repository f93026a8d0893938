// algo.* as Cypher sees them: answers that NetworkX 3.6 gave for one graph (networkx_compare.py does the same for any
// number of random ones), limits, and what a call can get wrong.
#include <catch2/catch.hpp>
#include <chrono>

#include "tests/support/query_graph.h"

using namespace polgraph;
using polgraph::test::QueryGraph;

namespace {

// Two parallel relationships, a self-loop, a circle, a node that stands alone; ids differ from internal numbers.
const char* const kGraph =
    "UNWIND range(0, 8) AS i CREATE (:N {id: 'n' + toString(i), i: i}) WITH count(*) AS all "
    "UNWIND [[0,1,4],[0,2,1],[1,3,2],[2,3,5],[3,4,1],[4,5,3],[5,3,2],[5,6,1],[6,7,2],[0,1,2],[7,7,1],[2,5,9]] AS e "
    "MATCH (a:N {i: e[0]}), (b:N {i: e[1]}) CREATE (a)-[:T {w: e[2]}]->(b)";

struct Golden {
  std::string call, field;
  std::vector<double> values;
};

// Everything that was computed by NetworkX, to 12 digits.
const std::vector<Golden> kGolden{
    {"pagerank()",
     "score",
     {0.018404907975, 0.028834355828, 0.023619631902, 0.103457539671, 0.106343816696, 0.118835495725, 0.068909993659,
      0.513189350569, 0.018404907975}},
    {"pagerank({weight: 'w'})",
     "score",
     {0.018404907975, 0.031814198072, 0.020639789658, 0.131053594587, 0.129800463375, 0.140013472621, 0.058075391885,
      0.451793273851, 0.018404907975}},
    {"pagerank({directed: false})",
     "score",
     {0.12183429474, 0.121433272919, 0.122178348624, 0.159947911801, 0.087658631781, 0.165951964931, 0.098084725681,
      0.104505941548, 0.018404907975}},
    {"betweenness()", "score", {0, 1, 4, 7, 6, 11, 6, 0, 0}},
    {"betweenness({directed: false, weight: 'w', normalized: true})",
     "score",
     {0.125, 0.267857142857, 0, 0.482142857143, 0, 0.357142857143, 0.214285714286, 0, 0}},
    {"closeness()", "score", {0, 0.125, 0.125, 0.446428571429, 0.3125, 0.347222222222, 0.3, 0.278409090909, 0}},
    {"closeness({directed: false, weight: 'w'})",
     "score",
     {0.180147058824, 0.235576923077, 0.153125, 0.278409090909, 0.21875, 0.235576923077, 0.204166666667, 0.145833333333,
      0}},
    {"k_core({directed: false})", "core", {2, 2, 2, 2, 2, 2, 1, 1, 0}},
    {"degree({weight: 'w'})", "degree", {7, 8, 15, 10, 4, 15, 3, 4, 0}},
};

std::string hint_of(QueryGraph& graph, const std::string& query) {
  try {
    graph.ask(query);
  } catch (const Error& error) {
    return error.hint();
  }
  return "no error";
}

}  // namespace

TEST_CASE("scores are NetworkX's", "[query][algorithms]") {
  QueryGraph graph(kGraph);
  for (const Golden& golden : kGolden) {
    INFO(golden.call);
    const auto rows =
        graph.ask("CALL algo." + golden.call + " YIELD node, " + golden.field + " AS v RETURN v ORDER BY node.i");
    REQUIRE(rows.size() == golden.values.size());
    for (std::size_t i = 0; i < rows.size(); ++i) CHECK(std::stod(rows[i]) == Approx(golden.values[i]).margin(1e-9));
  }
}

TEST_CASE("paths, cuts and cycles are told as paths, relationships and nodes", "[query][algorithms]") {
  QueryGraph graph(kGraph);
  CHECK(
      graph.ask("CALL algo.k_shortest_paths({source: 'n0', target: 'n3', weight: 'w', k: 3}) YIELD index, path, weight "
                "RETURN index, [n IN nodes(path) | n.i], weight") ==
      test::Rows{"1 | [0, 1, 3] | 4", "2 | [0, 1, 3] | 6", "3 | [0, 2, 3] | 6"});
  CHECK(graph.ask("CALL algo.all_shortest_paths({source: 'n0', target: 'n3'}) YIELD path, weight "
                  "RETURN [r IN relationships(path) | r.w] AS ws, weight ORDER BY ws") ==
        test::Rows{"[1, 5] | 2", "[2, 2] | 2", "[4, 2] | 2"});
  CHECK(graph.ask("CALL algo.cycles() YIELD path, length RETURN [n IN nodes(path) | n.i], length") ==
        test::Rows{"[3, 4, 5, 3] | 3", "[7, 7] | 1"});
  CHECK(graph.ask("CALL algo.bridges() YIELD start, end RETURN start.i, end.i") == test::Rows{"5 | 6", "6 | 7"});
  CHECK(graph.ask("CALL algo.articulation_points() YIELD node, parts RETURN node.i, parts") ==
        test::Rows{"5 | 2", "6 | 2"});
  CHECK(graph.ask("CALL algo.dominators({source: 'n0'}) YIELD node, dominator RETURN node.i, dominator.i") ==
        test::Rows{"1 | 0", "2 | 0", "3 | 0", "4 | 3", "5 | 0", "6 | 5", "7 | 6"});
  CHECK(graph.one("CALL algo.min_cut({source: 'n0', target: 'n5', weight: 'w'}) YIELD value, relationships, nodes "
                  "RETURN value, [r IN relationships | r.w], [n IN nodes | n.i]") == "2 | [1, 1] | [0, 1, 3]");
}

TEST_CASE("a call takes nodes, ids and names, one or many, and says which it cannot find", "[query][algorithms]") {
  QueryGraph graph(kGraph);
  graph.ask("MATCH (n {i: 0}) SET n.name = 'Ministry of Tests'");
  for (const char* source : {"'n0'", "['n0']", "id(n)", "n", "[n]", "'ministry of tests'", "[n, 'n0', id(n)]"}) {
    INFO(source);
    CHECK(graph.one("MATCH (n {i: 0}) CALL algo.bfs({sources: " + std::string(source) +
                    "}) YIELD depth RETURN sum(depth), max(depth)") == "16 | 4");
  }
}

TEST_CASE("what a call gets wrong is named", "[query][algorithms]") {
  QueryGraph graph(kGraph);
  const std::vector<std::pair<std::string, std::string>> kCases{
      {"CALL algo.bfs()", "ArgumentError run MissingOption 1:6"},
      {"CALL algo.bfs({source: 'n0', sources: ['n1']})", "ArgumentError run InvalidArgumentValue 1:6"},
      {"CALL algo.bfs({source: 'nobody at all'})", "EntityNotFound run UnknownEntity 1:6"},
      {"CALL algo.bfs({source: 1.5})", "TypeError compile InvalidArgumentType 1:24"},
      {"CALL algo.bfs({source: ['n0']})", "TypeError run InvalidArgumentType 1:15"},
      {"CALL algo.bfs({sources: []})", "ArgumentError run InvalidArgumentValue 1:6"},
      {"CALL algo.bfs({source: 'n0', max_depth: -1})", "ArgumentError run InvalidArgumentValue 1:6"},
      {"CALL algo.bfs({source: 'n0', weight: 'w'})", "ArgumentError compile UnknownOption 1:30"},
      {"CALL algo.dijkstra({source: 'n0', weight: 'ww'})", "EntityNotFound run UnknownKey 1:6"},
      {"CALL algo.dijkstra({source: 'n0', weight: 'id'})", "EntityNotFound run MissingWeight 1:6"},
      {"CALL algo.dijkstra({source: 'n0', default_weight: 2})", "ArgumentError run InvalidArgumentValue 1:6"},
      {"CALL algo.pagerank({label: []})", "ArgumentError run InvalidArgumentValue 1:6"},
      {"CALL algo.pagerank({label: ['N', 1]})", "ArgumentError run InvalidArgumentValue 1:6"},
      {"CALL algo.pagerank({type: 'TT'})", "EntityNotFound run UnknownType 1:6"},
      {"CALL algo.pagerank(1)", "SyntaxError compile InvalidArgumentType 1:20"},
      {"CALL algo.pagerank({iterations: 0})", "ArgumentError run InvalidArgumentValue 1:6"},
      {"CALL algo.pagerank({tolerance: 1e-15, iterations: 2})", "LimitExceeded run NotConverged 1:6"},
      {"CALL algo.max_flow({source: 'n0', target: 'n0'})", "ArgumentError run SameNode 1:6"},
      {"CALL algo.topological_levels({directed: false})", "ArgumentError run InvalidArgumentValue 1:6"},
      {"CALL algo.pagerank(null) YIELD node RETURN count(node)", "no error"},
      {"CALL algo.pagerank({label: null}) YIELD node RETURN count(node)", "no error"},
  };
  for (const auto& [query, fault] : kCases) {
    INFO(query);
    CHECK(graph.fault(query) == fault);
  }
  CHECK(hint_of(graph, "CALL algo.pagerank({dampng: 1})") == "did you mean `damping`?");
  CHECK(hint_of(graph, "CALL algo.degree({sources: ['n0']})") ==
        "it takes label, type, directed, weight, default_weight");
  CHECK(hint_of(graph, "CALL algo.degree({weight: 'i'})") ==
        "`default_weight: 1` counts such relationships as 1; `type` leaves others out");
}

TEST_CASE("nodes outside of the chosen label are no sources", "[query][algorithms]") {
  QueryGraph graph(kGraph);
  graph.ask("MATCH (n {i: 0}) SET n:M");
  CHECK(graph.fault("CALL algo.bfs({source: 'n1', label: 'M'})") == "EntityNotFound run NodeNotInGraph 1:6");
  CHECK(graph.one("CALL algo.components({label: 'M'}) YIELD node RETURN count(node)") == "1");
}

TEST_CASE("a call ends by the statement's time and memory", "[query][algorithms]") {
  QueryGraph graph("UNWIND range(0, 299) AS i CREATE (:N {i: i})");
  graph.ask(
      "MATCH (a:N), (b:N) WHERE b.i IN [(a.i + 1) % 300, (a.i * 7) % 300, (a.i * 13 + 5) % 300] CREATE (a)-[:T]->(b)");
  graph.options.timeout_s = 0.2;
  const auto begun = std::chrono::steady_clock::now();
  CHECK(graph.fault("CALL algo.cycles() YIELD path RETURN count(path)") == "LimitExceeded run Timeout 1:6");
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(5));
  graph.options.timeout_s = 0;
  CHECK(graph.one("CALL algo.cycles() YIELD path RETURN path LIMIT 1").size() > 10);
  graph.options.memory_bytes = 10'000;
  CHECK(graph.fault("CALL algo.betweenness() YIELD node RETURN count(node)") == "LimitExceeded run MemoryLimit 1:6");
  const std::atomic<bool> cancelled = true;
  graph.options.memory_bytes = 0;
  graph.options.cancelled = &cancelled;
  CHECK(graph.fault("CALL algo.betweenness() YIELD node RETURN count(node)").find("Interrupted") != std::string::npos);
}

TEST_CASE("calls one after another give back what they held", "[query][algorithms]") {
  QueryGraph graph("UNWIND range(0, 200) AS i CREATE (:N {id: 'n' + toString(i)})-[:T]->(:N)");
  graph.options.memory_bytes = 400'000;
  CHECK(graph.one("MATCH (n:N) WHERE n.id IS NOT NULL CALL algo.bfs({source: n}) YIELD depth RETURN sum(depth)") ==
        "201");
}
