#include "graph/evidence_log.h"

#include <algorithm>

#include "graph/codec.h"
#include "graph/evidence_fold.h"
#include "graph/evidence_made.h"
#include "graph/index.h"

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

EvidenceLog::Held& EvidenceLog::held(EntityId subject, bool known_empty, const RecordParts* record) {
  const auto found = held_.find(subject);
  if (found != held_.end()) return found->second;
  if (held_.size() >= kMaxEntitiesHeld) held_.clear();
  Held& held = held_[subject];
  if (known_empty) return held;
  read(subject, held);
  held.mirrors = is_mirror(held.assertions);
  if (held.mirrors && record != nullptr)
    list_facts(held.assertions.front(), *catalog_, *record);
  else if (held.mirrors)
    list_facts(held.assertions.front(), *view_, subject);
  held.is_dated = std::any_of(held.assertions.begin(), held.assertions.end(), is_dated);
  return held;
}

void EvidenceLog::read(EntityId subject, Held& held) {
  if (cursor_)
    cursor_->reset(rocks::prefix_range(codec::evidence_prefix(subject)));
  else
    cursor_ = view_->cursor(Family::Evidence, codec::evidence_prefix(subject));
  while (cursor_->next()) {
    held.assertions.push_back(codec::decode_assertion(cursor_->value()));
    held.sequences.push_back(codec::evidence_sequence(cursor_->key()));
  }
  if (writes_->entries(Family::Evidence).empty()) cursor_.reset();  // it would not see the first ones
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

namespace {

constexpr std::size_t kFewRecords = 8;  // searching them is cheaper than a table of how each statement stands

bool is_about(const Evidence& evidence, const Fact& fact, const Assertion& assertion) {
  if (assertion.evidence.source != evidence.source || assertion.evidence.locator != evidence.locator) return false;
  return std::any_of(assertion.facts.begin(), assertion.facts.end(), [&](const Fact& other) {
    return other.predicate == fact.predicate && index::identical(other.value, fact.value);
  });
}

}  // namespace

// Null: nobody makes that statement or judges it.
std::vector<const Standings::Standing*> EvidenceLog::standing(EntityId subject, const Evidence& evidence,
                                                              std::span<const Fact> facts) {
  std::vector<const Standings::Standing*> found(facts.size(), nullptr);
  const Held& all = held(subject, false);
  const auto is_known = [&](const Fact& fact) {
    return std::any_of(all.assertions.begin(), all.assertions.end(),
                       [&](const Assertion& assertion) { return is_about(evidence, fact, assertion); });
  };
  if (!all.standings && all.assertions.size() <= kFewRecords && facts.size() <= kFewRecords &&
      std::none_of(facts.begin(), facts.end(), is_known))
    return found;
  const Standings& every = standings(subject);
  std::transform(facts.begin(), facts.end(), found.begin(),
                 [&](const Fact& fact) { return every.find(evidence, fact); });
  return found;
}

std::vector<bool> EvidenceLog::are_deprecated(EntityId subject, const Evidence& evidence, std::span<const Fact> facts) {
  std::vector<bool> deprecated;
  for (const Standings::Standing* said : standing(subject, evidence, facts))
    deprecated.push_back(said != nullptr && said->is_made() && said->rank == Rank::Deprecated);
  return deprecated;
}

namespace {

// Each of its facts is a statement then, and nobody judges it: a record holds no fact twice.
bool is_alone(const std::vector<Assertion>& assertions) {
  return assertions.size() == 1 && !assertions.front().evidence.judgement &&
         assertions.front().evidence.rank != Rank::Deprecated;
}

}  // namespace

void EvidenceLog::deprecate(EntityId subject, const std::function<bool(const Fact&)>& applies,
                            std::string_view reason) {
  std::vector<Assertion> judgements;
  const auto judge = [&](const Assertion& maker, const Fact& fact, std::string_view why) {
    if (!applies(fact)) return;
    Evidence evidence;
    evidence.source = maker.evidence.source;
    evidence.locator = maker.evidence.locator;
    evidence.rank = Rank::Deprecated;
    evidence.rank_reason = why;
    evidence.judgement = true;
    if (judgements.empty() || judgements.back().evidence != evidence) judgements.push_back({std::move(evidence), {}});
    judgements.back().facts.push_back({fact.predicate, fact.value, {}});
  };
  const Held& all = held(subject, false);
  if (!all.standings && is_alone(all.assertions)) {
    for (const Fact& fact : all.assertions.front().facts) judge(all.assertions.front(), fact, reason);
  } else {
    for (const Standings::Standing* standing : standings(subject).open()) {
      const Assertion& maker = all.assertions[standing->assertion];
      judge(maker, maker.facts[standing->fact], standing->rank == Rank::Deprecated ? standing->reason : reason);
    }
  }
  for (Assertion& judgement : judgements) append(subject, std::move(judgement));
}

void EvidenceLog::withdraw(EntityId subject, const Evidence& evidence, std::span<const Fact> facts) {
  const auto all = standing(subject, evidence, facts);
  std::unordered_set<std::string> keys;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (all[i] == nullptr) continue;
    const auto& datasets = all[i]->datasets;
    if (std::find(datasets.begin(), datasets.end(), evidence.dataset) != datasets.end())
      keys.insert(statement_key(evidence, facts[i]));
  }
  if (keys.empty()) return;
  std::vector<Assertion> left = held(subject, false).assertions;
  for (Assertion& assertion : left)
    if (assertion.evidence.dataset == evidence.dataset)
      std::erase_if(assertion.facts,
                    [&](const Fact& known) { return keys.contains(statement_key(assertion.evidence, known)); });
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
