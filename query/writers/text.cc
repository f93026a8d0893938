#include "query/writers/text.h"

#include "graph/go_on.h"
#include "graph/text/cypher.h"
#include "graph/text/json.h"
#include "graph/text/number.h"
#include "graph/text/temporal.h"

namespace polgraph::writers {

namespace {

// ---- JSON
// ------------------------------------------------------------------------------------------------------------

void append_properties(std::string& out, const std::vector<Property>& properties, const Snapshot& view) {
  out += '{';
  for (const auto& [key, value] : properties) {
    if (out.back() != '{') out += ',';
    append_json_string(out, view.name(key));
    out += ':';
    append_plain_json(out, value, view);
  }
  out += '}';
}

void append_node(std::string& out, NodeId id, const Snapshot& view) {
  const std::optional<Node> node = view.find_node(id);
  out += "{\"id\":" + std::to_string(id.value) + ",\"labels\":[";
  if (node) {
    for (const LabelId label : node->labels) {
      if (out.back() != '[') out += ',';
      append_json_string(out, view.name(label));
    }
  }
  out += "],\"properties\":";
  append_properties(out, node ? node->properties : std::vector<Property>{}, view);
  out += '}';
}

void append_relationship(std::string& out, RelId id, TypeId type, const Snapshot& view) {
  const std::optional<Relationship> found = view.find_relationship(id);
  out += "{\"id\":" + std::to_string(id.value) + ",\"type\":";
  append_json_string(out, view.name(type));
  out += ",\"start\":" + (found ? std::to_string(found->start.value) : "null");
  out += ",\"end\":" + (found ? std::to_string(found->end.value) : "null");
  out += ",\"properties\":";
  append_properties(out, found ? found->properties : std::vector<Property>{}, view);
  out += '}';
}

void append_path(std::string& out, const PathValue& path, const Snapshot& view) {
  out += '[';
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    if (i > 0) {
      out += ',';
      append_relationship(out, path.relationships[i - 1].first, path.relationships[i - 1].second, view);
      out += ',';
    }
    append_node(out, path.nodes[i], view);
  }
  out += ']';
}

void append_list(std::string& out, std::span<const Value> items, const Snapshot& view) {
  go_on(items.size());
  out += '[';
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ',';
    append_plain_json(out, items[i], view);
  }
  out += ']';
}

void append_map(std::string& out, const ValueMap& entries, const Snapshot& view) {
  go_on(entries.size());
  out += '{';
  for (const auto& [key, value] : entries) {
    if (out.back() != '{') out += ',';
    append_json_string(out, key);
    out += ':';
    append_plain_json(out, value, view);
  }
  out += '}';
}

// ---- for people
// ------------------------------------------------------------------------------------------------------

void show(std::string& out, const Value& value, const Snapshot& view);

void show_properties(std::string& out, const std::vector<Property>& properties, const Snapshot& view) {
  out += '{';
  for (const auto& [key, value] : properties) {
    if (out.back() != '{') out += ", ";
    append_cypher_name(out, view.name(key));
    out += ": ";
    show(out, value, view);
  }
  out += '}';
}

void show_node(std::string& out, NodeId id, const Snapshot& view) {
  const std::optional<Node> node = view.find_node(id);
  out += '(';
  if (node) {
    for (const LabelId label : node->labels) {
      out += ':';
      append_cypher_name(out, view.name(label));
    }
    if (!node->properties.empty()) {
      if (out.back() != '(') out += ' ';
      show_properties(out, node->properties, view);
    }
  }
  out += ')';
}

// Returns the node it starts from, if that is known.
std::optional<NodeId> show_relationship(std::string& out, RelId id, TypeId type, const Snapshot& view) {
  const std::optional<Relationship> found = view.find_relationship(id);
  out += "[:";
  append_cypher_name(out, view.name(type));
  if (found && !found->properties.empty()) {
    out += ' ';
    show_properties(out, found->properties, view);
  }
  out += ']';
  return found ? std::optional(found->start) : std::nullopt;
}

void show_path(std::string& out, const PathValue& path, const Snapshot& view) {
  show_node(out, path.nodes[0], view);
  for (std::size_t i = 0; i < path.relationships.size(); ++i) {
    std::string step;
    const auto start = show_relationship(step, path.relationships[i].first, path.relationships[i].second, view);
    const bool backward = start && *start != path.nodes[i];
    out += (backward ? "<-" : "-") + step + (!start || backward ? "-" : "->");
    show_node(out, path.nodes[i + 1], view);
  }
}

void show(std::string& out, const Value& value, const Snapshot& view) {
  switch (value.kind()) {
    case ValueKind::Float: out += to_text(value.as_float()); return;
    case ValueKind::Node: show_node(out, value.as_node(), view); return;
    case ValueKind::Relationship:
      show_relationship(out, value.as_relationship(), value.relationship_type(), view);
      return;
    case ValueKind::Path: show_path(out, value.as_path(), view); return;
    case ValueKind::List: {
      go_on(value.as_list().size());
      out += '[';
      bool first = true;
      for (const Value& item : value.as_list()) {
        if (!std::exchange(first, false)) out += ", ";
        show(out, item, view);
      }
      out += ']';
      return;
    }
    case ValueKind::Map: {
      go_on(value.as_map().size());
      out += '{';
      bool first = true;
      for (const auto& [key, item] : value.as_map()) {
        if (!std::exchange(first, false)) out += ", ";
        append_cypher_name(out, key);
        out += ": ";
        show(out, item, view);
      }
      out += '}';
      return;
    }
    default:
      if (value.is_temporal()) {
        out += temporal_text(value);
      } else {
        append_cypher(out, value);
      }
  }
}

}  // namespace

void append_plain_json(std::string& out, const Value& value, const Snapshot& view) {
  switch (value.kind()) {
    case ValueKind::Node: append_node(out, value.as_node(), view); return;
    case ValueKind::Relationship:
      append_relationship(out, value.as_relationship(), value.relationship_type(), view);
      return;
    case ValueKind::Path: append_path(out, value.as_path(), view); return;
    case ValueKind::List: append_list(out, value.as_list(), view); return;
    case ValueKind::Map: append_map(out, value.as_map(), view); return;
    default: break;
  }
  if (value.is_temporal()) {
    append_json_string(out, temporal_text(value));
  } else {
    append_json(out, value);
  }
}

void append_json_row(std::string& out, const std::vector<std::string>& columns, std::span<const Value> row,
                     const Snapshot& view) {
  out += '{';
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += ',';
    append_json_string(out, columns[i]);
    out += ':';
    append_plain_json(out, row[i], view);
  }
  out += '}';
}

std::string cell_text(const Value& value, const Snapshot& view) {
  switch (value.kind()) {
    case ValueKind::Null: return {};
    case ValueKind::Boolean: return value.as_boolean() ? "true" : "false";
    case ValueKind::Integer: return to_text(value.as_integer());
    case ValueKind::Float: return to_text(value.as_float());
    case ValueKind::String: return std::string(value.as_string());
    default: break;
  }
  if (value.is_temporal()) return temporal_text(value);
  std::string text;
  append_plain_json(text, value, view);
  return text;
}

std::string display_text(const Value& value, const Snapshot& view) {
  if (value.is_string()) return std::string(value.as_string());
  std::string text;
  show(text, value, view);
  return text;
}

void guard_formula(std::string& cell) {
  if (!cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos) cell.insert(0, 1, '\'');
}

}  // namespace polgraph::writers
