#include "graph/evidence_standing.h"

#include <algorithm>

#include "graph/evidence_made.h"

namespace polgraph {

void Standings::add(const Assertion& assertion, std::size_t number) {
  const Evidence& evidence = assertion.evidence;
  for (std::size_t i = 0; i < assertion.facts.size(); ++i) {
    const auto [known, is_new] = numbers_.try_emplace(statement_key(evidence, assertion.facts[i]), all_.size());
    if (is_new) all_.emplace_back();
    Standing& standing = all_[known->second];
    if (!standing.is_made() && !evidence.judgement) {
      standing.assertion = number;
      standing.fact = i;
    }
    standing.by_query = evidence.dataset.empty();
    auto& datasets = standing.datasets;
    if (std::find(datasets.begin(), datasets.end(), evidence.dataset) == datasets.end())
      datasets.push_back(evidence.dataset);
    if (evidence.rank != Rank::Normal || !evidence.rank_reason.empty()) {
      standing.rank = evidence.rank;
      standing.reason = evidence.rank_reason;
    }
    if (standing.is_made() && !standing.is_judged_by_query())
      open_.insert(known->second);
    else
      open_.erase(known->second);
  }
}

const Standings::Standing* Standings::find(const Evidence& evidence, const Fact& fact) const {
  const auto found = numbers_.find(statement_key(evidence, fact));
  return found == numbers_.end() ? nullptr : &all_[found->second];
}

std::vector<const Standings::Standing*> Standings::open() const {
  std::vector<const Standing*> found;
  for (const std::size_t number : open_) found.push_back(&all_[number]);
  return found;
}

}  // namespace polgraph
