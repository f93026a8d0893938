// Look-ups: nodes and relationships found through an index or by their number, for each row of the input anew, since
// what is looked for may come from there. A look-up gives all that can meet the conditions that it was made from, and
// may give more: those conditions are tested behind it. Where a value is none that the index can answer for, or cannot
// be computed, it falls back to looking at all, so that the answer and the errors are those without an index.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/index_range.h"
#include "query/operator.h"

namespace polgraph {

// What is known about one key of an index.
struct LookupPart {
  enum class Kind { Equal, In, Range, StartsWith, String } kind = Kind::Equal;
  ExprPtr value;      // Equal, In (a list), StartsWith
  ExprPtr low, high;  // Range, both included; null: open
};

struct LookupSpec {
  std::size_t slot = 0;
  bool on_nodes = true;
  std::string key;  // of the index over all nodes; empty: the index of `rule`
  std::uint32_t rule = 0;
  bool strings_only = false;      // a TEXT index
  std::vector<LookupPart> parts;  // of the index's first keys; none: all entries
  std::string label;              // or type: what is looked at where the index cannot tell; empty: everything
  std::string text;               // "(n:Label {key})", for EXPLAIN
  double rows = 1;                // expected
};

class IndexLookup final : public ExpandOperator {
 public:
  explicit IndexLookup(LookupSpec spec) : spec_(std::move(spec)) {}
  std::string name() const override;
  void explain(Explanation& to) const override;

 protected:
  void begin(Value* row, Context& context) override;
  bool step(Value* row, Context& context) override;
  AtHand found() const override { return {nullptr, nodes_ && known_ ? &*known_ : nullptr}; }

 private:
  void note_known(const Value& value, Context& context);
  bool find_ranges(Value* row, Context& context);
  bool narrow(const LookupPart& part, Value* row, Context& context);
  bool narrow_to_list(const Value& list, Context& context);
  bool open_next(const Snapshot& view);
  void open_all(const Snapshot& view);

  LookupSpec spec_;
  std::vector<IndexRange> ranges_;
  std::size_t at_ = 0;
  std::optional<NodeCursor> nodes_;
  std::optional<RelationshipCursor> relationships_;
  std::optional<RelationshipRecords> all_of_type_;
  std::optional<KnownProperty> known_;  // of the node that was found; nothing: its record must say
};

// Nodes or relationships by id() or elementId().
struct NumberSpec {
  std::size_t slot = 0;
  bool on_nodes = true;
  bool element = false;  // elementId()
  bool list = false;     // IN
  ExprPtr value;
  std::string text;
};

class NumberLookup final : public ExpandOperator {
 public:
  explicit NumberLookup(NumberSpec spec) : spec_(std::move(spec)) {}
  std::string name() const override { return (spec_.on_nodes ? "NodeById " : "RelationshipById ") + spec_.text; }
  void explain(Explanation& to) const override;

 protected:
  void begin(Value* row, Context& context) override;
  bool step(Value* row, Context& context) override;

 private:
  bool find_numbers(Value* row, Context& context);
  void take(const Value& wanted);

  NumberSpec spec_;
  std::vector<std::uint64_t> numbers_;
  std::size_t at_ = 0;
  std::optional<NodeCursor> all_nodes_;
  std::optional<RelationshipCursor> all_relationships_;
};

}  // namespace polgraph
