#include "graph/record_edit.h"

#include <algorithm>
#include <iterator>

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

void assign_all(std::vector<Property>& properties, std::vector<Property> changes) {
  if (changes.empty()) return;
  const auto by_key = [](const Property& a, const Property& b) { return a.first < b.first; };
  if (!std::is_sorted(changes.begin(), changes.end(), by_key))
    std::stable_sort(changes.begin(), changes.end(), by_key);
  std::vector<Property> merged;
  merged.reserve(properties.size() + changes.size());
  auto kept = properties.begin();
  for (auto change = changes.begin(); change != changes.end(); ++change) {
    if (std::next(change) != changes.end() && std::next(change)->first == change->first) continue;
    while (kept != properties.end() && kept->first < change->first) merged.push_back(std::move(*kept++));
    if (kept != properties.end() && kept->first == change->first) ++kept;
    if (!change->second.is_null()) merged.push_back(std::move(*change));
  }
  std::move(kept, properties.end(), std::back_inserter(merged));
  properties = std::move(merged);
}

bool has(const std::vector<LabelId>& labels, LabelId label) {
  return std::binary_search(labels.begin(), labels.end(), label);
}

bool insert(std::vector<LabelId>& labels, LabelId label) {
  if (has(labels, label)) return false;
  labels.insert(std::lower_bound(labels.begin(), labels.end(), label), label);
  return true;
}

namespace {

void sort_once(std::vector<LabelId>& labels) {
  std::sort(labels.begin(), labels.end());
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
}

}  // namespace

void insert_all(std::vector<LabelId>& labels, std::vector<LabelId> fresh) {
  labels.insert(labels.end(), fresh.begin(), fresh.end());
  sort_once(labels);
}

void remove_all(std::vector<LabelId>& labels, std::vector<LabelId> gone) {
  sort_once(gone);
  std::erase_if(labels, [&](LabelId label) { return has(gone, label); });
}

}  // namespace polgraph
