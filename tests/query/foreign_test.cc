#include "query/foreign.h"

#include <catch2/catch.hpp>

#include "query/functions.h"
#include "query/procedures.h"
#include "tests/support/query_graph.h"

using namespace polgraph;
using polgraph::test::QueryGraph;

TEST_CASE("what belongs to another library is refused with what does the same here", "[query][foreign]") {
  CHECK(foreign_function("apoc.coll.toSet").library == "APOC");
  CHECK(foreign_function("APOC.COLL.TOSET").advice == "coll.distinct(list)");
  CHECK(foreign_function("apoc.nothing.such").library == "APOC");
  CHECK(foreign_procedure("gds.pageRank.stream").library == "GDS");
  CHECK(foreign_function("point").advice.find("no points") != std::string_view::npos);
  CHECK(foreign_function("pointless").advice.empty());
  CHECK(foreign_function("toUpperr").advice.empty());
}

TEST_CASE("nothing that is here is called foreign", "[query][foreign]") {
  for (const Function* function : all_functions()) {
    CAPTURE(function->name);
    CHECK(foreign_function(function->name).advice.empty());
  }
}

TEST_CASE("a foreign function is an unknown function, with the place", "[query][foreign]") {
  QueryGraph graph;
  CHECK(graph.fault("RETURN apoc.text.join(['a'], '')") == "SyntaxError compile UnknownFunction 1:8");
  CHECK(graph.fault("CALL apoc.meta.data() YIELD label RETURN label") == "ProcedureError compile ProcedureNotFound 1:6");
}
