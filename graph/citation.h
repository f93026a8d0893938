// Sources told for people: where a fact was read, so that a person finds the place.
//
//   source_text(snapshot, "ati-japan-2021/fn/32", "#L410")
//   footnote 32 of Report on Japan: technological capacities and key policy measures, 2021-07, line 410; cites METI ...
//
//   Thread  that of the snapshot
//   Throws  what reading throws
//   Cost    a few seeks
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "graph/snapshot.h"

namespace polgraph {

// The node known under this id, by its property `id` or by the id it was loaded under.
std::optional<NodeId> source_node(const Snapshot& snapshot, const std::string& source);

// The title of the Source node with this id, what it is part of (PART_OF), date, address, the place in it; for a part
// such as a footnote also what it cites (CITES). The id itself where the graph has no such node.
std::string source_text(const Snapshot& snapshot, const std::string& source, std::string_view locator);

// A locator spelled for people: "#L410" -> "line 410", "#L34-L35" -> "lines 34 to 35", "#page=3" -> "page 3"; any other
// as it is.
std::string locator_text(std::string_view locator);

}  // namespace polgraph
