#include <algorithm>
#include <numeric>

#include "graph/compare.h"
#include "query/operators/basic.h"

namespace polgraph {

namespace {
constexpr std::size_t kAll = static_cast<std::size_t>(-1);
// Around a sort key: its list, its place in an order, and the copies while they are brought into order.
constexpr std::size_t kKeyBytes = 4 * sizeof(ValueList);
constexpr std::uint64_t kMostKept = 1u << 20;  // beyond, a full sort is as good
}  // namespace

void Sort::fill(Context& context) {
  std::size_t wanted = kAll;
  if (limit_ != nullptr) {
    const std::uint64_t limit = row_count(*limit_, "LIMIT", context);
    const std::uint64_t skip = skip_ != nullptr ? row_count(*skip_, "SKIP", context) : 0;
    if (limit < kMostKept && skip < kMostKept) wanted = static_cast<std::size_t>(limit + skip);
  }
  const std::size_t most = wanted == kAll ? kAll : wanted * 2 + kMaxBatch;
  std::vector<ValueList> keys;
  bool settled = false;  // then the first `wanted` keys are in order, and what is not before their last is not wanted
  ValueList key;
  Growth held(context);
  Reader reader;
  reader.open();
  while (Value* row = reader.next(*input_, context)) {
    key.clear();
    for (const Key& wish : keys_) key.push_back(wish.expr->eval(row, context));
    if (settled && (wanted == 0 || relation(key, keys[wanted - 1]) >= 0)) continue;
    if (wanted == kAll) held.add(kKeyBytes + row_bytes(key.data(), key.size()));
    keys.push_back(key);
    keep(row, context);
    if (keys.size() < most) continue;
    settle(keys, wanted, context);
    settled = true;
  }
  settle(keys, wanted, context);
}

std::weak_ordering Sort::relation(const ValueList& a, const ValueList& b) const {
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const std::weak_ordering found = polgraph::order(a[i], b[i]);
    if (found != 0) return keys_[i].descending ? 0 <=> found : found;
  }
  return std::weak_ordering::equivalent;
}

// Brings the rows into order and drops what is beyond `at_most`. Equal rows stay in the order in which they came.
void Sort::settle(std::vector<ValueList>& keys, std::size_t at_most, Context& context) {
  context.reserve(kept() * context.width() * sizeof(Value));  // the rows in their new order
  std::vector<std::size_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    context.tick();
    const std::weak_ordering found = relation(keys[a], keys[b]);
    return found != 0 ? found < 0 : a < b;
  });
  if (order.size() > at_most) order.resize(at_most);
  std::vector<ValueList> sorted;
  sorted.reserve(order.size());
  for (const std::size_t i : order) sorted.push_back(std::move(keys[i]));
  keys = std::move(sorted);
  reorder(order);
}

}  // namespace polgraph
