// Graphs of money in one line a payment, and totals told in one line each, for tests of what adds them up.
#pragma once

#include <string>
#include <vector>

#include "graph/trace_money.h"
#include "tests/support/small_graph.h"

namespace polgraph::test {

struct Terms {
  std::string currency = "JPY";
  std::int64_t fiscal_year = 2023;  // 0: none
  std::string modality = "";
};

struct MoneyGraph : SmallGraph {
  static Properties amount(std::int64_t amount, const Terms& terms) {
    Properties properties{{"amount", number(amount)}};
    if (!terms.currency.empty()) properties.emplace_back("currency", text(terms.currency));
    if (terms.fiscal_year != 0) properties.emplace_back("fiscal_year", number(terms.fiscal_year));
    if (!terms.modality.empty()) properties.emplace_back("modality", text(terms.modality));
    return properties;
  }
  void somebody(const std::vector<std::string>& ids, const std::vector<std::string>& labels = {}) {
    for (const std::string& id : ids) node(id, labels);
  }
  RelId pay(const std::string& from, const std::string& to, std::int64_t sum, const Terms& terms = {}) {
    return relationship(from, "PAYS", to, amount(sum, terms));
  }
  void budget(const std::string& id, const std::string& owner, std::int64_t sum, const Terms& terms = {}) {
    node(id, {"Budget"}, amount(sum, terms));
    relationship(owner, "HAS_BUDGET", id);
  }
  void transfer(const std::string& id, const std::vector<std::string>& payers, const std::vector<std::string>& payees,
                std::int64_t sum, const Terms& terms = {}) {
    node(id, {"Transaction"}, amount(sum, terms));
    for (const std::string& payer : payers) relationship(id, "PAID_BY", payer);
    for (const std::string& payee : payees) relationship(id, "PAID_TO", payee);
  }
};

inline std::string told(const MoneyTotal& total) {
  std::string line = total.at.part == MoneyPart::Received  ? "received"
                     : total.at.part == MoneyPart::Arrives ? "arrives"
                                                           : "stage " + std::to_string(total.at.stage);
  if (total.at.by_mandate) line += " by mandate";
  line += total.stock ? " stock " : " flow ";
  if (!total.modality.empty()) line += total.modality + " ";
  line += (total.currency.empty() ? "?" : total.currency) + " " + total.amount.digits();
  if (total.fiscal_year != 2023) line += total.period.empty() ? " no year" : " " + total.period;
  if (!total.not_converted.empty()) line += " (not converted)";
  return line + " of " + std::to_string(total.on.size());
}

inline std::string told(const MoneyLeftOut& one) {
  const char* const names[] = {"aggregate",  "too deep",      "round",      "between",   "part of",
                               "shared",     "arrives again", "no amount",  "not exact", "no role",
                               "comes back", "other sources", "two amounts"};
  std::string line = std::string("- ") + names[static_cast<int>(one.why)] + " " + std::to_string(one.count);
  for (const TraceSum& sum : one.sums) {
    line += (sum.stock ? " stock " : " ") + (sum.currency.empty() ? "?" : sum.currency) + " " + sum.amount.digits();
  }
  return line;
}

inline std::vector<std::string> told(const MoneyReport& report) {
  std::vector<std::string> lines;
  for (const MoneyTotal& total : report.totals) lines.push_back(told(total));
  for (const MoneyLeftOut& one : report.left_out) lines.push_back(told(one));
  return lines;
}

inline Evidence at(const std::string& locator, Rank rank = Rank::Normal) {
  Evidence evidence;
  evidence.source = "s";
  evidence.locator = locator;
  evidence.rank = rank;
  return evidence;
}

inline TraceStop stop(NodeId node) {
  return {.node = node, .label = {}};
}
inline TraceStop stop(const std::string& label) {
  return {.node = std::nullopt, .label = label};
}

}  // namespace polgraph::test
