// The money of an entity as its sources state it: budgets (stocks), transactions (flows), figures under names of their
// own; each with the conversions that a source prints and with the amounts that another source gives instead.
#pragma once

#include <string_view>
#include <vector>

#include "tools/portrait.h"

namespace polgraph::cli {

// The amounts that one node or relationship carries: `amount`, then conversions (`amount_eur`). Empty if it has none.
std::vector<ShownMoney> carried_money(const Snapshot& snapshot, EntityId entity, Citations& citations);

struct MoneyFound {
  std::vector<ShownMoney> money;  // stocks, flows, figures; greatest first within a currency
  std::size_t left_out = 0;       // budgets and transactions beyond `limit` of a kind
};
// What a node carries, the budgets and transactions beside it, and the figures it states.
MoneyFound money_around(const Snapshot& snapshot, NodeId node, std::size_t limit, Citations& citations);

// Numbers of an entity with a `currency` that are no dates, places in a list, or counts: total_budget, spent.
bool is_money_figure(std::string_view key, const Value& value);

}  // namespace polgraph::cli
