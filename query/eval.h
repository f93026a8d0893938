// Expressions as they run: a tree of nodes made by query/compile.h, evaluated over one row of slots. No names, no
// syntax tree at run time.
//
//   Throws  eval(): Error Type, Argument, Arithmetic, NotFound, Limit, with the place of the sub-expression at fault
//   Thread  one statement's expressions belong to one thread (names are resolved to ids on first use)
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/value.h"
#include "query/context.h"
#include "query/scope.h"
#include "query/syntax/ast.h"

namespace polgraph {

class Expr;
struct Pipeline;

// What a rewrite may see of an expression. Other: nothing.
struct ExprShape {
  enum class Kind { Other, Slot, Input, PropertyOf, Binary, Not, HasLabels, Exists, Lower };
  Kind kind = Kind::Other;
  std::size_t slot = 0;                          // Slot
  std::string_view key;                          // PropertyOf `left`; Lower: toLower(`left`)
  ast::BinaryOp op{};                            // Binary
  const Expr* left = nullptr;                    // the operand, where there is one
  const Expr* right = nullptr;                   // Binary
  const ast::LabelExpression* labels = nullptr;  // HasLabels of `left`
  const Pipeline* pipeline = nullptr;            // Exists
  const Value* value = nullptr;                  // Input: of this run, until the next one
};

class Expr {
 public:
  virtual ~Expr() = default;
  // `row` has Context::width() slots; the node may write the slots of its own local variables, no others.
  virtual Value eval(Value* row, Context& context) const = 0;
  virtual const Value* constant() const { return nullptr; }  // what it always is, where that is known
  virtual ExprShape shape() const { return {}; }

  ast::Span span;
  std::uint32_t first_plan = 0, last_plan = 0;  // EXPLAIN: sub-queries inside, by number
  StaticType type;
};
using ExprPtr = std::unique_ptr<Expr>;

// WHERE: true passes, false and null do not. Throws Error Type for anything else.
bool is_true(const Expr& condition, Value* row, Context& context);

// ---- leaves and operators (eval.cc) --------------------------------------------------------------------------------
ExprPtr make_constant(Value value);
ExprPtr make_slot(std::size_t slot, StaticType type);
ExprPtr make_unary(ast::UnaryOp op, ExprPtr operand);
ExprPtr make_binary(ast::BinaryOp op, ExprPtr left, ExprPtr right);
ExprPtr make_chain(std::vector<ExprPtr> operands, std::vector<ast::BinaryOp> ops);

// ---- access (access.cc) --------------------------------------------------------------------------------------------
ExprPtr make_property(ExprPtr object, std::string key);
ExprPtr make_index(ExprPtr object, ExprPtr index);
ExprPtr make_slice(ExprPtr object, ExprPtr from, ExprPtr to);
ExprPtr make_has_labels(ExprPtr object, const ast::LabelExpression& labels);
Value property_of(const Value& object, const std::string& key, std::optional<KeyId>& known, Context& context);
bool label_matches(const ast::LabelExpression& labels, const Value& entity, Context& context);
Value properties_of(const Value& entity, Context& context);  // a map

// ---- structures (structures.cc) ------------------------------------------------------------------------------------
ExprPtr make_list(std::vector<ExprPtr> items);
ExprPtr make_map(std::vector<std::pair<std::string, ExprPtr>> entries);
struct ProjectionPart {
  bool all = false;  // .*
  std::string key;
  ExprPtr value;  // null: the object's own property `key`
};
ExprPtr make_map_projection(ExprPtr object, std::vector<ProjectionPart> parts);
// `tested`: the slot of the operand, about which every `when` is a condition; none: a `when` is what it must equal.
ExprPtr make_case(ExprPtr operand, std::vector<std::pair<ExprPtr, ExprPtr>> whens, ExprPtr otherwise,
                  std::optional<std::size_t> tested = std::nullopt);
ExprPtr make_comprehension(std::size_t slot, ExprPtr list, ExprPtr where, ExprPtr projection);
ExprPtr make_quantifier(ast::Quantifier::Kind kind, std::size_t slot, ExprPtr list, ExprPtr where);
// With `always`: is it true of the accumulator after every step?
ExprPtr make_reduce(std::size_t accumulator, ExprPtr initial, std::size_t slot, ExprPtr list, ExprPtr body,
                    ExprPtr always = nullptr);
ExprPtr make_type_test(ExprPtr operand, const std::vector<ast::TypeName>& types, bool negated);  // value_type.cc

// `text =~ pattern` for the whole text, in time linear in it (regex.cc). Throws Error Argument
// "InvalidRegularExpression".
bool regex_matches(std::string_view text, std::string_view pattern);

}  // namespace polgraph
