// Patterns with an aggregation behind them, run over arrays: the answers are those of the operators one by one.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "tests/support/query_graph.h"

using namespace polgraph;
using polgraph::test::QueryGraph;

namespace {

// Parallel relationships, self-loops, two labels that overlap, properties of several kinds and without value, holes
// where nodes and relationships were deleted.
std::string mixed_graph(unsigned seed) {
  std::mt19937 engine(seed);
  const auto random = [&](unsigned below) { return static_cast<unsigned>(engine()) % below; };
  const unsigned size = 4 + random(8);
  const std::vector<std::string> values{"1", "2", "3", "-7", "'x'", "'y'", "'Wind'", "null", "1.0", "true", "[1, 2]"};
  const auto value = [&](unsigned kinds) { return values[random(kinds)]; };
  const unsigned kinds = seed % 3 == 0 ? 4 : seed % 3 == 1 ? 8 : static_cast<unsigned>(values.size());
  std::string create = "CREATE (n0:A {i: 0, v: 1})";
  for (unsigned i = 1; i < size; ++i) {
    const std::string label = std::vector<std::string>{":A", ":B", ":A:B", ""}[random(4)];
    create += ", (n" + std::to_string(i) + label + " {i: " + std::to_string(i) + ", v: " + value(kinds) + "})";
  }
  const unsigned edges = size * (1 + seed % 4);
  for (unsigned i = 0; i < edges; ++i) {
    create += ", (n" + std::to_string(random(size)) + ")-[:" + std::string(1, "FGH"[random(3)]) +
              " {r: " + std::to_string(i) + ", w: " + value(kinds) + "}]->(n" + std::to_string(random(size)) + ")";
  }
  return create;
}

const std::vector<std::string> kQueries{
    "MATCH (a)-[r]->(b) RETURN count(*)",
    "MATCH (a:A) RETURN count(*), sum(a.i), min(a.i), max(a.i), avg(a.i)",
    "MATCH (a)-[r:F]->(b) RETURN a.v, count(*), sum(r.r)",
    "MATCH (a:A)-[r:F]->(b:B) RETURN a, count(r), avg(r.r)",
    "MATCH (a)-[r]-(b) WHERE r.w = 1 RETURN b.v AS v, count(*) AS n ORDER BY n DESC, v LIMIT 2",
    "MATCH (a)-[r]-(b) WHERE r.w <> 1 RETURN count(*)",
    "MATCH (a)-[r]-(b) WHERE a.v < 'y' RETURN count(*), min(r.r)",
    "MATCH (a)-[r]-(b) WHERE a.v >= 1 AND b.v STARTS WITH 'W' RETURN count(*)",
    "MATCH (a)-[:F]->(b)-[:F]->(c) RETURN count(*)",
    "MATCH (a)-[:F]->(b)-[:F]->(c) WHERE a <> c RETURN count(*)",
    "MATCH (a)-[:F]-(b)-[:F]-(c) RETURN count(*)",
    "MATCH (a)-[:F]-(b)-[:F]-(c) WHERE a <> c RETURN count(*)",
    "MATCH (a)-[:F]-(b)-[:F]-(c)-[:F]-(a) RETURN count(*)",
    "MATCH (a)-[:F]->(b)-[:G]->(c), (a)-[:H]->(c) RETURN count(*)",
    "MATCH (a)-[:F]->(b)-[:F]->(c), (a)-[:F]->(c) RETURN count(*)",
    "MATCH (a)-[:F]->(b)-[:F]->(c)-[:F]->(d), (a)-[:G]-(d) RETURN a.i, count(*)",
    "MATCH (a)-[:F]->(b)<-[:G]-(c)-[:H]->(d)<-[:F]-(e) RETURN count(*)",
    "MATCH (a:A)-[:F]->(b)<-[:G]-(c:B)-[:H]->(d) RETURN b.v, count(*), count(DISTINCT d)",
    "MATCH (a)-[:F|G]->(b)-[:G|H]->(c) RETURN count(*)",
    "MATCH (a)-[:F]->(a) RETURN count(*)",
    "MATCH (a)-[:F]->(b), (b)-[:G]->(b) RETURN a.v, count(*)",
    "MATCH (a)-[:F]->(b) WHERE NOT (a)-[:G]-(b) RETURN count(*)",
    "MATCH (a)-[:F]->(b)-[:G]-(c) WHERE NOT (c)-[:F]->(a) AND a <> c RETURN count(*)",
    "MATCH (a)-[:F]->(b) WHERE (a)-[:G]->(b) RETURN a.i, count(*)",
    "MATCH (a)-[:F]->(b) WHERE (a)-[:G]->(:A) RETURN a.i, count(*)",
    "MATCH (a:A)-[:F]->(b) OPTIONAL MATCH (b)-[:G]->(c) RETURN count(*)",
    "MATCH (a:A)-[:F]->(b) OPTIONAL MATCH (b)-[:G]->(c:B) OPTIONAL MATCH (a)<-[:H]-(d) RETURN a.v, count(*)",
    "MATCH (a:A)-[:F]->(b) OPTIONAL MATCH (b)-[:G]->(c)-[:H]->(d) RETURN count(*)",
    "MATCH (a:A)-[:F]->(b) OPTIONAL MATCH (b)-[:G]->(c) WHERE c.i > 2 RETURN count(*)",
    "MATCH (a:A)-[:F]->(b) OPTIONAL MATCH (b)-[:G]->(c) RETURN count(c), count(DISTINCT c)",
    "MATCH (a {i: 0})-[:F*1..3]->(b) RETURN count(*), count(DISTINCT b)",
    "MATCH (a {i: 0})-[:F*]->(b) RETURN count(DISTINCT b)",
    "MATCH (a {i: 0})-[:F|G*0..2]->(b:A) RETURN b.v, count(*)",
    "MATCH (a {i: 0})<-[:F*2..3]-(b) RETURN count(*), sum(b.i)",
    "MATCH (a)-[:F]->(b)-[:G*1..2]->(c) RETURN a.i, count(*)",
    "MATCH (a)-[r:F]->(b) WHERE r.w IS NULL RETURN count(*)",
    "MATCH (a)-[r:F]->(b) WHERE a.i + b.i > 4 RETURN count(*)",
    "MATCH (a)-[r:F]->(b) WHERE a.i < b.i RETURN a.i, sum(r.r)",
    "MATCH (a)-[r:F]->(b) RETURN sum(r.w)",
    "MATCH (a)-[r:F]->(b) RETURN max(b.v), min(r.w)",
    "MATCH (a)-[r:F]->(b) RETURN count(r.w), count(b.v), count(b)",
    "MATCH (a)-[r:F]->(b) RETURN collect(DISTINCT b.i)",
    "MATCH (a), (b:B) RETURN count(*)",
    "MATCH (a:A), (b:B) WHERE a <> b RETURN a.v, count(*)",
    "UNWIND [0, 1, 2] AS i MATCH (a {i: i})-[:F]->(b)-[:G]-(c) RETURN i, a.v, count(*)",
    "UNWIND [0, 1, 2, null] AS i OPTIONAL MATCH (a {i: i}) WITH a, i MATCH (a)-[:F]->(b) RETURN i, count(*), sum(b.i)",
    "MATCH (a:A) WITH a MATCH (a)-[:F]->(b) WITH a, count(*) AS n MATCH (a)<-[:G]-(c) RETURN n, count(*)",
    "MATCH (a:A)-[:F]->(b) WITH DISTINCT b MATCH (b)-[:G]->(c) RETURN count(*)",
    // A condition on a relationship of which the answer names only the ends.
    "MATCH (a)-[r:F]->(b) WHERE r.w = 1 RETURN a.i, b.i, count(*)",
    "MATCH (a)-[:F]->(b)-[:G]->(c), (a)-[r:H]->(c) WHERE r.r > 5 RETURN count(*)",
    "MATCH (a)-[:F]->(b), (a)-[r:G {w: 2}]-(b) RETURN a.i, count(*)",
    "MATCH (a)-[r:F]->(b) WHERE r.r > 3 RETURN a.i, b.i, count(*), sum(r.r)",
    // A walk and a relationship beside it must not meet.
    "MATCH (a:A)-[:F*1..3]->(b:B)<-[:F]-(c) RETURN count(*)",
    "MATCH (a:A)-[:F*1..3]->(b), (c:B)-[:F]->(d) RETURN count(*)",
    "MATCH (a:A)-[:F*1..3]->(b), (c:B)-[:G]->(d) RETURN count(*)",
    "MATCH (a:A) OPTIONAL MATCH (a)-[:F]->(b), (a)-[:G]->(a) RETURN count(*)",
    "MATCH (a:A) OPTIONAL MATCH (a)-[:F]->(b:B), (a)-[:F]->(a) RETURN count(*)",
    "UNWIND [1] AS m MATCH (n:Nobody) RETURN m + 1, count(*)",
    "MATCH (a:A) CALL { WITH a MATCH (a)-[:F]->(b)-[:G]->(c {v: 1}) RETURN count(*) AS n } RETURN sum(n)",
    "MATCH (a:A) CALL { WITH a MATCH (a)-[:F]-(b) RETURN b.v AS v, count(DISTINCT b) AS n } RETURN v, sum(n)",
    "MATCH (a:Nobody)-[:F]->(b) RETURN count(*), sum(b.i)",
    "MATCH (a)-[:NEVER]->(b) RETURN a.i, count(*)",
    "MATCH (a:A) OPTIONAL MATCH (a)-[:NEVER]->(b) RETURN count(*)",
    "MATCH (a:A) RETURN a.i, COUNT { (a)-[:F]->()-[:G]->() }",
    "MATCH (a:A) CALL { WITH a MATCH (a)-[:F]->(b) RETURN count(*) AS n, sum(b.i) AS s } RETURN a.i, n, s",
};

// What a query answers, its rows sorted; or how it fails.
std::vector<std::string> answer(QueryGraph& graph, const std::string& query, Adjacency adjacency) {
  graph.options.adjacency = adjacency;
  try {
    std::vector<std::string> rows = graph.ask(query);
    std::sort(rows.begin(), rows.end());
    return rows;
  } catch (const Error& error) {
    return {"error " + std::string(error.detail())};
  }
}

}  // namespace

TEST_CASE("over arrays an aggregation gives what it gives step by step", "[query][fused]") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    QueryGraph graph(mixed_graph(seed));
    if (seed % 5 == 0) graph.ask("MATCH (n {i: 1}) DETACH DELETE n");
    if (seed % 7 == 0) graph.ask("MATCH ()-[r {r: 2}]->() DELETE r");
    for (const std::string& query : kQueries) {
      CAPTURE(seed, query);
      CHECK(answer(graph, query, Adjacency::Arrays) == answer(graph, query, Adjacency::Store));
    }
  }
}

TEST_CASE("sums and counts beyond 64 bits are the error that they are step by step", "[query][fused]") {
  QueryGraph graph("UNWIND range(1, 4) AS i CREATE (:N {v: 9223372036854775807})-[:T]->(:M)");
  for (const Adjacency adjacency : {Adjacency::Arrays, Adjacency::Store})
    CHECK(answer(graph, "MATCH (n:N)-[:T]->() RETURN sum(n.v)", adjacency) ==
          std::vector<std::string>{"error IntegerOverflow"});
  CHECK(answer(graph, "MATCH (n:N)-[:T]->() RETURN avg(n.v)", Adjacency::Arrays) ==
        answer(graph, "MATCH (n:N)-[:T]->() RETURN avg(n.v)", Adjacency::Store));
}

TEST_CASE("whether a sum fits does not depend on the order of its numbers", "[query][fused]") {
  QueryGraph graph("UNWIND [9223372036854775807, 1, -5] AS v CREATE (:N {v: v})-[:T]->(:M)");
  for (const Adjacency adjacency : {Adjacency::Arrays, Adjacency::Store})
    CHECK(answer(graph, "MATCH (n:N)-[:T]->() RETURN sum(n.v)", adjacency) ==
          std::vector<std::string>{"9223372036854775803"});
  CHECK(graph.fault("UNWIND [0, duration('P1D')] AS x RETURN sum(x)") != "no error");
}

TEST_CASE("groups by texts and by numbers stand beside each other, however many", "[query][fused]") {
  QueryGraph graph(
      "UNWIND range(0, 8191) AS i CREATE (:N {v: CASE WHEN i < 4096 THEN 't' + toString(i % 300) ELSE i END})");
  const std::string query = "MATCH (n:N) RETURN n.v, count(*)";
  CHECK(answer(graph, query, Adjacency::Arrays) == answer(graph, query, Adjacency::Store));
}

TEST_CASE("two threads test relationships by id", "[query][fused]") {
  QueryGraph graph("UNWIND range(0, 4999) AS i CREATE (:N {g: i % 10})-[:T {w: i % 7}]->(:M {g: i % 3})");
  const std::string query = "MATCH (a:N)-[r:T]->(b) WHERE r.w > 2 RETURN a.g, b.g, count(*)";
  CHECK(answer(graph, query, Adjacency::Arrays) == answer(graph, query, Adjacency::Store));
}

TEST_CASE("what cannot be summed is the error that it is step by step", "[query][fused]") {
  QueryGraph graph("CREATE (:N {v: 1})-[:T]->(:N {v: 'text'})-[:T]->(:N {v: true})");
  for (const Adjacency adjacency : {Adjacency::Arrays, Adjacency::Store})
    CHECK(answer(graph, "MATCH (n:N)-[:T]-() RETURN sum(n.v)", adjacency) ==
          std::vector<std::string>{"error InvalidArgumentType"});
}

// With two threads or one, on a graph that is large enough for two.
TEST_CASE("groups come in the same order each time, however many threads work", "[query][fused]") {
  QueryGraph graph("UNWIND range(0, 5999) AS i CREATE (:N {i: i, g: i % 997})");
  graph.ask("CREATE (b:Hub) WITH b MATCH (a:N) WHERE a.i % 3 > 0 CREATE (a)-[:T {w: a.i}]->(b)");
  graph.options.adjacency = Adjacency::Arrays;
  const auto first = graph.ask("MATCH (a:N)-[r:T]->(b) RETURN a.g, count(*), sum(r.w)");
  CHECK(first.size() == 997);
  for (int i = 0; i < 5; ++i) CHECK(graph.ask("MATCH (a:N)-[r:T]->(b) RETURN a.g, count(*), sum(r.w)") == first);
  graph.options.adjacency = Adjacency::Store;
  CHECK(graph.ask("MATCH (a:N)-[r:T]->(b) RETURN a.g, count(*), sum(r.w)") == first);
}

TEST_CASE("a pattern that began in the store goes over to arrays once that is worth it", "[query][fused]") {
  QueryGraph graph("UNWIND range(0, 2999) AS i CREATE (:N {id: i})");
  graph.ask(
      "UNWIND range(0, 2999) AS i MATCH (a {id: i}), (b {id: (i * 7 + 1) % 3000}), (c {id: (i * 3 + 2) % 3000}) "
      "CREATE (a)-[:T]->(b), (a)-[:T]->(c)");
  const std::string query =
      "MATCH (a {id: 0})-[:T]->()-[:T]->()-[:T]->()-[:T]->()-[:T]->()-[:T]->()-[:T]->()-[:T]->()"
      "-[:T]->()-[:T]->()-[:T]->()-[:T]->()-[:T]->(b) RETURN count(*), sum(b.id)";
  CHECK(answer(graph, query, Adjacency::Auto) == answer(graph, query, Adjacency::Store));
}
