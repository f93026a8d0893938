// Which ids a statement may cite that rests on one document: the source and its parts. Private to loaders/.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "graph/snapshot.h"

namespace polgraph {

class CitedIds {
 public:
  // `source`: the id of a Source node. Parts are what leads to it over any number of PART_OF.
  //   Throws  Error NotFound "UnknownSource", the nearest ids of sources in the hint
  //   Cost    a few seeks for each part
  CitedIds(const Snapshot& snapshot, const std::string& source);

  // The sha256 that the source states of its rendition; empty: none.
  const std::string& stated_sha256() const { return stated_; }
  // That of the rendition in which the locators of `source` count: its own, else that of the whole it is a part of.
  // nullptr: it is no part of the source.
  const std::string* sha256_of(const std::string& source) const;

 private:
  void add(NodeId node, const std::string& whole);
  void add_parts();

  const Snapshot& snapshot_;
  std::string stated_;
  std::unordered_map<std::string, std::string> sha256_;  // by id
  std::unordered_map<NodeId, std::string> nodes_;        // by node; ends circles
  std::vector<NodeId> waiting_;
};

}  // namespace polgraph
