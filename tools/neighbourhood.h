// A readable part of what lies around a node, for a picture: every type and direction is there, of each the members
// that carry most money or come first; what is a document only after all else.
#pragma once

#include <cstddef>
#include <string>

#include "loaders/format.h"
#include "tools/portrait.h"

namespace polgraph::cli {

struct Neighbourhood {
  GraphSource graph;           // borrows the snapshot
  std::size_t neighbours = 0;  // how many there are
  std::size_t shown = 0;       // how many of them are in
};

Neighbourhood neighbourhood(const Snapshot& snapshot, NodeId node, std::size_t limit);

struct Picture {
  std::string svg;  // an <svg> element to stand within a page, checked; empty where there is none
  std::string why;  // then: why not
};
// Drawn by GraphViz; that it is missing, or fails, is told and no error.
Picture draw_neighbourhood(const GraphSource& graph);

}  // namespace polgraph::cli
