#include "graph/evidence_log.h"

#include <algorithm>

#include "graph/codec.h"
#include "graph/index.h"

namespace polgraph {

using rocks::Family;

namespace {

constexpr std::size_t kMaxEntitiesHeld = 2000;  // then all are let go: they are in the overlay

bool is_same_statement(const Evidence& a, const Fact& fact_a, const Evidence& b, const Fact& fact_b) {
  return fact_a.predicate == fact_b.predicate && a.locator == b.locator && a.source == b.source &&
         index::identical(fact_a.value, fact_b.value);
}

}  // namespace

EvidenceLog::Held& EvidenceLog::held(EntityId subject, bool known_empty) {
  const auto found = held_.find(subject);
  if (found != held_.end()) return found->second;
  if (held_.size() >= kMaxEntitiesHeld) held_.clear();
  Held& held = held_[subject];
  if (known_empty) return held;
  for (auto cursor = view_->cursor(Family::Evidence, codec::evidence_prefix(subject)); cursor->next();) {
    held.assertions.push_back(codec::decode_assertion(cursor->value()));
    held.sequences.push_back(codec::evidence_sequence(cursor->key()));
  }
  return held;
}

const std::vector<Assertion>& EvidenceLog::of(EntityId subject, bool known_empty) {
  return held(subject, known_empty).assertions;
}

bool EvidenceLog::holds(EntityId subject, const Evidence& evidence, const Fact& fact) {
  const std::vector<Assertion>& all = of(subject, false);
  return std::any_of(all.begin(), all.end(), [&](const Assertion& assertion) {
    return std::any_of(assertion.facts.begin(), assertion.facts.end(),
                       [&](const Fact& known) { return is_same_statement(assertion.evidence, known, evidence, fact); });
  });
}

void EvidenceLog::append(EntityId subject, Assertion assertion) {
  Held& all = held(subject, false);
  all.assertions.push_back(std::move(assertion));
  all.sequences.push_back(catalog_->next_assertion++);
  ++catalog_->counts.assertions;
  store(subject, all, all.assertions.size() - 1);
}

void EvidenceLog::store(EntityId subject, const Held& held, std::size_t index) {
  writes_->put(Family::Evidence, codec::evidence_key(subject, held.sequences[index]),
               codec::encode(held.assertions[index]));
}

void EvidenceLog::erase(EntityId subject, Held& held, std::size_t index) {
  writes_->remove(Family::Evidence, codec::evidence_key(subject, held.sequences[index]));
  --catalog_->counts.assertions;
  held.assertions.erase(held.assertions.begin() + static_cast<std::ptrdiff_t>(index));
  held.sequences.erase(held.sequences.begin() + static_cast<std::ptrdiff_t>(index));
}

// An assertion's facts share one rank, so those that lose it move to an assertion of their own.
void EvidenceLog::deprecate(EntityId subject, const std::function<bool(const Fact&)>& applies,
                            std::string_view reason) {
  Held& all = held(subject, false);
  std::vector<Assertion> split_off;
  for (std::size_t i = 0; i < all.assertions.size(); ++i) {
    Assertion& assertion = all.assertions[i];
    if (assertion.evidence.rank == Rank::Deprecated) continue;
    const auto kept = std::stable_partition(assertion.facts.begin(), assertion.facts.end(),
                                            [&](const Fact& fact) { return !applies(fact); });
    if (kept == assertion.facts.end()) continue;
    Evidence deprecated = assertion.evidence;
    deprecated.rank = Rank::Deprecated;
    deprecated.rank_reason = reason;
    if (kept == assertion.facts.begin()) {
      assertion.evidence = std::move(deprecated);
    } else {
      split_off.push_back({std::move(deprecated), {kept, assertion.facts.end()}});
      assertion.facts.erase(kept, assertion.facts.end());
    }
    store(subject, all, i);
  }
  for (Assertion& assertion : split_off) append(subject, std::move(assertion));
}

void EvidenceLog::withdraw(EntityId subject, const Evidence& evidence, const Fact& fact) {
  Held& all = held(subject, false);
  for (std::size_t i = all.assertions.size(); i-- > 0;) {
    Assertion& assertion = all.assertions[i];
    const std::size_t gone = std::erase_if(assertion.facts, [&](const Fact& known) {
      return is_same_statement(assertion.evidence, known, evidence, fact);
    });
    if (gone == 0) continue;
    if (assertion.facts.empty())
      erase(subject, all, i);
    else
      store(subject, all, i);
  }
}

void EvidenceLog::remove_all(EntityId subject) {
  Held& all = held(subject, false);
  while (!all.assertions.empty()) erase(subject, all, all.assertions.size() - 1);
}

}  // namespace polgraph
