#include "query/tree.h"

#include <algorithm>

#include "graph/compare.h"
#include "query/functions.h"

namespace polgraph {

namespace {

using ast::Expression;
using Visit = std::function<void(const Expression&)>;

void visit_if(const ast::ExpressionPtr& child, const Visit& visit) {
  if (child) visit(*child);
}

void each_in_labels(const ast::LabelExpression& labels, const Visit& visit) {
  if (labels.value) visit(*labels.value);
  for (const auto& operand : labels.operands) each_in_labels(operand, visit);
}

void each_in_pattern(const ast::PathPattern& pattern, const Visit& visit) {
  for (const auto& node : pattern.nodes) {
    if (node.labels) each_in_labels(*node.labels, visit);
    visit_if(node.properties, visit);
    visit_if(node.where, visit);
  }
  for (const auto& relationship : pattern.relationships) {
    if (relationship.group) each_in_pattern(*relationship.group, visit);
    if (relationship.types) each_in_labels(*relationship.types, visit);
    visit_if(relationship.properties, visit);
    visit_if(relationship.where, visit);
  }
  visit_if(pattern.where, visit);
}

struct Children {
  const Visit& visit;
  void operator()(const ast::Literal&) const {}
  void operator()(const ast::Parameter&) const {}
  void operator()(const ast::Variable&) const {}
  void operator()(const ast::CountStar&) const {}
  void operator()(const ast::CaseOperand&) const {}
  void operator()(const ast::TypeTest& e) const { visit(*e.operand); }
  void operator()(const ast::Subquery&) const {}
  void operator()(const ast::PropertyAccess& e) const { visit(*e.object); }
  void operator()(const ast::IndexAccess& e) const { visit(*e.object), visit(*e.index); }
  void operator()(const ast::Slice& e) const { visit(*e.object), visit_if(e.from, visit), visit_if(e.to, visit); }
  void operator()(const ast::Unary& e) const { visit(*e.operand); }
  void operator()(const ast::Binary& e) const { visit(*e.left), visit(*e.right); }
  void operator()(const ast::ComparisonChain& e) const { all(e.operands); }
  void operator()(const ast::HasLabels& e) const { visit(*e.object), each_in_labels(e.labels, visit); }
  void operator()(const ast::ListLiteral& e) const { all(e.items); }
  void operator()(const ast::MapLiteral& e) const {
    for (const auto& entry : e.entries) visit(*entry.second);
  }
  void operator()(const ast::MapProjection& e) const {
    for (const auto& item : e.items) visit_if(item.value, visit);
  }
  void operator()(const ast::FunctionCall& e) const { all(e.arguments); }
  void operator()(const ast::Case& e) const {
    visit_if(e.operand, visit);
    for (const auto& [when, then] : e.whens) visit(*when), visit(*then);
    visit_if(e.otherwise, visit);
  }
  void operator()(const ast::ListComprehension& e) const {
    visit(*e.list), visit_if(e.where, visit), visit_if(e.projection, visit);
  }
  void operator()(const ast::PatternComprehension& e) const {
    each_in_pattern(e.pattern, visit), visit_if(e.where, visit), visit_if(e.projection, visit);
  }
  void operator()(const ast::Quantifier& e) const { visit(*e.list), visit_if(e.where, visit); }
  void operator()(const ast::Reduce& e) const {
    visit(*e.initial), visit(*e.list), visit(*e.body), visit_if(e.always, visit);
  }
  void operator()(const ast::PatternPredicate& e) const { each_in_pattern(e.pattern, visit); }
  void operator()(const ast::PathExpression& e) const { each_in_pattern(e.pattern, visit); }

 private:
  void all(const std::vector<ast::ExpressionPtr>& children) const {
    for (const auto& child : children) visit(*child);
  }
};

template <class Test>
bool any_inside(const Expression& expression, const Test& test) {
  if (test(expression)) return true;
  bool found = false;
  each_child(expression, [&](const Expression& child) { found = found || any_inside(child, test); });
  return found;
}

// What a node says besides its children, as text: two nodes of one kind with equal marks and equal children are equal.
struct Mark {
  std::string operator()(const ast::Parameter& e) const { return e.name; }
  std::string operator()(const ast::Variable& e) const { return e.name; }
  std::string operator()(const ast::PropertyAccess& e) const { return e.key; }
  std::string operator()(const ast::Slice& e) const { return std::string(e.from ? "f" : "") + (e.to ? "t" : ""); }
  std::string operator()(const ast::Unary& e) const { return std::string(ast::symbol(e.op)); }
  std::string operator()(const ast::Binary& e) const { return std::string(ast::symbol(e.op)); }
  std::string operator()(const ast::ComparisonChain& e) const {
    std::string mark;
    for (const auto op : e.ops) mark += std::string(ast::symbol(op)) + " ";
    return mark;
  }
  std::string operator()(const ast::HasLabels& e) const { return labels(e.labels); }
  std::string operator()(const ast::MapLiteral& e) const {
    std::string mark;
    for (const auto& entry : e.entries) mark += entry.first + "\n";
    return mark;
  }
  std::string operator()(const ast::FunctionCall& e) const {
    const Function* function = find_function(e.name);
    return std::string(function != nullptr ? function->name : std::string_view(e.name)) +
           (e.distinct ? " distinct" : "");
  }
  std::string operator()(const ast::Case& e) const {
    return std::string(e.operand ? "o" : "") + (e.extended ? "t" : "") + (e.otherwise ? "e" : "") + std::to_string(e.whens.size());
  }
  std::string operator()(const ast::ListComprehension& e) const {
    return e.variable + (e.where ? " w" : "") + (e.projection ? " p" : "");
  }
  std::string operator()(const ast::Quantifier& e) const {
    return e.variable + " " + std::to_string(static_cast<int>(e.kind));
  }
  std::string operator()(const ast::Reduce& e) const {
    return e.accumulator + " " + e.variable + (e.always ? " always" : "");
  }
  std::string operator()(const ast::TypeTest& e) const {
    std::string mark = e.negated ? "not" : "";
    for (const ast::TypeName& type : e.types) mark += "|" + type.text;
    return mark;
  }
  template <class Other>
  std::string operator()(const Other&) const {
    return {};
  }

  static std::string labels(const ast::LabelExpression& e) {
    std::string mark = std::to_string(static_cast<int>(e.op)) + (e.any_of ? "any " : "") + e.name + "(";
    for (const auto& operand : e.operands) mark += labels(operand) + ",";
    return mark + ")";
  }
};

// Kinds whose mark says all; patterns and sub-queries are never taken for the same.
bool is_comparable(const Expression& e) {
  return !std::holds_alternative<ast::PatternComprehension>(e.node) &&
         !std::holds_alternative<ast::MapProjection>(e.node) &&
         !std::holds_alternative<ast::PatternPredicate>(e.node) &&
         !std::holds_alternative<ast::PathExpression>(e.node) && !std::holds_alternative<ast::Subquery>(e.node);
}

}  // namespace

void each_child(const Expression& expression, const Visit& visit) {
  std::visit(Children{visit}, expression.node);
}

bool contains_aggregate(const Expression& expression) {
  return any_inside(expression, [](const Expression& e) {
    if (std::holds_alternative<ast::CountStar>(e.node)) return true;
    const auto* call = std::get_if<ast::FunctionCall>(&e.node);
    if (call == nullptr) return false;
    const Function* function = find_function(call->name);
    return function != nullptr && function->is_aggregate();
  });
}

bool contains_impure(const Expression& expression) {
  return any_inside(expression, [](const Expression& e) {
    const auto* call = std::get_if<ast::FunctionCall>(&e.node);
    if (call == nullptr) return false;
    const Function* function = find_function(call->name);
    return function != nullptr && !function->pure;
  });
}

bool contains_plan(const Expression& expression) {
  return any_inside(expression, [](const Expression& e) {
    return std::holds_alternative<ast::Subquery>(e.node) || std::holds_alternative<ast::PatternComprehension>(e.node) ||
           std::holds_alternative<ast::PatternPredicate>(e.node) || std::holds_alternative<ast::PathExpression>(e.node);
  });
}

bool mentions(const Expression& expression, const std::string& variable) {
  return any_inside(expression, [&](const Expression& e) {
    const auto* found = std::get_if<ast::Variable>(&e.node);
    return found != nullptr && found->name == variable;
  });
}

bool same_expression(const Expression& a, const Expression& b) {
  if (a.node.index() != b.node.index() || !is_comparable(a)) return false;
  if (const auto* literal = std::get_if<ast::Literal>(&a.node)) {
    const Value& other = std::get<ast::Literal>(b.node).value;
    return literal->value.kind() == other.kind() && same(literal->value, other);
  }
  if (std::visit(Mark{}, a.node) != std::visit(Mark{}, b.node)) return false;
  std::vector<const Expression*> left, right;
  each_child(a, [&](const Expression& e) { left.push_back(&e); });
  each_child(b, [&](const Expression& e) { right.push_back(&e); });
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const Expression* x, const Expression* y) { return same_expression(*x, *y); });
}

std::vector<const Expression*> conjuncts(const Expression& expression) {
  std::vector<const Expression*> parts, open{&expression};
  while (!open.empty()) {
    const Expression* next = open.back();
    open.pop_back();
    const auto* both = std::get_if<ast::Binary>(&next->node);
    if (both != nullptr && both->op == ast::BinaryOp::And) {
      open.push_back(both->right.get());
      open.push_back(both->left.get());
    } else {
      parts.push_back(next);
    }
  }
  return parts;
}

}  // namespace polgraph
