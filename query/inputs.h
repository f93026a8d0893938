// Inputs: what a plan is given anew for each run, so that one plan serves many: the parameters, and the texts that the
// statement compares properties with (`{id: 'jp/meti'}`, `WHERE n.id = 'jp/meti'`). A thousand look-ups by id are then
// one plan and a thousand inputs.
//
// A text counts as an input only where nothing that is planned depends on which one it is: as a whole value in the
// property map of a pattern of MATCH, or as the right side of a comparison of a property in a WHERE of MATCH. Every
// other literal is a part of the plan. Texts of one shape are equally long, so places in the text hold for all of them.
//
//   Lives   a plan's expressions share the values with its Inputs
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/eval.h"
#include "query/options.h"
#include "query/syntax/ast.h"

namespace polgraph {

// What is alike in all statements that one plan can serve.
struct Shape {
  std::string text;                    // of the statement, its inputs' letters replaced; empty: its plan is not kept
  std::vector<std::uint32_t> begins;   // where the inputs stand in the text, ascending
  std::vector<Value> values;           // of the same index
};
Shape shape_of(const std::string& text, const ast::Statement& statement);

class Inputs {
 public:
  explicit Inputs(const Shape& shape) : begins_(shape.begins), values_(std::make_shared<ValueList>(shape.values)) {}

  // The expression of the literal at `span`; null: it is none of the inputs.
  ExprPtr literal(ast::Span span, const Value& value) const;
  ExprPtr parameter(const std::string& name, const Value& value);
  void fix() { fixed_ = true; }             // something of this run is in the plan: it serves no other
  bool is_fixed() const { return fixed_; }
  // For the next run; false: a parameter is missing.
  bool set(const Shape& shape, const RunOptions& options);

 private:
  std::vector<std::uint32_t> begins_;
  std::vector<std::string> parameters_;
  std::shared_ptr<ValueList> values_;  // of the literals, then of the parameters
  bool fixed_ = false;
};

}  // namespace polgraph
