#include <algorithm>
#include <numeric>

#include "graph/compare.h"
#include "query/operators/basic.h"

namespace polgraph {

namespace {
constexpr std::size_t kAll = static_cast<std::size_t>(-1);
// Around a sort key: its place in an order, and the copies while they are brought into order.
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
  sort_keys_.clear();
  bool settled = false;  // then the first `wanted` keys are in order, and what is not before their last is not wanted
  ValueList key(keys_.size());
  Growth held(context);
  each_input_row(context, [&](Value* row) {
    for (std::size_t i = 0; i < keys_.size(); ++i) key[i] = keys_[i].expr->eval(row, context);
    if (settled && (wanted == 0 || relation(key.data(), key_of(wanted - 1)) >= 0)) return;
    if (wanted == kAll) held.add(kKeyBytes + row_bytes(key.data(), key.size()));
    std::move(key.begin(), key.end(), std::back_inserter(sort_keys_));
    keep(row, context);
    if (kept() < most) return;
    settle(wanted, context);
    settled = true;
  });
  settle(wanted, context);
  sort_keys_ = {};
}

std::weak_ordering Sort::relation(const Value* a, const Value* b) const {
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const std::weak_ordering found = polgraph::order(a[i], b[i]);
    if (found != 0) return keys_[i].descending ? 0 <=> found : found;
  }
  return std::weak_ordering::equivalent;
}

// Brings the rows into order and drops what is beyond `at_most`. Equal rows stay in the order in which they came.
void Sort::settle(std::size_t at_most, Context& context) {
  context.reserve(kept() * context.width() * sizeof(Value));  // the rows in their new order
  std::vector<std::size_t> order(kept());
  std::iota(order.begin(), order.end(), 0);
  const auto before = [&](std::size_t a, std::size_t b) {
    context.tick();
    const std::weak_ordering found = relation(key_of(a), key_of(b));
    return found != 0 ? found < 0 : a < b;
  };
  if (order.size() > at_most) {
    std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(at_most), order.end(), before);
    order.resize(at_most);
  }
  std::sort(order.begin(), order.end(), before);
  std::vector<Value> sorted;
  sorted.reserve(order.size() * keys_.size());
  for (const std::size_t i : order) std::move(key_of(i), key_of(i) + keys_.size(), std::back_inserter(sorted));
  sort_keys_ = std::move(sorted);
  reorder(order);
}

}  // namespace polgraph
