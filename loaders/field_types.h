// The field types of Table Schema (Frictionless v2, v1 tolerated): a cell's text to a Value, checked.
// Private to the data package. Dates, times and durations are temporal values, years integers, yearmonths ISO texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "graph/value.h"

namespace polgraph {

enum class FieldType {
  Any,
  String,
  Integer,
  Number,
  Boolean,
  Date,
  DateTime,
  Time,
  Year,
  YearMonth,
  Duration,
  Array,
  Object,
  List,
  GeoPoint,
  GeoJson
};

std::optional<FieldType> field_type(std::string_view name);
std::string_view field_type_name(FieldType type);

struct FieldConstraints {
  bool required = false;
  bool unique = false;
  std::vector<Value> allowed;                                    // enum; empty: any
  Value minimum, maximum, exclusive_minimum, exclusive_maximum;  // null: none
  std::optional<std::int64_t> min_length, max_length;            // letters of a text, items of a list
};

struct Field {
  std::string name;
  FieldType type = FieldType::Any;
  std::string format;  // "default", or what the type knows: email uri uuid binary any, a pattern such as %d/%m/%Y
  char decimal_char = '.';
  std::string group_char;
  bool bare_number = true;
  std::vector<std::string> true_values{"true", "True", "TRUE", "1"};
  std::vector<std::string> false_values{"false", "False", "FALSE", "0"};
  char list_delimiter = ',';
  FieldType item_type = FieldType::String;
  std::vector<std::string> missing_values{""};
  FieldConstraints constraints;
};

struct ParsedCell {
  Value value;
  std::string fault;  // why there is no value; empty: there is
  std::string doubt;  // digits that a float cannot keep
};

// `text` is not one of the missing values. Constraints are not looked at.
ParsedCell parse_cell(const Field& field, std::string_view text);
// Why the value breaks a constraint (but required and unique, which need the row and the table); empty if none.
std::string broken_constraint(const Field& field, const Value& value);

}  // namespace polgraph
