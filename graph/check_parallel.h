// Private: relationships of one type from one node to another, held against each other: a load knows them by the
// fingerprints of their rows, which are in no index (codec.h), so that none may be there twice.
//
//   CheckParallel parallel(view, findings);
//   for each key of family Out, in order: parallel.add(key);
//   parallel.end();
//
//   Throws  Error Corrupt for a key that is too short
//   Cost    a look-up for each relationship that is not the only one between its ends, memory for those between two
//           nodes
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/check_findings.h"

namespace polgraph {

class CheckParallel {
 public:
  CheckParallel(const rocks::View& view, CheckFindings& findings) : view_(view), findings_(findings) {}

  void add(std::string_view out_key);
  void end();

 private:
  const rocks::View& view_;
  CheckFindings& findings_;
  std::string ends_;  // of those at hand
  std::vector<std::uint64_t> relationships_;
};

}  // namespace polgraph
