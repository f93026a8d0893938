// Plans kept from one run to the next: for a small statement, planning takes as long as running does. Never an answer is
// kept. A plan is known by the statement's shape (query/inputs.h), the options that planning looks at, and the version
// of the graph; another version drops them all, because names, indexes and counts may differ.
//
// Plans of writing statements outlive the small commits that they make themselves (advance): a name or an index that was
// there stays. What they think of the graph's size may be wrong by that much, so each runs kMostRuns times at most.
//
//   Units   at most kMost plans, each of which held at most kMostHeld bytes at the end of its run
//   Thread  one statement at a time
//   Lives   a plan that is taken is the taker's; what goes wrong in a run never comes back
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "query/inputs.h"
#include "query/plan.h"

namespace polgraph {

struct KeptPlan {
  explicit KeptPlan(const Shape& shape) : inputs(shape) {}
  Inputs inputs;
  Pipeline pipeline;
  Columns columns;
  std::size_t width = 0;
  std::vector<std::string> warnings;  // told again at each run
  std::uint32_t runs = 0;
  std::size_t held = 0;               // bytes that are charged for it: its steps, and what they hold on to
  std::uint64_t used = 0;
};
using KeptPlanPtr = std::unique_ptr<KeptPlan>;

class KeptPlans {
 public:
  static constexpr std::size_t kMost = 64;
  static constexpr std::size_t kMostHeld = 256u << 10;
  static constexpr std::uint32_t kMostRuns = 64;  // of a plan that writes

  // Null: there is none.
  KeptPlanPtr take(const std::string& key, std::uint64_t graph_version);
  void give_back(std::string key, std::uint64_t graph_version, KeptPlanPtr plan);
  // The graph went from one version to the next by a small commit that changed no schema.
  void advance(std::uint64_t from, std::uint64_t to) {
    if (graph_version_ == from) graph_version_ = to;
  }

 private:
  void require(std::uint64_t graph_version);
  std::uint64_t graph_version_ = 0, used_ = 0;
  std::unordered_map<std::string, KeptPlanPtr> plans_;
};

// What a plan is known by. Empty: the statement's is not kept.
std::string plan_key(const Shape& shape, const RunOptions& options);

}  // namespace polgraph
