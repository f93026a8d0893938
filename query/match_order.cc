// What comes next: the cheapest step from what is known, else the cheapest node to start from; and each condition as
// soon as its slots hold values. Without rewrites the pattern is walked as it is written, conditions at the end.
#include <algorithm>

#include "query/match_planner.h"
#include "query/operators/basic.h"

namespace polgraph {

bool PatternPlanner::solved(const std::vector<std::size_t>& uses) const {
  return std::all_of(uses.begin(), uses.end(), [&](std::size_t slot) {
    return std::count(declared_.begin(), declared_.end(), slot) == 0 ||
           std::count(solved_.begin(), solved_.end(), slot) > 0;
  });
}

void PatternPlanner::solve_node(std::size_t node) {
  nodes_[node].known = true;
  solve(nodes_[node].slot);
}

void PatternPlanner::apply_conditions() {
  if (!binder_.options().rewrites && solved_.size() < declared_.size()) return;
  for (Condition& condition : conditions_) {
    if (condition.done || !solved(condition.uses)) continue;
    condition.done = true;
    plan_.add<Filter>(std::move(condition.expr), condition.text);
  }
}

double PatternPlanner::fan_out(const PatternStep& step) const {
  double relationships = static_cast<double>(statistics_.relationships);
  if (!step.types.empty()) {
    relationships = 0;
    for (const std::string& type : step.types) {
      const auto id = binder_.view().find_type(type);
      const auto found = id ? statistics_.relationships_by_type.find(*id) : statistics_.relationships_by_type.end();
      if (found != statistics_.relationships_by_type.end()) relationships += static_cast<double>(found->second);
    }
  }
  double each = relationships / (static_cast<double>(statistics_.nodes) + 1);
  if (step.arrow == Arrow::None) each *= 2;
  const bool closes = nodes_[step.left].known && nodes_[step.right].known;
  if (closes) each /= static_cast<double>(statistics_.nodes) + 1;
  if (step.walk) each = (each + 1) * 1000;  // last: it may be anything
  return each;
}

std::optional<std::size_t> PatternPlanner::next_step() const {
  std::optional<std::size_t> best;
  double best_cost = 0;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const PatternStep& step = steps_[i];
    if (step.done || step.searched) continue;
    const bool left = nodes_[step.left].known, right = nodes_[step.right].known;
    const bool shortest = step.selector != ast::PathPattern::Selector::All;
    const bool ready = shortest ? left && right : step.known || left || right;
    if (!ready) continue;
    const bool free = step.known || step.kind == PatternStep::Kind::Join;
    const double cost = !binder_.options().rewrites ? static_cast<double>(i) : free ? -1 : fan_out(step);
    if (!best || cost < best_cost) {
      best = i;
      best_cost = cost;
    }
  }
  return best;
}

std::size_t PatternPlanner::next_node() const {
  std::size_t best = nodes_.size();
  double best_cost = 0;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (nodes_[i].known || nodes_[i].inner) continue;
    const double cost = binder_.options().rewrites ? starts_.cost(i, [&](const auto& uses) { return solved(uses); })
                                                   : static_cast<double>(i);
    if (best == nodes_.size() || cost < best_cost) {
      best = i;
      best_cost = cost;
    }
  }
  return best;
}

// A given node that no relationship of the pattern touches: it must be one.
void PatternPlanner::check_lonely_nodes() {
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const bool touched = std::any_of(steps_.begin(), steps_.end(), [&](const PatternStep& step) {
      return step.kind != PatternStep::Kind::Join && (step.left == i || step.right == i);
    });
    if (nodes_[i].known && !touched) plan_.add<NodeCheck>(nodes_[i].slot);
  }
}

void PatternPlanner::order_from(std::size_t node) {
  solve_node(node);
  order();
}

void PatternPlanner::order() {
  check_lonely_nodes();
  apply_conditions();
  while (true) {
    emit_paths();
    apply_conditions();
    if (const auto step = next_step()) {
      emit_step(*step);
    } else if (search_ready()) {
      emit_search();
    } else if (const std::size_t node = next_node(); node < nodes_.size()) {
      emit_scan(node);
    } else {
      break;
    }
  }
}

}  // namespace polgraph
