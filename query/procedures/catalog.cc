// db.*: what is in the graph, under the names that other systems' tutorials and tools ask for. SHOW lists the rest.
#include <algorithm>
#include <map>
#include <set>

#include "query/eval.h"
#include "query/procedures.h"
#include "query/value_type.h"

namespace polgraph::procedures {

namespace {

using Rows = std::vector<ValueList>;
using Arguments = std::span<const Value>;

template <class Counts>
Rows names_in_use(const Counts& counts, Context& context) {
  std::set<std::string> names;
  for (const auto& [id, count] : counts) {
    if (count > 0) names.insert(context.view().name(id));
  }
  Rows rows;
  for (const std::string& name : names) rows.push_back({Value::string(name)});
  return rows;
}

Rows labels(Arguments, Context& context) {
  return names_in_use(context.view().statistics().nodes_by_label, context);
}

Rows types(Arguments, Context& context) {
  return names_in_use(context.view().statistics().relationships_by_type, context);
}

Rows keys(Arguments, Context& context) {
  std::vector<std::string> names = context.view().keys();
  std::sort(names.begin(), names.end());
  Rows rows;
  for (const std::string& key : names) rows.push_back({Value::string(key)});
  return rows;
}

// How often a property came, and the types of its values.
struct Seen {
  std::uint64_t count = 0;
  std::set<std::string> types;
};

// All that share their labels, or their type.
struct Group {
  std::uint64_t count = 0;
  std::map<std::string, Seen> properties;

  void add(const Value& properties_of_one) {
    ++count;
    for (const auto& [key, value] : properties_of_one.as_map()) {
      Seen& seen = properties[key];
      ++seen.count;
      std::string type = value_type(value);
      if (type.ends_with(" NOT NULL")) type.resize(type.size() - std::string_view(" NOT NULL").size());
      seen.types.insert(std::move(type));
    }
  }

  // One row a property, one with nulls if there is none: `before`, then name, types, whether all have it.
  void append(Rows& rows, const ValueList& before) const {
    const auto row = [&](Value name, Value type_list, bool mandatory) {
      ValueList made = before;
      made.push_back(std::move(name));
      made.push_back(std::move(type_list));
      made.push_back(Value::boolean(mandatory));
      rows.push_back(std::move(made));
    };
    if (properties.empty()) return row(Value(), Value(), false);
    for (const auto& [key, seen] : properties) {
      ValueList type_list;
      for (const std::string& type : seen.types) type_list.push_back(Value::string(type));
      row(Value::string(key), Value::list(std::move(type_list)), seen.count == count);
    }
  }
};

Rows node_properties(Arguments, Context& context) {
  std::map<std::vector<std::string>, Group> groups;
  auto nodes = context.view().nodes();
  while (nodes.next()) {
    context.tick();
    std::vector<std::string> names;
    for (const LabelId label : context.view().labels(nodes.id())) names.push_back(context.view().name(label));
    groups[names].add(properties_of(Value::node(nodes.id()), context));
  }
  Rows rows;
  for (const auto& [names, group] : groups) {
    std::string type;
    ValueList list;
    for (const std::string& name : names) {
      type += ":`" + name + "`";
      list.push_back(Value::string(name));
    }
    group.append(rows, {Value::string(type), Value::list(std::move(list))});
  }
  return rows;
}

Rows relationship_properties(Arguments, Context& context) {
  std::map<std::string, Group> groups;
  auto relationships = context.view().relationships();
  while (relationships.next()) {
    context.tick();
    const auto one = context.view().find_relationship(relationships.id());
    if (one) groups[context.view().name(one->type)].add(properties_of(Value::relationship(one->id, one->type), context));
  }
  Rows rows;
  for (const auto& [name, group] : groups) group.append(rows, {Value::string(":`" + name + "`")});
  return rows;
}

}  // namespace

std::vector<Procedure> catalog() {
  const Procedure::Field property{"propertyName", kStringKind, "STRING?", false},
      property_types{"propertyTypes", kListKind, "LIST<STRING>?", false},
      mandatory{"mandatory", kBooleanKind, "BOOLEAN", false};
  return {
      {"db.labels",
       {},
       {{"label", kStringKind, "STRING", false}},
       "The labels that nodes have.",
       "CALL db.labels() YIELD label RETURN label",
       &labels},
      {"db.relationshipTypes",
       {},
       {{"relationshipType", kStringKind, "STRING", false}},
       "The types that relationships have.",
       "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType",
       &types},
      {"db.propertyKeys",
       {},
       {{"propertyKey", kStringKind, "STRING", false}},
       "Every property key that was ever used.",
       "CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey",
       &keys},
      {"db.schema.nodeTypeProperties",
       {},
       {{"nodeType", kStringKind, "STRING", false},
        {"nodeLabels", kListKind, "LIST<STRING>", false},
        property,
        property_types,
        mandatory},
       "The properties of the nodes with the same labels, the types of their values, and whether all have them.",
       "CALL db.schema.nodeTypeProperties() YIELD nodeType, propertyName, propertyTypes RETURN *",
       &node_properties},
      {"db.schema.relTypeProperties",
       {},
       {{"relType", kStringKind, "STRING", false}, property, property_types, mandatory},
       "The properties of the relationships of a type, the types of their values, and whether all have them.",
       "CALL db.schema.relTypeProperties() YIELD relType, propertyName, propertyTypes RETURN *",
       &relationship_properties},
  };
}

}  // namespace polgraph::procedures
