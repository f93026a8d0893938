#include "loaders/cited_ids.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "graph/error.h"
#include "graph/text/letter_case.h"

namespace polgraph {

namespace {

constexpr std::size_t kMostOffered = 3;

std::string text_of(const Snapshot& snapshot, NodeId node, std::string_view name) {
  const auto key = snapshot.find_key(name);
  const Value value = key ? snapshot.property(node, *key) : Value::null();
  return value.is_string() ? std::string(value.as_string()) : std::string();
}

std::vector<std::string> ids_of(const Snapshot& snapshot, NodeId node) {
  std::vector<std::string> ids;
  if (const auto identity = snapshot.identity(node)) ids.push_back(identity->id);
  if (std::string id = text_of(snapshot, node, "id"); !id.empty()) ids.push_back(std::move(id));
  return ids;
}

std::vector<NodeId> nodes_called(const Snapshot& snapshot, const std::string& id) {
  std::vector<NodeId> nodes;
  if (const auto known = snapshot.find_node(Identity{"", id})) nodes.push_back(*known);
  const auto key = snapshot.find_key("id");
  if (!key) return nodes;
  for (auto found = snapshot.nodes_with_property(*key, Value::string(id)); found.next();) {
    if (std::find(nodes.begin(), nodes.end(), found.id()) == nodes.end()) nodes.push_back(found.id());
  }
  return nodes;
}

// Ids of sources near to one that is none.
std::string nearest_ids(const Snapshot& snapshot, const std::string& source) {
  std::vector<std::pair<std::size_t, std::string>> near;
  const auto label = snapshot.find_label("Source");
  if (!label) return {};
  const std::size_t most = std::max<std::size_t>(source.size() / 3, 2);
  for (auto nodes = snapshot.nodes_with_label(*label); nodes.next();) {
    for (std::string& id : ids_of(snapshot, nodes.id())) {
      const std::size_t distance = id.starts_with(source) ? 0 : edit_distance(source, id, most + 1);
      if (distance <= most) near.emplace_back(distance, std::move(id));
    }
  }
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  std::string text;
  for (std::size_t i = 0; i < std::min(near.size(), kMostOffered); ++i) {
    text += (i == 0 ? "`" : ", `") + near[i].second + "`";
  }
  return text;
}

}  // namespace

CitedIds::CitedIds(const Snapshot& snapshot, const std::string& source) : snapshot_(snapshot) {
  const std::vector<NodeId> nodes = nodes_called(snapshot, source);
  if (nodes.empty()) {
    Error error(Kind::NotFound, "UnknownSource", "there is no source with the id `" + source + "`");
    if (const std::string near = nearest_ids(snapshot, source); !near.empty()) error.hint("did you mean " + near + "?");
    throw error;
  }
  for (const NodeId node : nodes) {
    if (stated_.empty()) stated_ = to_lower(text_of(snapshot, node, "sha256"));
  }
  sha256_.emplace(source, stated_);
  for (const NodeId node : nodes) add(node, stated_);
  while (!waiting_.empty()) add_parts();
}

const std::string* CitedIds::sha256_of(const std::string& source) const {
  const auto found = sha256_.find(source);
  return found == sha256_.end() ? nullptr : &found->second;
}

void CitedIds::add(NodeId node, const std::string& whole) {
  const std::string own = to_lower(text_of(snapshot_, node, "sha256"));
  const std::string& sha256 = own.empty() ? whole : own;
  if (!nodes_.emplace(node, sha256).second) return;
  for (const std::string& id : ids_of(snapshot_, node)) sha256_.emplace(id, sha256);
  waiting_.push_back(node);
}

void CitedIds::add_parts() {
  const NodeId whole = waiting_.back();
  waiting_.pop_back();
  const std::string sha256 = nodes_.at(whole);
  const auto type = snapshot_.find_type("PART_OF");
  if (!type) return;
  for (auto steps = snapshot_.steps(whole, Direction::In, {&*type, 1}); steps.next();) {
    add(steps.step().neighbour, sha256);
  }
}

}  // namespace polgraph
