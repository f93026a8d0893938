#include "query/procedures.h"

#include <algorithm>

#include "graph/compare.h"
#include "graph/error.h"
#include "graph/search.h"
#include "graph/text/json.h"
#include "graph/text/number.h"
#include "query/options.h"

namespace polgraph {

namespace {

using Rows = std::vector<ValueList>;
using Arguments = std::span<const Value>;

// ---- polgraph.* ----------------------------------------------------------------------------------------------------

Value text_or_null(const std::string& text) {
  return text.empty() ? Value() : Value::string(text);
}

// A node, a relationship, or the name of a node.
EntityId entity(const Value& value, Context& context) {
  context.check_alive(value);
  if (value.is_node()) return EntityId::of(value.as_node());
  if (value.is_relationship()) return EntityId::of(value.as_relationship());
  if (value.is_string()) return EntityId::of(resolve(context.view(), value.as_string()));
  throw Error(
      Kind::Type, "InvalidArgumentType",
      "a node, a relationship or the name of a node is needed, this is " + std::string(kind_name(value.kind())));
}

Value entity_value(EntityId id, const Snapshot& view) {
  if (id.is_node) return Value::node(id.node());
  const auto found = view.find_relationship(id.relationship());
  return found ? Value::relationship(found->id, found->type) : Value();
}

ValueList statement_row(const Statement& statement) {
  const Evidence& evidence = statement.evidence;
  return {Value::string(statement.fact.predicate), statement.fact.value,
          text_or_null(evidence.source),           text_or_null(evidence.locator),
          Value::string(rank_name(evidence.rank)), text_or_null(evidence.valid_from),
          text_or_null(evidence.valid_to),         text_or_null(evidence.recorded_on),
          text_or_null(statement.fact.original)};
}

Rows statements(Arguments arguments, Context& context) {
  Rows rows;
  if (arguments[0].is_null()) return rows;
  for (const Statement& statement : context.view().statements(entity(arguments[0], context))) {
    rows.push_back(statement_row(statement));
  }
  return rows;
}

const std::vector<Procedure::Field>& statement_fields() {
  static const std::vector<Procedure::Field> kFields{
      {"predicate", kStringKind, "STRING", false}, {"value", StaticType::kAll, "ANY?", false},
      {"source", kStringKind, "STRING?", false},   {"locator", kStringKind, "STRING?", false},
      {"rank", kStringKind, "STRING", false},      {"valid_from", kStringKind, "STRING?", false},
      {"valid_to", kStringKind, "STRING?", false}, {"recorded_on", kStringKind, "STRING?", false},
      {"original", kStringKind, "STRING?", false}};
  return kFields;
}

Rows conflicts(Arguments, Context& context) {
  Rows rows;
  for (const Conflict& conflict : context.view().conflicts()) {
    context.tick();
    ValueList statements;
    for (const Statement& statement : conflict.statements) {
      ValueMap map;
      const ValueList values = statement_row(statement);
      for (std::size_t i = 0; i < values.size(); ++i) map.emplace_back(statement_fields()[i].name, values[i]);
      statements.push_back(Value::map(std::move(map)));
    }
    rows.push_back({entity_value(conflict.subject, context.view()), Value::string(conflict.predicate),
                    Value::list(std::move(statements))});
  }
  return rows;
}

// The title of a source: its node's title or name.
Value source_title(const std::string& source, Context& context) {
  const Snapshot& view = context.view();
  const auto node = view.find_node(Identity{"", source});
  if (!node) return {};
  for (const char* key : {"title", "name"}) {
    const auto id = view.find_key(key);
    const Value value = id ? view.property(*node, *id) : Value();
    if (!value.is_null()) return value;
  }
  return {};
}

Rows sources(Arguments arguments, Context& context) {
  Rows rows;
  if (arguments[0].is_null()) return rows;
  std::vector<std::pair<std::string, std::string>> seen;
  for (const Assertion& assertion : context.view().assertions(entity(arguments[0], context))) {
    const std::pair<std::string, std::string> place(assertion.evidence.source, assertion.evidence.locator);
    if (place.first.empty() || std::find(seen.begin(), seen.end(), place) != seen.end()) continue;
    seen.push_back(place);
    rows.push_back({Value::string(place.first), text_or_null(place.second), source_title(place.first, context)});
  }
  return rows;
}

Rows find(Arguments arguments, Context& context) {
  Rows rows;
  if (arguments[0].is_null()) return rows;
  for (const Hit& hit : search(context.view(), arguments[0].as_string())) {
    rows.push_back({Value::node(hit.node), Value::string(display_name(context.view(), hit.node)),
                    Value::string(hit.reason), Value::floating(hit.score)});
  }
  return rows;
}

std::vector<Procedure> builtins() {
  const Procedure::Field entity_field{"entity", kNodeKind | kRelationshipKind | kStringKind,
                                      "NODE | RELATIONSHIP | STRING", false};
  return {
      {"polgraph.statements",
       {entity_field},
       statement_fields(),
       "Every statement about a node or relationship, with its source.",
       "MATCH (n {id: 'meti'}) CALL polgraph.statements(n) YIELD predicate, value, source, locator RETURN *",
       &statements},
      {"polgraph.conflicts",
       {},
       {{"entity", kNodeKind | kRelationshipKind, "NODE | RELATIONSHIP", false},
        {"predicate", kStringKind, "STRING", false},
        {"statements", kListKind, "LIST", false}},
       "Where sources of the same rank disagree.",
       "CALL polgraph.conflicts() YIELD entity, predicate, statements RETURN *",
       &conflicts},
      {"polgraph.sources",
       {entity_field},
       {{"source", kStringKind, "STRING", false},
        {"locator", kStringKind, "STRING?", false},
        {"title", kStringKind, "STRING?", false}},
       "The places in documents that say something about a node or relationship.",
       "MATCH (n {id: 'meti'}) CALL polgraph.sources(n) YIELD source, locator RETURN *",
       &sources},
      {"polgraph.find",
       {{"words", kStringKind, "STRING", false}},
       {{"node", kNodeKind, "NODE", false},
        {"name", kStringKind, "STRING", false},
        {"reason", kStringKind, "STRING", false},
        {"score", StaticType::bit(ValueKind::Float), "FLOAT", false}},
       "The nodes meant by words, in any spelling.",
       "CALL polgraph.find('METI') YIELD node, reason RETURN *",
       &find},
  };
}

// ---- test procedures from JSON -------------------------------------------------------------------------------------

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
  made.call = [table = std::move(table)](Arguments arguments, Context&) {
    Rows rows;
    for (const auto& [in, out] : table) {
      const bool hit = in.size() == arguments.size() && std::equal(in.begin(), in.end(), arguments.begin(), same);
      if (hit) rows.push_back(out);
    }
    return rows;
  };
  return made;
}

}  // namespace

ProcedureTable::ProcedureTable() {
  for (Procedure& procedure : builtins()) add(std::move(procedure));
}

void ProcedureTable::add(Procedure procedure) {
  std::erase_if(procedures_, [&](const auto& known) { return known->name == procedure.name; });
  procedures_.push_back(std::make_unique<Procedure>(std::move(procedure)));
}

void ProcedureTable::add_json(std::string_view text, const std::string& file) {
  const Value json = parse_json(text, file);
  for (const Value& procedure : member(json, "procedures", file).as_list()) add(table_procedure(procedure, file));
}

const Procedure* ProcedureTable::find(std::string_view name) const {
  for (const auto& procedure : procedures_) {
    if (procedure->name == name) return procedure.get();
  }
  return nullptr;
}

std::vector<std::string> ProcedureTable::names() const {
  std::vector<std::string> all;
  for (const auto& procedure : procedures_) all.push_back(procedure->name);
  return all;
}

const ProcedureTable& builtin_procedures() {
  static const ProcedureTable kTable;
  return kTable;
}

std::shared_ptr<const ProcedureTable> read_procedures(std::string_view json, const std::string& file) {
  auto table = std::make_shared<ProcedureTable>();
  table->add_json(json, file);
  return table;
}

}  // namespace polgraph
