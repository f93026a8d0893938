#include "graph/unload.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

#include "graph/codec.h"
#include "graph/error.h"
#include "graph/evidence_made.h"

namespace polgraph {

using rocks::Family;

Unload::Unload(Writes& writes, EvidenceLog& log, Stating& stating, std::string_view dataset,
               const std::function<void()>& tick)
    : writes_(writes), log_(log), stating_(stating), dataset_(dataset), tick_(tick), snapshot_(writes.view()) {}

Unloaded Unload::run() {
  require_known();
  for (const EntityId subject : stated_entities()) {
    if (tick_) tick_();
    take_back(subject);
  }
  const std::set<NodeId> ends = ends_;
  for (const NodeId end : ends) settle_node(end);
  writes_.overlay()->remove(Family::Meta, std::string(kDatasetPrefix) + dataset_);
  return report_;
}

void Unload::require_known() const {
  const std::vector<Dataset> all = snapshot_.datasets();
  if (std::any_of(all.begin(), all.end(), [&](const Dataset& one) { return one.name == dataset_; })) return;
  std::string names;
  for (const Dataset& one : all) names += (names.empty() ? "" : ", ") + one.name;
  Error error(Kind::NotFound, "UnknownDataset", "no data set is called `" + dataset_ + "`");
  error.hint(names.empty() ? "nothing was loaded" : "there are: " + names);
  throw error;
}

std::vector<EntityId> Unload::stated_entities() const {
  std::vector<EntityId> entities;
  for (auto cursor = writes_.view()->cursor(Family::Evidence); cursor->next();) {
    if (tick_) tick_();
    if (codec::decode_assertion(cursor->value()).evidence.dataset != dataset_) continue;
    const EntityId subject = codec::evidence_subject(cursor->key());
    if (entities.empty() || entities.back() != subject) entities.push_back(subject);
  }
  std::stable_partition(entities.begin(), entities.end(), [](EntityId entity) { return !entity.is_node; });
  return entities;
}

namespace {

bool states_elsewhere(const std::vector<Assertion>& all, const Assertion& own, const Fact& fact) {
  return std::any_of(all.begin(), all.end(), [&](const Assertion& other) {
    return &other != &own && std::any_of(other.facts.begin(), other.facts.end(),
                                         [&](const Fact& known) { return known.predicate == fact.predicate; });
  });
}

// Values without a source that a query wrote and another replaced: nobody asks for their history once what they
// replaced is gone. With them go the judgements on them.
void drop_replaced(std::vector<Assertion>& assertions) {
  std::set<std::string> replaced;
  for (const MadeStatement& made : made_statements(assertions))
    if (made.rank == Rank::Deprecated && made.evidence->dataset.empty() && made.evidence->source.empty())
      replaced.insert(statement_key(*made.evidence, *made.fact));
  for (Assertion& assertion : assertions)
    if (assertion.evidence.dataset.empty())
      std::erase_if(assertion.facts,
                    [&](const Fact& fact) { return replaced.contains(statement_key(assertion.evidence, fact)); });
  std::erase_if(assertions, [](const Assertion& assertion) { return assertion.facts.empty(); });
}

}  // namespace

Unload::Others Unload::what_others_say(const std::vector<Assertion>& all) const {
  Others others;
  std::vector<Assertion>& left = others.assertions;
  std::copy_if(all.begin(), all.end(), std::back_inserter(left),
               [&](const Assertion& assertion) { return assertion.evidence.dataset != dataset_; });
  drop_idle_judgements(left);
  drop_replaced(left);
  for (Assertion& assertion : left) {
    if (!assertion.evidence.empty()) continue;
    const auto plain = std::stable_partition(assertion.facts.begin(), assertion.facts.end(),
                                             [&](const Fact& fact) { return states_elsewhere(left, assertion, fact); });
    others.plain.insert(others.plain.end(), plain, assertion.facts.end());
    assertion.facts.erase(plain, assertion.facts.end());
  }
  std::erase_if(left, [](const Assertion& assertion) { return assertion.facts.empty(); });
  return others;
}

void Unload::take_back(EntityId subject) {
  const std::vector<Assertion> all = log_.of(subject, false);
  const Others others = what_others_say(all);
  report_.statements += made_statements(all).size() - made_statements(others.assertions).size();
  if (stating_.restate(subject, others.assertions, others.plain)) {
    if (others.assertions.empty()) ++report_.kept_for_queries;
    return;
  }
  if (!subject.is_node || !snapshot_.steps(subject.node(), Direction::Both).next())
    remove(subject);
  else
    ++report_.bare_nodes;
}

void Unload::remove(EntityId subject) {
  if (subject.is_node) {
    ++report_.nodes;
    ends_.erase(subject.node());
  } else {
    ++report_.relationships;
    const codec::RelationshipRecord record = writes_.relationship(subject.relationship());
    ends_.insert(record.start);
    ends_.insert(record.end);
  }
  stating_.remove(subject);
}

// A node that an earlier unload left for the sake of a relationship goes with it.
void Unload::settle_node(NodeId node) {
  const codec::NodeRecord record = writes_.node(node);
  const bool bare = !record.has_evidence && record.identity && record.labels.empty() && record.properties.empty();
  if (bare && !snapshot_.steps(node, Direction::Both).next()) remove(EntityId::of(node));
}

}  // namespace polgraph
