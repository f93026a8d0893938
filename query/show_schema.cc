// SHOW INDEXES and SHOW CONSTRAINTS: the schema in the columns that Neo4j gives it.
#include <array>
#include <tuple>

#include "graph/text/cypher.h"
#include "query/show_lists.h"

namespace polgraph::shown {

namespace {

using Rows = std::vector<ValueList>;

Value text(std::string_view words) {
  return words.empty() ? Value() : Value::string(std::string(words));
}

std::string label_of(const SchemaRule& rule, const Snapshot& view) {
  return rule.on_nodes ? view.name(LabelId(rule.token)) : view.name(TypeId(rule.token));
}

std::vector<std::string> keys_of(const SchemaRule& rule, const Snapshot& view) {
  std::vector<std::string> keys;
  for (const KeyId key : rule.keys) keys.push_back(view.name(key));
  return keys;
}

std::string_view index_type(const SchemaRule& rule) {
  return rule.kind == RuleKind::TextIndex ? "TEXT" : "RANGE";
}

std::string_view constraint_type(const SchemaRule& rule) {
  switch (rule.kind) {
    case RuleKind::Unique: return rule.on_nodes ? "UNIQUENESS" : "RELATIONSHIP_UNIQUENESS";
    case RuleKind::Exists: return rule.on_nodes ? "NODE_PROPERTY_EXISTENCE" : "RELATIONSHIP_PROPERTY_EXISTENCE";
    case RuleKind::Key: return rule.on_nodes ? "NODE_KEY" : "RELATIONSHIP_KEY";
    default: return rule.on_nodes ? "NODE_PROPERTY_TYPE" : "RELATIONSHIP_PROPERTY_TYPE";
  }
}

// The command that makes the rule, in canonical text.
std::string create_text(const SchemaRule& rule, const Snapshot& view) {
  std::string made = "CREATE ";
  if (!rule.is_constraint()) made += std::string(index_type(rule)) + " INDEX ";
  if (rule.is_constraint()) made += "CONSTRAINT ";
  append_cypher_name(made, rule.name);
  made += rule.on_nodes ? " FOR (n:" : " FOR ()-[r:";
  append_cypher_name(made, label_of(rule, view));
  made += rule.on_nodes ? ")" : "]-()";
  made += rule.is_constraint() ? " REQUIRE (" : " ON (";
  const char* gap = "";
  for (const std::string& key : keys_of(rule, view)) {
    (made += gap) += rule.on_nodes ? "n." : "r.";
    append_cypher_name(made, key);
    gap = ", ";
  }
  made += ')';
  switch (rule.kind) {
    case RuleKind::Unique: return made + " IS UNIQUE";
    case RuleKind::Exists: return made + " IS NOT NULL";
    case RuleKind::Key: return made + (rule.on_nodes ? " IS NODE KEY" : " IS RELATIONSHIP KEY");
    case RuleKind::Type: return made + " IS :: " + polgraph::text(rule.type);
    default: return made;
  }
}

// What every store has: nodes by label, and by the properties `id` and `name`, whatever their labels.
struct BuiltIn {
  std::string_view name, key;
};
constexpr std::array<BuiltIn, 3> kBuiltIn{{{"node_labels", ""}, {"node_ids", "id"}, {"node_names", "name"}}};

ValueList index_row(Value id, std::string_view name, std::string_view type, bool on_nodes, Value labels, Value keys,
                    Value constraint, Value command) {
  return {std::move(id),
          text(name),
          text("ONLINE"),
          Value::floating(100),
          text(type),
          text(on_nodes ? "NODE" : "RELATIONSHIP"),
          std::move(labels),
          std::move(keys),
          text("polgraph-1.0"),
          std::move(constraint),
          Value(),  // lastRead, readCount, trackedSince: reads are not counted
          Value(),
          Value(),
          Value::map({}),
          text(""),
          std::move(command)};
}

bool knows_index_type(std::string_view filter) {
  for (const std::string_view known : {"", "ALL", "BTREE", "FULLTEXT", "LOOKUP", "POINT", "RANGE", "TEXT", "VECTOR"})
    if (filter == known) return true;
  return false;
}

Rows index_rows(std::string_view filter, const Snapshot& view, const ProcedureTable&) {
  Rows rows;
  const auto wanted = [&](std::string_view type) { return filter.empty() || filter == "ALL" || filter == type; };
  if (wanted("LOOKUP")) {
    for (const BuiltIn& index : kBuiltIn) {
      const Value keys = index.key.empty() ? Value() : text_list({std::string(index.key)});
      rows.push_back(index_row(Value(), index.name, "LOOKUP", true, Value(), keys, Value(), Value()));
    }
  }
  for (const SchemaRule& rule : view.schema().rules) {
    if (!rule.has_index() || !wanted(index_type(rule))) continue;
    rows.push_back(index_row(Value::integer(rule.number), rule.name, index_type(rule), rule.on_nodes,
                             text_list({label_of(rule, view)}), text_list(keys_of(rule, view)),
                             rule.is_constraint() ? text(rule.name) : Value(), text(create_text(rule, view))));
  }
  return rows;
}

// The words before CONSTRAINTS, and which constraints they mean: of nodes (1), of relationships (2), of both (3).
struct ConstraintFilter {
  std::string_view words;
  std::array<bool, 4> kinds;  // Unique, Exists, Key, Type
  int entities;
};
constexpr std::array<bool, 4> kUnique{true, false, false, false}, kExists{false, true, false, false},
    kKey{false, false, true, false}, kType{false, false, false, true}, kAny{true, true, true, true};
constexpr std::array<ConstraintFilter, 41> kConstraintFilters{{
    {"", kAny, 3},
    {"ALL", kAny, 3},
    {"UNIQUE", kUnique, 3},
    {"UNIQUENESS", kUnique, 3},
    {"PROPERTY UNIQUE", kUnique, 3},
    {"PROPERTY UNIQUENESS", kUnique, 3},
    {"NODE UNIQUE", kUnique, 1},
    {"NODE UNIQUENESS", kUnique, 1},
    {"NODE PROPERTY UNIQUE", kUnique, 1},
    {"NODE PROPERTY UNIQUENESS", kUnique, 1},
    {"REL UNIQUE", kUnique, 2},
    {"REL UNIQUENESS", kUnique, 2},
    {"REL PROPERTY UNIQUENESS", kUnique, 2},
    {"RELATIONSHIP UNIQUE", kUnique, 2},
    {"RELATIONSHIP UNIQUENESS", kUnique, 2},
    {"RELATIONSHIP PROPERTY UNIQUENESS", kUnique, 2},
    {"EXIST", kExists, 3},
    {"EXISTS", kExists, 3},
    {"EXISTENCE", kExists, 3},
    {"PROPERTY EXIST", kExists, 3},
    {"PROPERTY EXISTENCE", kExists, 3},
    {"NODE EXIST", kExists, 1},
    {"NODE EXISTENCE", kExists, 1},
    {"NODE PROPERTY EXIST", kExists, 1},
    {"NODE PROPERTY EXISTENCE", kExists, 1},
    {"REL EXIST", kExists, 2},
    {"REL EXISTENCE", kExists, 2},
    {"REL PROPERTY EXIST", kExists, 2},
    {"REL PROPERTY EXISTENCE", kExists, 2},
    {"RELATIONSHIP EXIST", kExists, 2},
    {"RELATIONSHIP EXISTENCE", kExists, 2},
    {"RELATIONSHIP PROPERTY EXIST", kExists, 2},
    {"RELATIONSHIP PROPERTY EXISTENCE", kExists, 2},
    {"KEY", kKey, 3},
    {"NODE KEY", kKey, 1},
    {"REL KEY", kKey, 2},
    {"RELATIONSHIP KEY", kKey, 2},
    {"PROPERTY TYPE", kType, 3},
    {"NODE PROPERTY TYPE", kType, 1},
    {"REL PROPERTY TYPE", kType, 2},
    {"RELATIONSHIP PROPERTY TYPE", kType, 2},
}};

const ConstraintFilter* find_filter(std::string_view words) {
  for (const ConstraintFilter& filter : kConstraintFilters)
    if (filter.words == words) return &filter;
  return nullptr;
}

Rows constraint_rows(std::string_view words, const Snapshot& view, const ProcedureTable&) {
  Rows rows;
  const ConstraintFilter& filter = *find_filter(words);
  for (const SchemaRule& rule : view.schema().rules) {
    if (!rule.is_constraint() || (filter.entities & (rule.on_nodes ? 1 : 2)) == 0) continue;
    const auto kind = static_cast<std::size_t>(rule.kind) - static_cast<std::size_t>(RuleKind::Unique);
    if (!filter.kinds[kind]) continue;
    rows.push_back({Value::integer(rule.number), text(rule.name), text(constraint_type(rule)),
                    text(rule.on_nodes ? "NODE" : "RELATIONSHIP"), text_list({label_of(rule, view)}),
                    text_list(keys_of(rule, view)), rule.has_index() ? text(rule.name) : Value(),
                    rule.kind == RuleKind::Type ? text(polgraph::text(rule.type)) : Value(), Value::map({}),
                    text(create_text(rule, view))});
  }
  return rows;
}

}  // namespace

Value text_list(const std::vector<std::string>& words) {
  ValueList items;
  for (const std::string& word : words) items.push_back(Value::string(word));
  return Value::list(std::move(items));
}

ShownList indexes() {
  return {"INDEXES",
          {{"id"},
           {"name"},
           {"state"},
           {"populationPercent"},
           {"type"},
           {"entityType"},
           {"labelsOrTypes"},
           {"properties"},
           {"indexProvider"},
           {"owningConstraint"},
           {"lastRead", false},
           {"readCount", false},
           {"trackedSince", false},
           {"options", false},
           {"failureMessage", false},
           {"createStatement", false}},
          &index_rows,
          &knows_index_type};
}

ShownList constraints() {
  return {"CONSTRAINTS",
          {{"id"},
           {"name"},
           {"type"},
           {"entityType"},
           {"labelsOrTypes"},
           {"properties"},
           {"ownedIndex"},
           {"propertyType"},
           {"options", false},
           {"createStatement", false}},
          &constraint_rows,
          [](std::string_view words) { return find_filter(words) != nullptr; }};
}

}  // namespace polgraph::shown
