#include <catch2/catch.hpp>

#include "graph/error.h"
#include "tests/graph/audit/audited.h"

using namespace polgraph;
using test::at;
using test::audited;
using test::number;
using test::SmallGraph;
using test::text;
using test::told;

TEST_CASE("a conflict names the values, their places and, where there are several, their sources",
          "[audit][conflict]") {
  SmallGraph graph;
  graph.node("report", {"Source"}, {{"id", text("report")}, {"name", text("Report on Japan")}});
  graph.node("fund");
  const EntityId fund = EntityId::of(graph["fund"]);
  graph.state(fund, "amount_eur", number(15500000000), at("report/fn/32", "#L410"));
  graph.state(fund, "amount_eur", number(1500000000), at("report", "#L216"));
  const auto findings = audited(graph.done(), "conflict");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].severity == Severity::High);
  CHECK(findings[0].statements.size() == 2);
  CHECK(
      findings[0].why ==
      "its `amount_eur` is 15,500,000,000 (line 410) in report/fn/32, and 1,500,000,000 (line 216) in Report on Japan");
}

TEST_CASE("figures and years conflict gravely, kinds less, spellings and precision hardly", "[audit][conflict]") {
  const auto severity = [](const std::string& key, const Value& a, const Value& b) {
    SmallGraph graph;
    graph.node("x");
    graph.state(EntityId::of(graph["x"]), key, a, at("s", "1"));
    graph.state(EntityId::of(graph["x"]), key, b, at("s", "2"));
    const auto findings = audited(graph.done(), "conflict");
    REQUIRE(findings.size() == 1);
    return findings[0].severity;
  };
  CHECK(severity("year", number(2017), number(2019)) == Severity::High);
  CHECK(severity("start", text("2018"), text("2019-04")) == Severity::High);
  CHECK(severity("aggregate", Value::boolean(true), Value::boolean(false)) == Severity::High);
  CHECK(severity("kind", text("strategy"), text("vision")) == Severity::Medium);
  CHECK(severity("page", number(4), number(5)) == Severity::Medium);
  CHECK(severity("kind", text("Portal"), text("portal")) == Severity::Low);
  CHECK(severity("start", text("2020"), text("2020-04")) == Severity::Low);
}

TEST_CASE("a rank settles a conflict, either way", "[audit][conflict]") {
  const auto findings = [](Rank rank) {
    SmallGraph graph;
    graph.node("x");
    graph.state(EntityId::of(graph["x"]), "year", number(2017), at("s", "1"));
    graph.state(EntityId::of(graph["x"]), "year", number(2019), at("s", "2", rank, "the plan itself says so"));
    return told(graph.done(), "conflict").size();
  };
  CHECK(findings(Rank::Normal) == 1);
  CHECK(findings(Rank::Preferred) == 0);
  CHECK(findings(Rank::Deprecated) == 0);
}

TEST_CASE("an unknown detector is an error that names the nearest", "[audit]") {
  SmallGraph graph;
  graph.node("x");
  const Snapshot snapshot = graph.done();
  try {
    audited(snapshot, "conflicts");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.detail() == "UnknownDetector");
    CHECK(error.message() == "there is no detector 'conflicts'");
    CHECK(error.hint() == "did you mean 'conflict'?");
  }
}

TEST_CASE("an empty graph has nothing doubtful, and every detector can be named and says what it finds", "[audit]") {
  SmallGraph graph;
  const Snapshot snapshot = graph.done();
  for (const Detector& detector : detectors()) {
    CHECK(told(snapshot, std::string(detector.id)).empty());
    CHECK_FALSE(detector.finds.empty());
    CHECK_FALSE(detector.example.empty());
  }
}

TEST_CASE("an audit can be stopped while a detector runs", "[audit]") {
  SmallGraph graph;
  graph.node("fund");
  graph.state(EntityId::of(graph["fund"]), "year", number(1), at("s", "1"));
  graph.state(EntityId::of(graph["fund"]), "year", number(2), at("s", "2"));
  const Snapshot snapshot = graph.done();
  const auto stop = [] { throw Error(Kind::Interrupted, "Interrupted", "interrupted"); };
  CHECK_THROWS_AS(audit(snapshot, {.only = {}, .least = Severity::Low, .tick = stop}), Error);
}
