#include <algorithm>

#include "query/fused/draft.h"
#include "query/views.h"

namespace polgraph::fused {

namespace {

using Kind = ExprShape::Kind;

constexpr double kEqual = 0.05, kOther = 0.3;  // of what a condition on a property keeps, for want of knowledge

}  // namespace

double kept_by(const ColumnTest& test) {
  return test.op == ast::BinaryOp::Equal ? kEqual : kOther;
}

std::vector<TypeId> types_of_edge(const SketchEdge& edge, const Snapshot& view) {
  std::vector<TypeId> types;
  for (const std::string& name : edge.types)
    if (const auto type = view.find_type(name)) types.push_back(*type);
  if (edge.types.empty())
    for (const auto& [type, count] : view.counts().relationships_by_type) types.push_back(type);
  std::sort(types.begin(), types.end());
  types.erase(std::unique(types.begin(), types.end()), types.end());
  return types;
}

std::optional<PropertyOf> Draft::property(const Expr& expr) {
  const ExprShape shape = expr.shape();
  if (shape.kind != Kind::PropertyOf || shape.left->shape().kind != Kind::Slot) return {};
  const std::size_t slot = shape.left->shape().slot;
  const auto node = sketch.node(slot), edge = sketch.edge(slot);
  const auto key = context.view().find_key(shape.key);
  if ((!node && !edge) || !key) return {};
  if (edge && sketch.edges[*edge].walk) return {};
  if (node) {
    program.reads_nodes = true;
    return PropertyOf{true, *node, image.node_columns().column(*key), *key};
  }
  Lists& read = program.reads_relationships;
  read.insert(read.end(), edges[*edge].forth.begin(), edges[*edge].forth.end());
  return PropertyOf{false, *edge, image.relationship_columns().column(*key), *key};
}

void Draft::share(SharedTest made) {
  for (const std::size_t node : made.nodes) nodes[node].needed = true;
  for (const std::size_t edge : made.edges) need_edge(edge);
  shared.push_back(std::move(made));
}

void Draft::need_edge(std::size_t edge) {
  if (sketch.edges[edge].walk) throw Declined{};
  edges[edge].needed = true;
  nodes[sketch.edges[edge].from].needed = nodes[sketch.edges[edge].to].needed = true;
}

void Draft::need(const PropertyOf& found) {
  if (found.of_node) {
    nodes[found.variable].needed = true;
  } else {
    need_edge(found.variable);
  }
}

double Draft::size_of(std::size_t node) const {
  double size = image.nodes();
  for (const NodeSet* set : nodes[node].labels) size = std::min(size, static_cast<double>(set->count()));
  for (const ColumnTest& test : nodes[node].own.columns) size *= kept_by(test);
  return size;
}

namespace {

bool sums_list(const Program& program, const Step& step) {
  const bool bare = step.tests.counts.empty() && step.kind == Step::Kind::Expand && step.along.lists.size() == 1 &&
                    step.closings.empty() && step.tests.empty() && step.branches.empty();
  const auto is_of_step = [&](bool of_node, std::size_t variable) {
    return variable == (of_node ? step.node : step.edge);
  };
  const bool keys_before = std::none_of(program.keys.begin(), program.keys.end(), [&](const KeyPart& key) {
    return key.kind != KeyPart::Kind::Given && is_of_step(key.of_node, key.variable);
  });
  return bare && keys_before && std::all_of(program.measures.begin(), program.measures.end(), [&](const Measure& m) {
           const bool sums = m.kind == Measure::Kind::Sum || m.kind == Measure::Kind::Average;
           return m.kind == Measure::Kind::CountRows || (sums && !m.of_node && m.variable == step.edge);
         });
}

// What loops may do in one go, now that the order is known.
void finish_steps(const Draft& draft) {
  Program& program = draft.program;
  const auto simple = [&](std::size_t edge, const Lists& lists) {
    return !draft.edges[edge].needed && lists.size() == 1;
  };
  for (Step& step : program.steps) {
    step.intersects = step.kind == Step::Kind::Expand && !step.closings.empty() && step.closings.size() < kMostSides &&
                      simple(step.edge, step.along.lists) &&
                      std::all_of(step.closings.begin(), step.closings.end(), [&](const Closing& c) {
                        return c.to == step.node && c.from != step.node && simple(c.edge, c.along.lists);
                      });
  }
  for (Step& step : program.steps) {
    if (step.kind != Step::Kind::Walk || step.trails || program.only_distinct || step.along.lists.size() != 1) continue;
    StatementWork work(draft.context);
    step.may_circle = program.image->has_circle(*step.along.lists[0], work);
  }
  if (!program.steps.empty()) program.steps.back().sums_list = sums_list(program, program.steps.back());
  for (const EdgePlan& edge : draft.edges) {
    program.edge_needed.push_back(edge.needed);
    program.edge_types.push_back(edge.types.size() == 1 ? std::optional(edge.types[0]) : std::nullopt);
  }
}

}  // namespace

std::vector<TypeId> types_of(const Sketch& sketch, const Snapshot& view) {
  std::vector<TypeId> types;
  const auto add = [&](const Sketch& from) {
    for (const SketchEdge& edge : from.edges)
      for (const TypeId type : types_of_edge(edge, view)) types.push_back(type);
    for (const SketchTest& test : from.tests) {
      ExprShape shape = test.condition->shape();
      if (shape.kind == Kind::Not) shape = shape.left->shape();
      Sketch inner;
      if (shape.kind != Kind::Exists || !inner.pipeline(*shape.pipeline)) continue;
      for (const SketchEdge& edge : inner.edges)
        for (const TypeId type : types_of_edge(edge, view)) types.push_back(type);
    }
  };
  add(sketch);
  for (const Sketch& optional : sketch.optionals) add(optional);
  std::sort(types.begin(), types.end());
  types.erase(std::unique(types.begin(), types.end()), types.end());
  return types;
}

Value edge_value(const Program& program, std::size_t edge, std::uint64_t id, const Snapshot& view) {
  const std::optional<TypeId> type = program.edge_types[edge];
  if (type) return Value::relationship(RelId(id), *type);
  const auto record = view.find_relationship(RelId(id));
  if (!record)
    throw Error(polgraph::Kind::Corrupt, "MissingRecord", "relationship " + std::to_string(id) + " is in no record");
  return Value::relationship(RelId(id), record->type);
}

Program compile(const Sketch& sketch, const Question& question, GraphImage& image, Context& context) {
  Program program;
  program.image = &image;
  program.sketch = &sketch;
  Draft draft(sketch, question, image, context, program);
  read_pattern(draft);
  read_answer(draft);
  keep_apart(draft);
  place_pairs(draft);
  for (const Sketch& optional : sketch.optionals) hang_optional(draft, optional);
  if (!question.rows) peel(draft);
  // What is tested of a relationship is tested of that one; in a branch it is at hand.
  for (EdgePlan& edge : draft.edges)
    if (!edge.peeled && !edge.own.empty()) edge.needed = true;
  order(draft);
  finish_steps(draft);
  return program;
}

}  // namespace polgraph::fused
