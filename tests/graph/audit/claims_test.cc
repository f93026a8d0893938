#include <catch2/catch.hpp>

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

struct Claims : SmallGraph {
  NodeId policy(const std::string& id, const std::string& label = "Strategy", Properties more = {}) {
    more.emplace_back("id", text(id));
    return node(id, {"Policy", label}, std::move(more));
  }
  NodeId body(const std::string& id) { return node(id, {"Organization"}, {{"id", text(id)}, {"name", text(id)}}); }
  void stated(const std::string& from, const std::string& type, const std::string& to, const std::string& locator) {
    const RelId made = relationship(from, type, to);
    state(EntityId::of(made), "exists", Value::boolean(true), at("report", locator));
  }
};

}  // namespace

TEST_CASE("a stated count without so many members is told, with the largest group", "[audit][stated-count]") {
  Claims graph;
  const NodeId sip = graph.policy("sip", "Programme");
  graph.state(EntityId::of(sip), "stated_count", number(11), at("report", "#L320"));
  for (const char* field : {"energy", "health", "ageing"}) {
    graph.node(field, {"Theme"});
    graph.relationship("sip", "TARGETS", field);
  }
  const NodeId none = graph.policy("plan");
  graph.state(EntityId::of(none), "phase_count", number(3));
  CHECK(
      audit_lines(graph.done(), "stated-count") ==
      Lines{"medium: `sip` states 11 by `stated_count`, but it has no group of so many relationships; the largest is 3 "
            "(TARGETS) [report#L320]",
            "medium: `plan` states 3 by `phase_count`, but no members of it are listed []"});
}

TEST_CASE("a count holds by one type, one role, one label or one kind; other figures are no counts",
          "[audit][stated-count]") {
  Claims graph;
  graph.policy("a", "Strategy", {{"stated_count", number(2)}});
  graph.policy("b", "Strategy", {{"priority_area_count", number(1)}});
  graph.policy("c", "Strategy", {{"technology_count", number(1)}, {"employee_count", number(500)}});
  graph.node("t", {"Technology"});
  graph.node("f", {"PriorityField"}, {{"kind", text("area")}});
  graph.node("g", {"PriorityField"}, {{"kind", text("pillar")}});
  for (const char* policy : {"a", "b", "c"}) {
    graph.relationship(policy, "HAS_PRIORITY", "f", {{"role", text("area")}});
    graph.relationship(policy, "HAS_PRIORITY", "g", {{"role", text("pillar")}});
    graph.relationship(policy, "HAS_PRIORITY", "t");
  }
  CHECK(audit_lines(graph.done(), "stated-count").empty());
}

TEST_CASE("two counts of the nodes of one label are held against each other", "[audit][stated-count]") {
  Claims graph;
  graph.policy("project", "Project", {{"technology_count", number(2)}});
  graph.node("figure", {"Source"}, {{"technology_count", number(1)}, {"id", text("figure")}});
  for (const char* technology : {"ai", "cloud"}) {
    graph.node(technology, {"Technology"});
    graph.relationship("project", "HAS_PRIORITY", technology);
  }
  CHECK(audit_lines(graph.done(), "stated-count") == Lines{"medium: `figure` states 1 by `technology_count`, but no "
                                                           "members of it are listed; `project` states and lists "
                                                           "2"});
}

TEST_CASE("two bodies that made one policy are told unless one is part of the other", "[audit][two-makers]") {
  Claims graph;
  for (const char* id : {"meti", "csti", "office", "agency"}) graph.body(id);
  graph.policy("nesti");
  graph.policy("portal");
  graph.stated("meti", "LAUNCHED", "nesti", "#L302");
  graph.stated("csti", "PREPARED", "nesti", "#L302");
  graph.stated("agency", "DEVELOPED", "portal", "#L246");  // near miss: the agency is part of an office of METI
  graph.stated("meti", "LEADS", "portal", "#L215");
  graph.relationship("agency", "PART_OF", "office");
  graph.relationship("office", "PART_OF", "meti");
  CHECK(audit_lines(graph.done(), "two-makers") ==
        Lines{"medium: `nesti` has two makers, neither part of the other: `meti` by LAUNCHED, `csti` by PREPARED "
              "[report#L302] [report#L302]"});
}

TEST_CASE("who launches in one breath launches together; at another place of the source it is another claim",
          "[audit][two-makers]") {
  Claims graph;
  for (const char* id : {"a", "b", "c", "d", "e", "f"}) graph.body(id);
  graph.policy("joint");
  graph.policy("apart");
  graph.policy("judged");
  graph.stated("a", "LAUNCHED", "joint", "#L1");
  graph.stated("b", "LAUNCHED", "joint", "#L1");
  graph.stated("c", "LAUNCHED", "apart", "#L1");
  graph.stated("d", "LAUNCHED", "apart", "#L9");
  graph.stated("e", "LAUNCHED", "judged", "#L1");
  graph.stated("f", "LAUNCHED", "judged", "#L9");
  graph.relationship("f", "SAME_AS", "e");
  const Lines found = audit_lines(graph.done(), "two-makers");
  REQUIRE(found.size() == 1);
  CHECK(found[0].starts_with("medium: `apart` has two makers"));
}

TEST_CASE("a part of two wholes is told unless one whole is part of the other; where that is usual, once",
          "[audit][two-makers]") {
  Claims graph;
  for (const char* id : {"csti", "office", "government", "unit"}) graph.body(id);
  graph.stated("csti", "PART_OF", "office", "#L302");
  graph.stated("csti", "PART_OF", "government", "#L306");
  graph.stated("unit", "PART_OF", "csti", "#L1");
  graph.stated("unit", "PART_OF", "office", "#L2");
  CHECK(audit_lines(graph.done(), "two-makers") ==
        Lines{"medium: `csti` is part of `office` and of `government`, neither of which is part of the other "
              "[report#L302] [report#L306]"});

  Claims crossed;
  crossed.body("x");
  crossed.body("y");
  for (const char* id : {"1", "2", "3", "4", "5"}) {
    crossed.body(id);
    crossed.relationship(id, "PART_OF", "x");
    crossed.relationship(id, "PART_OF", "y");
  }
  const Lines found = audit_lines(crossed.done(), "two-makers");
  REQUIRE(found.size() == 1);
  CHECK(found[0].starts_with("low: 5 entities of 5 are PART_OF several wholes of which none is part of another"));
}

TEST_CASE("a measure named a strategy is told, a strategy named a plan is not", "[audit][two-kinds]") {
  Claims graph;
  graph.policy("robots", "Measure", {{"name", text("New Robot Strategy 2015")}});
  graph.policy("plan", "Strategy", {{"name", text("Basic Plan for Science")}});
  graph.policy("kind", "Programme", {{"name", text("SIP")}, {"kind", text("national strategy")}});
  graph.policy("named", "Programme", {{"name", text("Innovation Program")}, {"kind", text("strategy")}});
  graph.policy("ja", "Project", {{"name", text("LNG Strategy に基づく事業")}});
  graph.node("group", {"Organization"}, {{"name", text("Group on Strategy")}});
  CHECK(audit_lines(graph.done(), "two-kinds") ==
        Lines{"medium: `New Robot Strategy 2015` (robots) is a Measure by its label and a Strategy by its name",
              "medium: `SIP` (kind) is a Programme by its label and a Strategy by its kind, `national strategy`"});
}

TEST_CASE("SAME_AS and DIFFERENT_FROM of the same two are told, also over a chain", "[audit][rival-judgements]") {
  Claims graph;
  for (const char* id : {"a", "b", "c", "d", "e"}) graph.body(id);
  graph.stated("a", "SAME_AS", "b", "#L1");
  graph.stated("c", "SAME_AS", "b", "#L2");
  graph.stated("a", "DIFFERENT_FROM", "c", "#L3");
  graph.stated("b", "DIFFERENT_FROM", "a", "#L4");
  graph.stated("d", "DIFFERENT_FROM", "e", "#L5");  // no rival
  graph.stated("d", "DIFFERENT_FROM", "a", "#L6");
  CHECK(audit_lines(graph.done(), "rival-judgements") ==
        Lines{"high: `a` is DIFFERENT_FROM and, over 2 judgements, SAME_AS `c` [report#L3] [report#L1] [report#L2]",
              "high: `b` is both SAME_AS and DIFFERENT_FROM `a` [report#L4] [report#L1]"});
}
