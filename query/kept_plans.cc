#include "query/kept_plans.h"

#include <algorithm>

namespace polgraph {

void KeptPlans::require(std::uint64_t graph_version) {
  if (graph_version != graph_version_) plans_.clear();
  graph_version_ = graph_version;
}

KeptPlanPtr KeptPlans::take(const std::string& key, std::uint64_t graph_version) {
  require(graph_version);
  const auto found = plans_.find(key);
  return found == plans_.end() ? nullptr : std::move(found->second);
}

void KeptPlans::give_back(std::string key, std::uint64_t graph_version, KeptPlanPtr plan) {
  require(graph_version);
  plan->used = ++used_;
  const auto known = plans_.find(key);
  if (known != plans_.end()) {
    known->second = std::move(plan);
    return;
  }
  if (plans_.size() >= kMost) {
    const auto age = [](const auto& entry) { return entry.second ? entry.second->used : 0; };
    plans_.erase(std::min_element(plans_.begin(), plans_.end(),
                                  [&](const auto& a, const auto& b) { return age(a) < age(b); }));
  }
  plans_.emplace(std::move(key), std::move(plan));
}

std::string plan_key(const Shape& shape, const RunOptions& options) {
  if (shape.text.empty()) return {};
  std::string key;
  key.reserve(shape.text.size() + 24);
  key.append(shape.text);
  const auto add = [&key](const void* bytes, std::size_t size) { key.append(static_cast<const char*>(bytes), size); };
  const unsigned char flags[] = {options.rewrites, static_cast<unsigned char>(options.adjacency),
                                 static_cast<bool>(options.warn)};
  add(flags, sizeof flags);
  add(&options.memory_bytes, sizeof options.memory_bytes);
  add(&options.procedures, sizeof options.procedures);
  return key;
}

}  // namespace polgraph
