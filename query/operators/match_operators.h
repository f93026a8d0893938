// The operators of MATCH: scans, expansions, paths. Declared together because the planner (query/match.cc) makes them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/adjacency.h"
#include "query/operator.h"
#include "query/text_filter.h"

namespace polgraph {

inline constexpr std::size_t kNoSlot = static_cast<std::size_t>(-1);

// Relationship types by name. A type that nobody has used yet matches nothing.
struct Types {
  std::vector<std::string> names;       // empty: any
  bool possible(const Snapshot& view);  // resolves; false: none of them exists
  std::vector<TypeId> ids;
};

// Is the relationship already taken by one of these slots (a relationship or a list of them)?
bool is_taken(const Value* row, const std::vector<std::size_t>& slots, RelId relationship);

// Nodes into `slot`: all, or by label, in the order of their ids. Conditions on their texts are first tested row by
// row; once that has cost as much as answering them for all nodes, they are (query/text_filter.h).
class NodeScan final : public ExpandOperator {
 public:
  NodeScan(std::size_t slot, std::string variable) : slot_(slot), variable_(std::move(variable)) {}
  void by_label(std::string label) { label_ = std::move(label); }
  void is_read_to_the_end() { read_to_the_end_ = true; }  // no LIMIT behind it
  void open(Context& context) override;
  std::string name() const override;
  void explain(Explanation& to) const override;
  bool sketch(fused::Sketch& to) const override;

 protected:
  void begin(Value* row, Context& context) override;
  bool step(Value* row, Context& context) override;

 private:
  std::size_t slot_;
  bool read_to_the_end_ = false;
  void find_texts(Context& context);
  void choose(Context& context);
  bool step_chosen(Value* row);

  std::string variable_, label_;
  std::optional<NodeCursor> cursor_;
  std::uint32_t next_ = 0;           // nodes from here on were not looked at
  std::vector<TextTest> texts_;      // conditions that may be answered for all nodes
  std::vector<std::size_t> places_;  // of them among all conditions
  std::uint64_t rows_ = 0, tested_ = 0;
  std::unique_ptr<NodeSet> chosen_;  // those that meet them
};

// All relationships of a type into `slot`, in the order of their records.
class RelationshipScan final : public ExpandOperator {
 public:
  RelationshipScan(std::size_t slot, std::string variable, std::string type)
      : slot_(slot), variable_(std::move(variable)), type_(std::move(type)) {}
  std::string name() const override { return "RelationshipByType [" + variable_ + ":" + type_ + "]"; }
  void explain(Explanation& to) const override;

 protected:
  void begin(Value* row, Context& context) override;
  bool step(Value* row, Context& context) override;
  AtHand found() const override { return {&*cursor_, nullptr}; }

 private:
  std::size_t slot_;
  std::string variable_, type_;
  std::optional<TypeId> known_;
  std::optional<RelationshipRecords> cursor_;
};

// A given node: null and what was deleted do not match.
class NodeCheck final : public MapOperator {
 public:
  explicit NodeCheck(std::size_t slot) : slot_(slot) {}
  std::string name() const override { return "NodeCheck"; }

 protected:
  bool apply(Value* row, Context& context) override;

 private:
  std::size_t slot_;
};

// One relationship from a known node; where the other end is known too, only those that end there.
struct ExpandSpec {
  std::size_t from = 0, relationship = 0, to = 0;
  Direction direction = Direction::Out;  // seen from `from`
  Types types;
  bool into = false;               // `to` is known
  std::vector<std::size_t> taken;  // slots of the other relationships of this MATCH
  std::string text;                // the pattern, for EXPLAIN
};

class Expand final : public ExpandOperator {
 public:
  explicit Expand(ExpandSpec spec) : spec_(std::move(spec)) {}
  std::string name() const override { return (spec_.into ? "ExpandInto " : "Expand ") + spec_.text; }
  void explain(Explanation& to) const override;
  bool sketch(fused::Sketch& to) const override;

 protected:
  void begin(Value* row, Context& context) override;
  bool step(Value* row, Context& context) override;

 private:
  ExpandSpec spec_;
  StepSource source_;
  std::optional<StepReader> cursor_;
};

// The two ends of a relationship that is known already.
class RelationshipEnds final : public ExpandOperator {
 public:
  RelationshipEnds(ExpandSpec spec, bool from_known) : spec_(std::move(spec)), from_known_(from_known) {}
  std::string name() const override { return "RelationshipEnds " + spec_.text; }
  void explain(Explanation& to) const override;

 protected:
  void begin(Value* row, Context& context) override;
  bool step(Value* row, Context& context) override;

 private:
  bool fits(const Value* row, NodeId from, NodeId to) const;
  ExpandSpec spec_;
  bool from_known_;
  std::vector<std::pair<NodeId, NodeId>> ways_;
  std::size_t at_ = 0;
};

// A walk of `min` to `max` different relationships, depth first.
struct WalkSpec : ExpandSpec {
  std::uint64_t min = 1;
  std::uint64_t max = 0;  // 0 with unbounded
  bool unbounded = true;
  bool backwards = false;  // walked from the end of the pattern to its start
  ast::PathPattern::Mode mode = ast::PathPattern::Mode::Trail;
  std::size_t path = kNoSlot;  // where the walk goes as a path, if anyone asks
  std::size_t each = kNoSlot;  // slot in which `where` sees the relationship
  ExprPtr where;               // holds for each relationship; may be null
};

class Walk final : public ExpandOperator {
 public:
  explicit Walk(WalkSpec spec) : spec_(std::move(spec)) { long_rows_ = true; }
  std::string name() const override { return "Walk " + spec_.text; }
  void explain(Explanation& to) const override;
  bool sketch(fused::Sketch& to) const override;

 protected:
  void begin(Value* row, Context& context) override;
  bool step(Value* row, Context& context) override;

 private:
  struct Level {
    StepReader cursor;
    NodeId node;
  };
  bool enter(NodeId node, Context& context);
  bool used(const Value* row, RelId relationship) const;
  bool report(Value* row);
  void write(Value* row) const;

  WalkSpec spec_;
  StepSource source_;
  bool possible_ = false, first_ = false;
  NodeId start_;
  std::vector<Level> levels_;  // levels_[i] goes on from the i-th node
  std::vector<std::pair<RelId, TypeId>> relationships_;
  std::vector<NodeId> nodes_;
};

// A walk along a list of relationships that is known already.
class WalkAlong final : public ExpandOperator {
 public:
  WalkAlong(WalkSpec spec, bool from_known) : spec_(std::move(spec)), from_known_(from_known) {}
  std::string name() const override { return "WalkAlong " + spec_.text; }

 protected:
  void begin(Value* row, Context& context) override;
  bool step(Value* row, Context& context) override;

 private:
  bool take_list(Value* row, Context& context);
  void stand_still(Value* row, Context& context);
  void try_from(Value* row, NodeId start, Context& context);
  WalkSpec spec_;
  bool from_known_;
  std::vector<std::vector<NodeId>> found_;
  std::vector<std::pair<RelId, TypeId>> relationships_;
  std::size_t at_ = 0;
};

// One part of a named path: even parts are nodes, odd ones a relationship, or a walk (as a path).
struct PathPart {
  std::size_t slot;
  bool walk;
};
Value build_path(const Value* row, const std::vector<PathPart>& parts);  // null where a part is null

// p = ...
class BuildPath final : public MapOperator {
 public:
  using Part = PathPart;
  BuildPath(std::size_t slot, std::vector<Part> parts) : slot_(slot), parts_(std::move(parts)) {}
  std::string name() const override { return "BuildPath"; }

 protected:
  bool apply(Value* row, Context& context) override {
    row[slot_] = build_path(row, parts_);
    context.reserve(row[slot_].heap_bytes());
    return true;
  }

 private:
  std::size_t slot_;
  std::vector<Part> parts_;
};

}  // namespace polgraph
