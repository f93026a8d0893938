// Sub-queries as expressions, and the operator that runs a plan for each row of another.
#pragma once

#include "query/operator.h"

namespace polgraph {

ExprPtr make_exists(Pipeline pipeline);
ExprPtr make_count(Pipeline pipeline);
ExprPtr make_collect(Pipeline pipeline, ExprPtr projection);  // projection over the rows of the pipeline

// For each row the rows of `inner`: Inner: joined; Optional: at least one, with nulls; Unit: the row once, after the
// inner plan has run to its end.
class Apply final : public ExpandOperator {
 public:
  enum class Mode { Inner, Optional, Unit };
  Apply(Pipeline inner, Mode mode) : inner_(std::move(inner)), mode_(mode) {}
  std::string name() const override;
  void explain(Explanation& to) const override;
  bool sketch(fused::Sketch& to) const override;

 protected:
  void begin(Value* row, Context& context) override;
  bool step(Value* row, Context& context) override;

 private:
  Pipeline inner_;
  Mode mode_;
  Reader reader_;
  std::vector<Value> outer_;  // the inner plan's argument; the row itself is being filled in
  bool any_ = false, done_ = false;
};

}  // namespace polgraph
