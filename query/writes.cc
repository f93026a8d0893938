#include "query/writes.h"

#include <algorithm>

#include "graph/error.h"
#include "graph/search.h"
#include "query/labels.h"

namespace polgraph {

namespace {

EntityId entity_id(const Value& entity) {
  return entity.is_node() ? EntityId::of(entity.as_node()) : EntityId::of(entity.as_relationship());
}

Transaction::Properties stored(const Value& map) {
  Transaction::Properties properties;
  if (map.is_null()) return properties;
  for (const auto& [key, value] : map.as_map()) {
    if (!value.is_null()) properties.emplace_back(key, value);
  }
  return properties;
}

void require_entity(const Value& entity) {
  if (entity.is_entity()) return;
  throw Error(Kind::Type, "InvalidArgumentType",
              "only nodes and relationships can be changed, this is " + std::string(kind_name(entity.kind())));
}

void require_map(const Value& map) {
  if (map.is_map() || map.is_null()) return;
  throw Error(Kind::Type, "InvalidArgumentType",
              "properties must be a map, this is " + std::string(kind_name(map.kind())));
}

bool has_property(const Value& entity, const std::string& key, Context& context) {
  std::optional<KeyId> unknown;
  return !property_of(entity, key, unknown, context).is_null();
}

void delete_relationship(RelId relationship, Context& context) {
  if (context.deleted(relationship)) return;
  context.transaction().delete_relationship(relationship);
  context.mark_deleted(relationship);
  ++context.counters.relationships_deleted;
}

// (:Ministry) METI
std::string described(NodeId node, const Snapshot& view) {
  std::string labels;
  for (const LabelId label : view.labels(node)) labels += ":" + view.name(label);
  return "node " + display_name(view, node) + (labels.empty() ? "" : " (" + labels + ")");
}

void delete_node(NodeId node, bool detach, ast::Span span, Context& context) {
  if (context.deleted(node)) return;
  if (!detach && context.suspects.size() < Context::kMaxSuspects &&
      context.view().steps(node, Direction::Both).next()) {
    context.suspects.push_back({node, span, described(node, context.view())});
  }
  if (detach) {
    std::vector<RelId> touching;
    auto steps = context.view().steps(node, Direction::Both);
    while (steps.next()) touching.push_back(steps.step().relationship);
    for (const RelId relationship : touching) delete_relationship(relationship, context);
  }
  context.transaction().delete_node(node);
  context.mark_deleted(node);
  ++context.counters.nodes_deleted;
}

}  // namespace

Value write_node(const std::vector<std::string>& labels, const Value& properties, Context& context) {
  require_map(properties);
  const Transaction::Properties kept = stored(properties);
  const NodeId node = context.transaction().create_node(labels, kept);
  ++context.counters.nodes_created;
  context.counters.properties_set += kept.size();
  for (auto label = labels.begin(); label != labels.end(); ++label)
    if (std::find(labels.begin(), label, *label) == label) ++context.counters.labels_added;
  return Value::node(node);
}

Value write_relationship(const std::string& type, const Value& start, const Value& end, const Value& properties,
                         Context& context) {
  for (const Value* node : {&start, &end}) {
    if (!node->is_node()) {
      throw Error(Kind::Semantic, "InvalidArgumentValue",
                  "a relationship needs a node at both ends, this is " + std::string(kind_name(node->kind())));
    }
    context.check_alive(*node);
  }
  require_map(properties);
  const Transaction::Properties kept = stored(properties);
  Transaction& transaction = context.transaction();
  const TypeId id = transaction.type(type);
  const RelId made =
      transaction.create_relationship(type, start.as_node(), end.as_node(), kept, Transaction::Ends::Met);
  ++context.counters.relationships_created;
  context.counters.properties_set += kept.size();
  return Value::relationship(made, id);
}

void write_property(const Value& entity, const std::string& key, const Value& value, Context& context) {
  if (entity.is_null()) return;
  require_entity(entity);
  context.check_alive(entity);
  if (value.is_null()) {
    if (!has_property(entity, key, context)) return;
    context.transaction().remove_property(entity_id(entity), key);
  } else {
    context.transaction().set_property(entity_id(entity), key, value);
  }
  ++context.counters.properties_set;
}

void write_properties(const Value& entity, const Value& map, bool replace, Context& context) {
  if (entity.is_null()) return;
  require_entity(entity);
  const Value wanted = map.is_entity() ? properties_of(map, context) : map;
  require_map(wanted);
  Transaction::Properties changes;
  if (replace) {
    const Value before = properties_of(entity, context);
    for (const auto& entry : before.as_map()) {
      const bool kept = wanted.is_map() && wanted.find(entry.first) != nullptr;
      if (!kept) changes.emplace_back(entry.first, Value());
    }
  }
  if (wanted.is_map()) changes.insert(changes.end(), wanted.as_map().begin(), wanted.as_map().end());
  if (changes.empty()) return;
  context.check_alive(entity);
  context.counters.properties_set += context.transaction().set_properties(entity_id(entity), changes);
}

void add_labels(const Value& node, const std::vector<std::string>& labels, Context& context) {
  if (node.is_null()) return;
  require_entity(node);
  context.check_alive(node);
  if (!node.is_node()) throw Error(Kind::Type, "InvalidArgumentType", "only nodes have labels, this is Relationship");
  for (const std::string& label : labels) {
    if (context.transaction().add_label(node.as_node(), label)) ++context.counters.labels_added;
  }
}

void remove_labels(const Value& node, const std::vector<std::string>& labels, Context& context) {
  if (node.is_null()) return;
  require_entity(node);
  context.check_alive(node);
  if (!node.is_node()) throw Error(Kind::Type, "InvalidArgumentType", "only nodes have labels, this is Relationship");
  for (const std::string& label : labels) {
    if (context.transaction().remove_label(node.as_node(), label)) ++context.counters.labels_removed;
  }
}

void delete_value(const Value& value, bool detach, ast::Span span, Context& context) {
  switch (value.kind()) {
    case ValueKind::Null: return;
    case ValueKind::Node: return delete_node(value.as_node(), detach, span, context);
    case ValueKind::Relationship: return delete_relationship(value.as_relationship(), context);
    case ValueKind::Path:
      for (const auto& entry : value.as_path().relationships) delete_relationship(entry.first, context);
      for (const NodeId node : value.as_path().nodes) delete_node(node, detach, span, context);
      return;
    default:
      throw Error(
          Kind::Type, "InvalidArgumentType",
          "only nodes, relationships and paths can be deleted, this is " + std::string(kind_name(value.kind())));
  }
}

std::string WriteAction::key_for(Value* row, Context& context) const {
  if (!key_of) return key;
  const Value name = key_of->eval(row, context);
  if (name.is_string()) return std::string(name.as_string());
  throw Error(Kind::Type, "InvalidArgumentType",
              "the key of a property is a string, this is " + std::string(kind_name(name.kind())));
}

std::vector<std::string> WriteAction::all_labels(Value* row, Context& context) const {
  std::vector<std::string> all = labels;
  for (const ExprPtr& each : computed) {
    for (std::string& name : computed_names(each->eval(row, context))) all.push_back(std::move(name));
  }
  return all;
}

void check_deletions(const Context& context) {
  for (const Context::Suspect& suspect : context.suspects) {
    if (!context.view().steps(suspect.node, Direction::Both).next()) continue;
    throw Error(Kind::Constraint, "DeleteConnectedNode",
                suspect.name + " cannot be deleted: it still has relationships", context.place(suspect.span))
        .hint("delete its relationships first, or use DETACH DELETE");
  }
}

void WriteAction::run(Value* row, Context& context) const {
  try {
    const Value entity = target->eval(row, context);
    switch (what) {
      case What::OneProperty:
        return write_property(entity, key_for(row, context), value ? value->eval(row, context) : Value(), context);
      case What::Replace: return write_properties(entity, value->eval(row, context), true, context);
      case What::Merge: return write_properties(entity, value->eval(row, context), false, context);
      case What::AddLabels: return add_labels(entity, all_labels(row, context), context);
      case What::RemoveLabels: return remove_labels(entity, all_labels(row, context), context);
    }
  } catch (Error& error) {
    error.at(context.place(span));
    throw;
  }
}

}  // namespace polgraph
