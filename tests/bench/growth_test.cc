// What a question reads of the store when the graph is ten times as large: as much where the answer is as large, ten
// times as much where all of it is asked. Records and steps along indexes are counted (PROFILE's hits), not time.
#include <catch2/catch.hpp>
#include <span>
#include <string>

#include "graph/search.h"
#include "graph/snapshot.h"
#include "query/engine.h"
#include "tests/bench/funding_graph.h"

using namespace polgraph;

namespace {

constexpr std::size_t kSize = 500;
constexpr double kFlat = 2, kLinear = 12;

class HitsSink final : public RowSink {
 public:
  void columns(const std::vector<std::string>&) override {}
  void row(std::span<const Value>, const Snapshot&) override { ++rows; }
  void plan(const PlanReport& report, const Snapshot&) override { hits = report.hits; }
  void end(const Counters&) override {}
  std::size_t rows = 0;
  std::uint64_t hits = 0;
};

double hits(const std::string& question, std::size_t organisations) {
  HitsSink sink;
  RunOptions options;
  options.adjacency = Adjacency::Store;  // when arrays begin to pay is no question of growth
  Engine(bench::funding_store(organisations)).run(prepare("PROFILE " + question), options, sink);
  CHECK(sink.rows > 0);
  CHECK(sink.hits > 0);
  return static_cast<double>(sink.hits);
}

// How many times as much is read.
double growth(const std::string& question) {
  return hits(question, 10 * kSize) / hits(question, kSize);
}

double hits_of_find(const std::string& words, std::size_t organisations) {
  const Snapshot snapshot = bench::funding_store(organisations).snapshot();
  snapshot.count_accesses();
  const std::uint64_t before = snapshot.accesses();
  CHECK(search(snapshot, words).size() > 0);
  return static_cast<double>(snapshot.accesses() - before);
}

}  // namespace

TEST_CASE("a look-up reads as much in a graph ten times as large", "[bench][growth]") {
  CHECK(growth("MATCH (o:Organisation {id: 'Organisation/77'}) RETURN o.name") <= kFlat);
  CHECK(growth("MATCH (o) WHERE o.name = 'x' RETURN count(o)") <= kFlat);
}

TEST_CASE("an expansion reads as much as there is to follow, however large the rest is", "[bench][growth]") {
  CHECK(growth("MATCH (f:Fund {id: 'Fund/7'})-[:FUNDS]->(p)-[r:FUNDS]->(o) RETURN p.id, o.id, r.amount") <= kFlat);
  CHECK(growth("MATCH (m)-[:FUNDS]->(g)-[:FUNDS]->(f)-[:FUNDS]->(p:Project {id: 'Project/42'}) RETURN m.id") <= kFlat);
  CHECK(growth("MATCH (f:Fund {id: 'Fund/7'})-[:FUNDS*1..2]->(x) RETURN count(x)") <= kFlat);
  CHECK(growth("MATCH (f:Fund {id: 'Fund/7'}), (p:Project {id: 'Project/7'}) RETURN exists((f)-[:FUNDS]->(p))") <=
        kFlat);
}

TEST_CASE("a scan reads ten times as much, and no more", "[bench][growth]") {
  const double scanned = growth("MATCH (o:Organisation) WHERE o.country = 'JP' RETURN count(*)");
  CHECK(scanned <= kLinear);
  const double summed = growth("MATCH (f)-[r:FUNDS]->() RETURN f.id, sum(r.amount) AS total ORDER BY total LIMIT 3");
  CHECK(summed <= kLinear);
}

TEST_CASE("finding by an exact name reads as much in a graph ten times as large", "[bench][growth]") {
  CHECK(hits_of_find("ZOr77q", 10 * kSize) / hits_of_find("ZOr77q", kSize) <= kFlat);
}
