// Simple cycles, one after another: ways that lead back to where they began and meet no other node twice ("circular
// funding").
//
//   Shape     each begins at its smallest node; parallel relationships make different cycles, a self-loop is one of
//             length 1. Ordered by that node
//   NetworkX  simple_cycles(length_bound) of the DiGraph, as rows of nodes
//   Lives     it borrows the view
//   Cost      (nodes + edges) for each cycle or node at worst without a bound, times the bound with one; they may be
//             exponentially many
//   Source    A. Gupta, T. Suzumura, Finding all bounded-length simple cycles in a directed graph (2021), which without
//             a bound is D. Johnson, Finding all the elementary circuits of a directed graph, SIAM J. Computing 4
//             (1975)
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "graph/paths.h"
#include "graph/work.h"

namespace polgraph {

class Cycles {
 public:
  // At most `max_length` relationships long, if given.
  Cycles(const GraphView& view, std::optional<std::size_t> max_length, Work& work);
  std::optional<Path> next(Work& work);  // nothing: there is no more

 private:
  struct Level {
    GraphView::Vertex vertex;
    std::uint32_t next, last;
    std::size_t
        to_root;  // least relationships from here back to the root, as far as is known; bound_: not seen to lead back
  };
  bool begin_at(GraphView::Vertex root);
  void enter(GraphView::Vertex vertex);
  void leave(Work& work);
  void touch(GraphView::Vertex vertex);
  bool is_candidate(GraphView::Vertex vertex) const;
  Path path(std::uint32_t last) const;

  const GraphView* view_;
  std::size_t bound_;
  std::vector<std::uint32_t> component_;
  GraphView::Vertex root_ = 0;
  std::vector<Level> levels_;
  std::vector<std::uint32_t> edges_;
  std::vector<bool> on_path_;
  std::vector<std::size_t> lock_;                     // a path of so many nodes or more need not come here
  std::vector<std::set<GraphView::Vertex>> blocked_;  // by vertex: whose locks hang on it
  std::vector<GraphView::Vertex> touched_;            // since the last root, each once
  std::vector<bool> is_touched_;
};

}  // namespace polgraph
