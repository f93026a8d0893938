// Private to loaders/: pictures, drawn by GraphViz.
#pragma once

#include "loaders/format.h"

namespace polgraph {

extern const Format kSvg;
extern const Format kPng;
extern const Format kPdf;

}  // namespace polgraph
