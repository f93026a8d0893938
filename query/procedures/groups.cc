// algo.*: what belongs together.
#include "graph/algorithms/communities.h"
#include "graph/algorithms/components.h"
#include "query/procedures/graph_call.h"

namespace polgraph::procedures {

namespace {

using Arguments = std::span<const Value>;

ProcedureRows groups_of(GraphCall& call, std::vector<std::uint32_t> group) {
  auto kept = std::make_shared<std::vector<std::uint32_t>>(std::move(group));
  return call.each_node(sizeof(std::uint32_t), 2,
                        [kept](GraphView::Vertex vertex, ValueList& row) { row[1] = Value::integer((*kept)[vertex]); });
}

ProcedureRows components(Arguments a, Context& context) {
  GraphCall call("algo.components", a[0], context);
  const auto& view = call.one_way_view();
  return groups_of(call, weak_components(view, call.work()));
}

ProcedureRows strong(Arguments a, Context& context) {
  GraphCall call("algo.strong_components", a[0], context);
  const auto& view = call.view();
  return groups_of(call, strong_components(view, call.work()));
}

ProcedureRows louvain_groups(Arguments a, Context& context) {
  GraphCall call("algo.louvain", a[0], context);
  const auto& view = call.view(GraphCall::Ways::Both);
  const double resolution = call.number("resolution", 0, std::numeric_limits<double>::infinity()).value_or(1.0);
  return groups_of(call, louvain(view, resolution, call.work()));
}

}  // namespace

std::vector<Procedure> groups() {
  return {
      {"algo.components",
       options_field(),
       {node_field(), integer_field("component")},
       "Weakly connected components: nodes have the same number if relationships join them, whichever way these point. "
       "Numbered from 0 in the order of their smallest nodes. NetworkX: weakly_connected_components.",
       "CALL algo.components() YIELD node, component RETURN component, count(*) AS size ORDER BY size DESC",
       &components,
       graph_options()},
      {"algo.strong_components",
       options_field(),
       {node_field(), integer_field("component")},
       "Strongly connected components: nodes have the same number if each leads to the other. Numbered from 0 in the "
       "order "
       "of their smallest nodes. NetworkX: strongly_connected_components.",
       "CALL algo.strong_components() YIELD node, component RETURN component, count(*) AS size ORDER BY size DESC",
       &strong,
       graph_options()},
      {"algo.louvain",
       options_field(),
       {node_field(), integer_field("community")},
       "Communities by Louvain's method: many relationships inside, few between, directions left aside. The same graph "
       "always gives the same answer; greater resolution gives more and smaller ones (1 unless said). NetworkX: "
       "louvain_communities, which chooses at random.",
       "CALL algo.louvain({weight: 'amount', default_weight: 0}) YIELD node, community RETURN community, "
       "collect(node.name) AS members",
       &louvain_groups,
       weighted_options({{"resolution", kNumberKinds, "NUMBER", "0 or more"}})},
  };
}

}  // namespace polgraph::procedures
