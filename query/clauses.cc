#include <array>
#include <variant>

#include "query/clause.h"

namespace polgraph {

namespace {

// In the order of ast::Clause::Node.
constexpr std::array<ClauseRule, 13> kRules{{
    {"MATCH", false, false, &clauses::bind_match},
    {"UNWIND", false, false, &clauses::bind_unwind},
    {"WITH", false, false, &clauses::bind_with},
    {"RETURN", false, true, &clauses::bind_return},
    {"CREATE", true, true, &clauses::bind_create},
    {"SET", true, true, &clauses::bind_set},
    {"REMOVE", true, true, &clauses::bind_remove},
    {"MERGE", true, true, &clauses::bind_merge},
    {"DELETE", true, true, &clauses::bind_delete},
    {"CALL", false, true, &clauses::bind_call},
    {"CALL { }", false, true, &clauses::bind_call_subquery},
    {"FOREACH", true, true, &clauses::bind_foreach},
    {"LOAD CSV", false, false, &clauses::bind_load_csv},
}};
static_assert(std::variant_size_v<ast::Clause::Node> == kRules.size());

}  // namespace

const ClauseRule& rule_of(const ast::Clause& clause) {
  return kRules[clause.node.index()];
}

void bind_clauses(std::span<const ast::Clause> clauses, ClauseContext& context) {
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const ClauseRule& rule = rule_of(clauses[i]);
    context.first = i == 0;
    context.last = i + 1 == clauses.size();
    rule.bind(clauses[i], context);
    context.plan.writes = context.plan.writes || rule.writes;
  }
}

}  // namespace polgraph
