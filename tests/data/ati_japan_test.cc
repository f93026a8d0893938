// Every fact of data/ati-japan-2021 rests on a line of the report, and what is named there stands there.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <sstream>

#include "loaders/verify.h"
#include "tests/data/loaded.h"

using namespace polgraph;
using namespace polgraph::test;

namespace {

const std::string kReport = "ati-japan-2021";

// The report's text; says so where it is not here.
std::string report_text() {
  std::string text = shared_document("sources/ati-japan-2021.txt");
  if (text.empty())
    std::puts("skipped: the report (sources/ati-japan-2021.txt in POLGRAPH_SHARED or ../shared) is not here");
  return text;
}

Verification verified(const Snapshot& graph, const std::string& text) {
  return verify(graph, kReport, Document(Input::text(text, "ati-japan-2021.txt")));
}

// "jp/meti name #L294"
std::string line_of(const Snapshot& graph, EntityId subject, const Fact& fact, const Evidence& evidence) {
  return called(graph, subject) + " " + fact.predicate + " " + evidence.locator;
}

std::size_t words_in(const std::string& text) {
  std::istringstream in(text);
  std::size_t count = 0;
  for (std::string word; in >> word;) ++count;
  return count;
}

}  // namespace

TEST_CASE("every node and every relationship of the report's graph rests on a line of it", "[data]") {
  const Store store = load_data_set("ati-japan-2021");
  const Snapshot graph = store.snapshot();
  CHECK(graph.statistics().nodes >= 415);
  CHECK(graph.statistics().relationships >= 560);
  for (const EntityId entity : every_entity(graph)) {
    CAPTURE(called(graph, entity));
    const std::vector<Assertion> assertions = graph.assertions(entity);
    CHECK_FALSE(assertions.empty());
    for (const Assertion& assertion : assertions) {
      CHECK_FALSE(assertion.evidence.source.empty());
      CHECK(assertion.evidence.locator.starts_with("#L"));
      CHECK_FALSE(assertion.evidence.anchors.empty());
      for (const std::string& anchor : assertion.evidence.anchors) CHECK(words_in(anchor) <= 6);
      CHECK(graph.find_node(Identity{"", assertion.evidence.source}).has_value());
    }
  }
}

TEST_CASE("every locator exists in the report and every anchor occurs there", "[data]") {
  const std::string text = report_text();
  if (text.empty()) return;
  const Store store = load_data_set("ati-japan-2021");
  const Snapshot graph = store.snapshot();
  std::size_t facts = 0;
  for (const EntityId entity : every_entity(graph)) {
    for (const Assertion& assertion : graph.assertions(entity)) facts += assertion.facts.size();
  }
  const Verification result = verified(graph, text);
  for (const Doubt& doubt : result.doubts) {
    const Statement& statement = doubt.statement;
    FAIL_CHECK(line_of(graph, statement.subject, statement.fact, statement.evidence) << ": " << doubt.found);
  }
  CHECK(result.holds());
  CHECK_FALSE(result.stated_sha256.empty());
  CHECK(result.statements == facts);
  CHECK(result.without_anchor == 0);
  CHECK(result.anchors > 1000);
}

TEST_CASE("one digit of the report changed fails the statements that rest on it, and no other", "[data]") {
  std::string text = report_text();
  if (text.empty()) return;
  const std::string figure = "¥2 trillion";
  const std::size_t at = text.find(figure);
  REQUIRE(at != std::string::npos);
  REQUIRE(text.find(figure, at + 1) == std::string::npos);
  text.replace(at, figure.size(), "¥3 trillion");
  const auto line =
      static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + 1;

  const Store store = load_data_set("ati-japan-2021");
  const Snapshot graph = store.snapshot();
  std::vector<std::string> expected, failed;
  for (const EntityId entity : every_entity(graph)) {
    for (const Assertion& assertion : graph.assertions(entity)) {
      const Evidence& evidence = assertion.evidence;
      const bool rests_on_it = std::any_of(evidence.anchors.begin(), evidence.anchors.end(), [&](const auto& anchor) {
        return anchor.find(figure) != std::string::npos;
      });
      if (!rests_on_it) continue;
      CHECK(evidence.locator.find(std::to_string(line)) != std::string::npos);
      for (const Fact& fact : assertion.facts) expected.push_back(line_of(graph, entity, fact, evidence));
    }
  }
  const Verification result = verified(graph, text);
  for (const Doubt& doubt : result.doubts) {
    failed.push_back(line_of(graph, doubt.statement.subject, doubt.statement.fact, doubt.statement.evidence));
  }
  std::sort(expected.begin(), expected.end());
  std::sort(failed.begin(), failed.end());
  CHECK_FALSE(failed.empty());
  CHECK(failed == expected);
  CHECK(result.is_other_file());
}

TEST_CASE("where the report says two things, both are kept", "[data]") {
  const Store store = load_data_set("ati-japan-2021");
  const Snapshot graph = store.snapshot();
  const auto budget = graph.find_node(Identity{"", "budget/green-innovation-fund"});
  REQUIRE(budget.has_value());
  std::vector<std::int64_t> euros;
  for (const Statement& statement : graph.statements(EntityId::of(*budget))) {
    if (statement.fact.predicate == "amount_eur") euros.push_back(statement.fact.value.as_integer());
    CHECK(statement.evidence.rank == Rank::Normal);
  }
  std::sort(euros.begin(), euros.end());
  CHECK(euros == std::vector<std::int64_t>{1500000000, 15500000000});
  bool found = false;
  for (const Conflict& conflict : graph.conflicts()) {
    found = found || (conflict.subject == EntityId::of(*budget) && conflict.predicate == "amount_eur");
  }
  CHECK(found);
}

TEST_CASE("what the report does not say is not in the graph", "[data]") {
  const Store store = load_data_set("ati-japan-2021");
  const Snapshot graph = store.snapshot();
  const auto types_to = [&](const std::string& id) {
    const auto node = graph.find_node(Identity{"", id});
    REQUIRE(node.has_value());
    std::vector<std::string> types;
    for (StepCursor steps = graph.steps(*node, Direction::In); steps.next();)
      types.push_back(graph.name(steps.step().type));
    return types;
  };
  SECTION("that a body administers the fund") {
    for (const std::string& type : types_to("jp/green-innovation-fund"))
      CHECK((type != "MANAGES" && type != "IMPLEMENTS"));
  }
  SECTION("who launched the New Robot Strategy") {
    for (const std::string& type : types_to("jp/new-robot-strategy")) CHECK(type != "LAUNCHED");
  }
  SECTION("what fills the 11 areas of SIP") {
    const auto sip = graph.find_node(Identity{"", "jp/sip"});
    REQUIRE(sip.has_value());
    for (StepCursor steps = graph.steps(*sip, Direction::Out); steps.next();) {
      CHECK(graph.name(steps.step().type) != "HAS_PRIORITY");
    }
  }
}
