// Operators: the steps of a running plan. Each pulls batches of rows from its input and hands batches on. A plan is
// first a list of operators (so that rewrites can look at it), then a chain.
//
// A row has Context::width() slots; an operator fills in the slots of the variables it binds and leaves the others.
//   Lives   an operator owns its input; rows belong to their batch
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "query/context.h"
#include "query/eval.h"

namespace polgraph {

inline constexpr std::size_t kFirstBatch = 8;  // small, so that LIMIT 1 stops the work early
inline constexpr std::size_t kMaxBatch = 1024;
inline constexpr std::size_t kBatchBytes = 4u << 20;  // of long values: a batch is not charged

class Explanation;  // query/explain.h
struct PlanNode;
namespace fused {
class Sketch;  // query/fused/sketch.h
}

// A condition on rows, with the slots that it reads, where they are known.
struct RowTest {
  ExprPtr expr;
  std::optional<std::vector<std::size_t>> uses;
};

class Batch {
 public:
  explicit Batch(std::size_t wanted = kFirstBatch) : wanted_(wanted) {}
  // Empties the batch and says how many rows are wanted in it.
  void reset(std::size_t width, std::size_t wanted) {
    width_ = width;
    wanted_ = wanted;
    rows_ = 0;
    bytes_ = 0;
    values_.clear();
  }
  std::size_t rows() const { return rows_; }
  bool full() const { return rows_ >= wanted_ || bytes_ >= kBatchBytes; }
  void weigh(std::size_t bytes) { bytes_ += bytes; }  // of long values in the row that came last
  std::size_t wanted() const { return wanted_; }
  Value* row(std::size_t i) { return values_.data() + i * width_; }
  Value* add();  // nulls
  void add_copy(const Value* row);
  void truncate(std::size_t rows);

 private:
  std::size_t width_ = 0, wanted_, rows_ = 0, bytes_ = 0;
  std::vector<Value> values_;
};

class Operator {
 public:
  virtual ~Operator() = default;
  // Begins anew. Called again for every row of an outer plan.
  virtual void open(Context& context) { input_->open(context); }
  // Appends rows to `out` (which comes empty) until it is full. No row: the end; not called again before open().
  virtual void next(Batch& out, Context& context) = 0;
  // For who will read all rows: hands each to `take` where it lies, not copied into a batch; in place of next(), once
  // after open(). What `take` does not copy is overwritten by the next row, and it
  // writes into no slot that was bound before. False: it cannot, nothing was done.
  using TakeRow = std::function<void(Value* row)>;
  virtual bool each_row(Context& context, const TakeRow& take);
  virtual std::string name() const = 0;  // for EXPLAIN: the first word is its name, the rest are details
  // For EXPLAIN: expressions, plans inside, rows expected. Called once, before the plan is chained.
  virtual void explain(Explanation&) const {}
  // Tells what it does as a part of a pattern; false: it is none, or one that a sketch cannot hold.
  virtual bool sketch(fused::Sketch&) const { return false; }

  void set_input(std::unique_ptr<Operator> input) { input_ = std::move(input); }
  const Operator* input() const { return input_.get(); }
  Operator* input() { return input_.get(); }

 protected:
  void each_input_row(Context& context, const TakeRow& take);  // by each_row() of the input, if it can
  std::unique_ptr<Operator> input_;
};
using OperatorPtr = std::unique_ptr<Operator>;

// Reads an operator row by row; batches start small and grow.
class Reader {
 public:
  void open() { batch_.reset(0, 0), at_ = 0, wanted_ = kFirstBatch, done_ = false; }
  void open_for_one() { open(), wanted_ = 1; }
  Value* next(Operator& from, Context& context);  // null at the end; the row may be changed

 private:
  Batch batch_;
  std::size_t at_ = 0, wanted_ = kFirstBatch;
  bool done_ = false;
};

// One row out for each row in, or none: changes the batch in place.
class MapOperator : public Operator {
 public:
  void next(Batch& out, Context& context) final;
  bool each_row(Context& context, const TakeRow& take) final;

 protected:
  virtual bool apply(Value* row, Context& context) = 0;  // false: drop the row
};

// Any number of rows out for each row in.
class ExpandOperator : public Operator {
 public:
  void open(Context& context) override;
  void next(Batch& out, Context& context) final;
  bool each_row(Context& context, const TakeRow& take) final;
  // Rows that do not meet the condition are never copied.
  void keep_if(RowTest condition) { conditions_.push_back(std::move(condition)); }
  void explain(Explanation& to) const override;

 protected:
  bool sketch_conditions(fused::Sketch& to) const;
  const std::vector<RowTest>& conditions() const { return conditions_; }
  // Of a condition, by number: step() has seen to it, rows need not be tested.
  void decide(std::size_t condition) { decided_.resize(conditions_.size(), false), decided_[condition] = true; }
  void decide_none() { decided_.clear(); }
  bool long_rows_ = false;  // its slots take lists or paths as long as a walk: batches are weighed
  virtual void begin(Value* row, Context& context) = 0;
  virtual bool step(Value* row, Context& context) = 0;  // fills in the operator's slots; false: no more for this row
  virtual AtHand found() const { return {}; }           // by step(), for the conditions on it

 private:
  bool wanted(Context& context) const;
  Reader reader_;
  Value* row_ = nullptr;
  std::vector<RowTest> conditions_;
  std::vector<bool> decided_;  // empty: none is
};

// Holds the rows of its input before it hands out the first.
class BufferOperator : public Operator {
 public:
  ~BufferOperator() override = default;
  void open(Context& context) override;
  void next(Batch& out, Context& context) final;

 protected:
  // Takes the input in; rows to hand out are stored by keep() in their order.
  virtual void fill(Context& context) = 0;
  void keep(const Value* row, Context& context);
  void forget(Context& context);
  std::size_t kept() const { return width_ == 0 ? count_ : rows_.size() / width_; }
  Value* kept_row(std::size_t i) { return rows_.data() + i * width_; }
  void reorder(const std::vector<std::size_t>& order);

 private:
  bool filled_ = false;
  std::size_t at_ = 0, width_ = 0, count_ = 0, charged_ = 0;
  std::vector<Value> rows_;
};

// The leaf of every plan: one row, that of the outer plan (or nulls).
class Argument final : public Operator {
 public:
  void open(Context&) override { done_ = false; }
  void next(Batch& out, Context& context) override;
  std::string name() const override { return "Argument"; }
  void set_row(const Value* row) { row_ = row; }
  const Value* row() const { return row_; }

 private:
  const Value* row_ = nullptr;
  bool done_ = false;
};

// A plan that can be run for a row of another: sub-queries, OPTIONAL MATCH, MERGE, the statement itself.
struct Pipeline {
  OperatorPtr root;
  Argument* argument = nullptr;  // in `root`
  struct Output {
    std::size_t inside, outside;
  };
  std::vector<Output> outputs;     // slots of a row of it, and those of the outer row that they go to
  std::shared_ptr<PlanNode> plan;  // EXPLAIN, PROFILE; else null

  void start(const Value* row, Context& context) {
    argument->set_row(row);
    root->open(context);
  }
};

inline constexpr std::size_t kMaxSteps = 4000;  // operators in a chain: each is a few frames of the stack

// Chains a list of operators; the first reads the argument. `wrap`, if given, may put each into another, which then
// stands in its place. Throws Error Limit beyond kMaxSteps.
using WrapOperator = std::function<OperatorPtr(OperatorPtr step, std::size_t index)>;
Pipeline make_pipeline(std::vector<OperatorPtr> operators, std::unique_ptr<Argument> argument,
                       const WrapOperator& wrap = {});

}  // namespace polgraph
