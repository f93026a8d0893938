#include "graph/property_type.h"

#include <algorithm>
#include <array>

namespace polgraph {

namespace {

// In the order in which unions are written.
constexpr std::array<ValueKind, 10> kScalars{
    ValueKind::Boolean,   ValueKind::String, ValueKind::Integer,       ValueKind::Float,    ValueKind::Date,
    ValueKind::LocalTime, ValueKind::Time,   ValueKind::LocalDateTime, ValueKind::DateTime, ValueKind::Duration};

bool fits(std::uint32_t kinds, const Value& value) {
  return (kinds & detail::kind_bit(value.kind())) != 0;
}

void append_union(std::string& out, std::uint32_t kinds, std::string_view after_each) {
  const char* gap = "";
  for (const ValueKind kind : kScalars) {
    if ((kinds & detail::kind_bit(kind)) == 0) continue;
    ((out += gap) += type_word(kind)) += after_each;
    gap = " | ";
  }
}

}  // namespace

bool PropertyType::holds(const Value& value) const {
  if (value.is_null() || fits(kinds, value)) return true;
  if (!value.is_list()) return false;
  return std::any_of(lists.begin(), lists.end(), [&](std::uint32_t elements) {
    return std::all_of(value.as_list().begin(), value.as_list().end(),
                       [&](const Value& item) { return fits(elements, item); });
  });
}

std::string_view type_word(ValueKind kind) {
  switch (kind) {
    case ValueKind::Boolean: return "BOOLEAN";
    case ValueKind::String: return "STRING";
    case ValueKind::Integer: return "INTEGER";
    case ValueKind::Float: return "FLOAT";
    case ValueKind::Date: return "DATE";
    case ValueKind::LocalTime: return "LOCAL TIME";
    case ValueKind::Time: return "ZONED TIME";
    case ValueKind::LocalDateTime: return "LOCAL DATETIME";
    case ValueKind::DateTime: return "ZONED DATETIME";
    case ValueKind::Duration: return "DURATION";
    case ValueKind::Null: return "NULL";
    case ValueKind::List: return "LIST";
    case ValueKind::Map: return "MAP";
    case ValueKind::Node: return "NODE";
    case ValueKind::Relationship: return "RELATIONSHIP";
    case ValueKind::Path: return "PATH";
  }
  return "ANY";
}

std::string text(const PropertyType& type) {
  std::string out;
  append_union(out, type.kinds, "");
  for (const std::uint32_t elements : type.lists) {
    if (!out.empty()) out += " | ";
    out += "LIST<";
    append_union(out, elements, " NOT NULL");
    out += '>';
  }
  return out;
}

}  // namespace polgraph
