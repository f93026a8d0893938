// A data set taken back: what is left is what the others say, to the byte.
#include <catch2/catch.hpp>
#include <random>

#include "graph/check.h"
#include "graph/error.h"
#include "graph/store.h"
#include "graph/transaction.h"
#include "tests/support/graph_text.h"

using namespace polgraph;
using test::graph_text;

namespace {

Evidence from(const std::string& dataset, const std::string& source = "doc", const std::string& locator = "#L1") {
  Evidence evidence;
  evidence.dataset = dataset;
  evidence.source = source;
  evidence.locator = locator;
  return evidence;
}

Fact text(const std::string& predicate, const std::string& value) {
  return {predicate, Value::string(value), {}};
}
Fact label(const std::string& predicate) {
  return {predicate, Value::boolean(true), {}};
}
const Fact kExists{"exists", Value::boolean(true), {}};

void expect_sound(const Store& store) {
  std::vector<std::string> findings;
  check(store.snapshot(), [&](const std::string& finding) { findings.push_back(finding); });
  CHECK(findings == std::vector<std::string>{});
}

class World {
 public:
  template <class Work>
  auto write(const std::string& dataset, Work work) {
    Transaction t = store.begin();
    const auto result = work(t);
    if (!dataset.empty()) t.record_dataset({dataset, "2026-01-01", {}, {}, {}});
    t.commit();
    return result;
  }
  NodeId node(const std::string& dataset, const std::string& id, std::vector<Fact> facts, Evidence evidence = {}) {
    if (evidence.empty()) evidence = from(dataset);
    facts.insert(facts.begin(), kExists);
    return write(dataset, [&](Transaction& t) { return t.assert_node({"", id}, {evidence, facts}).id; });
  }
  RelId relationship(const std::string& dataset, const std::string& id, NodeId start, NodeId end) {
    return write(dataset, [&](Transaction& t) {
      return t.assert_relationship(id, "FUNDS", start, end, {from(dataset), {kExists}}).id;
    });
  }
  Unloaded unload(const std::string& dataset) {
    Transaction t = store.begin();
    const Unloaded unloaded = t.unload(dataset);
    t.commit();
    expect_sound(store);
    return unloaded;
  }
  Value value(NodeId node, const std::string& key) const {
    const Snapshot now = store.snapshot();
    const auto id = now.find_key(key);
    return id ? now.property(node, *id) : Value::null();
  }
  std::string seen(NodeId node, const std::string& key) const {
    const Value found = value(node, key);
    return found.is_string() ? std::string(found.as_string()) : "";
  }

  Store store = Store::memory();
};

}  // namespace

TEST_CASE("what only the data set states goes with it", "[graph][unload]") {
  World world;
  const NodeId meti = world.node("a", "meti", {text("name", "METI"), label("label:Ministry")});
  const NodeId fund = world.node("b", "fund", {text("name", "Fund")});
  world.relationship("b", "r", meti, fund);
  const Unloaded gone = world.unload("b");
  CHECK(gone.nodes == 1);
  CHECK(gone.relationships == 1);
  CHECK(gone.statements == 3);
  CHECK(world.store.snapshot().statistics().nodes == 1);
  CHECK(world.store.snapshot().datasets().size() == 1);
  CHECK(world.seen(meti, "name") == "METI");
}

TEST_CASE("a statement that two data sets make stays when one is taken back, whichever", "[graph][unload]") {
  for (const std::string gone : {"a", "b"}) {
    World world;
    const NodeId node = world.node("a", "meti", {text("name", "METI")});
    world.node("b", "meti", {text("name", "METI")});
    const auto statements = world.store.snapshot().statements(EntityId::of(node));
    REQUIRE(statements.size() == 2);  // once each, though both make them
    CHECK(statements[1].datasets == std::vector<std::string>{"a", "b"});
    CHECK(world.unload(gone).statements == 0);
    CHECK(world.seen(node, "name") == "METI");
    CHECK(world.store.snapshot().statements(EntityId::of(node)).size() == 2);
  }
}

TEST_CASE("best values fall back to what the others say", "[graph][unload]") {
  World world;
  Evidence preferred = from("b", "better");
  preferred.rank = Rank::Preferred;
  const NodeId node = world.node("a", "fund", {text("amount", "1.5")});
  world.node("b", "fund", {text("amount", "15.5"), label("label:Fund")}, preferred);
  CHECK(world.seen(node, "amount") == "15.5");
  world.unload("b");
  CHECK(world.seen(node, "amount") == "1.5");
  CHECK(world.store.snapshot().labels(node).empty());
}

TEST_CASE("a judgement goes with the data set that made it", "[graph][unload]") {
  World world;
  const NodeId node = world.node("a", "fund", {text("amount", "1.5"), label("label:Fund")});
  Evidence judged = from("b");  // the same statement: source and locator as a has them
  judged.rank = Rank::Deprecated;
  judged.rank_reason = "misprint";
  world.write("b", [&](Transaction& t) {
    return t.assert_facts(EntityId::of(node), {judged, {text("amount", "1.5"), label("label:Fund")}});
  });
  CHECK(world.seen(node, "amount").empty());
  CHECK(world.store.snapshot().labels(node).empty());
  const auto statements = world.store.snapshot().statements(EntityId::of(node));
  REQUIRE(statements.size() == 3);
  CHECK(statements[2].evidence.rank_reason == "misprint");
  world.unload("b");
  CHECK(world.seen(node, "amount") == "1.5");
  CHECK(world.store.snapshot().labels(node).size() == 1);
}

TEST_CASE("a node that others' relationships end at stays, bare, until they go", "[graph][unload]") {
  World world;
  const NodeId a = world.node("a", "a", {text("name", "A")});
  const NodeId b = world.node("b", "b", {text("name", "B")});
  world.relationship("c", "r", a, b);
  const Unloaded first = world.unload("b");
  CHECK(first.bare_nodes == 1);
  CHECK(first.nodes == 0);
  CHECK(world.store.snapshot().find_node(b)->properties.empty());
  CHECK(world.store.snapshot().identity(b)->id == "b");
  const Unloaded second = world.unload("c");
  CHECK(second.relationships == 1);
  CHECK(second.nodes == 1);
  CHECK_FALSE(world.store.snapshot().exists(b));
  CHECK(world.store.snapshot().exists(a));
}

TEST_CASE("what queries wrote stays: values, labels, and the nodes they stand on", "[graph][unload]") {
  World world;
  const NodeId node = world.node("a", "x", {text("name", "X"), text("kind", "fund")});
  world.write("", [&](Transaction& t) {
    t.set_property(EntityId::of(node), "note", Value::string("mine"));
    t.set_property(EntityId::of(node), "kind", Value::string("vehicle"));
    return t.add_label(node, "Mine");
  });
  CHECK(world.unload("a").kept_for_queries == 1);
  CHECK(world.seen(node, "note") == "mine");
  CHECK(world.seen(node, "kind") == "vehicle");
  CHECK(world.seen(node, "name").empty());
  CHECK(world.store.snapshot().labels(node).size() == 1);
}

TEST_CASE("a value that a query wrote before the data set spoke of it is as it was", "[graph][unload]") {
  World world;
  const NodeId node = world.node("a", "x", {text("name", "X")});
  world.write("", [&](Transaction& t) {
    t.set_property(EntityId::of(node), "note", Value::string("mine"));
    return t.add_label(node, "Mine");
  });
  const auto before = graph_text(world.store.snapshot());
  world.node("b", "x", {text("note", "theirs"), label("label:Mine")});
  world.unload("b");
  CHECK(graph_text(world.store.snapshot()) == before);
}

TEST_CASE("a value that a query wrote and took away again leaves nothing behind", "[graph][unload]") {
  World world;
  const NodeId node = world.node("a", "x", {text("amount", "1")});
  world.write("", [&](Transaction& t) {
    t.set_property(EntityId::of(node), "amount", Value::string("2"));
    t.remove_property(EntityId::of(node), "amount");
    return true;
  });
  CHECK(world.unload("a").nodes == 1);
  CHECK(world.store.snapshot().statistics().nodes == 0);
}

TEST_CASE("of the values that queries wrote the last one stays, as a plain value", "[graph][unload]") {
  World world;
  const NodeId node = world.node("a", "x", {text("amount", "1")});
  world.write("", [&](Transaction& t) {
    for (const char* value : {"2", "3"}) t.set_property(EntityId::of(node), "amount", Value::string(value));
    return true;
  });
  CHECK(world.unload("a").kept_for_queries == 1);
  CHECK(world.seen(node, "amount") == "3");
  CHECK(world.store.snapshot().statements(EntityId::of(node)).empty());
}

TEST_CASE("what a query set is seen, whoever deprecated the same or another value", "[graph][unload]") {
  World world;
  const NodeId node = world.node("a", "x", {text("amount", "1"), text("kind", "old")});
  Evidence judged = from("b");
  judged.rank = Rank::Deprecated;
  judged.rank_reason = "misprint";
  Evidence unsourced = judged;
  unsourced.source = unsourced.locator = "";
  world.write("b", [&](Transaction& t) {
    t.assert_facts(EntityId::of(node), {judged, {text("amount", "1")}});
    return t.assert_facts(EntityId::of(node), {unsourced, {text("kind", "new")}});
  });
  world.write("", [&](Transaction& t) {
    t.set_property(EntityId::of(node), "amount", Value::string("2"));
    t.set_property(EntityId::of(node), "kind", Value::string("new"));
    return true;
  });
  expect_sound(world.store);
  CHECK(world.seen(node, "amount") == "2");
  CHECK(world.seen(node, "kind") == "new");
  world.unload("b");
  CHECK(world.seen(node, "amount") == "2");  // not a's 1, which the query replaced too
  CHECK(world.seen(node, "kind") == "new");
}

TEST_CASE("a data set that is not there is an error that lists those that are", "[graph][unload]") {
  World world;
  world.node("japan", "x", {});
  Transaction t = world.store.begin();
  try {
    t.unload("korea");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.detail() == "UnknownDataset");
    CHECK(error.hint() == "there are: japan");
  }
}

namespace {

// Data sets by chance over few ids, values, places: they agree, contradict and judge each other all the time.
class Chance {
 public:
  explicit Chance(unsigned seed) : random_(seed) {}
  unsigned pick(unsigned count) { return static_cast<unsigned>(random_() % count); }

  void load(Transaction& t, const std::string& dataset) {
    std::vector<NodeId> nodes;
    for (unsigned i = 1 + pick(4); i > 0; --i)
      nodes.push_back(t.assert_node({"", word("n", 4)}, {evidence(dataset), facts(true)}).id);
    for (unsigned i = pick(4); i > 0; --i) {
      const unsigned id = pick(6);  // an id stands for the same ends in every data set
      t.assert_relationship("r" + std::to_string(id), "T", end(t, id), end(t, id / 2),
                            {evidence(dataset), facts(false)});
    }
    for (unsigned i = pick(5); i > 0; --i)
      t.assert_facts(EntityId::of(nodes[pick(static_cast<unsigned>(nodes.size()))]), {evidence(dataset), extra()});
    t.record_dataset({dataset, "2026-01-01", {}, {}, {}});
  }

 private:
  std::string word(const std::string& stem, unsigned count) { return stem + std::to_string(pick(count)); }
  NodeId end(Transaction& t, unsigned number) { return t.merge_node({"", "n" + std::to_string(number % 4)}); }

  Evidence evidence(const std::string& dataset) {
    Evidence evidence = from(dataset, word("s", 2), word("#L", 2));
    if (pick(4) == 0) evidence.rank = pick(2) == 0 ? Rank::Preferred : Rank::Deprecated;
    if (pick(6) == 0) evidence.rank_reason = "judged";
    if (pick(5) == 0) evidence.valid_from = word("202", 3);
    return evidence;
  }
  std::vector<Fact> facts(bool is_node) {
    std::vector<Fact> facts{kExists};
    if (is_node && pick(2) == 0) facts.push_back(label(word("label:L", 3)));
    for (const char* key : {"name", "kind", "amount"})
      if (pick(2) == 0) facts.push_back(text(key, word("v", 3)));
    if (is_node && pick(4) == 0) facts.push_back(text("name:alias@en", word("v", 3)));
    return facts;
  }
  std::vector<Fact> extra() {
    std::vector<Fact> facts;
    facts.push_back(pick(3) == 0 ? label(word("label:L", 3)) : text(pick(2) == 0 ? "kind" : "amount", word("v", 3)));
    return facts;
  }
  std::mt19937 random_;
};

}  // namespace

TEST_CASE("after loading A and B, taking B back gives the graph of A", "[graph][unload]") {
  for (unsigned seed = 0; seed < 400; ++seed) {
    INFO("seed " << seed);
    Store store = Store::memory();
    Chance chance(seed);
    Transaction a = store.begin();
    chance.load(a, "A");
    a.commit();
    const auto before = graph_text(store.snapshot());
    const std::uint64_t version = store.snapshot().graph_version();
    Chance again(seed);
    Transaction twice = store.begin();
    again.load(twice, "A");
    CHECK(store.snapshot().graph_version() == version);  // nothing in it was new
    REQUIRE(graph_text(twice.view()) == before);
    twice.commit();
    Transaction b = store.begin();
    chance.load(b, "B");
    b.commit();
    Transaction back = store.begin();
    back.unload("B");
    back.commit();
    REQUIRE(graph_text(store.snapshot()) == before);
    expect_sound(store);
  }
}
