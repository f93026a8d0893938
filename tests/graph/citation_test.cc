#include "graph/citation.h"

#include <catch2/catch.hpp>

#include "tests/support/small_graph.h"

using namespace polgraph;
using test::number;
using test::SmallGraph;
using test::text;

TEST_CASE("a source is told so that a person finds the place", "[citation]") {
  SmallGraph graph;
  const auto source = [&](const std::string& id, SmallGraph::Properties properties) {
    properties.emplace_back("id", text(id));
    graph.node(id, {"Source"}, properties);
  };
  source("report", {{"name", text("Report on Japan")}, {"published", text("2021-07")}, {"year", number(2021)}});
  source("report/fn/32",
         {{"name", text("Footnote 32: METI, 2021")}, {"kind", text("footnote")}, {"number", number(32)}});
  source("report/sec/2", {{"name", text("Section 2 Policies")}, {"kind", text("section")}});
  source("bib/37", {{"name", text("METI plan")},
                    {"author", text("METI")},
                    {"year", number(2021)},
                    {"url", text("https://m.example/")}});
  graph.relationship("report/fn/32", "PART_OF", "report");
  graph.relationship("report/sec/2", "PART_OF", "report");
  graph.relationship("report/fn/32", "CITES", "bib/37");
  const Snapshot snapshot = graph.done();
  CHECK(source_text(snapshot, "report", "#L410") == "Report on Japan, 2021-07, line 410");
  CHECK(source_text(snapshot, "report/fn/32", "#L410") ==
        "footnote 32 of Report on Japan, 2021-07, line 410; cites METI plan, 2021 <https://m.example/>");
  CHECK(source_text(snapshot, "report/sec/2", "") == "Section 2 Policies of Report on Japan, 2021-07");
  CHECK(source_text(snapshot, "unknown", "p. 3") == "unknown, p. 3");
}

TEST_CASE("locators are spelled for people where they are of a known kind", "[citation]") {
  CHECK(polgraph::locator_text("#L7") == "line 7");
  CHECK(polgraph::locator_text("#L34-L35") == "lines 34 to 35");
  CHECK(polgraph::locator_text("#page=3") == "page 3");
  for (const char* other : {"", "#L", "#Lx", "#L1-", "#L1-Lx", "p. 3", "/a/0", "Sheet1!B7"}) {
    CHECK(polgraph::locator_text(other) == other);
  }
}
