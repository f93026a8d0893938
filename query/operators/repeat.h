// A quantified path pattern, ((a)-[r]->(b) WHERE ...){1,3}: every way to repeat it, depth first.
#pragma once

#include <string>
#include <vector>

#include "query/operators/stretch.h"

namespace polgraph {

// Walked from `from`, whatever the direction in which it is written: `backwards` means from its end.
struct RepeatSpec {
  std::size_t from = 0, to = 0;
  bool into = false;  // `to` is known
  bool backwards = false;
  std::uint64_t min = 1, max = 0;  // repetitions; max: 0 with unbounded
  bool unbounded = true;
  ast::PathPattern::Mode mode = ast::PathPattern::Mode::Trail;
  std::size_t relationship = 0;    // slot for the list of all its relationships
  std::size_t path = kNoSlot;      // where it goes as a path, if anyone asks
  std::vector<std::size_t> lists;  // slots of the group variables, as the finder's values
  std::vector<std::size_t> taken;  // slots of the other relationships of this MATCH
  StretchFinderPtr finder;
  std::string text;
};

// Does the path keep to the mode? TRAIL is what every MATCH keeps to.
bool keeps_mode(const std::vector<NodeId>& nodes, ast::PathPattern::Mode mode);
ExprPtr make_path_mode(std::size_t path, ast::PathPattern::Mode mode);  // of the path in a slot

class Repeat final : public ExpandOperator {
 public:
  explicit Repeat(RepeatSpec spec) : spec_(std::move(spec)) { long_rows_ = true; }
  std::string name() const override { return (spec_.into ? "RepeatInto " : "Repeat ") + spec_.text; }
  void explain(Explanation& to) const override;
  void open(Context& context) override;

 protected:
  void begin(Value* row, Context& context) override;
  bool step(Value* row, Context& context) override;

 private:
  struct Level {
    Stretches found;
    std::size_t at = 0;
    std::size_t charged = 0;
  };
  void enter(Value* row, Context& context);
  void leave(Context& context);
  bool fits(const Value* row, const Stretches& found, std::size_t i) const;
  bool report(Value* row);
  void write(Value* row) const;

  RepeatSpec spec_;
  bool first_ = false;
  std::vector<Level> levels_;  // levels_[i] has the ways to repeat for the i+1-th time; all but the last are being gone
  std::size_t laps_ = 0;       // repetitions so far: levels_.size() - 1, or all of them at the bound
  std::vector<PathStep> relationships_;
  std::vector<NodeId> nodes_;  // from the start on
  std::vector<Value> values_;
};

}  // namespace polgraph
