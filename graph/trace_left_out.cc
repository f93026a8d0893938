#include <algorithm>
#include <tuple>

#include "graph/trace_items.h"

namespace polgraph {

MoneyLeftOut& LeftOutList::of(MoneyLeftOut::Why why) {
  const auto at = std::find_if(all_.begin(), all_.end(), [&](const MoneyLeftOut& one) { return one.why == why; });
  if (at != all_.end()) return *at;
  all_.push_back({why, 0, {}, {}});
  return all_.back();
}

void LeftOutList::add(MoneyLeftOut::Why why, bool stock, const Money& money, const ExactSum& amount) {
  MoneyLeftOut& entry = of(why);
  ++entry.count;
  add_to_sums(entry.sums, stock, money, amount);
}

void LeftOutList::add(MoneyLeftOut::Why why, NodeId node) {
  MoneyLeftOut& entry = of(why);
  ++entry.count;
  entry.nodes.push_back(node);
}

std::vector<MoneyLeftOut> LeftOutList::take() {
  std::sort(all_.begin(), all_.end(), [](const MoneyLeftOut& a, const MoneyLeftOut& b) { return a.why < b.why; });
  return std::move(all_);
}

void add_to_sums(std::vector<TraceSum>& sums, bool stock, const Money& money, const ExactSum& amount) {
  const auto key = [](const TraceSum& sum) { return std::tuple(!sum.stock, sum.currency.empty(), sum.currency); };
  const TraceSum fresh{stock, money.currency, {}, {}};
  auto at = std::lower_bound(sums.begin(), sums.end(), fresh,
                             [&](const TraceSum& a, const TraceSum& b) { return key(a) < key(b); });
  if (at == sums.end() || key(*at) != key(fresh)) at = sums.insert(at, fresh);
  at->amount.add(amount);
  at->modality = modality_of_sum(at->modality, money.modality);
}

}  // namespace polgraph
