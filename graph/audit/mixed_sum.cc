// Totals that a source states beside their parts: what a node has `received` and the payments to it, what a ministry's
// `total_budget` is and the amounts that it FUNDS, what a project has `spent` and the payments from it. Parts count in
// the currency and the fiscal year of the total. Parts beyond the total are graver than parts short of it, which may
// only be incomplete.
//   Cost  one record for each FUNDS and PAYS and for each of their nodes; memory for each such node
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

#include "graph/audit/detectors.h"
#include "graph/audit/many.h"
#include "graph/audit/sums.h"

namespace polgraph {

namespace {

enum class Flow { Paid, Receives, Funds, Funded };

struct Rule {
  std::string_view key;
  Flow flow;
  std::string_view label;        // only for nodes with it; empty: any
  std::string_view part, parts;  // what they are
};
constexpr std::array<Rule, 5> kRules{
    Rule{"received", Flow::Receives, "", "payment to it", "payments to it"},
    Rule{"spent", Flow::Paid, "", "payment from it", "payments from it"},
    Rule{"paid", Flow::Paid, "", "payment from it", "payments from it"},
    Rule{"total_budget", Flow::Funds, "Organization", "amount that it funds", "amounts that it funds"},
    Rule{"total_budget", Flow::Funded, "Policy", "amount that funds it", "amounts that fund it"}};

constexpr std::size_t kMostShown = 6;  // parts among the statements of a finding

struct Part {
  Sum sum;
  std::size_t count = 0;
  std::vector<RelId> first;  // at most kMostShown + 1
};
using Key = std::pair<std::string, std::int64_t>;  // currency, fiscal year (0: none)
using Parts = std::map<Key, Part>;

class Flows {
 public:
  explicit Flows(const AuditRun& run) : run_(run) {
    for (const std::string_view type : {"PAYS", "FUNDS"})
      each_link(run, {type}, [&](const Link& link) {
        const bool pays = type == "PAYS";
        add(link, {link.start, pays ? Flow::Paid : Flow::Funds}, {link.end, pays ? Flow::Receives : Flow::Funded});
      });
  }

  const Parts* of(NodeId node, Flow flow) const {
    const auto found = flows_[static_cast<std::size_t>(flow)].find(node.value);
    return found == flows_[static_cast<std::size_t>(flow)].end() ? nullptr : &found->second;
  }

 private:
  using End = std::pair<NodeId, Flow>;

  Value property(RelId id, std::string_view name) const {
    const auto key = run_.snapshot.find_key(name);
    return key ? run_.snapshot.property(id, *key) : Value();
  }

  void add(const Link& link, End from, End to) {
    const Value amount = property(link.id, "amount");
    if (!amount.is_number()) return;
    const Value currency = property(link.id, "currency"), year = property(link.id, "fiscal_year");
    const Key key{currency.is_string() ? std::string(currency.as_string()) : "",
                  year.is_integer() ? year.as_integer() : 0};
    for (const auto& [node, flow] : {from, to}) {
      Part& part = flows_[static_cast<std::size_t>(flow)][node.value][key];
      part.sum.add(amount);
      ++part.count;
      if (part.first.size() <= kMostShown) part.first.push_back(link.id);
    }
  }

  const AuditRun& run_;
  std::array<std::unordered_map<std::uint64_t, Parts>, 4> flows_;
};

// The parts that are of the kind of the total: its currency, its year. Empty: which, the data does not say.
const Part* matching(const Parts& parts, const std::string& currency, std::int64_t year) {
  const Part* found = nullptr;
  for (const auto& [key, part] : parts) {
    if (!currency.empty() && key.first != currency) continue;
    if (year != 0 && key.second != 0 && key.second != year) continue;
    if (found != nullptr) return nullptr;  // of several currencies or years: not to be added up
    found = &part;
  }
  return found;
}

class Check {
 public:
  Check(const AuditRun& run, const Rule& rule)
      : run_(run),
        rule_(rule),
        key_(run.snapshot.find_key(rule.key)),
        more_(run, "have `" + std::string(rule.key) + "` below the sum of the " + std::string(rule.parts)),
        less_(run, "have `" + std::string(rule.key) + "` above the sum of the " + std::string(rule.parts) +
                       ": perhaps not all are here") {}

  void look_at(const Node& node, const Flows& flows) {
    if (!key_ || (!rule_.label.empty() && !is_labelled(run_.snapshot, node.id, rule_.label))) return;
    const bool has = std::any_of(node.properties.begin(), node.properties.end(),
                                 [&](const Property& property) { return property.first == *key_; });
    const Parts* parts = has ? flows.of(node.id, rule_.flow) : nullptr;
    if (parts == nullptr) return;
    const Facts facts(run_.snapshot, EntityId::of(node.id));
    const Value year = facts.value("fiscal_year");
    const Part* part = matching(*parts, facts.text("currency"), year.is_integer() ? year.as_integer() : 0);
    if (part != nullptr) compare(facts, *part);
  }

  void tell() {
    more_.tell();
    less_.tell();
  }

 private:
  void compare(const Facts& facts, const Part& part) {
    for (const Statement& total : facts.about(rule_.key)) {
      if (!total.fact.value.is_number() || part.sum.same_as(total.fact.value)) continue;
      const double beyond = part.sum.value() - total.fact.value.as_number();
      Finding finding;
      finding.severity = part.sum.exceeds(total.fact.value) ? Severity::High : Severity::Medium;
      finding.entity = total.subject;
      finding.predicate = rule_.key;
      finding.statements = {total};
      if (part.count <= kMostShown)
        for (const RelId id : part.first)
          for (Statement& amount : Facts(run_.snapshot, EntityId::of(id)).about("amount"))
            finding.statements.push_back(std::move(amount));
      finding.why = "`" + std::string(rule_.key) + "` is " + stated_words(total) + ", but the " +
                    counted(part.count, rule_.part, rule_.parts) + (part.count == 1 ? " is " : " add up to ") +
                    part.sum.words();
      (finding.severity == Severity::High ? more_ : less_).add(std::move(finding), std::abs(beyond));
    }
  }

  const AuditRun& run_;
  const Rule& rule_;
  std::optional<KeyId> key_;
  Many more_, less_;
};

void run(const AuditRun& run) {
  if (!any_known(run.snapshot, {"received", "spent", "paid", "total_budget"})) return;
  const Flows flows(run);
  std::vector<Check> checks;
  checks.reserve(kRules.size());
  for (const Rule& rule : kRules) checks.emplace_back(run, rule);
  each_node(run, [&](const Node& node) {
    for (Check& check : checks) check.look_at(node, flows);
  });
  for (Check& check : checks) check.tell();
}

}  // namespace

const Detector kMixedSumDetector{
    .id = "mixed-sum",
    .severity = Severity::High,
    .finds = "a stated total that is not the sum of its parts, in one currency and year",
    .example = "a ministry's total_budget is 95,355,911,100 JPY, the amounts that it funds add up to more",
    .run = &run};

}  // namespace polgraph
