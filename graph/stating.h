// Private: writes of a transaction that state something, or take it back, and keep what queries see in step: loads,
// unloads, the graph of a day. What queries themselves write is in transaction.cc.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/evidence_log.h"
#include "graph/transaction.h"
#include "graph/writes.h"

namespace polgraph {

class Stating {
 public:
  Stating(Writes& writes, EvidenceLog& log) : writes_(writes), log_(log), snapshot_(writes.view()) {}

  // Writes::edit, with the statements that mirror the record written down before it changes.
  template <class Change>
  void edit(EntityId entity, Change change) {
    writes_.edit(entity, [&](std::vector<Property>& properties, std::vector<LabelId>* labels, bool& has_evidence) {
      const bool stated = has_evidence;
      if (stated) log_.of(entity, RecordParts{&properties, labels});
      if (!change(properties, labels, has_evidence)) return false;
      if (stated) log_.settle(entity);
      return true;
    });
  }

  // As those of Transaction.
  NodeId merge_node(const Identity& identity, bool* made);
  RelId merge_relationship(const std::string& identity, TypeId type, NodeId start, NodeId end, bool* made);
  std::size_t assert_all(EntityId subject, std::span<const Assertion> assertions);
  Asserted<NodeId> assert_node(const Identity& identity, const Assertion& assertion);
  Asserted<RelId> assert_relationship(const std::string& identity, TypeId type, NodeId start, NodeId end,
                                      const Assertion& assertion);

  // Puts `after` in the place of the entity's assertions and folds it into the record; `plain` is what stays in the
  // record though nothing states it any more. False where nothing is left of the entity: the caller says what becomes
  // of it.
  bool restate(EntityId subject, const std::vector<Assertion>& after, const std::vector<Fact>& plain = {});
  void remove(EntityId entity);  // its statements too; relationships of a node are the caller's business

 private:
  std::optional<RelId> known_relationship(const std::string& identity, TypeId type, NodeId start, NodeId end);
  std::optional<RelId> known_by_content(const std::string& identity, TypeId type, NodeId start, NodeId end);
  RelId make_relationship(const codec::RelationshipRecord& record);
  Assertion unstated(EntityId subject, const Assertion& fresh, const std::vector<Property>& properties,
                     const std::vector<LabelId>* labels, bool has_evidence);
  struct Addition;
  void fold_in(const std::vector<Assertion>& all, const Addition& addition, std::vector<Property>& properties,
               std::vector<LabelId>* labels);
  template <class Record>
  void fill(Record& record, std::vector<LabelId>* labels, const Assertion& assertion);

  using Crowd = std::unordered_map<std::string, RelId>;  // by identity

  Writes& writes_;
  EvidenceLog& log_;
  Snapshot snapshot_;
  std::unique_ptr<rocks::Cursor> between_;  // adjacency keys of the last two ends that were looked at
  std::unordered_map<std::string, Crowd>
      crowds_;  // by adjacency prefix: ends with so many between them that they are kept
};

}  // namespace polgraph
