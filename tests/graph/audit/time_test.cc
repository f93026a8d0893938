#include <catch2/catch.hpp>

#include "graph/audit/dates.h"
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

}  // namespace

TEST_CASE("dates are compared at the precision that both have", "[audit][dates]") {
  const auto before = [](const Value& a, const Value& b) { return date_span(a)->before(*date_span(b)); };
  CHECK(before(text("2016"), text("2017-01")));
  CHECK(before(number(2016), text("2017")));
  CHECK(before(text("2020-03"), text("2020-04")));
  CHECK_FALSE(before(text("2020"), text("2020-04")));
  CHECK_FALSE(before(text("2020-04-30"), text("2020-04")));
  CHECK_FALSE(before(text("2016-2020"), text("2018")));
  CHECK(before(text("2016-2020"), Value::date(make_date(2021, 1, 1))));
  for (const char* none : {"", "ongoing", "20160628", "2016-1", "2016/04", "12345", "2020-2016", "2021-13"})
    CHECK_FALSE(date_span(text(none)));
  CHECK_FALSE(date_span(number(410)));
  CHECK(is_impossible_date(text("2021-13")));
  CHECK(is_impossible_date(text("2021-02-29")));
  CHECK_FALSE(is_impossible_date(text("2020-02-29")));
  CHECK_FALSE(is_impossible_date(text("spring")));
}

TEST_CASE("a part lies within the time of its whole", "[audit][part-outside-whole]") {
  const auto part = [](SmallGraph::Properties properties) {
    SmallGraph graph;
    graph.node("plan", {"Strategy"}, {{"start", text("2016")}, {"end", text("2020")}});
    graph.node("part", {"Strategy"}, std::move(properties));
    graph.relationship("part", "PART_OF", "plan");
    return told(graph.done(), "part-outside-whole");
  };
  CHECK(part({{"start", text("2018")}, {"status", text("ongoing")}}) ==
        Sentences{"part of plan, it is ongoing beyond the end of that, 2020"});
  CHECK(part({{"start", text("2015")}, {"end", text("2021")}}) ==
        Sentences{"part of plan, it starts 2015, before that does, 2016 and ends 2021, after that does, 2020"});
  CHECK(part({{"start", text("2021-04")}}) ==
        Sentences{"part of plan, it starts 2021-04, after the end of that, 2020"});
  CHECK(part({{"start", text("2016-01")}, {"end", text("2020-12-31")}}).empty());
  CHECK(part({{"start", text("2018")}}).empty());  // no end is no claim
  CHECK(part({}).empty());
  CHECK(part({{"status", text("ongoing")}, {"end", text("2020")}}).empty());
}

TEST_CASE("an organisation may be older than the ministry that it went to, but not of another time",
          "[audit][part-outside-whole]") {
  SmallGraph graph;
  graph.node("ministry", {"Organization"}, {{"established", text("2001")}, {"end", text("2020")}});
  graph.node("agency", {"Organization"}, {{"established", text("1952")}, {"status", text("ongoing")}});
  graph.node("office", {"Organization"}, {{"end", text("1999")}});
  graph.relationship("agency", "PART_OF", "ministry");
  graph.relationship("office", "PART_OF", "ministry");
  CHECK(told(graph.done(), "part-outside-whole") ==
        Sentences{"part of ministry, it ends 1999, before that starts, 2001"});
}

TEST_CASE("fields that a policy owns and its budgets are parts, technologies are not", "[audit][part-outside-whole]") {
  SmallGraph graph;
  graph.node("plan", {"Strategy"}, {{"start", text("2016")}, {"end", text("2020")}});
  graph.node("field", {"PriorityField"}, {{"start", text("2015")}});
  graph.node("ai", {"Technology"}, {{"start", text("1956")}});
  graph.node("budget", {"Budget"}, {{"period_start", text("2021")}, {"period_end", text("2022")}});
  graph.relationship("plan", "HAS_PRIORITY", "field");
  graph.relationship("plan", "HAS_PRIORITY", "ai");
  graph.relationship("plan", "HAS_BUDGET", "budget");
  CHECK(told(graph.done(), "part-outside-whole") ==
        Sentences{"part of plan, it starts 2015, before that does, 2016",
                  "part of plan, it starts 2021, after the end of that, 2020"});
}

TEST_CASE("whoever leads, updates or belongs does so while the thing is there", "[audit][before-cause]") {
  const auto deed = [](const std::string& type, const char* when) {
    SmallGraph graph;
    graph.node("Jun", {"Person"});
    graph.node("SIP", {"Programme"}, {{"start", text("2018")}, {"end", text("2022")}});
    graph.relationship("Jun", type, "SIP", {{"as_of", text(when)}, {"role", text("Director")}});
    return told(graph.done(), "before-cause");
  };
  CHECK(deed("AFFILIATED_WITH", "2016-06-28") ==
        Sentences{"Jun -AFFILIATED_WITH-> SIP (Director) is of 2016-06-28, before SIP starts, 2018"});
  CHECK(deed("LEADS", "2023") == Sentences{"Jun -LEADS-> SIP (Director) is of 2023, after SIP ends, 2022"});
  CHECK(deed("LEADS", "2018-01").empty());
  CHECK(deed("LEADS", "2022-12").empty());
  CHECK(deed("FUNDS", "2016").empty());  // money may come before
}

TEST_CASE("a maker is there before what it makes, and nothing starts before it is launched", "[audit][before-cause]") {
  SmallGraph graph;
  graph.node("government");
  graph.node("council", {"Organization"});
  graph.node("strategy", {"Strategy"}, {{"start", text("2014")}});
  graph.node("late", {"Strategy"}, {{"start", text("2017")}});
  graph.node("fund", {"Fund"}, {{"start", text("2019")}});
  graph.relationship("government", "LAUNCHED", "council", {{"on", text("2016")}});
  graph.relationship("council", "PREPARED", "strategy");
  graph.relationship("council", "PREPARED", "late");
  graph.relationship("government", "LAUNCHED", "fund", {{"on", text("2020-02")}});
  CHECK(told(graph.done(), "before-cause") ==
        Sentences{"strategy is of 2014, when council, said to have made it, was not there yet: 2016",
                  "fund starts 2019, before government launched it, 2020-02"});
}

TEST_CASE("who serves a policy before it starts is told, an actor as graver than a policy", "[audit][before-cause]") {
  SmallGraph graph;
  graph.node("council", {"Organization"}, {{"established", text("2016")}});
  graph.node("nesti", {"Policy"}, {{"start", text("2016")}});
  graph.node("fund", {"Fund"}, {{"start", text("2021")}});
  graph.node("society", {"Policy"}, {{"start", text("2018")}});
  for (const char* who : {"council", "nesti", "fund"}) graph.relationship(who, "SUPPORTS", "society");
  const auto findings = audited(graph.done(), "before-cause");
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].severity == Severity::Medium);
  CHECK(findings[0].why == "council, of 2016, supports society, which starts later, 2018");
  CHECK(findings[1].severity == Severity::Low);
}

TEST_CASE("a successor is younger, a reason is older", "[audit][before-cause]") {
  SmallGraph graph;
  graph.node("old", {}, {{"year", number(2019)}});
  graph.node("new", {}, {{"year", number(2018)}});
  graph.node("next", {}, {{"year", number(2020)}});
  graph.node("survey", {"Finding"}, {{"stated_on", number(2019)}});
  graph.node("nesti", {"Policy"}, {{"start", text("2016")}});
  graph.relationship("old", "PRECEDES", "new");
  graph.relationship("old", "PRECEDES", "next");
  graph.relationship("survey", "ABOUT", "nesti", {{"role", text("effect")}});
  graph.relationship("survey", "ABOUT", "old", {{"role", text("cause")}});
  CHECK(told(graph.done(), "before-cause") ==
        Sentences{"old, of 2019, precedes new, which is older, 2018",
                  "nesti starts 2016, before its reason, survey, was named, 2019"});
}

TEST_CASE("a fact is not younger than the source that it rests on", "[audit][source-older]") {
  const auto fact = [](const std::string& key, const Value& value, const std::vector<std::string>& labels = {},
                       Rank rank = Rank::Normal) {
    SmallGraph graph;
    graph.node("report", {"Source"}, {{"id", text("report")}, {"published", text("2021-07")}});
    graph.node("note", {"Source"}, {{"id", text("report/fn/11")}, {"year", number(2020)}});
    graph.node("page", {"Source"}, {{"id", text("bib/14")}, {"published", text("2020-03")}});
    graph.relationship("note", "PART_OF", "report");
    graph.relationship("note", "CITES", "page");
    graph.node("portal", labels);
    graph.state(EntityId::of(graph["portal"]), key, value, at("report/fn/11", "#L246", rank, "looked up"));
    return told(graph.done(), "source-older");
  };
  CHECK(fact("start", text("2020-04")) ==
        Sentences{"its `start` is 2020-04 (line 246), but what that rests on, page, is of 2020-03"});
  CHECK(fact("start", text("2020-03")).empty());
  CHECK(fact("start", text("2020")).empty());
  CHECK(fact("end", text("2026")).empty());
  CHECK(fact("by", text("2030")).empty());
  CHECK(fact("start", text("2025"), {"Target"}).empty());
  CHECK(fact("start", text("2020-04"), {}, Rank::Preferred).empty());
  CHECK(fact("start", text("2020-04"), {}, Rank::Deprecated).empty());
  CHECK(fact("kind", text("2020-04")).empty());
}

TEST_CASE("a footnote younger than what it cites counts with its own date; no date is no claim",
          "[audit][source-older]") {
  SmallGraph graph;
  graph.node("note", {"Source"}, {{"id", text("fn")}, {"year", number(2021)}});
  graph.node("page", {"Source"}, {{"id", text("bib")}, {"year", number(2020)}});
  graph.node("undated", {"Source"}, {{"id", text("other")}});
  graph.relationship("note", "CITES", "page");
  graph.node("a");
  graph.node("b");
  graph.state(EntityId::of(graph["a"]), "start", text("2021-05"), at("fn", "1"));
  graph.state(EntityId::of(graph["b"]), "start", text("2021-05"), at("other", "1"));
  CHECK(told(graph.done(), "source-older").empty());
}

TEST_CASE("a document cites nothing younger than itself", "[audit][source-older]") {
  SmallGraph graph;
  graph.node("report", {"Source"}, {{"published", text("2021-07")}});
  graph.node("note", {"Source"});
  graph.node("later", {"Source"}, {{"year", number(2022)}});
  graph.node("earlier", {"Source"}, {{"year", number(2021)}});
  graph.relationship("note", "PART_OF", "report");
  graph.relationship("note", "CITES", "later");
  graph.relationship("note", "CITES", "earlier");
  CHECK(told(graph.done(), "source-older") == Sentences{"report, of 2021-07, cites later, which is younger: 2022"});
}

TEST_CASE("a figure shows the year that is claimed of it", "[audit][year-mismatch]") {
  SmallGraph graph;
  graph.node("figure 2", {"Source"}, {{"kind", text("figure")}, {"year", number(2018)}});
  graph.node("section", {"Source"}, {{"kind", text("section")}, {"year", number(2021)}});
  graph.node("2017", {"Finding"}, {{"year", number(2017)}});
  graph.node("2018", {"Finding"}, {{"year", number(2018)}});
  for (const char* finding : {"2017", "2018"}) {
    graph.relationship("figure 2", "ABOUT", finding);
    graph.relationship("section", "ABOUT", finding);
  }
  CHECK(told(graph.done(), "year-mismatch") ==
        Sentences{"it is of 2017, but the figure that shows it, figure 2, is of 2018"});
}

TEST_CASE("ends come after starts, months are twelve, fiscal years lie in their period", "[audit][time-order]") {
  SmallGraph graph;
  graph.node("a", {}, {{"start", text("2018")}, {"end", text("2016-12")}});
  graph.node("b", {}, {{"on", text("2021-13")}});
  graph.node("c", {},
             {{"fiscal_year", number(2023)}, {"period_start", text("2020-04")}, {"period_end", text("2021-03")}});
  graph.node("d", {"Project"}, {{"total_budget", number(-166000)}});
  graph.node("e", {"Budget"}, {{"amount", number(-20000)}});
  // Near misses.
  graph.node("f", {}, {{"start", text("2018")}, {"end", text("2018")}});
  graph.node("g", {},
             {{"fiscal_year", number(2023)}, {"period_start", text("2022-10")}, {"period_end", text("2023-09")}});
  graph.node("h", {},
             {{"fiscal_year", number(2023)}, {"period_start", text("2023-04")}, {"period_end", text("2024-03")}});
  graph.node("i", {"Transaction"}, {{"amount", number(-1)}});
  graph.node("j", {}, {{"supplementary_budget", number(-166000)}, {"years_printed", text("2015-20")}});
  CHECK(told(graph.done(), "time-order") ==
        Sentences{"its `end`, 2016-12, lies before its `start`, 2018",
                  "its `on`, 2021-13, is no date: there is no such day",
                  "its fiscal year 2023 lies outside of its period: `period_end` is 2021-03",
                  "its `total_budget` is negative: -166,000", "a Budget cannot hold a negative amount: -20,000"});
}
