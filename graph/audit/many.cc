#include "graph/audit/many.h"

#include <algorithm>

namespace polgraph {

void Many::add(Finding finding, double gravity) {
  if (std::any_of(finding.statements.begin(), finding.statements.end(), is_judged)) return;
  ++count_;
  const auto graver = [](const Weighed& a, const Weighed& b) { return a.gravity > b.gravity; };
  Weighed weighed{std::move(finding), gravity};
  const auto at = std::upper_bound(found_.begin(), found_.end(), weighed, graver);
  found_.insert(at, std::move(weighed));
  if (found_.size() > kMostSingle + 1) found_.pop_back();
}

void Many::tell() {
  if (count_ <= kMostSingle) {
    for (Weighed& one : found_) run_.tell(std::move(one.finding));
    return;
  }
  constexpr std::size_t kExamples = 3;
  Finding all = std::move(found_.front().finding);
  all.severity = Severity::Low;
  all.why = counted(count_, "entity ", "entities ") + fault_ + "; the greatest: " + all.why + "; next ";
  for (std::size_t i = 1; i < kExamples; ++i)
    all.why += (i == 1 ? "" : " and ") + entity_words(run_.snapshot, found_[i].finding.entity);
  run_.tell(std::move(all));
}

}  // namespace polgraph
