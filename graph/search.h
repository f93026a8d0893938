// Finding entities by the words a person would use: any spelling, case, width, accent; acronyms; parts of names;
// Japanese by bigrams; small typing errors. The name index is written by the store with the same folding.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/snapshot.h"

namespace polgraph {

struct Hit {
  NodeId node;
  std::string matched;  // the name that matched, as it is written
  std::string reason;   // "name", "alias", "acronym", "id", "part of the name", "1 letter off" ...
  double score = 0;     // 1 = exact preferred name
};

// Best first, at most `limit`. Empty if nothing is near. Cost: seeks in the name index, then one record a candidate.
std::vector<Hit> search(const Snapshot& snapshot, std::string_view words, std::size_t limit = 20);

// The one entity meant by `text`: id, acronym, any name or alias, folded. Throws Error NotFound "UnknownEntity" (the
// nearest names in the hint) or Error NotFound "AmbiguousEntity" (the candidates in the message); nothing is guessed.
NodeId resolve(const Snapshot& snapshot, std::string_view text);

// All entities that resolve() would have to choose from: one, or several that share the name. Throws Error NotFound
// "UnknownEntity".
std::vector<NodeId> meant_by(const Snapshot& snapshot, std::string_view text);

// The preferred name: property name, else title, else id, else label#number.
std::string display_name(const Snapshot& snapshot, NodeId node);

}  // namespace polgraph
