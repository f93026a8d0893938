// Operators that any clause may use.
#pragma once

#include <compare>
#include <optional>
#include <utility>
#include <vector>

#include "graph/compare.h"
#include "query/bind.h"
#include "query/operator.h"
#include "query/row_set.h"

namespace polgraph {

class Filter final : public MapOperator {
 public:
  explicit Filter(ExprPtr condition, std::string text = {}, std::optional<std::vector<std::size_t>> uses = {})
      : condition_(std::move(condition)), uses_(std::move(uses)), text_(std::move(text)) {}
  std::string name() const override { return "Filter " + text_; }
  void explain(Explanation& to) const override;
  bool sketch(fused::Sketch& to) const override;
  RowTest take() { return {std::move(condition_), std::move(uses_)}; }

 protected:
  bool apply(Value* row, Context& context) override { return is_true(*condition_, row, context); }

 private:
  ExprPtr condition_;
  std::optional<std::vector<std::size_t>> uses_;  // slots that it reads, where that is known
  std::string text_;
};

class Project final : public MapOperator {
 public:
  using Items = std::vector<std::pair<std::size_t, ExprPtr>>;  // slot, what goes there
  // `late`: items that no row can fail on and that an ORDER BY right behind does not ask for.
  explicit Project(Items items, Items late = {}) : items_(std::move(items)), late_(std::move(late)) {}
  std::string name() const override { return "Project"; }
  void explain(Explanation& to) const override;
  Items take_late() { return std::move(late_); }
  const Items& items() const { return items_; }
  bool empty() const { return items_.empty() && late_.empty(); }

 protected:
  bool apply(Value* row, Context& context) override {
    for (const auto& [slot, expr] : items_) row[slot] = expr->eval(row, context);
    for (const auto& [slot, expr] : late_) row[slot] = expr->eval(row, context);
    return true;
  }

 private:
  Items items_, late_;
};

struct SameRow {
  bool operator()(const ValueList& a, const ValueList& b) const;
};
struct HashRow {
  std::size_t operator()(const ValueList& row) const;
};

class Distinct final : public MapOperator {
 public:
  explicit Distinct(std::vector<std::size_t> slots) : slots_(std::move(slots)), seen_(slots_.size()) {}
  void open(Context& context) override;
  std::string name() const override { return "Distinct"; }
  const std::vector<std::size_t>& slots() const { return slots_; }
  void explain(Explanation& to) const override;

 protected:
  bool apply(Value* row, Context& context) override;

 private:
  std::vector<std::size_t> slots_;
  RowSet seen_;
  ValueList key_;  // of the row at hand
};

class Sort final : public BufferOperator {
 public:
  struct Key {
    ExprPtr expr;
    bool descending = false;
  };
  explicit Sort(std::vector<Key> keys) : keys_(std::move(keys)) {}
  // Only so many of the first rows will be asked for.
  void keep_first(const Expr* skip, const Expr* limit) { skip_ = skip, limit_ = limit; }
  const std::vector<Key>& keys() const { return keys_; }
  std::string name() const override { return limit_ != nullptr ? "TopSort" : "Sort"; }
  void explain(Explanation& to) const override;

 protected:
  void fill(Context& context) override;

 private:
  std::weak_ordering relation(const Value* a, const Value* b) const;  // of the keys of two rows
  void settle(std::size_t at_most, Context& context);
  Value* key_of(std::size_t row) { return sort_keys_.data() + row * keys_.size(); }
  std::vector<Key> keys_;
  std::vector<Value> sort_keys_;  // of the rows that are kept, one after the other
  const Expr* skip_ = nullptr;
  const Expr* limit_ = nullptr;
};

class Skip final : public Operator {
 public:
  explicit Skip(ExprPtr count) : count_(std::move(count)) {}
  void open(Context& context) override;
  void next(Batch& out, Context& context) override;
  std::string name() const override { return "Skip"; }
  void explain(Explanation& to) const override;
  const Expr& count() const { return *count_; }

 private:
  ExprPtr count_;
  std::uint64_t left_ = 0;
  Reader reader_;
};

class Limit final : public Operator {
 public:
  // `drain`: what comes before writes, so it runs to its end even if no more rows are wanted.
  Limit(ExprPtr count, bool drain) : count_(std::move(count)), drain_(drain) {}
  void open(Context& context) override;
  void next(Batch& out, Context& context) override;
  std::string name() const override { return "Limit"; }
  void explain(Explanation& to) const override;
  const Expr& count() const { return *count_; }

 private:
  ExprPtr count_;
  bool drain_;
  std::uint64_t left_ = 0;
  Reader reader_;
};

// The value of SKIP or LIMIT. Throws Error Syntax "NegativeIntegerArgument", "InvalidArgumentType".
std::uint64_t row_count(const Expr& count, const char* word, Context& context);

class Unwind final : public ExpandOperator {
 public:
  Unwind(ExprPtr list, std::size_t slot) : list_(std::move(list)), slot_(slot) {}
  std::string name() const override { return "Unwind"; }
  void explain(Explanation& to) const override;

 protected:
  void begin(Value* row, Context& context) override;
  bool step(Value* row, Context& context) override;

 private:
  ExprPtr list_;
  std::size_t slot_;
  Value items_;
  std::size_t at_ = 0;
};

// UNWIND range(a, b, c) without the list in between.
class UnwindRange final : public ExpandOperator {
 public:
  UnwindRange(std::vector<ExprPtr> arguments, std::size_t slot) : arguments_(std::move(arguments)), slot_(slot) {}
  std::string name() const override { return "UnwindRange"; }
  void explain(Explanation& to) const override;

 protected:
  void begin(Value* row, Context& context) override;
  bool step(Value* row, Context& context) override;

 private:
  std::vector<ExprPtr> arguments_;
  std::size_t slot_;
  std::int64_t value_ = 0, end_ = 0, step_ = 1;
  bool more_ = false;
};

// Reads everything before it lets anything through: between reads and writes that must not see each other.
class Eager final : public BufferOperator {
 public:
  std::string name() const override { return "Eager"; }

 protected:
  void fill(Context& context) override {
    Reader reader;
    reader.open();
    while (const Value* row = reader.next(*input_, context)) keep(row, context);
  }
};

class Aggregate final : public Operator {
 public:
  Aggregate(std::vector<std::pair<std::size_t, ExprPtr>> keys, std::vector<AggregateCall> calls,
            const Argument* argument)
      : keys_(std::move(keys)), calls_(std::move(calls)), argument_(argument), group_keys_(keys_.size()) {}
  void open(Context& context) override;
  void next(Batch& out, Context& context) override;
  std::string name() const override { return "Aggregate"; }
  void explain(Explanation& to) const override;
  const std::vector<std::pair<std::size_t, ExprPtr>>& keys() const { return keys_; }
  const std::vector<AggregateCall>& calls() const { return calls_; }
  const Argument* argument() const { return argument_; }

 private:
  struct Group {
    std::vector<AccumulatorPtr> accumulators;
    std::vector<RowSet> seen;          // of calls with DISTINCT, the others stay empty
    std::vector<std::int64_t> counts;  // count(*)
  };
  Group make_group() const;
  void add(Group& group, Value* row, Context& context);
  void fill(Context& context);
  std::size_t group_of(const Value* key, Context& context);  // its number, new or not

  std::vector<std::pair<std::size_t, ExprPtr>> keys_;
  std::vector<AggregateCall> calls_;
  const Argument* argument_;
  bool filled_ = false;
  std::size_t at_ = 0, charged_ = 0;
  RowSet group_keys_;  // by the numbers of their groups
  std::vector<Group> groups_;
};

// UNION: one plan after the other, each for the same argument; their columns into common slots.
class Union final : public Operator {
 public:
  struct Branch {
    Pipeline pipeline;
    std::vector<std::size_t> slots;  // of its columns, in the order of `out`
  };
  Union(std::vector<Branch> branches, std::vector<std::size_t> out)
      : branches_(std::move(branches)), out_(std::move(out)) {}
  void open(Context& context) override;
  void next(Batch& out, Context& context) override;
  std::string name() const override { return "Union"; }
  void explain(Explanation& to) const override;

 private:
  std::vector<Branch> branches_;
  std::vector<std::size_t> out_;
  Batch argument_;
  std::size_t branch_ = 0;
  bool open_ = false;
  Reader reader_;
};

}  // namespace polgraph
