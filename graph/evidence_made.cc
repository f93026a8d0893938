#include "graph/evidence_made.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "graph/codec.h"

namespace polgraph {

namespace {

void add_record(MadeStatement& made, const Evidence& evidence, const Fact& fact) {
  made.records.emplace_back(&evidence, &fact);
  if (!made.fact && !evidence.judgement) {
    made.fact = &fact;
    made.evidence = &evidence;
  }
  if (evidence.rank == Rank::Normal && evidence.rank_reason.empty()) return;
  made.rank = evidence.rank;
  made.reason = evidence.rank_reason;
}

}  // namespace

std::string statement_key(const Evidence& evidence, const Fact& fact) {
  std::string key = fact.predicate;
  for (const std::string* part : {&evidence.source, &evidence.locator}) key.append(1, '\0').append(*part);
  return key.append(1, '\0').append(codec::value_bytes(fact.value));
}

std::vector<MadeStatement> made_statements(const std::vector<Assertion>& assertions) {
  return made_statements(assertions, nullptr);
}

std::vector<MadeStatement> made_statements(const std::vector<Assertion>& assertions,
                                           const std::function<bool(std::string_view)>& wanted) {
  std::vector<MadeStatement> all;
  std::unordered_map<std::string, std::size_t> known;
  const bool alone = assertions.size() == 1;  // a record holds no fact twice
  for (const Assertion& assertion : assertions) {
    for (const Fact& fact : assertion.facts) {
      if (wanted && !wanted(fact.predicate)) continue;
      std::size_t at = all.size();
      if (!alone) at = known.try_emplace(statement_key(assertion.evidence, fact), at).first->second;
      if (at == all.size()) all.emplace_back();
      add_record(all[at], assertion.evidence, fact);
    }
  }
  std::erase_if(all, [](const MadeStatement& made) { return made.fact == nullptr; });
  return all;
}

void drop_idle_judgements(std::vector<Assertion>& assertions) {
  std::unordered_set<std::string> made;
  for (const Assertion& assertion : assertions)
    if (!assertion.evidence.judgement)
      for (const Fact& fact : assertion.facts) made.insert(statement_key(assertion.evidence, fact));
  for (Assertion& assertion : assertions)
    if (assertion.evidence.judgement)
      std::erase_if(assertion.facts,
                    [&](const Fact& fact) { return !made.contains(statement_key(assertion.evidence, fact)); });
  std::erase_if(assertions, [](const Assertion& assertion) { return assertion.facts.empty(); });
}

}  // namespace polgraph
