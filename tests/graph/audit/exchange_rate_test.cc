#include <catch2/catch.hpp>
#include <limits>

#include "graph/audit/figure.h"
#include "tests/graph/audit/audited.h"

using namespace polgraph;
using test::at;
using test::audited;
using test::number;
using test::SmallGraph;
using test::text;
using test::told;

namespace {

// Budgets in yen with their euro, all of one report.
class Pairs {
 public:
  Pairs() {
    graph.node("report", {"Source"}, {{"id", text("report")}, {"name", text("Report")}, {"year", number(2021)}});
  }
  NodeId add(std::int64_t yen, std::int64_t euro, int year = 0, const std::string& source = "report") {
    const std::string id = "budget " + std::to_string(++count_);
    const NodeId node = graph.node(id, {"Budget"});
    const Evidence evidence = at(source, "#L" + std::to_string(count_));
    graph.state(EntityId::of(node), "amount", number(yen), evidence);
    graph.state(EntityId::of(node), "currency", text("JPY"), evidence);
    graph.state(EntityId::of(node), "amount_eur", number(euro), evidence);
    if (year != 0) graph.state(EntityId::of(node), "year", number(year), evidence);
    return node;
  }
  SmallGraph graph;

 private:
  int count_ = 0;
};

constexpr std::int64_t kTn = 1000000000000, kBn = 1000000000, kM = 1000000;

}  // namespace

TEST_CASE("a slip of the decimal point is told, with the factor and the rates of the others",
          "[audit][exchange-rate]") {
  Pairs pairs;
  pairs.add(3800 * kBn, 29600 * kM, 2018);
  pairs.add(4200 * kBn, 32000 * kM, 2019);
  pairs.add(5300 * kBn, 42000 * kM, 2020);
  const NodeId slip = pairs.add(100 * kBn, 77 * kM);
  const auto findings = audited(pairs.graph.done(), "exchange-rate");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].entity == EntityId::of(slip));
  CHECK(findings[0].predicate == "amount_eur");
  CHECK(findings[0].severity == Severity::High);
  CHECK(findings[0].statements.size() == 2);
  CHECK(findings[0].why ==
        "100,000,000,000 JPY as 77,000,000 EUR is 1,299 JPY per EUR, about 10 times the 126 to 131 in 3 other pairs of "
        "Report");
}

TEST_CASE("three pairs are enough to tell the wrong one, two are not", "[audit][exchange-rate]") {
  Pairs three;
  three.add(130 * kBn, kBn);
  three.add(260 * kBn, 2 * kBn);
  three.add(13 * kBn, kBn);
  CHECK(told(three.graph.done(), "exchange-rate") ==
        std::vector<std::string>{"13,000,000,000 JPY as 1,000,000,000 EUR is 13 JPY per EUR, about 1/10 of the 130 in "
                                 "2 other pairs of Report"});

  Pairs two;
  two.add(131 * kBn, 1010 * kM);
  two.add(131 * kBn, 101 * kM);
  const auto findings = audited(two.graph.done(), "exchange-rate");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].severity == Severity::Low);
  CHECK(findings[0].statements.size() == 4);
  CHECK(findings[0].why == "2 pairs of Report imply 130 to 1,297 JPY per EUR; too few agree to tell which is wrong");

  Pairs halves;
  for (const std::int64_t euro : {1010, 1020, 101, 102}) halves.add(131 * kBn, euro * kM);
  CHECK(told(halves.graph.done(), "exchange-rate").size() == 1);
}

TEST_CASE("rounding, drift over years and open figures are no slips", "[audit][exchange-rate]") {
  Pairs rounded;  // 2 tn of one digit is anything from 1.5 to 2.5
  rounded.add(2 * kTn, 19 * kBn);
  rounded.add(3800 * kBn, 29600 * kM);
  rounded.add(4200 * kBn, 32000 * kM);
  CHECK(told(rounded.graph.done(), "exchange-rate").empty());

  Pairs drifting;
  const std::int64_t rates[] = {94, 108, 131, 137, 153, 161, 130, 111, 97, 130, 141};
  for (int year = 0; year < 11; ++year) drifting.add(rates[year] * 1234567, 1234567, 2001 + year);
  CHECK(told(drifting.graph.done(), "exchange-rate").empty());

  Pairs open;
  open.add(3800 * kBn, 29600 * kM);
  open.add(4200 * kBn, 32000 * kM);
  const NodeId more = open.add(3100 * kBn, 32100 * kM);
  open.graph.state(EntityId::of(more), "modality", text("more_than"));
  CHECK(told(open.graph.done(), "exchange-rate").empty());
}

TEST_CASE("a wrong pair among pairs that drift over years is told all the same", "[audit][exchange-rate]") {
  Pairs pairs;
  const std::int64_t rates[] = {94, 108, 131, 137, 153, 161, 130, 111, 97, 130, 141};
  for (int year = 0; year < 11; ++year) pairs.add(rates[year] * 1234567 * (year == 4 ? 10 : 1), 1234567, 2001 + year);
  const auto findings = audited(pairs.graph.done(), "exchange-rate");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].why.find("1,530 JPY per EUR") != std::string::npos);
}

TEST_CASE("two statements of one amount make two pairs, joined by their place", "[audit][exchange-rate]") {
  Pairs pairs;
  pairs.add(3800 * kBn, 29600 * kM);
  pairs.add(4200 * kBn, 32000 * kM);
  const NodeId fund = pairs.add(2000 * kBn + 1, 15500 * kM);
  pairs.graph.state(EntityId::of(fund), "amount", number(2000 * kBn + 1), at("report", "#L216"));
  pairs.graph.state(EntityId::of(fund), "amount_eur", number(1500 * kM), at("report", "#L216"));
  const auto findings = audited(pairs.graph.done(), "exchange-rate");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].entity == EntityId::of(fund));
  CHECK(findings[0].statements[1].fact.value.as_integer() == 1500 * kM);
  CHECK(findings[0].statements[0].evidence.locator == "#L216");
}

TEST_CASE("pairs of one document in two directions are compared, other currencies and bounds are not",
          "[audit][exchange-rate]") {
  Pairs pairs;
  pairs.add(3800 * kBn, 29600 * kM);
  pairs.add(4200 * kBn, 32000 * kM);
  pairs.graph.node("grant", {"Budget"},
                   {{"amount", number(29600 * kM)},
                    {"currency", text("EUR")},
                    {"amount_jpy", number(380 * kBn)},
                    {"amount_max", number(1)},
                    {"amount_usd", number(36 * kBn)}});
  const auto findings = audited(pairs.graph.done(), "exchange-rate");
  REQUIRE(findings.size() == 1);  // the grant is of no document: it is held against those of the others
  CHECK(findings[0].why ==
        "29,600,000,000 EUR as 380,000,000,000 JPY is 12.8 JPY per EUR, about 1/10 of the 128 to 131 in 2 other pairs in "
        "other documents");

  Pairs footnotes;
  footnotes.graph.node("note", {"Source"}, {{"id", text("report/fn/1")}});
  footnotes.graph.relationship("note", "PART_OF", "report");
  footnotes.add(3800 * kBn, 29600 * kM);
  footnotes.add(4200 * kBn, 32000 * kM, 0, "report/fn/1");
  footnotes.add(4200 * kBn, 3200 * kM, 0, "report/fn/1");
  CHECK(told(footnotes.graph.done(), "exchange-rate").size() == 1);
}

TEST_CASE("a judged or deprecated conversion is told no more", "[audit][exchange-rate]") {
  const auto findings = [](Rank rank) {
    Pairs pairs;
    pairs.add(3800 * kBn, 29600 * kM);
    pairs.add(4200 * kBn, 32000 * kM);
    const NodeId node = pairs.graph.node("b", {"Budget"}, {});
    pairs.graph.state(EntityId::of(node), "amount", number(100 * kBn), at("report", "9"));
    pairs.graph.state(EntityId::of(node), "currency", text("JPY"), at("report", "9"));
    pairs.graph.state(EntityId::of(node), "amount_eur", number(77 * kM), at("report", "9", rank, "printed so"));
    return told(pairs.graph.done(), "exchange-rate").size();
  };
  CHECK(findings(Rank::Normal) == 1);
  CHECK(findings(Rank::Preferred) == 0);
  CHECK(findings(Rank::Deprecated) == 0);
}

TEST_CASE("figures without bounds are compared and told without harm", "[audit][exchange-rate]") {
  Pairs pairs;
  pairs.add(3800 * kBn, 29600 * kM);
  pairs.add(4200 * kBn, 32000 * kM);
  pairs.graph.node("endless", {"Budget"},
                   {{"amount", Value::floating(std::numeric_limits<double>::infinity())},
                    {"currency", text("JPY")},
                    {"amount_eur", number(1)}});
  pairs.add(9223372036854775807, 1);
  pairs.add(0, 5);
  pairs.add(-7, 5);
  const auto sentences = told(pairs.graph.done(), "exchange-rate");
  REQUIRE(sentences.size() == 1);
  CHECK(sentences[0].starts_with("9,223,372,036,854,775,807 JPY as 1 EUR is 9.22"));
}

TEST_CASE("a figure is as exact as it is printed", "[audit][figure]") {
  const auto range = [](std::int64_t value, const std::string& printed, const std::string& modality) {
    const FigureRange figure = figure_range(number(value), printed, modality);
    return std::pair(figure.low, figure.high);
  };
  const auto is = [](double low, double high) { return std::pair(low, high); };
  CHECK(range(3600 * kBn, "¥3.6 tn", "") == is(3.55e12, 3.65e12));
  CHECK(range(100 * kBn, "¥100 bn (2015-2020)", "") == is(99.5e9, 100.5e9));
  CHECK(range(100 * kBn, "", "") == is(5e10, 1.5e11));
  CHECK(range(77 * kM, "", "") == is(76.5e6, 77.5e6));
  CHECK(range(10000, "over 10 000", "more_than") == is(9999.5, 15000));
  CHECK(range(1500, "1.500", "") == is(1499.5, 1500.5));
  CHECK(range(100 * kBn, "~¥100 bn", "") == is(95e9, 105e9));
  CHECK(range(1234567, "", "") == is(1234566.5, 1234567.5));
}
