// GraphImage: what statements read most of a graph, as arrays in memory: members of labels, relationships of types,
// columns of properties. Each part is made from one snapshot when it is first asked for and never changes; an image is
// good for one version of the graph and is dropped with it. Nothing of it is on disk.
//
//   Thread  making parts: one; reading parts that are there: any number
//   Lives   parts live as long as the image
//   Throws  making parts: Error Corrupt, Error Storage, what `work` throws
//   Cost    label: a step a member, a bit a node; types: graph/type_arrays.h; columns: graph/columns.h
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "graph/columns.h"
#include "graph/kept_steps.h"
#include "graph/kept_values.h"
#include "graph/snapshot.h"
#include "graph/type_arrays.h"
#include "graph/work.h"

namespace polgraph {

// Nodes by id, a bit each.
class NodeSet {
 public:
  explicit NodeSet(std::uint64_t bound) : words_((bound + 63) / 64, 0) {}
  explicit NodeSet(std::vector<std::uint64_t> words) : words_(std::move(words)) {
    for (const std::uint64_t word : words_) count_ += static_cast<std::uint64_t>(std::popcount(word));
  }
  bool has(std::uint32_t node) const { return (words_[node / 64] >> (node % 64) & 1) != 0; }
  // False: it was there.
  bool add(std::uint32_t node) {
    const std::uint64_t bit = std::uint64_t{1} << (node % 64);
    if ((words_[node / 64] & bit) != 0) return false;
    words_[node / 64] |= bit;
    ++count_;
    return true;
  }
  std::uint64_t count() const { return count_; }
  const std::vector<std::uint64_t>& words() const { return words_; }
  std::vector<std::uint64_t>& words() { return words_; }
  std::size_t bytes() const { return words_.size() * 8; }

 private:
  std::vector<std::uint64_t> words_;
  std::uint64_t count_ = 0;
};

// An integer property of relationships in the order in which a list of them lies, so that a walk along the list reads
// it in step: a column by id would be waited for at every relationship.
struct ListColumn {
  std::vector<std::int64_t> integers;  // by position in the list
  std::vector<std::uint64_t> absent;   // a bit a position; no bits: none is null
  bool possible = true;                // false: not all of them are integers
  bool is_null(std::uint32_t at) const { return !absent.empty() && (absent[at / 64] >> (at % 64) & 1) != 0; }
};

class GraphImage {
 public:
  explicit GraphImage(Snapshot snapshot);

  std::uint64_t graph_version() const { return snapshot_.graph_version(); }
  // Ids of nodes are below; those of relationships too.
  std::uint32_t nodes() const { return nodes_; }
  std::uint32_t relationships() const { return relationships_; }
  // Can there be arrays by id? Not where ids are beyond 2^32 or most of them are of entities that are gone.
  bool possible() const { return possible_; }

  const NodeSet& all_nodes(Work& work);
  const NodeSet& label(LabelId label, Work& work);
  bool has_label(LabelId label) const { return labels_.contains(label); }  // is its set there?
  // One node, for whoever asks here and there: nothing until the label's members have become worth reading.
  std::optional<bool> find_label(NodeId node, LabelId label, Work& work);
  // What find_label() did not know and the store was asked for: nothing where keep_label() was not told.
  std::optional<bool> kept_label(NodeId node, LabelId label) const {
    const Value* kept = kept_labels_.find(label.value, node.value);
    return kept != nullptr ? std::optional(kept->as_boolean()) : std::nullopt;
  }
  void keep_label(NodeId node, LabelId label, bool has) {
    kept_labels_.keep(label.value, node.value, Value::boolean(has));
  }
  bool has_type(TypeId type) const { return types_.contains(type); }
  void need_types(std::span<const TypeId> types, Work& work);  // in one pass those that are not there
  // Of a type that was needed. Cost of both(): once a pass over the type.
  const TypeArrays& type(TypeId type) const { return *types_.at(type); }
  const Adjacents& both(TypeId type);
  // Of a list of this image. Cost: once two passes over the list, a twentieth of what making it took.
  bool has_circle(const Adjacents& list, Work& work);
  // Have all nodes at the ends of `type` the label? end: at its arrows' heads, else where they start.
  bool all_have(TypeId type, bool end, LabelId label, Work& work);

  // Of a column whose pieces are there for all of the list; null: they are not, or it is to be made and may not.
  // Cost: once a pass over the list.
  const ListColumn* list_column(const Adjacents& list, std::size_t column, bool may_make);

  // Both columns together, about. They say so (PropertyColumns::Full) where what they are asked for would not fit.
  void let_columns_grow(std::size_t bytes) {
    node_columns_.let_grow(bytes - std::min(bytes, relationship_columns_.bytes()));
    relationship_columns_.let_grow(bytes - std::min(bytes, node_columns_.bytes()));
  }
  PropertyColumns& node_columns() { return node_columns_; }
  PropertyColumns& relationship_columns() { return relationship_columns_; }

  // What statements have spent on reading these types from the store, in steps: once it is what arrays would have cost,
  // those are made.
  std::uint64_t& spent(const std::vector<TypeId>& types) { return type_sets_[types].spent; }
  // Steps that were read of the store, by a number of the types and a direction (KeptSteps::Key::which).
  KeptSteps& kept_steps() { return kept_steps_; }
  std::uint32_t which_steps(const std::vector<TypeId>& types, Direction direction);

  // The same for conditions on texts of a property of nodes, in rows that were tested one by one.
  std::uint64_t& spent_on_texts(KeyId key) { return spent_on_texts_[key]; }

  std::size_t bytes() const;  // of all parts
  // What arrays of a type take that are not there yet.
  std::size_t bytes_of_types(std::span<const TypeId> types) const;
  std::size_t bytes_of_column(bool of_nodes) const { return 9 * std::size_t{of_nodes ? nodes_ : relationships_}; }

 private:
  Snapshot snapshot_;
  bool possible_;
  std::uint32_t nodes_ = 0, relationships_ = 0;
  std::unique_ptr<NodeSet> all_nodes_;
  std::map<LabelId, NodeSet> labels_;
  std::vector<std::uint32_t> asked_;  // by label: how often it was missing
  std::map<TypeId, std::unique_ptr<TypeArrays>> types_;
  std::map<TypeId, Adjacents> both_;
  std::map<const Adjacents*, bool> has_circle_;
  std::map<std::pair<std::pair<TypeId, bool>, LabelId>, bool> all_have_;
  struct TypeSet {
    std::uint64_t spent = 0;
    std::uint32_t number = 0;  // from 1; 0: none yet
  };
  std::map<std::vector<TypeId>, TypeSet> type_sets_;
  std::uint32_t numbered_sets_ = 0;
  KeptSteps kept_steps_;
  KeptValues kept_labels_;  // booleans
  std::map<KeyId, std::uint64_t> spent_on_texts_;
  std::map<std::pair<const Adjacents*, std::size_t>, ListColumn> list_columns_;
  PropertyColumns node_columns_, relationship_columns_;
};

}  // namespace polgraph
