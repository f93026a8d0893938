// Totals of small random graphs against a definition that tries every way, written without the code under test.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

#include "tests/support/money_graph.h"

using namespace polgraph;
using test::MoneyGraph;
using test::stop;

namespace {

// One amount as the test wrote it: where it is on the map, and its ends.
struct Written {
  EntityId on;
  std::int64_t amount;
  std::string currency;
  std::int64_t year;
  std::size_t begin, end;  // payer and payee, or the transaction twice
};

// A graph and, beside it, plain tables of the same: which node can pass money straight to which.
struct World {
  static constexpr std::size_t kSomebodies = 6, kTransactions = 3, kAll = kSomebodies + kTransactions;
  MoneyGraph graph;
  std::vector<Written> written;
  bool next[kAll][kAll] = {};

  static std::string name(std::size_t i) { return (i < kSomebodies ? "n" : "t") + std::to_string(i); }

  explicit World(std::mt19937& random) {
    const auto any = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
    const char* const currencies[] = {"JPY", "JPY", "EUR"};
    for (std::size_t i = 0; i < kSomebodies; ++i) graph.node(name(i));
    const std::size_t payments = 3 + any(8);
    for (std::size_t i = 0; i < payments; ++i) {
      const std::size_t from = any(kSomebodies), to = any(kSomebodies);
      const auto amount = static_cast<std::int64_t>(any(40)) - 5;
      const std::string currency = currencies[any(3)];
      const std::int64_t year = any(4) == 0 ? 0 : 2022 + static_cast<std::int64_t>(any(2));
      next[from][to] = true;
      if (any(8) == 0) {
        graph.relationship(name(from), "FUNDS", name(to));
        continue;
      }
      const RelId id = graph.pay(name(from), name(to), amount, {.currency = currency, .fiscal_year = year});
      written.push_back({EntityId::of(id), amount, currency, year, from, to});
    }
    for (std::size_t t = kSomebodies; t < kAll; ++t) {
      const std::size_t payer = any(kSomebodies), payee = any(kSomebodies);
      graph.transfer(name(t), {name(payer)}, {name(payee)}, static_cast<std::int64_t>(t));
      next[payer][t] = next[t][payee] = true;
      written.push_back({EntityId::of(graph[name(t)]), static_cast<std::int64_t>(t), "JPY", 2023, t, t});
      if (t > kSomebodies && any(2) == 0) {
        const std::size_t earlier = kSomebodies + any(t - kSomebodies);
        graph.relationship(name(t), "DRAWN_FROM", name(earlier));
        next[earlier][t] = true;
      }
    }
  }

  // Can money at `from` get to `to` by one step or more, without coming back to `start`?
  void spread(std::size_t start, bool (&can)[kAll][kAll]) const {
    for (std::size_t a = 0; a < kAll; ++a) {
      for (std::size_t b = 0; b < kAll; ++b) can[a][b] = next[a][b] && b != start;
    }
    for (std::size_t via = 0; via < kAll; ++via) {
      for (std::size_t a = 0; a < kAll; ++a) {
        for (std::size_t b = 0; b < kAll; ++b) can[a][b] = can[a][b] || (can[a][via] && can[via][b]);
      }
    }
  }
};

const Written& find(const World& world, EntityId on) {
  return *std::find_if(world.written.begin(), world.written.end(), [&](const Written& one) { return one.on == on; });
}

}  // namespace

TEST_CASE("on random graphs each amount is in one total at most, no way passes two of one, nothing is lost",
          "[money][random]") {
  std::size_t amounts = 0, rounds = 0;
  for (unsigned seed = 1; seed <= 400; ++seed) {
    std::mt19937 random(seed);
    World world(random);
    const Snapshot snapshot = world.graph.done();
    const std::size_t start = 0;
    bool can[World::kAll][World::kAll];
    world.spread(start, can);
    const auto reached = [&](std::size_t node) { return node == start || can[start][node]; };
    const MoneyReport report = trace_money(snapshot, {stop(world.graph[World::name(start)])}, {});

    std::map<EntityId, std::size_t> stage;
    for (const MoneyTotal& total : report.totals) {
      if (total.at.part != MoneyPart::Stage) continue;
      std::int64_t sum = 0;
      for (const EntityId on : total.on) {
        const Written& one = find(world, on);
        CHECK(stage.emplace(on, total.at.stage).second);
        sum += one.amount;
        CHECK(one.currency == total.currency);
        CHECK((one.year == 0 ? "" : "fiscal year " + std::to_string(one.year)) == total.period);
      }
      CHECK(total.amount.digits() == std::to_string(sum));
    }
    for (const Written& one : world.written) {
      const bool transaction = one.begin >= World::kSomebodies;
      bool in_circle = transaction ? can[one.begin][one.begin]
                                   : one.end != start && (one.begin == one.end || can[one.end][one.begin]);
      if (!transaction && one.begin == start && one.end == start) in_circle = true;
      if (transaction && world.next[start][one.begin] && world.next[one.begin][start]) {  // from the start to itself
        bool others = false;
        for (std::size_t i = 1; i < World::kAll; ++i)
          others = others || (world.next[i][one.begin] && reached(i)) || world.next[one.begin][i];
        in_circle = in_circle || !others;
      }
      CHECK(stage.contains(one.on) == (reached(one.begin) && !in_circle));
      rounds += reached(one.begin) && in_circle;
      amounts += stage.contains(one.on);
    }
    for (const auto& [a, stage_a] : stage) {
      for (const auto& [b, stage_b] : stage) {
        const Written &one = find(world, a), &other = find(world, b);
        const bool leads_on = a != b && one.end != start && (can[one.end][other.begin] || (one.end == other.begin));
        if (leads_on) CHECK(stage_a < stage_b);
      }
    }
    for (const Written& one :
         world.written) {  // what the start pays itself is the first stage, unless it also comes later
      if (one.begin == start && stage.contains(one.on)) CHECK(stage.at(one.on) == 1);
    }
  }
  CHECK(amounts > 1000);
  CHECK(rounds > 100);
}

TEST_CASE("on random graphs what arrives is the last step of every path, once", "[money][random]") {
  std::size_t arrived = 0;
  for (unsigned seed = 1; seed <= 300; ++seed) {
    std::mt19937 random(seed);
    MoneyGraph graph;
    const std::size_t size = 7;
    const auto name = [](std::size_t i) { return "n" + std::to_string(i); };
    for (std::size_t i = 0; i < size; ++i) graph.node(name(i));
    std::map<RelId, std::int64_t> amounts;
    for (std::size_t i = 0; i < 2 * size; ++i) {
      const auto amount = static_cast<std::int64_t>(random() % 50);
      amounts[graph.pay(name(random() % size), name(random() % size), amount)] = amount;
    }
    const Snapshot snapshot = graph.done();
    const std::vector<TraceStop> stops{stop(graph["n0"]), stop(graph["n1"])};
    TraceOptions all;
    all.max_depth = 20;
    all.max_paths = 100'000;
    std::set<RelId> last, on_the_way;
    for (const TracePath& path : trace_paths(snapshot, stops, all)) {
      last.insert(path.hops.back().step.relationship);
      for (const TraceHop& hop : path.hops) on_the_way.insert(hop.step.relationship);
    }
    std::int64_t sum = 0;
    for (const RelId id : last) sum += amounts.at(id);

    const MoneyReport report = trace_money(snapshot, stops, {});
    std::set<EntityId> counted;
    std::size_t arrivals = 0, round = 0, stages = 0;
    for (const MoneyTotal& total : report.totals) {
      if (total.at.part == MoneyPart::Arrives) {
        arrivals += total.on.size();
        CHECK(total.amount.digits() == std::to_string(sum));
      } else {
        stages += total.on.size();
        counted.insert(total.on.begin(), total.on.end());
      }
    }
    for (const MoneyLeftOut& one : report.left_out) {
      if (one.why == MoneyLeftOut::Why::Round) round = one.count;
    }
    CHECK(arrivals == last.size());
    CHECK(counted.size() == stages);
    CHECK(stages + round >= on_the_way.size());
    if (round == 0) {  // no circles: the ways are the simple paths
      CHECK(counted.size() == on_the_way.size());
      for (const RelId id : on_the_way) CHECK(counted.contains(EntityId::of(id)));
    }
    arrived += arrivals;
  }
  CHECK(arrived > 200);
}
