// shortestPath and allShortestPaths. Without conditions on the path itself breadth first, each node once; with them the
// walks are tried by length, so that the shortest walk that meets the conditions is found and no other.
#include <algorithm>
#include <unordered_map>

#include "graph/error.h"
#include "query/operators/match_operators.h"

namespace polgraph {

namespace {
constexpr std::size_t kMaxDepth = 10'000;  // of the recursion below
}

bool ShortestPath::step_allowed(Value* row, const Step& step, Context& context) const {
  if (!spec_.taken.empty() && is_taken(row, spec_.taken, step.relationship)) return false;
  if (!spec_.where) return true;
  row[spec_.each] = Value::relationship(step.relationship, step.type);
  return is_true(*spec_.where, row, context);
}

void ShortestPath::write(Value* row, const PathValue& path) const {
  PathValue shown = path;
  if (spec_.backwards) {
    std::reverse(shown.nodes.begin(), shown.nodes.end());
    std::reverse(shown.relationships.begin(), shown.relationships.end());
  }
  ValueList list;
  for (const auto& [id, type] : shown.relationships) list.push_back(Value::relationship(id, type));
  row[spec_.relationship] = Value::list(std::move(list));
  if (spec_.path != kNoSlot) row[spec_.path] = Value::path(std::move(shown));
}

void ShortestPath::begin(Value* row, Context& context) {
  found_.clear();
  at_ = 0;
  const Value &from = row[spec_.from], &to = row[spec_.to];
  if (!from.is_node() || !to.is_node()) return;
  const NodeId a = from.as_node(), b = to.as_node();
  const bool possible = spec_.types.possible(context.view());
  if (a == b && spec_.min == 0) {
    PathValue still{{a}, {}};
    write(row, still);
    if (!condition_ || is_true(*condition_, row, context)) {
      found_.push_back(std::move(still));
      return;
    }
  }
  if (!possible) return;
  if (condition_ || spec_.min > 1 || a == b) {
    by_length(row, a, b, context);
  } else {
    breadth_first(row, a, b, context);
  }
}

void ShortestPath::breadth_first(Value* row, NodeId from, NodeId to, Context& context) {
  struct Reached {
    std::uint64_t depth;
    std::vector<std::pair<NodeId, std::pair<RelId, TypeId>>> before;  // all ways in of that depth
  };
  std::unordered_map<NodeId, Reached> reached;
  reached[from] = {0, {}};
  std::vector<NodeId> layer{from};
  for (std::uint64_t depth = 1; !layer.empty() && reached.count(to) == 0 && (spec_.unbounded || depth <= spec_.max);
       ++depth) {
    std::vector<NodeId> next;
    for (const NodeId node : layer) {
      auto steps = context.view().steps(node, spec_.direction, spec_.types.ids);
      while (steps.next()) {
        context.tick();
        const Step& step = steps.step();
        if (!step_allowed(row, step, context)) continue;
        const auto [found, is_new] = reached.try_emplace(step.neighbour, Reached{depth, {}});
        if (is_new) {
          context.reserve(reached.size() * 96);
          next.push_back(step.neighbour);
        }
        if (found->second.depth == depth && (is_new || all_)) {
          found->second.before.emplace_back(node, std::pair(step.relationship, step.type));
        }
      }
    }
    layer = std::move(next);
  }
  if (reached.count(to) == 0) return;
  // Back from the end, every way in.
  std::vector<PathValue> open{{{to}, {}}};
  while (!open.empty()) {
    context.tick();
    PathValue path = std::move(open.back());
    open.pop_back();
    const Reached& here = reached.at(path.nodes.back());
    if (here.depth == 0) {
      std::reverse(path.nodes.begin(), path.nodes.end());
      std::reverse(path.relationships.begin(), path.relationships.end());
      found_.push_back(std::move(path));
      if (found_.size() % 256 == 0) context.reserve(found_.size() * here.depth * 32);
      if (!all_) return;
      continue;
    }
    for (const auto& [node, relationship] : here.before) {
      PathValue longer = path;
      longer.nodes.push_back(node);
      longer.relationships.push_back(relationship);
      open.push_back(std::move(longer));
    }
  }
}

// True: walks of this length exist or may go on (so a longer length is worth trying).
bool ShortestPath::extend(Value* row, PathValue& path, NodeId to, std::uint64_t length, Context& context) {
  context.tick();
  if (path.relationships.size() >= kMaxDepth) {
    throw Error(Kind::Limit, "PathTooLong",
                "the search for a shortest path that meets its conditions went 10,000 steps deep")
        .hint("give it an upper bound: [*..20]");
  }
  if (path.relationships.size() == length) {
    if (path.nodes.back() == to) {
      write(row, path);
      if (!condition_ || is_true(*condition_, row, context)) found_.push_back(path);
    }
    return true;
  }
  bool deep = false;
  auto steps = context.view().steps(path.nodes.back(), spec_.direction, spec_.types.ids);
  while (steps.next() && (all_ || found_.empty())) {
    const Step& step = steps.step();
    const bool used = std::any_of(path.relationships.begin(), path.relationships.end(),
                                  [&](const auto& entry) { return entry.first == step.relationship; });
    if (used || !step_allowed(row, step, context)) continue;
    path.relationships.emplace_back(step.relationship, step.type);
    path.nodes.push_back(step.neighbour);
    deep = extend(row, path, to, length, context) || deep;
    path.relationships.pop_back();
    path.nodes.pop_back();
  }
  return deep;
}

void ShortestPath::by_length(Value* row, NodeId from, NodeId to, Context& context) {
  for (std::uint64_t length = std::max<std::uint64_t>(spec_.min, 1); spec_.unbounded || length <= spec_.max; ++length) {
    PathValue path{{from}, {}};
    const bool go_on = extend(row, path, to, length, context);
    if (!found_.empty() || !go_on) return;
  }
}

bool ShortestPath::step(Value* row, Context&) {
  if (at_ == found_.size()) return false;
  write(row, found_[at_++]);
  return true;
}

}  // namespace polgraph
