// Private: the detectors, one a file; the table is in detectors.cc.
#pragma once

#include "graph/audit/audit.h"

namespace polgraph {

extern const Detector kConflictDetector;

}  // namespace polgraph
