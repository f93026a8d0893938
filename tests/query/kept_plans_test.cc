// Plans that run more than once, for statements that differ in their inputs only.
#include <catch2/catch.hpp>

#include "query/inputs.h"
#include "query/kept_plans.h"
#include "tests/support/query_graph.h"

using namespace polgraph;
using polgraph::test::QueryGraph;
using polgraph::test::Rows;
using polgraph::test::TextSink;

namespace {

// One engine for all that is asked.
class Asked : public QueryGraph {
 public:
  using QueryGraph::QueryGraph;
  Rows all(const std::string& query) {
    TextSink sink;
    engine_.run(prepare(query, options), options, sink);
    return sink.rows;
  }
  std::string error(const std::string& query) {
    try {
      all(query);
    } catch (const Error& error) {
      return error.detail() + (error.place() ? " " + std::to_string(error.place()->column) : "");
    }
    return "none";
  }

 private:
  Engine engine_{store};
};

}  // namespace

TEST_CASE("look-ups of one shape have their own answers", "[query][plans]") {
  Asked graph("CREATE (:A {id: 'a', x: 1})-[:R {k: 'r'}]->(:A {id: 'b', x: 2}), (:B {id: 'c', x: 3}), (:A {id: 'dd'})");
  for (int turn = 0; turn < 3; ++turn) {
    CHECK(graph.all("MATCH (n:A {id: 'a'}) RETURN n.x") == Rows{"1"});
    CHECK(graph.all("MATCH (n:A {id: 'b'}) RETURN n.x") == Rows{"2"});
    CHECK(graph.all("MATCH (n:A {id: \"b\"}) RETURN n.x") == Rows{"2"});
    CHECK(graph.all("MATCH (n:A {id: 'c'}) RETURN n.x").empty());
    CHECK(graph.all("MATCH (n:A {id: 'dd'}) RETURN n.x") == Rows{"null"});
    CHECK(graph.all("MATCH (n) WHERE n.id > 'a' RETURN n.id ORDER BY n.id") == Rows{"'b'", "'c'", "'dd'"});
    CHECK(graph.all("MATCH (n) WHERE n.id > 'b' RETURN n.id ORDER BY n.id") == Rows{"'c'", "'dd'"});
    CHECK(graph.all("MATCH (n {id: 'a'})-[:R {k: 'r'}]->(m) RETURN m.id, 'a' AS a, count(*)") == Rows{"'b' | 'a' | 1"});
    CHECK(graph.all("MATCH (n {id: 'a'})-[:R {k: 's'}]->(m) RETURN m.id, 'b' AS a, count(*)").empty());
    CHECK(graph.all("MATCH (n {id: 'a'})-[:R {k: 'r'}]->(m) RETURN m.id, 'b' AS a, count(*)") == Rows{"'b' | 'b' | 1"});
  }
}

TEST_CASE("a kept plan sees what was committed since", "[query][plans]") {
  Asked graph("CREATE (:A {id: 'a'})");
  for (int i = 0; i < 5; ++i) {
    CHECK(graph.all("MATCH (n:A) RETURN count(n)") == Rows{std::to_string(i + 1)});
    graph.all("CREATE (:A {id: 'x" + std::to_string(i) + "'})");
    CHECK(graph.all("MATCH (n:A {id: 'x" + std::to_string(i) + "'}) RETURN count(n)") == Rows{"1"});
  }
  for (int i = 0; i < 200; ++i) graph.all("MATCH (n:A {id: 'a'}) SET n.x = coalesce(n.x, 0) + 1");
  CHECK(graph.all("MATCH (n:A {id: 'a'}) RETURN n.x") == Rows{"200"});
  graph.all("CREATE INDEX by_x FOR (n:A) ON (n.x)");
  CHECK(graph.all("MATCH (n:A) WHERE n.x = 200 SET n.y = 1 RETURN n.y") == Rows{"1"});
  graph.all("DROP INDEX by_x");
  CHECK(graph.all("MATCH (n:A) WHERE n.x = 200 SET n.y = 1 RETURN n.y") == Rows{"1"});
}

TEST_CASE("parameters are given anew, of any kind", "[query][plans]") {
  Asked graph("CREATE (:A {id: 'a', x: 1}), (:A {id: 'b', x: 2})");
  const std::string query = "MATCH (n:A) WHERE n.id = $id OR n.x IN $list RETURN n.x ORDER BY n.x";
  graph.options.parameters["id"] = Value::string("a");
  graph.options.parameters["list"] = Value::list({});
  CHECK(graph.all(query) == Rows{"1"});
  graph.options.parameters["id"] = Value::string("b");
  CHECK(graph.all(query) == Rows{"2"});
  graph.options.parameters["id"] = Value();
  graph.options.parameters["list"] = Value::list({Value::integer(1), Value::integer(2)});
  CHECK(graph.all(query) == Rows{"1", "2"});
  graph.options.parameters["list"] = Value::integer(1);
  CHECK(graph.error(query) != "none");
  graph.options.parameters.erase("list");
  CHECK(graph.error(query) == "MissingParameter 40");
  graph.options.parameters["list"] = Value::list({Value::integer(2)});
  CHECK(graph.all(query) == Rows{"2"});
  for (const int limit : {1, 2, 1}) {
    graph.options.parameters["limit"] = Value::integer(limit);
    CHECK(graph.all("MATCH (n:A) RETURN n.x LIMIT $limit").size() == static_cast<std::size_t>(limit));
  }
}

TEST_CASE("warnings are told at each run, places are those of the text", "[query][plans]") {
  Asked graph("CREATE (:A {id: 'a', x: 'text'}), (:A {id: 'b', x: 2})");
  std::vector<std::string> told;
  graph.options.warn = [&](const std::string& warning) { told.push_back(warning); };
  for (int turn = 1; turn <= 3; ++turn) {
    graph.all("MATCH (n:Aa) RETURN n");
    CHECK(told.size() == static_cast<std::size_t>(turn));
  }
  for (int turn = 0; turn < 2; ++turn) {
    CHECK(graph.all("MATCH (n:A {id: 'b'}) RETURN 2 * n.x") == Rows{"4"});
    CHECK(graph.error("MATCH (n:A {id: 'a'}) RETURN 2 * n.x") == "InvalidArgumentType 30");
  }
}

TEST_CASE("the memory of a kept plan is counted once", "[query][plans]") {
  Asked graph("UNWIND range(1, 200) AS i CREATE (:A {id: toString(i), x: i})");
  graph.options.memory_bytes = 400u << 10;
  for (int turn = 0; turn < 300; ++turn)
    REQUIRE(graph.all("MATCH (n:A) WHERE n.x < 50 RETURN n.x ORDER BY n.x DESC LIMIT 1") == Rows{"49"});
  for (int turn = 0; turn < 300; ++turn)
    REQUIRE(graph.all("MATCH (n:A {id: '7'}) SET n.y = " + std::to_string(turn % 10) + " RETURN n.x") == Rows{"7"});
}

TEST_CASE("only texts that nothing planned depends on are inputs", "[query][plans]") {
  const auto inputs = [](const std::string& text) { return shape_of(text, prepare(text).tree()).values.size(); };
  CHECK(inputs("MATCH (n:A {id: 'a', b: 1})-[:R {x: 'y'}]->() WHERE n.c = 'd' AND (n.e STARTS WITH 'f') RETURN n") == 4);
  CHECK(inputs("MATCH (n:A {id: 'a' + 'b'}) WHERE 'c' = n.c OR n.d = 'e' RETURN 'x', n.y = 'z'") == 0);
  CHECK(inputs("CREATE (n:A {id: 'a'}) WITH n MATCH (m {id: 'b'}) SET m.x = 'c'") == 1);
  CHECK(shape_of("EXPLAIN MATCH (n {id: 'a'}) RETURN n", prepare("EXPLAIN MATCH (n {id: 'a'}) RETURN n").tree()).text.empty());
}
