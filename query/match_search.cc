// Paths with a selector: SHORTEST 2 (a) ((b)-->(c))+ (d). The whole path is one search from one of its ends; what the
// pattern itself demands is asked before paths are chosen, what WHERE behind the pattern demands is asked after.
#include <algorithm>

#include "query/bind.h"
#include "query/match_planner.h"

namespace polgraph {

namespace {

constexpr double kFewNodes = 2;  // found by a look-up

}  // namespace

std::uint64_t PatternPlanner::path_count(const ast::PathPattern& path) const {
  if (!path.count) return 1;
  Value count;
  if (const auto* literal = std::get_if<ast::Literal>(&path.count->node)) count = literal->value;
  if (const auto* parameter = std::get_if<ast::Parameter>(&path.count->node)) {
    const auto found = binder_.options().parameters.find(parameter->name);
    if (found == binder_.options().parameters.end()) {
      throw binder_.error(Kind::Parameter, "MissingParameter", "parameter $" + parameter->name + " is not given",
                          path.count->span);
    }
    count = found->second;
    binder_.fix_inputs();
  }
  if (!count.is_integer() || count.as_integer() < 1) {
    throw binder_.error(Kind::Syntax, "InvalidArgumentType", "the number of paths is a whole number from 1 on",
                        path.count->span);
  }
  return static_cast<std::uint64_t>(count.as_integer());
}

// Inside of the path every node is the search's own; where its name is bound already it must be that node.
std::size_t PatternPlanner::declare_inner_node(const ast::NodePattern& node) {
  const Variable* given = node.variable.empty() ? nullptr : scope_.find(node.variable);
  if (given == nullptr) {
    const std::size_t number = declare_node(node);
    nodes_[number].inner = true;
    return number;
  }
  if (!given->type.may_be(kNodeKind)) {
    throw binder_.error(
        Kind::Syntax, "VariableTypeConflict",
        "variable `" + node.variable + "` is " + type_text(given->type.kinds) + " and cannot stand for a node",
        node.span);
  }
  PatternNode made;
  made.name = node.variable;
  made.slot = binder_.new_slot();
  made.inner = true;
  declared_.push_back(made.slot);
  Condition same;
  const StaticType type = StaticType::of(ValueKind::Node);
  same.expr = make_binary(ast::BinaryOp::Equal, make_slot(made.slot, type), make_slot(given->slot, type));
  same.uses = {made.slot, given->slot};
  same.chooses = true;
  conditions_.push_back(std::move(same));
  nodes_.push_back(std::move(made));
  return nodes_.size() - 1;
}

void PatternPlanner::declare_search(const ast::PathPattern& path) {
  PatternSearch made;
  made.first_step = steps_.size();
  made.mode = path.mode;
  made.count = path_count(path);
  made.groups = path.selector == ast::PathPattern::Selector::ShortestGroups;
  made.text = binder_.source(path.span);
  const std::size_t last = path.nodes.size() - 1;
  const std::size_t first_node = declare_node(path.nodes[0]), last_node = declare_node(path.nodes[last]);
  for (std::size_t i = 0; i <= last; ++i) {
    made.nodes.push_back(i == 0 ? first_node : i == last ? last_node : declare_inner_node(path.nodes[i]));
    path_nodes_.push_back(made.nodes.back());
    if (i == 0) continue;
    declare_step(path, i - 1, made.nodes[i - 1], made.nodes[i]);
    PatternStep& step = steps_.back();
    step.searched = true;
    if (!step.known) continue;
    throw binder_.error(Kind::Syntax, "UnsupportedFeature",
                        "a relationship that is bound already cannot stand in a path with a selector",
                        path.relationships[i - 1].span);
  }
  if (!path.variable.empty()) {
    if (scope_.find(path.variable) != nullptr) {
      throw binder_.error(Kind::Syntax, "VariableAlreadyBound", "variable `" + path.variable + "` is bound already",
                          path.span);
    }
    made.path = binder_.new_slot();
    declared_.push_back(made.path);
    scope_.declare(path.variable, {made.path, StaticType::of(ValueKind::Path)});
  }
  search_ = std::move(made);
}

bool PatternPlanner::search_ready() const {
  if (!search_ || search_->done) return false;
  const std::size_t left = search_->nodes.front(), right = search_->nodes.back();
  if (!nodes_[left].known && !nodes_[right].known) return false;
  if ((nodes_[left].known && nodes_[right].known) || !binder_.options().rewrites) return true;
  // With both ends known the search can stop early: worth it where the other one is found at once.
  const std::size_t other = nodes_[left].known ? right : left;
  return start_cost({true, other}) > kFewNodes;
}

SearchPart PatternPlanner::part_of(PatternStep& step, bool forwards, std::vector<ExprPtr> conditions) {
  SearchPart part;
  if (step.walk) {
    part.min = step.min.value_or(1);
    part.unbounded = !step.max.has_value();
    part.max = step.max.value_or(0);
    part.list = true;
  }
  if (step.kind == PatternStep::Kind::Group) {
    part.slots = step.group->lists;
    part.finder = finder_of(step, forwards);
    return part;
  }
  part.slots = {step.slot};
  StretchSlots slots;
  slots.backwards = !forwards;
  slots.relationships = {step.walk ? step.each : step.slot};
  slots.values = slots.relationships;
  for (const std::size_t node : {step.left, step.right}) {
    // A node that is known keeps its value while the search tries others.
    slots.nodes.push_back(step.walk || nodes_[node].known ? binder_.new_slot() : nodes_[node].slot);
  }
  if (step.where) conditions.push_back(std::move(step.where));
  const ExpandSpec spec = spec_of(step, forwards);
  part.finder =
      std::make_unique<RelationshipFinder>(std::move(slots), spec.direction, spec.types, std::move(conditions));
  return part;
}

// Each condition of the pattern where it can first be asked: at a node, at a relationship with its nodes, else of the
// whole path. Without rewrites all are asked of the whole path.
void PatternPlanner::add_search_conditions(SearchSpec& spec, const std::vector<std::size_t>& steps,
                                           std::vector<std::vector<ExprPtr>>& of_parts) {
  const bool early = binder_.options().rewrites;
  for (Condition& condition : conditions_) {
    if (condition.done || !condition.chooses) continue;
    condition.done = true;
    std::vector<std::size_t> unknown;
    for (const std::size_t slot : condition.uses) {
      if (!solved({slot})) unknown.push_back(slot);
    }
    const auto within = [&](const std::vector<std::size_t>& slots) {
      return early && std::all_of(unknown.begin(), unknown.end(),
                                  [&](std::size_t slot) { return std::count(slots.begin(), slots.end(), slot) > 0; });
    };
    std::vector<ExprPtr>* place = &spec.conditions;
    for (std::size_t i = steps.size(); i-- > 0;) {
      const PatternStep& step = steps_[steps[i]];
      if (step.walk) continue;
      if (within({nodes_[step.left].slot, step.slot, nodes_[step.right].slot})) place = &of_parts[i];
    }
    for (std::size_t i = spec.positions.size(); i-- > 0;) {
      if (within(spec.positions[i].slots)) place = &spec.positions[i].conditions;
    }
    place->push_back(std::move(condition.expr));
  }
}

void PatternPlanner::emit_search() {
  PatternSearch& search = *search_;
  search.done = true;
  const bool forwards = nodes_[search.nodes.front()].known;
  const std::size_t from = forwards ? search.nodes.front() : search.nodes.back();
  const std::size_t to = forwards ? search.nodes.back() : search.nodes.front();
  SearchSpec spec;
  spec.backwards = !forwards;
  spec.mode = search.mode;
  spec.path = search.path;
  std::vector<std::size_t> steps;  // in the order of the walk
  spec.positions.emplace_back();
  spec.positions.back().slots.push_back(nodes_[from].slot);
  for (std::size_t k = 1; k < search.nodes.size(); ++k) {
    const std::size_t index = search.first_step + (forwards ? k - 1 : search.nodes.size() - 1 - k);
    const std::size_t node = search.nodes[forwards ? k : search.nodes.size() - 1 - k];
    if (steps_[index].kind != PatternStep::Kind::Join) {
      steps.push_back(index);
      spec.positions.emplace_back();
    }
    spec.positions.back().slots.push_back(nodes_[node].slot);
  }
  std::vector<std::vector<ExprPtr>> of_parts(steps.size());
  add_search_conditions(spec, steps, of_parts);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    spec.parts.push_back(part_of(steps_[steps[i]], forwards, std::move(of_parts[i])));
  }
  plan_.add<SelectPaths>(std::move(spec), nodes_[from].slot, nodes_[to].slot, nodes_[to].known,
                         PathSearch::Wanted{search.count, search.groups}, search.text);
  for (PatternStep& step : steps_) step.done = true;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (!nodes_[i].known) solve_node(i);
  }
  for (const std::size_t slot : declared_) {
    if (!solved({slot})) solve(slot);
  }
}

}  // namespace polgraph
