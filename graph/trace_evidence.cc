#include "graph/trace_evidence.h"

#include <algorithm>

namespace polgraph {

namespace {

constexpr std::size_t kMostRemembered = 200'000;

}  // namespace

MoneyEvidence::MoneyEvidence(const Snapshot& snapshot)
    : snapshot_(snapshot), has_statements_(snapshot.statistics().assertions > 0) {}

const MoneyEvidence::Found& MoneyEvidence::of(EntityId entity) {
  auto& known = known_[entity.is_node ? 1 : 0];
  if (known.size() >= kMostRemembered) known.clear();
  const auto [slot, fresh] = known.try_emplace(entity.value);
  if (fresh && has_statements_) read(entity, slot->second);
  return slot->second;
}

void MoneyEvidence::read(EntityId entity, Found& found) const {
  const std::vector<Assertion> assertions = snapshot_.assertions(entity);
  for (const Assertion& assertion : assertions) {
    const Evidence& evidence = assertion.evidence;
    if (evidence.source.empty() || evidence.rank == Rank::Deprecated) continue;
    SourcePlace place(evidence.source, evidence.locator);
    if (std::find(found.places.begin(), found.places.end(), place) == found.places.end()) {
      found.places.push_back(std::move(place));
    }
  }
  if (assertions.size() < 2) return;
  const auto conflicts = snapshot_.conflicts(entity);
  found.two_amounts =
      std::any_of(conflicts.begin(), conflicts.end(), [](const Conflict& one) { return one.predicate == "amount"; });
}

}  // namespace polgraph
