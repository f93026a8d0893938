// Test procedures: a table of rows in a JSON file; a call answers with the rows whose "in" equals its arguments.
#include <algorithm>

#include "graph/compare.h"
#include "graph/error.h"
#include "graph/text/json.h"
#include "graph/text/number.h"
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

Value decoded(const Value& typed, const std::string& file) {
  const std::string type(member(typed, "$type", file).as_string());
  const Value& value = member(typed, "_value", file);
  if (type == "Null") return {};
  if (type == "Boolean" || type == "String") return value;
  if (type == "Integer") {
    if (const auto number = parse_integer(value.as_string())) return Value::integer(*number);
  } else if (type == "Float") {
    if (const auto number = parse_float(value.as_string())) return Value::floating(*number);
  } else if (type == "List") {
    ValueList items;
    for (const Value& item : value.as_list()) items.push_back(decoded(item, file));
    return Value::list(std::move(items));
  } else if (type == "Map") {
    ValueMap map;
    for (const auto& [key, item] : value.as_map()) map.emplace_back(key, decoded(item, file));
    return Value::map(std::move(map));
  }
  throw bad_shape(file, "a value of type `" + type + "` is not understood");
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

std::vector<Procedure::Field> fields(const Value& list, const std::string& file) {
  std::vector<Procedure::Field> made;
  for (const Value& item : list.as_list()) {
    const std::string type(member(item, "type", file).as_string());
    made.push_back({std::string(member(item, "name", file).as_string()), kinds_of(type), type, false});
  }
  return made;
}

Procedure table_procedure(const Value& json, const std::string& file) {
  Procedure made;
  made.name = member(json, "name", file).as_string();
  made.inputs = fields(member(json, "inputs", file), file);
  made.outputs = fields(member(json, "outputs", file), file);
  std::vector<std::pair<ValueList, ValueList>> table;
  for (const Value& row : member(json, "rows", file).as_list()) {
    std::pair<ValueList, ValueList> entry;
    for (const Value& value : member(row, "in", file).as_list()) entry.first.push_back(decoded(value, file));
    for (const Value& value : member(row, "out", file).as_list()) entry.second.push_back(decoded(value, file));
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
  for (const Value& procedure : member(json, "procedures", file).as_list()) {
    made.push_back(table_procedure(procedure, file));
  }
  return made;
}

}  // namespace polgraph::procedures
