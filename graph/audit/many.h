// Private to the detectors: the same small fault at thousands of entities is one finding, not thousands.
//
//   Many many(run, "have no currency");
//   for (...) many.add(finding, gravity);
//   many.tell();
#pragma once

#include <string>
#include <vector>

#include "graph/audit/facts.h"

namespace polgraph {

class Many {
 public:
  static constexpr std::size_t kMostSingle = 10;

  // `fault` goes on from "1,234 entities": "have an amount without a currency".
  Many(const AuditRun& run, std::string fault) : run_(run), fault_(std::move(fault)) {}
  void add(Finding finding, double gravity);  // told first where gravity is greatest
  // Each by itself where they are few; else one minor finding, about the gravest, which counts them.
  void tell();

 private:
  struct Weighed {
    Finding finding;
    double gravity = 0;
  };
  const AuditRun& run_;
  std::string fault_;
  std::vector<Weighed> found_;  // the gravest, at most kMostSingle + 1
  std::size_t count_ = 0;
};

}  // namespace polgraph
