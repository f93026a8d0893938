#include "query/adjacency.h"

#include <catch2/catch.hpp>
#include <random>

#include "tests/support/query_graph.h"

using namespace polgraph;
using polgraph::test::QueryGraph;

namespace {

// A graph of self-loops, parallel relationships of several types, and holes where nodes were deleted.
std::string random_graph(unsigned seed) {
  std::mt19937 engine(seed);
  const auto random = [&] { return static_cast<unsigned>(engine()); };
  std::string create = "CREATE (n0:A {i: 0})";
  const unsigned size = 3 + random() % 6;
  for (unsigned i = 1; i < size; ++i)
    create += ", (n" + std::to_string(i) + ":" + (i % 2 == 0 ? "A" : "B") + " {i: " + std::to_string(i) + "})";
  for (unsigned i = 0; i < size * 2; ++i) {
    create += ", (n" + std::to_string(random() % size) + ")-[:" + std::string(1, "FGH"[random() % 3]) +
              " {r: " + std::to_string(i) + "}]->(n" + std::to_string(random() % size) + ")";
  }
  return create;
}

const std::vector<std::string> kQueries{
    "MATCH (a)-[r]->(b) RETURN a.i, r.r, b.i",
    "MATCH (a)<-[r]-(b) RETURN a.i, r.r, b.i",
    "MATCH (a)-[r]-(b) RETURN a.i, r.r, b.i",
    "MATCH (a:A)-[r:F|G]-(b) RETURN a.i, r.r, b.i LIMIT 3",
    "MATCH (a)-[r:H]->(b), (b)-[s]-(a) RETURN a.i, r.r, s.r",
    "MATCH (a:A), (b:B) MATCH (a)-[r]->(b) RETURN a.i, r.r, b.i",
    "MATCH (a:A), (b:B) MATCH (a)<-[r:G|H]-(b) RETURN a.i, r.r, b.i",
    "MATCH (a:A), (b:B) MATCH (a)-[r]-(b) RETURN a.i, r.r, b.i",
    "MATCH (a) MATCH (a)-[r]-(a) RETURN a.i, r.r",
    "MATCH (a {i: 0})-[r*1..3]->(b) RETURN b.i, [x IN r | x.r]",
    "MATCH (a {i: 0})-[r:F|H*0..3]-(b) RETURN b.i, [x IN r | x.r] LIMIT 5",
    "MATCH p = shortestPath((a {i: 0})-[*]-(b {i: 2})) RETURN [n IN nodes(p) | n.i]",
    "MATCH p = allShortestPaths((a {i: 0})-[*]-(b {i: 1})) RETURN [x IN relationships(p) | x.r]",
    "MATCH (a {i: 0}) ((x)-[e:F|G]->(y)){1,3} (b) RETURN b.i, [q IN e | q.r]",
    "MATCH (a) RETURN a.i, COUNT { (a)-[:F]->() }, EXISTS { (a)-[:G]-(:B) }",
};

}  // namespace

TEST_CASE("an answer does not depend on where relationships are read from, nor does the order of its rows",
          "[query][adjacency]") {
  for (unsigned seed = 0; seed < 40; ++seed) {
    QueryGraph graph(random_graph(seed));
    graph.ask("MATCH (n {i: 1}) DETACH DELETE n");
    for (const std::string& query : kQueries) {
      graph.options.adjacency = Adjacency::Store;
      const auto stored = graph.ask(query);
      graph.options.adjacency = Adjacency::Arrays;
      INFO("seed " << seed << ": " << query);
      REQUIRE(graph.ask(query) == stored);
    }
  }
}

TEST_CASE("what was read a moment ago is told as the store tells it, until the graph changes", "[query][adjacency]") {
  for (unsigned seed = 0; seed < 40; ++seed) {
    QueryGraph graph(random_graph(seed));
    Engine engine(graph.store);
    const auto ask = [&](const std::string& query) {
      test::TextSink sink;
      engine.run(prepare(query), graph.options, sink);
      return sink.rows;
    };
    graph.options.adjacency = Adjacency::Auto;
    for (const char* change : {"MATCH (n {i: 1}) DETACH DELETE n", "MATCH (n {i: 0}) SET n:B SET n.i = 100 SET n.i = 0",
                               "MATCH (a {i: 0}), (b {i: 2}) CREATE (a)-[:F {r: 99}]->(b)",
                               "MATCH ()-[r:G]-() SET r.r = r.r + 100", "MATCH (n:A) REMOVE n:A"}) {
      for (int again = 0; again < 3; ++again) {
        for (const std::string& query : kQueries) {
          INFO("seed " << seed << ", before " << change << ", time " << again << ": " << query);
          graph.options.adjacency = Adjacency::Store;
          const auto stored = graph.ask(query);
          graph.options.adjacency = Adjacency::Auto;
          REQUIRE(ask(query) == stored);
        }
      }
      ask(change);
    }
  }
}

TEST_CASE("a heavy walk goes on in arrays, with the same rows in the same order", "[query][adjacency]") {
  QueryGraph graph("UNWIND range(0, 1499) AS i CREATE (:N {id: i, i: i})");
  graph.ask(
      "UNWIND range(0, 1499) AS i MATCH (a {id: i}), (b {id: (i * 7 + 1) % 1500}), (c {id: (i * 3 + 2) % 1500}) "
      "CREATE (a)-[:T]->(b), (a)-[:T]->(c)");
  const std::string query = "MATCH (a:N)-[:T*1..3]-(b) WHERE a.i < 200 RETURN a.i, b.i";
  graph.options.adjacency = Adjacency::Store;
  const auto stored = graph.ask(query);
  graph.options.adjacency = Adjacency::Auto;
  CHECK(stored.size() > 2000);
  CHECK(graph.ask(query) == stored);
}

TEST_CASE("arrays are not taken where they would leave no memory, and a statement that writes sees what it wrote",
          "[query][adjacency]") {
  QueryGraph graph("UNWIND range(0, 20000) AS i CREATE (:N)-[:T]->(:N)");
  graph.options.memory_bytes = 1u << 20;
  CHECK(graph.one("MATCH (a)-[:T]->(b) RETURN count(*)") == "20001");
  graph.options.memory_bytes = 0;
  graph.options.adjacency = Adjacency::Arrays;
  CHECK(graph.one("MATCH (a:N)-[:T]->(b) WITH a, b LIMIT 1 CREATE (a)-[:U]->(b) WITH a MATCH (a)-[r]->() RETURN "
                  "count(r)") == "2");
}

TEST_CASE("an engine's arrays are made anew after a commit", "[query][adjacency]") {
  QueryGraph graph("CREATE (:N)-[:T]->(:N)");
  graph.options.adjacency = Adjacency::Arrays;
  Engine engine(graph.store);
  const auto count = [&](const std::string& query) {
    test::TextSink sink;
    engine.run(prepare(query), graph.options, sink);
    return sink.rows.empty() ? "" : sink.rows[0];
  };
  CHECK(count("MATCH (:N)-[r:T]->() RETURN count(r)") == "1");
  count("MATCH (a:N)-[:T]->(b) CREATE (b)-[:T]->(a)");
  CHECK(count("MATCH (:N)-[r:T]->() RETURN count(r)") == "2");
  CHECK(count("CALL algo.strong_components() YIELD component RETURN count(DISTINCT component)") == "1");
  count("MATCH ()-[r:T]->() DELETE r");
  CHECK(count("CALL algo.strong_components() YIELD component RETURN count(DISTINCT component)") == "2");
}
