// LOAD CSV is refused: a query reads no files.
#include "query/clause.h"

namespace polgraph::clauses {

void bind_load_csv(const ast::Clause& clause, ClauseContext& context) {
  throw context.binder.error(Kind::Syntax, "NotSupported", "not supported yet: LOAD CSV", clause.span)
      .hint("polgraph load reads CSV files");
}

}  // namespace polgraph::clauses
