#include "graph/trace.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <tuple>

#include "graph/error.h"
#include "graph/money.h"
#include "graph/search.h"
#include "tests/support/small_graph.h"

using namespace polgraph;
using test::number;
using test::SmallGraph;
using test::text;

namespace {

struct Funding : SmallGraph {
  RelId pay(const std::string& from, const std::string& type, const std::string& to, std::int64_t amount,
            const std::string& currency = "JPY") {
    return relationship(from, type, to, {{"amount", number(amount)}, {"currency", text(currency)}});
  }
};

std::string walk(const Snapshot& snapshot, const TracePath& path) {
  std::string line = display_name(snapshot, path.start);
  for (const TraceHop& hop : path.hops) {
    line += (hop.step.outgoing ? " -" : " <-") + snapshot.name(hop.step.type) + "- " +
            display_name(snapshot, hop.step.neighbour);
  }
  return line;
}

std::vector<std::string> walks(const Snapshot& snapshot, const std::vector<TraceStop>& stops,
                               TraceOptions options = {}) {
  std::vector<std::string> lines;
  for (const TracePath& path : trace_paths(snapshot, stops, options)) lines.push_back(walk(snapshot, path));
  return lines;
}

TraceStop at(NodeId node) {
  TraceStop stop;
  stop.node = node;
  return stop;
}
TraceStop any(const std::string& label) {
  TraceStop stop;
  stop.label = label;
  return stop;
}

void draw(const Snapshot& snapshot, const TraceTree& tree, const std::string& indent, std::vector<std::string>& lines) {
  std::string line = indent;
  if (tree.hop) line += snapshot.name(tree.hop->step.type) + " ";
  line += display_name(snapshot, tree.node);
  if (tree.seen_before) line += " *";
  if (tree.left_out > 0) line += " +" + std::to_string(tree.left_out);
  lines.push_back(line);
  for (const TraceTree& child : tree.children) draw(snapshot, child, indent + "  ", lines);
}
std::vector<std::string> drawn(const Snapshot& snapshot, NodeId root, TraceOptions options = {}) {
  std::vector<std::string> lines;
  draw(snapshot, trace_tree(snapshot, root, options), "", lines);
  return lines;
}

using Lines = std::vector<std::string>;

// METI and its fund, as the report on Japan has them.
struct Report : Funding {
  Report() {
    node("METI", {"Organization", "Ministry"});
    node("NEDO", {"Organization", "Agency"});
    node("Fund", {"Fund"});
    node("Strategy", {"Policy", "Strategy"});
    node("Wind", {"PriorityField"});
    node("Hydrogen", {"PriorityField"});
    node("budget", {"Budget"}, {{"amount", number(2000000000000)}, {"currency", text("JPY")}});
    node("companies", {"Theme"}, {{"aggregate", Value::boolean(true)}});
    node("beyond", {"Policy"});
    relationship("METI", "LAUNCHED", "Fund");
    relationship("METI", "LEADS", "Strategy");
    relationship("METI", "LOCATED_IN", "beyond");
    relationship("Fund", "PART_OF", "NEDO");
    relationship("Fund", "SUPPORTS", "Strategy");
    relationship("Fund", "HAS_BUDGET", "budget");
    relationship("Fund", "TARGETS", "companies");
    relationship("companies", "SUPPORTS", "beyond");
    relationship("Strategy", "HAS_PRIORITY", "Hydrogen", {{"position", number(2)}});
    relationship("Strategy", "HAS_PRIORITY", "Wind", {{"position", number(1)}});
    relationship("Strategy", "PART_OF", "beyond");
  }
};

}  // namespace

TEST_CASE("the profile names money before mandate and each rule once", "[trace]") {
  std::set<std::tuple<std::string, bool, std::string>> rules;
  bool money = true;
  for (const FundingRule& rule : funding_profile()) {
    CHECK(rules.emplace(rule.type, rule.forward, rule.from_label).second);
    CHECK((money || !rule.money));
    money = rule.money;
  }
  CHECK(rules.size() == 16);
}

TEST_CASE("the tree follows money and mandate, opens each node once, and stops at aggregates", "[trace]") {
  Report graph;
  const Snapshot snapshot = graph.done();
  CHECK(drawn(snapshot, graph["METI"]) == Lines{
                                              "METI",
                                              "  LAUNCHED Fund",
                                              "    HAS_BUDGET budget",
                                              "    SUPPORTS Strategy *",
                                              "    PART_OF NEDO",
                                              "    TARGETS companies",
                                              "  LEADS Strategy",
                                              "    HAS_PRIORITY Wind",
                                              "    HAS_PRIORITY Hydrogen",
                                          });
  CHECK(drawn(snapshot, graph["companies"]) == Lines{"companies", "  SUPPORTS beyond"});
  CHECK(drawn(snapshot, graph["Wind"]) == Lines{"Wind"});
}

TEST_CASE("paths lead over the stops in their order", "[trace]") {
  Report graph;
  const Snapshot snapshot = graph.done();
  CHECK(walks(snapshot, {at(graph["METI"]), at(graph["Fund"]), any("PriorityField")}) ==
        Lines{
            "METI -LAUNCHED- Fund -SUPPORTS- Strategy -HAS_PRIORITY- Hydrogen",
            "METI -LAUNCHED- Fund -SUPPORTS- Strategy -HAS_PRIORITY- Wind",
        });
  CHECK(walks(snapshot, {at(graph["METI"]), any("PriorityField")}).size() == 4);
  CHECK(walks(snapshot, {any("Ministry"), at(graph["NEDO"])}) == Lines{"METI -LAUNCHED- Fund -PART_OF- NEDO"});
  CHECK(walks(snapshot, {at(graph["Wind"]), at(graph["METI"])}).empty());
  CHECK(walks(snapshot, {at(graph["METI"]), at(graph["METI"])}).empty());
  CHECK(walks(snapshot, {at(graph["METI"]), at(graph["beyond"])}).empty());  // only through an aggregate
  CHECK(walks(snapshot, {at(graph["METI"]), at(graph["companies"]), at(graph["beyond"])}).size() == 1);  // asked for
  CHECK(walks(snapshot, {at(graph["Strategy"]), at(graph["beyond"])}).empty());  // PART_OF is followed from funds only
}

TEST_CASE("a trace needs two stops, labels that exist, and gives no more than asked", "[trace]") {
  Report graph;
  const Snapshot snapshot = graph.done();
  CHECK_THROWS_AS(trace_paths(snapshot, {at(graph["METI"])}, {}), Error);
  CHECK_THROWS_AS(trace_paths(snapshot, {at(graph["METI"]), any("Minstry")}, {}), Error);
  TraceOptions options;
  options.max_paths = 1;
  CHECK(walks(snapshot, {at(graph["METI"]), any("PriorityField")}, options).size() == 1);
  options.max_paths = 0;
  CHECK(walks(snapshot, {at(graph["METI"]), any("PriorityField")}, options).empty());
  options = {};
  options.max_depth = 1;
  CHECK(walks(snapshot, {at(graph["METI"]), any("PriorityField")}, options).empty());
  CHECK(walks(snapshot, {at(graph["METI"]), at(graph["Strategy"])}, options).size() == 1);
  options = {};
  options.rules = {{.type = "LOCATED_IN", .forward = true, .money = false, .from_label = {}}};
  CHECK(walks(snapshot, {at(graph["METI"]), at(graph["beyond"])}, options).size() == 1);
  options.rules[0].forward = false;
  CHECK(walks(snapshot, {at(graph["beyond"]), at(graph["METI"])}, options) == Lines{"beyond <-LOCATED_IN- METI"});
}

TEST_CASE("shorter paths stand first, then those that carry more, currencies apart, then those without money",
          "[trace]") {
  Funding graph;
  for (const char* id : {"from", "big", "small", "euro", "mixed", "free", "to", "via"}) graph.node(id);
  for (const char* id : {"big", "small", "euro", "mixed", "free"}) graph.node(id);
  graph.pay("from", "FUNDS", "small", 900);
  graph.pay("small", "PAYS", "to", 100);
  graph.pay("from", "FUNDS", "big", 300);
  graph.pay("big", "PAYS", "to", 200);
  graph.pay("from", "FUNDS", "euro", 1, "EUR");
  graph.pay("euro", "PAYS", "to", 1, "EUR");
  graph.pay("from", "FUNDS", "mixed", 5000, "EUR");
  graph.pay("mixed", "PAYS", "to", 5000, "JPY");
  graph.relationship("from", "LAUNCHED", "free");
  graph.relationship("free", "SUPPORTS", "to");
  graph.relationship("from", "LEADS", "to");
  graph.pay("from", "FUNDS", "via", 10'000);
  graph.pay("via", "FUNDS", "big", 10'000);
  const Snapshot snapshot = graph.done();
  CHECK(walks(snapshot, {at(graph["from"]), at(graph["to"])}) == Lines{
                                                                     "from -LEADS- to",
                                                                     "from -FUNDS- euro -PAYS- to",
                                                                     "from -FUNDS- big -PAYS- to",
                                                                     "from -FUNDS- small -PAYS- to",
                                                                     "from -FUNDS- mixed -PAYS- to",
                                                                     "from -LAUNCHED- free -SUPPORTS- to",
                                                                     "from -FUNDS- via -FUNDS- big -PAYS- to",
                                                                 });
}

TEST_CASE("equal paths stand in the order of the names on the way", "[trace]") {
  Funding graph;
  for (const char* id : {"from", "c", "a", "b", "to"}) graph.node(id);
  for (const char* id : {"c", "a", "b"}) {
    graph.relationship("from", "LEADS", id);
    graph.relationship(id, "SUPPORTS", "to");
  }
  const Snapshot snapshot = graph.done();
  TraceOptions two;
  two.max_paths = 2;
  CHECK(walks(snapshot, {at(graph["from"]), at(graph["to"])}, two) ==
        Lines{"from -LEADS- a -SUPPORTS- to", "from -LEADS- b -SUPPORTS- to"});
}

TEST_CASE("what is left out of a tree is counted", "[trace]") {
  Funding graph;
  graph.node("hub");
  for (int i = 0; i < 40; ++i) {
    graph.node("p" + std::to_string(i));
    graph.pay("hub", "FUNDS", "p" + std::to_string(i), i);
  }
  const Snapshot snapshot = graph.done();
  TraceOptions options;
  options.max_children = 3;
  CHECK(drawn(snapshot, graph["hub"], options) == Lines{"hub +37", "  FUNDS p39", "  FUNDS p38", "  FUNDS p37"});
  options.max_children = 1000;
  options.max_nodes = 11;
  CHECK(trace_tree(snapshot, graph["hub"], options).children.size() == 10);
  CHECK(trace_tree(snapshot, graph["hub"], options).left_out == 30);
  options.max_depth = 0;
  CHECK(drawn(snapshot, graph["hub"], options) == Lines{"hub +40"});
}

TEST_CASE("a circle of funding ends", "[trace]") {
  Funding graph;
  for (const char* id : {"a", "b", "c"}) graph.node(id);
  graph.pay("a", "FUNDS", "b", 1);
  graph.pay("b", "FUNDS", "c", 1);
  graph.pay("c", "FUNDS", "a", 1);
  const Snapshot snapshot = graph.done();
  CHECK(drawn(snapshot, graph["a"]) == Lines{"a", "  FUNDS b", "    FUNDS c", "      FUNDS a *"});
  CHECK(walks(snapshot, {at(graph["a"]), at(graph["c"])}).size() == 1);
}

TEST_CASE("paths are those of trying everything, in their order, on random graphs", "[trace]") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    std::mt19937 random(seed);
    Funding graph;
    const unsigned size = 8;
    const auto name = [](unsigned i) { return "n" + std::to_string(i); };
    for (unsigned i = 0; i < size; ++i) graph.node(name(i), i % 3 == 0 ? Lines{"Goal"} : Lines{"Other"});
    for (unsigned i = 0; i < 2 * size; ++i) {
      graph.pay(name(random() % size), "FUNDS", name(random() % size), static_cast<std::int64_t>(random() % 5));
    }
    const Snapshot snapshot = graph.done();
    const TypeId funds = *snapshot.find_type("FUNDS");
    const LabelId goal = *snapshot.find_label("Goal");
    const KeyId amount = *snapshot.find_key("amount");

    // Every simple path from n1 to a Goal, by hand.
    struct Found {
      std::size_t hops;
      std::int64_t least_negative;
      Lines names;
      std::vector<RelId> relationships;
      auto operator<=>(const Found&) const = default;
    };
    std::set<Found> expected;
    std::vector<NodeId> on_path{graph["n1"]};
    Found now{0, -1'000'000, {}, {}};
    const auto visit = [&](const auto& self, NodeId from) -> void {
      for (auto steps = snapshot.steps(from, Direction::Out, {&funds, 1}); steps.next();) {
        const Step step = steps.step();
        if (std::find(on_path.begin(), on_path.end(), step.neighbour) != on_path.end()) continue;
        const Found before = now;
        ++now.hops;
        now.least_negative = std::max(now.least_negative, -snapshot.property(step.relationship, amount).as_integer());
        now.names.push_back(display_name(snapshot, step.neighbour));
        now.relationships.push_back(step.relationship);
        on_path.push_back(step.neighbour);
        if (snapshot.has_label(step.neighbour, goal)) expected.insert(now);
        self(self, step.neighbour);
        on_path.pop_back();
        now = before;
      }
    };
    visit(visit, graph["n1"]);

    TraceOptions options;
    options.max_depth = 10;
    options.max_paths = 100'000;
    const auto compare = [&](std::size_t count) {
      options.max_paths = count;
      std::vector<std::vector<RelId>> found, wanted;
      for (const TracePath& path : trace_paths(snapshot, {at(graph["n1"]), any("Goal")}, options)) {
        found.emplace_back();
        for (const TraceHop& hop : path.hops) found.back().push_back(hop.step.relationship);
      }
      for (const Found& path : expected) {
        if (wanted.size() < count) wanted.push_back(path.relationships);
      }
      CHECK(found == wanted);
    };
    compare(100'000);
    compare(1);
    compare(4);
  }
}

TEST_CASE("a hub of thousands of projects is no hindrance where the other end is small", "[trace]") {
  Funding graph;
  graph.node("ministry");
  graph.node("agency");
  for (int i = 0; i < 5000; ++i) {
    const std::string project = "p" + std::to_string(i);
    graph.node(project);
    graph.pay("ministry", "FUNDS", project, i);
    if (i % 1000 == 0) graph.pay(project, "PAYS", "agency", 10 * i);
  }
  const Snapshot snapshot = graph.done();
  const auto lines = walks(snapshot, {at(graph["ministry"]), at(graph["agency"])});
  REQUIRE(lines.size() == 5);
  CHECK(lines.front() == "ministry -FUNDS- p4000 -PAYS- agency");
}

TEST_CASE("a dense graph gives its best paths and ends", "[trace]") {
  Funding graph;
  const int size = 40;
  for (int i = 0; i < size; ++i) graph.node("n" + std::to_string(i));
  for (int i = 0; i < size; ++i) {
    for (int j = 0; j < size; ++j) {
      if (i != j) graph.pay("n" + std::to_string(i), "FUNDS", "n" + std::to_string(j), i + j);
    }
  }
  const Snapshot snapshot = graph.done();
  const auto lines = walks(snapshot, {at(graph["n0"]), at(graph["n1"])});
  REQUIRE(lines.size() == 20);
  CHECK(lines[0] == "n0 -FUNDS- n1");
  CHECK(lines[1] == "n0 -FUNDS- n39 -FUNDS- n1");
}
