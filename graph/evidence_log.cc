#include "graph/evidence_log.h"

#include <algorithm>

#include "graph/codec.h"
#include "graph/evidence_fold.h"
#include "graph/evidence_made.h"
#include "graph/evidence_mirror.h"

namespace polgraph {

using rocks::Family;

namespace {

constexpr std::size_t kMaxEntitiesHeld = 2000;  // then all are let go: they are in the overlay

bool is_judged(const Evidence& evidence) {
  return evidence.rank != Rank::Normal || !evidence.rank_reason.empty();
}

// What one data set says: that it is so, and how good it is.
std::string saying(const Evidence& evidence, const Fact& fact) {
  return evidence.dataset + '\0' + statement_key(evidence, fact);
}
std::string judging(const Evidence& evidence, const Fact& fact) {
  return saying(evidence, fact) + '\0' + static_cast<char>(evidence.rank) + evidence.rank_reason;
}

void note(std::unordered_set<std::string>& known, const Assertion& assertion) {
  for (const Fact& fact : assertion.facts) {
    if (!assertion.evidence.judgement) known.insert(saying(assertion.evidence, fact));
    if (is_judged(assertion.evidence)) known.insert(judging(assertion.evidence, fact));
  }
}

void note_stated(std::unordered_set<std::string>& stated, const Assertion& assertion) {
  for (const Fact& fact : assertion.facts) {
    const std::string_view key = property_of_predicate(fact.predicate);
    if (!key.empty())
      stated.emplace(key);
    else if (label_of_predicate(fact.predicate))
      stated.insert(fact.predicate);
  }
}

bool is_same(const Assertion& a, const Assertion& b) {
  return a.evidence == b.evidence && codec::encode(a) == codec::encode(b);
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
  held.mirrors = is_mirror(held.assertions);
  if (held.mirrors) list_facts(held.assertions.front(), *view_, subject);
  held.is_dated = std::any_of(held.assertions.begin(), held.assertions.end(), is_dated);
  return held;
}

EvidenceLog::Held& EvidenceLog::held_to_change(EntityId subject) {
  settle(subject);
  return held(subject, false);
}

void EvidenceLog::settle(EntityId subject) {
  Held& all = held(subject, false);
  if (!all.mirrors) return;
  all.mirrors = false;
  store(subject, all, 0);
}

const std::vector<Assertion>& EvidenceLog::of(EntityId subject, bool known_empty) {
  return held(subject, known_empty).assertions;
}

bool EvidenceLog::holds(EntityId subject, const Evidence& evidence, const Fact& fact) {
  Held& all = held(subject, false);
  if (all.known.empty())
    for (const Assertion& assertion : all.assertions) note(all.known, assertion);
  return all.known.contains(is_judged(evidence) ? judging(evidence, fact) : saying(evidence, fact));
}

bool EvidenceLog::states(EntityId subject, std::string_view property_or_label) {
  Held& all = held(subject, false);
  if (all.stated.empty())
    for (const Assertion& assertion : all.assertions) note_stated(all.stated, assertion);
  return all.stated.contains(std::string(property_or_label));
}

void EvidenceLog::append(EntityId subject, Assertion assertion) {
  Held& all = held_to_change(subject);
  if (!all.known.empty()) note(all.known, assertion);
  if (!all.stated.empty()) note_stated(all.stated, assertion);
  all.assertions.push_back(std::move(assertion));
  if (all.standings) all.standings->add(all.assertions.back(), all.assertions.size() - 1);
  all.sequences.push_back(catalog_->next_assertion++);
  ++catalog_->counts.assertions;
  store(subject, all, all.assertions.size() - 1);
  if (!all.is_dated && is_dated(all.assertions.back())) mark_dated(subject, all);
}

void EvidenceLog::append_mirror(EntityId subject, const Evidence& evidence) {
  const std::string key = codec::evidence_key(subject, catalog_->next_assertion++);
  ++catalog_->counts.assertions;
  const Assertion mirror{evidence, {}};
  writes_->put(Family::Evidence, key, codec::encode(mirror));
  if (is_dated(mirror)) writes_->put(Family::Dated, codec::evidence_prefix(subject), {});
  held_.erase(subject);
}

void EvidenceLog::store(EntityId subject, const Held& held, std::size_t index) {
  writes_->put(Family::Evidence, codec::evidence_key(subject, held.sequences[index]),
               codec::encode(held.assertions[index]));
}

void EvidenceLog::mark_dated(EntityId subject, Held& held) {
  const bool now = std::any_of(held.assertions.begin(), held.assertions.end(), is_dated);
  if (now == held.is_dated) return;
  held.is_dated = now;
  if (now)
    writes_->put(Family::Dated, codec::evidence_prefix(subject), {});
  else
    writes_->remove(Family::Dated, codec::evidence_prefix(subject));
}

const Standings& EvidenceLog::standings(EntityId subject) {
  Held& all = held(subject, false);
  if (!all.standings) {
    all.standings.emplace();
    for (std::size_t i = 0; i < all.assertions.size(); ++i) all.standings->add(all.assertions[i], i);
  }
  return *all.standings;
}

bool EvidenceLog::is_deprecated(EntityId subject, const Evidence& evidence, const Fact& fact) {
  const Standings::Standing* found = standings(subject).find(evidence, fact);
  return found != nullptr && found->is_made() && found->rank == Rank::Deprecated;
}

void EvidenceLog::deprecate(EntityId subject, const std::function<bool(const Fact&)>& applies,
                            std::string_view reason) {
  std::vector<Assertion> judgements;
  const std::vector<const Standings::Standing*> open = standings(subject).open();
  const std::vector<Assertion>& all = held(subject, false).assertions;
  for (const Standings::Standing* standing : open) {
    const Assertion& maker = all[standing->assertion];
    const Fact& fact = maker.facts[standing->fact];
    if (!applies(fact)) continue;
    Evidence evidence;
    evidence.source = maker.evidence.source;
    evidence.locator = maker.evidence.locator;
    evidence.rank = Rank::Deprecated;
    evidence.rank_reason = standing->rank == Rank::Deprecated ? standing->reason : reason;
    evidence.judgement = true;
    if (judgements.empty() || judgements.back().evidence != evidence) judgements.push_back({std::move(evidence), {}});
    judgements.back().facts.push_back({fact.predicate, fact.value, {}});
  }
  for (Assertion& judgement : judgements) append(subject, std::move(judgement));
}

void EvidenceLog::withdraw(EntityId subject, const Evidence& evidence, const Fact& fact) {
  const Standings::Standing* said = standings(subject).find(evidence, fact);
  if (said == nullptr) return;
  if (std::find(said->datasets.begin(), said->datasets.end(), evidence.dataset) == said->datasets.end()) return;
  const std::string key = statement_key(evidence, fact);
  std::vector<Assertion> left = held(subject, false).assertions;
  for (Assertion& assertion : left)
    if (assertion.evidence.dataset == evidence.dataset)
      std::erase_if(assertion.facts,
                    [&](const Fact& known) { return statement_key(assertion.evidence, known) == key; });
  std::erase_if(left, [](const Assertion& assertion) { return assertion.facts.empty(); });
  replace(subject, left);
}

// Assertions only go or lose facts, so a walk over both in their order finds what became of each.
void EvidenceLog::replace(EntityId subject, const std::vector<Assertion>& assertions) {
  Held& all = held(subject, false);
  const bool unchanged = all.assertions.size() == assertions.size() &&
                         std::equal(assertions.begin(), assertions.end(), all.assertions.begin(), is_same);
  if (unchanged) return;
  settle(subject);
  for (const std::uint64_t sequence : all.sequences)
    writes_->remove(Family::Evidence, codec::evidence_key(subject, sequence));
  Held fresh;
  fresh.is_dated = all.is_dated;
  std::size_t at = 0;
  for (const Assertion& assertion : assertions) {
    while (at < all.assertions.size() && all.assertions[at].evidence != assertion.evidence) ++at;
    fresh.sequences.push_back(at < all.sequences.size() ? all.sequences[at] : catalog_->next_assertion++);
    fresh.assertions.push_back(assertion);
    store(subject, fresh, fresh.assertions.size() - 1);
    ++at;
  }
  catalog_->counts.assertions += assertions.size();
  catalog_->counts.assertions -= all.assertions.size();
  mark_dated(subject, fresh);
  all = std::move(fresh);
}

}  // namespace polgraph
