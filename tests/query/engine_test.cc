#include "query/engine.h"

#include <atomic>
#include <catch2/catch.hpp>

#include "graph/error.h"
#include "tests/support/query_graph.h"

using namespace polgraph;
using polgraph::test::QueryGraph;
using polgraph::test::Rows;

TEST_CASE("what a statement did is counted", "[query][engine]") {
  QueryGraph graph("CREATE (:A:B {x: 1, y: null})-[:R {z: 1}]->(:A)");
  CHECK(graph.counters.nodes_created == 2);
  CHECK(graph.counters.relationships_created == 1);
  CHECK(graph.counters.properties_set == 2);
  CHECK(graph.counters.labels_added == 3);
  graph.ask("MATCH (n) DETACH DELETE n");
  CHECK(graph.counters.nodes_deleted == 2);
  CHECK(graph.counters.relationships_deleted == 1);
}

TEST_CASE("a statement that fails leaves nothing behind", "[query][engine]") {
  QueryGraph graph;
  CHECK(graph.fault("UNWIND [2, 1, 0] AS x CREATE (:N {x: 6 / x})") == "ArithmeticError run DivideByZero 1:38");
  CHECK(graph.ask("MATCH (n) RETURN n").empty());
  graph.ask("CREATE (:N)-[:R]->(:M)");
  CHECK(graph.fault("MATCH (n:N) SET n.x = 1 DELETE n")
            .starts_with("ConstraintVerificationFailed run DeleteConnectedNode"));
  CHECK(graph.one("MATCH (n:N) RETURN n.x") == "null");
}

TEST_CASE("a clause sees all of what the clauses before it wrote and nothing of its own", "[query][engine]") {
  QueryGraph graph("CREATE (:A), (:A)");
  graph.ask("MATCH (n:A) CREATE (:A)");
  CHECK(graph.one("MATCH (n:A) RETURN count(*)") == "4");
  CHECK(graph.one("UNWIND [1, 2, 1] AS x MERGE (n:M {x: x}) RETURN count(*), count(DISTINCT n)") == "3 | 2");
  CHECK(graph.one("CREATE (:Z) WITH 1 AS one MATCH (z:Z) RETURN count(z)") == "1");
  CHECK(graph.one("MATCH (z:Z) SET z.a = 1, z.b = z.a + 1 RETURN z.b") == "2");
}

TEST_CASE("what was deleted cannot be read any more", "[query][engine]") {
  QueryGraph graph("CREATE (:A {x: 1})-[:R]->(:B)");
  CHECK(graph.fault("MATCH (n:A) DETACH DELETE n RETURN n.x") == "EntityNotFound run DeletedEntityAccess 1:36");
  CHECK(graph.one("MATCH ()-[r]->() DELETE r RETURN type(r)") == "'R'");
}

TEST_CASE("ends by time, by interruption and by memory", "[query][engine]") {
  QueryGraph graph;
  const std::string endless = "UNWIND range(1, 1000000000000) AS x UNWIND range(1, 1000000000000) AS y RETURN count(*)";
  graph.options.timeout_s = 0.05;
  CHECK(graph.fault(endless) == "LimitExceeded run Timeout");
  graph.options.timeout_s = 0;
  std::atomic<bool> cancelled = true;
  graph.options.cancelled = &cancelled;
  CHECK(graph.fault(endless) == "Interrupted run Interrupted");
  graph.options.cancelled = nullptr;
  graph.options.memory_bytes = 8u << 20;
  CHECK(graph.fault("UNWIND range(1, 10000000) AS x RETURN collect(x)").starts_with("LimitExceeded run MemoryLimit"));
  CHECK(
      graph.fault("UNWIND range(1, 10000000) AS x RETURN x ORDER BY -x").starts_with("LimitExceeded run MemoryLimit"));
  CHECK(graph.fault("UNWIND range(1, 10000000) AS x RETURN DISTINCT x").starts_with("LimitExceeded run MemoryLimit"));
  CHECK(graph.fault("RETURN [x IN range(1, 1000) | [y IN range(1, 10000) | y]]")
            .starts_with("LimitExceeded run MemoryLimit"));
  CHECK(graph.fault("RETURN reduce(s = 'x', i IN range(1, 60) | s + s)").starts_with("LimitExceeded run MemoryLimit"));
}

TEST_CASE("an answer that is cut short says that what was written stays, and what its own cause asks for",
          "[query][engine]") {
  class Cut final : public RowSink {
    void columns(const std::vector<std::string>&) override {}
    void row(std::span<const Value>, const Snapshot&) override {}
    void end(const Counters&) override { throw Error(Kind::Corrupt, "DamagedStore", "cut").hint("restore a backup"); }
  } sink;
  Store store = Store::memory();
  Engine engine(store);
  const auto hint = [&](const char* statement) {
    try {
      engine.run(prepare(statement, {}), {}, sink);
    } catch (const Error& error) {
      return error.hint();
    }
    return std::string("it was answered");
  };
  const std::string stays = "what the statement wrote is in the store; only its answer was cut short; restore a backup";
  CHECK(hint("CREATE (:A) RETURN 1") == stays);
  CHECK(hint("CREATE INDEX FOR (n:A) ON (n.x)") == stays);
  CHECK(hint("CREATE INDEX IF NOT EXISTS FOR (n:A) ON (n.x)") == "restore a backup");
  CHECK(hint("MATCH (n:B) DELETE n RETURN 1") == "restore a backup");
  CHECK(hint("MATCH (n:A) RETURN n") == "restore a backup");
}

TEST_CASE("memory that a sub-query has given back is not counted again", "[query][engine]") {
  QueryGraph graph;
  graph.options.memory_bytes = 2u << 20;
  CHECK(
      graph.one("UNWIND range(1, 3000) AS x CALL (x) { UNWIND range(1, 100) AS y RETURN DISTINCT y + x AS z ORDER BY z "
                "LIMIT 1 } RETURN sum(z)") == "4504500");
  CHECK(graph.one("UNWIND range(1, 3000) AS x CALL (x) { UNWIND range(1, 100) AS y RETURN collect(y) AS l } "
                  "RETURN sum(size(l))") == "300000");
}

TEST_CASE("a sort that keeps the first rows needs memory for those only", "[query][engine]") {
  QueryGraph graph;
  graph.options.memory_bytes = 2u << 20;
  CHECK(graph.ask("UNWIND range(1, 100000) AS x RETURN x ORDER BY -x LIMIT 2") == Rows{"100000", "99999"});
  CHECK(graph.ask(
            "UNWIND range(1, 100000) AS x WITH x, toString(x) + '-------------------' AS s RETURN s ORDER BY s DESC "
            "LIMIT 1") == Rows{"'99999-------------------'"});
}

TEST_CASE("LIMIT stops the work before it", "[query][engine]") {
  QueryGraph graph;
  CHECK(graph.ask("UNWIND range(1, 1000000000000) AS x RETURN x LIMIT 2") == Rows{"1", "2"});
  CHECK(graph.one("RETURN EXISTS { UNWIND range(1, 1000000000000) AS x RETURN x } AS e") == "true");
}

TEST_CASE("names that nobody uses are warned about, with the nearest one", "[query][engine]") {
  QueryGraph graph("CREATE (:Ministry {name: 'METI'})-[:FUNDS]->(:Agency)");
  std::vector<std::string> warnings;
  graph.options.warn = [&](const std::string& text) { warnings.push_back(text); };
  graph.ask("MATCH (m:Minstry {nme: 'x'})-[:FUND]->() RETURN m");
  CHECK(warnings == Rows{"no node has the label `Minstry`; did you mean `Ministry`?",
                         "no relationship has the type `FUND`; did you mean `FUNDS`?",
                         "nothing has the property `nme`; did you mean `name`?"});
  warnings.clear();
  graph.ask("MERGE (n:New {key: 1}) RETURN n.key");
  CHECK(warnings.empty());
}

TEST_CASE("a missing parameter is found before any data", "[query][engine]") {
  QueryGraph graph;
  CHECK(graph.fault("MATCH (n) WHERE n.x = $x RETURN n") == "ParameterMissing compile MissingParameter 1:23");
  graph.options.parameters["x"] = Value::integer(1);
  CHECK(graph.one("RETURN $x + 1") == "2");
}
