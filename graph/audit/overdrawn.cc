// More taken out than was put in: what is PART_OF or DRAWN_FROM a Budget or Fund adds up to more than it holds, or what
// an entity has spent is more than its budget. Figures are taken as exact as they are printed, so that rounding is no
// fault.
//   Cost  some seeks for each DRAWN_FROM and PART_OF of Budgets, and for each node with both properties
#include <array>
#include <map>

#include "graph/audit/detectors.h"
#include "graph/audit/figure.h"
#include "graph/audit/many.h"
#include "graph/audit/sums.h"

namespace polgraph {

namespace {

struct Amount {
  Statement statement;
  std::string currency;
  std::string year;
  FigureRange range;
};

std::string year_of(const Facts& facts) {
  for (const std::string_view key : {"fiscal_year", "year"})
    if (const Value year = facts.value(key); !year.is_null()) return value_words(year);
  return {};
}

// The amount that queries see.
std::optional<Amount> amount_of(const Facts& facts) {
  for (Statement& one : facts.about("amount")) {
    if (!one.best || !one.fact.value.is_number() || one.fact.value.as_number() <= 0) continue;
    const FigureRange range = figure_range(one.fact.value, facts.printed(one), facts.text("modality"));
    return Amount{std::move(one), facts.text("currency"), year_of(facts), range};
  }
  return {};
}

// What a Budget or Transaction holds itself, or a Fund by its budgets.
std::vector<Amount> held_by(const AuditRun& run, NodeId node) {
  std::vector<Amount> held;
  if (auto own = amount_of(Facts(run.snapshot, EntityId::of(node)))) return {std::move(*own)};
  const auto type = run.snapshot.find_type("HAS_BUDGET");
  if (!type) return held;
  for (auto steps = run.snapshot.steps(node, Direction::Out, {&*type, 1}); steps.next();)
    if (auto budget = amount_of(Facts(run.snapshot, EntityId::of(steps.step().neighbour)))) held.push_back(*budget);
  return held;
}

bool is_money(const AuditRun& run, NodeId node) {
  return is_labelled(run.snapshot, node, "Budget") || is_labelled(run.snapshot, node, "Transaction");
}

struct Drawn {
  Sum sum;
  double least = 0;  // by the rounding of the figures
  std::vector<Statement> statements;
  std::size_t count = 0;
};

void compare(const AuditRun& run, NodeId whole, const std::vector<Amount>& parts, std::string_view how) {
  const auto held = held_by(run, whole);
  for (const Amount& holds : held) {
    Drawn drawn;
    for (const Amount& part : parts) {
      const bool same_year = part.year.empty() || holds.year.empty() || part.year == holds.year;
      if (part.currency != holds.currency || !same_year) continue;
      drawn.sum.add(part.statement.fact.value);
      drawn.least += part.range.low;
      drawn.statements.push_back(part.statement);
      ++drawn.count;
    }
    if (held.size() > 1 || drawn.least <= holds.range.high) continue;  // of several budgets nobody says which
    Finding finding;
    finding.severity = Severity::High;
    finding.entity = EntityId::of(whole);
    finding.predicate = "amount";
    finding.why = "it holds " + stated_words(holds.statement) + " " + holds.currency + ", but " +
                  counted(drawn.count, "amount ", "amounts ") + std::string(how) + " add up to " + drawn.sum.words();
    constexpr std::size_t kMostShown = 6;
    finding.statements = {holds.statement};
    for (std::size_t i = 0; i < std::min(drawn.count, kMostShown); ++i)
      finding.statements.push_back(drawn.statements[i]);
    tell_unless_judged(run, std::move(finding));
  }
}

void parts_of_wholes(const AuditRun& run, std::string_view type, std::string_view how) {
  std::map<NodeId, std::vector<Amount>> parts;
  each_link(run, {type}, [&](const Link& link) {
    if (!is_money(run, link.start)) return;
    if (auto amount = amount_of(Facts(run.snapshot, EntityId::of(link.start))))
      parts[link.end].push_back(std::move(*amount));
  });
  for (const auto& [whole, amounts] : parts) compare(run, whole, amounts, how);
}

// A node's own figures, `spent` against `total_budget`.
class Spending {
 public:
  Spending(const AuditRun& run, std::string_view spent)
      : run_(run),
        spent_(spent),
        key_(run.snapshot.find_key(spent)),
        many_(run, "have `" + std::string(spent) + "` beyond their `total_budget`") {}

  void look_at(const Node& node) {
    const auto has = [&](KeyId key) {
      return std::any_of(node.properties.begin(), node.properties.end(),
                         [&](const Property& property) { return property.first == key; });
    };
    const auto budget_key = run_.snapshot.find_key("total_budget");
    if (!key_ || !budget_key || !has(*key_) || !has(*budget_key)) return;
    const Facts facts(run_.snapshot, EntityId::of(node.id));
    const auto spent = facts.about(spent_), budget = facts.about("total_budget");
    if (spent.empty() || budget.empty()) return;
    const Value& out = spent.front().fact.value;
    const Value& in = budget.front().fact.value;
    if (!out.is_number() || !in.is_number() || in.as_number() < 0 || out.as_number() <= in.as_number()) return;
    if (in.as_number() > 0 && figure_range(out, {}, {}).low <= figure_range(in, {}, {}).high) return;
    Finding finding;
    finding.severity = Severity::Medium;
    finding.entity = EntityId::of(node.id);
    finding.predicate = spent_;
    finding.statements = {spent.front(), budget.front()};
    finding.why = "`" + std::string(spent_) + "` is " + stated_words(spent.front()) +
                  ", more than its `total_budget`, " + stated_words(budget.front());
    many_.add(std::move(finding), out.as_number() - in.as_number());
  }
  void tell() { many_.tell(); }

 private:
  const AuditRun& run_;
  std::string_view spent_;
  std::optional<KeyId> key_;
  Many many_;
};

void run(const AuditRun& run) {
  parts_of_wholes(run, "DRAWN_FROM", "drawn from it");
  parts_of_wholes(run, "PART_OF", "that are part of it");
  if (!any_known(run.snapshot, {"spent", "executed"})) return;
  std::array<Spending, 2> spendings{Spending(run, "spent"), Spending(run, "executed")};
  each_node(run, [&](const Node& node) {
    for (Spending& one : spendings) one.look_at(node);
  });
  for (Spending& one : spendings) one.tell();
}

}  // namespace

const Detector kOverdrawnDetector{
    .id = "overdrawn",
    .severity = Severity::High,
    .finds = "budgets from which more is drawn, or of which more is spent, than they hold",
    .example = "a fund holds 100 JPY, the three budgets drawn from it add up to 130",
    .run = &run};

}  // namespace polgraph
