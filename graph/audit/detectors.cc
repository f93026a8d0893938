// The table of detectors: one line each.
#include "graph/audit/detectors.h"

#include <algorithm>

#include "graph/error.h"

namespace polgraph {

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::Low: return "low";
    case Severity::Medium: return "medium";
    case Severity::High: return "high";
  }
  return "unknown";
}

const std::vector<Detector>& detectors() {
  // clang-format off
  static const std::vector<Detector> table{
      kConflictDetector,
      kExchangeRateDetector,
      kMixedSumDetector,
      kOverdrawnDetector,
      kCountedTwiceDetector,
      kNoCurrencyDetector,
      kRivalAimsDetector,
      kPartOutsideWholeDetector,
      kBeforeCauseDetector,
      kSourceOlderDetector,
      kYearMismatchDetector,
      kTimeOrderDetector,
      // what is stated twice, and whether it agrees
      kStatedCountDetector,
      kTwoMakersDetector,
      kTwoKindsDetector,
      kRivalJudgementsDetector,
      // names
      kLookAlikeNamesDetector,
      kPlaceholderDetector,
      // sources and the vocabulary
      kSourcesDetector,
      kUnsupportedDetector,
      kOntologyDetector,
  };
  // clang-format on
  return table;
}

namespace {

void require_known(const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    const auto& all = detectors();
    if (std::any_of(all.begin(), all.end(), [&](const Detector& one) { return one.id == id; })) continue;
    std::vector<std::string> names;
    for (const Detector& one : all) names.emplace_back(one.id);
    const auto near = nearest(id, names);
    throw Error(Kind::Argument, "UnknownDetector", "there is no detector '" + id + "'")
        .hint(near ? "did you mean '" + *near + "'?" : "`polgraph audit --list` names all detectors");
  }
}

}  // namespace

std::vector<Finding> audit(const Snapshot& snapshot, const AuditOptions& options) {
  require_known(options.only);
  std::vector<Finding> findings;
  for (const Detector& detector : detectors()) {
    const auto& only = options.only;
    if (!only.empty() && std::find(only.begin(), only.end(), detector.id) == only.end()) continue;
    const auto tell = [&](Finding finding) {
      finding.detector = detector.id;
      if (finding.severity >= options.least) findings.push_back(std::move(finding));
    };
    detector.run({snapshot, tell, options.tick ? options.tick : [] {}});
  }
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
  return findings;
}

}  // namespace polgraph
