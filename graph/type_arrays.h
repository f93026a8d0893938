// TypeArrays: all relationships of one type as compressed arrays in both directions, indexed by NodeId, for statements
// that touch much of it. Beside GraphView (graph/view.h), which numbers chosen nodes anew and models Boost.Graph.
//
//   Adjacents of a node: neighbours ascending, of one neighbour relationships ascending.
//   Thread  any number of readers
//   Cost    read_types: one ordered scan over the relationships of the graph for all types that are asked for;
//           8 bytes a relationship and direction, 4 a node and direction
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "graph/snapshot.h"
#include "graph/work.h"

namespace polgraph {

struct Adjacents {
  std::vector<std::uint32_t> offsets;  // by node, one more than nodes
  std::vector<std::uint32_t> neighbours, relationships;
  std::uint32_t starts = 0;  // nodes that have any

  std::uint32_t begin(std::uint32_t node) const { return offsets[node]; }
  std::uint32_t end(std::uint32_t node) const { return offsets[node + 1]; }
  std::uint32_t degree(std::uint32_t node) const { return offsets[node + 1] - offsets[node]; }
  std::size_t bytes() const { return offsets.size() * 4 + neighbours.size() * 8; }
};

struct TypeArrays {
  TypeId type;
  Adjacents out, in;
  bool loops = false;  // a relationship from a node to itself
  std::size_t bytes() const { return out.bytes() + in.bytes(); }
};

// Both directions in one, as steps in either direction go: a relationship from a node to itself comes once.
Adjacents both_ways(const TypeArrays& arrays);

// Does following `list` lead back to where one was? Cost: two passes over it; 8 bytes a node, given back.
bool has_circle(const Adjacents& list, Work& work);

// In the order of `types`. `nodes` and `relationships`: ids are below, both at most 2^32 - 2.
// Throws Error Corrupt, Error Storage, and what `work` throws.
std::vector<std::unique_ptr<TypeArrays>> read_types(const Snapshot& snapshot, std::span<const TypeId> types,
                                                    std::uint64_t nodes, Work& work);

}  // namespace polgraph
