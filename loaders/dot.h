// Private to loaders/: DOT, which draw.cc hands to GraphViz.
#pragma once

#include <iosfwd>

#include "loaders/format.h"

namespace polgraph {

extern const Format kDot;

void save_dot(const GraphSource& graph, const SaveOptions& options, std::ostream& out);

}  // namespace polgraph
