// algo.*: ways through the graph.
#include "graph/algorithms/all_shortest.h"
#include "graph/algorithms/cycles.h"
#include "graph/algorithms/dominators.h"
#include "graph/algorithms/reach.h"
#include "graph/error.h"
#include "query/procedures/graph_call.h"

namespace polgraph::procedures {

namespace {

using Vertex = GraphView::Vertex;
using Arguments = std::span<const Value>;

// node, distance, and the node before it on the way.
ProcedureRows reached_rows(GraphCall& call, Reach reach) {
  auto kept = std::make_shared<Reach>(std::move(reach));
  std::vector<Vertex> order = std::move(kept->order);
  const std::size_t all = call.shared()->vertex_count() * (sizeof(double) + sizeof(std::uint32_t));
  auto fill = [kept, view = call.shared()](Vertex vertex, ValueList& row) {
    row[1] = GraphCall::weight(kept->distance[vertex], *view);
    if (kept->by[vertex] != Reach::kNoEdge) row[2] = Value::node(view->node(view->edge_at(kept->by[vertex]).source));
  };
  return call.each_of(std::move(order), all / std::max<std::size_t>(1, order.size()), 3, std::move(fill));
}

ProcedureRows bfs(Arguments a, Context& context) {
  GraphCall call("algo.bfs", a[0], context);
  const auto& view = call.view();
  const auto sources = call.sources();
  Reach reach = breadth_first(view, sources, call.whole("max_depth", 0), call.work());
  return reached_rows(call, std::move(reach));
}

ProcedureRows dijkstra(Arguments a, Context& context) {
  GraphCall call("algo.dijkstra", a[0], context);
  const auto& view = call.view();
  const auto sources = call.sources();
  return reached_rows(call, least_weight(view, sources, call.work()));
}

ProcedureRows k_shortest(Arguments a, Context& context) {
  GraphCall call("algo.k_shortest_paths", a[0], context);
  const auto& view = call.view();
  const Vertex from = call.node("source"), to = call.node("target");
  constexpr auto kAll = std::numeric_limits<std::size_t>::max();
  const Bounds bounds{kAll, kAll, kAll, &call.work()};
  const auto found = k_shortest_paths(view, view.node(from), view.node(to), call.whole("k", 1).value_or(3), bounds);
  std::vector<ValueList> rows;
  for (const Path& path : found.paths) {
    rows.push_back({Value::integer(static_cast<std::int64_t>(rows.size()) + 1), path_value(path, context),
                    GraphCall::weight(path.weight, view)});
  }
  return rows;
}

ProcedureRows all_shortest(Arguments a, Context& context) {
  GraphCall call("algo.all_shortest_paths", a[0], context);
  const auto& view = call.view();
  const Vertex from = call.node("source"), to = call.node("target");
  auto paths = std::make_shared<AllShortestPaths>(view, from, to, call.work());
  auto next = [paths, view = call.shared(), &context](ValueList& row) {
    StatementWork work(context);
    const auto path = paths->next(work);
    if (!path) return false;
    row = {path_value(*path, context), GraphCall::weight(path->weight, *view)};
    return true;
  };
  return call.rows(std::move(next), view.vertex_count() * 16);
}

ProcedureRows cycles(Arguments a, Context& context) {
  GraphCall call("algo.cycles", a[0], context);
  const auto& view = call.view(GraphCall::Ways::AlongArrows);
  auto found = std::make_shared<Cycles>(view, call.whole("max_length", 1), call.work());
  auto next = [found, view = call.shared(), &context](ValueList& row) {
    StatementWork work(context);
    const auto cycle = found->next(work);
    if (!cycle) return false;
    row = {path_value(*cycle, context), Value::integer(static_cast<std::int64_t>(cycle->hops.size())),
           GraphCall::weight(cycle->weight, *view)};
    return true;
  };
  return call.rows(std::move(next), view.vertex_count() * 80);
}

ProcedureRows dominators(Arguments a, Context& context) {
  GraphCall call("algo.dominators", a[0], context);
  const auto& view = call.view();
  const Vertex source = call.node("source");
  auto dominator = std::make_shared<std::vector<Vertex>>(immediate_dominators(view, source, call.work()));
  std::vector<Vertex> reached;
  for (Vertex vertex = 0; vertex < view.vertex_count(); ++vertex) {
    if ((*dominator)[vertex] != GraphView::kNoVertex) reached.push_back(vertex);
  }
  auto fill = [dominator, shared = call.shared()](Vertex vertex, ValueList& row) {
    row[1] = Value::node(shared->node((*dominator)[vertex]));
  };
  return call.each_of(std::move(reached), sizeof(Vertex), 2, std::move(fill));
}

}  // namespace

std::vector<Procedure> paths() {
  const auto source = node_option("source", "the node to begin at");
  const auto target = node_option("target", "the node to end at");
  const auto sources = sources_option("the nodes to begin at");
  const Procedure::Field path{"path", kPathKind, "PATH", false}, before{"parent", kNodeKind, "NODE?", false};
  return {
      {"algo.bfs",
       options_field(),
       {node_field(), integer_field("depth"), before},
       "What can be reached from the sources, nearest first: how many relationships away, and from where the search "
       "came "
       "to it (null at a source). NetworkX: single_source_shortest_path_length.",
       "CALL algo.bfs({source: 'meti', type: 'FUNDS', max_depth: 2}) YIELD node, depth RETURN node.name, depth",
       &bfs,
       graph_options(
           {sources, source, {"max_depth", kIntegerKind, "INTEGER", "no farther than so many relationships"}})},
      {"algo.dijkstra",
       options_field(),
       {node_field(), number_field("distance"), before},
       "What can be reached from the sources and the least sum of weights on a way there, nearest first. Integers "
       "where "
       "all weights are. NetworkX: multi_source_dijkstra_path_length.",
       "CALL algo.dijkstra({source: 'meti', weight: 'amount', default_weight: 0}) YIELD node, distance RETURN "
       "node.name, "
       "distance",
       &dijkstra,
       weighted_options({sources, source})},
      {"algo.k_shortest_paths",
       options_field(),
       {integer_field("index"), path, number_field("weight")},
       "The k (3 unless said) lightest paths from source to target that meet no node twice, lightest first; of one "
       "weight "
       "fewer relationships first, then smaller relationship ids. Parallel relationships make different paths. "
       "NetworkX: "
       "shortest_simple_paths.",
       "CALL algo.k_shortest_paths({source: 'meti', target: 'nedo', k: 2}) YIELD index, path RETURN index, "
       "length(path)",
       &k_shortest,
       weighted_options({source, target, {"k", kIntegerKind, "INTEGER", "how many"}})},
      {"algo.all_shortest_paths",
       options_field(),
       {path, number_field("weight")},
       "All paths of the least weight (without weight: of the fewest relationships) from source to target. Parallel "
       "relationships make different paths. NetworkX: all_shortest_paths.",
       "CALL algo.all_shortest_paths({source: 'meti', target: 'nedo', directed: false}) YIELD path RETURN length(path)",
       &all_shortest,
       weighted_options({source, target})},
      {"algo.cycles",
       options_field(),
       {path, integer_field("length"), number_field("weight")},
       "Ways that lead back to where they began and meet no other node twice (circular funding); each begins at its "
       "smallest node. They can be very many: max_length or LIMIT bounds them. NetworkX: simple_cycles.",
       "CALL algo.cycles({type: 'FUNDS', max_length: 4}) YIELD path, length RETURN length, [n IN nodes(path) | n.name]",
       &cycles,
       weighted_options({{"max_length", kIntegerKind, "INTEGER", "no longer than so many relationships"}})},
      {"algo.dominators",
       options_field(),
       {node_field(), node_field("dominator")},
       "For each node that the source leads to: the last node before it that every way from the source leads through "
       "(the "
       "only channel). NetworkX: immediate_dominators.",
       "CALL algo.dominators({source: 'meti'}) YIELD node, dominator RETURN node.name, dominator.name",
       &dominators,
       graph_options({source})},
  };
}

}  // namespace polgraph::procedures
