// Transaction: all-or-nothing writes. Nothing is seen by others before commit(); the destructor rolls back. A commit is
// one atomic, fsynced write: once commit() has returned, the data is on disk.
//
//   Transaction t = store.begin();
//   NodeId meti = t.create_node({"Organization", "Ministry"}, {{"name", Value::string("METI")}});
//   t.commit();
//
// Property values must be storable: boolean, integer, float, string, temporal, or a list of those of one kind (numbers
// may mix). Throws Error Type "InvalidPropertyType" otherwise. A null value means "remove the property".
//   Thread  one thread
//   Lives   keeps the store alive; its view() must not outlive it
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/provenance.h"
#include "graph/record.h"
#include "graph/schema.h"
#include "graph/snapshot.h"

namespace polgraph {

namespace rocks {
class Database;
}

// What a load did about one row.
template <class IdType>
struct Asserted {
  IdType id{};
  bool made = false;           // the entity was not there
  std::size_t statements = 0;  // new ones
};

// What taking a data set back did.
struct Unloaded {
  std::uint64_t nodes = 0, relationships = 0;  // that are gone
  std::uint64_t statements = 0;                // that nobody makes any more
  std::uint64_t bare_nodes = 0;                // without facts now; kept: relationships of others begin or end there
  std::uint64_t kept_for_queries = 0;          // entities that only a query says something about now
};

class Transaction {
 public:
  using Properties = std::vector<std::pair<std::string, Value>>;

  explicit Transaction(std::shared_ptr<rocks::Database> database);
  Transaction(Transaction&&) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  std::size_t bytes() const;     // memory that its writes take, and will take when they are committed
  const Snapshot& view() const;  // the graph as it stands in this transaction

  LabelId label(std::string_view name);  // interns
  TypeId type(std::string_view name);
  KeyId key(std::string_view name);

  // Plain writes, as a query makes them: what they set is what queries see. On an entity that holds statements about
  // the predicate, those are kept with rank deprecated and the reason "replaced by a query"; the new value becomes a
  // statement with `evidence` (set_evidence).
  NodeId create_node(const std::vector<std::string>& labels, const Properties& properties);
  // `ends`: Met where the caller has both nodes from view() and has not deleted them since; then nobody looks again.
  enum class Ends { Unknown, Met };
  RelId create_relationship(std::string_view type, NodeId start, NodeId end, const Properties& properties,
                            Ends ends = Ends::Unknown);
  void set_property(EntityId entity, std::string_view key, const Value& value);
  void remove_property(EntityId entity, std::string_view key);
  // Both for many, each key once; null: is removed. Returns how many were set, or were there to be removed.
  //   Cost    that of writing the entity's record once
  std::size_t set_properties(EntityId entity, const Properties& changes);
  bool add_label(NodeId node, std::string_view label);     // false: had it
  bool remove_label(NodeId node, std::string_view label);  // false: had it not
  // Throws Error Constraint "DeleteConnectedNode" at commit() if relationships are left on a deleted node.
  void delete_node(NodeId node);
  void delete_relationship(RelId relationship);
  // Evidence of the plain writes that follow (query --source --locator); empty: no statements are kept for entities
  // that have none.
  void set_evidence(Evidence evidence);

  // Writes that add to what is known and never overwrite, as loads make them.
  // The node known under `identity`, made if there is none. `made` says which.
  NodeId merge_node(const Identity& identity, bool* made = nullptr);
  RelId merge_relationship(const std::string& identity, std::string_view type, NodeId start, NodeId end,
                           bool* made = nullptr);
  // Adds the facts with their evidence and folds the best values into what queries see. A fact that the same data set
  // has brought already (same subject, predicate, value, source, locator) is not added again, unless it comes with a
  // rank or a reason that is new. Returns how many were added.
  std::size_t assert_facts(EntityId subject, const Assertion& assertion);
  // The same for many at once. Cost: that of folding once.
  std::size_t assert_all(EntityId subject, std::span<const Assertion> assertions);
  // merge_* and assert_facts in one: a row that makes its entity. Cost: half of theirs where the entity is new.
  Asserted<NodeId> assert_node(const Identity& identity, const Assertion& assertion);
  Asserted<RelId> assert_relationship(const std::string& identity, std::string_view type, NodeId start, NodeId end,
                                      const Assertion& assertion);
  // Takes back all that the data set has brought, and what stands on it alone: entities that nobody else states. What
  // others state, and what queries wrote, stays as they left it.
  //   Throws  Error NotFound "UnknownDataset", and what `tick` throws, which is called for each entity
  //   Cost    a scan over all assertions, then over the entities of the data set
  Unloaded unload(std::string_view dataset, const std::function<void()>& tick = {});

  // Indexes and constraints. add_rule builds the index, or finds what the constraint is broken by, at once.
  //   Throws  Error Constraint: "SchemaRuleExists" (the name, or another that says the same), "UniquenessViolated",
  //           "PropertyMissing", "PropertyTypeViolated" (naming the first entities that break it);
  //           drop_rule: Error NotFound "NoSuchIndex", "NoSuchConstraint"
  //           and what `tick` throws, which is called for each entity looked at and each entry dropped
  //   Cost    add_rule: a pass over the nodes with the label, or over all relationships; drop_rule: over the entries
  //   Lives   the rule until the next add_rule or drop_rule
  using Tick = std::function<void()>;
  const SchemaRule& add_rule(const NewRule& rule, const Tick& tick = {});
  void drop_rule(std::string_view name, const Tick& tick = {});

  void record_dataset(const Dataset& dataset);  // replaces one of the same name
  // True if nothing was written since begin(); such a commit changes no byte.
  bool empty() const;
  // Throws Error Storage, Error Constraint (a rule of the schema is broken, DeleteConnectedNode); then nothing was
  // written.
  void commit();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace polgraph
