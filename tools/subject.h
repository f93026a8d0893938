// What a command that tells of one thing is asked about: a node by any name, or a relationship by its id.
#pragma once

#include <string>

#include "graph/record.h"
#include "graph/snapshot.h"

namespace polgraph::cli {

// A node that is known by exactly this id comes first, then a relationship that is, then a node by any name.
//   Throws  Error NotFound "UnknownEntity", "AmbiguousEntity"
EntityId meant_subject(const Snapshot& snapshot, const std::string& text);

}  // namespace polgraph::cli
