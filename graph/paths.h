// Walks over a GraphView or a SnapshotGraph: breadth-first trees, shortest, k shortest and all simple paths.
//
//   SnapshotGraph graph(snapshot, {{*snapshot.find_type("FUNDS"), Direction::Out, {}}});
//   for (const Path& path : k_shortest_paths(graph, ministry, project, 3).paths) use(path);
//
// Every function answers the same over both graphs. Edges are walked in the direction the graph gives them; weights are
// those of the view (1 where it has none, and always 1 over a SnapshotGraph).
//   Thread  one thread for each graph object
//   Throws  Error NotFound "NodeNotInView" (a GraphView that lacks an end), Error Argument "NegativeWeight" or
//           "WeightNotFinite"; what reading throws
//   Limits  hostile graphs end a search at Bounds; `complete` then says that there may be more
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "graph/view.h"

namespace polgraph {

struct PathHop {
  RelId relationship;
  NodeId node;  // where the hop leads
  bool operator==(const PathHop&) const = default;
};

struct Path {
  NodeId start;
  std::vector<PathHop> hops;
  double weight = 0;  // sum; the number of hops where unweighted
  NodeId end() const { return hops.empty() ? start : hops.back().node; }
  bool operator==(const Path&) const = default;
};

struct Bounds {
  std::size_t max_hops = 1000;
  std::size_t max_paths = 1000;
  std::size_t max_steps = 1'000'000;  // edges looked at
  Work* work = nullptr;               // looked at while the k shortest paths are searched
};

struct PathList {
  std::vector<Path> paths;
  bool complete = true;  // false: a limit ended the search before everything was seen
};

// One entry a node reached, in the order of reaching: root first, then by distance; of one distance in the order of the
// edges. `parent` is an index into the tree.
struct TreeEntry {
  NodeId node;
  std::size_t parent = 0;
  std::optional<RelId> relationship;  // by which it was reached; empty at the root
  std::size_t depth = 0;
};
struct Tree {
  std::vector<TreeEntry> entries;
  bool complete = true;  // false: there is more beyond max_hops, or max_steps ended the search
};

// What can be reached from `root` within bounds.max_hops, each by a shortest walk.
//   Cost  linear in the edges of the nodes reached; a GraphView adds one pass over nothing (maps grow with what is
//   seen)
Tree breadth_first_tree(const GraphView& graph, NodeId root, const Bounds& bounds = {});
Tree breadth_first_tree(const SnapshotGraph& graph, NodeId root, const Bounds& bounds = {});

// One path of least weight (of fewest hops where unweighted), or nothing. From a node to itself: the path of no hops.
//   Cost  unweighted linear in what is reached before `to`; weighted (Dijkstra) times its logarithm
std::optional<Path> shortest_path(const GraphView& graph, NodeId from, NodeId to);
std::optional<Path> shortest_path(const SnapshotGraph& graph, NodeId from, NodeId to);

// The k lightest simple paths, lightest first; of one weight, fewer hops first, then by relationship ids. Parallel
// relationships make different paths. From a node to itself: none.
//   Source  J. Y. Yen, Finding the K shortest loopless paths in a network, Management Science 17 (1971); E. L. Lawler,
//           A procedure for computing the K best solutions, Management Science 18 (1972)
//   Cost    k * (hops of a path) searches from `to` backwards; a SnapshotGraph is first read as far as `from` reaches
PathList k_shortest_paths(const GraphView& graph, NodeId from, NodeId to, std::size_t k, const Bounds& bounds = {});
PathList k_shortest_paths(const SnapshotGraph& graph, NodeId from, NodeId to, std::size_t k, const Bounds& bounds = {});

// Simple paths (no node twice) of 1 to max_hops hops, shorter first, of one length by relationship ids. From a node to
// itself: none.
//   Cost  exponential in max_hops by nature; branches that cannot reach `to` in the hops left are not walked. Ends at
//         max_paths or max_steps
PathList all_simple_paths(const GraphView& graph, NodeId from, NodeId to, const Bounds& bounds = {});
PathList all_simple_paths(const SnapshotGraph& graph, NodeId from, NodeId to, const Bounds& bounds = {});

}  // namespace polgraph
