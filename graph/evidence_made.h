// Private: the statements that the records of one entity make together (rules: graph/provenance.h). Pure functions.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/provenance.h"

namespace polgraph {

struct MadeStatement {
  const Fact* fact = nullptr;                                    // of the first record that makes it
  const Evidence* evidence = nullptr;                            // likewise
  Rank rank = Rank::Normal;                                      // the one that counts
  std::string_view reason;                                       // likewise
  std::vector<std::pair<const Evidence*, const Fact*>> records;  // all that make it or judge it, in load order
};

// Each statement once, in load order; only those with a predicate that `wanted` picks. Lives as long as `assertions`.
// Cost: linear; nothing is hashed for one record.
std::vector<MadeStatement> made_statements(const std::vector<Assertion>& assertions);
std::vector<MadeStatement> made_statements(const std::vector<Assertion>& assertions,
                                           const std::function<bool(std::string_view predicate)>& wanted);

// Equal exactly for records of one statement.
std::string statement_key(const Evidence& evidence, const Fact& fact);

// Takes out judgements on statements that nobody makes (any more).
void drop_idle_judgements(std::vector<Assertion>& assertions);

}  // namespace polgraph
