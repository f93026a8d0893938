#include "graph/trace_money.h"

#include <catch2/catch.hpp>
#include <limits>

#include "graph/error.h"
#include "tests/support/money_graph.h"

using namespace polgraph;
using test::MoneyGraph;
using test::number;
using test::stop;
using test::text;
using test::told;

namespace {

using Lines = std::vector<std::string>;

Lines totals(const Snapshot& snapshot, const std::vector<TraceStop>& stops, const MoneyOptions& options = {}) {
  return told(trace_money(snapshot, stops, options));
}

}  // namespace

TEST_CASE("the same yen on its way are two stages, never one sum", "[money]") {
  MoneyGraph graph;
  graph.somebody({"METI", "p1", "p2", "NEDO", "firm"});
  graph.pay("METI", "p1", 100);
  graph.pay("METI", "p2", 50);
  graph.pay("p1", "NEDO", 70);
  graph.pay("p1", "firm", 30);
  graph.pay("p2", "NEDO", 20);
  graph.pay("NEDO", "firm", 60);
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["METI"])}) ==
        Lines{"stage 1 flow JPY 150 of 2", "stage 2 flow JPY 120 of 3", "stage 3 flow JPY 60 of 1"});
  CHECK(totals(snapshot, {stop(graph["NEDO"])}) == Lines{"received flow JPY 90 of 2", "stage 1 flow JPY 60 of 1"});
  CHECK(totals(snapshot, {stop(graph["firm"])}) == Lines{"received flow JPY 90 of 2"});
  CHECK(totals(snapshot, {stop(graph["METI"]), stop(graph["NEDO"])}) ==
        Lines{"stage 1 flow JPY 150 of 2", "stage 2 flow JPY 90 of 2", "arrives flow JPY 90 of 2"});
}

TEST_CASE("against the flow, the first stage is what arrives", "[money]") {
  MoneyGraph graph;
  graph.somebody({"METI", "MEXT", "p1", "NEDO"});
  graph.pay("METI", "p1", 100);
  graph.pay("MEXT", "p1", 40);
  graph.pay("p1", "NEDO", 70);
  graph.transfer("t", {"MEXT"}, {"NEDO"}, 5);
  const Snapshot snapshot = graph.done();
  MoneyOptions options;
  options.trace.backward = true;
  CHECK(totals(snapshot, {stop(graph["NEDO"])}, options) ==
        Lines{"stage 1 flow JPY 75 of 2", "stage 2 flow JPY 140 of 2"});
}

TEST_CASE("who is paid directly and on the way is one stage after the last of them", "[money]") {
  MoneyGraph graph;
  graph.somebody({"a", "b", "c", "d"});
  graph.pay("a", "b", 10);
  graph.pay("a", "c", 10);
  graph.pay("b", "c", 8);  // the ten of `a` again
  graph.pay("c", "d", 18);
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["a"])}) ==
        Lines{"stage 1 flow JPY 20 of 2", "stage 2 flow JPY 8 of 1", "stage 3 flow JPY 18 of 1"});
}

TEST_CASE("a diamond counts each amount once, parallel equal rows are two", "[money]") {
  MoneyGraph graph;
  graph.somebody({"a", "b", "c", "d", "e"});
  graph.pay("a", "b", 5);
  graph.pay("a", "c", 5);
  graph.pay("a", "c", 5);
  graph.pay("b", "d", 5);
  graph.pay("c", "d", 10);
  graph.pay("d", "e", 15);
  const Snapshot snapshot = graph.done();
  const Lines expected{"stage 1 flow JPY 15 of 3", "stage 2 flow JPY 15 of 2", "stage 3 flow JPY 15 of 1"};
  CHECK(totals(snapshot, {stop(graph["a"])}) == expected);
  Lines to_e = expected;
  to_e.push_back("arrives flow JPY 15 of 1");
  CHECK(totals(snapshot, {stop(graph["a"]), stop(graph["e"])}) == to_e);
}

TEST_CASE("currencies, years and missing years stand apart, budgets before flows", "[money]") {
  MoneyGraph graph;
  graph.somebody({"a", "b"});
  graph.pay("a", "b", 1);
  graph.pay("a", "b", 2, {.currency = "EUR"});
  graph.pay("a", "b", 4, {.fiscal_year = 2022});
  graph.pay("a", "b", 8, {.fiscal_year = 0});
  graph.pay("a", "b", 16, {.currency = ""});
  graph.pay("a", "b", -3);  // a refund
  graph.relationship("a", "PAYS", "b");
  graph.relationship("a", "FUNDS", "b", {{"amount", Value::floating(std::numeric_limits<double>::infinity())}});
  graph.budget("budget", "a", 100);
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["a"])}) == Lines{
                                                    "stage 1 stock JPY 100 of 1",
                                                    "stage 1 flow EUR 2 of 1",
                                                    "stage 1 flow JPY 4 fiscal year 2022 of 1",
                                                    "stage 1 flow JPY -2 of 2",
                                                    "stage 1 flow JPY 8 no year of 1",
                                                    "stage 1 flow ? 16 of 1",
                                                    "- no amount 1",
                                                    "- not exact 1",
                                                });
}

TEST_CASE("a sum is as certain as its parts", "[money]") {
  const auto modality = [](const Lines& parts) {
    MoneyGraph graph;
    graph.somebody({"a", "b"});
    for (const std::string& part : parts) graph.pay("a", "b", 1, {.modality = part});
    const Snapshot snapshot = graph.done();
    return trace_money(snapshot, {stop(graph["a"])}, {}).totals.at(0).modality;
  };
  CHECK(modality({"exact", ""}).empty());
  CHECK(modality({"exact", "more_than"}) == "more_than");
  CHECK(modality({"more_than", "exact", "more_than"}) == "more_than");
  CHECK(modality({"less_than", ""}) == "less_than");
  CHECK(modality({"more_than", "less_than"}) == "about");
  CHECK(modality({"about", "more_than"}) == "about");
}

TEST_CASE("sums go beyond 64 bits", "[money]") {
  MoneyGraph graph;
  graph.somebody({"a", "b"});
  for (int i = 0; i < 3; ++i) graph.pay("a", "b", std::numeric_limits<std::int64_t>::max());
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["a"])}) == Lines{"stage 1 flow JPY 27670116110564327421 of 3"});
}

TEST_CASE("what is drawn from a budget or a transaction is no new money", "[money][drawn-from]") {
  MoneyGraph graph;
  graph.somebody({"ministry", "agency", "firm", "sub"});
  graph.budget("whole", "ministry", 1000);
  graph.node("part", {"Budget"}, MoneyGraph::amount(400, {}));
  graph.relationship("part", "DRAWN_FROM", "whole");
  graph.transfer("grant", {"ministry"}, {"agency"}, 300);
  graph.relationship("grant", "DRAWN_FROM", "part");
  graph.transfer("contract", {"agency"}, {"firm"}, 200);
  graph.relationship("contract", "DRAWN_FROM", "grant");
  graph.transfer("subcontract", {"firm"}, {"sub"}, 50);
  graph.relationship("subcontract", "DRAWN_FROM", "contract");
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["ministry"])}) == Lines{
                                                           "stage 1 stock JPY 1000 of 1",
                                                           "stage 2 stock JPY 400 of 1",
                                                           "stage 2 flow JPY 300 of 1",
                                                           "stage 3 flow JPY 200 of 1",
                                                           "stage 4 flow JPY 50 of 1",
                                                       });
  CHECK(totals(snapshot, {stop(graph["agency"])}) == Lines{
                                                         "received flow JPY 300 of 1",
                                                         "stage 1 flow JPY 200 of 1",
                                                         "stage 2 flow JPY 50 of 1",
                                                     });
}

TEST_CASE("a contract paid by the ministry itself and drawn from another one is the later stage",
          "[money][drawn-from]") {
  MoneyGraph graph;
  graph.somebody({"ministry", "firm"});
  graph.transfer("frame", {"ministry"}, {"firm"}, 100);
  graph.transfer("call", {"ministry"}, {"firm"}, 40);
  graph.relationship("call", "DRAWN_FROM", "frame");
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["ministry"])}) == Lines{"stage 1 flow JPY 100 of 1", "stage 2 flow JPY 40 of 1"});
}

TEST_CASE("a budget provided by another is not added to that one's own", "[money]") {
  MoneyGraph graph;
  graph.somebody({"ministry", "fund"});
  graph.budget("own", "ministry", 100);
  graph.budget("given", "fund", 30);
  graph.relationship("given", "PROVIDED_BY", "ministry");
  graph.relationship("own", "PROVIDED_BY", "ministry");
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["ministry"])}) ==
        Lines{"stage 1 stock JPY 100 of 1", "stage 2 stock JPY 30 of 1"});
}

TEST_CASE("of a budget and its parts the whole counts", "[money][part-of]") {
  MoneyGraph graph;
  graph.somebody({"ministry"});
  graph.budget("whole", "ministry", 100);
  graph.budget("part", "ministry", 60);
  graph.budget("part of part", "ministry", 10);
  graph.budget("other", "ministry", 5);
  graph.budget("earlier part", "ministry", 7, {.fiscal_year = 2022});
  graph.relationship("part", "PART_OF", "whole");
  graph.relationship("part of part", "PART_OF", "part");
  graph.relationship("earlier part", "PART_OF", "whole");
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["ministry"])}) ==
        Lines{"stage 1 stock JPY 7 fiscal year 2022 of 1", "stage 1 stock JPY 105 of 2", "- part of 2 stock JPY 70"});
}

TEST_CASE("a part of an organisation has its budget out of the whole's, also where two are part of each other",
          "[money][part-of]") {
  MoneyGraph graph;
  graph.somebody({"ministry", "agency", "x", "y"}, {"Organization"});
  graph.budget("b1", "ministry", 100);
  graph.budget("b2", "agency", 60);
  graph.budget("b3", "x", 8);
  graph.budget("b4", "y", 8);
  graph.relationship("agency", "PART_OF", "ministry");
  graph.relationship("x", "PART_OF", "y");
  graph.relationship("y", "PART_OF", "x");
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop("Organization")}) == Lines{"stage 1 stock JPY 108 of 2", "- part of 2 stock JPY 68"});
  CHECK(totals(snapshot, {stop(graph["agency"])}) == Lines{"stage 1 stock JPY 60 of 1"});
}

TEST_CASE("money in a circle is listed and in no stage, what comes back is said", "[money][circle]") {
  MoneyGraph graph;
  graph.somebody({"a", "b", "c", "d"});
  graph.pay("a", "b", 100);
  graph.pay("b", "c", 60);
  graph.pay("c", "b", 20);
  graph.pay("c", "d", 30);
  graph.pay("d", "a", 5);
  graph.pay("a", "a", 7);
  graph.pay("d", "d", 3);
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["a"])}) == Lines{
                                                    "received flow JPY 5 of 1",
                                                    "stage 1 flow JPY 100 of 1",
                                                    "stage 2 flow JPY 30 of 1",
                                                    "stage 3 flow JPY 5 of 1",
                                                    "- round 4 JPY 90",
                                                    "- comes back 1 JPY 5",
                                                });
}

TEST_CASE("two that pay each other: what the start pays, and what it gets back", "[money][circle]") {
  MoneyGraph graph;
  graph.somebody({"a", "b"});
  graph.pay("a", "b", 100);
  graph.pay("b", "a", 30);
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["a"])}) == Lines{"received flow JPY 30 of 1", "stage 1 flow JPY 100 of 1",
                                                      "stage 2 flow JPY 30 of 1", "- comes back 1 JPY 30"});
}

TEST_CASE("placeholders are not walked through unless asked", "[money][aggregate]") {
  MoneyGraph graph;
  graph.somebody({"a", "b", "c"});
  graph.node("others", {}, {{"aggregate", Value::boolean(true)}});
  graph.pay("a", "others", 10);
  graph.pay("a", "b", 5);
  graph.pay("others", "c", 9);
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["a"])}) == Lines{"stage 1 flow JPY 15 of 2", "- aggregate 1 JPY 9"});
  CHECK(totals(snapshot, {stop(graph["a"]), stop(graph["c"])}) == Lines{});
  MoneyOptions through;
  through.trace.through_aggregates = true;
  CHECK(totals(snapshot, {stop(graph["a"])}, through) == Lines{"stage 1 flow JPY 15 of 2", "stage 2 flow JPY 9 of 1"});
  CHECK(totals(snapshot, {stop(graph["a"]), stop(graph["c"])}, through).back() == "arrives flow JPY 9 of 1");
  CHECK(totals(snapshot, {stop(graph["others"])}) == Lines{"received flow JPY 10 of 1", "stage 1 flow JPY 9 of 1"});
}

TEST_CASE("a relationship with an amount that leads to a budget or transaction with one is the same money", "[money]") {
  MoneyGraph graph;
  graph.somebody({"a", "b"});
  graph.node("budget", {"Budget"}, MoneyGraph::amount(100, {}));
  graph.relationship("a", "HAS_BUDGET", "budget", MoneyGraph::amount(100, {}));
  graph.node("t", {"Transaction"}, MoneyGraph::amount(40, {}));
  graph.relationship("t", "PAID_BY", "a", MoneyGraph::amount(40, {}));
  graph.relationship("t", "PAID_TO", "b", MoneyGraph::amount(40, {}));
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["a"])}) == Lines{"stage 1 stock JPY 100 of 1", "stage 1 flow JPY 40 of 1"});
  CHECK(totals(snapshot, {stop(graph["b"])}) == Lines{"received flow JPY 40 of 1"});
  CHECK(totals(snapshot, {stop(graph["a"]), stop(graph["b"])}) ==
        Lines{"stage 1 stock JPY 100 of 1", "stage 1 flow JPY 40 of 1", "arrives flow JPY 40 of 1"});
}

TEST_CASE("where only the relationships carry amounts, one side of a transaction counts", "[money]") {
  MoneyGraph graph;
  graph.somebody({"a", "b", "c"});
  graph.node("t", {"Transaction"});
  graph.relationship("t", "PAID_BY", "a", MoneyGraph::amount(40, {}));
  graph.relationship("t", "PAID_TO", "b", MoneyGraph::amount(25, {}));
  graph.relationship("t", "PAID_TO", "c", MoneyGraph::amount(15, {}));
  graph.node("empty", {"Transaction"});
  graph.relationship("empty", "PAID_BY", "a");
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["a"])}) == Lines{"stage 1 flow JPY 40 of 2", "- no amount 1"});
  CHECK(totals(snapshot, {stop(graph["b"])}) == Lines{"received flow JPY 25 of 1"});
}

TEST_CASE("of a transaction with several payers or payees a share counts where it is stated", "[money][shared]") {
  MoneyGraph graph;
  graph.somebody({"METI", "MEXT", "NEDO", "firm"}, {"Organization"});
  graph.transfer("joint", {"METI", "MEXT"}, {"NEDO"}, 100);
  graph.node("split", {"Transaction"}, MoneyGraph::amount(50, {}));
  graph.relationship("split", "PAID_BY", "METI");
  graph.relationship("split", "PAID_TO", "NEDO", {{"amount", number(30)}});
  graph.relationship("split", "PAID_TO", "firm", {{"amount", number(20)}});
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["METI"])}) == Lines{"stage 1 flow JPY 50 of 1", "- shared 1 JPY 100"});
  CHECK(totals(snapshot, {stop(graph["NEDO"])}) == Lines{"received flow JPY 130 of 2"});
  CHECK(totals(snapshot, {stop(graph["firm"])}) == Lines{"received flow JPY 20 of 1"});
  CHECK(totals(snapshot, {stop(graph["METI"]), stop(graph["NEDO"])}) ==
        Lines{"stage 1 flow JPY 30 of 1", "arrives flow JPY 30 of 1", "- shared 1 JPY 100"});
}

TEST_CASE("what is led or launched is not the start's own money", "[money][mandate]") {
  MoneyGraph graph;
  graph.somebody({"METI", "p", "q"});
  graph.node("fund", {"Fund"});
  graph.relationship("METI", "LAUNCHED", "fund");
  graph.budget("budget", "fund", 2000);
  graph.pay("METI", "p", 10);
  graph.pay("fund", "p", 500);
  graph.pay("p", "q", 400);
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["METI"])}) == Lines{
                                                       "stage 1 flow JPY 10 of 1",
                                                       "stage 1 by mandate stock JPY 2000 of 1",
                                                       "stage 1 by mandate flow JPY 500 of 1",
                                                       "stage 2 flow JPY 400 of 1",
                                                   });
}

TEST_CASE("a label as the only stop: all together, what goes between them aside, and each", "[money][label]") {
  MoneyGraph graph;
  graph.somebody({"METI", "MEXT", "MOF"}, {"Ministry"});
  graph.somebody({"p", "q"});
  graph.pay("METI", "p", 100);
  graph.pay("MEXT", "q", 200);
  graph.pay("METI", "MEXT", 30);
  graph.pay("p", "q", 5);
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop("Ministry")}) ==
        Lines{"stage 1 flow JPY 300 of 2", "stage 2 flow JPY 5 of 1", "- between 1 JPY 30"});
  const auto each = trace_money_each(snapshot, {stop("Ministry")}, {});
  REQUIRE(each.size() == 2);
  CHECK(each[0].start == graph["METI"]);
  CHECK(told(each[0].report) == Lines{"stage 1 flow JPY 130 of 2", "stage 2 flow JPY 205 of 2"});
  CHECK(told(each[1].report) == Lines{"received flow JPY 30 of 1", "stage 1 flow JPY 200 of 1"});
}

TEST_CASE("what arrives is counted once over all ways, the payers' other sources are said", "[money][arrives]") {
  MoneyGraph graph;
  graph.somebody({"METI", "MEXT", "NEDO"});
  for (int i = 0; i < 100; ++i) {
    const std::string project = "p" + std::to_string(i);
    graph.node(project);
    graph.pay("METI", project, 10);
    graph.pay(project, "NEDO", 7);
  }
  graph.pay("MEXT", "p1", 1000);
  graph.pay("p1", "NEDO", 900);
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["METI"]), stop(graph["NEDO"])}) ==
        Lines{"stage 1 flow JPY 1000 of 100", "stage 2 flow JPY 1600 of 101", "arrives flow JPY 1600 of 101",
              "- other sources 1"});
}

TEST_CASE("what arrives at a label after passing another of it is not added", "[money][arrives]") {
  MoneyGraph graph;
  graph.somebody({"a", "p"});
  graph.somebody({"c1", "c2"}, {"Company"});
  graph.pay("a", "c1", 100);
  graph.pay("c1", "c2", 40);
  graph.pay("c1", "p", 20);
  graph.pay("p", "c2", 10);
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["a"]), stop("Company")}) ==
        Lines{"stage 1 flow JPY 100 of 1", "stage 2 flow JPY 60 of 2", "stage 3 flow JPY 10 of 1",
              "arrives flow JPY 100 of 1", "- arrives again 2 JPY 50"});
}

TEST_CASE("over stops in between only what passes them counts", "[money][arrives]") {
  MoneyGraph graph;
  graph.somebody({"a", "x", "y", "to"});
  graph.pay("a", "x", 10);
  graph.pay("a", "y", 20);
  graph.pay("x", "to", 9);
  graph.pay("y", "to", 19);
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["a"]), stop(graph["x"]), stop(graph["to"])}) ==
        Lines{"stage 1 flow JPY 10 of 1", "stage 2 flow JPY 9 of 1", "arrives flow JPY 9 of 1"});
  CHECK(totals(snapshot, {stop(graph["x"]), stop(graph["a"])}) == Lines{});
  CHECK_THROWS_AS(trace_money(snapshot, {stop("Nobody")}, {}), Error);
}

TEST_CASE("totals go to the end of the flow unless a depth is given", "[money]") {
  MoneyGraph graph;
  for (int i = 0; i < 12; ++i) graph.node("n" + std::to_string(i));
  for (int i = 0; i + 1 < 12; ++i) graph.pay("n" + std::to_string(i), "n" + std::to_string(i + 1), 100 - i);
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["n0"])}).size() == 11);
  MoneyOptions shallow;
  shallow.max_depth = 2;
  CHECK(totals(snapshot, {stop(graph["n0"])}, shallow) ==
        Lines{"stage 1 flow JPY 100 of 1", "stage 2 flow JPY 99 of 1", "- too deep 1 JPY 98"});
  CHECK(totals(snapshot, {stop(graph["n0"]), stop(graph["n3"])}, shallow).empty());
}

TEST_CASE("totals are converted only with what the data hold", "[money][exchange]") {
  MoneyGraph graph;
  graph.somebody({"a", "b"});
  graph.node(
      "rate", {"ExchangeRate"},
      {{"from", text("JPY")}, {"to", text("EUR")}, {"rate", Value::floating(0.01)}, {"fiscal_year", number(2023)}});
  graph.pay("a", "b", 1000);
  graph.pay("a", "b", 1001);
  graph.pay("a", "b", 3, {.currency = "EUR"});
  graph.pay("a", "b", 500, {.fiscal_year = 2022});
  graph.pay("a", "b", 8, {.currency = "GBP"});
  const RelId printed = graph.pay("a", "b", 100, {.fiscal_year = 2022});
  graph.transaction().set_property(EntityId::of(printed), "amount_eur", number(2));
  const Snapshot snapshot = graph.done();
  MoneyOptions options;
  options.currency = "EUR";
  CHECK(totals(snapshot, {stop(graph["a"])}, options) ==
        Lines{
            "stage 1 flow EUR 2 fiscal year 2022 of 1",
            "stage 1 flow EUR 23.01 of 3",
            "stage 1 flow GBP 8 (not converted) of 1",
            "stage 1 flow JPY 500 fiscal year 2022 (not converted) of 1",
        });
}

TEST_CASE("two statements of an amount: the best value counts, and it is said", "[money]") {
  MoneyGraph graph;
  graph.somebody({"a"});
  graph.node("budget", {"Budget"});
  graph.relationship("a", "HAS_BUDGET", "budget");
  const EntityId budget = EntityId::of(graph["budget"]);
  graph.state(budget, "amount", number(100), test::at("#L1"));
  graph.state(budget, "amount", number(900), test::at("#L2"));
  const Snapshot snapshot = graph.done();
  CHECK(totals(snapshot, {stop(graph["a"])}) ==
        Lines{"stage 1 stock ? 100 no year of 1", "- two amounts 1 stock ? 100"});
}
