#include "query/plan.h"

#include <algorithm>

#include "query/clause.h"
#include "query/explain.h"
#include "query/inputs.h"
#include "query/operators/basic.h"
#include "query/rewrite.h"

namespace polgraph {

namespace {

constexpr std::size_t kPipelineBytes = 600, kOperatorBytes = 300;  // roughly

const ClauseRule& last_rule(std::span<const ast::Clause> clauses) {
  return rule_of(clauses.back());
}

bool is_return(const ast::Clause& clause) {
  return std::holds_alternative<ast::Return>(clause.node);
}

// "`a`, `b`", or "none"
std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "`" : ", `") + name + "`";
  return text.empty() ? "none" : text;
}

template <class Names, class Known>
void warn_unknown(Binder& binder, const Names& read, const Known& known,
                  const std::set<std::string>& written, const std::string& what) {
  for (const std::string& name : read) {
    if (written.count(name) != 0 || std::find(known.begin(), known.end(), name) != known.end()) continue;
    const auto near = nearest(name, known);
    binder.warn(what + " `" + name + "`" + (near ? "; did you mean `" + *near + "`?" : ""));
  }
}

}  // namespace

bool query_writes(const ast::Query& query) {
  for (const auto& part : query.parts) {
    for (const ast::Clause& clause : part) {
      if (rule_of(clause).syntax.writes) return true;
      const auto* call = std::get_if<ast::CallSubquery>(&clause.node);
      if (call != nullptr && query_writes(*call->query)) return true;
    }
  }
  return false;
}

Error Binder::undefined(const std::string& name, const Scope& scope, ast::Span span) const {
  Error made = error(Kind::Syntax, "UndefinedVariable", "variable `" + name + "` is not defined", span);
  if (const auto near = nearest(name, scope.names())) {
    made.hint("did you mean `" + *near + "`?");
  } else if (out_of_scope_.count(name) != 0) {
    made.hint("the WITH before ended its scope: name it there, WITH ..., " + name);
  } else if (span.end >= text_.size() || (text_[span.end] != '.' && text_[span.end] != '[')) {  // n.name is no text
    made.hint("a text is written in quotes: '" + name + "'");
  }
  return made;
}

void Binder::scope_ends(const Scope& before, const Scope& after) {
  for (const auto& [name, variable] : before.here()) {
    if (after.find_here(name) == nullptr) out_of_scope_.insert(name);
  }
}

void Binder::read_labels(const ast::LabelExpression& labels, const StaticType& of) {
  if (labels.op == ast::LabelExpression::Op::Name) {
    if (of.is_only(ValueKind::Node)) read_label(labels.name);
    if (of.is_only(ValueKind::Relationship)) read_type(labels.name);
  }
  for (const auto& operand : labels.operands) read_labels(operand, of);
}

void Binder::written_keys(const ast::Expression& map) {
  const auto* literal = std::get_if<ast::MapLiteral>(&map.node);
  any_key_written_ = any_key_written_ || literal == nullptr;
  if (literal == nullptr) return;
  for (const auto& entry : literal->entries) written(entry.first);
}

std::uint32_t Binder::plans_made() const {
  return explainer_ != nullptr ? static_cast<std::uint32_t>(explainer_->chained()) : 0;
}

Pipeline Binder::finish(Plan plan) {
  if (options_.rewrites) rewrite(plan.operators, plan.argument.get(), explainer_ == nullptr);
  limits_.tick();
  limits_.charge(kPipelineBytes + plan.operators.size() * kOperatorBytes);
  if (explainer_ != nullptr) return explainer_->chain(std::move(plan.operators), std::move(plan.argument));
  return make_pipeline(std::move(plan.operators), std::move(plan.argument));
}

Plan Binder::single(std::span<const ast::Clause> clauses, const Scope* outer, Use use, Columns& columns) {
  for (std::size_t i = 0; i + 1 < clauses.size(); ++i) {
    if (!is_return(clauses[i])) continue;
    throw error(Kind::Syntax, "InvalidClauseComposition", "RETURN must be the last clause", clauses[i].span);
  }
  if (use != Use::Expression && !last_rule(clauses).syntax.ends) {
    throw error(Kind::Syntax, "InvalidClauseComposition",
                "a query cannot end with " + std::string(last_rule(clauses).syntax.word), clauses.back().span)
        .hint("add RETURN");
  }
  Scope scope(use == Use::Call ? nullptr : outer);
  Plan plan;
  ClauseContext context{*this, scope, plan, use, true, false, use == Use::Statement && clauses.size() == 1, columns};
  context.outer = outer;
  bind_clauses(clauses, context);
  return plan;
}

Pipeline Binder::query(const ast::Query& query, const Scope* outer, Use use, Columns& columns) {
  for (std::size_t i = 1; i < query.union_all.size(); ++i) {
    if (query.union_all[i] == query.union_all[0]) continue;
    throw error(Kind::Syntax, "InvalidClauseComposition", "UNION and UNION ALL cannot be mixed",
                query.part_spans.size() > i + 1 ? query.part_spans[i + 1] : query.span);
  }
  std::vector<Plan> plans;
  std::vector<Columns> parts(query.parts.size());
  for (std::size_t i = 0; i < query.parts.size(); ++i) plans.push_back(single(query.parts[i], outer, use, parts[i]));
  if (plans.size() == 1) {
    columns = std::move(parts[0]);
    return finish(std::move(plans[0]));
  }
  return all_parts(query, std::move(plans), parts, columns);
}

Pipeline Binder::all_parts(const ast::Query& query, std::vector<Plan> plans, std::vector<Columns>& parts,
                           Columns& out) {
  out.names = parts[0].names;
  out.types = parts[0].types;
  out.returns = parts[0].returns;
  for (std::size_t i = 0; i < out.names.size(); ++i) out.slots.push_back(new_slot());
  std::vector<Union::Branch> branches;
  bool writes = false;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    std::vector<std::string> ours = out.names, theirs = parts[i].names;
    std::sort(ours.begin(), ours.end());
    std::sort(theirs.begin(), theirs.end());
    if (ours != theirs || parts[i].returns != out.returns) {
      throw error(Kind::Syntax, "DifferentColumnsInUnion",
                  "all parts of a UNION must return the same columns: the first has " + listed(out.names) +
                      ", this one " + listed(parts[i].names),
                  i < query.part_spans.size() ? query.part_spans[i] : query.span);
    }
    Union::Branch branch;
    for (std::size_t k = 0; k < out.names.size(); ++k) {
      const auto at = static_cast<std::size_t>(std::find(parts[i].names.begin(), parts[i].names.end(), out.names[k]) -
                                               parts[i].names.begin());
      branch.slots.push_back(parts[i].slots[at]);
      out.types[k] = out.types[k] | parts[i].types[at];
    }
    writes = writes || plans[i].writes;
    branch.pipeline = finish(std::move(plans[i]));
    branches.push_back(std::move(branch));
  }
  Plan plan;
  plan.writes = writes;
  plan.add<Union>(std::move(branches), out.slots);
  if (!query.union_all[0]) plan.add<Distinct>(out.slots);
  return finish(std::move(plan));
}

void Binder::warn() {
  if (!warns()) return;
  warn_unknown(*this, labels_read_, view_.labels(), written_, "no node has the label");
  warn_unknown(*this, types_read_, view_.types(), written_, "no relationship has the type");
  if (!any_key_written_) warn_unknown(*this, keys_read_, view_.keys(), written_, "nothing has the property");
}

void Binder::warn(std::string text) {
  if (!warns()) return;
  options_.warn(text);
  warnings_.push_back(std::move(text));
}

void Binder::fix_inputs() {
  if (inputs_ != nullptr) inputs_->fix();
}

}  // namespace polgraph
