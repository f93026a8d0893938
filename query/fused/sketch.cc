#include "query/fused/sketch.h"

#include <algorithm>

#include "query/operators/basic.h"
#include "query/operators/match_operators.h"
#include "query/subqueries.h"

namespace polgraph::fused {

namespace {

template <class Things>
std::optional<std::size_t> number_of(const Things& things, std::size_t slot) {
  for (std::size_t i = 0; i < things.size(); ++i)
    if (things[i].slot == slot) return i;
  return {};
}

// The slots that an expression of a known shape reads.
bool collect(const Expr& expr, std::vector<std::size_t>& uses) {
  if (expr.constant() != nullptr) return true;
  const ExprShape shape = expr.shape();
  switch (shape.kind) {
    case ExprShape::Kind::Slot: uses.push_back(shape.slot); return true;
    case ExprShape::Kind::Input: return true;
    case ExprShape::Kind::PropertyOf:
    case ExprShape::Kind::Not:
    case ExprShape::Kind::HasLabels: return collect(*shape.left, uses);
    case ExprShape::Kind::Binary: return collect(*shape.left, uses) && collect(*shape.right, uses);
    default: return false;
  }
}

}  // namespace

std::optional<std::size_t> Sketch::node(std::size_t slot) const {
  return number_of(nodes, slot);
}

std::optional<std::size_t> Sketch::edge(std::size_t slot) const {
  return number_of(edges, slot);
}

bool Sketch::is_free(std::size_t slot) const {
  return !has(slot) && std::none_of(optionals.begin(), optionals.end(), [&](const Sketch& s) { return s.has(slot); });
}

std::size_t Sketch::known(std::size_t slot) {
  if (const auto found = node(slot)) return *found;
  nodes.push_back({slot, true});
  return nodes.size() - 1;
}

std::optional<std::size_t> Sketch::add(std::size_t slot) {
  if (!is_free(slot)) return {};
  nodes.push_back({slot, false});
  return nodes.size() - 1;
}

bool Sketch::scan(std::size_t slot, const std::string& label) {
  const auto made = add(slot);
  if (!made) return false;
  parts.push_back({false, *made});
  if (!label.empty()) labels.emplace_back(*made, label);
  return true;
}

bool Sketch::expand(const ExpandSpec& spec) {
  if (!is_free(spec.relationship)) return false;
  if (!node(spec.from) && !is_free(spec.from)) return false;
  if (spec.into && !node(spec.to) && !is_free(spec.to)) return false;
  SketchEdge edge{.slot = spec.relationship,
                  .from = known(spec.from),
                  .to = 0,
                  .direction = spec.direction,
                  .types = spec.types.names,
                  .differs = spec.taken,
                  .into = spec.into};
  const auto to = spec.into ? std::optional(known(spec.to)) : add(spec.to);
  if (!to) return false;
  edge.to = *to;
  parts.push_back({true, edges.size()});
  edges.push_back(std::move(edge));
  return true;
}

bool Sketch::walk(const WalkSpec& spec) {
  const bool plain = !spec.into && !spec.where && spec.mode == ast::PathPattern::Mode::Trail && spec.taken.empty() &&
                     spec.path == kNoSlot;
  if (!plain || !expand(spec)) return false;
  edges.back().walk = true;
  edges.back().min = spec.min;
  if (!spec.unbounded) edges.back().max = spec.max;
  return true;
}

bool Sketch::test(const Expr& condition, const std::optional<std::vector<std::size_t>>& uses) {
  SketchTest made{&condition, {}};
  if (uses) {
    made.uses = *uses;
  } else if (!collect(condition, made.uses)) {
    return false;
  }
  std::sort(made.uses.begin(), made.uses.end());
  made.uses.erase(std::unique(made.uses.begin(), made.uses.end()), made.uses.end());
  // What an OPTIONAL MATCH may have left null is not for a pattern around it.
  const bool sees_optional =
      std::any_of(made.uses.begin(), made.uses.end(), [&](std::size_t slot) { return !has(slot) && !is_free(slot); });
  const bool sees_walk = std::any_of(made.uses.begin(), made.uses.end(), [&](std::size_t slot) {
    const auto number = edge(slot);
    return number && edges[*number].walk;
  });
  if (sees_optional || sees_walk) return false;
  tests.push_back(std::move(made));
  return true;
}

bool Sketch::pipeline(const Pipeline& pipeline) {
  std::vector<const Operator*> chain;
  for (const Operator* at = pipeline.root.get(); at != pipeline.argument; at = at->input()) {
    if (at == nullptr) return false;
    chain.push_back(at);
  }
  return std::all_of(chain.rbegin(), chain.rend(), [&](const Operator* step) { return step->sketch(*this); });
}

bool Sketch::optional(const Pipeline& inner) {
  Sketch made;
  if (!made.pipeline(inner) || !made.optionals.empty()) return false;
  std::size_t given = 0;
  for (const SketchNode& node_of : made.nodes) {
    if (!node_of.given) {
      if (!is_free(node_of.slot)) return false;
      continue;
    }
    if (!node(node_of.slot)) return false;
    ++given;
  }
  if (given != 1) return false;
  optionals.push_back(std::move(made));
  return true;
}

}  // namespace polgraph::fused

namespace polgraph {

bool NodeScan::sketch(fused::Sketch& to) const {
  return to.scan(slot_, label_) && sketch_conditions(to);
}

bool Expand::sketch(fused::Sketch& to) const {
  return to.expand(spec_) && sketch_conditions(to);
}

bool Walk::sketch(fused::Sketch& to) const {
  return to.walk(spec_) && sketch_conditions(to);
}

bool Filter::sketch(fused::Sketch& to) const {
  return to.test(*condition_, uses_);
}

bool Apply::sketch(fused::Sketch& to) const {
  return mode_ == Mode::Optional && to.optional(inner_) && sketch_conditions(to);
}

}  // namespace polgraph
