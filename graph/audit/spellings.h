// Private: names of one entity that differ by a slip.
#pragma once

#include <vector>

#include "graph/audit/audit.h"
#include "graph/audit/reader.h"

namespace polgraph {

// Medium: a word of one name has a letter or two wrong against another name. Low: the names differ in the form of one
// word only (Program, Programme). Acronyms, former names, translations, names in different languages and known
// misspellings are no slips. Cost: the node's statements, or two seeks where it has one name.
std::vector<Finding> slips_in_names(const AuditReader& reader, NodeId node);

}  // namespace polgraph
