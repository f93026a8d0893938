#include <catch2/catch.hpp>

#include "graph/audit/footnotes.h"
#include "tests/graph/audit/audited.h"
#include "tests/support/small_graph.h"

using namespace polgraph;
using test::at;
using test::audit_lines;
using test::number;
using test::SmallGraph;
using test::text;

namespace {

using Lines = std::vector<std::string>;

// A report with two sections, three footnotes and a bibliography.
struct Report : SmallGraph {
  Report() {
    part("report", "report", "#L1");
    part("s1", "section", "#L10");
    part("s2", "section", "#L20");
    part("s3", "section", "#L30");
    for (const char* footnote : {"fn1", "fn2", "fn3"}) part(footnote, "footnote", "#L90");
    for (const char* part : {"s1", "s2", "s3", "fn1", "fn2", "fn3"}) relationship(part, "PART_OF", "report");
  }
  NodeId part(const std::string& id, const std::string& kind, const std::string& locator, Properties more = {}) {
    more.emplace_back("id", text(id));
    more.emplace_back("kind", text(kind));
    const NodeId made = node(id, {"Source"}, std::move(more));
    state(EntityId::of(made), "exists", Value::boolean(true), at("report", locator));
    return made;
  }
  void fact(const std::string& id, const std::string& source, const std::string& locator) {
    const NodeId made = node(id, {"Theme"}, {{"id", text(id)}});
    state(EntityId::of(made), "exists", Value::boolean(true), at(source, locator));
  }
};

bool has(const Lines& lines, const std::string& part) {
  for (const std::string& line : lines) {
    if (line.find(part) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("entries that nothing cites are told where others of their kind are cited", "[audit][sources]") {
  Report graph;
  graph.part("bib1", "entry", "#L100");
  graph.part("bib2", "entry", "#L101");
  graph.part("bib3", "entry", "#L102");
  graph.relationship("fn1", "CITES", "bib1");
  graph.fact("x", "bib3", "#L5");  // a statement rests on it
  const Lines found = audit_lines(graph.done(), "sources");
  CHECK(has(found, "low: `bib2` is never cited, while 2 others of its kind (entry) are [report#L101]"));
  CHECK_FALSE(has(found, "`s1` is never cited"));  // no section is
  CHECK_FALSE(has(found, "`bib3` is never"));
}

TEST_CASE("footnotes without an entry, of another year, and the same footnote twice are told", "[audit][sources]") {
  Report graph;
  graph.part("fn4", "footnote", "#L91",
             {{"year", number(2021)}, {"number", number(4)}, {"name", text("Footnote 4: OECD")}});
  graph.part("fn5", "footnote", "#L92", {{"number", number(5)}, {"name", text("Footnote 5: an explanation")}});
  graph.part("fn6", "footnote", "#L93",
             {{"year", number(2021)}, {"number", number(6)}, {"name", text("Footnote 6: UNESCO")}});
  graph.part("fn7", "footnote", "#L94",
             {{"year", number(2019)}, {"number", number(7)}, {"name", text("Footnote 7: UNESCO")}});
  graph.part("bib1", "entry", "#L100", {{"year", number(2019)}});
  for (const char* footnote : {"fn1", "fn2", "fn3", "fn6", "fn7"}) graph.relationship(footnote, "CITES", "bib1");
  CHECK(audit_lines(graph.done(), "sources") ==
        Lines{"medium: `Footnote 4: OECD` (fn4) cites a work but leads to no entry, while 5 others of its kind "
              "(footnote) do "
              "[report#L91]",
              "medium: `Footnote 6: UNESCO` (fn6) is of 2021, the entry it cites, `bib1`, of 2019",
              "low: `Footnote 6: UNESCO` (fn6) and `Footnote 7: UNESCO` (fn7) say the same [report#L93] [report#L94]"});
}

TEST_CASE("a source that is no node is told with the number of its facts", "[audit][sources]") {
  Report graph;
  graph.fact("x", "lost", "#L5");
  graph.fact("y", "lost", "#L6");
  CHECK(audit_lines(graph.done(), "sources") ==
        Lines{"medium: 2 facts cite the source `lost`, which is no node of this graph [lost#L5]"});
}

TEST_CASE("facts without source or place are one finding each data set or source", "[audit][unsupported]") {
  SmallGraph graph;
  graph.node("report", {"Source"}, {{"id", text("report")}, {"kind", text("report")}});
  const EntityId a = EntityId::of(graph.node("a", {"Theme"}, {{"weight", number(1)}}));
  graph.state(a, "weight", number(2));
  graph.state(a, "size", number(2), at("report", ""));
  const Lines found = audit_lines(graph.done(), "unsupported");
  CHECK(has(found, "low: 2 facts written by queries name no source; for example `a`"));  // one that a query had set
  CHECK(has(found, "low: 1 fact names the source `report` without a place in it"));
  CHECK(has(found, "low: 1 node and 0 relationships rest on no statement, so on no source; for example `report`"));
}

TEST_CASE("a section of a footnoted document without any footnote is told, one with some by its bare lines",
          "[audit][unsupported]") {
  Report graph;
  graph.fact("noted", "fn1", "#L12");
  graph.fact("beside", "report", "#L12");
  graph.fact("bare", "report", "#L14");
  graph.fact("other", "fn2", "#L22");
  graph.fact("alone", "report", "#L32-L33");
  graph.fact("footnote itself", "report", "#L90");
  const Lines found = audit_lines(graph.done(), "unsupported");
  CHECK(has(found,
            "medium: `s3`: 1 statement rests on the document itself, no footnote stands in the section (lines 32) "
            "[report#L32-L33]"));
  CHECK(has(found,
            "low: `s1`: 1 statement rests on the document itself, no footnote stands at their lines (14) "
            "[report#L14]"));
  CHECK_FALSE(has(found, "`s2`"));
}

TEST_CASE("a document without footnotes needs none", "[audit][unsupported]") {
  SmallGraph graph;
  const NodeId report = graph.node("report", {"Source"}, {{"id", text("report")}});
  const NodeId section = graph.node("s", {"Source"}, {{"id", text("s")}, {"kind", text("section")}});
  for (const NodeId node : {report, section})
    graph.state(EntityId::of(node), "exists", Value::boolean(true), at("report", "#L1"));
  const RelId part = graph.relationship("s", "PART_OF", "report");
  graph.state(EntityId::of(part), "exists", Value::boolean(true), at("report", "#L1"));
  CHECK(audit_lines(graph.done(), "unsupported").empty());
}

TEST_CASE("nodes of which only the name is known are told, many of them as one", "[audit][unsupported]") {
  SmallGraph graph;
  const EntityId alone = EntityId::of(graph.node("alone", {"Agency"}));
  graph.state(alone, "exists", Value::boolean(true), at("report", "#L1"));
  CHECK(has(audit_lines(graph.done(), "unsupported"), "low: `alone` has no fact but its name [report#L1]"));

  SmallGraph many;
  for (int i = 0; i < 30; ++i) many.node("n" + std::to_string(i), {"Agency"});
  CHECK(has(audit_lines(many.done(), "unsupported"),
            "low: 30 nodes :Agency have no fact but their name; for example `n0`, `n1`, `n2` and 27 more"));
}

TEST_CASE("lines of a locator", "[audit][unsupported]") {
  using Range = std::pair<std::int64_t, std::int64_t>;
  CHECK(lines_of("#L34") == Range{34, 34});
  CHECK(lines_of("#L34-L35") == Range{34, 35});
  for (const char* other : {"", "#L", "#Lx", "#L3-L2", "#page=3", "#L99999999999999999999", "#L3-"}) {
    INFO(other);
    CHECK(lines_of(other) == Range{0, 0});
  }
}
