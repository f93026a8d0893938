#include "graph/paths.h"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/exception.hpp>
#include <cmath>
#include <queue>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>

#include "graph/error.h"

namespace polgraph {

namespace {

using Vertex = GraphView::Vertex;
using Edge = GraphView::Edge;

struct StopSearch {};  // leaves a Boost search early; thrown and caught in one function

[[noreturn]] void throw_negative_weight(RelId relationship) {
  throw Error(Kind::Argument, "NegativeWeight",
              "relationship " + std::to_string(relationship.value) +
                  " has a negative weight, but a path needs weights of 0 or more");
}

void check_weight(RelId relationship, double weight) {
  if (weight < 0) throw_negative_weight(relationship);
  if (std::isfinite(weight)) return;
  throw Error(Kind::Argument, "WeightNotFinite",
              "relationship " + std::to_string(relationship.value) + " has a weight that is no finite number");
}

void check_weights(const GraphView& graph) {
  if (!graph.weighted()) return;
  const auto [first, last] = edges(graph);
  for (auto at = first; at != last; ++at) check_weight(graph.relationship(*at), graph.weight(*at));
}

// ---- breadth first, on Boost ----

template <class Graph>
using VertexOf = typename boost::graph_traits<Graph>::vertex_descriptor;

Vertex vertex_of(const GraphView& graph, NodeId node) {
  return graph.vertex(node);
}
NodeId vertex_of(const SnapshotGraph&, NodeId node) {
  return node;
}
NodeId node_of(const GraphView& graph, Vertex vertex) {
  return graph.node(vertex);
}
NodeId node_of(const SnapshotGraph&, NodeId node) {
  return node;
}
RelId relationship_of(const GraphView& graph, const Edge& edge) {
  return graph.relationship(edge);
}
RelId relationship_of(const SnapshotGraph&, const SnapshotGraph::Edge& edge) {
  return edge.relationship;
}

template <class Graph>
class TreeVisitor : public boost::bfs_visitor<> {
 public:
  using Places = std::unordered_map<VertexOf<Graph>, std::size_t>;
  TreeVisitor(Tree& tree, Places& places, const Bounds& bounds, std::optional<NodeId> goal)
      : tree_(&tree), places_(&places), bounds_(&bounds), goal_(goal) {}

  // Nodes are examined in order of depth, so the first one too deep ends the search.
  void examine_vertex(VertexOf<Graph> vertex, const Graph& graph) const {
    const std::size_t depth = tree_->entries[places_->at(vertex)].depth;
    if (depth < bounds_->max_hops) return;
    if (out_degree(vertex, graph) > 0) tree_->complete = false;
    throw StopSearch();
  }
  template <class EdgeType>
  void examine_edge(const EdgeType&, const Graph&) {
    if (++steps_ <= bounds_->max_steps) return;
    tree_->complete = false;
    throw StopSearch();
  }
  template <class EdgeType>
  void tree_edge(const EdgeType& edge, const Graph& graph) const {
    const std::size_t parent = places_->at(source(edge, graph));
    const auto reached = target(edge, graph);
    places_->emplace(reached, tree_->entries.size());
    tree_->entries.push_back(
        {node_of(graph, reached), parent, relationship_of(graph, edge), tree_->entries[parent].depth + 1});
    if (goal_ == tree_->entries.back().node) throw StopSearch();
  }

 private:
  Tree* tree_;
  Places* places_;
  const Bounds* bounds_;
  std::optional<NodeId> goal_;
  std::size_t steps_ = 0;
};

template <class Graph>
Tree grow_tree(const Graph& graph, NodeId root, const Bounds& bounds, std::optional<NodeId> goal) {
  Tree tree;
  tree.entries.push_back({root, 0, {}, 0});
  const auto start = vertex_of(graph, root);
  typename TreeVisitor<Graph>::Places places{{start, 0}};
  std::unordered_map<VertexOf<Graph>, boost::default_color_type> colours;  // absent = white
  boost::queue<VertexOf<Graph>> waiting;
  try {
    boost::breadth_first_visit(graph, start, waiting, TreeVisitor<Graph>(tree, places, bounds, goal),
                               boost::make_assoc_property_map(colours));
  } catch (const StopSearch&) {
  }
  return tree;
}

Path branch(const Tree& tree, std::size_t at) {
  Path path{tree.entries.front().node, {}, static_cast<double>(tree.entries[at].depth)};
  for (; tree.entries[at].relationship; at = tree.entries[at].parent) {
    path.hops.push_back({*tree.entries[at].relationship, tree.entries[at].node});
  }
  std::reverse(path.hops.begin(), path.hops.end());
  return path;
}

template <class Graph>
std::optional<Path> fewest_hops(const Graph& graph, NodeId from, NodeId to) {
  if (from == to) return Path{from, {}, 0};
  constexpr auto kNone = std::numeric_limits<std::size_t>::max();
  const Tree tree = grow_tree(graph, from, Bounds{kNone, kNone, kNone}, to);
  if (tree.entries.back().node != to) return {};
  return branch(tree, tree.entries.size() - 1);
}

// ---- Dijkstra, on Boost ----

class GoalVisitor : public boost::dijkstra_visitor<> {
 public:
  GoalVisitor(std::vector<Edge>& by, Vertex goal) : by_(&by), goal_(goal) {}
  void edge_relaxed(const Edge& edge, const GraphView&) const { (*by_)[edge.target] = edge; }
  void examine_vertex(Vertex vertex, const GraphView&) const {
    if (vertex == goal_) throw StopSearch();
  }

 private:
  std::vector<Edge>* by_;
  Vertex goal_;
};

std::optional<Path> least_weight(const GraphView& graph, NodeId from, NodeId to) {
  const Vertex start = graph.vertex(from), goal = graph.vertex(to);
  std::vector<double> distance(graph.vertex_count());
  std::vector<Vertex> parent(graph.vertex_count());
  std::vector<Edge> by(graph.vertex_count());
  const auto index = get(boost::vertex_index, graph);
  try {
    boost::dijkstra_shortest_paths(graph, start, boost::make_iterator_property_map(parent.begin(), index),
                                   boost::make_iterator_property_map(distance.begin(), index), WeightMap{&graph}, index,
                                   std::less<>(), std::plus<>(), std::numeric_limits<double>::infinity(), 0.0,
                                   GoalVisitor(by, goal));
    return {};
  } catch (const StopSearch&) {
  } catch (const boost::bad_graph& error) {
    throw Error(Kind::Argument, "NegativeWeight", error.what());
  }
  Path path{from, {}, distance[goal]};
  for (Vertex at = goal; at != start; at = by[at].source) {
    path.hops.push_back({graph.relationship(by[at]), graph.node(at)});
  }
  std::reverse(path.hops.begin(), path.hops.end());
  return path;
}

// ---- the part of a SnapshotGraph that a search can touch, as arrays ----

// Has of GraphView what the searches below ask for, so that they are written once.
class LocalGraph {
 public:
  LocalGraph(const SnapshotGraph& graph, NodeId from, NodeId to, std::size_t max_hops, std::size_t max_steps) {
    add(from);
    std::vector<std::size_t> depth{0};
    for (std::size_t at = 0; at < nodes_.size(); ++at) {
      out_offsets_.push_back(static_cast<std::uint32_t>(edges_.size()));
      if (depth[at] >= max_hops || nodes_[at] == to) continue;
      for (const auto& edge : graph.edges_of(nodes_[at])) {
        if (edges_.size() >= max_steps) {
          complete_ = false;
          break;
        }
        const Vertex target = add(edge.target);
        if (target == depth.size()) depth.push_back(depth[at] + 1);
        edges_.push_back({static_cast<Vertex>(at), target, static_cast<std::uint32_t>(edges_.size())});
        relationships_.push_back(edge.relationship);
      }
    }
    out_offsets_.push_back(static_cast<std::uint32_t>(edges_.size()));
    turn_round();
  }

  bool complete() const { return complete_; }
  std::optional<Vertex> find_vertex(NodeId node) const {
    const auto found = vertices_.find(node);
    if (found == vertices_.end()) return {};
    return found->second;
  }
  NodeId node(Vertex vertex) const { return nodes_[vertex]; }
  RelId relationship(const Edge& edge) const { return relationships_[edge.position]; }
  double weight(const Edge&) const { return 1; }
  std::size_t vertex_count() const { return nodes_.size(); }
  Edge edge_at(std::uint32_t position) const { return edges_[position]; }
  std::pair<std::uint32_t, std::uint32_t> out_range(Vertex v) const { return {out_offsets_[v], out_offsets_[v + 1]}; }
  std::pair<std::uint32_t, std::uint32_t> in_range(Vertex v) const { return {in_offsets_[v], in_offsets_[v + 1]}; }
  const std::vector<std::uint32_t>& in_positions() const { return in_positions_; }

 private:
  Vertex add(NodeId node) {
    const auto [at, fresh] = vertices_.emplace(node, static_cast<Vertex>(nodes_.size()));
    if (fresh) nodes_.push_back(node);
    return at->second;
  }
  void turn_round() {
    in_offsets_.assign(nodes_.size() + 1, 0);
    for (const Edge& edge : edges_) ++in_offsets_[edge.target + 1];
    for (std::size_t i = 1; i < in_offsets_.size(); ++i) in_offsets_[i] += in_offsets_[i - 1];
    in_positions_.resize(edges_.size());
    auto next = in_offsets_;
    for (const Edge& edge : edges_) in_positions_[next[edge.target]++] = edge.position;
  }

  std::vector<NodeId> nodes_;
  std::unordered_map<NodeId, Vertex> vertices_;
  std::vector<Edge> edges_;
  std::vector<RelId> relationships_;
  std::vector<std::uint32_t> out_offsets_, in_offsets_, in_positions_;
  bool complete_ = true;
};

template <class Arrays>
Path path_of(const Arrays& graph, NodeId from, const std::vector<Edge>& edges) {
  Path path{from, {}, 0};
  for (const Edge& edge : edges) {
    path.hops.push_back({graph.relationship(edge), graph.node(edge.target)});
    path.weight += graph.weight(edge);
  }
  return path;
}

// ---- all simple paths ----

constexpr std::size_t kFar = std::numeric_limits<std::size_t>::max();

// Hops from each vertex to `goal`; kFar where it is out of reach.
template <class Arrays>
std::vector<std::size_t> hops_to(const Arrays& graph, Vertex goal) {
  std::vector<std::size_t> hops(graph.vertex_count(), kFar);
  std::vector<Vertex> waiting{goal};
  hops[goal] = 0;
  for (std::size_t at = 0; at < waiting.size(); ++at) {
    const auto [first, last] = graph.in_range(waiting[at]);
    for (auto i = first; i < last; ++i) {
      const Vertex source = graph.edge_at(graph.in_positions()[i]).source;
      if (hops[source] != kFar) continue;
      hops[source] = hops[waiting[at]] + 1;
      waiting.push_back(source);
    }
  }
  return hops;
}

// Iterative deepening: one depth-first pass for each length that can occur, so that shorter paths come first and a
// limit cuts the longest ones. A pass learns which length is worth trying next.
template <class Arrays>
class SimplePaths {
 public:
  SimplePaths(const Arrays& graph, Vertex from, Vertex to, const Bounds& bounds)
      : graph_(graph),
        from_(from),
        to_(to),
        bounds_(bounds),
        left_(hops_to(graph, to)),
        on_path_(graph.vertex_count(), false) {}

  PathList run() {
    if (from_ == to_) return std::move(list_);
    std::size_t length = left_[from_];
    while (length <= bounds_.max_hops && length != kFar && !stopped_) {
      next_length_ = kFar;
      const std::size_t before = list_.paths.size();
      pass(length);
      sort_by_relationships(before);
      length = next_length_;
    }
    if (list_.paths.size() > bounds_.max_paths) {
      list_.paths.resize(bounds_.max_paths);
      list_.complete = false;
    }
    return std::move(list_);
  }

 private:
  struct Frame {
    std::uint32_t next, last;
  };

  void pass(std::size_t length) {
    std::vector<Frame> stack;
    const auto enter = [&](Vertex vertex) {
      const auto [first, last] = graph_.out_range(vertex);
      stack.push_back({first, last});
      on_path_[vertex] = true;
    };
    enter(from_);
    while (!stack.empty()) {
      Frame& frame = stack.back();
      if (frame.next == frame.last || stopped_) {
        on_path_[edges_.empty() ? from_ : edges_.back().target] = false;
        if (!edges_.empty()) edges_.pop_back();
        stack.pop_back();
        continue;
      }
      const Edge edge = graph_.edge_at(frame.next++);
      if (!worth_walking(edge, length)) continue;
      edges_.push_back(edge);
      if (edge.target != to_) {
        enter(edge.target);
        continue;
      }
      list_.paths.push_back(path_of(graph_, graph_.node(from_), edges_));
      edges_.pop_back();
      // One path too many shows that there are more; paths of one length are sorted, so a pass is only cut short
      // far beyond the limit.
      if (list_.paths.size() > bounds_.max_paths + kSpare) stop();
    }
  }

  bool worth_walking(const Edge& edge, std::size_t length) {
    if (++steps_ > bounds_.max_steps) stop();
    if (stopped_ || on_path_[edge.target] || left_[edge.target] == kFar) return false;
    const std::size_t shortest = edges_.size() + 1 + left_[edge.target];
    if (shortest > length) {
      next_length_ = std::min(next_length_, shortest);
      return false;
    }
    if (edge.target != to_) return true;
    return edges_.size() + 1 == length;  // shorter ones were found by an earlier pass
  }

  void stop() {
    stopped_ = true;
    list_.complete = false;
  }

  void sort_by_relationships(std::size_t from) {
    std::sort(list_.paths.begin() + static_cast<std::ptrdiff_t>(from), list_.paths.end(),
              [](const Path& a, const Path& b) {
                return std::lexicographical_compare(
                    a.hops.begin(), a.hops.end(), b.hops.begin(), b.hops.end(),
                    [](const PathHop& x, const PathHop& y) { return x.relationship < y.relationship; });
              });
    if (list_.paths.size() > bounds_.max_paths) stop();
  }

  static constexpr std::size_t kSpare = 10'000;
  const Arrays& graph_;
  Vertex from_, to_;
  Bounds bounds_;
  std::vector<std::size_t> left_;
  std::vector<bool> on_path_;
  std::vector<Edge> edges_;
  PathList list_;
  std::size_t steps_ = 0, next_length_ = kFar;
  bool stopped_ = false;
};

// ---- Yen ----

struct Distance {
  double weight = std::numeric_limits<double>::infinity();
  std::size_t hops = kFar;
  auto operator<=>(const Distance&) const = default;
};

template <class Arrays>
class Yen {
 public:
  Yen(const Arrays& graph, Vertex from, Vertex to, const Bounds& bounds)
      : graph_(graph),
        from_(from),
        to_(to),
        bounds_(bounds),
        distance_(graph.vertex_count()),
        seen_in_(graph.vertex_count(), 0),
        settled_in_(graph.vertex_count(), 0),
        root_(graph.vertex_count(), false) {}

  PathList run(std::size_t k) {
    PathList list;
    if (from_ == to_ || k == 0) return list;
    if (auto first = lightest(from_, {})) candidates_.insert(make_candidate(*first, 0));
    std::vector<Candidate> found;
    while (!candidates_.empty()) {
      if (found.size() == k) {
        list.complete = false;
        break;
      }
      found.push_back(std::move(candidates_.extract(candidates_.begin()).value()));
      deviate(found);
      if (steps_ > bounds_.max_steps) {
        list.complete = false;
        break;
      }
    }
    for (const auto& candidate : found) list.paths.push_back(path_of(graph_, graph_.node(from_), candidate.edges));
    return list;
  }

 private:
  struct Candidate {
    double weight;
    std::vector<Edge> edges;
    std::vector<RelId> relationships;
    std::size_t deviation;  // paths before it were looked at from this hop on
    bool operator<(const Candidate& other) const {
      return std::forward_as_tuple(weight, edges.size(), relationships) <
             std::forward_as_tuple(other.weight, other.edges.size(), other.relationships);
    }
  };

  Candidate make_candidate(std::vector<Edge> edges, std::size_t deviation) const {
    Candidate candidate{0, std::move(edges), {}, deviation};
    for (const Edge& edge : candidate.edges) {
      candidate.weight += graph_.weight(edge);
      candidate.relationships.push_back(graph_.relationship(edge));
    }
    return candidate;
  }

  // The lightest paths that leave the last one found at each of its hops, and go another way than all found before.
  void deviate(const std::vector<Candidate>& found) {
    const Candidate& last = found.back();
    for (std::size_t i = 0; i < last.deviation; ++i) root_[last.edges[i].source] = true;
    for (std::size_t i = last.deviation; i < last.edges.size() && steps_ <= bounds_.max_steps; ++i) {
      std::vector<std::uint32_t> banned;
      for (const Candidate& other : found) {
        if (other.edges.size() > i &&
            std::equal(last.edges.begin(), last.edges.begin() + static_cast<std::ptrdiff_t>(i), other.edges.begin())) {
          banned.push_back(other.edges[i].position);
        }
      }
      const Vertex spur = last.edges[i].source;
      if (const auto rest = lightest(spur, banned)) {
        std::vector<Edge> edges(last.edges.begin(), last.edges.begin() + static_cast<std::ptrdiff_t>(i));
        edges.insert(edges.end(), rest->begin(), rest->end());
        candidates_.insert(make_candidate(std::move(edges), i));
      }
      root_[spur] = true;
    }
    std::fill(root_.begin(), root_.end(), false);
  }

  // The lightest path from `spur` to the goal that shuns the root and does not begin with a banned edge; of equal ones
  // the one with fewer hops, then with lesser relationship ids. Dijkstra from the goal backwards, then a walk down the
  // distances.
  std::optional<std::vector<Edge>> lightest(Vertex spur, const std::vector<std::uint32_t>& banned) {
    const auto is_banned = [&](const Edge& edge) {
      return edge.source == spur && std::find(banned.begin(), banned.end(), edge.position) != banned.end();
    };
    ++epoch_;
    using Entry = std::pair<Distance, Vertex>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> waiting;
    reach(to_, {0, 0});
    waiting.push({{0, 0}, to_});
    while (!waiting.empty()) {
      const auto [distance, vertex] = waiting.top();
      waiting.pop();
      if (settled_in_[vertex] == epoch_) continue;
      settled_in_[vertex] = epoch_;
      if (vertex == spur) return walk_down(spur, is_banned);
      const auto [first, last] = graph_.in_range(vertex);
      for (auto i = first; i < last; ++i) {
        const Edge edge = graph_.edge_at(graph_.in_positions()[i]);
        if (++steps_ > bounds_.max_steps) return {};
        if (bounds_.work != nullptr) bounds_.work->tick();
        if (root_[edge.source] || is_banned(edge)) continue;
        const Distance longer{distance.weight + graph_.weight(edge), distance.hops + 1};
        if (seen_in_[edge.source] == epoch_ && distance_[edge.source] <= longer) continue;
        reach(edge.source, longer);
        waiting.push({longer, edge.source});
      }
    }
    return {};
  }

  void reach(Vertex vertex, Distance distance) {
    distance_[vertex] = distance;
    seen_in_[vertex] = epoch_;
  }

  template <class IsBanned>
  std::vector<Edge> walk_down(Vertex at, const IsBanned& is_banned) const {
    std::vector<Edge> path;
    while (at != to_) {
      std::optional<Edge> best;
      const auto [first, last] = graph_.out_range(at);
      for (auto i = first; i < last; ++i) {
        const Edge edge = graph_.edge_at(i);
        if (root_[edge.target] || settled_in_[edge.target] != epoch_ || is_banned(edge)) continue;
        const Distance through{distance_[edge.target].weight + graph_.weight(edge), distance_[edge.target].hops + 1};
        if (through != distance_[at]) continue;
        if (!best || graph_.relationship(edge) < graph_.relationship(*best)) best = edge;
      }
      path.push_back(*best);  // the edge over which `at` was reached is one of them
      at = best->target;
    }
    return path;
  }

  const Arrays& graph_;
  Vertex from_, to_;
  Bounds bounds_;
  std::vector<Distance> distance_;  // valid where seen_in_ is this epoch
  std::vector<std::uint32_t> seen_in_, settled_in_;
  std::vector<bool> root_;
  std::uint32_t epoch_ = 0;
  std::size_t steps_ = 0;
  std::set<Candidate> candidates_;
};

template <template <class> class Search, class... Arguments>
PathList on_local(const SnapshotGraph& graph, NodeId from, NodeId to, std::size_t max_hops, const Bounds& bounds,
                  Arguments... arguments) {
  const LocalGraph local(graph, from, to, max_hops, bounds.max_steps);
  const auto goal = local.find_vertex(to);
  PathList list;
  if (goal) list = Search<LocalGraph>(local, 0, *goal, bounds).run(arguments...);
  list.complete = list.complete && local.complete();
  return list;
}

}  // namespace

Tree breadth_first_tree(const GraphView& graph, NodeId root, const Bounds& bounds) {
  return grow_tree(graph, root, bounds, {});
}
Tree breadth_first_tree(const SnapshotGraph& graph, NodeId root, const Bounds& bounds) {
  return grow_tree(graph, root, bounds, {});
}

std::optional<Path> shortest_path(const GraphView& graph, NodeId from, NodeId to) {
  check_weights(graph);
  graph.vertex(to);
  return graph.weighted() ? least_weight(graph, from, to) : fewest_hops(graph, from, to);
}
std::optional<Path> shortest_path(const SnapshotGraph& graph, NodeId from, NodeId to) {
  return fewest_hops(graph, from, to);
}

PathList k_shortest_paths(const GraphView& graph, NodeId from, NodeId to, std::size_t k, const Bounds& bounds) {
  check_weights(graph);
  return Yen<GraphView>(graph, graph.vertex(from), graph.vertex(to), bounds).run(k);
}
PathList k_shortest_paths(const SnapshotGraph& graph, NodeId from, NodeId to, std::size_t k, const Bounds& bounds) {
  return on_local<Yen>(graph, from, to, kFar, bounds, k);
}

PathList all_simple_paths(const GraphView& graph, NodeId from, NodeId to, const Bounds& bounds) {
  return SimplePaths<GraphView>(graph, graph.vertex(from), graph.vertex(to), bounds).run();
}
PathList all_simple_paths(const SnapshotGraph& graph, NodeId from, NodeId to, const Bounds& bounds) {
  return on_local<SimplePaths>(graph, from, to, bounds.max_hops, bounds);
}

}  // namespace polgraph
