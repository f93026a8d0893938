#include "graph/snapshot.h"

#include <catch2/catch.hpp>

#include "graph/error.h"
#include "graph/store.h"
#include "graph/transaction.h"

using namespace polgraph;

namespace {

struct Graph {
  Store store = Store::memory();
  Transaction t = store.begin();
  NodeId node(const std::string& name) { return t.create_node({"Place"}, {{"name", Value::string(name)}}); }
  RelId edge(const std::string& type, NodeId from, NodeId to) { return t.create_relationship(type, from, to, {}); }
};

std::vector<std::string> walk(const Snapshot& view, StepCursor cursor) {
  std::vector<std::string> steps;
  while (cursor.next()) {
    const Step& step = cursor.step();
    steps.push_back((step.outgoing ? ">" : "<") + view.name(step.type) + std::to_string(step.neighbour.value) + "#" +
                    std::to_string(step.relationship.value));
  }
  REQUIRE_FALSE(cursor.next());  // and stays at its end
  return steps;
}

using Steps = std::vector<std::string>;

}  // namespace

TEST_CASE("steps come out first, then in, each by type, neighbour and relationship; a loop comes once",
          "[graph][snapshot]") {
  const bool committed = GENERATE(false, true);
  Graph g;
  const NodeId a = g.node("a"), b = g.node("b"), c = g.node("c");
  g.edge("A", a, b);
  g.edge("B", a, c);
  g.edge("A", a, a);
  g.edge("A", a, b);  // parallel
  g.edge("A", c, a);
  g.edge("B", b, a);
  if (committed) g.t.commit();
  const Snapshot view = committed ? g.store.snapshot() : g.t.view();
  const TypeId type_a = *view.find_type("A"), type_b = *view.find_type("B");

  REQUIRE(walk(view, view.steps(a, Direction::Out)) == Steps{">A0#2", ">A1#0", ">A1#3", ">B2#1"});
  REQUIRE(walk(view, view.steps(a, Direction::In)) == Steps{"<A0#2", "<A2#4", "<B1#5"});
  REQUIRE(walk(view, view.steps(a, Direction::Both)) == Steps{">A0#2", ">A1#0", ">A1#3", ">B2#1", "<A2#4", "<B1#5"});
  const std::vector<TypeId> both = {type_b, type_a, type_b};
  REQUIRE(walk(view, view.steps(a, Direction::Both, both)) == walk(view, view.steps(a, Direction::Both)));
  const std::vector<TypeId> only_b = {type_b};
  REQUIRE(walk(view, view.steps(a, Direction::Both, only_b)) == Steps{">B2#1", "<B1#5"});
  REQUIRE(walk(view, view.steps_to(a, b, Direction::Both)) == Steps{">A1#0", ">A1#3", "<B1#5"});
  REQUIRE(walk(view, view.steps_to(a, b, Direction::Out, only_b)).empty());
  REQUIRE(walk(view, view.steps_to(a, a, Direction::Both)) == Steps{">A0#2"});
  REQUIRE(view.degree(a, Direction::Both) == 6);
  REQUIRE(view.degree(a, Direction::In) == 3);
  REQUIRE(walk(view, view.steps(NodeId(99), Direction::Both)).empty());
}

TEST_CASE("scans come in the order of ids and pass over what was deleted", "[graph][snapshot]") {
  Graph g;
  for (int i = 0; i < 5; ++i) g.node(std::to_string(i));
  const RelId first = g.edge("A", NodeId(0), NodeId(1));
  const RelId second = g.edge("B", NodeId(0), NodeId(1));
  g.t.commit();
  Transaction t = g.store.begin();
  t.delete_node(NodeId(2));
  t.delete_relationship(first);
  t.create_node({"Place"}, {});
  std::vector<std::uint64_t> nodes, labelled, relationships;
  for (auto cursor = t.view().nodes(); cursor.next();) nodes.push_back(cursor.id().value);
  for (auto cursor = t.view().nodes_with_label(*t.view().find_label("Place")); cursor.next();)
    labelled.push_back(cursor.id().value);
  for (auto cursor = t.view().relationships(); cursor.next();) relationships.push_back(cursor.id().value);
  REQUIRE(nodes == std::vector<std::uint64_t>{0, 1, 3, 4, 5});
  REQUIRE(labelled == nodes);
  REQUIRE(relationships == std::vector<std::uint64_t>{second.value});
  auto of_type = t.view().relationships_of_type(*t.view().find_type("B"));
  REQUIRE(of_type.next());
  REQUIRE(of_type.id() == second);
  REQUIRE_FALSE(of_type.next());
}

TEST_CASE("the property index finds numbers by value, long texts exactly, and nothing else", "[graph][snapshot]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  const std::string stem(300, 'x');
  const NodeId one = t.create_node({}, {{"id", Value::integer(1)}});
  const NodeId big = t.create_node({}, {{"id", Value::integer(9007199254740993)}});
  const NodeId first = t.create_node({}, {{"id", Value::string(stem + "1")}});
  const NodeId second = t.create_node({}, {{"id", Value::string(stem + "2")}});
  t.create_node({}, {{"other", Value::integer(1)}});
  t.commit();
  const Snapshot now = store.snapshot();
  const KeyId id = *now.find_key("id");
  const auto found = [&](const Value& value) {
    std::vector<NodeId> nodes;
    for (auto cursor = now.nodes_with_property(id, value); cursor.next();) nodes.push_back(cursor.id());
    return nodes;
  };
  REQUIRE(now.is_indexed(id));
  REQUIRE_FALSE(now.is_indexed(*now.find_key("other")));
  REQUIRE(found(Value::integer(1)) == std::vector{one});
  REQUIRE(found(Value::floating(1.0)) == std::vector{one});
  REQUIRE(found(Value::integer(9007199254740993)) == std::vector{big});
  REQUIRE(found(Value::floating(9007199254740992.0)).empty());
  REQUIRE(found(Value::string(stem + "1")) == std::vector{first});
  REQUIRE(found(Value::string(stem + "2")) == std::vector{second});
  REQUIRE(found(Value::string(stem)).empty());
  REQUIRE(found(Value::string("1")).empty());
  REQUIRE(found(Value::null()).empty());
  REQUIRE(found(Value::map({})).empty());
}

TEST_CASE("a snapshot stays as it was while others write", "[graph][snapshot]") {
  Store store = Store::memory();
  Transaction first = store.begin();
  const NodeId node = first.create_node({"A"}, {{"x", Value::integer(1)}});
  first.commit();
  const Snapshot before = store.snapshot();
  Transaction second = store.begin();
  second.set_property(EntityId::of(node), "x", Value::integer(2));
  second.create_node({"B"}, {});
  REQUIRE(store.snapshot().property(node, *before.find_key("x")).as_integer() == 1);
  second.commit();
  REQUIRE(before.property(node, *before.find_key("x")).as_integer() == 1);
  REQUIRE_FALSE(before.find_label("B").has_value());
  REQUIRE(before.statistics().nodes == 1);
  REQUIRE(store.snapshot().property(node, *before.find_key("x")).as_integer() == 2);
  REQUIRE(second.view().property(node, *before.find_key("x")).as_integer() == 2);
}

TEST_CASE("a snapshot outlives its store", "[graph][snapshot]") {
  auto store = std::make_unique<Store>(Store::memory());
  Transaction t = store->begin();
  const NodeId node = t.create_node({"A"}, {});
  t.commit();
  const Snapshot now = store->snapshot();
  store.reset();
  REQUIRE(now.exists(node));
}

TEST_CASE("names that were never used are not found, numbers never given are an error", "[graph][snapshot]") {
  const Store store = Store::memory();
  const Snapshot now = store.snapshot();
  REQUIRE_FALSE(now.find_label("name").has_value());
  REQUIRE_FALSE(now.find_key("name").has_value());
  REQUIRE(now.keys().empty());
  REQUIRE_THROWS_AS(now.name(LabelId(0)), Error);
}

TEST_CASE("the name index knows whole names and their parts, of names, titles, acronyms, aliases and ids",
          "[graph][snapshot]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  const NodeId meti = t.create_node({}, {{"id", Value::string("jp/meti")},
                                         {"name", Value::string("経済産業省")},
                                         {"acronym", Value::string("METI")},
                                         {"aliases", Value::list({Value::string("Trade Ministry")})},
                                         {"note", Value::string("unseen")}});
  t.commit();
  const Snapshot now = store.snapshot();
  const auto knows = [&](const std::string& term) {
    auto found = now.name_term(term);
    return found.next() && found.term() == term && found.node() == meti;
  };
  for (const char* term :
       {"=meti", "meti", "=経済産業省", "経済", "業省", "=trade ministry", "ministry", "=jp meti", "jp"}) {
    INFO(term);
    REQUIRE(knows(term));
  }
  REQUIRE_FALSE(knows("unseen"));
  REQUIRE_FALSE(knows("met"));  // a word's beginning is none
  Transaction change = store.begin();
  change.set_property(EntityId::of(meti), "acronym", Value::string("MITI"));
  REQUIRE(change.view().property(meti, *now.find_key("acronym")).as_string() == "MITI");
  change.commit();
  std::vector<std::string> terms;
  const Snapshot after = store.snapshot();
  for (auto found = after.name_terms("=m"); found.next();) terms.emplace_back(found.term());
  REQUIRE(terms == std::vector<std::string>{"=miti"});
}

TEST_CASE("a cursor over the name index goes on from any entry behind it, committed or not", "[graph][snapshot]") {
  Store store = Store::memory();
  Transaction first = store.begin();
  std::vector<NodeId> nodes;
  for (const char* name : {"green fund", "green sea", "grey sea"})
    nodes.push_back(first.create_node({}, {{"name", Value::string(name)}}));
  const auto test = [&](const Snapshot& now) {
    auto at = now.name_terms("gre");
    REQUIRE((at.next() && at.term() == "green" && at.node() == nodes[0]));
    at.skip_to("green", nodes[1]);
    REQUIRE((at.next() && at.term() == "green" && at.node() == nodes[1]));
    at.skip_to("greenx", NodeId(0));
    REQUIRE((at.next() && at.term() == "grey" && at.node() == nodes[2]));
    at.skip_to("sea", NodeId(0));  // which does not begin so
    REQUIRE_FALSE(at.next());
  };
  test(first.view());
  first.commit();
  test(store.snapshot());
}
