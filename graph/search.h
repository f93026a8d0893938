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
  std::string reason;   // "name", "alias", "acronym", "id", "former name", "part of the name", "1 letter off" ...
  double score = 0;     // 1 = exact preferred name
};

// Best first, at most `limit`; empty if nothing is near. In this order:
//   exact             a whole name (id, name, acronym, alias, translation, former name, misspelling in this order)
//   part of the name  its letters in a row; then all words, the last one perhaps not to its end
//   abbreviation      the Han letters of the query in order within one word: 経産省 for 経済産業省
//   N letters off     only where nothing above but abbreviations was found: one typing error, two in 8 letters and more
//   N of M words      likewise: at least half of the words (Japanese: letter pairs)
// Within these the closer, then the shorter name, then the node with more relationships, then the one made first.
//   Throws  Error Limit "SearchTooLong" (more than 4,096 bytes)
//   Cost    seeks in the name index, then one or two records a candidate, of which at most 5,000 are looked at; with a
//           typing error a seek for each beginning of terms that may still become the word
std::vector<Hit> search(const Snapshot& snapshot, std::string_view words, std::size_t limit = 20);

// All entities that `text` means exactly, by the best kind of name that any of them has it as (id, name, acronym,
// alias ...); of those spelled alike but for case, width or accents the one spelled so byte for byte. Where there is
// none: the only hit on part of a name, if it is the only hit. Never empty. Throws Error NotFound "UnknownEntity".
std::vector<NodeId> meant_by(const Snapshot& snapshot, std::string_view text);

// The one entity meant by `text`: id, acronym, any name or alias, folded. Throws Error NotFound "UnknownEntity" (the
// nearest names in the hint) or Error NotFound "AmbiguousEntity" (the candidates in the message); nothing is guessed.
NodeId resolve(const Snapshot& snapshot, std::string_view text);

// The preferred name: property name, else title, else id, else label#number.
std::string display_name(const Snapshot& snapshot, NodeId node);

}  // namespace polgraph
