// Functions of nodes, relationships, paths and maps.
#include <string>

#include "graph/error.h"
#include "query/eval.h"
#include "query/functions.h"

namespace polgraph::functions {

namespace {

using Arguments = std::span<const Value>;
constexpr std::uint32_t kNull = StaticType::bit(ValueKind::Null);
constexpr StaticType kInteger{kIntegerKind | kNull, StaticType::kAll};
constexpr StaticType kText{kStringKind | kNull, StaticType::kAll};
constexpr StaticType kNodeOrNull{kNodeKind | kNull, StaticType::kAll};

std::int64_t number_of(const Value& entity, std::string_view function) {
  if (entity.is_node()) return static_cast<std::int64_t>(entity.as_node().value);
  if (entity.is_relationship()) return static_cast<std::int64_t>(entity.as_relationship().value);
  wrong_argument(function, entity, "a node or relationship");
}

Value id(Arguments a, Context&) {
  return a[0].is_null() ? Value() : Value::integer(number_of(a[0], "id"));
}

Value element_id(Arguments a, Context&) {
  if (a[0].is_null()) return {};
  return Value::string((a[0].is_node() ? "4:" : "5:") + std::to_string(number_of(a[0], "elementId")));
}

Value labels(Arguments a, Context& context) {
  if (a[0].is_null()) return {};
  if (!a[0].is_node()) wrong_value("labels", a[0], "a node");
  context.check_alive(a[0]);
  ValueList out;
  for (const LabelId label : context.view().labels(a[0].as_node()))
    out.push_back(Value::string(context.view().name(label)));
  return Value::list(std::move(out));
}

Value type(Arguments a, Context& context) {
  if (a[0].is_null()) return {};
  if (!a[0].is_relationship()) wrong_value("type", a[0], "a relationship");
  return Value::string(context.view().name(a[0].relationship_type()));
}

Value properties(Arguments a, Context& context) {
  return properties_of(a[0], context);
}

Value keys(Arguments a, Context& context) {
  const Value map = properties_of(a[0], context);
  if (map.is_null()) return {};
  ValueList out;
  for (const auto& entry : map.as_map()) out.push_back(Value::string(entry.first));
  return Value::list(std::move(out));
}

const PathValue& path(const Value& value, std::string_view function) {
  if (!value.is_path()) wrong_argument(function, value, "a path");
  return value.as_path();
}

Value nodes(Arguments a, Context&) {
  if (a[0].is_null()) return {};
  ValueList out;
  for (const NodeId node : path(a[0], "nodes").nodes) out.push_back(Value::node(node));
  return Value::list(std::move(out));
}

Value relationships(Arguments a, Context&) {
  if (a[0].is_null()) return {};
  ValueList out;
  for (const auto& [rel, rel_type] : path(a[0], "relationships").relationships) {
    out.push_back(Value::relationship(rel, rel_type));
  }
  return Value::list(std::move(out));
}

Value length(Arguments a, Context&) {
  if (a[0].is_null()) return {};
  return Value::integer(static_cast<std::int64_t>(path(a[0], "length").relationships.size()));
}

Relationship ends(const Value& value, std::string_view function, Context& context) {
  if (!value.is_relationship()) wrong_argument(function, value, "a relationship");
  context.check_alive(value);
  auto found = context.view().find_relationship(value.as_relationship());
  if (!found) throw Error(Kind::NotFound, "EntityNotFound", "this relationship is not in the graph any more");
  return *found;
}

Value start_node(Arguments a, Context& context) {
  return a[0].is_null() ? Value() : Value::node(ends(a[0], "startNode", context).start);
}
Value end_node(Arguments a, Context& context) {
  return a[0].is_null() ? Value() : Value::node(ends(a[0], "endNode", context).end);
}

Value exists(Arguments a, Context&) {
  return Value::boolean(!a[0].is_null());
}

// The binder replaces these where there is a LOAD CSV.
Value no_csv(Arguments, Context&) {
  return {};
}

constexpr std::uint32_t kEntity = kNodeKind | kRelationshipKind;
constexpr StaticType kListOf(std::uint32_t kind) {
  return {kListKind | kNull, kind};
}

constexpr Function kGraph[] = {
    {"id", 1, 1, true, kEntity, kInteger, "id(entity)", "The internal number of a node or relationship.",
     "id(null) IS NULL", &id},
    {"elementId", 1, 1, true, kEntity, kText, "elementId(entity)", "The internal number as a string.",
     "elementId(null) IS NULL", &element_id},
    {"labels", 1, 1, true, kNodeKind, kListOf(kStringKind), "labels(node)", "The labels of a node.",
     "labels(null) IS NULL", &labels},
    {"type", 1, 1, true, kRelationshipKind, kText, "type(relationship)", "The type of a relationship.",
     "type(null) IS NULL", &type},
    {"properties",
     1,
     1,
     true,
     kEntity | kMapKind,
     {kMapKind | kNull, StaticType::kAll},
     "properties(entity or map)",
     "All properties as a map.",
     "properties({a: 1}) = {a: 1}",
     &properties},
    {"keys", 1, 1, true, kEntity | kMapKind, kListOf(kStringKind), "keys(entity or map)",
     "The names of all properties.", "keys({a: 1, b: null}) = ['a', 'b']", &keys},
    {"nodes", 1, 1, true, kPathKind, kListOf(kNodeKind), "nodes(path)", "The nodes of a path, in order.",
     "nodes(null) IS NULL", &nodes},
    {"relationships", 1, 1, true, kPathKind, kListOf(kRelationshipKind), "relationships(path)",
     "The relationships of a path, in order.", "relationships(null) IS NULL", &relationships},
    {"rels", 1, 1, true, kPathKind, kListOf(kRelationshipKind), "rels(path)", "Same as relationships().",
     "rels(null) IS NULL", &relationships},
    {"length", 1, 1, true, kPathKind, kInteger, "length(path)", "How many relationships a path has.",
     "length(null) IS NULL", &length},
    {"startNode", 1, 1, true, kRelationshipKind, kNodeOrNull, "startNode(relationship)", "Where a relationship begins.",
     "startNode(null) IS NULL", &start_node},
    {"endNode", 1, 1, true, kRelationshipKind, kNodeOrNull, "endNode(relationship)", "Where a relationship ends.",
     "endNode(null) IS NULL", &end_node},
    {"linenumber", 0, 0, true, StaticType::kAll, kInteger, "linenumber()",
     "The line at which LOAD CSV read the row; null without one, and after a grouping.", "linenumber() IS NULL",
     &no_csv},
    {"file", 0, 0, true, StaticType::kAll, kText, "file()",
     "The file from which LOAD CSV read the row; null without one, and after a grouping.", "file() IS NULL", &no_csv},
    {"exists", 1, 1, true, StaticType::kAll, StaticType::of(ValueKind::Boolean), "exists(property)",
     "Is the value not null? Same as IS NOT NULL.", "NOT exists({a: 1}.b)", &exists},
};

}  // namespace

std::span<const Function> graph() {
  return kGraph;
}

}  // namespace polgraph::functions
