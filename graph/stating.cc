#include "graph/stating.h"

#include <algorithm>
#include <set>

#include "graph/codec.h"
#include "graph/error.h"
#include "graph/evidence_fold.h"
#include "graph/evidence_made.h"
#include "graph/evidence_mirror.h"
#include "graph/index.h"
#include "graph/record_edit.h"

namespace polgraph {

using codec::NodeRecord;
using codec::RelationshipRecord;

namespace {

void require_sound(bool is_node, const Assertion& assertion) {
  for (const Fact& fact : assertion.facts) {
    if (fact.predicate.empty() || fact.predicate == "label:")
      throw Error(Kind::Argument, "EmptyPredicate", "a statement needs a predicate");
    if (!is_node && label_of_predicate(fact.predicate))
      throw Error(Kind::Argument, "LabelOfRelationship", "a relationship has no labels: " + fact.predicate);
    if (fact.value.is_null())
      throw Error(Kind::Argument, "EmptyStatement", "a statement about `" + fact.predicate + "` needs a value");
    codec::require_storable(fact.value);
  }
}

bool states(const std::vector<Assertion>& assertions, std::string_view predicate) {
  return std::any_of(assertions.begin(), assertions.end(), [&](const Assertion& assertion) {
    return std::any_of(assertion.facts.begin(), assertion.facts.end(),
                       [&](const Fact& fact) { return fact.predicate == predicate; });
  });
}

}  // namespace

NodeId Stating::merge_node(const Identity& identity, bool* made) {
  const std::optional<NodeId> known = snapshot_.find_node(identity);
  if (made) *made = !known;
  if (known) return *known;
  NodeRecord record;
  record.identity = identity;
  return writes_.new_node(record);
}

std::optional<RelId> Stating::known_relationship(const std::string& identity, TypeId type, NodeId start,
                                                 NodeId end) const {
  const std::optional<RelId> known = snapshot_.find_relationship(identity);
  if (!known) return known;
  const RelationshipRecord record = writes_.relationship(*known);
  if (record.type != type || record.start != start || record.end != end)
    throw Error(Kind::Constraint, "RelationshipIdentity",
                "the relationship id \"" + std::string(codec::cut_utf8(identity, 200)) +
                    "\" is in use for another relationship (" + snapshot_.name(record.type) + ")");
  return known;
}

RelId Stating::merge_relationship(const std::string& identity, TypeId type, NodeId start, NodeId end, bool* made) {
  const std::optional<RelId> known = known_relationship(identity, type, start, end);
  if (made) *made = !known;
  if (known) return *known;
  RelationshipRecord record;
  record.identity = identity;
  record.type = type;
  record.start = start;
  record.end = end;
  return writes_.new_relationship(record);
}

namespace {

// Is label `name` given by a statement that is not deprecated?
bool gives_label(const std::vector<Assertion>& assertions, std::string_view predicate) {
  const auto about_it = [&](std::string_view other) { return other == predicate; };
  const std::vector<MadeStatement> statements = made_statements(assertions, about_it);
  return std::any_of(statements.begin(), statements.end(),
                     [](const MadeStatement& made) { return made.rank != Rank::Deprecated; });
}

// What an assertion adds to an entity, and what a query had written before anything was stated about that: it counts as
// stated first, without a source, so that what queries see is always what the statements fold to.
struct Addition {
  Assertion fresh, unstated;
  std::set<std::string, std::less<>> properties;  // that the fresh facts fold into
};

bool holds(const Assertion& assertion, const Fact& fact) {
  return std::any_of(assertion.facts.begin(), assertion.facts.end(), [&](const Fact& other) {
    return other.predicate == fact.predicate && index::identical(other.value, fact.value);
  });
}

}  // namespace

std::size_t Stating::assert_facts(EntityId subject, const Assertion& assertion) {
  require_sound(subject.is_node, assertion);
  std::size_t added = 0;
  edit(subject, [&](std::vector<Property>& properties, std::vector<LabelId>* labels, bool& has_evidence) {
    const std::vector<Assertion>& known = log_.of(subject, !has_evidence);
    Addition addition{{assertion.evidence, {}}, {}, {}};
    const auto count_as_stated = [&](std::string_view predicate, const Value& value) {
      addition.unstated.facts.push_back({std::string(predicate), value, {}});
    };
    for (const Fact& fact : assertion.facts) {
      if (holds(addition.fresh, fact) || log_.holds(subject, assertion.evidence, fact)) continue;
      addition.fresh.facts.push_back(fact);
      const auto label = label_of_predicate(fact.predicate);
      if (label && has(*labels, writes_.label(*label)) && !states(known, fact.predicate))
        count_as_stated(fact.predicate, fact.value);
      const std::string_view property = property_of_predicate(fact.predicate);
      if (property.empty() || !addition.properties.emplace(property).second) continue;
      const Value* plain = index::find(properties, writes_.key(property));
      if (plain && !states_property(known, property)) count_as_stated(property, *plain);
    }
    added = addition.fresh.facts.size();
    if (added == 0) return false;
    if (!addition.unstated.facts.empty()) log_.append(subject, std::move(addition.unstated));
    log_.append(subject, addition.fresh);
    has_evidence = true;
    const std::vector<Assertion>& all = log_.of(subject, false);
    for (const std::string& property : addition.properties)
      assign(properties, writes_.key(property), best_value(all, property));
    for (const Fact& fact : addition.fresh.facts)
      if (const auto label = label_of_predicate(fact.predicate))
        set_label(*labels, *label, gives_label(all, fact.predicate));
    return true;
  });
  return added;
}

void Stating::set_label(std::vector<LabelId>& labels, std::string_view name, bool given) {
  const LabelId label = writes_.label(name);
  if (given)
    insert(labels, label);
  else
    std::erase(labels, label);
}

// A row that makes its entity is written in one go, and needs no facts beside the record.
template <class Record>
void Stating::fill(Record& record, std::vector<LabelId>* labels, const Assertion& assertion) {
  record.has_evidence = true;
  for (const Fact& fact : assertion.facts) {
    if (const auto label = label_of_predicate(fact.predicate))
      insert(*labels, writes_.label(*label));
    else if (!is_reserved_predicate(fact.predicate))
      assign(record.properties, writes_.key(fact.predicate), fact.value);
  }
}

Asserted<NodeId> Stating::assert_node(const Identity& identity, const Assertion& assertion) {
  if (can_mirror(assertion) && !snapshot_.find_node(identity)) {
    require_sound(true, assertion);
    NodeRecord record;
    record.identity = identity;
    fill(record, &record.labels, assertion);
    const NodeId id = writes_.new_node(record);
    log_.append_mirror(EntityId::of(id), assertion.evidence);
    return {id, true, assertion.facts.size()};
  }
  Asserted<NodeId> asserted;
  asserted.id = merge_node(identity, &asserted.made);
  asserted.statements = assert_facts(EntityId::of(asserted.id), assertion);
  return asserted;
}

Asserted<RelId> Stating::assert_relationship(const std::string& identity, TypeId type, NodeId start, NodeId end,
                                             const Assertion& assertion) {
  if (can_mirror(assertion) && !snapshot_.find_relationship(identity)) {
    require_sound(false, assertion);
    RelationshipRecord record;
    record.identity = identity;
    record.type = type;
    record.start = start;
    record.end = end;
    fill(record, nullptr, assertion);
    const RelId id = writes_.new_relationship(record);
    log_.append_mirror(EntityId::of(id), assertion.evidence);
    return {id, true, assertion.facts.size()};
  }
  Asserted<RelId> asserted;
  asserted.id = merge_relationship(identity, type, start, end, &asserted.made);
  asserted.statements = assert_facts(EntityId::of(asserted.id), assertion);
  return asserted;
}

bool Stating::restate(EntityId subject, const std::vector<Assertion>& after, const std::vector<Fact>& plain) {
  bool left = true;
  edit(subject, [&](std::vector<Property>& properties, std::vector<LabelId>* labels, bool& has_evidence) {
    const std::vector<Assertion> before = log_.of(subject, false);
    const Refolded changes = refold(before, after);
    for (const auto& [key, value] : changes.properties) assign(properties, writes_.key(key), value);
    for (const std::string& label : changes.labels_gained) set_label(*labels, label, true);
    for (const std::string& label : changes.labels_lost) set_label(*labels, label, false);
    for (const Fact& fact : plain) {
      if (const auto label = label_of_predicate(fact.predicate))
        set_label(*labels, *label, true);
      else
        assign(properties, writes_.key(fact.predicate), fact.value);
    }
    has_evidence = !after.empty();
    left = has_evidence || !properties.empty() || (labels && !labels->empty());
    log_.replace(subject, after);
    return true;
  });
  return left;
}

void Stating::remove(EntityId entity) {
  if (entity.is_node) {
    const NodeRecord record = writes_.node(entity.node());
    if (record.has_evidence) log_.remove_all(entity);
    writes_.put_node(entity.node(), &record, nullptr);
  } else {
    const RelationshipRecord record = writes_.relationship(entity.relationship());
    if (record.has_evidence) log_.remove_all(entity);
    writes_.put_relationship(entity.relationship(), &record, nullptr);
  }
}

}  // namespace polgraph
