// Clauses: one file each in query/clauses/, one row each in the table of query/clauses.cc. A clause binds its names and
// appends its operators to the plan.
#pragma once

#include <string_view>

#include "query/plan.h"

namespace polgraph {

struct ClauseRule {
  std::string_view name;
  bool writes = false;
  bool ends = false;  // a query may end with it
  void (*bind)(const ast::Clause& clause, ClauseContext& context) = nullptr;
};

const ClauseRule& rule_of(const ast::Clause& clause);

namespace clauses {
void bind_match(const ast::Clause& clause, ClauseContext& context);
void bind_unwind(const ast::Clause& clause, ClauseContext& context);
void bind_with(const ast::Clause& clause, ClauseContext& context);
void bind_return(const ast::Clause& clause, ClauseContext& context);
void bind_create(const ast::Clause& clause, ClauseContext& context);
void bind_set(const ast::Clause& clause, ClauseContext& context);
void bind_remove(const ast::Clause& clause, ClauseContext& context);
void bind_merge(const ast::Clause& clause, ClauseContext& context);
void bind_delete(const ast::Clause& clause, ClauseContext& context);
void bind_call(const ast::Clause& clause, ClauseContext& context);
void bind_call_subquery(const ast::Clause& clause, ClauseContext& context);
void bind_foreach(const ast::Clause& clause, ClauseContext& context);
void bind_load_csv(const ast::Clause& clause, ClauseContext& context);

// CALL { WITH a, b ... }: the first WITH brings variables in from outside.
void import_variables(const ast::With& with, ClauseContext& context);
bool is_plain_import(const ast::With& with);  // nothing but names: it has no other effect
}  // namespace clauses

// Binds a list of clauses into a plan; used for queries and for the body of FOREACH.
void bind_clauses(std::span<const ast::Clause> clauses, ClauseContext& context);

}  // namespace polgraph
