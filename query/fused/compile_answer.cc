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

  void read(const Aggregate& aggregate) {
    for (const auto& key : aggregate.keys()) add_key(key.first, *key.second);
    for (const AggregateCall& call : aggregate.calls()) add_measure(call);
    const auto& measures = draft_.program.measures;
    draft_.program.only_distinct =
        !measures.empty() && std::all_of(measures.begin(), measures.end(),
                                         [](const Measure& m) { return m.kind == Measure::Kind::DistinctNodes; });
  }

 private:
  void add_key(std::size_t slot, const Expr& expr) {
    if (draft_.program.keys.size() == kMostKeys) throw Declined{};
    const ExprShape shape = expr.shape();
    KeyPart part{KeyPart::Kind::Given, 0, 0, true, &expr, slot};
    if (shape.kind == Kind::Slot && draft_.sketch.node(shape.slot)) {
      part.kind = KeyPart::Kind::Node;
      part.variable = *draft_.sketch.node(shape.slot);
      draft_.nodes[part.variable].needed = true;
    } else if (const auto found = draft_.property(expr)) {
      part.kind = KeyPart::Kind::Property;
      part.variable = found->variable;
      part.column = found->column;
      part.of_node = found->of_node;
      draft_.need(*found);
    } else if (!is_outside(expr)) {
      throw Declined{};
    }
    draft_.program.keys.push_back(part);
  }

  // Of what was bound before the pattern and nothing else.
  bool is_outside(const Expr& expr) const {
    if (expr.constant() != nullptr) return true;
    const ExprShape shape = expr.shape();
    if (shape.kind == Kind::Input) return true;
    if (shape.kind == Kind::PropertyOf) return is_outside(*shape.left);
    if (shape.kind != Kind::Slot) return false;
    return !draft_.sketch.has(shape.slot) &&
           std::none_of(draft_.sketch.optionals.begin(), draft_.sketch.optionals.end(),
                        [&](const Sketch& s) { return s.has(shape.slot); });
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

void read_answer(Draft& draft, const Aggregate& aggregate) {
  Answer(draft).read(aggregate);
}

}  // namespace polgraph::fused
