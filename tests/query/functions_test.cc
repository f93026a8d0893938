#include "query/functions.h"

#include <catch2/catch.hpp>

#include "tests/support/query_graph.h"

using namespace polgraph;
using polgraph::test::QueryGraph;

TEST_CASE("the example of every function is true", "[query][functions]") {
  QueryGraph graph;
  for (const Function* function : all_functions()) {
    INFO(function->name << ": " << function->example);
    REQUIRE_FALSE(function->sentence.empty());
    CHECK(graph.one("RETURN " + std::string(function->example) + " AS it") == "true");
  }
}

TEST_CASE("functions are found whatever the case", "[query][functions]") {
  CHECK(find_function("TOLOWER") == find_function("toLower"));
  CHECK(find_function("nothing") == nullptr);
}

TEST_CASE("a function that is not there is named, with the nearest one", "[query][functions]") {
  QueryGraph graph;
  CHECK(graph.fault("RETURN toUper('a')") == "SyntaxError compile UnknownFunction 1:8");
  try {
    graph.ask("RETURN toUper('a')");
  } catch (const Error& error) {
    CHECK(error.hint() == "did you mean toUpper()?");
  }
}

TEST_CASE("the number of arguments is checked before any data", "[query][functions]") {
  QueryGraph graph;
  CHECK(graph.fault("RETURN size()") == "SyntaxError compile InvalidNumberOfArguments 1:8");
  CHECK(graph.fault("MATCH (n) RETURN size(1)") == "SyntaxError compile InvalidArgumentType 1:23");
}

TEST_CASE("string functions count code points", "[query][functions]") {
  QueryGraph graph;
  CHECK(
      graph.one("RETURN size('省エネ'), left('省エネ', 2), reverse('aé'), substring('日本語', 1), toUpper('straße')") ==
      "3 | '省エ' | 'éa' | '本語' | 'STRASSE'");
}

TEST_CASE("aggregates over nothing", "[query][functions]") {
  QueryGraph graph;
  CHECK(graph.one("UNWIND [] AS x RETURN count(x), count(*), sum(x), avg(x), min(x), max(x), collect(x), stDev(x), "
                  "percentileCont(x, 0.5)") == "0 | 0 | 0 | null | null | null | [] | 0.0 | null");
}

TEST_CASE("aggregates leave null out and respect DISTINCT", "[query][functions]") {
  QueryGraph graph;
  CHECK(graph.one("UNWIND [1, null, 1, 2.0] AS x RETURN count(x), count(DISTINCT x), sum(DISTINCT x), collect(x)") ==
        "3 | 2 | 3.0 | [1, 1, 2.0]");
  CHECK(graph.one("UNWIND [9223372036854775807, 9223372036854775807] AS x RETURN avg(x)") == "9.223372036854776E18");
  CHECK(graph.fault("UNWIND [9223372036854775807, 1] AS x RETURN sum(x)") ==
        "ArithmeticError run IntegerOverflow 1:49");
}
