#include <catch2/catch.hpp>

#include "tests/graph/audit/audited.h"

using namespace polgraph;
using test::audited;
using test::number;
using test::SmallGraph;
using test::text;
using test::told;

namespace {

// Two Targets by 2050 about greenhouse gases: 80 % less, and what the test says.
class Aims {
 public:
  explicit Aims(SmallGraph::Properties second, const std::vector<std::string>& holder = {"Strategy"},
                const std::vector<std::string>& first_holder = {"Place"}) {
    graph.node("ghg", {"Theme"});
    graph.node("Japan", first_holder);
    graph.node("growth strategy", holder);
    graph.node("80 % less", {"Target"},
               {{"value", number(80)}, {"unit", text("%")}, {"direction", text("reduction")}, {"by", text("2050")}});
    graph.node("second", {"Target"}, std::move(second));
    graph.relationship("Japan", "HAS_TARGET", "80 % less");
    graph.relationship("growth strategy", "HAS_TARGET", "second");
    graph.relationship("80 % less", "ABOUT", "ghg");
    graph.relationship("second", "ABOUT", "ghg");
  }
  SmallGraph graph;
};

SmallGraph::Properties percent(int value, const char* by = "2050") {
  return {{"value", number(value)}, {"unit", text("%")}, {"by", text(by)}};
}

}  // namespace

TEST_CASE("two aims for one thing and one year are told, in figures as graver than in words", "[audit][rival-aims]") {
  const auto figures = audited(Aims(percent(100)).graph.done(), "rival-aims");
  REQUIRE(figures.size() == 1);
  CHECK(figures[0].severity == Severity::High);
  CHECK(figures[0].statements.size() == 2);
  CHECK(figures[0].why == "two aims for 2050: \"80 % less\" of Japan, 80 %; and \"second\" of growth strategy, 100 %");
  const auto words =
      audited(Aims({{"value_printed", text("carbon neutral")}, {"by", number(2050)}}).graph.done(), "rival-aims");
  REQUIRE(words.size() == 1);
  CHECK(words[0].severity == Severity::Medium);
  CHECK(words[0].why ==
        "two aims for 2050: \"80 % less\" of Japan, 80 %; and \"second\" of growth strategy, carbon neutral");
}

TEST_CASE("other years, units, baselines, equal values and companies are no rivals", "[audit][rival-aims]") {
  CHECK(told(Aims(percent(26, "2030")).graph.done(), "rival-aims").empty());
  CHECK(told(Aims(percent(80)).graph.done(), "rival-aims").empty());
  CHECK(told(Aims({{"value", number(5)}, {"unit", text("Mt")}, {"by", text("2050")}}).graph.done(), "rival-aims")
            .empty());
  auto rising = percent(90);
  rising.emplace_back("direction", text("increase"));
  CHECK(told(Aims(rising).graph.done(), "rival-aims").empty());
  CHECK(told(Aims(percent(100), {"Company"}, {"Company"}).graph.done(), "rival-aims").empty());
  CHECK(told(Aims({{"value", number(90)}}).graph.done(), "rival-aims").empty());
}

TEST_CASE("holders in different countries, and aims judged different, are no rivals", "[audit][rival-aims]") {
  Aims countries(percent(100), {"Place"});
  CHECK(told(countries.graph.done(), "rival-aims").empty());
  Aims judged(percent(100));
  judged.graph.relationship("second", "DIFFERENT_FROM", "80 % less");
  CHECK(told(judged.graph.done(), "rival-aims").empty());
}

TEST_CASE("one holder's aims are compared where their names measure the same", "[audit][rival-aims]") {
  SmallGraph graph;
  graph.node("robot strategy", {"Measure"});
  const auto target = [&](const std::string& name, std::int64_t value, const std::string& unit) {
    graph.node(name, {"Target"}, {{"value", number(value)}, {"unit", text(unit)}, {"by", text("2020")}});
    graph.relationship("robot strategy", "HAS_TARGET", name);
  };
  target("human resources assisted by robots: 30 000", 30000, "people");
  target("human resources assisted by robots: 45 000 by 2020", 45000, "people");
  target("engineers trained", 500, "people");
  const auto findings = told(graph.done(), "rival-aims");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].find("45,000 people") != std::string::npos);
}
