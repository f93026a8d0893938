// algo.*: a number for each node that says how much it matters.
#include "graph/algorithms/betweenness.h"
#include "graph/algorithms/closeness.h"
#include "graph/algorithms/cores.h"
#include "graph/algorithms/levels.h"
#include "graph/algorithms/pagerank.h"
#include "graph/error.h"
#include "graph/search.h"
#include "query/procedures/graph_call.h"

namespace polgraph::procedures {

namespace {

using Vertex = GraphView::Vertex;
using Arguments = std::span<const Value>;

ProcedureRows scores(GraphCall& call, std::vector<double> scores) {
  auto kept = std::make_shared<std::vector<double>>(std::move(scores));
  return call.each_node(sizeof(double), 2,
                        [kept](Vertex vertex, ValueList& row) { row[1] = Value::floating((*kept)[vertex]); });
}

ProcedureRows numbers(GraphCall& call, std::vector<std::uint32_t> numbers) {
  auto kept = std::make_shared<std::vector<std::uint32_t>>(std::move(numbers));
  return call.each_node(sizeof(std::uint32_t), 2,
                        [kept](Vertex vertex, ValueList& row) { row[1] = Value::integer((*kept)[vertex]); });
}

ProcedureRows page_rank(Arguments a, Context& context) {
  GraphCall call("algo.pagerank", a[0], context);
  const auto& view = call.view();
  PageRankOptions options;
  options.damping = call.number("damping", 0, 1).value_or(options.damping);
  options.iterations = call.whole("iterations", 1);
  options.tolerance = call.number("tolerance", 0, std::numeric_limits<double>::infinity());
  options.sources = call.nodes("sources").value_or(std::vector<Vertex>());
  return scores(call, pagerank(view, options, call.work()));
}

ProcedureRows betweenness_of(Arguments a, Context& context) {
  GraphCall call("algo.betweenness", a[0], context);
  const auto& view = call.view();
  const BetweennessOptions options{call.nodes("sources"), call.flag("normalized", false)};
  return scores(call, betweenness(view, options, call.work()));
}

ProcedureRows closeness_of(Arguments a, Context& context) {
  GraphCall call("algo.closeness", a[0], context);
  const auto& view = call.view();
  return scores(call, closeness(view, call.work()));
}

ProcedureRows k_core(Arguments a, Context& context) {
  GraphCall call("algo.k_core", a[0], context);
  const auto& view = call.view();
  return numbers(call, core_numbers(view, call.work()));
}

ProcedureRows levels(Arguments a, Context& context) {
  GraphCall call("algo.topological_levels", a[0], context);
  const auto& view = call.view(GraphCall::Ways::AlongArrows);
  Levels found = topological_levels(view, call.work());
  if (found.circle.empty()) return numbers(call, std::move(found.level));
  constexpr std::size_t kShown = 8;
  std::string way;
  for (std::size_t i = 0; i < std::min(found.circle.size(), kShown); ++i) {
    way += display_name(context.view(), view.node(found.circle[i])) + " -> ";
  }
  if (found.circle.size() > kShown) way += "... -> ";
  way += display_name(context.view(), view.node(found.circle[0]));
  throw Error(Kind::Argument, "NotAcyclic", "there are no levels where relationships go round in a circle: " + way)
      .hint("algo.cycles() lists the circles; `type` and `label` leave relationships out");
}

// A self-loop counts at both of its ends.
ProcedureRows degree_of(Arguments a, Context& context) {
  GraphCall call("algo.degree", a[0], context);
  const auto& view = call.one_way_view();
  struct Degrees {
    double out = 0, in = 0;
  };
  auto degrees = std::make_shared<std::vector<Degrees>>(view.vertex_count());
  for (std::uint32_t i = 0; i < view.edge_count(); ++i) {
    call.work().tick();
    const auto edge = view.edge_at(i);
    (*degrees)[edge.source].out += view.weight(edge);
    (*degrees)[edge.target].in += view.weight(edge);
  }
  auto fill = [degrees, shared = call.shared(), directed = call.directed()](Vertex vertex, ValueList& row) {
    const Degrees& found = (*degrees)[vertex];
    row[1] = GraphCall::weight(found.in + found.out, *shared);
    if (!directed) return;
    row[2] = GraphCall::weight(found.in, *shared);
    row[3] = GraphCall::weight(found.out, *shared);
  };
  return call.each_node(sizeof(Degrees), 4, std::move(fill));
}

}  // namespace

std::vector<Procedure> ranks() {
  const Procedure::Option normalized{"normalized", kBooleanKind, "BOOLEAN",
                                     "true: as a part of the pairs of other nodes, 0 to 1; false unless said"};
  const Procedure::Field in{"in_degree", kNumberKinds, "NUMBER?", false},
      out{"out_degree", kNumberKinds, "NUMBER?", false};
  return {
      {"algo.pagerank",
       options_field(),
       {node_field(), float_field("score")},
       "PageRank, which sums up to 1: how often one stands at a node who follows relationships with probability "
       "damping "
       "(0.85), chosen by weight, and else, or where none leads on, jumps anywhere (or to the sources). With "
       "iterations "
       "alone exactly so many are made; else until no more than tolerance (1e-10, over all nodes) changes. NetworkX: "
       "pagerank.",
       "CALL algo.pagerank({damping: 0.85}) YIELD node, score RETURN node.name, score ORDER BY score DESC LIMIT 10",
       &page_rank,
       weighted_options({{"damping", kNumberKinds, "NUMBER", "0 to 1"},
                         {"iterations", kIntegerKind, "INTEGER", "how many at most; alone: exactly"},
                         {"tolerance", kNumberKinds, "NUMBER", "ends when no more changes"},
                         sources_option("jumps lead only there")})},
      {"algo.betweenness",
       options_field(),
       {node_field(), float_field("score")},
       "On how large a part of the shortest paths between two others a node lies, summed over all pairs (undirected: "
       "each "
       "pair once), or with sources over the paths that begin there. Parallel relationships count once. NetworkX: "
       "betweenness_centrality with normalized=False, betweenness_centrality_subset.",
       "CALL algo.betweenness({directed: false}) YIELD node, score RETURN node.name, score ORDER BY score DESC LIMIT "
       "10",
       &betweenness_of,
       weighted_options({sources_option("only paths that begin at these nodes"), normalized})},
      {"algo.closeness",
       options_field(),
       {node_field(), float_field("score")},
       "How near a node is to those that reach it: 1 over their mean distance, times their part of all other nodes. "
       "NetworkX: closeness_centrality.",
       "CALL algo.closeness({directed: false}) YIELD node, score RETURN node.name, score",
       &closeness_of,
       weighted_options()},
      {"algo.degree",
       options_field(),
       {node_field(), number_field("degree"), in, out},
       "How many relationships a node has (or the sum of their weights): all, in, out; a self-loop counts twice. "
       "Undirected: in and out are null. NetworkX: degree, in_degree, out_degree.",
       "CALL algo.degree({type: 'FUNDS'}) YIELD node, degree RETURN node.name, degree ORDER BY degree DESC LIMIT 10",
       &degree_of,
       weighted_options()},
      {"algo.k_core",
       options_field(),
       {node_field(), integer_field("core")},
       "The greatest k such that the node is in a part of the graph where each node has k neighbours; directed: where "
       "in- "
       "and out-neighbours are k together. Parallel relationships count once, self-loops not at all. NetworkX: "
       "core_number.",
       "CALL algo.k_core({directed: false}) YIELD node, core RETURN node.name, core",
       &k_core,
       graph_options()},
      {"algo.topological_levels",
       options_field(),
       {node_field(), integer_field("level")},
       "0 where no relationship leads in, else one more than the greatest level one comes from (chain of authority). "
       "Circles are an error. NetworkX: topological_generations.",
       "CALL algo.topological_levels({type: 'FUNDS'}) YIELD node, level RETURN node.name, level",
       &levels,
       graph_options()},
  };
}

}  // namespace polgraph::procedures
