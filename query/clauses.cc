#include <algorithm>
#include <array>
#include <variant>

#include "query/clause.h"

namespace polgraph {

// Each in a file of its own, which nobody else knows.
namespace clauses {
extern const ClauseRule kFinish, kFilter, kLet, kInsert, kNodetach, kOrder, kOrderSkip, kOrderOffset, kOrderLimit;
}

namespace {

// In the order of ast::Clause::Node.
constexpr std::array<ClauseRule, 14> kRules{{
    {{"MATCH", false, false}, &clauses::bind_match},
    {{"UNWIND", false, false}, &clauses::bind_unwind},
    {{"WITH", false, false}, &clauses::bind_with},
    {{"RETURN", false, true}, &clauses::bind_return},
    {{"CREATE", true, true}, &clauses::bind_create},
    {{"SET", true, true}, &clauses::bind_set},
    {{"REMOVE", true, true}, &clauses::bind_remove},
    {{"MERGE", true, true}, &clauses::bind_merge},
    {{"DELETE", true, true}, &clauses::bind_delete},
    {{"CALL", false, true}, &clauses::bind_call},
    {{"CALL { }", false, true}, &clauses::bind_call_subquery},
    {{"FOREACH", true, true}, &clauses::bind_foreach},
    {{"LOAD CSV", false, false}, &clauses::bind_load_csv},
    {{"SHOW", false, true}, &clauses::bind_show},
}};
static_assert(std::variant_size_v<ast::Clause::Node> == kRules.size() + 1);  // and OwnClause

// Those that live in files of their own.
constexpr std::array kOwn{
    &clauses::kFinish, &clauses::kFilter,   &clauses::kLet,   &clauses::kInsert, &clauses::kNodetach,
    &clauses::kOrder,  &clauses::kOrderSkip, &clauses::kOrderOffset, &clauses::kOrderLimit,
};

}  // namespace

const ClauseRule& rule_of(const ast::Clause& clause) {
  const auto* own = std::get_if<ast::OwnClause>(&clause.node);
  if (own == nullptr) return kRules[clause.node.index()];
  return **std::find_if(kOwn.begin(), kOwn.end(), [&](const ClauseRule* rule) { return &rule->syntax == own->syntax; });
}

OwnClauses own_clauses() {
  static const auto kSyntax = [] {
    std::array<const ast::ClauseSyntax*, kOwn.size()> syntax{};
    std::transform(kOwn.begin(), kOwn.end(), syntax.begin(), [](const ClauseRule* rule) { return &rule->syntax; });
    return syntax;
  }();
  return kSyntax;
}

namespace {

// May its plan run again for another statement? What procedures and LOAD CSV hold on to is made for one run.
bool is_kept(const ast::Clause& clause) {
  const auto& node = clause.node;
  return std::holds_alternative<ast::Match>(node) || std::holds_alternative<ast::Unwind>(node) ||
         std::holds_alternative<ast::With>(node) || std::holds_alternative<ast::Return>(node) ||
         std::holds_alternative<ast::Create>(node) || std::holds_alternative<ast::Merge>(node) ||
         std::holds_alternative<ast::Set>(node) || std::holds_alternative<ast::Remove>(node) ||
         std::holds_alternative<ast::Delete>(node);
}

}  // namespace

void bind_clauses(std::span<const ast::Clause> clauses, ClauseContext& context) {
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const ClauseRule& rule = rule_of(clauses[i]);
    context.first = i == 0;
    context.last = i + 1 == clauses.size();
    if (!is_kept(clauses[i])) context.binder.fix_inputs();
    rule.bind(clauses[i], context);
    context.plan.writes = context.plan.writes || rule.syntax.writes;
  }
}

}  // namespace polgraph
