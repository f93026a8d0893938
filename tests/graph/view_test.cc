#include "graph/view.h"

#include <boost/concept/assert.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/strong_components.hpp>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "graph/error.h"
#include "tests/support/small_graph.h"

using namespace polgraph;
using test::number;
using test::SmallGraph;
using test::text;

namespace {

BOOST_CONCEPT_ASSERT((boost::GraphConcept<GraphView>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<GraphView>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<GraphView>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<GraphView>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<GraphView>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<GraphView>));
BOOST_CONCEPT_ASSERT((boost::VertexAndEdgeListGraphConcept<GraphView>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<GraphView, GraphView::Vertex, boost::vertex_index_t>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyMapConcept<WeightMap, GraphView::Edge>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyMapConcept<EdgeIndexMap, GraphView::Edge>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyMapConcept<RelationshipMap, GraphView::Edge>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<SnapshotGraph>));

template <class Range>
std::size_t count(const Range& range) {
  return static_cast<std::size_t>(std::distance(range.first, range.second));
}

// a -F-> b twice, a -F-> c, b -G-> c, c -F-> c; d alone.
struct Small : SmallGraph {
  Small() {
    node("a", {"Org"});
    node("b", {"Org"});
    node("c", {"Fund"});
    node("d", {"Org", "Fund"});
    first = relationship("a", "F", "b", {{"amount", number(5)}});
    second = relationship("a", "F", "b", {{"amount", Value::floating(2.5)}});
    relationship("a", "F", "c");
    relationship("b", "G", "c", {{"amount", text("much")}});
    loop = relationship("c", "F", "c");
  }
  RelId first, second, loop;
};

}  // namespace

TEST_CASE("a view of an empty graph is empty", "[view]") {
  SmallGraph graph;
  const GraphView view(graph.done());
  CHECK(num_vertices(view) == 0);
  CHECK(num_edges(view) == 0);
  CHECK(count(vertices(view)) == 0);
  CHECK(count(edges(view)) == 0);
  CHECK_FALSE(view.find_vertex(NodeId(0)));
}

TEST_CASE("a view has every node and relationship, parallel ones apart, loops once each way", "[view]") {
  Small graph;
  const Snapshot snapshot = graph.done();
  const GraphView view(snapshot);
  CHECK(num_vertices(view) == 4);
  CHECK(num_edges(view) == 5);
  CHECK(count(edges(view)) == 5);
  const auto a = view.vertex(graph["a"]), b = view.vertex(graph["b"]), c = view.vertex(graph["c"]),
             d = view.vertex(graph["d"]);
  CHECK(view.node(c) == graph["c"]);
  CHECK(out_degree(a, view) == 3);
  CHECK(in_degree(a, view) == 0);
  CHECK(in_degree(b, view) == 2);
  CHECK(in_degree(c, view) == 3);
  CHECK(out_degree(c, view) == 1);
  CHECK(degree(c, view) == 4);
  CHECK(degree(d, view) == 0);
  const auto [first, last] = adjacent_vertices(a, view);
  CHECK(std::vector<GraphView::Vertex>(first, last) == std::vector<GraphView::Vertex>{b, b, c});
  std::set<RelId> relationships;
  for (auto [at, end] = edges(view); at != end; ++at) {
    relationships.insert(view.relationship(*at));
    const auto record = *snapshot.find_relationship(view.relationship(*at));
    CHECK(record.start == view.node(source(*at, view)));
    CHECK(record.end == view.node(target(*at, view)));
    CHECK(record.type == view.type(*at));
  }
  CHECK(relationships.size() == 5);
  for (auto [at, end] = in_edges(c, view); at != end; ++at) CHECK(target(*at, view) == c);
}

TEST_CASE("a view holds chosen labels and types, and relationships whose ends are both in", "[view]") {
  Small graph;
  const Snapshot snapshot = graph.done();
  const GraphView orgs(snapshot, {.labels = {*snapshot.find_label("Org")}, .types = {}, .weight = {}});
  CHECK(num_vertices(orgs) == 3);
  CHECK(num_edges(orgs) == 2);
  CHECK_FALSE(orgs.find_vertex(graph["c"]));
  CHECK_THROWS_AS(orgs.vertex(graph["c"]), Error);
  const std::vector<LabelId> both{*snapshot.find_label("Org"), *snapshot.find_label("Fund")};
  CHECK(num_vertices(GraphView(snapshot, {.labels = both, .types = {}, .weight = {}})) == 4);
  CHECK(num_edges(GraphView(snapshot, {.labels = {}, .types = {*snapshot.find_type("G")}, .weight = {}})) == 1);
}

TEST_CASE("weights are numbers of a property, and the given one where it is missing", "[view]") {
  Small graph;
  const Snapshot snapshot = graph.done();
  ViewOptions options;
  options.types = {*snapshot.find_type("F")};
  options.weight = snapshot.find_key("amount");
  options.missing_weight = 7;
  const GraphView view(snapshot, options);
  const WeightMap weights{&view};
  std::multiset<double> all;
  for (auto [at, end] = edges(view); at != end; ++at) all.insert(get(weights, *at));
  CHECK(all == std::multiset<double>{2.5, 5, 7, 7});
  CHECK_FALSE(view.whole_weights());
  CHECK_FALSE(GraphView(snapshot).weighted());
  CHECK(GraphView(snapshot).whole_weights());
}

TEST_CASE("a weight that is no number, or missing where none is given, is refused", "[view]") {
  Small graph;
  const Snapshot snapshot = graph.done();
  const auto fault = [&](const char* type) {
    ViewOptions options;
    options.types = {*snapshot.find_type(type)};
    options.weight = snapshot.find_key("amount");
    options.missing_weight = {};
    try {
      const GraphView view(snapshot, options);
    } catch (const Error& error) {
      return error.detail() + ": " + error.message();
    }
    return std::string("no error");
  };
  CHECK(fault("G") == "WeightNotNumber: relationship 3 has a String as `amount`, which is to be its weight");
  CHECK(fault("F") == "MissingWeight: relationship 2 has nothing as `amount`, which is to be its weight");
}

TEST_CASE("in a view of both ways every relationship stands there and back, a self-loop once", "[view]") {
  Small graph;
  ViewOptions options;
  options.both_ways = true;
  const GraphView view(graph.done(), options);
  const auto a = view.vertex(graph["a"]), b = view.vertex(graph["b"]), c = view.vertex(graph["c"]);
  CHECK(num_edges(view) == 9);
  CHECK(out_degree(a, view) == 3);
  CHECK(out_degree(b, view) == 3);
  CHECK(out_degree(c, view) == 3);
  CHECK(in_degree(c, view) == 3);
  std::map<std::uint64_t, int> times;
  for (auto [at, end] = edges(view); at != end; ++at) ++times[view.relationship(*at).value];
  CHECK(times == std::map<std::uint64_t, int>{{0, 2}, {1, 2}, {2, 2}, {3, 2}, {4, 1}});
}

TEST_CASE("what enters a node stands in the order in which the store tells it: by type, neighbour, relationship",
          "[view]") {
  SmallGraph graph;
  for (const char* id : {"a", "b", "c"}) graph.node(id);
  graph.relationship("b", "G", "c"), graph.relationship("a", "F", "c"), graph.relationship("c", "F", "c");
  graph.relationship("a", "G", "c"), graph.relationship("a", "G", "c");
  const Snapshot snapshot = graph.done();
  const GraphView view(snapshot);
  const auto c = view.vertex(graph["c"]);
  std::vector<std::uint64_t> stored, found;
  for (auto steps = snapshot.steps(graph["c"], Direction::In); steps.next();)
    stored.push_back(steps.step().relationship.value);
  const auto [first, last] = view.in_range(c);
  for (auto i = first; i < last; ++i) found.push_back(view.relationships()[view.in_positions()[i]].value);
  CHECK(found == stored);
  CHECK(found.size() == 5);
}

TEST_CASE("a view outlives its snapshot and does not see later writes", "[view]") {
  Small graph;
  auto view = std::make_unique<GraphView>(graph.done());
  CHECK(num_vertices(*view) == 4);
  CHECK(view->graph_version() > 0);
}

TEST_CASE("vertices are found where deleted nodes left the ids sparse", "[view]") {
  SmallGraph graph;
  graph.node("first");
  for (int i = 0; i < 3000; ++i) graph.transaction().delete_node(graph.node("gone"));
  graph.node("last");
  const GraphView view(graph.done());
  REQUIRE(num_vertices(view) == 2);
  CHECK(view.vertex(graph["first"]) == 0);
  CHECK(view.vertex(graph["last"]) == 1);
  CHECK_FALSE(view.find_vertex(NodeId(graph["first"].value + 1)));
  CHECK_FALSE(view.find_vertex(NodeId(1'000'000)));
}

TEST_CASE("Boost's algorithms run over a view, the dominator tree too", "[view]") {
  SmallGraph graph;
  for (const char* id : {"a", "b", "c", "d", "e"}) graph.node(id);
  graph.relationship("a", "F", "b");
  graph.relationship("a", "F", "c");
  graph.relationship("b", "F", "d");
  graph.relationship("c", "F", "d");
  graph.relationship("d", "F", "e");
  const GraphView view(graph.done());
  const auto index = get(boost::vertex_index, view);
  std::vector<GraphView::Vertex> dominator(num_vertices(view), GraphView::kNoVertex);
  boost::lengauer_tarjan_dominator_tree(view, view.vertex(graph["a"]),
                                        boost::make_iterator_property_map(dominator.begin(), index));
  CHECK(dominator[view.vertex(graph["e"])] == view.vertex(graph["d"]));
  CHECK(dominator[view.vertex(graph["d"])] == view.vertex(graph["a"]));
  std::vector<int> component(num_vertices(view));
  CHECK(boost::strong_components(view, boost::make_iterator_property_map(component.begin(), index)) == 5);
}

TEST_CASE("a snapshot graph reads what a search asks for, and each node once", "[view]") {
  Small graph;
  const SnapshotGraph lazy(graph.done());
  CHECK(out_degree(graph["a"], lazy) == 3);
  CHECK(out_degree(graph["a"], lazy) == 3);
  CHECK(lazy.nodes_read() == 1);
  CHECK(lazy.edges_of(graph["d"]).empty());
  const auto [first, last] = out_edges(graph["a"], lazy);
  CHECK(source(*first, lazy) == graph["a"]);
  CHECK(target(*(last - 1), lazy) == graph["c"]);
}

TEST_CASE("a snapshot graph follows chosen types in chosen directions, from chosen labels", "[view]") {
  Small graph;
  const Snapshot snapshot = graph.done();
  const TypeId f = *snapshot.find_type("F"), g = *snapshot.find_type("G");
  const LabelId fund = *snapshot.find_label("Fund");
  CHECK(SnapshotGraph(snapshot, std::vector<StepRule>{}).edges_of(graph["a"]).empty());
  const SnapshotGraph backwards(snapshot, {{f, Direction::In, {}}});
  REQUIRE(backwards.edges_of(graph["b"]).size() == 2);
  CHECK(backwards.edges_of(graph["b"])[0].target == graph["a"]);
  CHECK_FALSE(backwards.edges_of(graph["b"])[0].outgoing);
  const SnapshotGraph both(snapshot, {{f, Direction::Both, {}}, {g, Direction::In, {}}});
  CHECK(both.edges_of(graph["c"]).size() == 3);  // the loop once, a -F-> c, b -G-> c
  const SnapshotGraph only_funds(snapshot, {{f, Direction::Out, fund}});
  CHECK(only_funds.edges_of(graph["a"]).empty());
  CHECK(only_funds.edges_of(graph["c"]).size() == 1);
  CHECK(SnapshotGraph(snapshot, Direction::Both).edges_of(graph["c"]).size() == 3);
}
