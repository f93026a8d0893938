// Indexes, constraints and SHOW: query/syntax/schema.cc and show.cc.
#include <catch2/catch.hpp>

#include "graph/error.h"
#include "query/syntax/dump.h"
#include "query/syntax/parser.h"
#include "query/syntax/unparse.h"

using namespace polgraph;

namespace {

struct Case {
  const char* text;
  const char* expected;
};

// "Detail line:column message [hint]"
std::string fault(std::string_view text) {
  try {
    parse(text);
  } catch (const Error& error) {
    CHECK(error.kind() == Kind::Syntax);
    CHECK(error.phase() == Phase::Compile);
    const Place place = error.place().value_or(Place{});
    return error.detail() + " " + std::to_string(place.line) + ":" + std::to_string(place.column) + " " +
           error.message() + (error.hint().empty() ? "" : " [" + error.hint() + "]");
  }
  return "none";
}

}  // namespace

TEST_CASE("indexes and constraints are written as in Neo4j, of today and before", "[query][parser][schema]") {
  const Case cases[] = {
      {"CREATE INDEX FOR (n:A) ON (n.x)", "(create index _ _ node A (x) _)"},
      {"create index i if not exists for (n:A) on (n.x, n.`y z`)", "(create index i if node A (x `y z`) _)"},
      {"CREATE INDEX IF NOT EXISTS FOR (n:A) ON n.x", "(create index _ if node A (x) _)"},
      {"CREATE RANGE INDEX i FOR ()-[r:T]-() ON (r.x)", "(create index i _ relationship T (x) _)"},
      {"CREATE BTREE INDEX i FOR ()-[r:T]->() ON (r.x)", "(create index i _ relationship T (x) _)"},
      {"CREATE INDEX i FOR ()<-[r:T]-() ON (r.x) OPTIONS {}", "(create index i _ relationship T (x) _)"},
      {"CREATE TEXT INDEX `my index` FOR (n:A) ON (n.x);", "(create text-index `my index` _ node A (x) _)"},
      {"CREATE INDEX ON :A(x, y)", "(create index _ _ node A (x y) _)"},
      {"CREATE INDEX for FOR (n:A) ON (n.x)", "(create index for _ node A (x) _)"},
      {"CREATE INDEX if FOR (n:A) ON (n.x)", "(create index if _ node A (x) _)"},
      {"CREATE INDEX index FOR (index:index) ON (index.index)", "(create index index _ node index (index) _)"},
      {"DROP INDEX i", "(drop index i _ node _ () _)"},
      {"DROP INDEX i IF EXISTS", "(drop index i if node _ () _)"},
      {"DROP INDEX ON :A(x)", "(drop index _ _ node A (x) _)"},
      {"CREATE CONSTRAINT FOR (n:A) REQUIRE n.x IS UNIQUE", "(create unique _ _ node A (x) _)"},
      {"CREATE CONSTRAINT c IF NOT EXISTS FOR (n:A) REQUIRE (n.x, n.y) IS UNIQUE", "(create unique c if node A (x y) _)"},
      {"CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS NODE UNIQUE", "(create unique c _ node A (x) _)"},
      {"CREATE CONSTRAINT c FOR ()-[r:T]-() REQUIRE r.x IS RELATIONSHIP UNIQUE", "(create unique c _ relationship T (x) _)"},
      {"CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS NOT NULL", "(create not-null c _ node A (x) _)"},
      {"CREATE CONSTRAINT c FOR ()-[r:T]-() REQUIRE r.x IS NOT NULL", "(create not-null c _ relationship T (x) _)"},
      {"CREATE CONSTRAINT c FOR (n:A) REQUIRE (n.x, n.y) IS NODE KEY", "(create key c _ node A (x y) _)"},
      {"CREATE CONSTRAINT c FOR ()-[r:T]-() REQUIRE r.x IS REL KEY", "(create key c _ relationship T (x) _)"},
      {"CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS :: INTEGER", "(create typed c _ node A (x) INTEGER)"},
      {"CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS TYPED int | string",
       "(create typed c _ node A (x) STRING | INTEGER)"},
      {"CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS :: LIST<DATE NOT NULL> | TIME WITHOUT TIMEZONE",
       "(create typed c _ node A (x) LOCAL TIME | LIST<DATE NOT NULL>)"},
      {"CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS :: ZONED DATETIME", "(create typed c _ node A (x) ZONED DATETIME)"},
      {"CREATE CONSTRAINT ON (n:A) ASSERT n.x IS UNIQUE", "(create unique _ _ node A (x) _)"},
      {"CREATE CONSTRAINT c ON (n:A) ASSERT exists(n.x)", "(create not-null c _ node A (x) _)"},
      {"CREATE CONSTRAINT c ON ()-[r:T]-() ASSERT exists(r.x)", "(create not-null c _ relationship T (x) _)"},
      {"DROP CONSTRAINT c IF EXISTS", "(drop constraint c if node _ () _)"},
      {"DROP CONSTRAINT ON (n:A) ASSERT n.x IS UNIQUE", "(drop unique _ _ node A (x) _)"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    const ast::Statement tree = parse(each.text);
    CHECK(dump(tree) == each.expected);
    CHECK(ast::writes(tree));
    CHECK(dump(parse(unparse(tree))) == each.expected);
  }
}

TEST_CASE("a pattern that begins with such a word is a pattern", "[query][parser][schema]") {
  CHECK(dump(parse("CREATE index = (a)")) == "(query ((create ((path index (node a _ _ _))))))");
  CHECK(dump(parse("CREATE (index:Index {constraint: 1})")) ==
        "(query ((create ((path _ (node index Index (map ((= constraint 1))) _))))))");
  CHECK(dump(parse("MATCH (show) RETURN show")) == dump(parse("MATCH (`show`) RETURN `show`")));
}

TEST_CASE("SHOW is a query of its own", "[query][parser][schema]") {
  const Case cases[] = {
      {"SHOW INDEXES", "(query ((show indexes _ _ _)))"},
      {"show index", "(query ((show indexes _ _ _)))"},
      {"SHOW RANGE INDEXES WHERE name = 'x'", "(query ((show indexes RANGE _ (= name 'x'))))"},
      {"SHOW node key CONSTRAINTS", "(query ((show constraints `NODE KEY` _ _)))"},
      {"SHOW BUILT IN FUNCTIONS", "(query ((show functions `BUILT IN` _ _)))"},
      {"SHOW FUNCTIONS EXECUTABLE BY CURRENT USER", "(query ((show functions _ _ _)))"},
      {"SHOW PROCEDURES YIELD *", "(query ((show procedures _ (with _ * () () _ _ _) _)))"},
      {"SHOW INDEXES YIELD name AS n, type ORDER BY n DESC SKIP 1 LIMIT 2 WHERE type = 'TEXT' RETURN count(*)",
       "(query ((show indexes _ (with _ _ ((item name n) (item type _)) ((desc n)) 1 2 (= type 'TEXT')) _) "
       "(return _ _ ((item (count-star) _)) () _ _ _)))"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    const ast::Statement tree = parse(each.text);
    CHECK_FALSE(ast::writes(tree));
    CHECK(dump(parse(unparse(tree))) == dump(tree));
    std::string words = each.expected;
    for (std::size_t at = words.find('`'); at != std::string::npos; at = words.find('`')) words.erase(at, 1);
    CHECK(dump(tree) == words);
  }
}

TEST_CASE("USING tells MATCH where to start", "[query][parser][schema]") {
  const Case cases[] = {
      {"MATCH (n:A) USING INDEX n:A(x) WHERE n.x = 1 RETURN n", "((index n A (x)))"},
      {"MATCH (n:A) USING RANGE INDEX SEEK n:A(x, y) RETURN n", "((range-index n A (x y)))"},
      {"MATCH (n:A) USING TEXT INDEX n:A(x) USING SCAN n:A RETURN n", "((text-index n A (x)) (scan n A ()))"},
      {"MATCH (n:A), (m) USING JOIN ON n, m RETURN n", "((join _ _ (n m)))"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    const ast::Statement tree = parse(each.text);
    CHECK_THAT(dump(tree), Catch::Contains(each.expected));
    CHECK(dump(parse(unparse(tree))) == dump(tree));
  }
  CHECK(dump(parse("MATCH (using) RETURN using")) == dump(parse("MATCH (`using`) RETURN `using`")));
}

TEST_CASE("what is wrong with a command is said, and what is not here is refused by name", "[query][parser][schema]") {
  const Case cases[] = {
      {"CREATE POINT INDEX FOR (n:A) ON (n.x)",
       "UnsupportedFeature 1:8 a POINT index is not supported [there are no points]"},
      {"CREATE VECTOR INDEX i FOR (n:A) ON (n.x)",
       "UnsupportedFeature 1:8 a VECTOR index is not supported [there are no vectors]"},
      {"CREATE LOOKUP INDEX FOR (n) ON EACH labels(n)",
       "UnsupportedFeature 1:8 a LOOKUP index is not supported [labels and relationship types are looked up without an "
       "index of one's own]"},
      {"CREATE FULLTEXT INDEX i FOR (n:A) ON EACH [n.x]",
       "UnsupportedFeature 1:8 a FULLTEXT index is not supported [names are found in any spelling with `CALL "
       "polgraph.find('words')`, without an index of one's own]"},
      {"CREATE INDEX FOR (n:A) ON EACH [n.x]",
       "UnsupportedFeature 1:27 an index with ON EACH is not supported [labels and names are indexed already; name the "
       "properties: ON (n.key)]"},
      {"CREATE INDEX FOR (n:A|B) ON (n.x)", "UnsupportedFeature 1:22 an index or constraint is about one label"},
      {"CREATE INDEX FOR (n:A) ON (m.x)", "UndefinedVariable 1:28 variable `m` is not defined"},
      {"CREATE INDEX FOR (n:A) ON (n.x, n.x)", "UnexpectedSyntax 1:33 the property key `x` is there twice"},
      {"CREATE INDEX FOR (n) ON (n.x)", "UnexpectedSyntax 1:20 unexpected `)`, expected `:Label`"},
      {"CREATE INDEX i", "UnexpectedSyntax 1:15 unexpected end of the statement, expected FOR"},
      {"CREATE INDEX $name FOR (n:A) ON (n.x)",
       "UnsupportedFeature 1:14 the name of an index or constraint cannot be a parameter [write it out]"},
      {"CREATE INDEX i FOR (n:A) ON (n.x) OPTIONS {indexProvider: 'range-1.0'}",
       "UnsupportedFeature 1:35 indexes and constraints have no options here [leave OPTIONS out]"},
      {"CREATE CONSTRAINT FOR (n:A) REQUIRE n.x IS RELATIONSHIP KEY", "UnexpectedSyntax 1:41 the pattern is a node"},
      {"CREATE CONSTRAINT FOR (n:A) REQUIRE (n.x, n.y) IS NOT NULL",
       "UnsupportedFeature 1:48 IS NOT NULL is asked of one property at a time [make a constraint for each property]"},
      {"CREATE CONSTRAINT FOR (n:A) REQUIRE n.x IS :: POINT",
       "UnsupportedFeature 1:47 there is no property type `POINT` [the types are BOOLEAN, STRING, INTEGER, FLOAT, DATE, "
       "LOCAL TIME, ZONED TIME, LOCAL DATETIME, ZONED DATETIME, DURATION, LIST<... NOT NULL>, and unions of them with |]"},
      {"CREATE CONSTRAINT FOR (n:A) REQUIRE n.x IS :: LIST<STRING>",
       "UnexpectedSyntax 1:58 the elements of a list in a property are NOT NULL [write NOT NULL]"},
      {"CREATE CONSTRAINT FOR (n:A) REQUIRE n.x IS :: STRING NOT NULL",
       "UnexpectedSyntax 1:54 a type constraint cannot say NOT NULL [make a second constraint with IS NOT NULL]"},
      {"CREATE CONSTRAINT FOR (n:A) REQUIRE n.x > 1", "UnexpectedSyntax 1:41 unexpected `>`, expected IS"},
      {"DROP INDEX", "UnexpectedSyntax 1:11 unexpected end of the statement, expected a name"},
      {"SHOW DATABASES",
       "UnsupportedFeature 1:6 `SHOW DATABASES` is not supported [a store is one folder, without a server, users or "
       "other databases]"},
      {"SHOW TRANSACTIONS YIELD *",
       "UnsupportedFeature 1:6 `SHOW TRANSACTIONS` is not supported [a store is one folder, without a server, users or "
       "other databases]"},
      {"SHOW INDEXS", "UnexpectedSyntax 1:6 unexpected `INDEXS`, expected INDEXES, CONSTRAINTS, FUNCTIONS or PROCEDURES"},
      {"SHOW INDEXES RETURN 1", "UnexpectedSyntax 1:14 SHOW needs YIELD before RETURN [write YIELD * before RETURN]"},
      {"SHOW INDEXES YIELD * MATCH (n) RETURN n",
       "UnexpectedSyntax 1:22 unexpected `MATCH`, expected YIELD, WHERE, RETURN or the end of the statement"},
      {"MATCH (n) SHOW INDEXES", "UnsupportedFeature 1:11 `SHOW` is not supported"},
      {"MATCH (n) USING INDEX n:A RETURN n", "UnexpectedSyntax 1:27 unexpected `RETURN`, expected `(` and the property keys"},
      {"MATCH (n) USING n RETURN n", "UnexpectedSyntax 1:17 unexpected `n`, expected INDEX, SCAN or JOIN"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    CHECK(fault(each.text) == each.expected);
  }
}
