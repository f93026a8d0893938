#include "graph/error.h"
#include "graph/go_on.h"
#include "graph/text/byte_count.h"
#include "graph/text/json.h"
#include "graph/text/number.h"
#include "graph/text/temporal.h"
#include "query/writers/text.h"

// Every value with its type, after Neo4j's HTTP Query API. A statement's answer is one line, written when it is whole.
namespace polgraph::writers {

namespace {

void append_typed(std::string& out, const Value& value, const Snapshot& view);

void open(std::string& out, std::string_view type) {
  out += "{\"$type\":\"";
  out += type;
  out += "\",\"_value\":";
}

void append_scalar(std::string& out, std::string_view type, std::string_view text) {
  open(out, type);
  append_json_string(out, text);
  out += '}';
}

void append_properties(std::string& out, const std::vector<Property>& properties, const Snapshot& view) {
  out += '{';
  for (const auto& [key, value] : properties) {
    if (out.back() != '{') out += ',';
    append_json_string(out, view.name(key));
    out += ':';
    append_typed(out, value, view);
  }
  out += '}';
}

std::string node_id(NodeId id) {
  return "\"4:" + std::to_string(id.value) + "\"";
}

void append_node(std::string& out, NodeId id, const Snapshot& view) {
  const std::optional<Node> node = view.find_node(id);
  open(out, "Node");
  out += "{\"_element_id\":" + node_id(id) + ",\"_labels\":[";
  if (node) {
    for (const LabelId label : node->labels) {
      if (out.back() != '[') out += ',';
      append_json_string(out, view.name(label));
    }
  }
  out += "],\"_properties\":";
  append_properties(out, node ? node->properties : std::vector<Property>{}, view);
  out += "}}";
}

// `from` and `to`: the nodes beside it in a path, which stand in for the ends of a relationship that is gone.
void append_relationship(std::string& out, RelId id, TypeId type, NodeId from, NodeId to, const Snapshot& view) {
  const std::optional<Relationship> found = view.find_relationship(id);
  open(out, "Relationship");
  out += "{\"_element_id\":\"5:" + std::to_string(id.value) + "\"";
  out += ",\"_start_node_element_id\":" + node_id(found ? found->start : from);
  out += ",\"_end_node_element_id\":" + node_id(found ? found->end : to);
  out += ",\"_type\":";
  append_json_string(out, view.name(type));
  out += ",\"_properties\":";
  append_properties(out, found ? found->properties : std::vector<Property>{}, view);
  out += "}}";
}

void append_path(std::string& out, const PathValue& path, const Snapshot& view) {
  open(out, "Path");
  out += '[';
  append_node(out, path.nodes[0], view);
  for (std::size_t i = 0; i < path.relationships.size(); ++i) {
    const auto& [id, type] = path.relationships[i];
    out += ',';
    append_relationship(out, id, type, path.nodes[i], path.nodes[i + 1], view);
    out += ',';
    append_node(out, path.nodes[i + 1], view);
  }
  out += "]}";
}

void append_list(std::string& out, std::span<const Value> items, const Snapshot& view) {
  go_on(items.size());
  open(out, "List");
  out += '[';
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ',';
    append_typed(out, items[i], view);
  }
  out += "]}";
}

void append_map(std::string& out, const ValueMap& entries, const Snapshot& view) {
  go_on(entries.size());
  open(out, "Map");
  out += '{';
  for (const auto& [key, value] : entries) {
    if (out.back() != '{') out += ',';
    append_json_string(out, key);
    out += ':';
    append_typed(out, value, view);
  }
  out += "}}";
}

void append_typed(std::string& out, const Value& value, const Snapshot& view) {
  switch (value.kind()) {
    case ValueKind::Null: out += "{\"$type\":\"Null\",\"_value\":null}"; return;
    case ValueKind::Boolean:
      open(out, "Boolean");
      out += value.as_boolean() ? "true}" : "false}";
      return;
    case ValueKind::Integer: append_scalar(out, "Integer", to_text(value.as_integer())); return;
    case ValueKind::Float: append_scalar(out, "Float", to_text(value.as_float())); return;
    case ValueKind::String: append_scalar(out, "String", value.as_string()); return;
    case ValueKind::List: append_list(out, value.as_list(), view); return;
    case ValueKind::Map: append_map(out, value.as_map(), view); return;
    case ValueKind::Node: append_node(out, value.as_node(), view); return;
    case ValueKind::Relationship:
      append_relationship(out, value.as_relationship(), value.relationship_type(), NodeId(), NodeId(), view);
      return;
    case ValueKind::Path: append_path(out, value.as_path(), view); return;
    case ValueKind::DateTime:
      append_scalar(out, value.as_date_time().zone.empty() ? "OffsetDateTime" : "ZonedDateTime", temporal_text(value));
      return;
    default: append_scalar(out, kind_name(value.kind()), temporal_text(value)); return;
  }
}

class TypedJson : public RowSink {
 public:
  TypedJson(std::ostream& out, std::uint64_t memory_bytes) : out_(out), memory_bytes_(memory_bytes) {}

  void columns(const std::vector<std::string>& names) override {
    line_ = "{\"columns\":[";
    for (const std::string& name : names) {
      if (line_.back() != '[') line_ += ',';
      append_json_string(line_, name);
    }
    line_ += "],\"rows\":[";
  }

  void row(std::span<const Value> values, const Snapshot& view) override {
    line_ += rows_++ == 0 ? "[" : ",[";
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) line_ += ',';
      append_typed(line_, values[i], view);
    }
    line_ += ']';
    if (memory_bytes_ == 0 || line_.capacity() <= memory_bytes_ / 2) return;
    throw Error(Kind::Limit, "MemoryLimit",
                "the answer needs more than " + text_of_bytes(memory_bytes_) + " of memory as typed-json")
        .hint("ask for less at once, or for another format, which streams");
  }

  void end(const Counters& counters) override {
    const auto count = [&](std::string_view name, std::uint64_t number) {
      line_ += line_.back() == '{' ? "\"" : ",\"";
      line_ += name;
      line_ += "\":" + std::to_string(number);
    };
    line_ += "],\"counters\":{";
    count("nodes_created", counters.nodes_created);
    count("nodes_deleted", counters.nodes_deleted);
    count("relationships_created", counters.relationships_created);
    count("relationships_deleted", counters.relationships_deleted);
    count("properties_set", counters.properties_set);
    count("labels_added", counters.labels_added);
    count("labels_removed", counters.labels_removed);
    const auto if_any = [&](std::string_view name, std::uint64_t number) {
      if (number > 0) count(name, number);
    };
    if_any("indexes_added", counters.indexes_added);
    if_any("indexes_removed", counters.indexes_removed);
    if_any("constraints_added", counters.constraints_added);
    if_any("constraints_removed", counters.constraints_removed);
    line_ += "}}\n";
    out_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
  }

 private:
  std::ostream& out_;
  std::uint64_t memory_bytes_;
  std::string line_ = "{\"columns\":[],\"rows\":[";
  std::uint64_t rows_ = 0;
};

}  // namespace

std::unique_ptr<RowSink> make_typed_json(std::ostream& out, const WriterOptions& options) {
  return std::make_unique<TypedJson>(out, options.memory_bytes);
}

}  // namespace polgraph::writers

namespace polgraph {

std::string typed_json_error(const Error& error, const std::optional<Place>& place) {
  std::string line = "{\"error\":{\"type\":";
  append_json_string(line, tck_type(error.kind()));
  line += ",\"phase\":";
  append_json_string(line, error.phase() == Phase::Compile ? "compile time" : "runtime");
  line += ",\"code\":";
  append_json_string(line, error.detail());
  line += ",\"message\":";
  append_json_string(line, error.message());
  line += ",\"line\":" + (place ? std::to_string(place->line) : "null");
  line += ",\"column\":" + (place ? std::to_string(place->column) : "null");
  return line + "}}\n";
}

}  // namespace polgraph
