#include <algorithm>

#include "query/fused/draft.h"

namespace polgraph::fused {

namespace {

using Kind = ExprShape::Kind;

constexpr std::size_t kMostKeys = 31;  // two bits each in a word

// What groups are made of and what is computed of each.
class Answer {
 public:
  explicit Answer(Draft& draft) : draft_(draft) {}

  void read() {
    if (draft_.question.rows) return read_rows();
    for (const auto& [slot, expr] : draft_.question.keys) add_key(slot, expr);
    for (const AggregateCall* call : draft_.question.calls) add_measure(*call);
    const auto& measures = draft_.program.measures;
    draft_.program.only_distinct = (!measures.empty() || draft_.question.in_order) &&
                                   std::all_of(measures.begin(), measures.end(),
                                               [](const Measure& m) { return m.kind == Measure::Kind::DistinctNodes; });
  }

 private:
  // All of the pattern is of a row.
  void read_rows() {
    for (NodePlan& node : draft_.nodes) node.needed = true;
    for (std::size_t i = 0; i < draft_.edges.size(); ++i) draft_.need_edge(i);
    Program& program = draft_.program;
    program.items = draft_.question.items;
    for (const auto& item : program.items) program.evaluates = program.evaluates || !never_fails(*item.second);
    for (const Question::Wish& wish : draft_.question.sort) {
      const auto found = draft_.property(meant(*wish.expr));
      program.evaluates = program.evaluates || !found;
      program.sort.push_back({wish.expr, wish.descending, found.value_or(PropertyOf{})});
    }
    if (!program.evaluates) return;
    for (const EdgePlan& edge : draft_.edges)
      if (edge.types.size() != 1) throw Declined{};
  }

  const Expr& meant(const Expr& key) const {
    const auto& items = draft_.question.items;
    const ExprShape shape = key.shape();
    const auto item = std::find_if(items.begin(), items.end(), [&](const auto& i) { return i.first == shape.slot; });
    return shape.kind == Kind::Slot && item != items.end() ? *item->second : key;
  }

  bool never_fails(const Expr& expr) {
    return expr.constant() != nullptr || expr.shape().kind == Kind::Slot || draft_.property(expr);
  }

  void add_key(std::size_t slot, const Expr* expr) {
    if (draft_.program.keys.size() == kMostKeys) throw Declined{};
    KeyPart part{KeyPart::Kind::Given, 0, 0, true, expr, slot};
    ExprShape shape;
    if (expr != nullptr) {
      shape = expr->shape();
    } else {
      shape.kind = Kind::Slot;
      shape.slot = slot;
    }
    const auto node = shape.kind == Kind::Slot ? draft_.sketch.node(shape.slot) : std::nullopt;
    const auto edge = shape.kind == Kind::Slot ? draft_.sketch.edge(shape.slot) : std::nullopt;
    if (node) {
      part.kind = KeyPart::Kind::Node;
      part.variable = *node;
      draft_.nodes[*node].needed = true;
    } else if (edge) {
      part.kind = KeyPart::Kind::Edge;
      part.variable = *edge;
      part.of_node = false;
      draft_.need_edge(*edge);
    } else if (const auto found = expr != nullptr ? draft_.property(*expr) : std::nullopt) {
      part.kind = KeyPart::Kind::Property;
      part.variable = found->variable;
      part.column = found->column;
      part.of_node = found->of_node;
      draft_.need(*found);
    } else if (!is_outside(shape, expr)) {
      throw Declined{};
    }
    draft_.program.keys.push_back(part);
  }

  // Of what was bound before the pattern and nothing else.
  bool is_outside(const ExprShape& shape, const Expr* expr) const {
    if (expr != nullptr && expr->constant() != nullptr) return true;
    if (shape.kind == Kind::Input) return true;
    if (shape.kind == Kind::PropertyOf) return is_outside(shape.left->shape(), shape.left);
    if (shape.kind != Kind::Slot) return false;
    const auto& optionals = draft_.sketch.optionals;
    return !draft_.sketch.has(shape.slot) &&
           std::none_of(optionals.begin(), optionals.end(), [&](const Sketch& s) { return s.has(shape.slot); });
  }

  void add_measure(const AggregateCall& call) {
    Measure made{Measure::Kind::CountRows, 0, 0, true, call.slot};
    if (call.function != nullptr) {
      if (call.arguments.size() != 1) throw Declined{};
      const Expr& argument = *call.arguments[0];
      const std::string_view name = call.function->name;
      const ExprShape shape = argument.shape();
      if (name == "count" && shape.kind == Kind::Slot && draft_.sketch.has(shape.slot)) {
        const auto node = draft_.sketch.node(shape.slot);
        if (call.distinct && !node) throw Declined{};
        if (call.distinct) {
          made.kind = Measure::Kind::DistinctNodes;
          made.variable = *node;
          draft_.nodes[*node].needed = true;
        }
      } else {
        const auto found = call.distinct ? std::nullopt : draft_.property(argument);
        if (!found) throw Declined{};
        if (name == "count")
          made.kind = Measure::Kind::Count;
        else if (name == "sum")
          made.kind = Measure::Kind::Sum;
        else if (name == "avg")
          made.kind = Measure::Kind::Average;
        else if (name == "min")
          made.kind = Measure::Kind::Least;
        else if (name == "max")
          made.kind = Measure::Kind::Greatest;
        else
          throw Declined{};
        made.variable = found->variable;
        made.column = found->column;
        made.of_node = found->of_node;
        draft_.need(*found);
      }
    }
    draft_.program.measures.push_back(made);
  }

  Draft& draft_;
};

}  // namespace

void read_answer(Draft& draft) {
  Answer(draft).read();
}

}  // namespace polgraph::fused
