// Money as the source has it: an exact amount, its currency, its period, how it was printed. Never converted, never
// rounded, never added across currencies.
//
//   if (auto money = money_of(snapshot, EntityId::of(budget))) out << to_text(*money);
//   JPY 2,000,000,000,000 (¥2 tn, 2021)
//
//   Thread  that of the snapshot
//   Throws  what reading throws
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graph/record.h"
#include "graph/snapshot.h"
#include "graph/value.h"

namespace polgraph {

struct Money {
  Value amount;          // integer or float, in major units
  std::string currency;  // ISO 4217; empty: the source gives none
  std::string modality;  // "about", "more_than", "less_than"; empty or "exact": the figure as it stands
  std::string printed;   // as the source prints it; may be empty
  std::string period;    // "2021", "fiscal year 2023", "2018 to 2020"; may be empty
  std::optional<std::int64_t> fiscal_year;
  EntityId on;  // the relationship or node that carries it, for citing its sources
};

// The money that a relationship (FUNDS, PAYS ...) or a node (Budget, Transaction) carries: its property `amount` with
// what explains it. Empty where there is no amount or it is no number. Cost: one record.
std::optional<Money> money_of(const Snapshot& snapshot, EntityId entity);

// The budgets that a policy, fund or organisation has (HAS_BUDGET), greatest first within a currency. Cost: one seek,
// then one record a budget.
std::vector<Money> budgets_of(const Snapshot& snapshot, NodeId node);

// For people: thousands apart, "about" and "more than" in words, what was printed and the period in brackets.
std::string to_text(const Money& money);
// 1234567.5 -> "1,234,567.5": an integer or float with its thousands apart, every digit of it.
std::string amount_text(const Value& amount);

// "more than ", "about ": a modality in words, with a blank behind; empty for an exact figure.
std::string modality_text(const std::string& modality);
// How a sum stands whose parts have these modalities: "" only if both are exact, "about" where they pull both ways.
std::string modality_of_sum(const std::string& a, const std::string& b);

// Greater amounts of one currency first; currencies are never compared by amount but stand in the order of their codes,
// no currency last. For ranking.
std::strong_ordering rank_of_money(const Money& a, const Money& b);

}  // namespace polgraph
