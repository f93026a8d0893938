// Test procedures: a table of rows in a JSON file; a call answers with the rows whose "in" equals its arguments.
#include <algorithm>
#include <span>

#include "graph/compare.h"
#include "graph/error.h"
#include "graph/text/json.h"
#include "graph/text/number.h"
#include "graph/text/utf8.h"
#include "query/procedures.h"

namespace polgraph::procedures {

namespace {

Error bad_shape(const std::string& file, const std::string& what) {
  return Error(Kind::Input, "InvalidProcedures", file + ": " + what);
}

const Value& member(const Value& map, const char* key, const std::string& file) {
  const Value* found = map.is_map() ? map.find(key) : nullptr;
  if (found == nullptr) throw bad_shape(file, std::string("`") + key + "` is missing");
  return *found;
}

std::string text_member(const Value& map, const char* key, const std::string& file) {
  const Value& found = member(map, key, file);
  if (!found.is_string()) throw bad_shape(file, std::string("`") + key + "` must be a text");
  return std::string(found.as_string());
}

std::span<const Value> list_member(const Value& map, const char* key, const std::string& file) {
  const Value& found = member(map, key, file);
  if (!found.is_list()) throw bad_shape(file, std::string("`") + key + "` must be a list");
  return found.as_list();
}

Value decoded(const Value& typed, const std::string& file) {
  const std::string type = text_member(typed, "$type", file);
  const Value& value = member(typed, "_value", file);
  if (type == "Null") return {};
  if ((type == "Boolean" && value.is_boolean()) || (type == "String" && value.is_string())) return value;
  if (!value.is_string() && (type == "Integer" || type == "Float"))
    throw bad_shape(file, "the `_value` of type `" + type + "` must be a text");
  if (type == "Integer") {
    if (const auto number = parse_integer(value.as_string())) return Value::integer(*number);
  } else if (type == "Float") {
    if (const auto number = parse_float(value.as_string())) return Value::floating(*number);
  } else if (type == "List" && value.is_list()) {
    ValueList items;
    for (const Value& item : value.as_list()) items.push_back(decoded(item, file));
    return Value::list(std::move(items));
  } else if (type == "Map" && value.is_map()) {
    ValueMap map;
    for (const auto& [key, item] : value.as_map()) map.emplace_back(key, decoded(item, file));
    return Value::map(std::move(map));
  }
  throw bad_shape(file, "a value of type `" + printable(type) + "` is not understood");
}

std::uint32_t kinds_of(std::string type) {
  if (!type.empty() && type.back() == '?') type.pop_back();
  if (type == "STRING") return kStringKind;
  if (type == "INTEGER") return kIntegerKind;
  if (type == "FLOAT") return StaticType::bit(ValueKind::Float);
  if (type == "NUMBER") return kNumberKinds;
  if (type == "BOOLEAN") return kBooleanKind;
  if (type == "MAP") return kMapKind;
  if (type == "NODE") return kNodeKind;
  if (type == "RELATIONSHIP") return kRelationshipKind;
  if (type == "PATH") return kPathKind;
  return StaticType::kAll;
}

std::vector<Procedure::Field> fields(std::span<const Value> list, const std::string& file) {
  std::vector<Procedure::Field> made;
  for (const Value& item : list) {
    const std::string type = text_member(item, "type", file);
    made.push_back({text_member(item, "name", file), kinds_of(type), type, false});
  }
  return made;
}

Procedure table_procedure(const Value& json, const std::string& file) {
  Procedure made;
  made.name = text_member(json, "name", file);
  made.inputs = fields(list_member(json, "inputs", file), file);
  made.outputs = fields(list_member(json, "outputs", file), file);
  std::vector<std::pair<ValueList, ValueList>> table;
  for (const Value& row : list_member(json, "rows", file)) {
    std::pair<ValueList, ValueList> entry;
    for (const Value& value : list_member(row, "in", file)) entry.first.push_back(decoded(value, file));
    for (const Value& value : list_member(row, "out", file)) entry.second.push_back(decoded(value, file));
    if (entry.first.size() != made.inputs.size() || entry.second.size() != made.outputs.size())
      throw bad_shape(file, "a row of `" + printable(made.name) + "` has not one value for each input and output");
    table.push_back(std::move(entry));
  }
  made.call = [table = std::move(table)](std::span<const Value> arguments, Context&) {
    std::vector<ValueList> rows;
    for (const auto& [in, out] : table) {
      const bool hit = in.size() == arguments.size() && std::equal(in.begin(), in.end(), arguments.begin(), same);
      if (hit) rows.push_back(out);
    }
    return rows;
  };
  return made;
}

}  // namespace

std::vector<Procedure> from_json(std::string_view text, const std::string& file) {
  std::vector<Procedure> made;
  const Value json = parse_json(text, file);
  for (const Value& procedure : list_member(json, "procedures", file)) {
    made.push_back(table_procedure(procedure, file));
  }
  return made;
}

}  // namespace polgraph::procedures
