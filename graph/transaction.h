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

class Transaction {
 public:
  using Properties = std::vector<std::pair<std::string, Value>>;

  explicit Transaction(std::shared_ptr<rocks::Database> database);
  Transaction(Transaction&&) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  const Snapshot& view() const;  // the graph as it stands in this transaction

  LabelId label(std::string_view name);  // interns
  TypeId type(std::string_view name);
  KeyId key(std::string_view name);

  // Plain writes, as a query makes them: what they set is what queries see. On an entity that holds statements about
  // the predicate, those are kept with rank deprecated and the reason "replaced by a query"; the new value becomes a
  // statement with `evidence` (set_evidence).
  NodeId create_node(const std::vector<std::string>& labels, const Properties& properties);
  RelId create_relationship(std::string_view type, NodeId start, NodeId end, const Properties& properties);
  void set_property(EntityId entity, std::string_view key, const Value& value);
  void remove_property(EntityId entity, std::string_view key);
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
  // Adds the facts with their evidence and folds the best values into what queries see. A fact that is there already
  // (same subject, predicate, value, source, locator) is not added again. Returns the number of new statements.
  std::size_t assert_facts(EntityId subject, const Assertion& assertion);

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

  void record_dataset(Dataset dataset);  // replaces one of the same name
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
