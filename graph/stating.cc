#include "graph/stating.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "graph/codec.h"
#include "graph/error.h"
#include "graph/evidence_fold.h"
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

// Facts of one assertion, each once.
class FactSet {
 public:
  bool insert(const Fact& fact) {
    return known_.insert(std::string(fact.predicate).append(1, '\0').append(codec::value_bytes(fact.value))).second;
  }

 private:
  std::unordered_set<std::string> known_;
};

}  // namespace

// Assertions on their way into the statements of one entity.
struct Stating::Addition {
  std::set<std::string, std::less<>> properties, labels;  // that the fresh facts fold into
  std::size_t facts = 0;
};

// What a query had written before anything was stated about it counts as stated first, without a source, so that what
// queries see is always what the statements fold to.
Assertion Stating::unstated(EntityId subject, const Assertion& fresh, const std::vector<Property>& properties,
                            const std::vector<LabelId>* labels, bool has_evidence) {
  Assertion unstated;
  FactSet listed;
  log_.of(subject, !has_evidence);
  for (const Fact& fact : fresh.facts) {
    const auto label = label_of_predicate(fact.predicate);
    if (label && has(*labels, writes_.label(*label)) && !log_.states(subject, fact.predicate))
      unstated.facts.push_back({fact.predicate, fact.value, {}});
    const std::string_view key = property_of_predicate(fact.predicate);
    const Value* plain = key.empty() ? nullptr : index::find(properties, writes_.key(key));
    if (!plain || log_.states(subject, key)) continue;
    const Fact as_stated{std::string(key), *plain, {}};
    if (listed.insert(as_stated)) unstated.facts.push_back(as_stated);
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
      FactSet listed;
      for (const Fact& fact : assertion.facts)
        if (!log_.holds(subject, assertion.evidence, fact) && listed.insert(fact)) fresh.facts.push_back(fact);
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
    fold_in(log_.of(subject, false), addition, properties, labels);
    return true;
  });
  return addition.facts;
}

// What the statements now make of the properties and labels that were added to; one alone is looked for by itself.
void Stating::fold_in(const std::vector<Assertion>& all, const Addition& addition, std::vector<Property>& properties,
                      std::vector<LabelId>* labels) {
  if (addition.properties.size() == 1) {
    const std::string& key = *addition.properties.begin();
    assign(properties, writes_.key(key), best_value(all, key));
  } else if (!addition.properties.empty()) {
    const auto best = best_values(all);
    std::vector<Property> changes;
    for (const std::string& key : addition.properties) changes.emplace_back(writes_.key(key), best.at(key));
    assign_all(properties, std::move(changes));
  }
  if (addition.labels.empty()) return;
  const std::vector<std::string> given = stated_labels(all);
  std::vector<LabelId> gained, lost;
  for (const std::string& predicate : addition.labels) {
    const std::string_view name = *label_of_predicate(predicate);
    (std::binary_search(given.begin(), given.end(), name) ? gained : lost).push_back(writes_.label(name));
  }
  insert_all(*labels, std::move(gained));
  remove_all(*labels, std::move(lost));
}

// A row that makes its entity is written in one go, and needs no facts beside the record.
template <class Record>
void Stating::fill(Record& record, std::vector<LabelId>* labels, const Assertion& assertion) {
  record.has_evidence = true;
  std::vector<LabelId> given;
  std::vector<Property> values;
  for (const Fact& fact : assertion.facts) {
    if (const auto label = label_of_predicate(fact.predicate))
      given.push_back(writes_.label(*label));
    else if (!is_reserved_predicate(fact.predicate))
      values.emplace_back(writes_.key(fact.predicate), fact.value);
  }
  if (labels) insert_all(*labels, std::move(given));
  assign_all(record.properties, std::move(values));
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
    std::vector<Property> values;
    for (const auto& [key, value] : changes.properties) values.emplace_back(writes_.key(key), value);
    std::vector<LabelId> gained, lost;
    for (const std::string& label : changes.labels_gained) gained.push_back(writes_.label(label));
    for (const std::string& label : changes.labels_lost) lost.push_back(writes_.label(label));
    if (labels) remove_all(*labels, std::move(lost));
    for (const Fact& fact : plain) {
      if (const auto label = label_of_predicate(fact.predicate))
        gained.push_back(writes_.label(*label));
      else
        values.emplace_back(writes_.key(fact.predicate), fact.value);
    }
    if (labels) insert_all(*labels, std::move(gained));
    assign_all(properties, std::move(values));
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
