#include "query/procedures.h"

#include "graph/error.h"
#include "query/options.h"

namespace polgraph {

namespace {

using Family = std::vector<Procedure> (*)();
constexpr Family kFamilies[] = {&procedures::catalog, &procedures::evidence, &procedures::search, &procedures::schema};

std::string list_of(const std::vector<Procedure::Field>& fields) {
  std::string text;
  for (const auto& field : fields) text += (text.empty() ? "" : ", ") + field.name + " :: " + field.type;
  return "(" + text + ")";
}

}  // namespace

ProcedureRows::ProcedureRows(std::vector<ValueList> rows)
    : next_([rows = std::move(rows), at = std::size_t{0}](ValueList& row) mutable {
        if (at == rows.size()) return false;
        row = std::move(rows[at++]);
        return true;
      }) {}

std::string Procedure::signature() const {
  return name + list_of(inputs) + (outputs.empty() ? "" : " :: " + list_of(outputs));
}

void Procedure::check_option(std::string_view key, const Value& value) const {
  std::vector<std::string> names;
  for (const Option& option : options) {
    names.push_back(option.name);
    if (option.name != key) continue;
    if (value.is_null() || (StaticType::bit(value.kind()) & option.kinds) != 0) return;
    throw Error(Kind::Type, "InvalidArgumentType",
                "`" + option.name + "` of " + name + " is " + option.type + ", this is " +
                    std::string(kind_name(value.kind())));
  }
  Error unknown(Kind::Argument, "UnknownOption", name + " takes no `" + std::string(key) + "`");
  const auto near = nearest(key, names);
  std::string hint = "it takes ";
  for (std::size_t i = 0; i < names.size(); ++i) hint += (i == 0 ? "" : ", ") + names[i];
  throw unknown.hint(near ? "did you mean `" + *near + "`?" : hint);
}

ProcedureTable::ProcedureTable() {
  for (const Family family : kFamilies) {
    for (Procedure& procedure : family()) add(std::move(procedure));
  }
}

void ProcedureTable::add(Procedure procedure) {
  std::erase_if(procedures_, [&](const auto& known) { return known->name == procedure.name; });
  procedures_.push_back(std::make_unique<Procedure>(std::move(procedure)));
}

void ProcedureTable::add_json(std::string_view text, const std::string& file) {
  for (Procedure& procedure : procedures::from_json(text, file)) add(std::move(procedure));
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
