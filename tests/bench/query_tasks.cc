// Whole statements, from their text to their last row, and finding.
#include <memory>

#include "graph/search.h"
#include "graph/snapshot.h"
#include "query/engine.h"
#include "tests/bench/funding_graph.h"
#include "tests/bench/tasks.h"
#include "tests/support/folder.h"

namespace polgraph::bench {

namespace {

constexpr std::size_t kSize = 1000, kTenfold = 10 * kSize;

class CountingSink final : public RowSink {
 public:
  void columns(const std::vector<std::string>&) override {}
  void row(std::span<const Value>, const Snapshot&) override { ++rows; }
  void end(const Counters&) override {}
  std::size_t rows = 0;
};

struct Question {
  const char* name;
  const char* text;
  int times;            // so that the fixed cost of a measurement does not count
  bool tenfold;         // asked of the larger graph, too
  Adjacency adjacency;  // fixed: by itself a statement goes over to arrays when it has cost enough, once
};
constexpr Adjacency kStore = Adjacency::Store, kArrays = Adjacency::Arrays;

constexpr Question kQuestions[] = {
    {"point", "MATCH (o:Organisation {id: 'Organisation/77'}) RETURN o.name, o.country", 20, true, kStore},
    {"by_name", "MATCH (o:Organisation) WHERE o.name STARTS WITH 'Green Ocean' RETURN o.id ORDER BY o.id LIMIT 3", 20,
     false, kStore},
    {"expand", "MATCH (f:Fund {id: 'Fund/7'})-[:FUNDS]->(p)-[r:FUNDS]->(o) RETURN p.id, o.id, r.amount", 20, true,
     kStore},
    {"upwards", "MATCH (m)-[:FUNDS]->(g)-[:FUNDS]->(f)-[:FUNDS]->(p:Project {id: 'Project/42'}) RETURN m.id", 20, true,
     kStore},
    {"scan", "MATCH (o:Organisation) WHERE o.country = 'JP' RETURN count(*)", 1, true, kArrays},
    {"top_sums", "MATCH (f)-[r:FUNDS]->() RETURN f.id, sum(r.amount) AS total ORDER BY total DESC LIMIT 10", 1, false,
     kArrays},
    {"first_rows", "MATCH (f)-[r:FUNDS]->(o) RETURN f.id, o.id, r.amount ORDER BY r.amount DESC LIMIT 10", 1, false,
     kArrays},
    {"distinct_ends",
     "MATCH (m:Ministry {id: 'Ministry/1'})-[:FUNDS]->()-[:FUNDS]->()-[:FUNDS]->(o) WITH DISTINCT o RETURN "
     "sum(size(o.name))",
     1, false, kArrays},
    {"reachable", "MATCH (m:Ministry {id: 'Ministry/1'})-[:FUNDS*1..4]->(x) RETURN count(DISTINCT x)", 1, false,
     kArrays},
    {"shortest",
     "MATCH p = shortestPath((:Organisation {id: 'Organisation/900'})-[:PARTNER_OF*..15]-(:Organisation {id: "
     "'Organisation/901'})) RETURN length(p)",
     20, false, kStore},
    {"top_ranks",
     "CALL algo.pagerank({iterations: 5}) YIELD node, score RETURN node.id, score ORDER BY score DESC LIMIT 5", 1,
     false, kArrays},
    {"component_sizes", "CALL algo.components() YIELD component WITH component, count(*) AS n RETURN max(n)", 1, false,
     kArrays},
};

std::function<void()> asking(const Question& question, std::size_t organisations) {
  auto engine = std::make_shared<Engine>(funding_store(organisations));
  return [engine, question] {
    RunOptions options;
    options.adjacency = question.adjacency;
    for (int i = 0; i < question.times; ++i) {
      CountingSink sink;
      engine->run(prepare(question.text, options), options, sink);
      keep(sink.rows);
    }
  };
}

// A store on disk that is written to; the disk's part of a commit is no instruction of ours.
struct Written {
  test::Folder folder;
  Store store = Store::open(folder.path() / "graph.db", Store::Mode::Create);
  Engine engine{store};

  void run(const std::string& text) {
    CountingSink sink;
    engine.run(prepare(text), {}, sink);
    keep(sink.rows);
  }
};

constexpr int kEnds = 500;

// Relationships between nodes that are there, one a commit. Nodes are numbered label by label, as a load does.
std::function<void()> writing_singly() {
  auto written = std::make_shared<Written>();
  const std::string all = "UNWIND range(100, " + std::to_string(99 + kEnds) + ") AS i CREATE ";
  written->run(all + "(:Fund {id: 'f' + toString(i)})");
  written->run(all + "(:Project {id: 'p' + toString(i)})");
  return [written, i = 0]() mutable {
    for (const int end = i + 20; i < end; ++i) {
      const std::string from = std::to_string(100 + i * 7 % kEnds), to = std::to_string(100 + i * 11 % kEnds);
      written->run("MATCH (a:Fund {id: 'f" + from + "'}), (b:Project {id: 'p" + to +
                   "'}) CREATE (a)-[:FUNDS {amount: 1000, year: 2021}]->(b)");
    }
  };
}

// A thousand named nodes, one commit.
std::function<void()> writing_many() {
  auto written = std::make_shared<Written>();
  return [written] {
    written->run(
        "UNWIND range(1, 1000) AS i CREATE (:Organisation {id: 'new:' + toString(i), name: 'New organisation ' + "
        "toString(i), country: 'JP'})");
  };
}

std::function<void()> finding(const char* words, std::size_t organisations) {
  auto snapshot = std::make_shared<const Snapshot>(funding_store(organisations).snapshot());
  return [snapshot, words] {
    for (int i = 0; i < 5; ++i) keep(search(*snapshot, words).size());
  };
}

}  // namespace

std::vector<Task> query_tasks() {
  std::vector<Task> all;
  for (const Question& question : kQuestions) {
    all.push_back({question.name, [&question] { return asking(question, kSize); }});
    if (!question.tenfold) continue;
    all.push_back({std::string(question.name) + "_x10", [&question] { return asking(question, kTenfold); }});
  }
  all.push_back({"write_one", [] { return writing_singly(); }});
  all.push_back({"write_many", [] { return writing_many(); }});
  all.push_back({"find", [] { return finding("ZOr77q", kSize); }});
  all.push_back({"find_x10", [] { return finding("ZOr77q", kTenfold); }});
  all.push_back({"find_id", [] { return finding("Organisation/999", kSize); }});
  all.push_back({"find_words", [] { return finding("green ocean council", kSize); }});
  all.push_back({"find_typo", [] { return finding("hydrogne", kSize); }});
  return all;
}

}  // namespace polgraph::bench
