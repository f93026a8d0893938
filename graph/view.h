// The graph as Boost.Graph sees it, in two shapes.
//
// GraphView: compressed arrays, read from one snapshot in one pass and never changed: for work that touches much of the
// graph. Models VertexListGraph, EdgeListGraph, AdjacencyGraph, IncidenceGraph and BidirectionalGraph with degree().
// Parallel relationships stay apart, self-loops come once in each direction.
//
//   GraphView view(snapshot, {.types = {*snapshot.find_type("FUNDS")}});
//   std::vector<double> rank(num_vertices(view));
//   for (auto edge : boost::make_iterator_range(out_edges(view.vertex(meti), view))) use(view.node(edge.target));
//
// SnapshotGraph: an IncidenceGraph that reads a node's steps when a search first asks for them: for searches that touch
// little. Follows chosen types in chosen directions.
//
//   Thread  GraphView: any number of readers. SnapshotGraph: one thread (it remembers what it read)
//   Lives   a GraphView needs nothing else; a SnapshotGraph borrows the Work that its thread was lent (go_on.h);
//           descriptors and iterators borrow the graph they come from
//   Throws  building: Error Corrupt, Error Storage, Error Limit "GraphTooLarge" (2^32 - 2 nodes or relationships);
//           with a weight Error NotFound "MissingWeight", Error Type "WeightNotNumber"; reading a GraphView throws
//           nothing
//   Cost    GraphView: build one step a relationship of the graph or one seek a node, whichever is less, with a weight
//   one
//           seek more for each relationship; 12 bytes a node, 28 a relationship (36 with a weight); each function
//           constant unless said. SnapshotGraph: each node is read once, one seek for each of its types
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/go_on.h"
#include "graph/snapshot.h"
#include "graph/work.h"

namespace polgraph {

struct ViewOptions {
  std::vector<LabelId> labels;               // nodes with any of them; empty: all nodes
  std::vector<TypeId> types;                 // empty: all; a relationship is in if both its ends are
  std::optional<KeyId> weight;               // a number on relationships
  std::optional<double> missing_weight = 1;  // where it is absent; empty: that is an error
  bool both_ways = false;                    // every relationship is two edges, there and back; a self-loop is one
  Work* work = nullptr;                      // looked at while the view is built
};

class GraphView {
 public:
  using Vertex = std::uint32_t;
  // Position: of the edge among all, ordered by source, type, target, id; of a source in a view of both ways those
  // along the arrow come first. Also the edge_index.
  struct Edge {
    Vertex source = 0, target = 0;
    std::uint32_t position = 0;
    bool operator==(const Edge& other) const { return position == other.position; }
    bool operator<(const Edge& other) const { return position < other.position; }
  };
  static constexpr Vertex kNoVertex = std::numeric_limits<Vertex>::max();

  explicit GraphView(const Snapshot& snapshot, const ViewOptions& options = {});

  std::optional<Vertex> find_vertex(NodeId node) const;  // Cost: constant, or a binary search where ids are sparse
  Vertex vertex(NodeId node) const;                      // Throws Error NotFound "NodeNotInView"
  NodeId node(Vertex vertex) const { return nodes_[vertex]; }
  RelId relationship(const Edge& edge) const { return relationships_[edge.position]; }
  TypeId type(const Edge& edge) const { return types_[edge.position]; }
  double weight(const Edge& edge) const { return weights_.empty() ? 1.0 : weights_[edge.position]; }
  bool weighted() const { return weighted_; }
  bool whole_weights() const { return whole_weights_; }  // each is an integer, or there are none
  bool both_ways() const { return both_ways_; }
  std::uint64_t graph_version() const { return graph_version_; }  // of the snapshot it was read from

  std::size_t vertex_count() const { return nodes_.size(); }
  std::size_t edge_count() const { return targets_.size(); }
  Edge edge_at(std::uint32_t position) const { return {sources_[position], targets_[position], position}; }
  // Positions [first, second) of the edges that leave `vertex`.
  std::pair<std::uint32_t, std::uint32_t> out_range(Vertex vertex) const {
    return {out_offsets_[vertex], out_offsets_[vertex + 1]};
  }
  // Indices [first, second) into in_positions() of the edges that enter `vertex`, by type, source, id.
  std::pair<std::uint32_t, std::uint32_t> in_range(Vertex vertex) const {
    return {in_offsets_[vertex], in_offsets_[vertex + 1]};
  }
  const std::vector<Vertex>& targets() const { return targets_; }
  const std::vector<std::uint32_t>& in_positions() const { return in_positions_; }
  const std::vector<RelId>& relationships() const { return relationships_; }
  // What a view of so many nodes and edges holds.
  static std::size_t bytes(std::size_t nodes, std::size_t edges, bool weighted) {
    return nodes * 20 + edges * (weighted ? 36 : 28);
  }
  std::size_t bytes() const { return bytes(vertex_count(), edge_count(), weighted()); }

 private:
  struct Reader;
  void read_nodes(const Snapshot& snapshot, const ViewOptions& options);
  void read_weights(const Snapshot& snapshot, const ViewOptions& options);
  void turn_round();
  void add_ways_back();

  std::vector<NodeId> nodes_;           // ascending
  std::vector<Vertex> vertex_by_node_;  // by NodeId; empty where ids are sparse
  std::vector<std::uint32_t> out_offsets_, in_offsets_;
  std::vector<Vertex> sources_, targets_;  // by position
  std::vector<RelId> relationships_;
  std::vector<TypeId> types_;
  std::vector<double> weights_;  // empty: unweighted
  bool weighted_ = false, whole_weights_ = true, both_ways_ = false;
  std::vector<std::uint32_t> in_positions_;
  std::uint64_t graph_version_ = 0;
};

// Walks the edges of a GraphView by position: of a vertex, or all.
class ViewEdgeIterator : public boost::iterator_facade<ViewEdgeIterator, GraphView::Edge,
                                                       boost::random_access_traversal_tag, GraphView::Edge> {
 public:
  ViewEdgeIterator() = default;
  ViewEdgeIterator(const GraphView& view, std::uint32_t position) : view_(&view), position_(position) {}

 private:
  friend class boost::iterator_core_access;
  GraphView::Edge dereference() const { return view_->edge_at(position_); }
  bool equal(const ViewEdgeIterator& other) const { return position_ == other.position_; }
  void increment() { ++position_; }
  void decrement() { --position_; }
  void advance(std::ptrdiff_t by) { position_ = static_cast<std::uint32_t>(position_ + by); }
  std::ptrdiff_t distance_to(const ViewEdgeIterator& other) const {
    return static_cast<std::ptrdiff_t>(other.position_) - static_cast<std::ptrdiff_t>(position_);
  }
  const GraphView* view_ = nullptr;
  std::uint32_t position_ = 0;
};

// Walks the edges that enter a vertex.
class ViewInEdgeIterator : public boost::iterator_facade<ViewInEdgeIterator, GraphView::Edge,
                                                         boost::random_access_traversal_tag, GraphView::Edge> {
 public:
  ViewInEdgeIterator() = default;
  ViewInEdgeIterator(const GraphView& view, std::uint32_t index) : view_(&view), index_(index) {}

 private:
  friend class boost::iterator_core_access;
  GraphView::Edge dereference() const { return view_->edge_at(view_->in_positions()[index_]); }
  bool equal(const ViewInEdgeIterator& other) const { return index_ == other.index_; }
  void increment() { ++index_; }
  void decrement() { --index_; }
  void advance(std::ptrdiff_t by) { index_ = static_cast<std::uint32_t>(index_ + by); }
  std::ptrdiff_t distance_to(const ViewInEdgeIterator& other) const {
    return static_cast<std::ptrdiff_t>(other.index_) - static_cast<std::ptrdiff_t>(index_);
  }
  const GraphView* view_ = nullptr;
  std::uint32_t index_ = 0;
};

// Which relationships a SnapshotGraph follows.
struct StepRule {
  TypeId type;
  Direction direction = Direction::Out;
  std::optional<LabelId> from_label;  // only from nodes with this label
};

class SnapshotGraph {
 public:
  struct Edge {
    NodeId source, target;  // as walked; against the arrow where `outgoing` is false
    RelId relationship;
    TypeId type;
    bool outgoing = true;
    bool operator==(const Edge&) const = default;
  };

  // Every relationship in `direction`.
  explicit SnapshotGraph(Snapshot snapshot, Direction direction = Direction::Out);
  // What `rules` allow, nothing else: no rules, no edges.
  SnapshotGraph(Snapshot snapshot, std::vector<StepRule> rules);

  // The edges that leave `node`: outgoing before incoming, within a direction by type, neighbour, relationship. A
  // self-loop that is followed both ways comes once. Lives as long as this graph. Cost: read once, then a hash look-up.
  // Throws where the thread's Work (go_on.h) has no memory for it.
  const std::vector<Edge>& edges_of(NodeId node) const;
  const Snapshot& snapshot() const { return snapshot_; }
  std::size_t nodes_read() const { return read_.size(); }

 private:
  std::vector<Edge> read_edges(NodeId node) const;
  bool applies(const StepRule& rule, NodeId node) const;

  Snapshot snapshot_;
  std::vector<StepRule> rules_;
  std::optional<Direction> any_type_;
  mutable std::unordered_map<NodeId, std::unique_ptr<const std::vector<Edge>>> read_;
  mutable Held held_{lent_work()};
};

}  // namespace polgraph

namespace boost {

template <>
struct graph_traits<polgraph::GraphView> {
  struct traversal_category : bidirectional_graph_tag,
                              adjacency_graph_tag,
                              vertex_list_graph_tag,
                              edge_list_graph_tag {};
  using vertex_descriptor = polgraph::GraphView::Vertex;
  using edge_descriptor = polgraph::GraphView::Edge;
  using directed_category = bidirectional_tag;
  using edge_parallel_category = allow_parallel_edge_tag;
  using vertex_iterator = counting_iterator<vertex_descriptor>;
  using edge_iterator = polgraph::ViewEdgeIterator;
  using out_edge_iterator = polgraph::ViewEdgeIterator;
  using in_edge_iterator = polgraph::ViewInEdgeIterator;
  using adjacency_iterator = const vertex_descriptor*;
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;
  static vertex_descriptor null_vertex() { return polgraph::GraphView::kNoVertex; }
};

template <>
struct graph_traits<polgraph::SnapshotGraph> {
  using vertex_descriptor = polgraph::NodeId;
  using edge_descriptor = polgraph::SnapshotGraph::Edge;
  using directed_category = directed_tag;
  using edge_parallel_category = allow_parallel_edge_tag;
  using traversal_category = incidence_graph_tag;
  using out_edge_iterator = const edge_descriptor*;
  using degree_size_type = std::size_t;
  static vertex_descriptor null_vertex() { return polgraph::NodeId(std::numeric_limits<std::uint64_t>::max()); }
};

template <>
struct property_map<polgraph::GraphView, vertex_index_t> {
  using type = typed_identity_property_map<polgraph::GraphView::Vertex>;
  using const_type = type;
};

}  // namespace boost

namespace polgraph {

// What Boost.Graph asks of a graph, found by name.

inline auto vertices(const GraphView& view) {
  using Iterator = boost::counting_iterator<GraphView::Vertex>;
  return std::pair(Iterator(0), Iterator(static_cast<GraphView::Vertex>(view.vertex_count())));
}
inline std::size_t num_vertices(const GraphView& view) {
  return view.vertex_count();
}
inline auto edges(const GraphView& view) {
  return std::pair(ViewEdgeIterator(view, 0), ViewEdgeIterator(view, static_cast<std::uint32_t>(view.edge_count())));
}
inline std::size_t num_edges(const GraphView& view) {
  return view.edge_count();
}
inline GraphView::Vertex source(const GraphView::Edge& edge, const GraphView&) {
  return edge.source;
}
inline GraphView::Vertex target(const GraphView::Edge& edge, const GraphView&) {
  return edge.target;
}
inline auto out_edges(GraphView::Vertex vertex, const GraphView& view) {
  const auto [first, last] = view.out_range(vertex);
  return std::pair(ViewEdgeIterator(view, first), ViewEdgeIterator(view, last));
}
inline std::size_t out_degree(GraphView::Vertex vertex, const GraphView& view) {
  const auto [first, last] = view.out_range(vertex);
  return last - first;
}
inline auto in_edges(GraphView::Vertex vertex, const GraphView& view) {
  const auto [first, last] = view.in_range(vertex);
  return std::pair(ViewInEdgeIterator(view, first), ViewInEdgeIterator(view, last));
}
inline std::size_t in_degree(GraphView::Vertex vertex, const GraphView& view) {
  const auto [first, last] = view.in_range(vertex);
  return last - first;
}
// Boost's own CSR lacks this one, and with it the dominator tree.
inline std::size_t degree(GraphView::Vertex vertex, const GraphView& view) {
  return out_degree(vertex, view) + in_degree(vertex, view);
}
inline auto adjacent_vertices(GraphView::Vertex vertex, const GraphView& view) {
  const auto [first, last] = view.out_range(vertex);
  const GraphView::Vertex* targets = view.targets().data();
  return std::pair(targets + first, targets + last);
}

inline NodeId source(const SnapshotGraph::Edge& edge, const SnapshotGraph&) {
  return edge.source;
}
inline NodeId target(const SnapshotGraph::Edge& edge, const SnapshotGraph&) {
  return edge.target;
}
inline auto out_edges(NodeId node, const SnapshotGraph& graph) {
  const auto& edges = graph.edges_of(node);
  return std::pair(edges.data(), edges.data() + edges.size());
}
inline std::size_t out_degree(NodeId node, const SnapshotGraph& graph) {
  return graph.edges_of(node).size();
}

// Property maps. The maps of a view borrow it.

inline boost::typed_identity_property_map<GraphView::Vertex> get(boost::vertex_index_t, const GraphView&) {
  return {};
}
inline GraphView::Vertex get(boost::vertex_index_t, const GraphView&, GraphView::Vertex vertex) {
  return vertex;
}

struct EdgeIndexMap {
  using key_type = GraphView::Edge;
  using value_type = std::uint32_t;
  using reference = std::uint32_t;
  using category = boost::readable_property_map_tag;
};
inline std::uint32_t get(const EdgeIndexMap&, const GraphView::Edge& edge) {
  return edge.position;
}

struct RelationshipMap {
  using key_type = GraphView::Edge;
  using value_type = RelId;
  using reference = RelId;
  using category = boost::readable_property_map_tag;
  const GraphView* view = nullptr;
};
inline RelId get(const RelationshipMap& map, const GraphView::Edge& edge) {
  return map.view->relationship(edge);
}

struct WeightMap {
  using key_type = GraphView::Edge;
  using value_type = double;
  using reference = double;
  using category = boost::readable_property_map_tag;
  const GraphView* view = nullptr;
};
inline double get(const WeightMap& map, const GraphView::Edge& edge) {
  return map.view->weight(edge);
}

}  // namespace polgraph
