// db.* and dbms.* about indexes and the program, by the names that Neo4j's procedures have; catalog.cc has the rest.
#include "graph/folder.h"
#include "query/procedures.h"
#include "query/show_lists.h"

namespace polgraph::procedures {

namespace {

using Rows = std::vector<ValueList>;
using Arguments = std::span<const Value>;

// What SHOW INDEXES gives, in the columns that the procedure had.
Rows indexes(Arguments, Context& context) {
  Rows rows;
  for (const ValueList& row : shown_list(ast::Show::What::Indexes).rows("", context.view(), builtin_procedures())) {
    const bool unique = context.view().schema().find(std::string(row[1].as_string())) != nullptr && !row[9].is_null();
    rows.push_back({row[0], row[1], row[2], row[3], Value::string(unique ? "UNIQUE" : "NONUNIQUE"), row[4], row[5],
                    row[6], row[7], row[8]});
  }
  return rows;
}

// An index is whole when the command that makes it is done.
Rows nothing(Arguments, Context&) {
  return {};
}

Rows components(Arguments, Context&) {
  return {{Value::string("polgraph"), Value::list({Value::string(folder::release())}), Value::string("embedded")}};
}

Procedure::Field text(const char* name) {
  return {name, kStringKind, "STRING", false};
}
Procedure::Field any(const char* name, const char* type) {
  return {name, StaticType::kAll, type, false};
}

}  // namespace

std::vector<Procedure> schema() {
  const Procedure::Field timeout{"timeout", kIntegerKind, "INTEGER?", true};
  return {
      {"db.indexes",
       {},
       {any("id", "INTEGER?"), text("name"), text("state"), any("populationPercent", "FLOAT"), text("uniqueness"),
        text("type"), text("entityType"), any("labelsOrTypes", "LIST?"), any("properties", "LIST?"), text("provider")},
       "The indexes, as SHOW INDEXES lists them.",
       "CALL db.indexes() YIELD name, labelsOrTypes RETURN *",
       &indexes},
      {"db.awaitIndexes",
       {timeout},
       {},
       "Nothing: an index is whole when the command that makes it is done.",
       "CALL db.awaitIndexes()",
       &nothing},
      {"db.awaitIndex",
       {text("name"), timeout},
       {},
       "Nothing: an index is whole when the command that makes it is done.",
       "CALL db.awaitIndex('index_Actor_name')",
       &nothing},
      {"dbms.components",
       {},
       {text("name"), any("versions", "LIST"), text("edition")},
       "The program and its release.",
       "CALL dbms.components() YIELD name, versions RETURN *",
       &components},
  };
}

}  // namespace polgraph::procedures
