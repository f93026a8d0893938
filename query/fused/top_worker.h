// TopWorker: keeps the first so many of the rows that a pattern makes, by sort keys; of equal ones those that came
// first.
#pragma once

#include <compare>
#include <memory>
#include <vector>

#include "query/fused/worker.h"

namespace polgraph::fused {

class TopWorker final : public Worker {
 public:
  TopWorker(const Program& program, Context& context, std::uint64_t most);

  void run(Value* input);  // a row that came in
  std::vector<std::size_t> in_order() const;

  struct Kept {
    ValueList keys, items;             // items where all is evaluated: a second time they may come out otherwise
    std::vector<std::uint32_t> bound;  // nodes, then relationships
    std::shared_ptr<const ValueList> input;
    std::uint64_t number = 0;  // in the order of all rows
    std::size_t bytes = 0;
  };
  const Kept& kept(std::size_t which) const { return kept_[which]; }
  void bind(const std::uint32_t* bound, Value* row) const;  // into the slots of the pattern
  std::size_t bytes() const override { return Worker::bytes() + bytes_; }

 private:
  void found(std::uint64_t ways) override;
  void evaluate();
  const Value& key(std::size_t which);
  bool is_before_last();
  std::weak_ordering relation(const ValueList& a, const ValueList& b) const;
  void fill(Kept& to);
  bool before(std::size_t a, std::size_t b) const;

  std::uint64_t most_;
  std::vector<Source> sorted_;  // by key
  std::vector<Kept> kept_;
  std::vector<std::size_t> heap_;  // of kept ones, the last in front
  ValueList keys_;                 // of the row that is bound; the first `known_` are there
  std::size_t known_ = 0;
  const Value* input_ = nullptr;
  std::shared_ptr<const ValueList> input_copy_;
  std::vector<Value> row_;  // where expressions are evaluated
  std::uint64_t rows_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace polgraph::fused
