// Private to the detectors: amounts that a source gives in two currencies, with the exchange rate that each implies.
//
//   Thread  that of the snapshot
//   Cost    nothing where no property is a conversion, else a scan of all nodes and relationships
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/audit/audit.h"
#include "graph/audit/dates.h"

namespace polgraph {

// How much of `base` is one `quote`, as natural logarithms: what it may be by the rounding of both figures.
struct MoneyPair {
  EntityId entity;
  std::string document;          // id of the whole that the source belongs to; empty: no source
  std::string base, quote;       // currency codes, base < quote
  Statement amount, conversion;  // as the source has them, whichever is the base
  std::string currency, converted_to;
  double low = 0, high = 0, rate = 0;
  std::optional<DateSpan> when;  // of what the money is for, else of the source
};

// KEY with the entity's `currency` and KEY_CCC, or KEY_CCC and KEY_DDD; CCC an ISO 4217 code in small letters. Figures
// of one place in a source belong together; a conversion alone at its place belongs to the best value of KEY.
std::vector<MoneyPair> money_pairs(const AuditRun& run);

bool is_currency(std::string_view code);  // ISO 4217, in capitals

}  // namespace polgraph
