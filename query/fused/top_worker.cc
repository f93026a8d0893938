#include "query/fused/top_worker.h"

#include <algorithm>
#include <numeric>

#include "graph/compare.h"

namespace polgraph::fused {

namespace {
constexpr std::size_t kUncharged = 64u << 10;  // bytes of kept rows that may wait for the next look
}

TopWorker::TopWorker(const Program& program, Context& context, std::uint64_t most)
    : Worker(program, &context), most_(most), keys_(program.sort.size()) {
  for (const SortKey& key : program.sort) sorted_.push_back(program.evaluates ? Source{} : source(key.property));
}

void TopWorker::run(Value* input) {
  input_ = input;
  input_copy_.reset();
  if (program_.evaluates) row_.assign(input, input + context_->width());
  Worker::run(input);
}

void TopWorker::bind(const std::uint32_t* bound, Value* row) const {
  const Sketch& sketch = *program_.sketch;
  for (const SketchNode& node : sketch.nodes) row[node.slot] = Value::node(NodeId(*bound++));
  for (std::size_t i = 0; i < sketch.edges.size(); ++i)
    row[sketch.edges[i].slot] = edge_value(program_, i, *bound++, context_->view());
}

// All that the operators would have evaluated for the row, in their order.
void TopWorker::evaluate() {
  const Sketch& sketch = *program_.sketch;
  for (std::size_t i = 0; i < nodes_.size(); ++i) row_[sketch.nodes[i].slot] = Value::node(NodeId(nodes_[i]));
  for (std::size_t i = 0; i < edges_.size(); ++i)
    row_[sketch.edges[i].slot] = Value::relationship(RelId(edges_[i]), *program_.edge_types[i]);
  for (const auto& [slot, expr] : program_.items) row_[slot] = expr->eval(row_.data(), *context_);
  for (std::size_t i = 0; i < keys_.size(); ++i) keys_[i] = program_.sort[i].expr->eval(row_.data(), *context_);
  known_ = keys_.size();
}

const Value& TopWorker::key(std::size_t which) {
  if (which >= known_) {
    keys_[which] = value(sorted_[which]);
    known_ = which + 1;
  }
  return keys_[which];
}

// Is the row that is bound before the last that is kept? An equal one came later.
bool TopWorker::is_before_last() {
  const ValueList& last = kept_[heap_.front()].keys;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const std::weak_ordering found = polgraph::order(key(i), last[i]);
    if (found != 0) return program_.sort[i].descending ? found > 0 : found < 0;
  }
  return false;
}

std::weak_ordering TopWorker::relation(const ValueList& a, const ValueList& b) const {
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const std::weak_ordering found = polgraph::order(a[i], b[i]);
    if (found != 0) return program_.sort[i].descending ? 0 <=> found : found;
  }
  return std::weak_ordering::equivalent;
}

bool TopWorker::before(std::size_t a, std::size_t b) const {
  const std::weak_ordering found = relation(kept_[a].keys, kept_[b].keys);
  return found != 0 ? found < 0 : kept_[a].number < kept_[b].number;
}

void TopWorker::fill(Kept& to) {
  for (std::size_t i = 0; i < keys_.size(); ++i) key(i);
  if (!input_copy_) input_copy_ = std::make_shared<const ValueList>(input_, input_ + context_->width());
  bytes_ -= to.bytes;
  to.keys = keys_;
  to.items.clear();
  if (program_.evaluates)
    for (const auto& item : program_.items) to.items.push_back(row_[item.first]);
  to.bound.assign(nodes_.begin(), nodes_.end());
  to.bound.insert(to.bound.end(), edges_.begin(), edges_.end());
  to.input = input_copy_;
  to.number = rows_;
  to.bytes = sizeof(Kept) + sizeof(std::size_t) + row_bytes(to.keys.data(), to.keys.size()) +
             row_bytes(to.items.data(), to.items.size()) + to.bound.size() * 4 +
             row_bytes(to.input->data(), to.input->size());
  bytes_ += to.bytes;
  if (context_ != nullptr && bytes() >= charged() + kUncharged) charge();  // a row may hold much
}

void TopWorker::found(std::uint64_t ways) {
  if (ways != 1) throw Declined{};
  ++rows_;
  known_ = 0;
  if (program_.evaluates) evaluate();
  const auto is_before = [this](std::size_t a, std::size_t b) { return before(a, b); };
  if (kept_.size() < most_) {
    fill(kept_.emplace_back());
    heap_.push_back(kept_.size() - 1);
    std::push_heap(heap_.begin(), heap_.end(), is_before);
  } else if (most_ > 0 && is_before_last()) {
    std::pop_heap(heap_.begin(), heap_.end(), is_before);
    fill(kept_[heap_.back()]);
    std::push_heap(heap_.begin(), heap_.end(), is_before);
  }
}

std::vector<std::size_t> TopWorker::in_order() const {
  std::vector<std::size_t> order = heap_;
  std::sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) { return before(a, b); });
  return order;
}

}  // namespace polgraph::fused
