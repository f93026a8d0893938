// CREATE, DROP and SHOW of indexes and constraints, as they run.
#include "query/schema_command.h"

#include <catch2/catch.hpp>

#include "tests/support/query_graph.h"

using namespace polgraph;
using test::QueryGraph;
using test::Rows;

namespace {

// "message [hint]", or "no error".
std::string words(QueryGraph& graph, const std::string& query) {
  try {
    graph.ask(query);
  } catch (const Error& error) {
    return error.message() + (error.hint().empty() ? "" : " [" + error.hint() + "]");
  }
  return "no error";
}

constexpr const char* kIndexes = "SHOW INDEXES YIELD name, type, labelsOrTypes, properties WHERE type <> 'LOOKUP'";

}  // namespace

TEST_CASE("what a command did is counted", "[query][schema]") {
  QueryGraph graph;
  graph.ask("CREATE INDEX i FOR (n:A) ON (n.x)");
  CHECK(graph.counters.indexes_added == 1);
  CHECK(graph.counters.any());
  graph.ask("CREATE INDEX i IF NOT EXISTS FOR (n:A) ON (n.x)");
  CHECK_FALSE(graph.counters.any());
  graph.ask("CREATE CONSTRAINT c FOR (n:A) REQUIRE n.y IS UNIQUE");
  CHECK(graph.counters.constraints_added == 1);
  CHECK(graph.counters.indexes_added == 0);
  graph.ask("DROP INDEX i");
  CHECK(graph.counters.indexes_removed == 1);
  graph.ask("DROP CONSTRAINT c");
  CHECK(graph.counters.constraints_removed == 1);
  graph.ask("DROP CONSTRAINT c IF EXISTS");
  CHECK_FALSE(graph.counters.any());
}

TEST_CASE("a rule without a name gets one from what it is about", "[query][schema]") {
  QueryGraph graph;
  graph.ask("CREATE INDEX FOR (n:A) ON (n.x)");
  graph.ask("CREATE INDEX ON :A(x, y)");
  graph.ask("CREATE TEXT INDEX FOR (n:A) ON (n.x)");
  graph.ask("CREATE INDEX FOR ()-[r:A]-() ON (r.x)");
  graph.ask("CREATE CONSTRAINT FOR (n:B) REQUIRE n.x IS UNIQUE");
  CHECK(graph.ask(kIndexes) ==
        Rows{"'index_A_x' | 'RANGE' | ['A'] | ['x']", "'index_A_x_y' | 'RANGE' | ['A'] | ['x', 'y']",
             "'index_A_x_text' | 'TEXT' | ['A'] | ['x']", "'index_A_x_2' | 'RANGE' | ['A'] | ['x']",
             "'constraint_B_x_unique' | 'RANGE' | ['B'] | ['x']"});
}

TEST_CASE("IF NOT EXISTS passes over a rule of that name or that says the same", "[query][schema]") {
  QueryGraph graph;
  graph.ask("CREATE INDEX i FOR (n:A) ON (n.x)");
  for (const char* text :
       {"CREATE INDEX i IF NOT EXISTS FOR (n:B) ON (n.y)", "CREATE INDEX j IF NOT EXISTS FOR (n:A) ON (n.x)",
        "CREATE INDEX IF NOT EXISTS FOR (n:A) ON (n.x)"}) {
    CAPTURE(text);
    CHECK(words(graph, text) == "no error");
  }
  CHECK(graph.ask(kIndexes).size() == 1);
  graph.ask("CREATE CONSTRAINT u FOR (n:C) REQUIRE n.x IS UNIQUE");
  CHECK(words(graph, "CREATE INDEX IF NOT EXISTS FOR (n:C) ON (n.x)") == "no error");
  CHECK(words(graph, "CREATE INDEX IF NOT EXISTS FOR (n:C) ON (n.x, n.y)") == "no error");
  CHECK(graph.ask(kIndexes).size() == 3);
}

TEST_CASE("rules that stand in each other's way are refused", "[query][schema]") {
  QueryGraph graph;
  graph.ask("CREATE INDEX i FOR (n:A) ON (n.x)");
  graph.ask("CREATE CONSTRAINT u FOR (n:B) REQUIRE n.x IS UNIQUE");
  CHECK(words(graph, "CREATE INDEX i FOR (n:B) ON (n.y)") ==
        "there is an index `i` already [choose another name, or write IF NOT EXISTS]");
  CHECK(words(graph, "CREATE INDEX j FOR (n:A) ON (n.x)") ==
        "index `i` on label `A` and `x` says the same already [drop it first: DROP INDEX i]");
  CHECK(words(graph, "CREATE CONSTRAINT j FOR (n:A) REQUIRE n.x IS UNIQUE") ==
        "index `i` on label `A` and `x` stands in the way [drop it first: DROP INDEX i]");
  CHECK(words(graph, "CREATE INDEX j FOR (n:B) ON (n.x)") ==
        "constraint `u` on label `B` and `x` stands in the way [drop it first: DROP CONSTRAINT u]");
  CHECK(words(graph, "CREATE CONSTRAINT j FOR (n:B) REQUIRE n.x IS NODE KEY") ==
        "constraint `u` on label `B` and `x` stands in the way [drop it first: DROP CONSTRAINT u]");
  CHECK(words(graph, "CREATE CONSTRAINT j FOR (n:B) REQUIRE n.x IS NOT NULL") == "no error");
  CHECK(words(graph, "CREATE TEXT INDEX k FOR (n:B) ON (n.x)") == "no error");
  CHECK(words(graph, "CREATE TEXT INDEX l FOR (n:B) ON (n.x, n.y)") ==
        "a TEXT index is about one property [leave TEXT out for an index of several properties]");
  CHECK(words(graph, "DROP INDEX nope") == "there is no index `nope` [SHOW INDEXES lists them]");
  CHECK(words(graph, "DROP INDEX ON :A(nope)") ==
        "there is no index on `A` and these properties [SHOW INDEXES lists them]");
  CHECK(words(graph, "DROP CONSTRAINT i") == "there is no constraint `i` [it is an index: DROP INDEX i]");
  CHECK(words(graph, "DROP INDEX u") ==
        "the index `u` belongs to a constraint [DROP CONSTRAINT u drops both]");
  CHECK(words(graph, "DROP INDEX ON :A(x)") == "no error");
  CHECK(words(graph, "DROP CONSTRAINT ON (n:B) ASSERT n.x IS UNIQUE") == "no error");
}

TEST_CASE("the commands that SHOW gives make the same schema again", "[query][schema]") {
  QueryGraph graph;
  for (const char* text :
       {"CREATE INDEX `an index` FOR (n:`A b`) ON (n.x, n.`y z`)", "CREATE TEXT INDEX t FOR (n:A) ON (n.x)",
        "CREATE INDEX r FOR ()-[r:T]-() ON (r.x)", "CREATE CONSTRAINT u FOR (n:B) REQUIRE (n.x, n.y) IS UNIQUE",
        "CREATE CONSTRAINT k FOR ()-[r:T]-() REQUIRE r.y IS RELATIONSHIP KEY",
        "CREATE CONSTRAINT e FOR (n:B) REQUIRE n.x IS NOT NULL",
        "CREATE CONSTRAINT y FOR (n:B) REQUIRE n.x IS :: INTEGER | LIST<FLOAT NOT NULL>"})
    graph.ask(text);
  const char* kAll =
      "SHOW INDEXES YIELD createStatement, owningConstraint WHERE owningConstraint IS NULL AND createStatement IS NOT "
      "NULL RETURN createStatement";
  const char* kConstraints = "SHOW CONSTRAINTS YIELD createStatement, name RETURN createStatement";
  const Rows indexes = graph.ask(kAll), constraints = graph.ask(kConstraints);
  REQUIRE(indexes.size() == 3);
  REQUIRE(constraints.size() == 4);
  QueryGraph again;
  for (const Rows& rows : {indexes, constraints})
    for (const std::string& row : rows) {
      std::string command = row.substr(1, row.size() - 2);
      again.ask(command);
    }
  CHECK(again.ask(kAll) == indexes);
  CHECK(again.ask(kConstraints) == constraints);
}

TEST_CASE("SHOW filters, orders, cuts and counts", "[query][schema]") {
  QueryGraph graph;
  graph.ask("CREATE INDEX a FOR (n:A) ON (n.x)");
  graph.ask("CREATE TEXT INDEX b FOR (n:A) ON (n.x)");
  graph.ask("CREATE CONSTRAINT c FOR ()-[r:T]-() REQUIRE r.x IS NOT NULL");
  graph.ask("CREATE CONSTRAINT d FOR (n:A) REQUIRE n.y IS NODE KEY");
  CHECK(graph.ask("SHOW TEXT INDEXES YIELD name") == Rows{"'b'"});
  CHECK(graph.ask("SHOW POINT INDEXES").empty());
  CHECK(graph.ask("SHOW ALL INDEXES YIELD name AS n ORDER BY n DESC SKIP 1 LIMIT 2 WHERE n <> 'zzz'").size() == 2);
  CHECK(graph.ask("SHOW INDEXES YIELD type RETURN type, count(*) AS n ORDER BY type") ==
        Rows{"'LOOKUP' | 3", "'RANGE' | 2", "'TEXT' | 1"});
  CHECK(graph.ask("SHOW INDEX WHERE owningConstraint = 'd'") ==
        Rows{"3 | 'd' | 'ONLINE' | 100.0 | 'RANGE' | 'NODE' | ['A'] | ['y'] | 'polgraph-1.0' | 'd'"});
  CHECK(graph.ask("SHOW CONSTRAINTS") ==
        Rows{"2 | 'c' | 'RELATIONSHIP_PROPERTY_EXISTENCE' | 'RELATIONSHIP' | ['T'] | ['x'] | null | null",
             "3 | 'd' | 'NODE_KEY' | 'NODE' | ['A'] | ['y'] | 'd' | null"});
  CHECK(graph.ask("SHOW REL PROPERTY EXISTENCE CONSTRAINTS YIELD name") == Rows{"'c'"});
  CHECK(graph.ask("SHOW NODE EXISTENCE CONSTRAINTS").empty());
  CHECK(graph.ask("SHOW KEY CONSTRAINTS YIELD *").size() == 1);
  CHECK(graph.header == Rows{"id", "name", "type", "entityType", "labelsOrTypes", "properties", "ownedIndex",
                             "propertyType", "options", "createStatement"});
  CHECK(graph.fault("SHOW KEY INDEXES") == "SyntaxError compile UnexpectedSyntax 1:1");
  CHECK(graph.fault("SHOW INDEXES YIELD nope") == "SyntaxError compile UndefinedVariable 1:20");
  CHECK(graph.fault("SHOW INDEXES WHERE nope = 1") == "SyntaxError compile UndefinedVariable 1:20");
}

TEST_CASE("functions and procedures tell about themselves", "[query][schema]") {
  QueryGraph graph;
  CHECK(graph.ask("SHOW FUNCTIONS YIELD name, category, signature WHERE name = 'toUpper'") ==
        Rows{"'toUpper' | 'String' | 'toUpper(text)'"});
  CHECK(graph.ask("SHOW BUILT IN FUNCTIONS YIELD name, aggregating WHERE name IN ['count', 'id'] RETURN *") ==
        Rows{"true | 'count'", "false | 'id'"});
  CHECK(graph.ask("SHOW USER DEFINED FUNCTIONS").empty());
  CHECK(graph.ask("SHOW PROCEDURES YIELD name, mode, signature WHERE name = 'polgraph.sources'") ==
        Rows{"'polgraph.sources' | 'READ' | 'polgraph.sources(entity :: NODE | RELATIONSHIP | STRING) :: (source :: "
             "STRING, locator :: STRING?, title :: STRING?)'"});
  for (const std::string& row : graph.ask("SHOW FUNCTIONS YIELD category, description WHERE category = '' OR description = ''"))
    FAIL(row);
}
