// Private: the nodes and relationships of both sides of a diff, each side sorted by a key that is equal for what is
// taken to be one.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "graph/diff.h"

namespace polgraph::diffing {

struct NodeEntry {
  std::string key;
  NodeId id;
  bool compared = true;   // false: only an end of a relationship that is compared
  bool nameless = false;  // known by what is said of it: an equal key is an equal node
};

struct RelationshipEntry {
  std::uint64_t start = 0, end = 0;  // places of the ends among the nodes of both sides
  std::uint32_t type = 0;            // place among the types of both sides
  std::string own_id;                // empty: it has none
  RelId id;
};

int compare_keys(const NodeEntry& a, const NodeEntry& b);
int compare_keys(const RelationshipEntry& a, const RelationshipEntry& b);

struct Subjects {
  std::vector<NodeEntry> nodes;
  std::vector<RelationshipEntry> relationships;
};

struct BothSubjects {
  Subjects before, after;
};

// Cost: a scan of either graph (of a data set: of all assertions), two or three seeks an entity, sorting.
BothSubjects subjects_of(const DiffSide& before, const DiffSide& after, bool with_best,
                         const std::function<void()>& tick);

}  // namespace polgraph::diffing
