// Clauses: one file each in query/clauses/, one row each in the table of query/clauses.cc. A clause binds its names and
// appends its operators to the plan. Those of openCypher have their trees in query/syntax/ast.h, because others look
// into them; all later ones are known to their own file only, which reads them too.
#pragma once

#include <string_view>

#include "query/plan.h"
#include "query/syntax/parser.h"

namespace polgraph {

struct ClauseRule {
  ast::ClauseSyntax syntax;  // without `parse`: the grammar reads it
  // Null: what it reads is another clause, spelled otherwise.
  void (*bind)(const ast::Clause& clause, ClauseContext& context) = nullptr;
};

const ClauseRule& rule_of(const ast::Clause& clause);
OwnClauses own_clauses();  // what the parser needs to know of those that live in files of their own

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
void bind_show(const ast::Clause& clause, ClauseContext& context);

// The operators of a WITH; the scope is then what it projects.
void project(const ast::With& with, ClauseContext& context);

// CALL { WITH a, b ... }: the first WITH brings variables in from outside.
void import_variables(const ast::With& with, ClauseContext& context);
bool is_plain_import(const ast::With& with);  // nothing but names: it has no other effect
}  // namespace clauses

// Binds a list of clauses into a plan; used for queries and for the body of FOREACH.
void bind_clauses(std::span<const ast::Clause> clauses, ClauseContext& context);

}  // namespace polgraph
