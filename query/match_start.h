// Private to the planning of patterns: the ways in which a node or a relationship of a pattern can be found without
// looking at all of them. Whatever a pattern or its WHERE says about one is offered here; each kind of look-up that the
// store can do is one kind of Start. The conditions themselves stay with the planner and are tested whatever start is
// taken, so a start may find too many, but never too few.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "query/eval.h"
#include "query/plan.h"

namespace polgraph {

struct LookupPart;

// A node or a relationship of the pattern, by its number among the nodes or the steps.
struct Target {
  bool is_node = true;
  std::size_t number = 0;
  bool operator==(const Target&) const = default;
};

class Starts {
 public:
  // What an expression names, where it is something of the pattern that is not bound yet.
  using Named = std::function<std::optional<Target>(const ast::Expression&)>;
  // Do these slots hold their values by now?
  using Solved = std::function<bool(const std::vector<std::size_t>&)>;

  // Lives: borrows all three.
  Starts(Binder& binder, const Scope& scope, const Statistics& statistics);
  ~Starts();

  // ---- what is known
  void labels(std::size_t node, const ast::LabelExpression& labels);
  void type(std::size_t step, const std::string& type);  // the only one it may have
  void equality(Target target, const std::string& key, const ast::Expression& value);
  void condition(const ast::Expression& condition, const Named& named);  // one conjunct of a WHERE
  // USING INDEX, USING SCAN: no other start is taken then. Throws Error Semantic "InvalidIndexHint", "IndexNotFound".
  void hint(Target target, const ast::IndexHint& hint);
  bool has_hint(Target target) const;

  // Nodes with the rarest label that this one must have; nothing where none is known.
  std::optional<double> members(std::size_t node) const;

  // ---- what to do: without rewrites everything is found by looking at all
  // Rows that the best way to it gives, estimated; nothing where it can only be found by looking at all, or, with a
  // hint, not yet.
  std::optional<double> cost(Target target, const Solved& solved) const;
  // Appends the operator that finds it in the best way. `text`: "n" of (n:Label).
  void emit(Target target, std::size_t slot, const std::string& text, const Solved& solved, Plan& plan);

 private:
  // A condition that is true only where the key of the target has a value of a certain sort.
  struct Asked {
    enum class How { Equal, In, Less, LessEqual, Greater, GreaterEqual, StartsWith, String, There } how = How::There;
    Target target;
    std::string key;
    ExprPtr value;                  // null for String and There
    std::vector<std::size_t> uses;  // slots that `value` reads: they come first
  };
  struct AskedNumber {  // id(n) = value, id(n) IN value, elementId(n) ...
    Target target;
    bool element = false, list = false;
    ExprPtr value;
    std::vector<std::size_t> uses;
  };
  struct Name {  // a label that a node must have, the type that a relationship has
    Target target;
    std::string name;
  };
  struct Hint {
    Target target;
    ast::IndexHint::Kind kind;
    std::string name;
    std::uint32_t rule;
  };
  struct Start {  // one way
    enum class Kind { OfRule, OfAll, ByNumber, ByLabel } kind = Kind::ByLabel;
    std::size_t which = 0;  // of the schema's rules, of asked_, numbers_ or names_
    double rows = 0;
  };

  const Hint* hint_of(Target target) const;
  bool has_name(Target target, std::string_view name) const;
  void ask(Target target, const std::string& key, Asked::How how, const ast::Expression* value);
  void ask_number(Target target, bool element, bool list, const ast::Expression& value);
  void comparison(ast::BinaryOp op, const ast::Expression& left, const ast::Expression& right, const Named& named);
  void one_side(ast::BinaryOp op, const ast::Expression& side, const ast::Expression& other, const Named& named);
  bool may_help(const std::string& key) const;
  bool everywhere(const std::string& key) const;

  std::vector<std::size_t> chosen(Target target, const std::string& key, bool strings, const Solved& solved) const;
  std::optional<double> rule_rows(Target target, const SchemaRule& rule, const Solved& solved) const;
  double property_rows(const std::vector<std::size_t>& chosen) const;
  void offer_rules(Target target, const Hint* hint, const Solved& solved, std::vector<Start>& to) const;
  double label_rows(const Name& label) const;
  std::optional<Start> best(Target target, const Solved& solved) const;
  void emit_index(Target target, const Start& start, std::size_t slot, const std::string& text, const Solved& solved,
                  Plan& plan);
  void emit_number(AskedNumber& number, std::size_t slot, const std::string& text, Plan& plan);
  LookupPart take_part(const std::vector<std::size_t>& chosen);

  Binder& binder_;
  const Scope& scope_;
  const Statistics& statistics_;
  std::vector<Asked> asked_;
  std::vector<AskedNumber> numbers_;
  std::vector<Name> names_;
  std::vector<Hint> hints_;
};

}  // namespace polgraph
