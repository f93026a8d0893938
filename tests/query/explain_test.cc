#include "query/explain.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/query_graph.h"

using namespace polgraph;
using polgraph::test::QueryGraph;
using polgraph::test::Rows;
using polgraph::test::TextSink;

namespace {

class PlanSink : public TextSink {
 public:
  void plan(const PlanReport& report, const Snapshot&) override { plan_ = report; }
  PlanReport plan_;
};

PlanSink run(QueryGraph& graph, const std::string& query) {
  PlanSink sink;
  Engine(graph.store).run(prepare(query, graph.options), graph.options, sink);
  return sink;
}

// "Filter x > 1", a sub-plan two blanks further in.
Rows steps(QueryGraph& graph, const std::string& query) {
  Rows lines;
  for (const PlanStep& step : run(graph, query).plan_.steps) {
    lines.push_back(std::string(step.depth * 2, ' ') + step.name + (step.details.empty() ? "" : " " + step.details));
  }
  return lines;
}

const PlanStep& step(const PlanReport& plan, const std::string& name) {
  const auto found = std::find_if(plan.steps.begin(), plan.steps.end(), [&](const auto& s) { return s.name == name; });
  REQUIRE(found != plan.steps.end());
  return *found;
}

constexpr auto kGraph =
    "CREATE (a:Fund {name: 'A'})-[:PAYS]->(b:Project), (a)-[:PAYS]->(:Project), (b)-[:PAYS]->(:Firm {size: 3})";

}  // namespace

TEST_CASE("EXPLAIN lists the steps of a plan, the last to run first", "[query][explain]") {
  QueryGraph graph(kGraph);
  CHECK(steps(graph,
              "EXPLAIN MATCH (f:Fund)-[:PAYS]->(p) WHERE p.x > 1 RETURN f.name AS name, count(p) AS n ORDER BY n "
              "DESC SKIP 1 LIMIT 2") == Rows{"ProduceResults name, n", "Limit 2", "Skip 1", "TopSort n DESC",
                                             "Aggregate by f.name, count(p)", "Expand (f)-[:PAYS]->(p), p.x > 1",
                                             "NodeByLabel (f:Fund)"});
  CHECK(steps(graph, "EXPLAIN RETURN 1 + 1 AS two") == Rows{"ProduceResults two", "Project 1 + 1"});
  CHECK(steps(graph, "EXPLAIN UNWIND [3, 1] AS x WITH DISTINCT x RETURN x") ==
        Rows{"ProduceResults x", "Distinct", "Unwind [3, 1]"});
}

TEST_CASE("EXPLAIN shows plans inside of plans below the step that runs them", "[query][explain]") {
  QueryGraph graph(kGraph);
  CHECK(steps(graph, "EXPLAIN MATCH (f:Fund) OPTIONAL MATCH (f)-[:PAYS]->(p) RETURN p") ==
        Rows{"ProduceResults p", "OptionalApply", "  Expand (f)-[:PAYS]->(p)", "NodeByLabel (f:Fund)"});
  CHECK(steps(graph, "EXPLAIN MATCH (f:Fund) WHERE EXISTS { (f)-->(:Firm) } OR COUNT { (f)<--() } = 2 RETURN f") ==
        Rows{"ProduceResults f", "NodeByLabel (f:Fund), EXISTS { (f)-->(:Firm) } OR COUNT { (f)<--() } = 2",
             "  Expand (f)-->(), (:Firm)", "  Expand (f)<--()"});
  CHECK(steps(graph, "EXPLAIN MATCH (f:Fund) RETURN [(f)-->(p) WHERE EXISTS { (p)-->() } | p.name] AS names") ==
        Rows{"ProduceResults names", "Project [(f)-->(p) WHERE EXISTS { (p)-->() } | p.name]",
             "  Expand (f)-->(p), EXISTS { (p)-->() }", "    Expand (p)-->()", "NodeByLabel (f:Fund)"});
  CHECK(steps(graph, "EXPLAIN RETURN 1 AS x UNION RETURN 2 AS x") ==
        Rows{"ProduceResults x", "Distinct", "Union", "  Project 1", "  Project 2"});
  CHECK(steps(graph, "EXPLAIN MATCH (f:Fund) CALL (f) { MATCH (f)-->(p) RETURN count(p) AS n } RETURN n") ==
        Rows{"ProduceResults n", "Apply", "  Aggregate count(p)", "  Expand (f)-->(p)", "NodeByLabel (f:Fund)"});
}

TEST_CASE("EXPLAIN runs nothing, so it writes nothing and fails where only running fails", "[query][explain]") {
  QueryGraph graph(kGraph);
  const auto before = graph.store.snapshot().graph_version();
  CHECK(steps(graph,
              "EXPLAIN MATCH (f:Fund) SET f.seen = true WITH f MERGE (f)-[:TO]->(:End) FOREACH (i IN [1] | "
              "CREATE (:I {i: i})) DETACH DELETE f") ==
        Rows{"EmptyResult", "DetachDelete f", "Foreach [1]", "  Create (:I {i: i})", "Merge (:End), -[:TO]->",
             "  Expand (f)-[:TO]->(), (:End)", "Write f.seen = true", "NodeByLabel (f:Fund)"});
  CHECK(graph.store.snapshot().graph_version() == before);
  CHECK_FALSE(prepare("EXPLAIN CREATE (:X)").writes());
  CHECK(graph.fault("EXPLAIN RETURN 1 / 0") == "no error");
  CHECK(graph.fault("EXPLAIN RETURN y") == "SyntaxError compile UndefinedVariable 1:16");
}

TEST_CASE("PROFILE gives the rows that the statement gives, and counts", "[query][explain]") {
  QueryGraph graph(kGraph);
  PlanSink sink = run(graph, "PROFILE MATCH (f)-[:PAYS]->(p:Project) WHERE EXISTS { (p)-->() } RETURN f.name AS name");
  CHECK(sink.rows == Rows{"'A'"});
  CHECK(sink.header == Rows{"name"});
  const PlanReport& plan = sink.plan_;
  CHECK(plan.profiled);
  CHECK(plan.rows == 1);
  CHECK(step(plan, "ProduceResults").rows == 1);
  CHECK(step(plan, "NodeByLabel").rows == 1);  // a condition behind a scan is tested in it
  CHECK(step(plan, "NodeByLabel").hits >= 3);
  CHECK(step(plan, "Project").hits == 1);  // one property
  std::uint64_t hits = 0;
  double time = 0;
  for (const PlanStep& each : plan.steps) {
    hits += each.hits;
    time += each.time_ms;
    CHECK(each.time_ms >= 0);
  }
  CHECK(plan.hits == hits);
  CHECK(time <= plan.time_ms);
}

TEST_CASE("PROFILE changes no answer", "[query][explain]") {
  QueryGraph graph(kGraph);
  for (const std::string query :
       {"MATCH (a)-->(b) OPTIONAL MATCH (b)-->(c) RETURN labels(a) AS a, labels(b) AS b, c.size AS c ORDER BY a, b, c",
        "MATCH (n) WHERE EXISTS { (n)-->()-->() } RETURN count(*) AS n",
        "UNWIND range(1, 5000) AS x WITH x WHERE x % 7 = 0 RETURN sum(x) AS s, count(*) AS n",
        "MATCH (n) RETURN n.name AS x UNION ALL UNWIND [1, 2] AS x RETURN x",
        "MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN count(m) AS c } RETURN c ORDER BY c SKIP 1 LIMIT 2",
        "MATCH p = shortestPath((a:Fund)-[*]->(b:Firm)) RETURN length(p) AS n"}) {
    CHECK(graph.ask("PROFILE " + query) == graph.ask(query));
  }
  CHECK(graph.ask("PROFILE CREATE (n:New {x: 1}) RETURN n.x") == Rows{"1"});
  CHECK(graph.counters.nodes_created == 1);
  CHECK(graph.one("MATCH (n:New) RETURN count(*)") == "1");
}

TEST_CASE("rows of a sub-plan are those of all its runs", "[query][explain]") {
  QueryGraph graph;
  const PlanReport plan = run(graph,
                              "PROFILE UNWIND [1, 2, 3] AS x CALL (x) { UNWIND range(1, x) AS y RETURN y } "
                              "RETURN count(*)")
                              .plan_;
  CHECK(step(plan, "Unwind").rows == 3);
  CHECK(step(plan, "UnwindRange").rows == 6);
  CHECK(step(plan, "Apply").rows == 6);
}

TEST_CASE("rows are estimated from what the store has counted", "[query][explain]") {
  QueryGraph graph("UNWIND range(1, 50) AS i CREATE (:A {i: i})-[:T]->(:B)");
  const PlanReport plan = run(graph, "EXPLAIN MATCH (a:A)-[:T]->(b) RETURN b LIMIT 3").plan_;
  CHECK(step(plan, "NodeByLabel").estimated_rows == 50);
  CHECK(step(plan, "Expand").estimated_rows == 25);  // half of all nodes have one
  CHECK(step(plan, "Limit").estimated_rows == 3);
}

TEST_CASE("planning ends by time, by interruption and by memory, as running does", "[query][explain]") {
  QueryGraph graph;
  std::string parts = "RETURN 0 AS x";
  for (int i = 0; i < 20'000; ++i) parts += " UNION RETURN " + std::to_string(i) + " AS x";
  graph.options.timeout_s = 0.002;
  CHECK(graph.fault(parts) == "LimitExceeded run Timeout");
  graph.options.timeout_s = 0;
  std::atomic<bool> cancelled = true;
  graph.options.cancelled = &cancelled;
  CHECK(graph.fault(parts) == "Interrupted run Interrupted");
  graph.options.cancelled = nullptr;
  graph.options.memory_bytes = 4u << 20;
  CHECK(graph.fault(parts) == "LimitExceeded run MemoryLimit");
}

TEST_CASE("properties that only the answer needs are read behind ORDER BY with LIMIT", "[query][explain]") {
  QueryGraph graph(kGraph);
  const auto where = [&](const std::string& rest) {
    const Rows found = steps(graph, "EXPLAIN MATCH (n) " + rest);
    Rows names;
    for (const std::string& line : found) names.push_back(line.substr(0, line.find(' ')));
    return names;
  };
  const Rows late{"ProduceResults", "Project", "Limit", "TopSort", "AllNodes"};
  const Rows early{"ProduceResults", "Limit", "TopSort", "Project", "AllNodes"};
  CHECK(where("RETURN n.name AS name ORDER BY id(n) LIMIT 2") == late);
  CHECK(where("RETURN n.name AS name, n.size AS size ORDER BY name LIMIT 2") ==
        Rows{"ProduceResults", "Project", "Limit", "TopSort", "Project", "AllNodes"});
  CHECK(where("RETURN n.name AS name ORDER BY name LIMIT 2") == early);
  CHECK(where("RETURN n.name + 1 AS name ORDER BY id(n) LIMIT 2") == early);  // could fail
}
