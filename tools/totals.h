// Totals of a trace for people and for programs: as text below the tree or paths, as rows, as JSON.
//
//   Thread  one thread
#pragma once

#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

#include "graph/trace_money.h"
#include "tools/citation.h"
#include "tools/command.h"

namespace polgraph::cli {

// What is reported: the totals together and, where the first stop is a label, of each of its nodes.
struct MoneyAnswer {
  std::string title;  // the stops by name
  bool backward = false;
  MoneyReport report;
  std::vector<MoneyOfStart> each;
  bool empty() const { return report.empty(); }
};

// "393 Project → 1,100 Organization (PAYS)": who pays whom in `totals`, which have one heading.
std::string flow_text(const Snapshot& snapshot, const std::vector<const MoneyTotal*>& totals, bool backward);
// "JPY 12,321 (fiscal year 2023)", with what is uncertain or converted about it in words.
std::string total_text(const MoneyTotal& total);
// "more than JPY 5 as budgets and EUR 7": empty for no sums.
std::string sums_text(const std::vector<TraceSum>& sums);
// One line: what is in no total, or what to know about those there are.
std::string left_out_text(const Snapshot& snapshot, const MoneyLeftOut& left_out);
// "0.0077 EUR for 1 JPY, fiscal year 2021"
std::string rate_text(const ExchangeRate& rate);
// A code of a part for programs: "received", "stage", "arrives"; of a reason: "aggregate", "part_of" ...
std::string_view part_name(MoneyPart part);
std::string_view reason_name(MoneyLeftOut::Why why);

void print_totals(std::ostream& out, const Snapshot& snapshot, Citations& citations, const MoneyAnswer& answer);
// One row a total. What is left out goes to standard error.
void print_total_rows(Context& context, const std::string& format, const Snapshot& snapshot, const MoneyAnswer& answer);
// "totals": [...], "by": [...], "left_out": [...], "rates": [...]: members of an object, without its brackets.
void print_totals_json(std::ostream& out, const Snapshot& snapshot, const MoneyAnswer& answer);

}  // namespace polgraph::cli
