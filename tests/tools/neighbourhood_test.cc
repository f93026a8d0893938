#include "tools/neighbourhood.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/small_graph.h"

namespace polgraph::cli {

using test::number;
using test::SmallGraph;
using test::text;

namespace {

bool is_in(const Neighbourhood& around, NodeId node) {
  return std::find(around.graph.nodes.begin(), around.graph.nodes.end(), node) != around.graph.nodes.end();
}

}  // namespace

TEST_CASE("of a small neighbourhood all is drawn", "[tools][neighbourhood]") {
  SmallGraph small;
  const NodeId a = small.node("a");
  small.node("b");
  small.relationship("a", "KNOWS", "b");
  small.relationship("b", "KNOWS", "a");
  small.relationship("a", "KNOWS", "a");
  const Snapshot graph = small.done();
  const Neighbourhood around = neighbourhood(graph, a, 24);
  CHECK(around.neighbours == 1);
  CHECK(around.shown == 1);
  CHECK(around.graph.relationships.size() == 3);
}

TEST_CASE("of a large one every type has its turn, the greatest amounts first, documents last",
          "[tools][neighbourhood]") {
  SmallGraph small;
  const NodeId hub = small.node("hub");
  for (int i = 0; i < 50; ++i) {
    small.node("p" + std::to_string(i));
    small.relationship("hub", "FUNDS", "p" + std::to_string(i), {{"amount", number(i)}, {"currency", text("JPY")}});
    small.node("s" + std::to_string(i), {"Source"});
    small.relationship("s" + std::to_string(i), "ABOUT", "hub");
  }
  small.node("agency");
  small.relationship("agency", "PART_OF", "hub");
  const Snapshot graph = small.done();
  const Neighbourhood around = neighbourhood(graph, hub, 10);
  CHECK(around.neighbours == 101);
  CHECK(around.shown == 10);  // 6 on the side of FUNDS, 4 on the other
  CHECK(is_in(around, hub));
  CHECK(is_in(around, small["agency"]));
  CHECK(is_in(around, small["p49"]));
  CHECK(is_in(around, small["p44"]));
  CHECK_FALSE(is_in(around, small["p43"]));
  CHECK(is_in(around, small["s2"]));
  CHECK_FALSE(is_in(around, small["s3"]));
}

TEST_CASE("of many parallel relationships a few are drawn", "[tools][neighbourhood]") {
  SmallGraph small;
  const NodeId a = small.node("a");
  small.node("b");
  for (int i = 0; i < 100; ++i) small.relationship("a", "PAYS", "b");
  const Snapshot graph = small.done();
  CHECK(neighbourhood(graph, a, 24).graph.relationships.size() == 3);
}

}  // namespace polgraph::cli
