// The same money stated in two shapes, so that a total over both counts it twice: a payment that is a relationship with
// an amount (FUNDS, PAYS) and a Transaction between the same two, or a policy's own `amount` beside its Budget.
//   Cost  some seeks for each PAID_TO and each HAS_BUDGET
#include "graph/audit/detectors.h"
#include "graph/audit/lifetime.h"
#include "graph/compare.h"

namespace polgraph {

namespace {

std::optional<DateSpan> year_of(const Facts& facts) {
  if (const auto span = fiscal_span(facts.value("fiscal_year"))) return span;
  for (const std::string_view key : {"year", "on", "date", "announced"})
    if (const auto span = date_span(facts.value(key))) return span;
  return {};
}

bool same_money(const Facts& a, std::string_view key, const Facts& b) {
  const Value amount = a.value(key), other = b.value("amount");
  if (!amount.is_number() || !other.is_number() || !same(amount, other)) return false;
  const std::string currency = a.text("currency"), of_other = b.text("currency");
  if (!currency.empty() && !of_other.empty() && currency != of_other) return false;
  const auto year = year_of(a), of = year_of(b);
  return !year || !of || year->overlaps(*of);
}

void tell(const AuditRun& run, Severity severity, EntityId entity, const Facts& a, std::string_view key, const Facts& b,
          const std::string& why) {
  Finding finding;
  finding.severity = severity;
  finding.entity = entity;
  finding.predicate = key;
  finding.statements = a.about(key);
  for (Statement& one : b.about("amount")) finding.statements.push_back(std::move(one));
  finding.why = why + ": " + value_words(a.value(key)) + " " + b.text("currency");
  tell_unless_judged(run, std::move(finding));
}

std::vector<NodeId> targets(const AuditRun& run, NodeId node, std::string_view type) {
  std::vector<NodeId> found;
  if (const auto id = run.snapshot.find_type(type))
    for (auto steps = run.snapshot.steps(node, Direction::Out, {&*id, 1}); steps.next();)
      found.push_back(steps.step().neighbour);
  return found;
}

// (payer)<-[:PAID_BY]-(transaction)-[:PAID_TO]->(payee) beside (payer)-[:FUNDS|PAYS {amount}]->(payee)
void payment(const AuditRun& run, const Link& paid_to) {
  std::vector<TypeId> types;
  for (const std::string_view name : {"FUNDS", "PAYS"})
    if (const auto type = run.snapshot.find_type(name)) types.push_back(*type);
  if (types.empty()) return;
  const Facts transaction(run.snapshot, EntityId::of(paid_to.start));
  for (const NodeId payer : targets(run, paid_to.start, "PAID_BY"))
    for (auto steps = run.snapshot.steps_to(payer, paid_to.end, Direction::Out, types); steps.next();) {
      const EntityId flow = EntityId::of(steps.step().relationship);
      const Facts facts(run.snapshot, flow);
      if (!same_money(facts, "amount", transaction)) continue;
      tell(run, Severity::High, flow, facts, "amount", transaction,
           "the same money stands on this relationship and in the Transaction " +
               entity_words(run.snapshot, EntityId::of(paid_to.start)));
    }
}

void budget(const AuditRun& run, const Link& has_budget) {
  const Facts owner(run.snapshot, EntityId::of(has_budget.start)), budget(run.snapshot, EntityId::of(has_budget.end));
  for (const std::string_view key : {"amount", "budget", "total_budget"})
    if (same_money(owner, key, budget))
      tell(run, Severity::Medium, EntityId::of(has_budget.start), owner, key, budget,
           "the same money is its `" + std::string(key) + "` and its Budget " +
               entity_words(run.snapshot, EntityId::of(has_budget.end)));
}

void run(const AuditRun& run) {
  each_link(run, {"PAID_TO"}, [&](const Link& link) { payment(run, link); });
  each_link(run, {"HAS_BUDGET"}, [&](const Link& link) { budget(run, link); });
}

}  // namespace

const Detector kCountedTwiceDetector{
    .id = "counted-twice",
    .severity = Severity::High,
    .finds = "the same money as a relationship's or policy's amount and as a Transaction or Budget",
    .example = "a ministry PAYS a company 500 JPY, and a Transaction of 500 JPY is paid by the one to the other",
    .run = &run};

}  // namespace polgraph
