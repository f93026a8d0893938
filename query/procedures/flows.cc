// algo.*: how much can get through, and what falls apart where something is taken away.
#include "graph/algorithms/cuts.h"
#include "graph/algorithms/flow.h"
#include "graph/error.h"
#include "query/procedures/graph_call.h"

namespace polgraph::procedures {

namespace {

using Vertex = GraphView::Vertex;
using Arguments = std::span<const Value>;

struct Solved {
  Flow flow;
  Value value;
};

Solved solve(GraphCall& call) {
  const auto& view = call.one_way_view();
  const Vertex source = call.node("source"), target = call.node("target");
  Solved solved{maximum_flow(view, source, target, call.directed(), call.work()), {}};
  const auto& whole = solved.flow.whole_value;
  solved.value = whole ? Value::integer(*whole) : Value::floating(solved.flow.value);
  return solved;
}

ProcedureRows max_flow(Arguments a, Context& context) {
  GraphCall call("algo.max_flow", a[0], context);
  const Solved solved = solve(call);
  const auto& view = *call.shared();
  ValueList flows;
  for (std::uint32_t i = 0; i < view.edge_count(); ++i) {
    if (solved.flow.by_edge[i] == 0) continue;
    const auto edge = view.edge_at(i);
    const double flow = solved.flow.by_edge[i];
    flows.push_back(Value::map({{"relationship", call.relationship(edge)},
                                {"flow", GraphCall::weight(flow, view)},
                                {"capacity", GraphCall::weight(view.weight(edge), view)}}));
    context.reserve(flows.size() * 256);
  }
  return std::vector<ValueList>{{solved.value, Value::list(std::move(flows))}};
}

ProcedureRows min_cut(Arguments a, Context& context) {
  GraphCall call("algo.min_cut", a[0], context);
  const Solved solved = solve(call);
  const auto& view = *call.shared();
  ValueList cut, nodes;
  for (const std::uint32_t position : solved.flow.cut) cut.push_back(call.relationship(view.edge_at(position)));
  for (Vertex vertex = 0; vertex < view.vertex_count(); ++vertex) {
    if (solved.flow.source_side[vertex]) nodes.push_back(Value::node(view.node(vertex)));
  }
  return std::vector<ValueList>{{solved.value, Value::list(std::move(cut)), Value::list(std::move(nodes))}};
}

ProcedureRows articulation_points(Arguments a, Context& context) {
  GraphCall call("algo.articulation_points", a[0], context);
  const auto& view = call.view(GraphCall::Ways::Both);
  auto parts = std::make_shared<std::vector<std::uint32_t>>(find_cuts(view, call.work()).parts);
  std::vector<Vertex> points;
  for (Vertex vertex = 0; vertex < view.vertex_count(); ++vertex) {
    if ((*parts)[vertex] > 1) points.push_back(vertex);
  }
  auto fill = [parts](Vertex vertex, ValueList& row) { row[1] = Value::integer((*parts)[vertex]); };
  return call.each_of(std::move(points), sizeof(std::uint32_t), 2, std::move(fill));
}

ProcedureRows bridges(Arguments a, Context& context) {
  GraphCall call("algo.bridges", a[0], context);
  const auto& view = call.view(GraphCall::Ways::Both);
  auto found = std::make_shared<std::vector<RelId>>(find_cuts(view, call.work()).bridges);
  auto next = [found, &context, at = std::size_t{0}](ValueList& row) mutable {
    if (at == found->size()) return false;
    const auto bridge = context.view().find_relationship((*found)[at++]);
    if (!bridge) throw Error(Kind::NotFound, "EntityNotFound", "a bridge is not in the graph any more");
    row = {Value::relationship(bridge->id, bridge->type), Value::node(bridge->start), Value::node(bridge->end)};
    return true;
  };
  return call.rows(std::move(next), found->size() * sizeof(RelId));
}

}  // namespace

std::vector<Procedure> flows() {
  const auto source = node_option("source", "where it comes from");
  const auto target = node_option("target", "where it goes");
  const auto list_of = [](const char* name, const char* type) {
    return Procedure::Field{name, kListKind, type, false};
  };
  return {
      {"algo.max_flow",
       options_field(),
       {number_field("value"), list_of("flows", "LIST<MAP>")},
       "How much can get from source to target if each relationship carries at most its weight, and what each then "
       "carries: maps {relationship, flow, capacity} (undirected: negative against the arrow). One row. Parallel "
       "relationships add up. NetworkX: maximum_flow.",
       "CALL algo.max_flow({source: 'meti', target: 'nedo', weight: 'amount', default_weight: 0}) YIELD value RETURN "
       "value",
       &max_flow,
       weighted_options({source, target})},
      {"algo.min_cut",
       options_field(),
       {number_field("value"), list_of("relationships", "LIST<RELATIONSHIP>"), list_of("nodes", "LIST<NODE>")},
       "The relationships of least weight without which nothing gets from source to target, and the nodes that the "
       "source "
       "then still reaches. One row; value is the maximum flow. NetworkX: minimum_cut.",
       "CALL algo.min_cut({source: 'meti', target: 'nedo'}) YIELD value, relationships RETURN value, "
       "size(relationships)",
       &min_cut,
       weighted_options({source, target})},
      {"algo.articulation_points",
       options_field(),
       {node_field(), integer_field("parts")},
       "Nodes without which their component falls apart, and into how many parts, relationships counting both ways. "
       "NetworkX: articulation_points.",
       "CALL algo.articulation_points() YIELD node, parts RETURN node.name, parts",
       &articulation_points,
       graph_options()},
      {"algo.bridges",
       options_field(),
       {{"relationship", kRelationshipKind, "RELATIONSHIP", false}, node_field("start"), node_field("end")},
       "Relationships without which their component falls apart, counting both ways; one of two parallel relationships "
       "is "
       "none. NetworkX: bridges.",
       "CALL algo.bridges() YIELD relationship, start, end RETURN start.name, type(relationship), end.name",
       &bridges,
       graph_options()},
  };
}

}  // namespace polgraph::procedures
