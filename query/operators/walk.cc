#include <algorithm>

#include "graph/error.h"
#include "query/operators/match_operators.h"

namespace polgraph {

namespace {

Value path_value(std::vector<NodeId> nodes, std::vector<std::pair<RelId, TypeId>> relationships, bool backwards) {
  if (backwards) {
    std::reverse(nodes.begin(), nodes.end());
    std::reverse(relationships.begin(), relationships.end());
  }
  return Value::path({std::move(nodes), std::move(relationships)});
}

Value list_value(const std::vector<std::pair<RelId, TypeId>>& relationships, bool backwards) {
  ValueList list;
  list.reserve(relationships.size());
  for (const auto& [id, type] : relationships) list.push_back(Value::relationship(id, type));
  if (backwards) std::reverse(list.begin(), list.end());
  return Value::list(std::move(list));
}

}  // namespace

void Walk::begin(Value* row, Context& context) {
  levels_.clear();
  relationships_.clear();
  nodes_.clear();
  first_ = false;
  const Value& from = row[spec_.from];
  if (from.is_null() || (spec_.into && row[spec_.to].is_null())) return;
  if (!from.is_node() || (spec_.into && !row[spec_.to].is_node())) {
    throw Error(Kind::Type, "InvalidArgumentType", "the pattern needs a node here");
  }
  possible_ = spec_.types.possible(context.view());
  start_ = from.as_node();
  nodes_.push_back(start_);
  first_ = true;
}

bool Walk::enter(NodeId node, Context& context) {
  if (!possible_ || (!spec_.unbounded && relationships_.size() >= spec_.max)) return false;
  // A walk that may not meet a node again need not go on from one that it has met; what it reports is tested as a path.
  if (spec_.mode != ast::PathPattern::Mode::Trail && nodes_.size() > 1 &&
      std::find(nodes_.begin(), nodes_.end() - 1, node) != nodes_.end() - 1) {
    return false;
  }
  levels_.push_back({source_.steps(node, spec_.direction, spec_.types.ids, context), node});
  return true;
}

bool Walk::used(const Value* row, RelId relationship) const {
  for (const auto& entry : relationships_) {
    if (entry.first == relationship) return true;
  }
  return !spec_.taken.empty() && is_taken(row, spec_.taken, relationship);
}

// Is the walk so far an answer?
bool Walk::report(Value* row) {
  if (relationships_.size() < spec_.min) return false;
  if (spec_.into && row[spec_.to].as_node() != nodes_.back()) return false;
  write(row);
  return true;
}

void Walk::write(Value* row) const {
  row[spec_.relationship] = list_value(relationships_, spec_.backwards);
  if (!spec_.into) row[spec_.to] = Value::node(nodes_.back());
  if (spec_.path != kNoSlot) row[spec_.path] = path_value(nodes_, relationships_, spec_.backwards);
}

bool Walk::step(Value* row, Context& context) {
  if (nodes_.empty()) return false;
  if (first_) {
    first_ = false;
    enter(start_, context);
    if (report(row)) return true;
  }
  while (!levels_.empty()) {
    context.tick();
    // The walk is as long as the deepest open level says: what hangs below it has been walked.
    while (relationships_.size() >= levels_.size()) relationships_.pop_back(), nodes_.pop_back();
    if (!levels_.back().cursor.next()) {
      levels_.pop_back();
      continue;
    }
    const Step found = levels_.back().cursor.step();
    if (used(row, found.relationship)) continue;
    if (spec_.where) {
      row[spec_.each] = Value::relationship(found.relationship, found.type);
      if (!is_true(*spec_.where, row, context)) continue;
    }
    relationships_.emplace_back(found.relationship, found.type);
    nodes_.push_back(found.neighbour);
    enter(found.neighbour, context);
    if (report(row)) return true;
  }
  return false;
}

// Is the list a trail that the pattern allows? Its relationships go to relationships_.
bool WalkAlong::take_list(Value* row, Context& context) {
  const Value list = row[spec_.relationship];
  if (list.is_null()) return false;
  if (!list.is_list()) throw Error(Kind::Type, "InvalidArgumentType", "the pattern needs a list of relationships here");
  const auto items = list.as_list();
  if (items.size() < spec_.min || (!spec_.unbounded && items.size() > spec_.max)) return false;
  const bool possible = spec_.types.possible(context.view());
  for (const Value& item : items) {
    context.tick();
    if (!item.is_relationship() || !possible) return false;
    const RelId id = item.as_relationship();
    const TypeId type = item.relationship_type();
    const bool again = std::any_of(relationships_.begin(), relationships_.end(),
                                   [&](const auto& earlier) { return earlier.first == id; });
    if (again || is_taken(row, spec_.taken, id)) return false;
    const std::vector<TypeId>& types = spec_.types.ids;
    if (!spec_.types.names.empty() && std::count(types.begin(), types.end(), type) == 0) return false;
    if (spec_.where) {
      row[spec_.each] = item;
      if (!is_true(*spec_.where, row, context)) return false;
    }
    relationships_.emplace_back(id, type);
  }
  return true;
}

void WalkAlong::begin(Value* row, Context& context) {
  found_.clear();
  relationships_.clear();
  at_ = 0;
  if (!take_list(row, context)) return;
  if (from_known_) {
    if (row[spec_.from].is_node()) try_from(row, row[spec_.from].as_node(), context);
  } else if (relationships_.empty()) {
    stand_still(row, context);
  } else if (const auto first = context.view().find_relationship(relationships_.front().first)) {
    if (spec_.direction != Direction::In) try_from(row, first->start, context);
    if (spec_.direction == Direction::In || (spec_.direction == Direction::Both && first->start != first->end)) {
      try_from(row, first->end, context);
    }
  }
}

// The empty list is a walk from every node to itself.
void WalkAlong::stand_still(Value* row, Context& context) {
  if (spec_.into) {
    if (row[spec_.to].is_node()) try_from(row, row[spec_.to].as_node(), context);
    return;
  }
  for (NodeCursor nodes = context.view().nodes(); nodes.next();) {
    context.tick();
    try_from(row, nodes.id(), context);
  }
  context.reserve(found_.size() * sizeof(found_[0]));
}

void WalkAlong::try_from(Value* row, NodeId start, Context& context) {
  std::vector<NodeId> nodes{start};
  for (const auto& entry : relationships_) {
    const auto step = context.view().find_relationship(entry.first);
    if (!step) return;
    if (spec_.direction != Direction::In && step->start == nodes.back()) {
      nodes.push_back(step->end);
    } else if (spec_.direction != Direction::Out && step->end == nodes.back()) {
      nodes.push_back(step->start);
    } else {
      return;
    }
  }
  if (spec_.into && (!row[spec_.to].is_node() || row[spec_.to].as_node() != nodes.back())) return;
  if (spec_.from == spec_.to && nodes.front() != nodes.back()) return;
  found_.push_back(std::move(nodes));
}

bool WalkAlong::step(Value* row, Context&) {
  if (at_ == found_.size()) return false;
  const std::vector<NodeId>& nodes = found_[at_++];
  row[spec_.from] = Value::node(nodes.front());
  row[spec_.to] = Value::node(nodes.back());
  if (spec_.path != kNoSlot) row[spec_.path] = path_value(nodes, relationships_, false);
  return true;
}

Value build_path(const Value* row, const std::vector<PathPart>& parts) {
  PathValue path;
  for (const PathPart& part : parts) {
    const Value& value = row[part.slot];
    if (value.is_null()) return {};
    if (value.is_node()) {
      if (path.nodes.size() == path.relationships.size()) path.nodes.push_back(value.as_node());
    } else if (value.is_relationship()) {
      path.relationships.emplace_back(value.as_relationship(), value.relationship_type());
    } else if (value.is_path()) {
      const PathValue& walk = value.as_path();
      path.nodes.insert(path.nodes.end(), walk.nodes.begin() + 1, walk.nodes.end());
      path.relationships.insert(path.relationships.end(), walk.relationships.begin(), walk.relationships.end());
    }
  }
  return Value::path(std::move(path));
}

}  // namespace polgraph
