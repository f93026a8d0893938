// Look-ups in plans: that an index is taken where it can answer, that it never changes an answer, and USING.
#include "query/operators/lookup.h"

#include <catch2/catch.hpp>
#include <algorithm>
#include <random>

#include "tests/support/query_graph.h"

using namespace polgraph;
using test::QueryGraph;
using test::Rows;

namespace {

// The operators of a plan, one line.
std::string plan_of(QueryGraph& graph, const std::string& query) {
  struct Sink : test::TextSink {
    void plan(const PlanReport& report, const Snapshot&) override {
      for (const PlanStep& step : report.steps) {
        text += (text.empty() ? "" : " < ") + step.name;
        if (!step.details.empty()) text += " " + step.details;
      }
    }
    std::string text;
  } sink;
  Engine(graph.store).run(prepare("EXPLAIN " + query), graph.options, sink);
  return sink.text;
}

// Rows in order, or the kind of the error.
Rows answer(QueryGraph& graph, const std::string& query) {
  Rows rows;
  try {
    rows = graph.ask(query);
  } catch (const Error& error) {
    return {"error " + error.detail()};
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

// With the index, and without rewrites. Conditions are tested in any order (query/README.md), so one that fails may fail
// on one side only; true: both have rows to compare.
bool check_same(QueryGraph& graph, const std::string& query) {
  CAPTURE(query);
  graph.options.rewrites = true;
  const Rows with = answer(graph, query);
  graph.options.rewrites = false;
  const Rows without = answer(graph, query);
  graph.options.rewrites = true;
  const auto failed = [](const Rows& rows) { return rows.size() == 1 && rows[0].starts_with("error "); };
  if (failed(with) || failed(without)) return false;
  CHECK(with == without);
  return true;
}

}  // namespace

TEST_CASE("an index is taken for every condition that it can answer", "[query][lookup]") {
  QueryGraph graph;
  graph.ask("UNWIND range(1, 400) AS i CREATE (:A {k: i, s: 'text ' + i, j: i % 7, t: 'x'})-[:R {w: i}]->(:B {i: i})");
  graph.ask("CREATE INDEX FOR (n:A) ON (n.k)");
  graph.ask("CREATE INDEX FOR (n:A) ON (n.j, n.s)");
  graph.ask("CREATE TEXT INDEX FOR (n:A) ON (n.t)");
  graph.ask("CREATE INDEX FOR ()-[r:R]-() ON (r.w)");
  struct Case {
    const char* query;
    const char* start;
  };
  const Case cases[] = {
      {"MATCH (n:A {k: 5}) RETURN n", "NodeByIndex (n:A {k})"},
      {"MATCH (n:A) WHERE 5 = n.k RETURN n", "NodeByIndex (n:A {k})"},
      {"MATCH (n:A) WHERE n.k IN [1, 2, 3] RETURN n", "NodeByIndex (n:A {k})"},
      {"MATCH (n:A) WHERE n.k > 5 RETURN n", "NodeByIndex (n:A {k})"},
      {"MATCH (n:A) WHERE 5 <= n.k < 9 RETURN n", "NodeByIndex (n:A {k})"},
      {"MATCH (n) WHERE n:A AND n.k > 5 AND n.k < 9 RETURN n", "NodeByIndex (n:A {k})"},
      {"MATCH (n:A) WHERE n.k IS NOT NULL RETURN n", "NodeByIndex (n:A {k})"},
      {"MATCH (n:A&B) WHERE n.k = 1 RETURN n", "NodeByIndex (n:A {k})"},
      {"MATCH (n:A) WHERE n.j = 1 AND n.s STARTS WITH 'text 1' RETURN n", "NodeByIndex (n:A {j, s})"},
      {"MATCH (n:A) WHERE n.t CONTAINS 'x' RETURN n", "NodeByIndex (n:A {t})"},
      {"MATCH (n:A) WHERE n.t = 'x' RETURN n", "NodeByIndex (n:A {t})"},
      {"MATCH ()-[r:R {w: 7}]->() RETURN r", "RelationshipByIndex [:R {w}]"},
      {"MATCH ()-[r:R]->() WHERE r.w > 7 AND r.w < 10 RETURN r", "RelationshipByIndex [:R {w}]"},
      {"MATCH (n) WHERE id(n) = 7 RETURN n", "NodeById (n)"},
      {"MATCH (n) WHERE elementId(n) IN ['4:7'] RETURN n", "NodeById (n)"},
      {"MATCH ()-[r]->() WHERE id(r) = 7 RETURN r", "RelationshipById []"},
      {"UNWIND [1, 2] AS x MATCH (n:A {k: x}) RETURN n", "NodeByIndex (n:A {k})"},
      {"MATCH (b:B {i: 3}), (n:A {k: b.i}) RETURN n", "NodeByIndex (n:A {k})"},
      {"MATCH (n {name: 'x'}) RETURN n", "NodeByProperty (n {name})"},
      {"MATCH (n) WHERE n.id IN ['a', 'b'] RETURN n", "NodeByProperty (n {id})"},
      {"MATCH (n) WHERE n.name STARTS WITH 'x' RETURN n", "NodeByProperty (n {name})"},
      {"MERGE (n:A {k: 5}) RETURN n", "NodeByIndex (n:A {k})"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.query);
    CHECK_THAT(plan_of(graph, each.query), Catch::Contains(each.start));
  }
  const char* none[] = {
      "MATCH (n {k: 5}) RETURN n",                       // no label
      "MATCH (n:A|B {k: 5}) RETURN n",                   // perhaps another label
      "MATCH (n:A) WHERE n.k <> 5 OR n.j = 2 RETURN n",  // one of two
      "MATCH (n:A) WHERE n.j = 1 RETURN n",              // a node without `s` is not in the index
      "MATCH (n:A) WHERE n.t > 'x' RETURN n",            // a TEXT index keeps no order of other kinds
      "MATCH (n:A) WHERE n.t IS NOT NULL RETURN n",
      "MATCH (n:A) WHERE n.k IS NULL RETURN n",
      "MATCH (n:A) WHERE n.k = rand() OR true RETURN n",
      "MATCH (n:A) WHERE NOT n.k = 5 RETURN n",
      "MATCH ()-[r:R|S {w: 7}]->() RETURN r",
      "MATCH ()-[r:R*1..2 {w: 7}]->() RETURN r",
  };
  for (const char* query : none) {
    CAPTURE(query);
    CHECK_THAT(plan_of(graph, query), !Catch::Contains("ByIndex"));
  }
  graph.options.rewrites = false;
  CHECK_THAT(plan_of(graph, "MATCH (n:A {k: 5}) RETURN n"), !Catch::Contains("ByIndex"));
}

TEST_CASE("an index changes no answer, whatever the values", "[query][lookup][property]") {
  const char* const values[] = {
      "1", "1.0", "0", "-0.0", "0.5", "-1", "9007199254740993", "9007199254740992.0", "9223372036854775807", "1e308",
      "0.0/0.0", "1.0/0.0", "-1.0/0.0", "'1'", "''", "'a'", "'ab'", "'b'", "'ä'", "'日本'", "'a\\u0000b'", "true",
      "false", "[1]", "[1.0, 2]", "['a']", "[]", "[true]", "date('2021-07-01')", "date('1969-01-01')",
      "datetime('2021-07-01T12:00Z')", "datetime('2021-07-01T13:00+01:00')", "localdatetime('2021-07-01T12:00')",
      "time('12:00Z')", "time('13:00+01:00')", "localtime('12:00')", "duration('P1D')", "duration('PT24H')",
      "reduce(s = '', i IN range(1, 300) | s + 'x')", "reduce(s = '', i IN range(1, 300) | s + 'x') + 'y'",
      "reduce(s = '', i IN range(1, 255) | s + 'x')", "[i IN range(1, 100) | 'long' + i]"};
  const char* const others[] = {"null", "n.j", "{a: 1}", "[1, 'a']", "[null]", "1 / 0", "$p", "toInteger('x')", "m",
                                "[1, 1.0, '1', null]", "[[1], ['a']]", "'4:3'", "3", "3.0", "'4:03'", "[3, 5, 3.0]"};
  std::mt19937 random(20261122);
  int compared = 0;
  const auto pick = [&](const auto& all) { return std::string(all[random() % std::size(all)]); };
  for (int round = 0; round < 6; ++round) {
    QueryGraph graph;
    graph.options.parameters["p"] = Value::list({Value::integer(1), Value::string("a")});
    for (int i = 0; i < 60; ++i) {
      const std::string labels = i % 5 == 4 ? ":B" : i % 7 == 6 ? ":A:B" : ":A";
      std::string properties;
      if (i % 6 != 5) properties += "k: " + pick(values);
      if (i % 4 != 3) properties += (properties.empty() ? "j: " : ", j: ") + pick(values);
      graph.ask("CREATE (a" + labels + " {" + properties + "}) CREATE (a)-[:R {k: " + pick(values) + "}]->(a)");
    }
    graph.ask("MATCH (a:A), (b:B) WHERE rand() < 0.05 CREATE (a)-[:R {k: a.k}]->(b)");
    if (round % 2 == 0) graph.ask("CREATE INDEX FOR (n:A) ON (n.k)");
    if (round % 3 != 0) graph.ask("CREATE TEXT INDEX FOR (n:A) ON (n.k)");
    if (round % 3 != 1) graph.ask("CREATE INDEX FOR (n:A) ON (n.k, n.j)");
    graph.ask("CREATE INDEX FOR (n:B) ON (n.j)");
    graph.ask("CREATE INDEX FOR ()-[r:R]-() ON (r.k)");
    const char* const comparisons[] = {"=", "<", "<=", ">", ">=", "<>", "IN", "STARTS WITH", "ENDS WITH", "CONTAINS"};
    const auto value = [&] { return random() % 4 == 0 ? pick(others) : pick(values); };
    const auto condition = [&](const std::string& subject) {
      const std::string asked = subject + (random() % 3 == 0 ? ".j" : ".k");
      switch (random() % 9) {
        case 0: return asked + " IS NOT NULL";
        case 1: return asked + " IN [" + value() + ", " + value() + ", " + value() + "]";
        case 2: return value() + " <= " + asked + " < " + value();
        case 3: return value() + " " + pick(comparisons).substr(0, 2) + " " + asked;
        case 4: return (random() % 2 == 0 ? "id(" : "elementId(") + subject + ") = " + value();
        case 5: return (random() % 2 == 0 ? "id(" : "elementId(") + subject + ") IN " + value();
        default: return asked + " " + pick(comparisons) + " " + value();
      }
    };
    for (int i = 0; i < 150; ++i) {
      std::string query = "MATCH (m:B) WITH m LIMIT 2 MATCH ";
      const auto kind = random() % 4;
      const std::string subject = kind == 3 ? "r" : "n";
      if (kind == 0) query += "(n:A)";
      if (kind == 1) query += "(n:A)-[r:R]->(x)";
      if (kind == 2) query += "(n:B)<-[r:R]-(x:A {k: n.j})";
      if (kind == 3) query += "(n)-[r:R]-(x)";
      query += " WHERE " + condition(subject);
      if (random() % 2 == 0) query += " AND " + condition(subject == "r" ? (random() % 2 == 0 ? "n" : "r") : subject);
      if (random() % 8 == 0) query = query.replace(query.find(" MATCH "), 7, " OPTIONAL MATCH ");
      query += kind == 0 ? " RETURN id(m), id(n)" : " RETURN id(m), id(n), id(r), id(x)";
      compared += check_same(graph, query) ? 1 : 0;
    }
  }
  CHECK(compared > 600);  // of 900
}

// Found by hand: such lists cannot be stored, and the index was taken to hold nothing beside them.
TEST_CASE("a list that cannot be stored still bounds those that can", "[query][lookup]") {
  QueryGraph graph("CREATE (:L {k: [2]}), (:L {k: [1]}), (:L {k: [0, 5]}), (:L {k: [1, 2]}), (:L {k: 7})");
  graph.ask("CREATE INDEX i FOR (n:L) ON (n.k)");
  for (const std::string bound : {"[1, null]", "[1, 'a']", "[1, [3]]", "[1, {a: 1}]", "[1]", "[]", "[null]"}) {
    for (const std::string compared : {"<", "<=", ">", ">="}) {
      check_same(graph, "MATCH (n:L) WHERE n.k " + compared + " " + bound + " RETURN id(n)");
    }
  }
  CHECK(answer(graph, "MATCH (n:L) WHERE n.k > [1, null] RETURN n.k").size() == 1);
}

TEST_CASE("a look-up sees what the statement has written", "[query][lookup]") {
  QueryGraph graph;
  graph.ask("CREATE CONSTRAINT FOR (n:A) REQUIRE n.k IS UNIQUE");
  CHECK(graph.ask("UNWIND [1, 2, 1, 1.0, 3] AS x MERGE (n:A {k: x}) ON CREATE SET n.made = x RETURN count(DISTINCT n)") ==
        Rows{"3"});
  CHECK(graph.ask("MATCH (n:A {k: 2}) SET n.k = 20 WITH n MATCH (m:A) WHERE m.k > 2 RETURN m.k ORDER BY m.k") ==
        Rows{"3", "20"});
  CHECK(graph.ask("MATCH (n:A {k: 20}) DELETE n WITH 1 AS one MATCH (m:A) WHERE m.k >= 1 RETURN m.k ORDER BY m.k") ==
        Rows{"1", "3"});
  // Rows that a write makes are not found again by the look-up that they come from.
  CHECK(graph.ask("MATCH (n:A) WHERE n.k > 0 CREATE (:A {k: n.k + 100}) RETURN count(*)") == Rows{"2"});
  CHECK(graph.fault("MATCH (n:A {k: 1}) SET n.k = 3") == "ConstraintVerificationFailed run UniquenessViolated");
}

TEST_CASE("USING is followed, and refused where it cannot be", "[query][lookup]") {
  QueryGraph graph;
  graph.ask("UNWIND range(1, 20) AS i CREATE (:A:C {k: i, j: i})-[:R {w: i}]->(:B {k: i})");
  graph.ask("CREATE INDEX FOR (n:A) ON (n.k)");
  graph.ask("CREATE INDEX FOR (n:A) ON (n.j)");
  graph.ask("CREATE INDEX FOR (n:B) ON (n.k)");
  graph.ask("CREATE INDEX FOR ()-[r:R]-() ON (r.w)");
  const auto plan = [&](const std::string& query) { return plan_of(graph, query); };
  CHECK_THAT(plan("MATCH (n:A) USING INDEX n:A(k) WHERE n.k > 1 AND n.j = 2 RETURN n"), Catch::Contains("{k}"));
  CHECK_THAT(plan("MATCH (n:A) USING SCAN n:A WHERE n.k = 1 RETURN n"), Catch::Contains("NodeByLabel (n:A)"));
  CHECK_THAT(plan("MATCH (n:A:C) USING SCAN n:C WHERE n.k = 1 RETURN n"), Catch::Contains("NodeByLabel (n:C)"));
  CHECK_THAT(plan("MATCH (n:A {k: 1})-[r:R]->(m:B) USING INDEX m:B(k) WHERE m.k > 0 RETURN n"),
             Catch::Contains("NodeByIndex (m:B {k})"));
  CHECK_THAT(plan("MATCH (n:A {k: 1})-[r:R]->(m:B) USING INDEX n:A(k) USING INDEX m:B(k) WHERE m.k = n.j RETURN n"),
             Catch::Contains("NodeByIndex (m:B {k})") && Catch::Contains("NodeByIndex (n:A {k})"));
  CHECK_THAT(plan("MATCH (n:A {k: 1})-[r:R]->(m) USING INDEX r:R(w) WHERE r.w = 1 RETURN n"),
             Catch::Contains("RelationshipByIndex [:R {w}]"));
  CHECK(graph.ask("MATCH (n:A {k: 1})-[r:R]->(m:B) USING INDEX n:A(k) USING INDEX m:B(k) WHERE m.k = n.j RETURN m.k") ==
        Rows{"1"});
  CHECK(graph.ask("MATCH (n:A) USING JOIN ON n WHERE n.k = 3 RETURN n.j") == Rows{"3"});
  for (const bool rewrites : {true, false}) {
    graph.options.rewrites = rewrites;
    CHECK(graph.fault("MATCH (n:A) USING INDEX n:A(nope) WHERE n.nope = 1 RETURN n") ==
          "SemanticError compile IndexNotFound 1:13");
    CHECK(graph.fault("MATCH (n:A) USING TEXT INDEX n:A(k) WHERE n.k = 1 RETURN n") ==
          "SemanticError compile IndexNotFound 1:13");
    CHECK(graph.fault("MATCH (n) USING INDEX n:A(k) WHERE n.k = 1 RETURN n") ==
          "SemanticError compile InvalidIndexHint 1:11");
    CHECK(graph.fault("MATCH (n:A) USING INDEX n:A(k) WHERE n.k IS NULL RETURN n") ==
          "SemanticError compile InvalidIndexHint 1:13");
    CHECK(graph.fault("MATCH (n:A) USING SCAN n:B WHERE n.k = 1 RETURN n") ==
          "SemanticError compile InvalidIndexHint 1:13");
    CHECK(graph.fault("MATCH (n:A) MATCH (n:A) USING INDEX n:A(k) WHERE n.k = 1 RETURN n") ==
          "SemanticError compile InvalidIndexHint 1:25");
    CHECK(graph.fault("MATCH (n:A) USING SCAN n:A USING INDEX n:A(k) WHERE n.k = 1 RETURN n") ==
          "SemanticError compile InvalidIndexHint 1:28");
    CHECK(graph.fault("MATCH (n:A) USING INDEX m:A(k) WHERE n.k = 1 RETURN n") ==
          "SyntaxError compile UndefinedVariable 1:13");
  }
}

// Conditions behind a look-up or a scan are answered from what that found, where the statement has written nothing.
TEST_CASE("what a statement has written counts in its later look-ups and scans", "[query][lookup][writes]") {
  QueryGraph graph("CREATE (:A {id: 'x', n: 1})-[:T {k: 1}]->(:B {id: 'y'})-[:T {k: 2}]->(:A {id: 'z'})");
  REQUIRE(graph.one("MATCH (a:A {id: 'x'}) SET a.id = 'w' WITH a MATCH (b {id: 'x'}) RETURN count(b)") == "0");
  REQUIRE(graph.one("MATCH (a:A {id: 'w'}) SET a.id = 'x' WITH a MATCH (b:A {id: 'x'}) RETURN b.n, b.id") == "1 | 'x'");
  REQUIRE(graph.one("MATCH (a:A {id: 'x'}) REMOVE a:A SET a:B WITH a OPTIONAL MATCH (b:A {id: 'x'}) "
                    "OPTIONAL MATCH (c:B {id: 'x'}) RETURN b IS NULL, c.n") == "true | 1");
  REQUIRE(graph.one("MATCH (a:B {id: 'x'}) SET a:A REMOVE a:B RETURN labels(a)") == "['A']");
  REQUIRE(graph.one("MATCH ()-[r:T]->() WHERE r.k = 1 SET r.k = 5 WITH r MATCH ()-[s:T]->() WHERE s.k = 1 "
                    "RETURN count(s)") == "0");
  REQUIRE(graph.one("MATCH ()-[r:T]->() WHERE r.k >= 0 SET r.k = r.k + 1 WITH count(r) AS n MATCH ()-[s:T]->() "
                    "WHERE s.k > 2 RETURN n, sum(s.k)") == "2 | 9");
  REQUIRE(graph.one("MATCH (a:A {id: 'x'}) CALL { WITH a MATCH ()-[r:T]->() WHERE r.k = 6 RETURN r LIMIT 1 } "
                    "SET r.k = 7 RETURN r.k, a.id") == "7 | 'x'");
  REQUIRE(graph.fault("MATCH (a:A {id: 'z'}), (b:A {id: 'x'}) DETACH DELETE a CREATE (a)-[:T]->(b)") ==
          "EntityNotFound run DeletedEntityAccess 1:66");
  REQUIRE(graph.one("MATCH (n) RETURN count(n)") == "3");
}

TEST_CASE("a statement that fails leaves nothing behind for those that come after it", "[query][lookup][writes]") {
  QueryGraph graph;
  Engine engine(graph.store);
  const auto ask = [&](const std::string& query) {
    test::TextSink sink;
    engine.run(prepare(query, graph.options), graph.options, sink);
    return sink.rows;
  };
  ask("UNWIND range(1, 3000) AS i CREATE (:A {id: 'a' + toString(i)})-[:T {k: i % 3}]->(:B {n: i})");
  // Many labels are asked for, so that the members of A and B become worth reading.
  const std::string many = "MATCH (a:A)-[r:T]->(b:B) WHERE r.k < 2 ";
  REQUIRE_THROWS_AS(ask(many + "SET a:B, r.k = 1 / (b.n - 2998)"), Error);
  REQUIRE(ask("MATCH (b:B) RETURN count(b)") == Rows{"3000"});
  REQUIRE(ask("MATCH (a:A)-[r:T]->(b) WHERE b:B AND NOT a:B RETURN count(r), sum(r.k)") == Rows{"3000 | 3000"});
  ask(many + "SET a:B, r.k = r.k + 10");
  REQUIRE(ask("MATCH (a:A)-[r:T]->(b) WHERE a:B RETURN count(r), min(r.k)") == Rows{"2000 | 10"});
  REQUIRE(ask(many + "SET r.k = 1 WITH count(*) AS n MATCH (a:A:B) RETURN n, count(a)") == Rows{"0 | 2000"});
}
