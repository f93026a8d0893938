// What EXPLAIN and PROFILE answer: the plan of a statement as a list of steps, the last one to run first, a sub-plan
// right behind the step that runs it and one deeper.
//
//   Units   time in ms, a step's own (without what it waits for); memory in bytes
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace polgraph {

struct PlanStep {
  std::string name;           // NodeByLabel, Expand, Filter ...
  std::string details;        // what it scans, follows, tests; as written in the statement
  std::size_t depth = 0;      // of sub-plans
  bool begins = false;        // the first (uppermost) step of a sub-plan
  bool last = false;          // of a sub-plan that begins: its owner has no other after it
  double estimated_rows = 0;  // that it hands out, in all, as far as counts and rules of thumb tell
  std::uint64_t rows = 0;     // PROFILE: that it handed out, in all
  std::uint64_t hits = 0;     // PROFILE: records looked up in the store, and steps along its indexes and adjacencies
  double time_ms = 0;         // PROFILE
};

struct PlanReport {
  bool profiled = false;
  std::vector<PlanStep> steps;
  std::uint64_t rows = 0;          // of the answer
  std::uint64_t hits = 0;          // of all steps
  double time_ms = 0;              // plan, run and commit
  double commit_ms = 0;            // of that, the commit of a writing statement
  std::uint64_t memory_bytes = 0;  // the most that the statement held at once, as --memory counts
};

}  // namespace polgraph
