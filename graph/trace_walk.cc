#include "graph/trace_walk.h"

#include <algorithm>
#include <unordered_map>

#include "graph/error.h"
#include "graph/go_on.h"

namespace polgraph {

namespace {

using Edge = FundingGraph::Edge;
using Distances = std::unordered_map<NodeId, std::size_t>;

[[noreturn]] void too_large() {
  throw Error(Kind::Limit, "TraceTooLarge",
              "the totals rest on more than " + std::to_string(MoneyWalk::kMaxEdges) + " relationships")
      .hint("name a stop in between, or lower --max-depth");
}

// A search along the flow from several nodes at once.
class Reach {
 public:
  Reach(const FundingGraph& funding, const std::vector<NodeId>& starts, std::optional<std::size_t> max_depth)
      : funding_(funding), max_depth_(max_depth), border_(starts) {
    for (const NodeId node : starts) distance_.emplace(node, 0);
  }

  // `ends(node)`: not walked on from; `skips(node)`: never walked to.
  template <class Ends, class Skips>
  void run(const Ends& ends, const Skips& skips) {
    for (std::size_t depth = 0; !border_.empty(); ++depth) {
      std::vector<NodeId> next;
      for (const NodeId node : border_) {
        if (depth > 0 && (stays(node) || ends(node))) continue;
        if (max_depth_ && depth >= *max_depth_) {
          if (!funding_.forward(node).empty()) too_deep.push_back(node);
          continue;
        }
        for (const Edge& edge : funding_.forward(node)) {
          go_on();
          if (skips(edge.target)) continue;
          if (edges.size() == MoneyWalk::kMaxEdges) too_large();
          edges.push_back(edge);
          if (distance_.emplace(edge.target, depth + 1).second) next.push_back(edge.target);
        }
      }
      border_ = std::move(next);
    }
  }

  std::optional<std::size_t> distance(NodeId node) const {
    const auto found = distance_.find(node);
    return found == distance_.end() ? std::nullopt : std::optional(found->second);
  }

  std::vector<Edge> edges;         // of every node that was walked on from
  std::vector<NodeId> aggregates;  // that were not
  std::vector<NodeId> too_deep;

 private:
  bool stays(NodeId node) {
    if (!funding_.is_aggregate(node)) return false;
    if (!funding_.forward(node).empty()) aggregates.push_back(node);
    return true;
  }

  const FundingGraph& funding_;
  std::optional<std::size_t> max_depth_;
  std::vector<NodeId> border_;
  Distances distance_;
};

// One leg of a way: from some nodes to those of the next stop.
class Leg {
 public:
  Leg(const FundingGraph& funding, const std::vector<NodeId>& starts, bool start_is_label,
      const std::vector<NodeId>& goals, bool goal_is_label, std::optional<std::size_t> max_depth)
      : funding_(funding),
        max_depth_(max_depth),
        starts_(starts.begin(), starts.end()),
        reach_(funding, starts, max_depth) {
    const std::unordered_set<NodeId> all(goals.begin(), goals.end());
    reach_.run([&](NodeId node) { return !goal_is_label && all.contains(node); },
               [&](NodeId node) { return !start_is_label && starts_.contains(node); });
    for (const Edge& edge : reach_.edges) {
      if (all.contains(edge.target)) reached_.insert(edge.target);
    }
  }
  std::vector<NodeId> reached() const { return sorted(reached_); }

  // Leaves only what leads to `goals`, some of those that are reached. Gives the starts that do.
  std::vector<NodeId> keep(const std::vector<NodeId>& goals) {
    const Distances left = distances_to(goals);
    std::vector<Edge> kept;
    std::unordered_set<NodeId> useful;
    for (const Edge& edge : reach_.edges) {
      go_on();
      const auto rest = left.find(edge.target);
      if (rest == left.end()) continue;
      if (max_depth_ && *reach_.distance(edge.source) + 1 + rest->second > *max_depth_) continue;
      if (starts_.contains(edge.source)) useful.insert(edge.source);
      kept.push_back(edge);
    }
    reach_.edges = std::move(kept);
    std::erase_if(reach_.aggregates, [&](NodeId node) {
      const auto& on = funding_.forward(node);
      return std::none_of(on.begin(), on.end(), [&](const Edge& edge) { return left.contains(edge.target); });
    });
    return sorted(useful);
  }
  const Reach& reach() const { return reach_; }

 private:
  static std::vector<NodeId> sorted(const std::unordered_set<NodeId>& nodes) {
    std::vector<NodeId> all(nodes.begin(), nodes.end());
    std::sort(all.begin(), all.end());
    return all;
  }
  // Steps from every node of the leg to the nearest of `goals`, against its relationships.
  Distances distances_to(const std::vector<NodeId>& goals) const {
    std::unordered_map<NodeId, std::vector<NodeId>> before;
    for (const Edge& edge : reach_.edges) {
      go_on();
      before[edge.target].push_back(edge.source);
    }
    Distances left;
    std::vector<NodeId> border = goals;
    for (const NodeId node : goals) left.emplace(node, 0);
    for (std::size_t depth = 1; !border.empty(); ++depth) {
      std::vector<NodeId> next;
      for (const NodeId node : border) {
        const auto found = before.find(node);
        if (found == before.end()) continue;
        for (const NodeId source : found->second) {
          go_on();
          if (left.emplace(source, depth).second) next.push_back(source);
        }
      }
      border = std::move(next);
    }
    return left;
  }

  const FundingGraph& funding_;
  std::optional<std::size_t> max_depth_;
  std::unordered_set<NodeId> starts_;
  Reach reach_;
  std::unordered_set<NodeId> reached_;
};

bool is_money(const FundingGraph& funding, const Edge& edge) {
  return funding.is_money(funding.rule_of(edge));
}

// Puts what the legs left into one walk, each relationship once.
MoneyWalk joined(const FundingGraph& funding, const std::vector<Leg>& legs) {
  MoneyWalk walk;
  std::unordered_map<RelId, std::size_t> known;
  for (std::size_t i = 0; i < legs.size(); ++i) {
    const Reach& reach = legs[i].reach();
    for (const Edge& edge : reach.edges) {
      go_on();
      const auto [at, fresh] = known.emplace(edge.relationship, walk.edges.size());
      if (fresh) walk.edges.push_back({edge, is_money(funding, edge), false});
      if (i + 1 == legs.size()) walk.edges[at->second].last_leg = true;
    }
    walk.aggregates.insert(walk.aggregates.end(), reach.aggregates.begin(), reach.aggregates.end());
    walk.too_deep.insert(walk.too_deep.end(), reach.too_deep.begin(), reach.too_deep.end());
  }
  for (auto* nodes : {&walk.aggregates, &walk.too_deep}) {
    std::sort(nodes->begin(), nodes->end());
    nodes->erase(std::unique(nodes->begin(), nodes->end()), nodes->end());
  }
  return walk;
}

// What those on the way have to spend, the last stop among them.
void add_budgets(const FundingGraph& funding, MoneyWalk& walk) {
  const auto type = funding.snapshot().find_type("HAS_BUDGET");
  if (!type || funding.is_reversed()) return;
  std::unordered_set<NodeId> on_the_way;
  std::unordered_set<RelId> known;
  for (const MoneyWalk::Edge& edge : walk.edges) {
    on_the_way.insert(edge.edge.source);
    on_the_way.insert(edge.edge.target);
    known.insert(edge.edge.relationship);
  }
  std::vector<NodeId> nodes(on_the_way.begin(), on_the_way.end());
  std::sort(nodes.begin(), nodes.end());
  for (const NodeId node : nodes) {
    for (const Edge& edge : funding.forward(node)) {
      if (edge.type != *type || !edge.outgoing || !known.insert(edge.relationship).second) continue;
      walk.edges.push_back({edge, is_money(funding, edge), false});
    }
  }
}

}  // namespace

std::vector<NodeId> nodes_of_stop(const Snapshot& snapshot, const TraceStop& stop) {
  if (stop.node) return {*stop.node};
  const auto label = snapshot.find_label(stop.label);
  if (!label) {
    Error error(Kind::NotFound, "UnknownLabel", "no node has label " + stop.label);
    if (const auto near = nearest(stop.label, snapshot.labels())) error.hint("did you mean :" + *near + "?");
    throw error;
  }
  std::vector<NodeId> nodes;
  for (auto found = snapshot.nodes_with_label(*label); found.next();) nodes.push_back(found.id());
  return nodes;
}

MoneyWalk walk_from(const FundingGraph& funding, const std::vector<NodeId>& starts,
                    std::optional<std::size_t> max_depth) {
  Reach reach(funding, starts, max_depth);
  const auto never = [](NodeId) { return false; };
  reach.run(never, never);
  MoneyWalk walk;
  walk.starts = starts;
  walk.part_in = true;
  std::unordered_set<RelId> known;  // with --types A,<A a relationship may be walked both ways: the first counts
  for (const Edge& edge : reach.edges) {
    go_on();
    if (known.insert(edge.relationship).second) walk.edges.push_back({edge, is_money(funding, edge), false});
  }
  walk.aggregates = std::move(reach.aggregates);
  walk.too_deep = std::move(reach.too_deep);
  return walk;
}

MoneyWalk walk_between(const FundingGraph& funding, const std::vector<TraceStop>& stops,
                       std::optional<std::size_t> max_depth) {
  std::vector<Leg> legs;
  std::vector<NodeId> from = nodes_of_stop(funding.snapshot(), stops.front());
  for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
    legs.emplace_back(funding, from, !stops[i].node.has_value(), nodes_of_stop(funding.snapshot(), stops[i + 1]),
                      !stops[i + 1].node.has_value(), max_depth);
    from = legs.back().reached();
  }
  std::vector<NodeId> goals = from;
  for (std::size_t i = legs.size(); i-- > 0;) from = legs[i].keep(from);
  MoneyWalk walk = joined(funding, legs);
  walk.starts = std::move(from);
  walk.goals = std::move(goals);
  walk.part_in = walk.part_out = true;
  add_budgets(funding, walk);
  return walk;
}

MoneyWalk walk_into(const FundingGraph& funding, const std::vector<NodeId>& ends) {
  const std::unordered_set<NodeId> inside(ends.begin(), ends.end());
  MoneyWalk walk;
  walk.goals = ends;
  walk.part_out = true;
  std::unordered_set<RelId> known;
  for (const NodeId end : ends) {
    for (const Edge& edge : funding.backward(end)) {
      if (inside.contains(edge.target) || !is_money(funding, edge) || !known.insert(edge.relationship).second) continue;
      if (walk.edges.size() == MoneyWalk::kMaxEdges) too_large();
      walk.edges.push_back({{edge.target, edge.source, edge.relationship, edge.type, !edge.outgoing}, true, true});
    }
  }
  return walk;
}

}  // namespace polgraph
