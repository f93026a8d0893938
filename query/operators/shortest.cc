#include "query/operators/shortest.h"

#include <algorithm>

#include "graph/error.h"

namespace polgraph {

namespace {

Direction opposite(Direction direction) {
  switch (direction) {
    case Direction::Out: return Direction::In;
    case Direction::In: return Direction::Out;
    case Direction::Both: break;
  }
  return Direction::Both;
}

}  // namespace

ShortestPath::ShortestPath(ShortestSpec spec) : spec_(std::move(spec)) {
  long_rows_ = true;
  if (!spec_.condition && spec_.min <= 1 && spec_.from != spec_.to) return;
  by_search_ = true;
}

// ---- with a condition on the whole path, a least length, or one node as both ends ----------------------------------

namespace {

// The conditions stay with ShortestPath, which may need them for both ways to search.
class Borrowed final : public Expr {
 public:
  explicit Borrowed(const Expr& expr) : expr_(expr) {
    span = expr.span;
    type = expr.type;
  }
  Value eval(Value* row, Context& context) const override { return expr_.eval(row, context); }

 private:
  const Expr& expr_;
};

}  // namespace

SearchSpec ShortestPath::search_spec() {
  SearchSpec made;
  const auto borrow = [](std::vector<ExprPtr>& to, const ExprPtr& expr) {
    if (expr) to.push_back(std::make_unique<Borrowed>(*expr));
  };
  std::vector<ExprPtr> of_steps;
  borrow(of_steps, spec_.where);
  borrow(of_steps, spec_.node_where);
  borrow(made.conditions, spec_.condition);
  made.positions.resize(2);
  made.positions[0].slots = {spec_.from};
  made.positions[1].slots = {spec_.to};
  SearchPart part;
  part.min = spec_.min;
  part.max = spec_.max;
  part.unbounded = spec_.unbounded;
  part.list = true;
  part.slots = {spec_.relationship};
  StretchSlots slots{{spec_.near, spec_.far}, {spec_.each}, {spec_.each}, false};
  part.finder =
      std::make_unique<RelationshipFinder>(std::move(slots), spec_.direction, spec_.types, std::move(of_steps));
  made.parts.push_back(std::move(part));
  made.taken = spec_.taken;
  made.path = spec_.path;
  return made;
}

// ---- breadth first from both ends ----------------------------------------------------------------------------------

bool ShortestPath::step_allowed(Value* row, const Step& step, Context& context) const {
  if (!spec_.taken.empty() && is_taken(row, spec_.taken, step.relationship)) return false;
  if (!spec_.where) return true;
  row[spec_.each] = Value::relationship(step.relationship, step.type);
  return is_true(*spec_.where, row, context);
}

bool ShortestPath::node_allowed(Value* row, NodeId node, Context& context) const {
  if (!spec_.node_where) return true;
  row[spec_.far] = Value::node(node);
  return is_true(*spec_.node_where, row, context);
}

// One more layer; false: there is none.
bool ShortestPath::widen(Value* row, Side& side, Context& context) {
  std::vector<NodeId> next;
  ++side.depth;
  std::size_t bytes = 0;
  for (const NodeId node : side.layer) {
    auto steps = source_.steps(node, side.direction, spec_.types.ids, context);
    while (steps.next()) {
      context.tick();
      const Step& step = steps.step();
      if (!step_allowed(row, step, context)) continue;
      const auto known = side.reached.find(step.neighbour);
      if (known != side.reached.end() && (known->second.depth != side.depth || !spec_.all)) continue;
      if (known == side.reached.end() && !node_allowed(row, step.neighbour, context)) continue;
      Reached& reached = known != side.reached.end() ? known->second : side.reached[step.neighbour];
      if (known == side.reached.end()) {
        reached.depth = side.depth;
        next.push_back(step.neighbour);
        bytes += sizeof(Reached) + 64;
      }
      reached.ways.emplace_back(node, PathStep(step.relationship, step.type));
      bytes += sizeof(reached.ways[0]);
      if (bytes > (1u << 16)) context.charge(bytes), charged_ += bytes, bytes = 0;
    }
  }
  context.charge(bytes);
  charged_ += bytes;
  side.layer = std::move(next);
  return !side.layer.empty();
}

// All ways from where the side began to `node`, from there on; only one where one is wanted.
void ShortestPath::walk_back(const Side& side, NodeId node, std::vector<PathValue>& ways, Context& context) const {
  std::vector<PathValue> open{{{node}, {}}};
  while (!open.empty()) {
    context.tick();
    PathValue path = std::move(open.back());
    open.pop_back();
    const Reached& here = side.reached.at(path.nodes.back());
    if (here.depth == 0) {
      ways.push_back(std::move(path));
      if (ways.size() % 256 == 0) context.reserve(ways.size() * (side.depth + 1) * 24);
      continue;
    }
    for (const auto& [before, step] : here.ways) {
      PathValue longer = path;
      longer.nodes.push_back(before);
      longer.relationships.push_back(step);
      open.push_back(std::move(longer));
    }
  }
}

// Layer by layer, always from the side with fewer nodes to go on from. Where the two first meet, they meet in nodes of
// the last layer of both, and every shortest path goes through exactly one of those.
void ShortestPath::from_both_ends(Value* row, NodeId from, NodeId to, Context& context) {
  if (!node_allowed(row, from, context) || !node_allowed(row, to, context)) return;
  Side left{spec_.direction, 0, {}, {from}}, right{opposite(spec_.direction), 0, {}, {to}};
  left.reached[from], right.reached[to];
  std::vector<NodeId> meeting;
  while (meeting.empty()) {
    if (!spec_.unbounded && left.depth + right.depth >= spec_.max) return;
    Side& nearer = left.layer.size() <= right.layer.size() ? left : right;
    const Side& other = &nearer == &left ? right : left;
    if (!widen(row, nearer, context)) return;
    for (const NodeId node : nearer.layer) {
      if (other.reached.count(node) != 0) meeting.push_back(node);
    }
  }
  if (!spec_.all) meeting.resize(1);
  for (const NodeId node : meeting) {
    std::vector<PathValue> before, behind;
    walk_back(left, node, before, context);
    walk_back(right, node, behind, context);
    for (const PathValue& first : before) {
      for (const PathValue& second : behind) {
        context.tick();
        PathValue path{{first.nodes.rbegin(), first.nodes.rend()},
                       {first.relationships.rbegin(), first.relationships.rend()}};
        path.nodes.insert(path.nodes.end(), second.nodes.begin() + 1, second.nodes.end());
        path.relationships.insert(path.relationships.end(), second.relationships.begin(), second.relationships.end());
        context.charge(path.nodes.size() * (sizeof(NodeId) + sizeof(PathStep)) + sizeof(PathValue));
        charged_ += path.nodes.size() * (sizeof(NodeId) + sizeof(PathStep)) + sizeof(PathValue);
        found_.push_back(std::move(path));
      }
    }
  }
}

void ShortestPath::begin(Value* row, Context& context) {
  found_.clear();
  at_ = 0;
  context.release(std::exchange(charged_, 0));
  if (search_) search_->clear(context);
  const Value from = row[spec_.from], to = row[spec_.to];
  if (!from.is_node() || !to.is_node()) return;
  const bool possible = spec_.types.possible(context.view());
  const bool one_node = from.as_node() == to.as_node();
  if (!by_search_ && !one_node) {
    if (possible) from_both_ends(row, from.as_node(), to.as_node(), context);
    return;
  }
  if (!node_allowed(row, from.as_node(), context)) return;
  if (!search_) search_ = std::make_unique<PathSearch>(search_spec());
  search_->start(row, from.as_node(), to.as_node(), {1, spec_.all}, context);
}

bool ShortestPath::step(Value* row, Context& context) {
  if (search_ && search_->started()) return search_->next(row, context);
  if (at_ == found_.size()) return false;
  const PathValue& path = found_[at_++];
  ValueList list;
  for (const auto& [id, type] : path.relationships) list.push_back(Value::relationship(id, type));
  row[spec_.relationship] = Value::list(std::move(list));
  if (spec_.path != kNoSlot) row[spec_.path] = Value::path(path);
  return true;
}

}  // namespace polgraph
