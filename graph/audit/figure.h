// Private to the detectors: how exact a figure is. "¥3.6 tn" may be anything from 3.55 to 3.65 trillion.
//
//   Thread  pure functions
#pragma once

#include <string_view>

#include "graph/value.h"

namespace polgraph {

struct FigureRange {
  double low = 0, high = 0;
};

// What a positive number may stand for: half a unit of its last printed digit to both sides. The unit is read from how
// it is printed, else from the zeros at its end (77,000,000: a million). `modality`, or a "~" in front of what is
// printed: about = one unit, at least 5 %; more_than = up to half as much again; less_than likewise downwards.
FigureRange figure_range(const Value& number, std::string_view printed, std::string_view modality);

}  // namespace polgraph
