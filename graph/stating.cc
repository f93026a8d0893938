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

namespace {

constexpr std::size_t kCrowd = 16;

}  // namespace

// Named by what it holds: one of those between its ends, which are few, or kept once they are many.
std::optional<RelId> Stating::known_by_content(const std::string& identity, TypeId type, NodeId start, NodeId end) {
  std::string ends = codec::adjacency_prefix(start, type, end);
  const auto kept = crowds_.find(ends);
  Crowd found;
  if (kept == crowds_.end()) {
    if (between_)
      between_->reset(rocks::prefix_range(ends));
    else
      between_ = writes_.view()->cursor(rocks::Family::Out, ends);
    while (between_->next()) {
      const RelId id(codec::last_id(between_->key()));
      if (auto own = writes_.relationship(id).identity) found.emplace(codec::as_fingerprint(*own), id);
    }
    if (writes_.overlay()->entries(rocks::Family::Out).empty()) between_.reset();  // it would not see the first ones
  }
  const Crowd& crowd = kept == crowds_.end() ? found : kept->second;
  const auto at = crowd.find(identity);
  const std::optional<RelId> known = at == crowd.end() ? std::nullopt : std::optional(at->second);
  if (found.size() > kCrowd) crowds_.emplace(std::move(ends), std::move(found));
  return known;
}

RelId Stating::make_relationship(const RelationshipRecord& record) {
  writes_.require_ends(record);
  const RelId id = writes_.new_relationship(record);
  if (crowds_.empty() || !record.identity) return id;
  const auto kept = crowds_.find(codec::adjacency_prefix(record.start, record.type, record.end));
  if (kept != crowds_.end()) kept->second.emplace(*record.identity, id);
  return id;
}

std::optional<RelId> Stating::known_relationship(const std::string& identity, TypeId type, NodeId start, NodeId end) {
  if (codec::is_fingerprint(identity)) return known_by_content(identity, type, start, end);
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
  return make_relationship(record);
}

namespace {

// Is label `name` given by a statement that is not deprecated?
bool gives_label(const std::vector<Assertion>& assertions, std::string_view predicate) {
  const auto about_it = [&](std::string_view other) { return other == predicate; };
  const std::vector<MadeStatement> statements = made_statements(assertions, about_it);
  return std::any_of(statements.begin(), statements.end(),
                     [](const MadeStatement& made) { return made.rank != Rank::Deprecated; });
}

bool holds(const Assertion& assertion, const Fact& fact) {
  return std::any_of(assertion.facts.begin(), assertion.facts.end(), [&](const Fact& other) {
    return other.predicate == fact.predicate && index::identical(other.value, fact.value);
  });
}

using Predicates = std::set<std::string, std::less<>>;

// Assertions on their way into the statements of one entity.
struct Addition {
  Predicates properties, labels;  // that the fresh facts fold into
  std::size_t facts = 0;
};

}  // namespace

// What a query had written before anything was stated about it counts as stated first, without a source, so that what
// queries see is always what the statements fold to.
Assertion Stating::unstated(EntityId subject, const Assertion& fresh, const std::vector<Property>& properties,
                            const std::vector<LabelId>* labels, bool has_evidence) {
  Assertion unstated;
  const std::vector<Assertion>& known = log_.of(subject, !has_evidence);
  for (const Fact& fact : fresh.facts) {
    const auto label = label_of_predicate(fact.predicate);
    if (label && has(*labels, writes_.label(*label)) && !states(known, fact.predicate))
      unstated.facts.push_back({fact.predicate, fact.value, {}});
    const std::string_view key = property_of_predicate(fact.predicate);
    const Value* plain = key.empty() ? nullptr : index::find(properties, writes_.key(key));
    const Fact as_stated{std::string(key), plain ? *plain : Value::null(), {}};
    if (plain && !states_property(known, key) && !holds(unstated, as_stated)) unstated.facts.push_back(as_stated);
  }
  return unstated;
}

std::size_t Stating::assert_all(EntityId subject, std::span<const Assertion> assertions) {
  for (const Assertion& assertion : assertions) require_sound(subject.is_node, assertion);
  Addition addition;
  edit(subject, [&](std::vector<Property>& properties, std::vector<LabelId>* labels, bool& has_evidence) {
    for (const Assertion& assertion : assertions) {
      log_.of(subject, !has_evidence);
      Assertion fresh{assertion.evidence, {}};
      for (const Fact& fact : assertion.facts)
        if (!holds(fresh, fact) && !log_.holds(subject, assertion.evidence, fact)) fresh.facts.push_back(fact);
      if (fresh.facts.empty()) continue;
      // Only the first facts about a property or label can meet what nobody stated.
      Assertion first{assertion.evidence, {}};
      for (const Fact& fact : fresh.facts) {
        const bool is_label = label_of_predicate(fact.predicate).has_value();
        const std::string_view key = is_label ? fact.predicate : property_of_predicate(fact.predicate);
        if (!key.empty() && (is_label ? addition.labels : addition.properties).emplace(key).second)
          first.facts.push_back(fact);
      }
      Assertion before = unstated(subject, first, properties, labels, has_evidence);
      if (!before.facts.empty()) log_.append(subject, std::move(before));
      addition.facts += fresh.facts.size();
      log_.append(subject, std::move(fresh));
      has_evidence = true;
    }
    if (addition.facts == 0) return false;
    const std::vector<Assertion>& all = log_.of(subject, false);
    for (const std::string& key : addition.properties) assign(properties, writes_.key(key), best_value(all, key));
    for (const std::string& predicate : addition.labels)
      set_label(*labels, *label_of_predicate(predicate), gives_label(all, predicate));
    return true;
  });
  return addition.facts;
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
  asserted.statements = assert_all(EntityId::of(asserted.id), {&assertion, 1});
  return asserted;
}

Asserted<RelId> Stating::assert_relationship(const std::string& identity, TypeId type, NodeId start, NodeId end,
                                             const Assertion& assertion) {
  if (can_mirror(assertion) && !known_relationship(identity, type, start, end)) {
    require_sound(false, assertion);
    RelationshipRecord record;
    record.identity = identity;
    record.type = type;
    record.start = start;
    record.end = end;
    fill(record, nullptr, assertion);
    const RelId id = make_relationship(record);
    log_.append_mirror(EntityId::of(id), assertion.evidence);
    return {id, true, assertion.facts.size()};
  }
  Asserted<RelId> asserted;
  asserted.id = merge_relationship(identity, type, start, end, &asserted.made);
  asserted.statements = assert_all(EntityId::of(asserted.id), {&assertion, 1});
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
  crowds_.clear();
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
