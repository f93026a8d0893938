// Work on arrays of the graph: making them, and what algorithms do with them.
#include <memory>

#include "graph/algorithms/betweenness.h"
#include "graph/algorithms/components.h"
#include "graph/algorithms/pagerank.h"
#include "graph/algorithms/reach.h"
#include "graph/snapshot.h"
#include "graph/view.h"
#include "tests/bench/funding_graph.h"
#include "tests/bench/tasks.h"

namespace polgraph::bench {

namespace {

constexpr std::size_t kSize = 1000;

std::shared_ptr<const GraphView> view(const ViewOptions& options = {}) {
  return std::make_shared<const GraphView>(funding_store(kSize).snapshot(), options);
}

ViewOptions partners() {
  const Snapshot snapshot = funding_store(kSize).snapshot();
  ViewOptions options;
  options.labels = {*snapshot.find_label("Organisation")};
  options.types = {*snapshot.find_type("PARTNER_OF")};
  options.both_ways = true;
  return options;
}

void rank(const GraphView& graph) {
  PageRankOptions options;
  options.iterations = 10;
  Work work;
  keep(pagerank(graph, options, work).size());
}

void between(const GraphView& graph) {
  BetweennessOptions options;
  options.sources = std::vector<GraphView::Vertex>{1, 2, 3, 5, 8, 13, 21, 34};
  Work work;
  keep(betweenness(graph, options, work).size());
}

}  // namespace

std::vector<Task> graph_tasks() {
  return {{"view", [] { return [] { keep(view()->edge_count()); }; }},
          {"bfs",
           [] {
             return [graph = view(partners())] {
               Work work;
               const GraphView::Vertex from = 0;
               keep(breadth_first(*graph, {&from, 1}, {}, work).order.size());
             };
           }},
          {"pagerank", [] { return [graph = view()] { rank(*graph); }; }},
          {"components",
           [] {
             return [graph = view()] {
               Work work;
               keep(weak_components(*graph, work).size());
             };
           }},
          {"betweenness", [] { return [graph = view(partners())] { between(*graph); }; }}};
}

}  // namespace polgraph::bench
