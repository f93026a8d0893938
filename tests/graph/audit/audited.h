// What the detectors tell of a small graph, for tests of them.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "graph/audit/audit.h"
#include "tests/support/small_graph.h"

namespace polgraph::test {

inline std::vector<Finding> audited(const Snapshot& snapshot, const std::string& detector) {
  return audit(snapshot, {.only = {detector}, .least = Severity::Low, .tick = {}});
}

// The sentences alone, in the order in which they are told.
inline std::vector<std::string> told(const Snapshot& snapshot, const std::string& detector) {
  std::vector<std::string> sentences;
  for (const Finding& finding : audited(snapshot, detector)) sentences.push_back(finding.why);
  return sentences;
}

// A line a finding: severity, sentence, places of the statements.
inline std::vector<std::string> audit_lines(const Snapshot& snapshot, const std::string& detector) {
  std::vector<std::string> lines;
  for (const Finding& finding : audited(snapshot, detector)) {
    std::string line = std::string(severity_name(finding.severity)) + ": " + finding.why;
    for (const Statement& one : finding.statements) line += " [" + one.evidence.source + one.evidence.locator + "]";
    lines.push_back(line);
  }
  return lines;
}

inline Evidence at(const std::string& source, const std::string& locator, Rank rank = Rank::Normal,
                   const std::string& reason = "") {
  Evidence evidence;
  evidence.source = source;
  evidence.locator = locator;
  evidence.rank = rank;
  evidence.rank_reason = reason;
  return evidence;
}

}  // namespace polgraph::test
