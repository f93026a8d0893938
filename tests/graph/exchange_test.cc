#include "graph/exchange.h"

#include <catch2/catch.hpp>

#include "tests/support/money_graph.h"

using namespace polgraph;
using test::number;
using test::SmallGraph;
using test::text;

namespace {

using Why = Exchange::Why;

struct Market : SmallGraph {
  int rates = 0;
  NodeId rate(const char* from, const char* to, double rate, std::int64_t year = 0) {
    Properties properties{{"from", text(from)}, {"to", text(to)}, {"rate", Value::floating(rate)}};
    if (year != 0) properties.emplace_back("fiscal_year", number(year));
    return node("rate" + std::to_string(++rates), {"ExchangeRate"}, properties);
  }
  NodeId money(const std::string& id, std::int64_t amount, const char* currency, std::int64_t year = 0) {
    Properties properties{{"amount", number(amount)}, {"currency", text(currency)}};
    if (year != 0) properties.emplace_back("fiscal_year", number(year));
    return node(id, {"Budget"}, properties);
  }
};

Money of(const Snapshot& snapshot, NodeId node) {
  return *money_of(snapshot, EntityId::of(node));
}

}  // namespace

TEST_CASE("a rate must be of the year, or of none", "[money]") {
  Market graph;
  const NodeId in21 = graph.money("a", 100, "JPY", 2021), in22 = graph.money("b", 100, "JPY", 2022);
  const NodeId timeless = graph.money("c", 100, "JPY"), pounds = graph.money("d", 100, "GBP", 2021);
  graph.rate("JPY", "EUR", 0.01, 2021);
  graph.rate("EUR", "GBP", 0.8);
  const Snapshot snapshot = graph.done();
  const Exchange exchange(snapshot, "EUR");
  bool exact = false;
  const auto converted = exchange.convert(of(snapshot, in21));
  REQUIRE(converted.rate);
  CHECK(exchange.apply(*converted.rate, *ExactSum::of(number(100)), exact).digits() == "1");
  CHECK(exchange.convert(of(snapshot, in22)).why == Why::NoRate);
  CHECK(exchange.convert(of(snapshot, timeless)).why == Why::NoRate);
  const auto divided = exchange.convert(of(snapshot, pounds));
  REQUIRE(divided.rate);
  CHECK(exchange.apply(*divided.rate, *ExactSum::of(number(100)), exact).digits() == "125");
}

TEST_CASE("two rates for the same are none, the same rate twice is one", "[money]") {
  Market graph;
  const NodeId yen = graph.money("a", 100, "JPY", 2021), pounds = graph.money("b", 100, "GBP", 2021);
  graph.rate("JPY", "EUR", 0.01, 2021);
  graph.rate("JPY", "EUR", 0.02, 2021);
  graph.rate("GBP", "EUR", 1.1, 2021);
  graph.rate("GBP", "EUR", 1.1, 2021);
  const Snapshot snapshot = graph.done();
  const Exchange exchange(snapshot, "EUR");
  CHECK(exchange.convert(of(snapshot, yen)).why == Why::Conflict);
  CHECK(exchange.convert(of(snapshot, pounds)).why == Why::Converted);
}

TEST_CASE("the source's own conversion goes before a rate, unless it says two things", "[money]") {
  Market graph;
  const auto budget = [&](const char* id) {
    return graph.node(id, {"Budget"}, {{"amount", number(100)}, {"currency", text("JPY")}, {"amount_eur", number(7)}});
  };
  const NodeId plain = budget("a"),
               torn = graph.node("b", {"Budget"}, {{"amount", number(100)}, {"currency", text("JPY")}});
  const NodeId settled = graph.node("c", {"Budget"}, {{"amount", number(100)}, {"currency", text("JPY")}});
  graph.rate("JPY", "EUR", 0.01);
  const auto state = [&](NodeId node, std::int64_t amount, const char* locator, Rank rank) {
    graph.state(EntityId::of(node), "amount_eur", number(amount), test::at(locator, rank));
  };
  state(torn, 7, "#L1", Rank::Normal);
  state(torn, 70, "#L2", Rank::Normal);
  state(settled, 7, "#L1", Rank::Normal);
  state(settled, 70, "#L2", Rank::Preferred);
  const Snapshot snapshot = graph.done();
  const Exchange exchange(snapshot, "EUR");
  CHECK(exchange.convert(of(snapshot, plain)).printed->digits() == "7");
  CHECK(exchange.convert(of(snapshot, torn)).why == Why::Conflict);
  CHECK(exchange.convert(of(snapshot, settled)).printed->digits() == "70");
}

TEST_CASE("nothing is converted by default", "[money]") {
  Market graph;
  const NodeId yen = graph.money("a", 100, "JPY"), bare = graph.node("b", {"Budget"}, {{"amount", number(5)}});
  graph.rate("JPY", "USD", 0.01);
  graph.rate("JPY", "EUR", 0);
  graph.rate("JPY", "EUR", -1);
  const Snapshot snapshot = graph.done();
  const Exchange exchange(snapshot, "EUR");
  CHECK(exchange.convert(of(snapshot, yen)).why == Why::NoRate);
  CHECK(exchange.convert(of(snapshot, bare)).why == Why::NoCurrency);
  CHECK(exchange.rates().empty());
}
