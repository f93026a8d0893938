// Private to loaders/.
#pragma once

#include "loaders/format.h"

namespace polgraph {

extern const Format kDataPackage;

}  // namespace polgraph
