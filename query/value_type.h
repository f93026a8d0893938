// The names of the types of values: what valueType() says and what `x IS :: TYPE` asks.
#pragma once

#include <string>

#include "graph/value.h"

namespace polgraph {

// INTEGER NOT NULL, LIST<STRING NOT NULL | INTEGER NOT NULL> NOT NULL, NULL
std::string value_type(const Value& value);

}  // namespace polgraph
