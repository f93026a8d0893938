// Private: properties that name one body for good, such as a corporate number, and what they say of two nodes.
//
//   Thread  one thread; borrows the snapshot
//   Cost    take(): one seek for each key that the graph has; the rest none
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "graph/snapshot.h"

namespace polgraph {

class Identifiers {
 public:
  struct Shared {
    std::string key;    // "corporate_number"
    std::string value;  // as text
    std::vector<NodeId> nodes;
  };
  explicit Identifiers(const Snapshot& snapshot);

  void take(NodeId node);
  // A key that both have: with one value, or with two.
  bool decide(NodeId a, NodeId b) const;
  // Key, value of `a`, value of `b`, where they have one key with different values and no key with the same.
  std::optional<std::tuple<std::string, std::string, std::string>> differing(NodeId a, NodeId b) const;
  std::vector<Shared> shared() const;  // values that two or more nodes have, in the order of the values

 private:
  using Values = std::map<std::string, std::string>;  // by key
  const Values* of(NodeId node) const;

  const Snapshot* snapshot_;
  std::vector<std::pair<KeyId, std::string>> keys_;
  std::unordered_map<NodeId, Values> values_;
  std::map<std::pair<std::string, std::string>, std::vector<NodeId>> nodes_;
};

}  // namespace polgraph
