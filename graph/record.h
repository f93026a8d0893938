// Plain structs handed to callers of the store: what a node and a relationship hold.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/ids.h"
#include "graph/value.h"

namespace polgraph {

using Property = std::pair<KeyId, Value>;

// A name from outside under which a node is known: group is empty outside Neo4j CSV.
struct Identity {
  std::string group;
  std::string id;
  auto operator<=>(const Identity&) const = default;
};

struct Node {
  NodeId id;
  std::vector<LabelId> labels;       // ascending, unique
  std::vector<Property> properties;  // ascending by key, values never null
};

struct Relationship {
  RelId id;
  TypeId type;
  NodeId start;
  NodeId end;
  std::vector<Property> properties;
};

struct RelationshipHead {
  TypeId type;
  NodeId start;
  NodeId end;
};

// Where a node or relationship is meant and it may be either.
struct EntityId {
  bool is_node = true;
  std::uint64_t value = 0;
  auto operator<=>(const EntityId&) const = default;
  static EntityId of(NodeId id) { return {true, id.value}; }
  static EntityId of(RelId id) { return {false, id.value}; }
  NodeId node() const { return NodeId(value); }
  RelId relationship() const { return RelId(value); }
};

enum class Direction { Out, In, Both };

// One step from a node: over which relationship, to whom.
struct Step {
  TypeId type;
  NodeId neighbour;
  RelId relationship;
  bool outgoing = true;  // false: the relationship points at the node the step was taken from
};

}  // namespace polgraph
