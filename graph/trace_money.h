// What a trace comes to: totals of the money on the way, by stage of the flow, currency and year.
//
// One amount is one fact: a relationship that carries `amount` (FUNDS, PAYS ...), a Transaction or a Budget. Where a
// relationship with an amount leads to a Budget or Transaction that has one, both say the same and the node counts.
// Budgets are stocks (money planned), all else are flows (money that moves); they are never added to each other. Nor
// are currencies, years, or what a node states of itself (`total_budget`, `received`).
//
// A yen is seen again wherever it passes, so amounts are totalled by stage, and stages are never added:
//   METI -FUNDS-> 393 projects -PAYS-> 1,100 recipients
//   stage 1   what METI pays out (or, as stock, its own budgets)
//   stage 2   what those that METI pays pay out in turn
// An amount's stage is the greatest number of payments on any way from the start to it, itself among them. Therefore no
// way that the money can go, other than one that comes back to the start, passes two amounts of one total: this is what
// "never counted twice" means here, and what tests/graph/trace_money_test.cc checks by trying every way.
//   circles       amounts between nodes that pay each other in a circle are in no total but listed (Round)
//   DRAWN_FROM    what is drawn from a budget or a transaction is one stage further on: no new money
//   PART_OF       of two budgets in one total, one of which (or whose owner) is part of the other, the whole counts
//   shares        of a Transaction with several payers or payees only some of which are asked about, the amounts on
//                 its PAID_BY or PAID_TO relationships count; where they have none, it is listed and not counted
//                 (Shared)
//   by mandate    what METI only leads, launched or manages is not METI's money: totals of its own, stages from there
//   several starts (:Ministry): what goes between them is listed and not counted (Between)
// With a last stop, all relationships on any way from the first to it are looked at, not only those of the paths shown:
// `Arrives` is what enters the last stop on these ways, the most that can have come from the start. Beside the flows
// the budgets of those on the way are totalled, the last stop among them. `Received` is what enters the start itself,
// from whomever.
//
//   const MoneyReport report = trace_money(snapshot, {{.node = meti, .label = {}}}, {});
//   report.totals[0].amount.text()   "12,321,458,551,158"
//
//   Thread  that of the snapshot
//   Throws  Error NotFound "UnknownLabel", Error Limit "TraceTooLarge" (5,000,000 relationships), Error Arithmetic
//           "SumTooLarge"
//   Cost    one seek for each node and type on the way, one record for each amount; linear otherwise
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/exact_sum.h"
#include "graph/exchange.h"
#include "graph/money.h"
#include "graph/trace.h"

namespace polgraph {

enum class MoneyPart { Received, Stage, Arrives };

// Where a total stands: one line of a picture of the flow.
struct MoneyStage {
  MoneyPart part = MoneyPart::Stage;
  std::size_t stage = 0;    // from 1; 0 for the other parts
  bool by_mandate = false;  // not reached by money alone
  auto operator<=>(const MoneyStage&) const = default;
};

struct MoneyTotal {
  static constexpr std::size_t kMostPlaces = 10;
  MoneyStage at;
  bool stock = false;
  std::string currency;  // empty: the data give none
  std::string period;    // empty: none
  std::optional<std::int64_t> fiscal_year;
  std::string modality;  // "", "about", "more_than", "less_than": of the sum
  ExactSum amount;
  std::vector<EntityId> on;                                 // what carries the amounts
  std::vector<std::pair<std::string, std::string>> places;  // source and locator of the first ten places they rest on
  std::size_t place_count = 0;                              // of all of them
  std::vector<TypeId> types;                                // of the relationships on which the money goes, ascending
  std::vector<NodeId> from, to;    // who pays whom, or who has the budget; ascending, each once
  std::size_t printed = 0;         // converted: so many amounts by the sources' own conversion
  std::vector<std::size_t> rates;  // converted: by these of MoneyReport::rates
  std::string not_converted;       // asked for and not done: why, in words
};

struct MoneyLeftOut {
  enum class Why {
    Aggregate,     // placeholders not walked through, with what flows on from them
    TooDeep,       // nodes at the depth asked for, with what flows on from them
    Round,         // amounts within a circle
    Between,       // of several starts: amounts from one to another
    PartOf,        // budgets inside a budget that counts
    Shared,        // transactions of which an unknown share is meant
    ArrivesAgain,  // amounts that enter the last stop after passing another node of it
    NoAmount,      // steps of money without an amount
    NotExact,      // amounts that cannot be added exactly (NaN, infinite, 10^30 and more)
    NoRole,        // nodes with an amount that are neither Budget nor Transaction
    // In the totals, but to be known:
    ComesBack,     // amounts that come back to the start: what it pays out may hold them again
    OtherSources,  // payers on the way that also receive money from elsewhere
    TwoAmounts,    // amounts of which there are two different statements: the best value counts
  };
  Why why;
  std::size_t count = 0;
  std::vector<TraceSum> sums;
  std::vector<NodeId> nodes;  // which, where it is about nodes
};

struct MoneyReport {
  std::vector<MoneyTotal> totals;  // by part and stage, stocks first, currency, period
  std::vector<MoneyLeftOut> left_out;
  std::vector<ExchangeRate> rates;
  bool empty() const { return totals.empty() && left_out.empty(); }
};

struct MoneyOptions {
  TraceOptions trace;                    // rules, backward, through_aggregates
  std::optional<std::size_t> max_depth;  // steps from the start, or of each leg; empty: to the end
  std::string currency;                  // convert into this one; empty: no conversion
};

// One stop: all that flows on from it, and what it receives. More: all that flows on the ways over them.
MoneyReport trace_money(const Snapshot& snapshot, const std::vector<TraceStop>& stops, const MoneyOptions& options);

struct MoneyOfStart {
  NodeId start;
  MoneyReport report;
};
// The same for each node of the first stop alone; what goes between them then counts for both. By the first total,
// greatest first, then by name.
//   Throws  as above; the limit is for all together
std::vector<MoneyOfStart> trace_money_each(const Snapshot& snapshot, const std::vector<TraceStop>& stops,
                                           const MoneyOptions& options);

}  // namespace polgraph
