// Private: the sorted lists of a record, changed in place.
#pragma once

#include <vector>

#include "graph/record.h"

namespace polgraph {

void assign(std::vector<Property>& properties, KeyId key, const Value& value);  // null: takes it out
bool has(const std::vector<LabelId>& labels, LabelId label);
bool insert(std::vector<LabelId>& labels, LabelId label);  // false: it was there

}  // namespace polgraph
