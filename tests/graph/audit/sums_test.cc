#include "graph/audit/sums.h"

#include <catch2/catch.hpp>

#include "tests/graph/audit/audited.h"

using namespace polgraph;
using test::at;
using test::audited;
using test::number;
using test::SmallGraph;
using test::text;
using test::told;

namespace {

using Sentences = std::vector<std::string>;

SmallGraph::Properties yen(std::int64_t amount, int year = 0) {
  SmallGraph::Properties properties{{"amount", number(amount)}, {"currency", text("JPY")}};
  if (year != 0) properties.emplace_back("fiscal_year", number(year));
  return properties;
}

}  // namespace

TEST_CASE("what a node is said to have received is the sum of the payments to it", "[audit][mixed-sum]") {
  const auto received = [](std::int64_t total) {
    SmallGraph graph;
    graph.node("a");
    graph.node("b");
    graph.node("r", {}, {{"received", number(total)}, {"currency", text("JPY")}});
    graph.relationship("a", "PAYS", "r", yen(9007199254740993));
    graph.relationship("b", "PAYS", "r", yen(50000));
    return audited(graph.done(), "mixed-sum");
  };
  CHECK(received(9007199254790993).empty());
  const auto more = received(9007199254790992);
  REQUIRE(more.size() == 1);
  CHECK(more[0].severity == Severity::High);
  CHECK(more[0].statements.size() == 3);
  CHECK(more[0].why == "`received` is 9,007,199,254,790,992, but the 2 payments to it add up to 9,007,199,254,790,993");
  const auto less = received(9007199254790994);
  REQUIRE(less.size() == 1);
  CHECK(less[0].severity == Severity::Medium);
}

TEST_CASE("only parts of one currency and year are added up", "[audit][mixed-sum]") {
  SmallGraph graph;
  graph.node("ministry", {"Organization"}, {{"total_budget", number(100)}, {"currency", text("JPY")}});
  graph.node("project", {"Policy"},
             {{"total_budget", number(70)}, {"currency", text("JPY")}, {"fiscal_year", number(2023)}});
  graph.node("other", {"Policy"});
  graph.relationship("ministry", "FUNDS", "project", yen(70, 2023));
  graph.relationship("ministry", "FUNDS", "project", yen(60, 2022));  // two years: no one total
  graph.relationship("ministry", "FUNDS", "other", {{"amount", number(500)}, {"currency", text("EUR")}});
  graph.relationship("ministry", "FUNDS", "other");
  CHECK(told(graph.done(), "mixed-sum").empty());
}

TEST_CASE("the same small fault at many is one finding that counts them", "[audit][mixed-sum]") {
  SmallGraph graph;
  graph.node("payer");
  for (int i = 1; i <= 11; ++i) {
    const std::string id = "r" + std::to_string(i);
    graph.node(id, {}, {{"received", number(1000 * i)}, {"currency", text("JPY")}});
    graph.relationship("payer", "PAYS", id, yen(1));
  }
  const auto findings = audited(graph.done(), "mixed-sum");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].severity == Severity::Low);
  CHECK(findings[0].why ==
        "11 entities have `received` above the sum of the payments to it: perhaps not all are here; the greatest: "
        "`received` is 11,000, but the 1 payment to it is 1; next r10 and r9");
}

TEST_CASE("no more is drawn from a budget than it holds", "[audit][overdrawn]") {
  const auto drawn = [](const std::string& type, std::int64_t second, const std::string& printed = "") {
    SmallGraph graph;
    graph.node("whole", {"Budget"}, yen(2001));
    graph.node("a", {"Budget"}, yen(1501));
    auto properties = yen(second);
    if (!printed.empty()) properties.emplace_back("amount_printed", text(printed));
    graph.node("b", {"Budget"}, properties);
    graph.node("c", {"Budget"}, {{"amount", number(900)}, {"currency", text("EUR")}});
    for (const char* part : {"a", "b", "c"}) graph.relationship(part, type, "whole");
    return told(graph.done(), "overdrawn");
  };
  CHECK(drawn("DRAWN_FROM", 601) == Sentences{"it holds 2001 JPY, but 2 amounts drawn from it add up to 2,102"});
  CHECK(drawn("PART_OF", 601) == Sentences{"it holds 2001 JPY, but 2 amounts that are part of it add up to 2,102"});
  CHECK(drawn("DRAWN_FROM", 500).empty());
  CHECK(drawn("DRAWN_FROM", 1000, "1 thousand").empty());  // 500 to 1,500
}

TEST_CASE("what is spent is within the budget, but for rounding", "[audit][overdrawn]") {
  const auto spent = [](std::int64_t out, std::int64_t in) {
    SmallGraph graph;
    graph.node("project", {}, {{"spent", number(out)}, {"total_budget", number(in)}});
    return told(graph.done(), "overdrawn");
  };
  CHECK(spent(35571, 20001) == Sentences{"`spent` is 35,571, more than its `total_budget`, 20,001"});
  CHECK(spent(35571, 0).size() == 1);
  CHECK(spent(11201000, 11200834).empty());
  CHECK(spent(100, 100).empty());
  CHECK(spent(5, 100).empty());
}

TEST_CASE("an amount says its currency", "[audit][no-currency]") {
  SmallGraph graph;
  graph.node("a", {"Budget"}, {{"amount", number(1000000)}});
  graph.node("b", {"Budget"}, yen(5));
  graph.node("c", {}, {{"amount", text("much")}});
  CHECK(told(graph.done(), "no-currency") == Sentences{"its amount, 1,000,000, says no currency"});
}

TEST_CASE("money is not stated as a relationship and as a Transaction too", "[audit][counted-twice]") {
  const auto paid = [](const SmallGraph::Properties& transaction) {
    SmallGraph graph;
    graph.node("ministry");
    graph.node("company");
    graph.node("other");
    graph.node("contract", {"Transaction"}, transaction);
    graph.relationship("contract", "PAID_BY", "ministry");
    graph.relationship("contract", "PAID_TO", "company");
    graph.relationship("ministry", "PAYS", "company", yen(50000, 2023));
    graph.relationship("ministry", "PAYS", "other", yen(50000, 2023));
    return told(graph.done(), "counted-twice");
  };
  CHECK(paid(yen(50000)) ==
        Sentences{"the same money stands on this relationship and in the Transaction contract: 50,000 JPY"});
  CHECK(paid(yen(50001)).empty());
  CHECK(paid(yen(50000, 2019)).empty());
  CHECK(paid({{"amount", number(50000)}, {"currency", text("USD")}}).empty());
}

TEST_CASE("a policy's own amount and its Budget are one money", "[audit][counted-twice]") {
  SmallGraph graph;
  graph.node("fund", {"Fund"}, yen(20000));
  graph.node("budget", {"Budget"}, yen(20000));
  graph.node("other", {"Budget"}, yen(30000));
  graph.relationship("fund", "HAS_BUDGET", "budget");
  graph.relationship("fund", "HAS_BUDGET", "other");
  CHECK(told(graph.done(), "counted-twice") ==
        Sentences{"the same money is its `amount` and its Budget budget: 20,000 JPY"});
}

TEST_CASE("sums of integers are exact beyond 64 bits", "[audit][sums]") {
  Sum sum;
  for (int i = 0; i < 3; ++i) sum.add(number(9223372036854775807));
  sum.add(number(-9223372036854775807));
  sum.add(number(-9223372036854775807));
  CHECK(sum.same_as(number(9223372036854775807)));
  CHECK_FALSE(sum.same_as(number(9223372036854775806)));
  CHECK(sum.words() == "9,223,372,036,854,775,807");
}
