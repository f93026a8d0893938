// Procedures: what CALL can name. Each family is an array of rows in a file of query/procedures/; to add a procedure,
// write its row, to add a family, write its file and a line in procedures.cc. Test procedures come from a JSON file
// (query --procedures).
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

// The rows of one call, pulled one by one: a list of them, or a function that makes the next (false: there is none).
class ProcedureRows {
 public:
  using Next = std::function<bool(ValueList& row)>;
  ProcedureRows() = default;
  ProcedureRows(std::vector<ValueList> rows);  // NOLINT: a list is rows
  explicit ProcedureRows(Next next) : next_(std::move(next)) {}
  bool next(ValueList& row) { return next_ && next_(row); }

 private:
  Next next_;
};

struct Procedure {
  struct Field {
    std::string name;
    std::uint32_t kinds = StaticType::kAll;
    std::string type;       // as written: "STRING?"
    bool optional = false;  // an argument that may be left out (null then)
  };
  // A key that the argument of kind MAP may have. Others are refused, and so are values of other kinds; null is as if
  // the key was not there.
  struct Option {
    std::string name;
    std::uint32_t kinds = StaticType::kAll;
    std::string type;
    std::string sentence;
  };

  std::string name;
  std::vector<Field> inputs, outputs;
  std::string sentence;
  std::string example;  // a statement, run as a test
  // The rows for these arguments, one value for each output. They may borrow the context, not the arguments.
  std::function<ProcedureRows(std::span<const Value> arguments, Context& context)> call;
  std::vector<Option> options = {};

  std::string signature() const;  // "algo.degree(options :: MAP?) :: (node :: NODE, ...)"
  // Throws Error Argument "UnknownOption", Error Type "InvalidArgumentType".
  void check_option(std::string_view key, const Value& value) const;
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

// The families, one file each.
namespace procedures {
std::vector<Procedure> catalog();
std::vector<Procedure> evidence();
std::vector<Procedure> search();
std::vector<Procedure> schema();
std::vector<Procedure> from_json(std::string_view text, const std::string& file);
}  // namespace procedures

}  // namespace polgraph
