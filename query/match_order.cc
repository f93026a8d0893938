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
    plan_.add<Filter>(std::move(condition.expr), condition.text, condition.uses);
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
  // Who has a label shares its relationships with those alone; what goes either way mostly joins what is alike.
  double from = static_cast<double>(statistics_.nodes);
  const bool either_way = step.arrow == Arrow::None;
  for (const std::size_t node : {step.left, step.right})
    if (either_way || nodes_[node].known) from = std::min(from, starts_.members(node).value_or(from));
  double each = relationships / (from + 1);
  if (step.arrow == Arrow::None) each *= 2;
  const bool closes = nodes_[step.left].known && nodes_[step.right].known;
  if (closes) each /= static_cast<double>(statistics_.nodes) + 1;
  if (step.walk) each = (each + 1) * 1000;  // last: it may be anything
  return each;
}

// Would the step bind what is to be looked up by USING?
bool PatternPlanner::passes_over_hint(const PatternStep& step) const {
  const auto waits = [&](Target target) { return !is_known(target) && starts_.has_hint(target); };
  return waits(target_of(step)) || waits({true, step.left}) || waits({true, step.right});
}

// A hint whose values come only from what lies behind it.
void PatternPlanner::check_hints() const {
  const bool done = std::all_of(nodes_.begin(), nodes_.end(), [](const PatternNode& node) { return node.known; }) &&
                    std::all_of(steps_.begin(), steps_.end(), [](const PatternStep& step) { return step.done; });
  if (done) return;
  throw Error(Kind::Semantic, "InvalidIndexHint", "the index of a USING hint is asked for values that are not there yet")
      .hint("leave the hint out, or bind what it compares with in a MATCH before");
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
    if (!ready || (binder_.options().rewrites && passes_over_hint(step))) continue;
    const bool free = step.known || step.kind == PatternStep::Kind::Join;
    const double cost = !binder_.options().rewrites ? static_cast<double>(i) : free ? -1 : fan_out(step);
    if (!best || cost < best_cost) {
      best = i;
      best_cost = cost;
    }
  }
  return best;
}

// Rows that are found when the pattern is begun, or begun anew, there.
double PatternPlanner::start_cost(Target target) const {
  const auto cost = starts_.cost(target, [&](const auto& uses) { return solved(uses); });
  return cost.value_or(static_cast<double>(statistics_.nodes) + 2);
}

// Where to begin: nodes, and relationships that an index finds. One with a hint comes first, as soon as it can.
std::optional<Target> PatternPlanner::next_start() const {
  std::optional<Target> best;
  double best_cost = 0;
  const bool rewrites = binder_.options().rewrites;
  const auto offer = [&](Target target) {
    if (is_known(target)) return;
    const bool hinted = rewrites && starts_.has_hint(target);
    const bool findable = starts_.cost(target, [&](const auto& uses) { return solved(uses); }).has_value();
    if ((hinted || !target.is_node) && !findable) return;
    const double cost = !rewrites ? static_cast<double>(target.number) : hinted ? -1 : start_cost(target);
    if (best && cost >= best_cost) return;
    best = target;
    best_cost = cost;
  };
  for (std::size_t i = 0; i < nodes_.size(); ++i) offer({true, i});
  for (std::size_t i = 0; i < steps_.size() && rewrites; ++i)
    if (!steps_[i].done) offer({false, i});
  return best;
}

// A relationship to begin with by going through all records, because a condition on it alone can drop most before its
// ends are looked at: a statement that writes has the store only, where each relationship that is reached from a node is
// a look-up of its own, and those cost kLookUp records passed by. Reading ones have arrays for such questions.
std::optional<std::size_t> PatternPlanner::scanned_step(const std::optional<Target>& start) const {
  constexpr double kLookUp = 10;
  constexpr std::uint64_t kFew = 1000;  // records: not worth another order of rows
  if (!binder_.options().rewrites || !binder_.writes() || !start || !start->is_node || starts_.has_hint(*start))
    return std::nullopt;
  if (statistics_.relationships < kFew) return std::nullopt;
  const auto records = static_cast<double>(statistics_.relationships);
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const PatternStep& step = steps_[i];
    const bool plain = step.kind == PatternStep::Kind::Relationship && !step.walk && !step.searched && !step.done;
    if (!plain || step.known || step.types.size() != 1 || nodes_[step.left].known || nodes_[step.right].known) continue;
    if (start->number != step.left && start->number != step.right) continue;
    const bool tested = std::any_of(conditions_.begin(), conditions_.end(), [&](const Condition& condition) {
      const auto own = [&](std::size_t slot) { return slot == step.slot; };
      return !condition.done && std::any_of(condition.uses.begin(), condition.uses.end(), own) &&
             std::all_of(condition.uses.begin(), condition.uses.end(),
                         [&](std::size_t slot) { return own(slot) || solved({slot}); });
    });
    if (tested && records < start_cost(*start) * (1 + fan_out(step)) * kLookUp) return i;
  }
  return std::nullopt;
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
    const auto start = next_start();
    const bool hinted = start && binder_.options().rewrites && starts_.has_hint(*start);
    const auto step = hinted ? std::nullopt : next_step();
    if (step) {
      emit_step(*step);
    } else if (search_ready()) {
      emit_search();
    } else if (const auto scanned = scanned_step(start)) {
      emit_scan(steps_[*scanned]);
    } else if (start) {
      emit_start(*start);
    } else {
      break;
    }
  }
  check_hints();
}

}  // namespace polgraph
