// Which nodes the name index has under the words of a search: one word, all of several, one that is misspelt. Private
// to search. Lists are read no further than the shortest of them asks for: what one node has is found by seeking. Those
// that were read whole are kept for the next search (graph/kept_names.h).
//
//   Thread  one thread; borrows the snapshot
//   Throws  Error Corrupt, Storage
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/snapshot.h"

namespace polgraph {

using NodeList = std::vector<NodeId>;  // ascending, each once

struct AskedTerm {
  std::string_view term;
  bool is_begun = false;  // any term that begins so
};

// Cost: one seek, then one step an entry; of a list that is kept: a copy.
NodeList nodes_with(const Snapshot& snapshot, AskedTerm term);

// Nodes with all terms, at least one. Cost: the steps of the shortest list and of those as short but for a block, then
// for each node of that a seek in the others, or stepping on to it where that is nearer; of lists that are kept: a walk
// along arrays.
NodeList nodes_with_all(const Snapshot& snapshot, std::span<const AskedTerm> terms);

// Nodes that have a term some typing errors away from a word, nearest first where one has several.
struct Misspelt {
  struct Found {
    NodeId node;
    std::size_t distance = 0;
    std::size_t term = 0;
  };
  std::vector<Found> found;            // ascending by node, each once
  std::vector<std::string> terms;      // as they are in the names
  const Found& of(NodeId node) const;  // which must be found
};
// One letter wrong in a word of four and more, two in eight and more; a wrong first letter is only thought of in Latin
// words of six and more, and none in Han and Kana.
//   Cost  a seek for each beginning of terms that may still become the word (thousands), at most 400,000 steps
Misspelt nodes_near(const Snapshot& snapshot, std::string_view word);

}  // namespace polgraph
