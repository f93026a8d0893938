// Conversion of money with what the graph itself holds, and with nothing else:
//   1. the source's own conversion of that very amount: the property amount_CODE beside amount (amount_eur); where two
//      statements of it differ and none is preferred, none is used
//   2. a rate: a node (:ExchangeRate {from: 'JPY', to: 'EUR', rate: 0.0077, fiscal_year: 2021 | year: 2021, source:
//   ...}),
//      one unit of `from` is `rate` units of `to`; the other way round it is divided by. The rate must be of the
//      amount's own fiscal_year (else year); a rate without a year serves where the amount's year has none of its own.
//      Two different rates for the same: none is used.
//
//   Exchange exchange(snapshot, "EUR");
//   const auto got = exchange.convert(money);
//
//   Thread  one thread
//   Throws  what reading throws
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "graph/exact_sum.h"
#include "graph/money.h"
#include "graph/snapshot.h"

namespace polgraph {

struct ExchangeRate {
  NodeId node;  // cites its sources
  std::string from, to;
  std::string period;  // "fiscal year 2021", "2021"; empty: none is stated
  std::string source;  // its property `source`; may be empty
  ExactSum rate;
};

class Exchange {
 public:
  enum class Why { Converted, NoCurrency, NoRate, Conflict };
  struct Result {
    Why why = Why::NoRate;
    std::optional<ExactSum> printed;  // the source's own conversion
    std::optional<std::size_t> rate;  // else an index into rates()
  };

  // Cost: a scan over the nodes labelled ExchangeRate.
  Exchange(const Snapshot& snapshot, std::string currency);

  Result convert(const Money& money) const;
  // An amount of rate.from or rate.to in the other. Rounded to two decimals; `exact`: nothing was lost.
  ExactSum apply(std::size_t rate, const ExactSum& amount, bool& exact) const;
  const std::string& currency() const { return currency_; }
  const std::vector<ExchangeRate>& rates() const { return rates_; }

 private:
  struct Entry {
    std::size_t rate = 0;
    bool conflict = false;
  };
  void read(NodeId node);
  bool conflicts(EntityId entity, const std::string& predicate) const;

  const Snapshot* snapshot_;
  std::string currency_, property_;
  std::optional<KeyId> printed_;
  std::vector<ExchangeRate> rates_;
  std::map<std::pair<std::string, std::string>, Entry> entries_;  // the other currency, period
};

}  // namespace polgraph
