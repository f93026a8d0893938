// Private: the detectors, one a file; the table is in detectors.cc.
#pragma once

#include "graph/audit/audit.h"

namespace polgraph {

extern const Detector kConflictDetector;
extern const Detector kExchangeRateDetector;
extern const Detector kMixedSumDetector;
extern const Detector kOverdrawnDetector;
extern const Detector kCountedTwiceDetector;
extern const Detector kNoCurrencyDetector;
extern const Detector kRivalAimsDetector;
extern const Detector kPartOutsideWholeDetector;
extern const Detector kBeforeCauseDetector;
extern const Detector kSourceOlderDetector;
extern const Detector kYearMismatchDetector;
extern const Detector kTimeOrderDetector;
extern const Detector kLookAlikeNamesDetector;
extern const Detector kOntologyDetector;
extern const Detector kPlaceholderDetector;
extern const Detector kRivalJudgementsDetector;
extern const Detector kSourcesDetector;
extern const Detector kStatedCountDetector;
extern const Detector kTwoKindsDetector;
extern const Detector kTwoMakersDetector;
extern const Detector kUnsupportedDetector;

}  // namespace polgraph
