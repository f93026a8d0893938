// What one detector says of a graph, a line a finding: severity, sentence, places of the statements.
#pragma once

#include <string>
#include <vector>

#include "graph/audit/audit.h"

namespace polgraph::test {

inline std::vector<std::string> audited(const Snapshot& graph, const std::string& detector) {
  std::vector<std::string> lines;
  for (const Finding& finding : audit(graph, {{detector}, Severity::Low, {}})) {
    std::string line = std::string(severity_name(finding.severity)) + ": " + finding.why;
    for (const Statement& one : finding.statements) line += " [" + one.evidence.source + one.evidence.locator + "]";
    lines.push_back(line);
  }
  return lines;
}

inline Evidence at(const std::string& source, const std::string& locator) {
  Evidence evidence;
  evidence.source = source;
  evidence.locator = locator;
  return evidence;
}

}  // namespace polgraph::test
