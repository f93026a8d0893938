// All names of a node, each with what kind of name it is. Private to search and resolve.
//
//   Thread  one thread; borrows the snapshot
//   Cost    name(): one seek; all(): two seeks and the node's assertions
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/snapshot.h"

namespace polgraph {

// Best first: an exact match on a better class wins.
enum class NameClass { Id, Name, Acronym, Alias, Translation, Former, Misspelling };

std::string_view reason_of(NameClass kind);  // "id", "name", "acronym", "alias", "translation", "former name" ...

struct NodeName {
  std::string text;
  NameClass kind = NameClass::Name;
};

class NameReader {
 public:
  explicit NameReader(const Snapshot& snapshot);
  std::string name(NodeId node) const;           // the property name; empty if there is none
  std::vector<NodeName> all(NodeId node) const;  // best class first, each text once

 private:
  const Snapshot* snapshot_;
  std::optional<KeyId> name_;
  std::vector<std::pair<KeyId, NameClass>> keys_;
};

}  // namespace polgraph
