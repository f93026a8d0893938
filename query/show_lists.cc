#include "query/show_lists.h"

#include <array>

#include "query/functions.h"

namespace polgraph {

namespace {

using Rows = std::vector<ValueList>;

Value text(std::string_view words) {
  return Value::string(std::string(words));
}

// ---- SHOW FUNCTIONS ------------------------------------------------------------------------------------------------

bool knows_origin(std::string_view filter) {
  return filter.empty() || filter == "ALL" || filter == "BUILT IN" || filter == "USER DEFINED";
}

Rows function_rows(std::string_view filter, const Snapshot&, const ProcedureTable&) {
  Rows rows;
  if (filter == "USER DEFINED") return rows;
  for (const Function* function : all_functions()) {
    rows.push_back({text(function->name), text(family_of(*function)),
                    text(function->sentence), text(function->signature), Value::boolean(true),
                    Value::boolean(function->is_aggregate()), text(function->example)});
  }
  return rows;
}

ShownList functions_list() {
  return {"FUNCTIONS",
          {{"name"},
           {"category"},
           {"description"},
           {"signature", false},
           {"isBuiltIn", false},
           {"aggregating", false},
           {"example", false}},
          &function_rows,
          &knows_origin};
}

// ---- SHOW PROCEDURES -----------------------------------------------------------------------------------------------

Value descriptions(const std::vector<Procedure::Field>& fields) {
  ValueList all;
  for (const Procedure::Field& field : fields) {
    all.push_back(Value::map({{"name", text(field.name)},
                              {"optional", Value::boolean(field.optional)},
                              {"type", text(field.type)}}));
  }
  return Value::list(std::move(all));
}

Rows procedure_rows(std::string_view, const Snapshot&, const ProcedureTable& procedures) {
  Rows rows;
  for (const auto& procedure : procedures.all()) {
    rows.push_back({text(procedure->name), text(procedure->sentence), text("READ"), Value::boolean(false),
                    text(procedure->signature()),
                    descriptions(procedure->inputs), descriptions(procedure->outputs), text(procedure->example)});
  }
  return rows;
}

ShownList procedures_list() {
  return {"PROCEDURES",
          {{"name"},
           {"description"},
           {"mode"},
           {"worksOnSystem"},
           {"signature", false},
           {"argumentDescription", false},
           {"returnDescription", false},
           {"example", false}},
          &procedure_rows,
          [](std::string_view filter) { return filter.empty(); }};
}

}  // namespace

// In the order of ast::Show::What.
const ShownList& shown_list(ast::Show::What what) {
  static const std::array<ShownList, 4> kLists{shown::indexes(), shown::constraints(), functions_list(),
                                               procedures_list()};
  return kLists[static_cast<std::size_t>(what)];
}

}  // namespace polgraph
