#include "tools/timeline.h"

#include <catch2/catch.hpp>

#include "tests/support/small_graph.h"

namespace polgraph::cli {

using test::number;
using test::SmallGraph;
using test::text;

namespace {

std::vector<std::string> told(const Snapshot& graph, NodeId node, std::size_t limit = kNoLimit) {
  Citations citations(graph);
  std::vector<std::string> lines;
  for (const TimelineEvent& event : make_timeline(graph, node, limit, citations).events)
    lines.push_back(event.date + " " + event.what + (event.in_conflict ? " (conflict)" : ""));
  return lines;
}

void date(SmallGraph& graph, EntityId entity, const std::string& key, const Value& value,
          const std::string& source = "report") {
  Evidence evidence;
  evidence.source = source;
  graph.state(entity, key, value, evidence);
}

}  // namespace

TEST_CASE("dates are ordered at the precision they have; what is none comes last", "[tools][timeline]") {
  CHECK(date_order("2021") == 20210000);
  CHECK(date_order("2021-03") == 20210300);
  CHECK(date_order("2021-03-12") == 20210312);
  CHECK(date_order("2021-03-12T10:00:00Z") == 20210312);
  CHECK(date_order("fiscal year 2023") == 20230000);
  CHECK(date_order("20210312") == 20210312);
  CHECK(date_order("early 2020s") == date_order("none"));
  CHECK(date_order("") == date_order("none"));
}

TEST_CASE("a timeline tells own dates, those of relationships, and of what they lead to", "[tools][timeline]") {
  SmallGraph small;
  const NodeId meti = small.node("METI", {"Ministry"});
  const NodeId target = small.node("emissions", {"Target"});
  small.node("fund", {"Fund"});
  small.node("plan", {"Strategy"});
  const RelId launched = small.relationship("METI", "LAUNCHED", "fund", {{"verb", text("decided")}});
  small.relationship("METI", "HAS_TARGET", "emissions");
  const RelId updated = small.relationship("METI", "UPDATED", "plan");
  date(small, EntityId::of(meti), "established", number(2001));
  date(small, EntityId::of(launched), "on", text("2021-03"));
  date(small, EntityId::of(updated), "on", text("2021-03-02"));
  date(small, EntityId::of(target), "by", number(2050));
  const Snapshot graph = small.done();
  CHECK(told(graph, meti) == std::vector<std::string>{"2001 established", "2021-03 → LAUNCHED fund · decided",
                                                      "2021-03-02 → UPDATED plan",
                                                      "2050 → HAS_TARGET emissions · its by"});
  CHECK(told(graph, meti, 2).size() == 2);
}

TEST_CASE("two dates of one fact are both told, as a conflict; a deprecated one is not", "[tools][timeline]") {
  SmallGraph small;
  const NodeId plan = small.node("plan");
  date(small, EntityId::of(plan), "start", number(2018), "table");
  date(small, EntityId::of(plan), "start", number(2016), "text");
  date(small, EntityId::of(plan), "start", number(2016), "footnote");
  Evidence wrong;
  wrong.source = "web page";
  wrong.rank = Rank::Deprecated;
  small.state(EntityId::of(plan), "start", number(1999), wrong);
  const Snapshot graph = small.done();
  CHECK(told(graph, plan) == std::vector<std::string>{"2016 start (conflict)", "2018 start (conflict)"});
}

TEST_CASE("a year that a more precise date includes is not told again", "[tools][timeline]") {
  SmallGraph small;
  const NodeId report = small.node("report", {"Source"});
  date(small, EntityId::of(report), "year", number(2021));
  date(small, EntityId::of(report), "published", text("2021-07"));
  const Snapshot graph = small.done();
  CHECK(told(graph, report) == std::vector<std::string>{"2021-07 published"});
}

TEST_CASE("when a statement holds is told", "[tools][timeline]") {
  SmallGraph small;
  const NodeId agency = small.node("agency");
  Evidence evidence;
  evidence.valid_from = "2015-04";
  evidence.valid_to = "2020";
  small.state(EntityId::of(agency), "seat", text("Kawasaki"), evidence);
  const Snapshot graph = small.done();
  CHECK(told(graph, agency) ==
        std::vector<std::string>{"2015-04 seat = Kawasaki, valid from", "2020 seat = Kawasaki, valid to"});
}

TEST_CASE("many events that read alike are told as one", "[tools][timeline]") {
  SmallGraph small;
  const NodeId ministry = small.node("ministry");
  for (int i = 0; i < 40; ++i) {
    small.node("project" + std::to_string(i));
    const RelId funds = small.relationship("ministry", "FUNDS", "project" + std::to_string(i));
    date(small, EntityId::of(funds), "fiscal_year", number(2023));
  }
  const Snapshot graph = small.done();
  CHECK(told(graph, ministry) == std::vector<std::string>{"fiscal year 2023 → FUNDS 40 relationships"});
}

}  // namespace polgraph::cli
