// Procedures: what CALL can name. The built-in ones stand in an array in procedures.cc, one row each; test procedures
// come from a JSON file (query --procedures).
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/value.h"
#include "query/context.h"
#include "query/scope.h"

namespace polgraph {

struct Procedure {
  struct Field {
    std::string name;
    std::uint32_t kinds = StaticType::kAll;
    std::string type;       // as written: "STRING?"
    bool optional = false;  // an argument that may be left out (null then)
  };
  std::string name;
  std::vector<Field> inputs, outputs;
  std::string sentence, example;
  // The rows for these arguments, one value for each output.
  std::function<std::vector<ValueList>(std::span<const Value> arguments, Context& context)> call;
};

class ProcedureTable {
 public:
  ProcedureTable();  // the built-in ones
  // Adds the procedures of a JSON text: {"procedures": [{"name", "inputs": [{"name", "type"}], "outputs": [...],
  // "rows": [{"in": [V...], "out": [V...]}]}]}, values in typed JSON. Throws Error Input for what is no such text.
  void add_json(std::string_view text, const std::string& file);
  void add(Procedure procedure);  // replaces one of the same name

  const Procedure* find(std::string_view name) const;  // null: there is none
  std::vector<std::string> names() const;
  const std::vector<std::unique_ptr<Procedure>>& all() const { return procedures_; }

 private:
  std::vector<std::unique_ptr<Procedure>> procedures_;
};

const ProcedureTable& builtin_procedures();

}  // namespace polgraph
