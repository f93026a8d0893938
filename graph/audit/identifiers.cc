#include "graph/audit/identifiers.h"

#include <array>

namespace polgraph {

namespace {

constexpr std::array<std::string_view, 14> kIdentifyingKeys{"corporate_number",
                                                            "company_number",
                                                            "registration_number",
                                                            "charity_number",
                                                            "organisation_number",
                                                            "lei",
                                                            "vat_number",
                                                            "tax_number",
                                                            "ror",
                                                            "isni",
                                                            "grid",
                                                            "wikidata",
                                                            "orcid",
                                                            "duns"};

std::string text_of(const Value& value) {
  if (value.is_string()) return std::string(value.as_string());
  return value.is_integer() ? std::to_string(value.as_integer()) : std::string();
}

}  // namespace

Identifiers::Identifiers(const Snapshot& snapshot) : snapshot_(&snapshot) {
  for (const std::string_view key : kIdentifyingKeys) {
    if (const auto id = snapshot.find_key(key)) keys_.emplace_back(*id, key);
  }
}

void Identifiers::take(NodeId node) {
  for (const auto& [id, key] : keys_) {
    std::string value = text_of(snapshot_->property(node, id));
    if (value.empty()) continue;
    nodes_[{key, value}].push_back(node);
    values_[node][key] = std::move(value);
  }
}

const Identifiers::Values* Identifiers::of(NodeId node) const {
  const auto found = values_.find(node);
  return found == values_.end() ? nullptr : &found->second;
}

bool Identifiers::decide(NodeId a, NodeId b) const {
  const Values *of_a = of(a), *of_b = of(b);
  if (!of_a || !of_b) return false;
  for (const auto& [key, value] : *of_a) {
    if (of_b->count(key) > 0) return true;
  }
  return false;
}

std::optional<std::tuple<std::string, std::string, std::string>> Identifiers::differing(NodeId a, NodeId b) const {
  const Values *of_a = of(a), *of_b = of(b);
  std::optional<std::tuple<std::string, std::string, std::string>> difference;
  if (!of_a || !of_b) return difference;
  for (const auto& [key, value] : *of_a) {
    const auto other = of_b->find(key);
    if (other == of_b->end()) continue;
    if (other->second == value) return {};
    if (!difference) difference = {key, value, other->second};
  }
  return difference;
}

std::vector<Identifiers::Shared> Identifiers::shared() const {
  std::vector<Shared> all;
  for (const auto& [identifier, nodes] : nodes_) {
    if (nodes.size() > 1) all.push_back({identifier.first, identifier.second, nodes});
  }
  return all;
}

}  // namespace polgraph
