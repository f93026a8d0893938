// Private: keeps the label, property and name indexes and the counts of labels in step with node records.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "graph/catalog.h"
#include "graph/codec.h"
#include "graph/overlay.h"

namespace polgraph::index {

// `before` and `after` are the node's record on either side of a write; null: there is none.
void update(rocks::Overlay& writes, Catalog& catalog, NodeId node, const codec::NodeRecord* before,
            const codec::NodeRecord* after);

// Every term under which the name index finds a node with these properties: "=" and the whole name folded, and each
// term of the name; for the keys name, title, acronym, aliases and id.
std::set<std::string> name_index_terms(const Catalog& catalog, const std::vector<Property>& properties);

// Are the two the same to the last bit? (1 and 1.0 are not.)
bool identical(const Value& a, const Value& b);

}  // namespace polgraph::index
