// All names of a node, each with what kind of name it is. Private to search and resolve.
//
//   Thread  one thread; borrows the snapshot
//   Lives   as long as nothing is written to the snapshot
//   Cost    name(): one seek; all(): two seeks and the node's assertions
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/snapshot.h"

namespace polgraph {

class KeptNames;

// Best first: an exact match on a better class wins.
enum class NameClass { Id, Name, Acronym, Alias, Translation, Former, Misspelling };

std::string_view reason_of(NameClass kind);  // "id", "name", "acronym", "alias", "translation", "former name" ...

struct NodeName {
  std::string text;
  NameClass kind = NameClass::Name;
};

// A name as names are compared (graph/fold.h).
struct FoldedName {
  std::string_view text;
  NameClass kind = NameClass::Name;
};

class NameReader {
 public:
  explicit NameReader(const Snapshot& snapshot);
  std::string name(NodeId node) const;           // the property name; empty if there is none
  std::vector<NodeName> all(NodeId node) const;  // best class first, each text once

  // The same folded, one for one. Lives: until the next call of the same. Cost: the first time in a state of the store
  // as above; then a copy, as long as it is kept (graph/kept_names.h)
  std::string_view folded_name(NodeId node);
  std::span<const FoldedName> folded_all(NodeId node);

 private:
  const Snapshot* snapshot_;
  KeptNames* kept_;  // null: nothing is kept
  std::string folded_name_, folded_all_;
  std::vector<FoldedName> all_;  // of texts in folded_all_
  std::optional<KeyId> name_;
  std::vector<std::pair<KeyId, NameClass>> keys_;
};

}  // namespace polgraph
