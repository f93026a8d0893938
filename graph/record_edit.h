// Private: the sorted lists of a record, changed in place.
#pragma once

#include <vector>

#include "graph/record.h"

namespace polgraph {

void assign(std::vector<Property>& properties, KeyId key, const Value& value);  // null: takes it out
// All of `changes` at once, of those with one key the last. Cost: n log n, where one by one would be quadratic.
void assign_all(std::vector<Property>& properties, std::vector<Property> changes);
bool has(const std::vector<LabelId>& labels, LabelId label);
bool insert(std::vector<LabelId>& labels, LabelId label);  // false: it was there
void insert_all(std::vector<LabelId>& labels, std::vector<LabelId> fresh);
void remove_all(std::vector<LabelId>& labels, std::vector<LabelId> gone);

}  // namespace polgraph
