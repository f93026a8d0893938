// Private to the detectors: exact sums of amounts.
//
//   Thread  pure functions
#pragma once

#include <string>

#include "graph/value.h"

namespace polgraph {

// Integers add up exactly, beyond 64 bits too; with a float among them the sum is one.
class Sum {
 public:
  void add(const Value& number);
  bool same_as(const Value& number) const;  // floats: but for the last bits
  bool exceeds(const Value& number) const;  // exact for integers
  double value() const { return static_cast<double>(whole_) + fraction_; }
  std::string words() const;  // "206,000,000,000"

 private:
  __extension__ typedef __int128 Wide;
  Wide whole_ = 0;
  double fraction_ = 0;
  bool exact_ = true;
};

}  // namespace polgraph
