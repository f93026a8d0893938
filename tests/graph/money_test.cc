#include "graph/money.h"

#include <catch2/catch.hpp>

#include "tests/support/small_graph.h"

using namespace polgraph;
using test::number;
using test::SmallGraph;
using test::text;

TEST_CASE("money reads as the source has it, to the last digit", "[money]") {
  struct Row {
    SmallGraph::Properties properties;
    const char* text;
  };
  const Row rows[] = {
      {{{"amount", number(2000000000000)},
        {"currency", text("JPY")},
        {"amount_printed", text("¥2 tn")},
        {"year", number(2021)}},
       "JPY 2,000,000,000,000 (¥2 tn, 2021)"},
      {{{"amount", number(151123034375145)}, {"currency", text("JPY")}, {"fiscal_year", number(2023)}},
       "JPY 151,123,034,375,145 (fiscal year 2023)"},
      {{{"amount", number(100)}, {"currency", text("JPY")}, {"modality", text("more_than")}}, "more than JPY 100"},
      {{{"amount", number(100)}, {"currency", text("JPY")}, {"modality", text("exact")}}, "JPY 100"},
      {{{"amount", number(1000)}, {"modality", text("about")}}, "about 1,000"},
      {{{"amount", number(-1234567)}, {"currency", text("EUR")}}, "EUR -1,234,567"},
      {{{"amount", Value::floating(1234567.25)}, {"currency", text("EUR")}}, "EUR 1,234,567.25"},
      {{{"amount", Value::floating(1e21)}, {"currency", text("EUR")}}, "EUR 1,000,000,000,000,000,000,000"},
      {{{"amount", number(0)}, {"period_start", text("2018-04")}, {"period_end", text("2019-03")}},
       "0 (2018-04 to 2019-03)"},
      {{{"amount", number(1)}, {"period_end", text("2017")}}, "1 (until 2017)"},
      {{{"amount", number(1)}, {"period_start", text("2017")}}, "1 (from 2017)"},
  };
  for (const Row& row : rows) {
    SmallGraph graph;
    const NodeId node = graph.node("budget", {"Budget"}, row.properties);
    const Snapshot snapshot = graph.done();
    const auto money = money_of(snapshot, EntityId::of(node));
    REQUIRE(money);
    CHECK(to_text(*money) == row.text);
    CHECK(money->on == EntityId::of(node));
  }
}

TEST_CASE("what has no amount, or one that is no number, has no money", "[money]") {
  SmallGraph graph;
  const NodeId none = graph.node("none"), words = graph.node("words", {}, {{"amount", text("much")}});
  const RelId relationship = graph.relationship("none", "FUNDS", "words", {{"amount", number(5)}});
  const Snapshot snapshot = graph.done();
  CHECK_FALSE(money_of(snapshot, EntityId::of(none)));
  CHECK_FALSE(money_of(snapshot, EntityId::of(words)));
  CHECK_FALSE(money_of(snapshot, EntityId::of(NodeId(99))));
  CHECK_FALSE(money_of(snapshot, EntityId::of(RelId(99))));
  CHECK(to_text(*money_of(snapshot, EntityId::of(relationship))) == "5");
}

TEST_CASE("budgets come greatest first within a currency, and currencies are never compared", "[money]") {
  SmallGraph graph;
  graph.node("fund", {"Fund"});
  const auto budget = [&](const char* id, std::int64_t amount, const char* currency) {
    graph.node(id, {"Budget"}, {{"amount", number(amount)}, {"currency", text(currency)}});
    graph.relationship("fund", "HAS_BUDGET", id);
  };
  budget("a", 5, "JPY");
  budget("b", 7, "JPY");
  budget("c", 1, "EUR");
  const Snapshot snapshot = graph.done();
  std::vector<std::string> texts;
  for (const Money& money : budgets_of(snapshot, graph["fund"])) texts.push_back(to_text(money));
  CHECK(texts == std::vector<std::string>{"EUR 1", "JPY 7", "JPY 5"});
  CHECK(budgets_of(snapshot, graph["a"]).empty());
}
