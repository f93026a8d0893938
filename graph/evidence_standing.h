// Private: how each statement about one entity stands, kept up as records are added: what made_statements()
// (graph/evidence_made.h) finds out by reading all of them again. A property that is set a thousand times has a
// thousand statements, and each SET asks of which ones it is the last word.
//
//   Cost    add(): a hash for each fact; the rest constant, open(): of the statements that no query has judged
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/provenance.h"

namespace polgraph {

class Standings {
 public:
  struct Standing {
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::size_t assertion = kNone, fact = 0;  // of the first record that makes it; kNone: only judged so far
    Rank rank = Rank::Normal;                 // the one that counts
    std::string reason;                       // likewise
    bool by_query = false;                    // the last record is a query's
    std::vector<std::string> datasets;        // that say something of it, each once
    bool is_made() const { return assertion != kNone; }
    // What a data set deprecates is judged by the query too: it may go without the data set.
    bool is_judged_by_query() const { return rank == Rank::Deprecated && by_query; }
  };

  // Records are added in load order; `number` is the assertion's in the list.
  void add(const Assertion& assertion, std::size_t number);
  const Standing* find(const Evidence& evidence, const Fact& fact) const;  // null: nothing is said of it
  // Made, and not judged by a query, in load order.
  std::vector<const Standing*> open() const;

 private:
  std::unordered_map<std::string, std::size_t> numbers_;  // by statement_key()
  std::vector<Standing> all_;
  std::set<std::size_t> open_;
};

}  // namespace polgraph
