// FusedTop: a pattern of which ORDER BY ... LIMIT keeps the first rows: nodes and relationships are bound as numbers,
// and only what is kept becomes rows. Order and ties are those of the operators.
#pragma once

#include "query/fused/fused.h"
#include "query/operators/basic.h"

namespace polgraph::fused {

class FusedTop final : public Fused {
 public:
  // `steps`: the pattern, `project` (or none), `sort`. `skip` may be null.
  FusedTop(Sketch sketch, std::vector<OperatorPtr> steps, const Project* project, const Sort& sort, const Expr* skip,
           const Expr* limit);
  std::string name() const override { return "FusedTop"; }
  // Has a row of it no more than nodes and relationships?
  static bool may_be(const Sketch& sketch);

 protected:
  std::unique_ptr<Run> make_run(const Program& program, Context& context) override;

 private:
  const Expr* skip_;
  const Expr* limit_;
};

}  // namespace polgraph::fused
