#include <catch2/catch.hpp>

#include "query/clause.h"
#include "tests/support/query_graph.h"

using namespace polgraph;
using polgraph::test::QueryGraph;
using polgraph::test::Rows;

TEST_CASE("grouping: what is no aggregate must be a column", "[query][clauses]") {
  QueryGraph graph("UNWIND [1, 2, 3] AS i CREATE (:N {i: i, odd: i % 2})");
  CHECK(graph.ask("MATCH (n:N) RETURN n.odd AS odd, n.odd + count(*) AS c ORDER BY odd") == Rows{"0 | 1", "1 | 3"});
  CHECK(graph.ask("MATCH (n:N) RETURN n.odd, sum(n.i) ORDER BY sum(n.i) DESC") == Rows{"1 | 4", "0 | 2"});
  CHECK(graph.fault("MATCH (n:N) RETURN n.i + count(*)")
            .starts_with("SyntaxError compile AmbiguousAggregationExpression"));
  CHECK(graph.fault("MATCH (n:N) RETURN n.i ORDER BY max(n.i)").starts_with("SyntaxError compile InvalidAggregation"));
  CHECK(graph.fault("MATCH (n:N) RETURN count(count(*))").starts_with("SyntaxError compile NestedAggregation"));
  CHECK(graph.fault("MATCH (n:N) WHERE count(*) > 1 RETURN n").starts_with("SyntaxError compile InvalidAggregation"));
}

TEST_CASE("ORDER BY sees what was there before, but not after grouping or DISTINCT", "[query][clauses]") {
  QueryGraph graph("UNWIND [3, 1, 2] AS i CREATE (:N {i: i, j: -i})");
  CHECK(graph.ask("MATCH (n:N) RETURN n.i AS i ORDER BY n.j") == Rows{"3", "2", "1"});
  CHECK(graph.ask("MATCH (n:N) WITH n.i AS i ORDER BY n.j LIMIT 2 WHERE i > 2 RETURN i") == Rows{"3"});
  CHECK(graph.ask("MATCH (n:N) RETURN DISTINCT n.i ORDER BY n.i SKIP 1") == Rows{"2", "3"});
  CHECK(
      graph.fault("MATCH (n:N) RETURN DISTINCT n.i ORDER BY n.j").starts_with("SyntaxError compile UndefinedVariable"));
}

TEST_CASE("the order of all kinds of values", "[query][clauses]") {
  QueryGraph graph;
  CHECK(
      graph.one("UNWIND [1, null, 'a', true, [1], {a: 1}, 1.5, 0.0 / 0.0] AS x WITH x ORDER BY x RETURN collect(x)") ==
      "[{a: 1}, [1], 'a', true, 1, 1.5, (0.0 / 0.0)]");
  CHECK(graph.one("UNWIND [1, 'a', null, 2] AS x WITH x ORDER BY x DESC LIMIT 2 RETURN collect(x), count(*)") ==
        "[2] | 2");
}

TEST_CASE("SKIP and LIMIT take numbers that are known before", "[query][clauses]") {
  QueryGraph graph;
  CHECK(graph.fault("UNWIND [1] AS x RETURN x LIMIT -1") == "SyntaxError compile NegativeIntegerArgument 1:32");
  CHECK(graph.fault("UNWIND [1] AS x RETURN x LIMIT x").starts_with("SyntaxError compile NonConstantExpression"));
  CHECK(graph.fault("UNWIND [1] AS x RETURN x SKIP 1.5").starts_with("SyntaxError compile InvalidArgumentType"));
  graph.options.parameters["n"] = Value::integer(-1);
  CHECK(graph.fault("UNWIND [1] AS x RETURN x LIMIT $n") == "SyntaxError run NegativeIntegerArgument 1:32");
}

TEST_CASE("UNION joins columns of the same names", "[query][clauses]") {
  QueryGraph graph;
  CHECK(graph.ask("RETURN 1 AS a UNION RETURN 1 AS a UNION RETURN 2 AS a") == Rows{"1", "2"});
  CHECK(graph.ask("RETURN 1 AS a, 2 AS b UNION ALL RETURN 3 AS b, 4 AS a") == Rows{"1 | 2", "4 | 3"});
  CHECK(graph.fault("RETURN 1 AS a UNION RETURN 1 AS b").starts_with("SyntaxError compile DifferentColumnsInUnion"));
}

TEST_CASE("MERGE finds or makes, and says which", "[query][clauses]") {
  QueryGraph graph;
  const std::string merge =
      "MERGE p = (n:N {k: 1})-[r:R]->(m:M) ON CREATE SET n.made = true ON MATCH SET n.found = true ";
  CHECK(graph.one(merge + "RETURN n.made, n.found, length(p)") == "true | null | 1");
  CHECK(graph.one(merge + "RETURN n.made, n.found, length(p)") == "true | true | 1");
  CHECK(graph.fault("MERGE (:N {k: null})") == "SemanticError run MergeReadOwnWrites 1:7");
  CHECK(graph.one("MATCH (n:N), (m:M) MERGE (m)-[:R]-(n) RETURN COUNT { ()-[:R]->() } AS c") == "1");
}

TEST_CASE("SET and REMOVE", "[query][clauses]") {
  QueryGraph graph("CREATE (:N {a: 1, b: 2})");
  CHECK(graph.one("MATCH (n:N) SET n += {b: null, c: 3} RETURN properties(n)") == "{a: 1, c: 3}");
  CHECK(graph.one("MATCH (n:N) SET n = {d: [1, 2]} RETURN properties(n)") == "{d: [1, 2]}");
  CHECK(graph.one("MATCH (n:N) SET n:X:Y REMOVE n:N, n.d RETURN labels(n), properties(n)") == "['X', 'Y'] | {}");
  CHECK(graph.one("OPTIONAL MATCH (n:Nobody) SET n.x = 1 RETURN n") == "null");
  CHECK(graph.fault("MATCH (n) SET n.x = [{a: 1}]").starts_with("TypeError run InvalidPropertyType"));
}

TEST_CASE("sub-queries in CALL", "[query][clauses]") {
  QueryGraph graph("UNWIND [1, 2] AS i CREATE (:N {i: i})");
  CHECK(graph.ask("MATCH (n:N) CALL { WITH n RETURN n.i * 10 AS x } RETURN n.i, x ORDER BY x") ==
        Rows{"1 | 10", "2 | 20"});
  CHECK(graph.ask("UNWIND [1, 2] AS i CALL (i) { UNWIND range(1, i) AS j RETURN j } RETURN i, j") ==
        Rows{"1 | 1", "2 | 1", "2 | 2"});
  CHECK(graph.one("UNWIND [1, 2] AS i CALL (i) { CREATE (:Made {i: i}) } RETURN count(*)") == "2");
  CHECK(graph.one("MATCH (m:Made) RETURN count(*)") == "2");
  CHECK(
      graph.fault("WITH 1 AS i CALL { RETURN i AS j } RETURN j").starts_with("SyntaxError compile UndefinedVariable"));
}

TEST_CASE("FOREACH writes for each element", "[query][clauses]") {
  QueryGraph graph;
  graph.ask("WITH [1, 2, 3] AS list FOREACH (x IN list | CREATE (:F {x: x}))");
  CHECK(graph.one("MATCH (f:F) RETURN sum(f.x)") == "6");
}

TEST_CASE("UNWIND of nothing gives no row", "[query][clauses]") {
  QueryGraph graph;
  CHECK(graph.ask("UNWIND null AS x RETURN x").empty());
  CHECK(graph.ask("UNWIND [] AS x RETURN x").empty());
  CHECK(graph.ask("UNWIND range(3, 1, -1) AS x RETURN x") == Rows{"3", "2", "1"});
  CHECK(graph.ask("UNWIND range(9223372036854775806, 9223372036854775807) AS x RETURN x").size() == 2);
}

TEST_CASE("procedures are called with and without YIELD", "[query][clauses]") {
  QueryGraph graph("CREATE (:Ministry {id: 'meti', name: 'METI'})");
  CHECK(graph.one("CALL polgraph.find('meti') YIELD node, name AS n WHERE n = 'METI' RETURN node.id, n") ==
        "'meti' | 'METI'");
  CHECK(graph.fault("CALL polgraph.fnd('x')") == "ProcedureError compile ProcedureNotFound 1:6");
  CHECK(graph.fault("CALL polgraph.find()").starts_with("SyntaxError compile InvalidNumberOfArguments"));
  CHECK(graph.ask("CALL polgraph.conflicts()").empty());
  CHECK(graph.header == std::vector<std::string>{"entity", "predicate", "statements"});
}

TEST_CASE("ORDER BY with LIMIT keeps the first rows of many, equal ones as they came", "[query][clauses]") {
  QueryGraph graph("UNWIND range(0, 4999) AS i CREATE (:N {i: i, name: 'n' + toString(i)})");
  CHECK(graph.ask("MATCH (n:N) RETURN n.name AS name ORDER BY n.i % 7 LIMIT 3") == Rows{"'n0'", "'n7'", "'n14'"});
  CHECK(graph.ask("MATCH (n:N) RETURN n.name AS name ORDER BY n.i DESC SKIP 1 LIMIT 2") == Rows{"'n4998'", "'n4997'"});
  CHECK(graph.ask("MATCH (n:N) RETURN n.name AS name ORDER BY n.i % 7 DESC, n.i DESC SKIP 700 LIMIT 1") ==
        graph.ask("MATCH (n:N) WITH n ORDER BY n.i % 7 DESC, n.i DESC RETURN n.name AS name SKIP 700 LIMIT 1"));
  CHECK(graph.ask("MATCH (n:N) RETURN n.name AS name ORDER BY n.i LIMIT 0").empty());
  CHECK(graph.ask("MATCH (n:N) WITH n.name AS name, n ORDER BY n.i LIMIT 2 WHERE name <> 'n0' RETURN name") ==
        Rows{"'n1'"});
  CHECK(graph.fault("MATCH (n:N) DELETE n RETURN n.name ORDER BY id(n) LIMIT 1").find("DeletedEntityAccess") !=
        std::string::npos);
}
