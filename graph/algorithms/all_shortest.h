// All shortest paths between two nodes, one after another: of fewest hops, or of least weight in a weighted view.
//
//   Shape     simple paths, parallel relationships making different ones; from a node to itself the path of no hops
//   NetworkX  all_shortest_paths of the nodes on them (over a MultiDiGraph it tells each row of nodes once)
//   Throws    as least_weight()
//   Lives     it borrows the view
//   Cost      one search from the source and one back from the target; then a path costs its length, but where weights
//             of 0 lie in circles
#pragma once

#include <optional>
#include <vector>

#include "graph/paths.h"
#include "graph/work.h"

namespace polgraph {

class AllShortestPaths {
 public:
  AllShortestPaths(const GraphView& view, GraphView::Vertex from, GraphView::Vertex to, Work& work);
  std::optional<Path> next(Work& work);  // by the positions of the edges; nothing: there is no more

 private:
  void mark_useful(Work& work);
  bool fits(std::uint32_t position) const;
  Path path() const;

  const GraphView* view_;
  GraphView::Vertex from_, to_;
  std::vector<double> distance_;
  std::vector<bool> useful_;  // lies on a way to the target
  std::vector<bool> on_path_;
  std::vector<std::uint32_t> edges_;                             // of the path so far
  std::vector<std::pair<std::uint32_t, std::uint32_t>> levels_;  // next and last edge to try from each node of it
  bool still_ = false;                                           // the path of no hops is due
};

}  // namespace polgraph
