#include "graph/record_edit.h"

#include <algorithm>

namespace polgraph {

void assign(std::vector<Property>& properties, KeyId key, const Value& value) {
  const auto at = std::lower_bound(properties.begin(), properties.end(), key,
                                   [](const Property& property, KeyId wanted) { return property.first < wanted; });
  const bool there = at != properties.end() && at->first == key;
  if (value.is_null()) {
    if (there) properties.erase(at);
  } else if (there) {
    at->second = value;
  } else {
    properties.emplace(at, key, value);
  }
}

bool has(const std::vector<LabelId>& labels, LabelId label) {
  return std::binary_search(labels.begin(), labels.end(), label);
}

bool insert(std::vector<LabelId>& labels, LabelId label) {
  if (has(labels, label)) return false;
  labels.insert(std::lower_bound(labels.begin(), labels.end(), label), label);
  return true;
}

}  // namespace polgraph
