// Statements that mean harm, or were generated without a thought: each ends by a limit with one clear error, soon, and
// the graph is as it was.
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <set>

#include "query/operator.h"
#include "tests/support/query_graph.h"

using namespace polgraph;
using polgraph::test::QueryGraph;

namespace {

std::string times(const std::string& text, int count) {
  std::string out;
  out.reserve(text.size() * static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

// Complete: every node leads to every other.
QueryGraph dense() {
  QueryGraph graph("UNWIND range(0, 19) AS i CREATE (:D {i: i})");
  graph.ask("MATCH (a:D), (b:D) WHERE a <> b CREATE (a)-[:T]->(b)");
  return graph;
}

// On any machine. The thread sanitizer looks at all that is left of a text at each memmem().
#ifdef __SANITIZE_THREAD__
constexpr std::chrono::seconds kSoon(900);
#else
constexpr std::chrono::seconds kSoon(60);
#endif

// The detail of the error, which must come soon after the limit.
std::string ends_by(QueryGraph& graph, const std::string& query) {
  const auto begun = std::chrono::steady_clock::now();
  std::string detail = "no error";
  try {
    graph.ask(query);
  } catch (const Error& error) {
    detail = error.detail();
  }
  CHECK(std::chrono::steady_clock::now() - begun < kSoon);
  return detail;
}

}  // namespace

TEST_CASE("nesting beyond all reason is refused at once", "[query][hostile]") {
  QueryGraph graph;
  constexpr int kDeep = 100'000;
  for (const auto& [before, middle, after] :
       std::initializer_list<std::tuple<std::string, std::string, std::string>>{{"(", "1", ")"},
                                                                                {"[", "1", "]"},
                                                                                {"{a: ", "1", "}"},
                                                                                {"NOT ", "true", ""},
                                                                                {"- ", "1", ""},
                                                                                {"CASE WHEN true THEN ", "1", " END"},
                                                                                {"EXISTS { RETURN ", "1", " }"},
                                                                                {"[x IN ", "[]", "]"},
                                                                                {"abs(", "1", ")"}}) {
    INFO(before);
    CHECK(ends_by(graph, "RETURN " + times(before, kDeep) + middle + times(after, kDeep)) == "NestingTooDeep");
  }
  CHECK(ends_by(graph, times("CALL { ", kDeep) + "RETURN 1 AS x" + times(" }", kDeep)) == "NestingTooDeep");
  CHECK(ends_by(graph, times("FOREACH (x IN [1] | ", kDeep) + "CREATE (:A)" + times(")", kDeep)) == "NestingTooDeep");
  CHECK(ends_by(graph, "MATCH " + times("(a)-->", kDeep) + "(b) RETURN 1") == "StatementTooLong");
}

TEST_CASE("a long statement ends by time or memory while it is read and planned", "[query][hostile]") {
  QueryGraph graph;
  const std::set<std::string> limits{"Timeout", "MemoryLimit", "StatementTooLong", "NestingTooDeep"};
  const std::initializer_list<std::string> statements{
      "RETURN [" + times("1,", 500'000) + "1]",         "RETURN 1 AS x" + times(" UNION RETURN 1 AS x", 100'000),
      "RETURN " + times("true AND ", 300'000) + "true", "RETURN " + times("1 + ", 300'000) + "1",
      times("WITH 1 AS x ", 200'000) + "RETURN x",      times("CREATE (:X {a: 1}) ", 100'000),
      "MATCH " + times("(), ", 100'000) + "() RETURN 1"};
  for (const std::string& statement : statements) {
    INFO(statement.substr(0, 30));
    graph.options.timeout_s = 0.02;
    graph.options.memory_bytes = 0;
    CHECK(limits.count(ends_by(graph, statement)) == 1);
    graph.options.timeout_s = 0;
    graph.options.memory_bytes = 8u << 20;
    CHECK(limits.count(ends_by(graph, statement)) == 1);
  }
  CHECK(graph.one("MATCH (n) RETURN count(*)") == "0");
}

TEST_CASE("work without end is ended by --timeout", "[query][hostile]") {
  QueryGraph graph = dense();
  graph.options.timeout_s = 0.2;
  for (const std::string query :
       {"UNWIND range(1, 1000000000000) AS x RETURN count(x)",
        "UNWIND range(1, 1000000000000) AS x WITH x WHERE x < 0 RETURN x",
        "UNWIND range(1, 1000000000000) AS x RETURN stDev(x)",
        "UNWIND range(1, 1000000000000) AS x CREATE (:X {x: x})",
        "UNWIND range(1, 1000000000000) AS x MERGE (:X {x: x})",
        "MATCH (a), (b), (c), (d), (e), (f), (g) RETURN count(*)",
        "MATCH (a)-[*]->(b) RETURN count(*)",
        "MATCH p = (a)-[*]-(b) RETURN p",
        "MATCH p = shortestPath((a {i: 0})-[*]->(b {i: 9})) WHERE length(p) > 300 RETURN length(p)",
        "MATCH p = allShortestPaths((a {i: 0})-[*]->(b {i: 9})) WHERE length(p) > 30 RETURN count(p)",
        "MATCH ((a)-[r]->(b))+ RETURN count(*)",
        "MATCH (a)-->(b)-->(c)-->(d)-->(e)-->(f)-->(g)-->(a) RETURN count(*)",
        "MATCH (a) WHERE EXISTS { (a)-[*18]->(b) WHERE b.i = 99 } RETURN a.i",
        "MATCH (a) RETURN size([(a)-[*]->(b) | b.i])",
        "WITH range(1, 300000) AS l UNWIND l AS x WITH x, l WHERE -x IN l RETURN count(*)",
        "WITH range(1, 300000) AS l UNWIND range(1, 100000) AS x WITH x, l WHERE l + x = l RETURN count(*)",
        "UNWIND range(1, 100000) AS x WITH reduce(s = 'a', i IN range(1, 16) | s + s) AS s WHERE s =~ '(a|aa)+b' "
        "RETURN s",
        "RETURN size([x IN range(1, 100000) | size([y IN range(1, 100000) | y])])",
        "UNWIND range(1, 1000000000000) AS x RETURN count(DISTINCT x)",
        "WITH reduce(m = {a: 1}, i IN range(1, 60) | {a: m, b: m}) AS m RETURN m",
        "WITH reduce(m = {a: 1}, i IN range(1, 60) | {a: m, b: m}) AS m RETURN m = m",
        "WITH reduce(m = [1], i IN range(1, 60) | [m, m]) AS m RETURN [m] < [m]",
        "WITH reduce(m = [1], i IN range(1, 60) | [m, m]) AS m RETURN valueType(m)",
        "WITH reduce(m = {a: 1}, i IN range(1, 60) | {a: m, b: m}) AS m RETURN DISTINCT m"}) {
    INFO(query);
    CHECK(ends_by(graph, query) == "Timeout");
  }
  graph.options.timeout_s = 20;  // a search that looks at each place anew would take hours
  const std::string long_text =
      "WITH reduce(s = 'a', i IN range(1, 22) | s + s) AS s WITH s, left(s, 2000000) + 'x' AS x ";
  CHECK(graph.one(long_text + "RETURN s CONTAINS x") == "false");
  CHECK(graph.one(long_text + "RETURN size(replace(s, x, ''))") == "4194304");
  CHECK(graph.one(long_text + "RETURN size(split(s, x))") == "1");
  CHECK(graph.one(long_text + "UNWIND [s, x + s] AS t WITH t, x WHERE t CONTAINS x RETURN count(*)") == "1");
  graph.options.timeout_s = 0;
  CHECK(graph.one("MATCH (n) RETURN count(*), sum(COUNT { (n)-->() })") == "20 | 380");
}

TEST_CASE("what grows without end is ended by --memory", "[query][hostile]") {
  QueryGraph graph = dense();
  graph.options.memory_bytes = 4u << 20;
  for (const std::string query :
       {"UNWIND range(1, 1000000000000) AS x RETURN collect(x)",
        "UNWIND range(1, 1000000000000) AS x RETURN x ORDER BY -x",
        "UNWIND range(1, 1000000000000) AS x WITH DISTINCT x RETURN count(x)",
        "UNWIND range(1, 1000000000000) AS x RETURN x % 1000000 AS k, count(*)",
        "UNWIND range(1, 1000000000000) AS x RETURN count(DISTINCT x)",
        "UNWIND range(1, 1000000000000) AS x RETURN size(collect(DISTINCT x))",
        "UNWIND range(1, 1000000000000) AS x RETURN x UNION RETURN 1 AS x",
        "RETURN reduce(m = {a: 1}, i IN range(1, 60) | {a: m, b: m}) AS m",
        "WITH reduce(m = [1], i IN range(1, 61) | [m, m]) AS m RETURN m AS a, m AS b, m AS c, m AS d, m AS e",
        "UNWIND range(1, 1000000000000) AS x RETURN percentileCont(x, 0.5)",
        "UNWIND range(1, 1000000000000) AS x CREATE (:X {x: x})",
        "FOREACH (x IN range(1, 200000) | CREATE (:X {name: 'a name', x: x}))",
        "MATCH (n:D {i: 0}) UNWIND range(1, 1000000000) AS x CREATE (n)-[:Y]->(:Z)",
        "RETURN reduce(s = 'xy', i IN range(1, 60) | s + s)",
        "RETURN size(reduce(l = [1], i IN range(1, 60) | l + l))",
        "RETURN size(reduce(s = 'xy', i IN range(1, 60) | s || s))",
        "RETURN reduce(s = 'a', i IN range(1, 64) | replace(s, 'a', 'aaaaaaaaaa'))",
        "RETURN size(split(reduce(s = 'a', i IN range(1, 22) | s + s), 'a'))",
        "RETURN size(split(reduce(s = 'a', i IN range(1, 22) | s + s), ''))",
        "RETURN [x IN range(1, 1000) | [y IN range(1, 100000) | y]]",
        "MATCH (a), (b), (c), (d), (e) RETURN collect([a, b])"}) {
    INFO(query);
    CHECK(ends_by(graph, query) == "MemoryLimit");
  }
  graph.options.memory_bytes = 0;
  CHECK(graph.one("MATCH (n) RETURN count(*), sum(COUNT { (n)-->() })") == "20 | 380");
}

// Some hundred thousand ways of one rank are looked at for twenty, and took 150 MB of which nothing was counted.
TEST_CASE("a trace among very many ways is ended by --memory", "[query][hostile]") {
  QueryGraph graph("UNWIND range(0, 8) AS level UNWIND range(0, 4) AS i CREATE (:Fund {level: level, i: i})");
  graph.ask("MATCH (a:Fund), (b:Fund) WHERE b.level = a.level + 1 CREATE (a)-[:FUNDS]->(b)");
  graph.ask("MATCH (n:Fund {level: 8}) SET n:Last");
  const std::string trace =
      "MATCH (n:Fund {level: 0, i: 0}) CALL polgraph.trace([n, ':Last'], {max_paths: 20, max_depth: 8}) YIELD index "
      "RETURN count(index)";
  graph.options.memory_bytes = 16u << 20;
  CHECK(ends_by(graph, trace) == "MemoryLimit");
  graph.options.memory_bytes = 0;
  CHECK(graph.one(trace) == "20");
}

// Found by `p = (a)-->+(b)` on fifty nodes, all joined: a thousand paths of 2,450 steps in one batch took 300 MB.
TEST_CASE("a text that grows as it is normalized is ended by --memory, and by --timeout", "[query][hostile]") {
  QueryGraph graph = dense();
  graph.options.memory_bytes = 64u << 20;
  CHECK(ends_by(graph, "WITH reduce(s = 'ﷺ', i IN range(1, 21) | s + s) AS s RETURN size(normalize(s, NFKD))") ==
        "MemoryLimit");
  CHECK(ends_by(graph, "WITH reduce(s = 'ﷺ', i IN range(1, 21) | s + s) AS s RETURN s IS NFKD NORMALIZED") ==
        "MemoryLimit");
}

TEST_CASE("a batch is full when its rows are long, not only when they are many", "[query][hostile]") {
  Batch batch;
  batch.reset(1, kMaxBatch);
  batch.add();
  CHECK(!batch.full());
  batch.weigh(kBatchBytes);
  CHECK(batch.full());
  batch.reset(1, kMaxBatch);
  CHECK(!batch.full());
}

TEST_CASE("values nested without end are refused before anything walks them", "[query][hostile]") {
  QueryGraph graph;
  const std::string deep = "reduce(s = [], i IN range(1, 1000000) | [s])";
  for (const std::string& query :
       {"RETURN " + deep, "WITH " + deep + " AS s RETURN s = s",
        "UNWIND [1, 2] AS k WITH DISTINCT " + deep + " AS s RETURN 1",
        "UNWIND [1, 2] AS k WITH " + deep + " AS s ORDER BY s RETURN 1", "CREATE (:X {x: " + deep + "})",
        std::string("RETURN reduce(s = {}, i IN range(1, 1000000) | {a: s})")}) {
    INFO(query);
    CHECK(ends_by(graph, query) != "no error");
  }
  CHECK(ends_by(graph, "RETURN range(1, 1000000000000)") == "ListTooLong");
  CHECK(ends_by(graph, "RETURN 'x' =~ '((((a{1000}){1000}){1000}){1000})'") == "InvalidRegularExpression");
}

TEST_CASE("Ctrl-C ends whatever is going on", "[query][hostile]") {
  QueryGraph graph = dense();
  std::atomic<bool> cancelled = false;
  graph.options.cancelled = &cancelled;
  for (const std::string& query :
       {std::string("MATCH (a)-[*]->(b) RETURN count(*)"),
        std::string("UNWIND range(1, 1000000000000) AS x CREATE (:X)"),
        std::string("WITH range(1, 300000) AS l UNWIND l AS x WITH x, l WHERE -x IN l RETURN count(*)"),
        "RETURN 1 AS x" + times(" UNION RETURN 1 AS x", 300'000)}) {
    INFO(query.substr(0, 60));
    cancelled = true;
    CHECK(ends_by(graph, query) == "Interrupted");
  }
  // In the middle: the clock that the statement asks for each row is what calls it off.
  cancelled = false;
  graph.options.clock = [&] {
    cancelled = true;
    return DateTime{1625097600, 0, 0, {}};
  };
  CHECK(ends_by(graph, "UNWIND range(1, 1000000000000) AS x WITH datetime.realtime() AS t CREATE (:X {t: t})") ==
        "Interrupted");
  CHECK(ends_by(graph, "UNWIND range(1, 1000000000000) AS x WITH x WHERE datetime.realtime() IS NULL RETURN x") ==
        "Interrupted");
  cancelled = false;
  CHECK(graph.one("MATCH (n) RETURN count(*)") == "20");
}
