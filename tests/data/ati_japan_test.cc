// Every fact of data/ati-japan-2021 rests on a line of the report, and what is named there stands there.
#include <algorithm>
#include <catch2/catch.hpp>
#include <charconv>
#include <cstdio>
#include <sstream>

#include "tests/data/loaded.h"

using namespace polgraph;
using namespace polgraph::test;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines{""};  // counted from 1
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// "#L410" or "#L410-L412" -> first and last line; 0 where the locator is not of that form.
std::pair<std::size_t, std::size_t> line_range(std::string_view locator) {
  const auto number = [](std::string_view text, std::size_t& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() ? static_cast<std::size_t>(end - text.data()) : std::size_t{0};
  };
  std::size_t first = 0;
  std::size_t last = 0;
  if (!locator.starts_with("#L")) return {0, 0};
  const std::size_t digits = number(locator.substr(2), first);
  const std::string_view rest = locator.substr(2 + digits);
  if (rest.empty()) return {first, first};
  if (!rest.starts_with("-L") || number(rest.substr(2), last) != rest.size() - 2) return {0, 0};
  return {first, last};
}

std::string squeezed(const std::string& text) {
  std::string result;
  for (const char letter : text) {
    const bool blank = letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
    if (!blank) result += letter;
    if (blank && !result.empty() && result.back() != ' ') result += ' ';
  }
  return result;
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
      CHECK(line_range(assertion.evidence.locator).first > 0);
      CHECK_FALSE(assertion.evidence.anchors.empty());
      for (const std::string& anchor : assertion.evidence.anchors) CHECK(words_in(anchor) <= 6);
      CHECK(graph.find_node(Identity{"", assertion.evidence.source}).has_value());
    }
  }
}

TEST_CASE("every locator exists in the report and every anchor occurs there", "[data]") {
  const std::vector<std::string> lines = lines_of(shared_document("sources/ati-japan-2021.txt"));
  if (lines.size() <= 1) {
    std::puts("skipped: the report (sources/ati-japan-2021.txt in POLGRAPH_SHARED or ../shared) is not here");
    return;
  }
  const Store store = load_data_set("ati-japan-2021");
  const Snapshot graph = store.snapshot();
  std::size_t checked = 0;
  for (const EntityId entity : every_entity(graph)) {
    for (const Assertion& assertion : graph.assertions(entity)) {
      CAPTURE(called(graph, entity), assertion.evidence.locator);
      const auto [first, last] = line_range(assertion.evidence.locator);
      REQUIRE(first > 0);
      REQUIRE(first <= last);
      REQUIRE(last < lines.size());
      std::string passage;
      for (std::size_t line = first; line <= last; ++line) passage += lines[line] + ' ';
      for (const std::string& anchor : assertion.evidence.anchors) {
        CAPTURE(anchor);
        CHECK(squeezed(passage).find(squeezed(anchor)) != std::string::npos);
        ++checked;
      }
    }
  }
  std::printf("%zu anchors stand at their lines\n", checked);
  CHECK(checked > 1000);
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
    for (StepCursor steps = graph.steps(*node, Direction::In); steps.next();) types.push_back(graph.name(steps.step().type));
    return types;
  };
  SECTION("that a body administers the fund") {
    for (const std::string& type : types_to("jp/green-innovation-fund")) CHECK((type != "MANAGES" && type != "IMPLEMENTS"));
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
