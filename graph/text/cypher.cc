#include "graph/text/cypher.h"

#include <cmath>

#include "graph/go_on.h"
#include "graph/text/letters.h"
#include "graph/text/number.h"
#include "graph/text/temporal.h"
#include "graph/text/utf8.h"

namespace polgraph {

namespace {

bool is_plain_name(std::string_view name) {
  if (name.empty()) return false;
  for (std::size_t i = 0; i < name.size();) {
    const bool first = i == 0;
    bool valid = true;
    const char32_t code_point = decode_utf8(name, i, &valid);
    if (!valid || !(first ? is_name_start(code_point) : is_name_part(code_point))) return false;
  }
  return true;
}

void append_float(std::string& out, double number) {
  if (std::isnan(number)) {
    out += "(0.0 / 0.0)";
  } else if (std::isinf(number)) {
    out += number > 0 ? "(1.0 / 0.0)" : "(-1.0 / 0.0)";
  } else {
    out += to_text(number);
  }
}

std::string_view temporal_function(ValueKind kind) {
  switch (kind) {
    case ValueKind::Date: return "date";
    case ValueKind::LocalTime: return "localtime";
    case ValueKind::Time: return "time";
    case ValueKind::LocalDateTime: return "localdatetime";
    case ValueKind::DateTime: return "datetime";
    default: return "duration";
  }
}

void append_temporal(std::string& out, const Value& value) {
  out += temporal_function(value.kind());
  out += '(';
  append_cypher_string(out, temporal_text(value));
  out += ')';
}

void append_list(std::string& out, std::span<const Value> items) {
  go_on(items.size());
  out += '[';
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ", ";
    append_cypher(out, items[i]);
  }
  out += ']';
}

void append_map(std::string& out, const ValueMap& entries) {
  go_on(entries.size());
  out += '{';
  for (const auto& [key, value] : entries) {
    if (out.back() != '{') out += ", ";
    append_cypher_name(out, key);
    out += ": ";
    append_cypher(out, value);
  }
  out += '}';
}

void append_path(std::string& out, const PathValue& path) {
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    if (i > 0) out += "-[#" + std::to_string(path.relationships[i - 1].first.value) + "]-";
    out += "(#" + std::to_string(path.nodes[i].value) + ")";
  }
}

}  // namespace

std::string to_cypher(const Value& value) {
  std::string text;
  append_cypher(text, value);
  return text;
}

void append_cypher(std::string& out, const Value& value) {
  switch (value.kind()) {
    case ValueKind::Null: out += "null"; return;
    case ValueKind::Boolean: out += value.as_boolean() ? "true" : "false"; return;
    case ValueKind::Integer: out += to_text(value.as_integer()); return;
    case ValueKind::Float: append_float(out, value.as_float()); return;
    case ValueKind::String: append_cypher_string(out, value.as_string()); return;
    case ValueKind::List: append_list(out, value.as_list()); return;
    case ValueKind::Map: append_map(out, value.as_map()); return;
    case ValueKind::Node: out += "(#" + std::to_string(value.as_node().value) + ")"; return;
    case ValueKind::Relationship: out += "[#" + std::to_string(value.as_relationship().value) + "]"; return;
    case ValueKind::Path: append_path(out, value.as_path()); return;
    default: append_temporal(out, value); return;
  }
}

void append_cypher_string(std::string& out, std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  out += '\'';
  for (const char letter : text) {
    switch (letter) {
      case '\'': out += "\\'"; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte < 0x20 || byte == 0x7F) {
          out += "\\u00";
          out += kHex[byte >> 4];
          out += kHex[byte & 15];
        } else {
          out += letter;
        }
      }
    }
  }
  out += '\'';
}

void append_cypher_name(std::string& out, std::string_view name) {
  if (is_plain_name(name)) {
    out += name;
    return;
  }
  out += '`';
  for (const char letter : name) {
    if (letter == '`') out += '`';
    out += letter;
  }
  out += '`';
}

}  // namespace polgraph
