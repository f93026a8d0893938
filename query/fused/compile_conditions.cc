#include <algorithm>

#include "query/fused/draft.h"
#include "query/text_filter.h"

namespace polgraph::fused {

namespace {

using Kind = ExprShape::Kind;

bool is_slot(const Expr* expr) {
  return expr != nullptr && expr->shape().kind == Kind::Slot;
}

bool compares(ast::BinaryOp op) {
  using Op = ast::BinaryOp;
  return op == Op::Equal || op == Op::NotEqual || op == Op::Less || op == Op::LessEqual || op == Op::Greater ||
         op == Op::GreaterEqual || op == Op::StartsWith || op == Op::EndsWith || op == Op::Contains;
}

bool names_all(const ast::LabelExpression& labels, std::vector<std::string>& names) {
  using Op = ast::LabelExpression::Op;
  if (labels.op == Op::Name) {
    names.push_back(labels.name);
    return true;
  }
  return labels.op == Op::And && std::all_of(labels.operands.begin(), labels.operands.end(),
                                             [&](const auto& part) { return names_all(part, names); });
}

// Where each variable of a pattern may be, and what is tested of it.
class Conditions {
 public:
  explicit Conditions(Draft& draft) : draft_(draft) {}

  void read_pattern() {
    read_edges();
    for (const auto& [node, name] : draft_.sketch.labels) add_label(node, name);
    for (const SketchTest& test : draft_.sketch.tests) add_test(test);
    drop_implied_labels();
    for (std::size_t i = 0; i < draft_.nodes.size(); ++i)
      if (draft_.sketch.nodes[i].given) draft_.nodes[i].needed = true;
  }

 private:
  void read_edges() {
    for (std::size_t i = 0; i < draft_.edges.size(); ++i) {
      const SketchEdge& edge = draft_.sketch.edges[i];
      EdgePlan& plan = draft_.edges[i];
      plan.types = types_of_edge(edge, draft_.context.view());
      for (const TypeId type : plan.types) {
        const TypeArrays& arrays = draft_.image.type(type);
        const bool both = edge.direction == Direction::Both, out = edge.direction == Direction::Out;
        plan.forth.push_back(both ? &draft_.image.both(type) : out ? &arrays.out : &arrays.in);
        plan.back.push_back(both ? &draft_.image.both(type) : out ? &arrays.in : &arrays.out);
      }
      plan.as_written = as_written(edge, plan);
      if (edge.walk) draft_.nodes[edge.from].needed = draft_.nodes[edge.to].needed = true;
    }
  }

  // As graph readers tell steps: outgoing ones by type, then incoming ones.
  Along as_written(const SketchEdge& edge, const EdgePlan& plan) const {
    if (edge.direction != Direction::Both) return {plan.forth};
    Along made;
    for (const TypeId type : plan.types) made.lists.push_back(&draft_.image.type(type).out);
    made.once_from = made.lists.size();
    for (const TypeId type : plan.types) made.lists.push_back(&draft_.image.type(type).in);
    return made;
  }

  const NodeSet* members(const std::string& label) {
    const auto id = draft_.context.view().find_label(label);
    if (id) return &draft_.image.label(*id, draft_.work);
    draft_.program.own_sets.push_back(std::make_unique<NodeSet>(draft_.image.nodes()));
    return draft_.program.own_sets.back().get();
  }

  void add_label(std::size_t node, const std::string& name) {
    const NodeSet* set = members(name);
    draft_.nodes[node].labels.push_back(set);
    draft_.nodes[node].own.labels.push_back({node, set});
    label_names_.emplace_back(std::pair(node, set), name);
  }

  void add_test(const SketchTest& test) {
    if (add_texts(test)) return;
    const ExprShape shape = test.condition->shape();
    if (shape.kind == Kind::HasLabels && add_labels(shape)) return;
    if (shape.kind == Kind::Binary && (add_column_test(shape) || add_pair(shape))) return;
    if (shape.kind == Kind::Exists && add_edge_test(shape, true)) return;
    if (shape.kind == Kind::Not && shape.left->shape().kind == Kind::Exists &&
        add_edge_test(shape.left->shape(), false))
      return;
    add_other(test);
  }

  // A condition on texts is a set of nodes like a label. (toLower() must not come before what may fail and was written
  // before it.)
  bool add_texts(const SketchTest& test) {
    for (std::size_t i = 0; i < draft_.nodes.size(); ++i) {
      const auto found = text_test(*test.condition, draft_.sketch.nodes[i].slot, draft_.context);
      if (!found || draft_.sketch.nodes[i].given || (found->lower && !draft_.program.plain)) continue;
      auto set = nodes_worth_texts(*found, static_cast<std::uint64_t>(draft_.size_of(i)), draft_.context);
      if (!set) return false;
      draft_.program.own_sets.push_back(std::move(set));
      draft_.nodes[i].labels.push_back(draft_.program.own_sets.back().get());
      draft_.nodes[i].own.labels.push_back({i, draft_.program.own_sets.back().get()});
      return true;
    }
    return false;
  }

  bool add_labels(const ExprShape& shape) {
    const auto node = is_slot(shape.left) ? draft_.sketch.node(shape.left->shape().slot) : std::nullopt;
    std::vector<std::string> names;
    if (!node || !names_all(*shape.labels, names)) return false;
    for (const std::string& name : names) add_label(*node, name);
    return true;
  }

  bool add_column_test(const ExprShape& shape) {
    const Value* known = shape.right->constant() != nullptr ? shape.right->constant() : shape.right->shape().value;
    if (!compares(shape.op) || known == nullptr) return false;
    const Value& constant = *known;
    if (!constant.is_integer() && !constant.is_string()) return false;
    const auto found = draft_.property(*shape.left);
    if (!found) return false;
    Tests& own = found->of_node ? draft_.nodes[found->variable].own : draft_.edges[found->variable].own;
    own.columns.push_back({found->of_node, found->variable, found->column, found->key, shape.op, &constant,
                           draft_.program.column_tests++});
    return true;
  }

  bool add_pair(const ExprShape& shape) {
    const bool same = shape.op == ast::BinaryOp::Equal;
    if ((!same && shape.op != ast::BinaryOp::NotEqual) || !is_slot(shape.left) || !is_slot(shape.right)) return false;
    const auto left = draft_.sketch.node(shape.left->shape().slot),
               right = draft_.sketch.node(shape.right->shape().slot);
    if (!left || !right) return false;
    draft_.pairs.push_back({*left, *right, same});
    return true;
  }

  bool add_edge_test(const ExprShape& shape, bool wanted) {
    Sketch inner;
    if (!inner.pipeline(*shape.pipeline)) return false;
    const bool plain = inner.edges.size() == 1 && inner.nodes.size() == 2 && inner.tests.empty() &&
                       inner.labels.empty() && inner.optionals.empty() && !inner.edges[0].walk &&
                       inner.nodes[0].given && inner.nodes[1].given;
    if (!plain) return false;
    const SketchEdge& edge = inner.edges[0];
    const auto from = draft_.sketch.node(inner.nodes[edge.from].slot),
               to = draft_.sketch.node(inner.nodes[edge.to].slot);
    if (!from || !to) return false;
    EdgeTest made{*from, *to, {}, {}, wanted};
    for (const TypeId type : types_of_edge(edge, draft_.context.view())) {
      if (!draft_.image.has_type(type)) return false;
      const bool both = edge.direction == Direction::Both, out = edge.direction == Direction::Out;
      made.lists.push_back(both  ? &draft_.image.both(type)
                           : out ? &draft_.image.type(type).out
                                 : &draft_.image.type(type).in);
      made.back.push_back(both  ? &draft_.image.both(type)
                          : out ? &draft_.image.type(type).in
                                : &draft_.image.type(type).out);
    }
    draft_.share({{*from, *to}, {}, [made](Tests& tests) { tests.edges.push_back(made); }});
    return true;
  }

  void add_other(const SketchTest& test) {
    SharedTest made{{}, {}, [&test](Tests& to) { to.others.push_back(&test); }};
    for (const std::size_t slot : test.uses) {
      if (const auto node = draft_.sketch.node(slot)) made.nodes.push_back(*node);
      if (const auto edge = draft_.sketch.edge(slot)) {
        if (draft_.edges[*edge].types.size() > 1) throw Declined{};
        made.edges.push_back(*edge);
      }
    }
    draft_.program.plain = false;
    draft_.share(std::move(made));
  }

  // A label that whatever stands at the end of such a relationship has need not be tested.
  void drop_implied_labels() {
    for (const auto& [which, name] : label_names_) {
      const auto label = draft_.context.view().find_label(name);
      if (!label) continue;
      const std::size_t node = which.first;
      const NodeSet* const members = which.second;
      for (std::size_t i = 0; i < draft_.edges.size(); ++i) {
        const SketchEdge& edge = draft_.sketch.edges[i];
        if (edge.walk || (edge.from != node && edge.to != node)) continue;
        const bool implied = std::all_of(draft_.edges[i].types.begin(), draft_.edges[i].types.end(), [&](TypeId type) {
          const bool at_head = (edge.direction == Direction::Out) == (edge.to == node);
          if (edge.direction != Direction::Both && edge.from != edge.to)
            return draft_.image.all_have(type, at_head, *label, draft_.work);
          return draft_.image.all_have(type, true, *label, draft_.work) &&
                 draft_.image.all_have(type, false, *label, draft_.work);
        });
        if (!implied) continue;
        std::erase_if(draft_.nodes[node].own.labels, [&](const LabelTest& test) { return test.members == members; });
        break;
      }
    }
  }

  Draft& draft_;
  std::vector<std::pair<std::pair<std::size_t, const NodeSet*>, std::string>> label_names_;
};

}  // namespace

void read_pattern(Draft& draft) {
  Conditions(draft).read_pattern();
}

}  // namespace polgraph::fused
