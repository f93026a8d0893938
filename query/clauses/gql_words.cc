// GQL's words for what Cypher has: INSERT is CREATE, NODETACH DELETE is DELETE.
#include "query/clause.h"
#include "query/syntax/grammar.h"

namespace polgraph::clauses {

namespace {

ast::Clause parse_insert(syntax::Grammar& grammar) {
  grammar.take();
  return {ast::Create{grammar.pattern(syntax::Grammar::PatternUse::Create)}, {}};
}

ast::Clause parse_nodetach(syntax::Grammar& grammar) {
  grammar.take();
  if (!grammar.at(syntax::Keyword::Delete)) grammar.fail("DELETE");
  return {grammar.delete_clause(), {}};
}

}  // namespace

extern const ClauseRule kInsert{{"INSERT", true, true, &parse_insert}, nullptr};
extern const ClauseRule kNodetach{{"NODETACH", true, true, &parse_nodetach}, nullptr};

}  // namespace polgraph::clauses
