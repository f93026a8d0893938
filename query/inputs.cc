#include "query/inputs.h"

#include <algorithm>

#include "query/tree.h"

namespace polgraph {

namespace {

class InputExpr final : public Expr {
 public:
  InputExpr(std::shared_ptr<const ValueList> values, std::size_t index) : values_(std::move(values)), index_(index) {}
  Value eval(Value*, Context&) const override { return (*values_)[index_]; }
  ExprShape shape() const override {
    ExprShape made;
    made.kind = ExprShape::Kind::Input;
    made.value = &(*values_)[index_];
    return made;
  }

 private:
  std::shared_ptr<const ValueList> values_;
  std::size_t index_;
};

struct Found {
  ast::Span span;
  const Value* value;
};

bool compares(ast::BinaryOp op) {
  using ast::BinaryOp;
  switch (op) {
    case BinaryOp::Equal:
    case BinaryOp::NotEqual:
    case BinaryOp::Less:
    case BinaryOp::LessEqual:
    case BinaryOp::Greater:
    case BinaryOp::GreaterEqual:
    case BinaryOp::StartsWith:
    case BinaryOp::EndsWith:
    case BinaryOp::Contains: return true;
    default: return false;
  }
}

void take(const ast::Expression& value, std::vector<Found>& found) {
  const auto* literal = std::get_if<ast::Literal>(&value.node);
  if (literal != nullptr && literal->value.is_string()) found.push_back({value.span, &literal->value});
}

void look_into_map(const ast::ExpressionPtr& properties, std::vector<Found>& found) {
  const auto* map = properties ? std::get_if<ast::MapLiteral>(&properties->node) : nullptr;
  if (map == nullptr) return;
  for (const auto& entry : map->entries) take(*entry.second, found);
}

void look_into_where(const ast::Expression& where, std::vector<Found>& found) {
  for (const ast::Expression* part : conjuncts(where)) {
    const auto* binary = std::get_if<ast::Binary>(&part->node);
    if (binary != nullptr && compares(binary->op) && std::holds_alternative<ast::PropertyAccess>(binary->left->node))
      take(*binary->right, found);
  }
}

std::vector<Found> inputs_of(const ast::Match& match) {
  std::vector<Found> found;
  for (const ast::PathPattern& path : match.pattern) {
    if (path.selector != ast::PathPattern::Selector::All) continue;
    for (const ast::NodePattern& node : path.nodes) look_into_map(node.properties, found);
    for (const ast::RelationshipPattern& step : path.relationships) look_into_map(step.properties, found);
  }
  if (match.where) look_into_where(*match.where, found);
  return found;
}

bool is_quoted(std::string_view written) {
  return written.size() >= 2 && (written.front() == '\'' || written.front() == '"') && written.back() == written.front();
}

}  // namespace

Shape shape_of(const std::string& text, const ast::Statement& statement) {
  if (statement.command || statement.mode != ast::Statement::Mode::Run) return {};
  std::vector<Found> found;
  for (const auto& part : statement.query.parts) {
    for (const ast::Clause& clause : part) {
      if (const auto* match = std::get_if<ast::Match>(&clause.node))
        for (const Found& input : inputs_of(*match)) found.push_back(input);
    }
  }
  std::erase_if(found, [&](const Found& input) {
    return input.span.end > text.size() || input.span.begin >= input.span.end ||
           !is_quoted(std::string_view(text).substr(input.span.begin, input.span.end - input.span.begin));
  });
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.span.begin < b.span.begin; });
  Shape shape;
  shape.text = text;
  for (const Found& input : found) {
    std::fill(shape.text.begin() + input.span.begin + 1, shape.text.begin() + input.span.end - 1, '.');
    shape.begins.push_back(input.span.begin);
    shape.values.push_back(*input.value);
  }
  return shape;
}

ExprPtr Inputs::literal(ast::Span span, const Value& value) const {
  const auto at = std::lower_bound(begins_.begin(), begins_.end(), span.begin);
  if (at == begins_.end() || *at != span.begin) return nullptr;
  auto made = std::make_unique<InputExpr>(values_, static_cast<std::size_t>(at - begins_.begin()));
  made->type = StaticType::of(value.kind());
  return made;
}

ExprPtr Inputs::parameter(const std::string& name, const Value& value) {
  const auto known = std::find(parameters_.begin(), parameters_.end(), name);
  const auto number = static_cast<std::size_t>(known - parameters_.begin());
  if (known == parameters_.end()) {
    parameters_.push_back(name);
    values_->push_back(value);
  }
  return std::make_unique<InputExpr>(values_, begins_.size() + number);
}

bool Inputs::set(const Shape& shape, const RunOptions& options) {
  std::copy(shape.values.begin(), shape.values.end(), values_->begin());
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    const auto found = options.parameters.find(parameters_[i]);
    if (found == options.parameters.end()) return false;
    (*values_)[begins_.size() + i] = found->second;
  }
  return true;
}

}  // namespace polgraph
