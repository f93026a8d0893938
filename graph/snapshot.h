// Snapshot: a consistent view of the graph, the only way to read it. Copying is cheap. The snapshot of a Transaction
// (Transaction::view) sees the transaction's own writes; cursors opened before a write may or may not see it, so a
// reader that writes what it reads must finish reading first.
//
//   Thread  one thread at a time; copy it for another
//   Lives   cursors keep the snapshot's database alive; they do not outlive their Transaction
//   Throws  Error Corrupt (a record does not decode), Error Storage (a read failed)
//   Cost    said for each function; a "seek" is one look-up in RocksDB
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/counts.h"
#include "graph/index_range.h"
#include "graph/provenance.h"
#include "graph/record.h"
#include "graph/schema.h"

namespace polgraph {

namespace rocks {
class View;
class Cursor;
struct KeyRange;
}  // namespace rocks

class NodeCursor {
 public:
  explicit NodeCursor(std::unique_ptr<rocks::Cursor> cursor);
  NodeCursor(NodeCursor&&) noexcept;
  NodeCursor& operator=(NodeCursor&&) noexcept;
  ~NodeCursor();
  bool next();  // false at the end; call before the first id()
  NodeId id() const { return id_; }

 private:
  std::unique_ptr<rocks::Cursor> cursor_;
  NodeId id_;
};

// Entries of the name index, ascending by term (as graph/fold.h makes them), then by node.
class NameTermCursor {
 public:
  NameTermCursor(std::unique_ptr<rocks::Cursor> cursor, std::string end);
  NameTermCursor(NameTermCursor&&) noexcept;
  NameTermCursor& operator=(NameTermCursor&&) noexcept;
  ~NameTermCursor();
  bool next();                                     // false at the end; call before the first term()
  std::string_view term() const { return term_; }  // until the next next() or skip_to()
  NodeId node() const { return node_; }
  // As many next() as there are `nodes`: how many there were, whose nodes go there. Fewer: the end.
  std::size_t next_nodes(std::span<NodeId> nodes);
  // The next next() comes to the first entry from `term` and `node` on, which must not lie before the one it is at.
  // Cost: one seek, as dear as some ten steps.
  void skip_to(std::string_view term, NodeId node);

 private:
  std::unique_ptr<rocks::Cursor> cursor_;
  std::string end_;
  std::string_view term_;
  NodeId node_;
};

class RelationshipCursor {
 public:
  explicit RelationshipCursor(std::unique_ptr<rocks::Cursor> cursor);
  RelationshipCursor(RelationshipCursor&&) noexcept;
  RelationshipCursor& operator=(RelationshipCursor&&) noexcept;
  ~RelationshipCursor();
  bool next();
  RelId id() const { return id_; }

 private:
  std::unique_ptr<rocks::Cursor> cursor_;
  RelId id_;
};

// Relationships whose records are at hand.
class RelationshipRecords {
 public:
  struct Source;
  explicit RelationshipRecords(std::unique_ptr<Source> source);
  RelationshipRecords(RelationshipRecords&&) noexcept;
  RelationshipRecords& operator=(RelationshipRecords&&) noexcept;
  ~RelationshipRecords();
  bool next();
  RelId id() const { return id_; }
  Value property(KeyId key) const;  // as Snapshot::property(id(), key). Cost: no look-up
  void remember() const;            // to be called where the record will be asked for soon. Cost: a copy

 private:
  std::unique_ptr<Source> source_;
  RelId id_;
};

// Steps from one node. Order: outgoing first; within a direction by type, neighbour, relationship. A self-loop comes
// once where direction is Both (outgoing).
class StepCursor {
 public:
  struct Range;
  explicit StepCursor(std::unique_ptr<Range> range);
  StepCursor(StepCursor&&) noexcept;
  StepCursor& operator=(StepCursor&&) noexcept;
  ~StepCursor();
  bool next();
  const Step& step() const { return step_; }

 private:
  std::unique_ptr<Range> range_;
  Step step_;
};

// Counts kept with every commit.
struct Statistics {
  std::uint64_t nodes = 0;
  std::uint64_t relationships = 0;
  std::uint64_t assertions = 0;
  Counts<LabelId> nodes_by_label;
  Counts<TypeId> relationships_by_type;
  bool operator==(const Statistics&) const = default;
};

// A data set and its loads, as `datasets` lists them. A load that changes nothing leaves no trace.
struct Dataset {
  struct Load {
    std::string loaded_on;                                   // ISO 8601, UTC
    std::vector<std::pair<std::string, std::string>> files;  // path as given, sha256
  };
  std::string name;
  std::string loaded_on;                                   // the last load
  std::vector<std::pair<std::string, std::string>> files;  // of the last load
  std::vector<std::pair<std::string, std::string>> about;  // title, version, licence ... as the data set states them
  std::vector<Load> earlier = {};                          // oldest first
};

class Snapshot {
 public:
  explicit Snapshot(std::shared_ptr<rocks::View> view);
  Snapshot(const Snapshot&);
  Snapshot(Snapshot&&) noexcept;
  Snapshot& operator=(const Snapshot&);
  Snapshot& operator=(Snapshot&&) noexcept;
  ~Snapshot();

  // Interned names. Cost: one hash look-up, no seek. find_* come back empty for a name that was never used; the plain
  // form throws Error Corrupt for an id that was never given.
  std::optional<LabelId> find_label(std::string_view name) const;
  std::optional<TypeId> find_type(std::string_view name) const;
  std::optional<KeyId> find_key(std::string_view name) const;
  const std::string& name(LabelId id) const;
  const std::string& name(TypeId id) const;
  const std::string& name(KeyId id) const;
  std::vector<std::string> labels() const;  // every name ever used, in id order
  std::vector<std::string> types() const;
  std::vector<std::string> keys() const;

  // Records. Cost: one seek and the decoding of that record. Empty if there is none (deleted, never made).
  std::optional<Node> find_node(NodeId id) const;
  std::optional<Relationship> find_relationship(RelId id) const;
  std::optional<RelationshipHead> find_ends(RelId id) const;  // without the properties
  bool exists(NodeId id) const;
  bool exists(RelId id) const;
  // One property without decoding the others; null if absent or the entity is gone.
  Value property(NodeId id, KeyId key) const;
  Value property(RelId id, KeyId key) const;
  bool has_label(NodeId id, LabelId label) const;
  // The same out of the list of nodes by label, for who needs nothing else of the record. Cost: one look-up, mostly in
  // a block that is in memory
  bool is_listed(NodeId id, LabelId label) const;
  std::vector<LabelId> labels(NodeId id) const;

  // Scans, ascending by id. Cost: one seek, then one step each.
  NodeCursor nodes() const;
  NodeCursor nodes_with_label(LabelId label) const;
  RelationshipCursor relationships() const;
  // Cost: a scan over all relationships, on two threads where they are many.
  RelationshipRecords relationships_of_type(TypeId type) const;

  // Is `key` kept in the property index ("id" and "name" always are)?
  bool is_indexed(KeyId key) const;
  // Nodes whose property is the same() as `value`; `key` must be indexed. Cost: one seek, one step each hit.
  NodeCursor nodes_with_property(KeyId key, const Value& value) const;

  // Indexes and constraints, and how many entries the index of a rule has. Cost: none, they are in memory.
  const Schema& schema() const;
  std::uint64_t index_entries(const SchemaRule& rule) const;
  // What a rule's index holds in a range (graph/index_range.h), ascending by value. Cost: one seek, one step each.
  NodeCursor nodes_in_index(const IndexRange& range) const;
  NodeCursor nodes_in_property_index(const IndexRange& range) const;  // over all nodes: whole(key) of an indexed key
  RelationshipCursor relationships_in_index(const IndexRange& range) const;

  // Steps from `node`, of `types` (empty: any). Cost: one seek for each direction and type, then one step each.
  StepCursor steps(NodeId node, Direction direction, std::span<const TypeId> types = {}) const;
  // Steps from `node` to `neighbour`. Cost: one seek for each direction and type.
  StepCursor steps_to(NodeId node, NodeId neighbour, Direction direction, std::span<const TypeId> types = {}) const;
  std::uint64_t degree(NodeId node, Direction direction, std::span<const TypeId> types = {}) const;

  // The node or relationship known from outside under `identity`. Cost: one seek.
  std::optional<NodeId> find_node(const Identity& identity) const;
  std::optional<RelId> find_relationship(const std::string& identity) const;
  // The other way round; empty where a query made it. Cost: one seek.
  std::optional<Identity> identity(NodeId id) const;
  std::optional<std::string> identity(RelId id) const;

  // Evidence. assertions(): in load order, each statement once, with the rank that counts; those of one evidence
  // together. records(): as each data set made them. Cost: one seek, then one step each.
  std::vector<Assertion> assertions(EntityId subject) const;
  std::vector<Statement> statements(EntityId subject) const;  // spread out, `best` marked
  std::vector<Assertion> records(EntityId subject) const;
  std::vector<Conflict> conflicts(EntityId subject) const;
  std::vector<Conflict> conflicts() const;  // Cost: a scan over all assertions
  // Every entity that has statements, nodes first, ascending, with its assertions(). Cost: one scan over all assertions
  // and over the records of their entities, memory for one entity.
  using VisitStated = std::function<void(EntityId subject, const std::vector<Assertion>& assertions)>;
  void each_stated(const VisitStated& visit) const;
  void each_recorded(const VisitStated& visit) const;  // the same with its records()

  // Name index: names are the properties name, title, acronym and aliases, and the property id. The entries of one
  // term, or of all terms that begin so. Used by graph/search and graph/resolve only. Cost: one seek, then one step
  // each.
  NameTermCursor name_term(std::string_view term) const;
  NameTermCursor name_terms(std::string_view prefix) const;
  rocks::KeyRange name_range(std::string_view term, bool is_begun) const;  // of either

  Statistics statistics() const;
  // The same where they lie. Lives: as long as this snapshot; a transaction's writes change them
  const Statistics& counts() const&;
  const Statistics& counts() && = delete;
  std::vector<Dataset> datasets() const;
  std::uint64_t graph_version() const;  // rises with every commit

  // For PROFILE: records looked up, and steps of cursors that are opened after count_accesses(); of all copies
  // together.
  void count_accesses() const;
  std::uint64_t accesses() const;
  bool counts_accesses() const;
  const rocks::View& view() const { return *view_; }  // for graph/check.cc and graph/view.cc

 private:
  std::shared_ptr<rocks::View> view_;
};

}  // namespace polgraph
