// polgraph.*: what the sources say about an entity.
#include <algorithm>

#include "graph/error.h"
#include "graph/search.h"
#include "query/procedures.h"

namespace polgraph::procedures {

namespace {

using Rows = std::vector<ValueList>;
using Arguments = std::span<const Value>;

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

}  // namespace

std::vector<Procedure> evidence() {
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
  };
}

}  // namespace polgraph::procedures
