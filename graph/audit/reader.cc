#include "graph/audit/reader.h"

#include <algorithm>
#include <iterator>

#include "graph/search.h"

namespace polgraph {

std::string AuditReader::id(NodeId node) const {
  if (id_) {
    const Value value = snapshot_->property(node, *id_);
    if (value.is_string()) return std::string(value.as_string());
    if (value.is_integer()) return std::to_string(value.as_integer());
  }
  const auto identity = snapshot_->identity(node);
  return identity ? identity->id : std::string();
}

std::string AuditReader::told(NodeId node) const {
  const std::string name = display_name(*snapshot_, node);
  const std::string own = id(node);
  return "`" + name + "`" + (own.empty() || own == name ? "" : " (" + own + ")");
}

std::string AuditReader::told(EntityId entity) const {
  if (entity.is_node) return told(entity.node());
  const auto relationship = snapshot_->find_relationship(entity.relationship());
  if (!relationship) return "relationship " + std::to_string(entity.value);
  return told(relationship->start) + " -" + snapshot_->name(relationship->type) + "-> " + told(relationship->end);
}

std::string AuditReader::told(const std::vector<NodeId>& nodes) const {
  std::string text;
  const std::size_t shown = nodes.size() <= kMostTold + 1 ? nodes.size() : kMostTold;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += i + 1 == nodes.size() ? " and " : ", ";
    text += told(nodes[i]);
  }
  if (shown < nodes.size()) text += " and " + std::to_string(nodes.size() - shown) + " more";
  return text;
}

bool AuditReader::has_label(NodeId node, std::string_view label) const {
  const auto id = snapshot_->find_label(label);
  return id && snapshot_->has_label(node, *id);
}

bool AuditReader::shares_label(NodeId a, NodeId b) const {
  const auto of_a = snapshot_->labels(a), of_b = snapshot_->labels(b);
  if (of_a.empty() && of_b.empty()) return true;
  return std::find_first_of(of_a.begin(), of_a.end(), of_b.begin(), of_b.end()) != of_a.end();
}

Value AuditReader::property(NodeId node, std::string_view key) const {
  const auto id = snapshot_->find_key(key);
  return id ? snapshot_->property(node, *id) : Value();
}

std::string AuditReader::text(NodeId node, std::string_view key) const {
  const Value value = property(node, key);
  if (value.is_string()) return std::string(value.as_string());
  return value.is_integer() ? std::to_string(value.as_integer()) : std::string();
}

std::vector<Step> AuditReader::steps(NodeId node, std::string_view type, Direction direction) const {
  std::vector<Step> all;
  const auto id = snapshot_->find_type(type);
  if (!id) return all;
  for (auto cursor = snapshot_->steps(node, direction, {&*id, 1}); cursor.next();) all.push_back(cursor.step());
  return all;
}

std::vector<NodeId> AuditReader::neighbours(NodeId node, std::string_view type, Direction direction) const {
  std::vector<NodeId> nodes;
  for (const Step& step : steps(node, type, direction)) nodes.push_back(step.neighbour);
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

std::vector<Statement> AuditReader::statements(EntityId entity,
                                               const std::function<bool(std::string_view)>& passes) const {
  std::vector<Statement> all = snapshot_->statements(entity);
  std::erase_if(
      all, [&](const Statement& one) { return one.evidence.rank == Rank::Deprecated || !passes(one.fact.predicate); });
  return all;
}

std::vector<Statement> AuditReader::statements(EntityId entity, std::string_view predicate) const {
  return statements(entity, [&](std::string_view own) { return own == predicate; });
}

std::vector<Statement> AuditReader::naming(NodeId node, std::string_view name) const {
  std::vector<Statement> all = statements(EntityId::of(node), [](std::string_view predicate) {
    return predicate == "name" || predicate == "title" || predicate == "acronym" || predicate.starts_with("name:");
  });
  std::erase_if(
      all, [&](const Statement& one) { return !one.fact.value.is_string() || one.fact.value.as_string() != name; });
  const auto has_source = [](const Statement& one) { return !one.evidence.source.empty(); };
  if (std::any_of(all.begin(), all.end(), has_source)) std::erase_if(all, std::not_fn(has_source));
  return all;
}

bool AuditReader::denied(RelId relationship) const {
  bool stated = false;
  for (const Statement& one : snapshot_->statements(EntityId::of(relationship))) {
    if (one.fact.predicate != "exists") continue;
    if (one.evidence.rank != Rank::Deprecated) return false;
    stated = true;
  }
  return stated;
}

std::vector<Statement> AuditReader::existence(EntityId entity) const {
  std::vector<Statement> all = statements(entity, "exists");
  if (all.empty()) all = statements(entity, [](std::string_view) { return true; });
  if (all.size() > 1) all.resize(1);
  return all;
}

void append(std::vector<Statement>& all, std::vector<Statement> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace polgraph
