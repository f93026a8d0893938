#include "graph/label_runs.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "graph/codec.h"
#include "graph/read_cache.h"
#include "graph/store.h"
#include "graph/transaction.h"

using namespace polgraph;
using namespace polgraph::rocks;

namespace {

// Labels of nodes, and the counts that go with them.
struct Labelled {
  std::shared_ptr<Instance> instance = Instance::memory();
  std::shared_ptr<Catalog> catalog = std::make_shared<Catalog>();

  void add(std::uint32_t label, const std::set<std::uint64_t>& nodes) {
    Overlay writes;
    for (const std::uint64_t node : nodes)
      writes.put(Family::Labels, codec::label_key(LabelId(label), NodeId(node)), {});
    instance->write(*instance->batch(writes));
    if (!nodes.empty()) catalog->counts.nodes_by_label[LabelId(label)] = nodes.size();
  }
};

std::set<std::uint64_t> run_of(std::uint64_t first, std::uint64_t last) {
  std::set<std::uint64_t> nodes;
  for (; first <= last; ++first) nodes.insert(nodes.end(), first);
  return nodes;
}

// Asks until what is known counts.
std::optional<bool> ask(LabelRuns& runs, const Reading& store, std::uint32_t label, std::uint64_t node) {
  const std::string key = codec::label_key(LabelId(label), NodeId(node));
  for (std::uint32_t i = 0; i < LabelRuns::kWorthLooking; ++i) runs.find(key, store);
  return runs.find(key, store);
}

}  // namespace

TEST_CASE("a label whose nodes are one run is known by its ends", "[graph][cache]") {
  Labelled nodes;
  nodes.add(0, run_of(10, 59));
  nodes.add(1, {7});
  const auto store = nodes.instance->reading();
  LabelRuns runs(nodes.catalog);
  for (const std::uint64_t node : {10u, 11u, 58u, 59u}) CHECK(ask(runs, *store, 0, node) == true);
  for (const std::uint64_t node : {0u, 9u, 60u, 1000u}) CHECK(ask(runs, *store, 0, node) == false);
  CHECK(ask(runs, *store, 1, 7) == true);
  CHECK(ask(runs, *store, 1, 8) == false);
}

TEST_CASE("a label with a hole, without nodes or with a wrong count is asked of the store", "[graph][cache]") {
  Labelled nodes;
  std::set<std::uint64_t> holed = run_of(10, 59);
  holed.erase(30);
  nodes.add(0, holed);
  nodes.add(1, run_of(0, 9));
  nodes.add(3, run_of(0, 9));
  nodes.catalog->counts.nodes_by_label[LabelId(1)] = 9;
  nodes.catalog->counts.nodes_by_label[LabelId(3)] = 11;
  const auto store = nodes.instance->reading();
  LabelRuns runs(nodes.catalog);
  for (std::uint32_t label = 0; label < 4; ++label)
    for (const std::uint64_t node : {0u, 5u, 10u, 30u, 59u}) CHECK(ask(runs, *store, label, node) == std::nullopt);
}

TEST_CASE("a look is worth it only after some questions", "[graph][cache]") {
  Labelled nodes;
  nodes.add(0, run_of(0, 9));
  const auto store = nodes.instance->reading();
  LabelRuns runs(nodes.catalog);
  const std::string key = codec::label_key(LabelId(0u), NodeId(5));
  for (std::uint32_t i = 1; i < LabelRuns::kWorthLooking; ++i) CHECK(runs.find(key, *store) == std::nullopt);
  CHECK(runs.find(key, *store) == true);
}

// Runs that grow, break and come back, asked by the transaction that changes them, after it, and by readers of before.
TEST_CASE("what a node is listed under is what its record says, whatever was written", "[graph][cache]") {
  Store store = Store::memory();
  std::mt19937 random(7);
  const std::vector<std::string> names = {"A", "B", "C"};
  std::size_t made = 0;
  const auto agree = [&](const Snapshot& view) {
    for (const std::string& name : names) {
      const auto label = view.find_label(name);
      if (!label) continue;
      for (std::uint64_t node = 0; node < made + 2; ++node)
        if (view.is_listed(NodeId(node), *label) != view.has_label(NodeId(node), *label)) return false;
    }
    return true;
  };
  std::vector<Snapshot> seen;
  for (std::size_t turn = 0; turn < 60; ++turn) {
    Transaction transaction = store.begin();
    const std::string& name = names[turn / 5 % names.size()];
    for (std::uint32_t i = random() % 4; i > 0; --i, ++made) transaction.create_node({name}, {});
    if (turn % 3 == 0) {
      const NodeId from = transaction.create_node({}, {});
      transaction.create_relationship("TO", from, from, {});
      ++made;
    }
    if (turn % 7 == 0 && made > 0) {
      const NodeId node(random() % made);
      if (!transaction.remove_label(node, name)) transaction.add_label(node, name);
    }
    REQUIRE(agree(transaction.view()));
    transaction.commit();
    seen.push_back(store.snapshot());
    REQUIRE(agree(seen.back()));
    REQUIRE(agree(seen[random() % seen.size()]));
  }
}
