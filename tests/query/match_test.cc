#include "query/match.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/query_graph.h"

using namespace polgraph;
using polgraph::test::QueryGraph;
using polgraph::test::Rows;

namespace {

const char* const kMoney =
    "CREATE (meti:Ministry {id: 'meti', name: 'METI'}), (nedo:Agency {id: 'nedo', name: 'NEDO'}), "
    "(aist:Agency {id: 'aist', name: 'AIST'}), (ai:Technology {id: 'ai'}), (h2:Technology {id: 'h2'}), "
    "(meti)-[:FUNDS {yen: 10}]->(nedo), (meti)-[:FUNDS {yen: 5}]->(aist), (nedo)-[:TARGETS]->(h2), "
    "(aist)-[:TARGETS]->(ai), (nedo)-[:TARGETS]->(ai), (meti)-[:LEADS]->(nedo), (nedo)-[:PARTNER]->(nedo)";

}  // namespace

TEST_CASE("answers do not depend on the plan", "[query][match]") {
  QueryGraph graph(kMoney);
  const char* const queries[] = {
      "MATCH (m:Ministry)-[f:FUNDS]->(a)-[:TARGETS]->(t) RETURN m.id, a.id, t.id, f.yen",
      "MATCH (t:Technology {id: 'ai'})<-[:TARGETS]-(a)<-[:FUNDS]-(m) RETURN a.id, m.id",
      "MATCH (a)-[r]->(b), (b)-[s]->(c) WHERE a.id <> c.id RETURN a.id, b.id, c.id, type(r), type(s)",
      "MATCH (a)--(b)--(c) RETURN a.id, b.id, c.id",
      "MATCH (a:Agency), (t:Technology) WHERE NOT (a)-->(t) RETURN a.id, t.id",
      "MATCH p = (m)-[*1..3]->(t:Technology) RETURN [n IN nodes(p) | n.id]",
      "MATCH (a)-[r1:FUNDS]->(b), (a)-[r2]->(b) RETURN a.id, b.id, type(r2)",
      "MATCH (n) OPTIONAL MATCH (n)-[:TARGETS]->(t) WHERE t.id = 'h2' RETURN n.id, t.id",
      "MATCH (x {id: 'nedo'})-[r]-(y) RETURN type(r), y.id",
      "MATCH (x)-[r]->(x) RETURN type(r)",
      "MATCH (a)-[*0..2]-(b) RETURN a.id, b.id",
      "MATCH (a {id: 'meti'}) MATCH (b {id: a.id}) RETURN b.name",
  };
  for (const char* query : queries) {
    INFO(query);
    graph.options.rewrites = true;
    Rows planned = graph.ask(query);
    graph.options.rewrites = false;
    Rows naive = graph.ask(query);
    std::sort(planned.begin(), planned.end());
    std::sort(naive.begin(), naive.end());
    CHECK_FALSE(planned.empty());
    CHECK(planned == naive);
  }
}

TEST_CASE("all relationships of one MATCH differ, those of two need not", "[query][match]") {
  QueryGraph graph("CREATE (:A)-[:R]->(:B)");
  CHECK(graph.ask("MATCH (a)-[r]-(b)-[s]-(c) RETURN 1").empty());
  CHECK(graph.ask("MATCH ()-[r]->(), ()-[s]->() RETURN 1").empty());
  CHECK(graph.ask("MATCH ()-[r]->() MATCH ()-[s]->() RETURN 1").size() == 1);
  CHECK(graph.ask("MATCH ()-[r*2]-() RETURN 1").empty());
}

TEST_CASE("a self-loop comes once, whatever the direction", "[query][match]") {
  QueryGraph graph("CREATE (a:A)-[:R]->(a)");
  CHECK(graph.ask("MATCH (a)-[r]-(b) RETURN 1").size() == 1);
  CHECK(graph.ask("MATCH (a)<-[r]-(b) RETURN 1").size() == 1);
  CHECK(graph.ask("MATCH (a)-[r*]-(b) RETURN 1").size() == 1);
}

TEST_CASE("walks of variable length", "[query][match]") {
  QueryGraph graph("CREATE (:N {i: 0})-[:R {w: 0}]->(:N {i: 1})-[:R {w: 1}]->(:N {i: 2})-[:S {w: 2}]->(:N {i: 3})");
  CHECK(graph.ask("MATCH ({i: 0})-[*]->(n) RETURN n.i") == Rows{"1", "2", "3"});
  CHECK(graph.ask("MATCH ({i: 0})-[:R*0..1]->(n) RETURN n.i") == Rows{"0", "1"});
  CHECK(graph.ask("MATCH ({i: 3})<-[rs*2]-(n) RETURN n.i, [r IN rs | r.w]") == Rows{"1 | [2, 1]"});
  CHECK(graph.ask("MATCH (n)-[rs*2]->({i: 3}) RETURN n.i, [r IN rs | r.w]") == Rows{"1 | [1, 2]"});
  CHECK(graph.ask("MATCH ({i: 0})-[* {w: 0}]->(n) RETURN n.i") == Rows{"1"});
  CHECK(graph.ask("MATCH ({i: 0})-[*3..2]->(n) RETURN n.i").empty());
  CHECK(graph.ask("MATCH p = ({i: 2})<-[*1..2]-() RETURN [n IN nodes(p) | n.i]") == Rows{"[2, 1]", "[2, 1, 0]"});
}

TEST_CASE("shortest paths", "[query][match]") {
  QueryGraph graph(kMoney);
  CHECK(graph.one("MATCH p = shortestPath((:Ministry)-[*]->({id: 'h2'})) RETURN length(p)") == "2");
  CHECK(
      graph.ask("MATCH p = allShortestPaths((:Ministry)-[:FUNDS|TARGETS*]->({id: 'ai'})) RETURN nodes(p)[1].id AS via "
                "ORDER BY via") == Rows{"'aist'", "'nedo'"});
  CHECK(
      graph.one("MATCH p = shortestPath((:Ministry)-[rs*]->({id: 'ai'})) WHERE none(n IN nodes(p) WHERE n.id = 'aist') "
                "AND all(r IN rs WHERE type(r) <> 'FUNDS') RETURN [r IN rs | type(r)]") == "['LEADS', 'TARGETS']");
  CHECK(graph.ask("MATCH p = shortestPath(({id: 'ai'})-[*]->({id: 'h2'})) RETURN p").empty());
}

TEST_CASE("patterns as expressions", "[query][match]") {
  QueryGraph graph(kMoney);
  CHECK(graph.one("MATCH (m:Ministry) RETURN COUNT { (m)-[:FUNDS]->() } AS c, EXISTS { (m)-[:NOTHING]->() } AS e, "
                  "COLLECT { MATCH (m)-[:FUNDS]->(a) RETURN a.id ORDER BY a.id } AS l, size([(m)-->(x) | x]) AS s") ==
        "2 | false | ['aist', 'nedo'] | 3");
  CHECK(graph.ask("MATCH (a:Agency) WHERE NOT (a)-[:TARGETS]->({id: 'h2'}) RETURN a.id") == Rows{"'aist'"});
}

TEST_CASE("mistakes in patterns are found before any data", "[query][match]") {
  QueryGraph graph;
  CHECK(graph.fault("MATCH (a)-[r]->(r) RETURN r") == "SyntaxError compile VariableTypeConflict 1:10");
  CHECK(graph.fault("MATCH (a)-[r]->()-[r]->(a) RETURN r")
            .starts_with("SyntaxError compile RelationshipUniquenessViolation"));
  CHECK(graph.fault("MATCH (p), p = (a)-->(b) RETURN p").starts_with("SyntaxError compile VariableAlreadyBound"));
  CHECK(graph.fault("MATCH (n) WHERE (n)-->(m) RETURN n").starts_with("SyntaxError compile UndefinedVariable"));
  CHECK(graph.fault("MATCH (n) RETURN (n)-->()").starts_with("SyntaxError compile UnexpectedSyntax"));
}

TEST_CASE("nested sub-queries are planned once each", "[query][match]") {
  QueryGraph graph("CREATE (:A)");
  std::string query = "RETURN 1 AS one";
  for (int i = 0; i < 60; ++i)
    query = "MATCH (a" + std::to_string(i) + ") WHERE EXISTS { " + query + " } RETURN 1 AS one";
  CHECK(graph.one(query) == "1");
}
