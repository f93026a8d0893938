// Private to the detectors: what counts of what is said of one entity, who it is in words, and walks over
// relationships.
//
//   const Facts facts(snapshot, EntityId::of(budget));
//   for (const Statement& one : facts.about("amount_eur")) use(one.fact.value, one.evidence.locator);
//
// What counts: no deprecated statement; of those about one predicate the preferred ones alone, where there are any. So
// a rank with a reason judges a finding away.
//   Thread  that of the snapshot
//   Throws  what reading throws
//   Lives   holds what it read; does not borrow the snapshot
//   Cost    two seeks, then one step for each statement of the entity
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/audit/audit.h"

namespace polgraph {

class Facts {
 public:
  Facts(const Snapshot& snapshot, EntityId entity);

  // In load order. A property that nothing states is a statement without a source.
  std::vector<Statement> about(std::string_view predicate) const;
  std::vector<Statement> about_first(
      std::initializer_list<std::string_view> keys) const;  // of the first key that is said
  Value value(std::string_view key) const;                  // what queries see; null if absent
  std::string text(std::string_view key) const;             // a string; empty if absent or something else
  const std::vector<Statement>& all() const { return counting_; }
  // How the source prints the value: the statement's own, else the property KEY_printed as the same place gives it.
  std::string printed(const Statement& statement) const;

 private:
  EntityId entity_;
  std::vector<Statement> counting_;
  std::vector<std::pair<std::string, Value>> properties_;
};

// Somebody looked and gave the statement rank preferred with a reason: what is doubtful about it is settled.
bool is_judged(const Statement& statement);
// Tells the finding unless it rests on a judged statement.
void tell_unless_judged(const AuditRun& run, Finding finding);

// The same for what a relationship is to blame for: its `exists` is added to the statements. Not told where every
// statement that there is such a relationship is deprecated.
void tell_of_link(const AuditRun& run, Finding finding, RelId link);

// Is any of `keys` a property of some entity of the graph? Of this record?
bool any_known(const Snapshot& snapshot, std::initializer_list<std::string_view> keys);

struct Link {
  RelId id;
  TypeId type;
  NodeId start;
  NodeId end;
};
// Every relationship of these types, by start node, type, end node, id. Cost: one step a relationship of the graph.
void each_link(const AuditRun& run, std::initializer_list<std::string_view> types,
               const std::function<void(const Link& link)>& visit);
void each_node(const AuditRun& run, const std::function<void(const Node& node)>& visit);
void each_relationship(const AuditRun& run, const std::function<void(const Relationship& relationship)>& visit);

bool is_labelled(const Snapshot& snapshot, NodeId node, std::string_view label);

// For sentences. Numbers from 10,000 on have their thousands apart.
std::string value_words(const Value& value);
std::string stated_words(const Statement& statement);                                 // "2018 (line 201)"
std::string counted(std::size_t count, std::string_view one, std::string_view many);  // "1 pair", "6 pairs"

}  // namespace polgraph
