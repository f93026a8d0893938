// The header row of Neo4j-admin CSV: `id:ID(Person)`, `name`, `born:int`, `tags:string[]`, `:LABEL`,
// `:START_ID(Person)`. Private to neo4j_csv.cc.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "graph/place.h"
#include "graph/text/csv.h"
#include "graph/value.h"

namespace polgraph::neo4j {

enum class Role { Property, Id, Labels, Start, End, Type, Ignore };
enum class Kind { String, Integer, Float, Boolean, Character, Temporal };

struct Column {
  Role role = Role::Property;
  std::string name;   // of the property; empty: `:ID` alone, which is not stored
  std::string group;  // of Id, Start, End
  Kind kind = Kind::String;
  std::int64_t least = INT64_MIN;  // of Integer
  std::int64_t most = INT64_MAX;
  ValueKind temporal = ValueKind::Null;  // of Temporal
  std::optional<Zone> zone;              // of Temporal: {timezone:...}, for cells without one
  bool is_list = false;
  std::string spelling;   // as in the header
  std::string type_name;  // "int", for messages
};

struct Header {
  std::vector<Column> columns;
  std::vector<std::string> doubts;  // what was understood only in part: one warning each
};

// Throws Error Input "BadHeader" with the place of the column.
Header parse_header(const CsvReader& csv);

// The value of a cell, or why it is none ("\"x\" is no int"). Nothing is said of absence: that is the caller's.
std::variant<Value, std::string> parse_cell(const Column& column, std::string_view text, char array_delimiter);

}  // namespace polgraph::neo4j
