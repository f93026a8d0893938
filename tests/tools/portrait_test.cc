#include "tools/portrait.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "graph/text/json.h"
#include "tests/support/small_graph.h"
#include "tools/subject.h"

namespace polgraph::cli {

using test::number;
using test::SmallGraph;
using test::text;

namespace {

Evidence from(const std::string& source, const std::string& locator, Rank rank = Rank::Normal) {
  Evidence evidence;
  evidence.source = source;
  evidence.locator = locator;
  evidence.rank = rank;
  return evidence;
}

Portrait portrait_of(const Snapshot& graph, EntityId entity, const PortraitOptions& options = {}) {
  Citations citations(graph);
  Portrait portrait = make_portrait(graph, entity, options, citations);
  portrait.sources = listed_sources(citations);
  return portrait;
}
std::string shown(const Portrait& portrait) {
  std::ostringstream out;
  print_text(portrait, out);
  return out.str();
}
bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// The fund's budget as the report has it: two amounts in euros for one in yen.
NodeId add_budget(SmallGraph& small) {
  const NodeId budget = small.node("budget", {"Budget"});
  small.state(EntityId::of(budget), "amount", number(2000000000000), from("report", "#L410"));
  small.state(EntityId::of(budget), "currency", text("JPY"), from("report", "#L410"));
  small.state(EntityId::of(budget), "amount_eur", number(15500000000), from("report", "#L410"));
  small.state(EntityId::of(budget), "amount_eur_printed", text("€15.5 bn"), from("report", "#L410"));
  small.state(EntityId::of(budget), "amount_eur", number(1500000000), from("report", "#L216"));
  return budget;
}

}  // namespace

TEST_CASE("a conflict is marked at the money, at the value and at both statements", "[tools][show]") {
  SmallGraph small;
  small.node("fund", {"Fund"});
  const NodeId budget = add_budget(small);
  small.relationship("fund", "HAS_BUDGET", "budget");
  const Snapshot graph = small.done();

  const std::string own = shown(portrait_of(graph, EntityId::of(budget)));
  CHECK(says(own, "EUR 15,500,000,000 (€15.5 bn) [1] as the source converts it\n"));
  CHECK(says(own, "conflict: also EUR 1,500,000,000 [2]\n"));
  CHECK(says(own, "15,500,000,000 [1]  (conflict: also 1,500,000,000 [2])\n"));
  CHECK(says(own, " * 15,500,000,000 [1]  (conflict)\n"));
  CHECK(says(own, "   1,500,000,000 [2]  (conflict)\n"));
  CHECK_FALSE(says(own, "2,000,000,000,000 [1]  (conflict)"));

  const std::string fund = shown(portrait_of(graph, EntityId::of(small["fund"])));
  CHECK(says(fund, "  budgets\n    JPY 2,000,000,000,000 [1] · budget\n"));
  CHECK(says(fund, "conflict: also EUR 1,500,000,000 [2]\n"));
}

TEST_CASE("a value that was judged wrong is shown on request only, and a preferred one ends a conflict",
          "[tools][show]") {
  SmallGraph small;
  const NodeId plan = small.node("plan");
  small.state(EntityId::of(plan), "start", number(2016), from("text", "#L1"));
  small.state(EntityId::of(plan), "start", number(2018), from("table", "#L2", Rank::Preferred));
  small.state(EntityId::of(plan), "end", number(1999), from("web", "#L3", Rank::Deprecated));
  small.state(EntityId::of(plan), "name:misspelling@en", text("plam"), from("web", "#L3", Rank::Deprecated));
  const Snapshot graph = small.done();

  const std::string some = shown(portrait_of(graph, EntityId::of(plan)));
  CHECK_FALSE(says(some, "conflict"));
  CHECK_FALSE(says(some, "1999"));
  CHECK_FALSE(says(some, "plam"));
  CHECK(says(some, "2 of rank deprecated (--all-ranks shows them)"));
  CHECK(says(some, " * 2018 (preferred)"));

  const std::string all = shown(portrait_of(graph, EntityId::of(plan), {.all_ranks = true, .limit = kNoLimit}));
  CHECK(says(all, "1999 (deprecated)"));
  CHECK(says(all, "plam (misspelling, en; deprecated)"));
  CHECK_FALSE(says(all, "--all-ranks"));
}

TEST_CASE("a name that several sources give is one name with all of them", "[tools][show]") {
  SmallGraph small;
  const NodeId nedo = small.node("NEDO");
  small.state(EntityId::of(nedo), "name:translation@ja", text("新エネルギー・産業技術総合開発機構"), from("a", "#L1"));
  small.state(EntityId::of(nedo), "name:translation@ja", text("新エネルギー・産業技術総合開発機構"), from("b", "#L2"));
  const Portrait portrait = portrait_of(small.done(), EntityId::of(nedo));
  REQUIRE(portrait.names.size() == 1);
  CHECK(portrait.names[0].language == "ja");
  CHECK(portrait.names[0].sources == Numbers{1, 2});
}

TEST_CASE("amounts of one currency, period and modality are added up, and no others", "[tools][show][money]") {
  SmallGraph small;
  const NodeId a = small.node("a");
  const auto pays = [&small](std::int64_t amount, const std::string& currency, int year) {
    const std::string id = "to" + std::to_string(amount) + currency + std::to_string(year);
    small.node(id);
    small.relationship("a", "PAYS", id,
                       {{"amount", number(amount)}, {"currency", text(currency)}, {"fiscal_year", number(year)}});
  };
  pays(1, "JPY", 2022);
  pays(2, "JPY", 2022);
  pays(4, "JPY", 2023);
  pays(8, "EUR", 2022);
  pays(16, "EUR", 2022);
  const Portrait portrait = portrait_of(small.done(), EntityId::of(a));
  REQUIRE(portrait.groups.size() == 1);
  CHECK(portrait.groups[0].totals == std::vector<std::string>{"2 amounts EUR 24 (fiscal year 2022)",
                                                              "2 amounts JPY 3 (fiscal year 2022)",
                                                              "1 amount JPY 4 (fiscal year 2023)"});
}

TEST_CASE("a sum beyond 64 bits is not given", "[tools][show][money]") {
  SmallGraph small;
  const NodeId a = small.node("a");
  small.node("b");
  for (int i = 0; i < 2; ++i) small.relationship("a", "PAYS", "b", {{"amount", number(9000000000000000000)}});
  CHECK(portrait_of(small.done(), EntityId::of(a)).groups[0].totals ==
        std::vector<std::string>{"2 amounts that do not add up in whole units of 64 bits"});
}

TEST_CASE("of a hub some are shown with how many there are; JSON has all", "[tools][show]") {
  SmallGraph small;
  const NodeId hub = small.node("hub");
  for (int i = 0; i < 100; ++i) {
    small.node("n" + std::to_string(i));
    const RelId relationship = small.relationship("hub", "KNOWS", "n" + std::to_string(i));
    small.state(EntityId::of(relationship), "on", number(2020), from("report", "#L" + std::to_string(i)));
  }
  const Snapshot graph = small.done();
  const Portrait some = portrait_of(graph, EntityId::of(hub), {.all_ranks = false, .limit = 20});
  CHECK(says(shown(some), "-KNOWS-> 100 relationships\n"));
  CHECK(says(shown(some), "... and 80 more (--all shows them)\n"));
  CHECK(some.sources.size() == 20);  // what is not shown is not cited
  const Value all = as_value(portrait_of(graph, EntityId::of(hub)));
  CHECK(all.find("relationships")->as_list().size() == 100);
  CHECK(all.find("sources")->as_list().size() == 100);
}

TEST_CASE("members of a group stand in the order their source numbers them", "[tools][show]") {
  SmallGraph small;
  const NodeId plan = small.node("plan");
  for (const int position : {3, 1, 2}) {
    small.node("field" + std::to_string(position));
    small.relationship("plan", "HAS_PRIORITY", "field" + std::to_string(position), {{"position", number(position)}});
  }
  const Portrait portrait = portrait_of(small.done(), EntityId::of(plan));
  std::vector<std::string> order;
  for (const ShownRelationship& relationship : portrait.groups[0].shown) order.push_back(relationship.other);
  CHECK(order == std::vector<std::string>{"field1", "field2", "field3"});
}

TEST_CASE("a relationship is shown with its ends, its conflicts and its statements", "[tools][show]") {
  SmallGraph small;
  small.node("METI", {"Ministry"}, {{"id", text("meti")}});
  small.node("fund");
  const RelId launched = small.relationship("METI", "LAUNCHED", "fund");
  small.state(EntityId::of(launched), "on", text("2021-03"), from("report", "#L410"));
  small.state(EntityId::of(launched), "on", text("2020"), from("table", "#L2"));
  const Snapshot graph = small.done();
  const std::string text = shown(portrait_of(graph, EntityId::of(launched)));
  CHECK(says(text, "METI -LAUNCHED-> fund\n"));
  CHECK(says(text, "from METI · meti\n"));
  CHECK(says(text, "on  2021-03 [1]  (conflict: also 2020 [2])\n"));
  CHECK(says(text, " * 2021-03 [1]  (conflict)\n"));
  const Value json = as_value(portrait_of(graph, EntityId::of(launched)));
  CHECK(json.find("kind")->as_string() == "relationship");
  CHECK(json.find("type")->as_string() == "LAUNCHED");
  CHECK(json.find("statements")->as_list().size() == 2);

  const std::string meti = shown(portrait_of(graph, EntityId::of(small["METI"])));
  CHECK(says(meti, "(conflict: on also 2020 [2])"));
}

TEST_CASE("the keys that programs rely on are in the JSON of an entity", "[tools][show]") {
  SmallGraph small;
  const NodeId budget = add_budget(small);
  const Value json = as_value(portrait_of(small.done(), EntityId::of(budget)));
  for (const char* key :
       {"id", "name", "labels", "names", "money", "properties", "relationships", "statements", "sources"}) {
    INFO(key);
    CHECK(json.find(key) != nullptr);
  }
  CHECK(to_json(*json.find("money")) == "[\"JPY 2,000,000,000,000\"]");
  const Value& statement = json.find("statements")->as_list()[0];
  for (const char* key : {"predicate", "value", "original", "rank", "validity", "best", "sources"}) {
    INFO(key);
    CHECK(statement.find(key) != nullptr);
  }
}

}  // namespace polgraph::cli
