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
    "MATCH (a)<-[:F]-(b)-[:G]->(c)-[:F]->(d) WHERE a <> d RETURN count(*)",
    "MATCH (a)<-[:F]-(b)-[:G]->(c)-[:H]-(d) WHERE d <> a RETURN b.v, count(*), sum(c.i)",
    "MATCH (a:A)<-[:F]-(b)-[:G]->(c)-[:F]->(d) WHERE a <> d RETURN count(*)",
    "MATCH (a)<-[:F]-(b)-[:F]->(d) WHERE a <> d RETURN count(*), count(DISTINCT b)",
    "MATCH (a)-[:F]-(b)-[:G]->(c)-[:F]-(d), (c)-[:H]->(e) WHERE a <> d AND e <> b RETURN count(*)",
    "MATCH (a)<-[:F]-(b)-[:G]->(c)-[:F]->(d) WHERE a <> d AND a <> c RETURN count(*)",
    "MATCH (a)<-[:F]-(b)-[:G]->(c)-[:F]->(d) WHERE a <> d AND a.i > 1 RETURN count(*)",
    "MATCH (a)-[:F]->(b) WHERE a <> b RETURN count(*)",
    "MATCH (a)<-[:F]-(b)-[:G]->(c)-[:F]->(d) WHERE a <> d OPTIONAL MATCH (a)-[:H]->(e) RETURN count(*)",
    "UNWIND [0, 1, 2] AS i MATCH (a)<-[:F]-(b {i: i})-[:G]->(c)-[:F]->(d) WHERE a <> d RETURN i, count(*)",
    "MATCH (b) WITH b MATCH (c) WHERE c.i > 0 MATCH (a)<-[:F]-(b), (c)-[:H]->(d) WHERE a <> d RETURN count(*)",
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

// DISTINCT keeps the first of equal rows, where it stands.
const std::vector<std::string> kDistinct{
    "MATCH (a)-[:F]->(b) WITH DISTINCT b RETURN collect(b.i)",
    "MATCH (a)-[:F]-(b) WITH DISTINCT b RETURN collect(b.i)",
    "MATCH (a)-[r:F]-(b) WITH DISTINCT r RETURN collect(r.r), collect(type(r))",
    "MATCH (a)-[r:F|G]-(b) WITH DISTINCT r, b RETURN collect(r.r), collect(type(r)), collect(b.i)",
    "MATCH (a)-[r]-(b) WITH DISTINCT r RETURN collect(r.r), collect(type(r))",
    "MATCH (a:A)-[:F|G]-(b)-[:H]->(c) WITH DISTINCT a, c RETURN collect(a.i), collect(c.i)",
    "MATCH (a:A)-[:F]->(b), (a)-[:G]-(b) WITH DISTINCT b RETURN collect(b.i)",
    "MATCH (a)-[r:F]-(b), (a)-[s:F]-(b) WITH DISTINCT r, s RETURN collect([r.r, s.r])",
    "MATCH (a)-[r]-(b)-[s]-(c)-[t]-(a) WITH DISTINCT r, s, t RETURN collect([r.r, s.r, t.r])",
    "MATCH (a)-[r:F]-(a) WITH DISTINCT r RETURN collect(r.r)",
    "MATCH (a:A)-[:F]->(b)-[:G]->(c), (b)-[:H]->(d) WITH DISTINCT b, d RETURN collect([b.i, d.i])",
    "MATCH (a)-[:F]->(b) WHERE NOT (a)-[:G]-(b) WITH DISTINCT b, a RETURN collect([a.i, b.i])",
    "MATCH (a)-[r:F]-(b) WHERE r.w = 1 WITH DISTINCT b RETURN collect(b.i)",
    "MATCH (a)-[r:F]->(b) WHERE a.i + b.i > 4 WITH DISTINCT b RETURN collect(b.i)",
    "MATCH (a)-[r:F]->(b) WITH DISTINCT b.v AS v RETURN collect(v), count(*)",
    "MATCH (a)-[r:F]->(b) WITH DISTINCT a.v AS v, r.w AS w, b RETURN collect([v, w, b.i])",
    "MATCH (a)-[r:F]->(b) WITH DISTINCT a, 1 AS one, b.i AS i RETURN collect([a.i, one, i])",
    "MATCH (a)-[r:F]->(b) WITH DISTINCT a.i + 1 AS i RETURN collect(i)",
    "MATCH (a:A), (b:B) WITH DISTINCT b, a RETURN collect([a.i, b.i])",
    "MATCH (a:A), (b:B) WHERE a <> b WITH DISTINCT b RETURN collect(b.i)",
    "MATCH (a {i: 0})-[:F*1..2]-(b) WITH DISTINCT b RETURN collect(b.i)",
    "MATCH (a {i: 0})-[:F*1..2]-(b) WHERE a <> b WITH DISTINCT b RETURN collect(b.i)",
    "MATCH (a)-[:F|G*0..3]->(b) WITH DISTINCT a, b RETURN collect([a.i, b.i])",
    "MATCH (a:B)<-[:F*2..3]-(b:A) WITH DISTINCT b RETURN collect(b.i)",
    "MATCH (a {i: 0})-[*2..3]-(b)-[:H]->(c) WITH DISTINCT c RETURN collect(c.i)",
    "MATCH (a {i: 0})-[:F*..2]-(b)-[:G*..2]-(c) WITH DISTINCT c, b RETURN collect([b.i, c.i])",
    "MATCH (a {i: 1})-[:F*0..0]-(b) WITH DISTINCT b RETURN collect(b.i)",
    "UNWIND [0, 1, 2, 1] AS i MATCH (a {i: i})-[:F]-(b) WITH DISTINCT i, b RETURN collect([i, b.i])",
    "UNWIND [2, 0, null] AS i OPTIONAL MATCH (a {i: i}) WITH a, i MATCH (a)-[:F]-(b) WITH DISTINCT b, i "
    "RETURN collect([i, b.i])",
    "UNWIND [1, 1.0, 'x', 1] AS x MATCH (a:A)-[:F]->(b) WITH DISTINCT x, a RETURN collect([x, a.i])",
    "MATCH (a:A)-[:F]->(b) OPTIONAL MATCH (b)-[:G]->(c) WITH DISTINCT a RETURN collect(a.i)",
    "MATCH (a:A)-[:F]->(b) OPTIONAL MATCH (b)-[:G]->(c) WITH DISTINCT c, a RETURN collect([a.i, c.i])",
    "MATCH (a:A)-[:F]->(b) WITH DISTINCT a, b MATCH (b)-[:G]-(c) WITH DISTINCT a, c RETURN collect([a.i, c.i])",
    "MATCH (a:A)-[:F]->(b) WITH DISTINCT a, b ORDER BY a.v LIMIT 3 RETURN collect([a.i, b.i])",
    "MATCH (a:A)-[:F]->(b) WITH DISTINCT b ORDER BY b.v DESC RETURN b.i, b.v",
    "MATCH (a:A)-[:F]->(b) WITH DISTINCT b LIMIT 2 RETURN collect(b.i)",
    "MATCH (a:A)-[:F]->(b) RETURN DISTINCT b.i",
    "MATCH (a:A) CALL { WITH a MATCH (a)-[:F]-(b) WITH DISTINCT b RETURN collect(b.i) AS l } RETURN a.i, l",
    "MATCH (a:A) CALL { WITH a MATCH (a)-[:F]-(b) WITH DISTINCT a, b ORDER BY b.i RETURN b LIMIT 2 } RETURN a.i, b.i",
    "MATCH (a:Nobody)-[:F]->(b) WITH DISTINCT b RETURN collect(b.i)",
    "MATCH (a)-[:NEVER]->(b) WITH DISTINCT b RETURN collect(b.i)",
    "MATCH (a)-[:F*1..2]-(b) RETURN a.i, count(*), sum(b.i)",
    "MATCH (a)-[:F|G*0..2]-(b) RETURN count(DISTINCT b)",
};

// The first rows of an order: ties as they come, nulls, kinds that mix, expressions that fail.
const std::vector<std::string> kFirstRows{
    "MATCH (a)-[r:F]->(b) RETURN a.i, r.r, b.i ORDER BY b.v LIMIT 3",
    "MATCH (a)-[r:F]-(b) RETURN a.i, r.r, b.i ORDER BY b.v DESC LIMIT 4",
    "MATCH (a)-[r]-(b) RETURN a.i, r.r, type(r), b.i ORDER BY r.w, a.v DESC LIMIT 5",
    "MATCH (a)-[r]-(b) RETURN r.r ORDER BY r.w DESC SKIP 2 LIMIT 5",
    "MATCH (a)-[r:F|G]-(b)-[s:H]->(c) RETURN a.i, r.r, s.r ORDER BY c.v, b.v LIMIT 6",
    "MATCH (a)-[r:F|G]-(b)-[s:F]-(c) RETURN a.i AS i, r.r, type(r), s.r, c.v AS v ORDER BY v DESC, i LIMIT 7",
    "MATCH (a:A)-[r:F]->(b), (a)-[s:G]-(b) RETURN a.i, r.r, s.r ORDER BY b.v LIMIT 4",
    "MATCH (a)-[r]-(b)-[s]-(c)-[t]-(a) RETURN r.r, s.r, t.r ORDER BY c.v LIMIT 9",
    "MATCH (a)-[r]-(a) RETURN a.i, r.r ORDER BY a.v DESC LIMIT 3",
    "MATCH (a:A), (b:B) RETURN a.i, b.i ORDER BY b.v DESC LIMIT 5",
    "MATCH (a:A), (b:B) WHERE a <> b RETURN a.i, b.i ORDER BY b.v, a.v LIMIT 5",
    "MATCH (a)-[r:F]->(b) WHERE r.w = 1 OR b.v = 'x' RETURN a.i, r.r ORDER BY b.v LIMIT 3",
    "MATCH (a)-[r:F]->(b) WHERE r.w <> 1 RETURN a.i, r.r ORDER BY b.v LIMIT 3",
    "MATCH (a)-[r:F]->(b) WHERE a.i + b.i > 4 RETURN a.i, r.r ORDER BY b.v LIMIT 3",
    "MATCH (a)-[r:F]->(b) WHERE NOT (a)-[:G]-(b) RETURN a.i, r.r ORDER BY b.v LIMIT 3",
    "MATCH (a)-[r:F]->(b) RETURN a.i ORDER BY b.v LIMIT 0",
    "MATCH (a)-[r:F]->(b) RETURN a.i ORDER BY a.i / (b.i - 2) LIMIT 0",
    "MATCH (a)-[r:F]->(b) RETURN a.i ORDER BY a.i / (b.i - 2), b.v LIMIT 3",
    "MATCH (a)-[r:F]->(b) RETURN a.i, a.i / (r.r - 4) AS q ORDER BY b.v LIMIT 3",
    "MATCH (a)-[r:F]->(b) RETURN a.i, b.v + 1 AS s ORDER BY s LIMIT 3",
    "MATCH (a)-[r:F]->(b) RETURN a.i, 9223372036854775807 + b.i AS s ORDER BY b.v LIMIT 3",
    "MATCH (a)-[r:F|G]->(b) RETURN a.i, -b.v AS s ORDER BY s LIMIT 3",
    "MATCH (a)-[r:F]->(b) RETURN a.i + b.i AS s, r.r ORDER BY s DESC LIMIT 3",
    "MATCH (a)-[r:F]->(b) RETURN a.i, coalesce(b.v, r.w, 7) AS c ORDER BY a.v LIMIT 4",
    "MATCH (a)-[r:F]->(b) RETURN a.i, coalesce(b.v, r.w, 7) AS c ORDER BY c LIMIT 4",
    "MATCH (a)-[r:F]->(b) RETURN 1 AS one, a.i ORDER BY one, b.v LIMIT 3",
    "MATCH (a)-[r:F]->(b) WITH a, r, b ORDER BY b.v LIMIT 3 MATCH (b)-[s:G]-(c) RETURN a.i, r.r, b.i, s.r, c.i",
    "MATCH (a)-[r:F]->(b) WITH *, b.v AS v ORDER BY v LIMIT 3 RETURN a.i, type(r), labels(b), v",
    "MATCH (a)-[r:F]->(b) WITH b AS n, r.w AS w ORDER BY w LIMIT 4 RETURN n.i, w, count(*)",
    "MATCH (a {i: 0})-[r:F]-(b) RETURN a.i, b.i ORDER BY b.v DESC LIMIT 2",
    "UNWIND [2, 0, 1, 0] AS i MATCH (a {i: i})-[r:F]-(b) RETURN i, r.r ORDER BY b.v LIMIT 4",
    "UNWIND [2, 0, 1, null] AS i OPTIONAL MATCH (a {i: i}) WITH a, i MATCH (a)-[r:F]-(b) RETURN i, r.r ORDER BY b.v "
    "LIMIT 4",
    "UNWIND [2, 0, 1, 0] AS i MATCH (a {i: i})-[r:F]-(b) RETURN i, r.r ORDER BY i DESC, b.v LIMIT 4",
    "MATCH (a:A)-[:F]-(b) WITH DISTINCT a, b MATCH (b)-[r:G]-(c) RETURN a.i, c.i ORDER BY r.w LIMIT 3",
    "MATCH (a:A) CALL { WITH a MATCH (a)-[r:F]-(b) RETURN b.i AS i ORDER BY b.v, r.w DESC LIMIT 2 } RETURN a.i, i",
    "MATCH (a:A) RETURN a.i, COLLECT { MATCH (a)-[r:F]-(b) RETURN b.i ORDER BY b.v LIMIT 2 }",
    "MATCH (a)-[r:F]->(b) RETURN a.i ORDER BY COUNT { (b)-->() } DESC, b.v LIMIT 3",
    "MATCH (a)-[r:F]->(b) RETURN a.i, b.i ORDER BY b LIMIT 3",
    "MATCH (a:Nobody)-[:F]->(b) RETURN b.i ORDER BY b.v LIMIT 3",
    "MATCH (a)-[:NEVER]->(b) RETURN b.i ORDER BY b.v LIMIT 3",
    "MATCH (a)-[r:F]->(b) RETURN a.i ORDER BY b.never LIMIT 3",
    "MATCH (a)-[:F*1..2]->(b)-[r:G]->(c) RETURN a.i, r.r ORDER BY c.v LIMIT 3",
    "MATCH (a:A)-[:F]->(b) OPTIONAL MATCH (b)-[:G]->(c) RETURN a.i, c.i ORDER BY b.v LIMIT 3",
    "MATCH p = (a:A)-[:F]->(b) RETURN length(p), a.i ORDER BY b.v LIMIT 3",
};

// What a query answers, in its order; or how it fails.
std::vector<std::string> ordered_answer(QueryGraph& graph, const std::string& query, Adjacency adjacency) {
  graph.options.adjacency = adjacency;
  try {
    return graph.ask(query);
  } catch (const Error& error) {
    return {"error " + std::string(error.detail())};
  }
}

// The same with its rows sorted.
std::vector<std::string> answer(QueryGraph& graph, const std::string& query, Adjacency adjacency) {
  std::vector<std::string> rows = ordered_answer(graph, query, adjacency);
  std::sort(rows.begin(), rows.end());
  return rows;
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

TEST_CASE("over arrays DISTINCT keeps what it keeps step by step, in that order", "[query][fused]") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    QueryGraph graph(mixed_graph(seed));
    if (seed % 5 == 0) graph.ask("MATCH (n {i: 1}) DETACH DELETE n");
    if (seed % 7 == 0) graph.ask("MATCH ()-[r {r: 2}]->() DELETE r");
    for (const std::string& query : kDistinct) {
      CAPTURE(seed, query);
      CHECK(ordered_answer(graph, query, Adjacency::Arrays) == ordered_answer(graph, query, Adjacency::Store));
    }
  }
}

TEST_CASE("over arrays the first rows are those that they are step by step, ties as well", "[query][fused]") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    QueryGraph graph(mixed_graph(seed));
    if (seed % 5 == 0) graph.ask("MATCH (n {i: 1}) DETACH DELETE n");
    if (seed % 7 == 0) graph.ask("MATCH ()-[r {r: 2}]->() DELETE r");
    for (const std::string& query : kFirstRows) {
      CAPTURE(seed, query);
      CHECK(ordered_answer(graph, query, Adjacency::Arrays) == ordered_answer(graph, query, Adjacency::Store));
    }
  }
}

TEST_CASE("what rows are sorted by is what they show, where it differs each time", "[query][fused]") {
  QueryGraph graph("UNWIND range(0, 499) AS i CREATE (:N {i: i})-[:T]->(:M)");
  graph.options.adjacency = Adjacency::Arrays;
  CHECK(graph.one("MATCH (a:N)-[:T]->() WITH a.i AS i, rand() AS x ORDER BY x LIMIT 20 WITH collect(x) AS xs "
                  "RETURN xs = coll.sort(xs) AND size(xs) = 20") == "true");
}

TEST_CASE("work over arrays ends by --timeout and --memory", "[query][fused]") {
  QueryGraph graph("UNWIND range(0, 2999) AS i CREATE (:N {i: i})-[:T]->(:M {i: i})");
  graph.options.adjacency = Adjacency::Arrays;
  graph.options.timeout_s = 0.2;
  for (const char* query : {"MATCH (a:N), (b:N), (c:N) RETURN a.i ORDER BY c.i LIMIT 3",
                            "MATCH (a:N), (b:N), (c:N) RETURN a.i ORDER BY c.i + b.i LIMIT 3",
                            "MATCH (a:N), (b:N), (c:N) WITH DISTINCT a, b, c RETURN count(*)"}) {
    CAPTURE(query);
    CHECK_THAT(graph.fault(query), Catch::Contains("Timeout"));
  }
  graph.options.timeout_s = 0;
  graph.options.memory_bytes = 8u << 20;
  CHECK_THAT(graph.fault("MATCH (a:N), (b:N) RETURN a.i ORDER BY b.i LIMIT 200000"), Catch::Contains("MemoryLimit"));
  CHECK_THAT(graph.fault("MATCH (a:N), (b:N) WITH DISTINCT a, b RETURN count(*)"), Catch::Contains("MemoryLimit"));
}

TEST_CASE("how many rows come first may be a parameter", "[query][fused]") {
  QueryGraph graph("UNWIND range(0, 2999) AS i CREATE (:N {i: i, g: i % 7})-[:T {w: i % 5}]->(:M)");
  const std::string query = "MATCH (a:N)-[r:T]->() RETURN a.i ORDER BY r.w DESC, a.g SKIP $skip LIMIT $limit";
  for (const std::int64_t limit : {0, 1, 10, 700, 5000}) {
    graph.options.parameters["limit"] = Value::integer(limit);
    graph.options.parameters["skip"] = Value::integer(limit / 3);
    CHECK(ordered_answer(graph, query, Adjacency::Arrays) == ordered_answer(graph, query, Adjacency::Store));
  }
  graph.options.parameters["limit"] = Value::integer(-1);
  CHECK(ordered_answer(graph, query, Adjacency::Arrays) == ordered_answer(graph, query, Adjacency::Store));
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

// Names that one node has, that several have, and none.
TEST_CASE("first groups of scanned nodes are whole, whoever else has their key", "[query][fused]") {
  QueryGraph graph("UNWIND range(0, 5999) AS i CREATE (:N {i: i, g: i % 5})");
  graph.ask(
      "MATCH (n:N) WHERE n.i % 13 > 0 SET n.name = CASE WHEN n.i % 11 = 0 THEN 'x' + (n.i % 60) ELSE 't' + n.i END");
  graph.ask(
      "CREATE (b:Hub) WITH b MATCH (a:N) UNWIND range(0, a.i % 3) AS k CREATE (a)-[:T {w: (a.i * 7 + k) % 911}]->(b)");
  for (const char* query : {
           "MATCH (a:N)-[r:T]->() RETURN a.name AS k, sum(r.w) AS n ORDER BY n DESC, k LIMIT 10",
           "MATCH (a:N)-[r:T]->() RETURN a.name AS k, sum(r.w) AS n ORDER BY n, k LIMIT 10",
           "MATCH (a:N)-[r:T]->() RETURN a.name AS k, count(*) AS n, avg(r.w) AS m, max(r.w) AS x ORDER BY n, k LIMIT "
           "70",
           "MATCH (a:N)-[r:T]->() RETURN a.name AS k, a.g AS g, sum(r.w) AS n ORDER BY n DESC, k, g SKIP 3 LIMIT 500",
           "MATCH (a:N)-[r:T]->() RETURN a.g AS k, sum(r.w) AS n ORDER BY n DESC, k LIMIT 2",
           "MATCH (a:N)-[r:T]->() RETURN a AS k, sum(r.w) AS n ORDER BY n DESC, k LIMIT 5",
           "MATCH (a:N)-[r:T]->(b) WHERE r.w > 300 RETURN a.name AS k, count(r.w) AS n, sum(a.i) ORDER BY n DESC, k "
           "LIMIT 9",
           "MATCH (a:N)-[r:T]->(b) RETURN a.name AS k, r.w % 2 AS e, count(*) AS n ORDER BY n DESC, k, e LIMIT 9",
           "MATCH (a:N)-[r:T]->(b) RETURN a.name AS k, r.w AS e, count(*) AS n ORDER BY n DESC, k, e LIMIT 9",
           "MATCH (a:N) RETURN a.name AS k, count(*) AS n ORDER BY n DESC, k LIMIT 30",
           "MATCH (a:N)-[:T]->(b) RETURN a.name AS k, count(DISTINCT b) AS n ORDER BY n DESC, k LIMIT 30",
           "UNWIND [1, 2] AS i MATCH (a:N)-[r:T]->() RETURN a.name AS k, sum(r.w) AS n ORDER BY n DESC, k LIMIT 10",
           "UNWIND [] AS i MATCH (a:N)-[r:T]->() RETURN a.name AS k, sum(r.w) AS n ORDER BY n DESC, k LIMIT 10",
           "MATCH (a:N)-[r:T]->() RETURN a.name AS k, sum(r.w) AS n ORDER BY n DESC, k LIMIT 0",
       }) {
    CAPTURE(query);
    CHECK(ordered_answer(graph, query, Adjacency::Arrays) == ordered_answer(graph, query, Adjacency::Store));
  }
  graph.ask("MATCH (a:N {i: 1})-[r:T]->() SET r.w = 9223372036854775807");
  CHECK(ordered_answer(graph, "MATCH (a:N)-[r:T]->() RETURN a.name AS k, sum(r.w) AS n ORDER BY n LIMIT 3",
                       Adjacency::Arrays) == std::vector<std::string>{"error IntegerOverflow"});
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

TEST_CASE("walks are counted where no circle is, and beside one", "[query][fused]") {
  QueryGraph graph("UNWIND range(0, 199) AS i CREATE (:N {i: i})");
  graph.ask("MATCH (a:N), (b:N) WHERE b.i = a.i + 1 OR b.i = a.i + 7 CREATE (a)-[:T]->(b)");
  const auto check = [&](const std::string& query) {
    CAPTURE(query);
    const std::vector<std::string> stored = answer(graph, query, Adjacency::Store);
    CHECK(answer(graph, query, Adjacency::Arrays) == stored);
    CHECK(stored.size() == 1);
  };
  for (int with_circle = 0; with_circle < 3; ++with_circle) {
    check("MATCH (a:N {i: 0})-[:T*1..5]->(x) RETURN count(*), count(DISTINCT x)");
    check("MATCH (a:N {i: 150})-[:T*]->(x) RETURN count(*), count(DISTINCT x), sum(x.i)");
    check("MATCH (a:N {i: 60})<-[:T*0..4]-(x) RETURN count(*), count(DISTINCT x)");
    graph.ask(with_circle == 0 ? "MATCH (a:N {i: 100}) CREATE (a)-[:T]->(a)"
                               : "MATCH (a:N {i: 5}), (b:N {i: 3}) CREATE (a)-[:T]->(b)");
  }
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

// Two threads share the scan where there are some thousand nodes.
TEST_CASE("groups that end with their node do not end where a second row adds to them", "[query][fused]") {
  QueryGraph graph("UNWIND range(0, 29999) AS k CREATE (:N {name: 'n' + toString(k), w: 30 + k % 25})");
  for (const std::string rows : {"[1]", "[1, 2]", "[1, 2, 3]"}) {
    const std::string query =
        "UNWIND " + rows + " AS z MATCH (a:N) RETURN a.name AS k, sum(a.w) AS n ORDER BY n, k LIMIT 3";
    CAPTURE(query);
    const auto stored = ordered_answer(graph, query, Adjacency::Store);
    for (int i = 0; i < 3; ++i) CHECK(ordered_answer(graph, query, Adjacency::Arrays) == stored);
  }
}

TEST_CASE("a condition over rows may ask for a column that is new while groups end", "[query][fused]") {
  QueryGraph graph("UNWIND range(0, 4999) AS i CREATE (:N {name: 'n' + toString(i % 4000), i: i, j: i % 7, h: i % 3})");
  graph.ask("MATCH (a:N), (b:N) WHERE b.i = (a.i * 7 + 1) % 5000 CREATE (a)-[:T]->(b)");
  const std::string query = "MATCH (a:N)-[r:T]->(b:N) WHERE b.i + b.j + a.h > 3 AND size(toString(b.i) + '" +
                            std::string(220, 'x') +
                            "') > 1 RETURN a.name AS k, count(*) AS n ORDER BY n DESC, k LIMIT 3";
  CHECK(ordered_answer(graph, query, Adjacency::Arrays) == ordered_answer(graph, query, Adjacency::Store));
}

TEST_CASE("long texts are left in the store where memory is short", "[query][fused]") {
  QueryGraph graph("UNWIND range(0, 999) AS i CREATE (:N {i: i, big: reduce(t = 'x', k IN range(1, 14) | t + t) + i})");
  graph.options.memory_bytes = 8u << 20;
  for (const std::string query :
       {"MATCH (a:N) WHERE a.i < 20 RETURN sum(size(a.big))", "MATCH (a:N) WHERE a.big CONTAINS 'x77' RETURN count(*)",
        "MATCH (a:N) RETURN max(size(a.big)), count(a.big)"}) {
    CAPTURE(query);
    const auto stored = answer(graph, query, Adjacency::Store);
    CHECK(stored.front().find("error") == std::string::npos);
    CHECK(answer(graph, query, Adjacency::Auto) == stored);
    CHECK(answer(graph, query, Adjacency::Arrays) == stored);
  }
}
