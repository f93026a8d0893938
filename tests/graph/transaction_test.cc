#include "graph/transaction.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "graph/check.h"
#include "graph/compare.h"
#include "graph/database.h"
#include "graph/error.h"
#include "graph/go_on.h"
#include "graph/store.h"
#include "graph/text/cypher.h"
#include "tests/support/folder.h"

using namespace polgraph;

namespace {

constexpr int kOfLargeCommit = 10'000;  // nodes: enough that the commit is made table files

void expect_sound(const Snapshot& view) {
  REQUIRE(check(view, [](const std::string& line) { FAIL_CHECK(line); }).findings == 0);
}

template <class Work>
std::string detail_of(Work work) {
  try {
    work();
  } catch (const Error& error) {
    return error.detail();
  }
  return "nothing was thrown";
}

Value property(const Snapshot& view, NodeId node, const std::string& key) {
  const auto id = view.find_key(key);
  return id ? view.property(node, *id) : Value::null();
}

std::vector<std::string> texts(const Value& list) {
  std::vector<std::string> found;
  if (list.is_list())
    for (const Value& item : list.as_list()) found.emplace_back(item.as_string());
  return found;
}

Evidence from(const std::string& source, Rank rank = Rank::Normal) {
  Evidence evidence;
  evidence.source = source;
  evidence.rank = rank;
  return evidence;
}

Fact fact(const std::string& predicate, const Value& value) {
  return {predicate, value, {}};
}
Fact fact(const std::string& predicate, const std::string& text) {
  return fact(predicate, Value::string(text));
}

// predicate = value (source, rank), best marked with a star.
std::vector<std::string> told(const Snapshot& view, EntityId subject) {
  std::vector<std::string> lines;
  for (const Statement& s : view.statements(subject)) {
    const Value& value = s.fact.value;
    lines.push_back(s.fact.predicate + "=" +
                    (value.is_string()    ? std::string(value.as_string())
                     : value.is_integer() ? std::to_string(value.as_integer())
                                          : "?") +
                    " " + s.evidence.source + " " + std::string(rank_name(s.evidence.rank)) + (s.best ? " *" : ""));
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a committed transaction gives no new names: they would be seen by everybody and written by nobody",
          "[transaction]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  t.create_node({"Ministry"}, {{"name", Value::string("METI")}});
  t.commit();
  CHECK_NOTHROW(t.label("Ministry"));
  CHECK_THROWS_AS(t.label("Agency"), Error);
  CHECK_THROWS_AS(t.type("FUNDS"), Error);
  CHECK_THROWS_AS(t.key("year"), Error);
  CHECK_FALSE(store.snapshot().find_label("Agency").has_value());
}

TEST_CASE("a transaction that is not committed leaves no trace, not even its names", "[graph][transaction]") {
  Store store = Store::memory();
  {
    Transaction t = store.begin();
    t.create_node({"Kept"}, {{"id", Value::integer(1)}});
    t.commit();
  }
  const Statistics before = store.snapshot().statistics();
  {
    Transaction t = store.begin();
    const NodeId node = t.create_node({"Lost"}, {{"lost", Value::integer(1)}});
    t.create_relationship("LOST", node, NodeId(0), {});
    t.set_property(EntityId::of(NodeId(0)), "id", Value::integer(2));
    t.merge_node({"", "lost"});
    t.assert_facts(EntityId::of(NodeId(0)), {from("s"), {fact("name", "lost")}});
    t.record_dataset({"lost", "2026-01-01", {}, {}});
  }
  const Snapshot now = store.snapshot();
  REQUIRE(now.statistics() == before);
  REQUIRE(now.graph_version() == 1);
  REQUIRE_FALSE(now.find_label("Lost").has_value());
  REQUIRE_FALSE(now.find_type("LOST").has_value());
  REQUIRE_FALSE(now.find_key("lost").has_value());
  REQUIRE_FALSE(now.find_node(Identity{"", "lost"}).has_value());
  REQUIRE(now.statements(EntityId::of(NodeId(0))).empty());
  REQUIRE(now.datasets().empty());
  REQUIRE(property(now, NodeId(0), "id").as_integer() == 1);
  expect_sound(now);
  Transaction next = store.begin();
  REQUIRE(next.label("Another").value == 1);  // the number of "Lost" was never given
}

TEST_CASE("one transaction at a time, and none after its commit", "[graph][transaction]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  REQUIRE(detail_of([&] { store.begin(); }) == "TransactionOpen");
  t.create_node({}, {});
  t.commit();
  REQUIRE(detail_of([&] { t.create_node({}, {}); }) == "TransactionOver");
  REQUIRE_NOTHROW(store.begin());
}

TEST_CASE("its view sees a transaction's own writes, others see them after the commit", "[graph][transaction]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  const NodeId a = t.create_node({"B", "A", "B"}, {{"x", Value::integer(1)}, {"none", Value::null()}});
  const Node node = *t.view().find_node(a);
  REQUIRE(node.labels.size() == 2);
  REQUIRE(node.properties.size() == 1);
  REQUIRE_FALSE(t.view().find_key("none").has_value());
  REQUIRE(t.add_label(a, "C"));
  REQUIRE_FALSE(t.add_label(a, "C"));
  REQUIRE(t.remove_label(a, "B"));
  REQUIRE_FALSE(t.remove_label(a, "B"));
  REQUIRE_FALSE(t.remove_label(a, "never used"));
  t.set_property(EntityId::of(a), "x", Value::list({Value::integer(1), Value::floating(2)}));
  t.set_property(EntityId::of(a), "y", Value::string("new"));
  t.set_property(EntityId::of(a), "y", Value::null());
  t.remove_property(EntityId::of(a), "never set");
  REQUIRE(t.view().has_label(a, *t.view().find_label("C")));
  REQUIRE(property(t.view(), a, "x").as_list().size() == 2);
  REQUIRE(property(t.view(), a, "y").is_null());
  REQUIRE_FALSE(store.snapshot().exists(a));
  expect_sound(t.view());
  t.commit();
  REQUIRE(store.snapshot().exists(a));
  expect_sound(store.snapshot());
}

TEST_CASE("a node with relationships cannot be deleted, however late they are seen", "[graph][transaction]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  const NodeId a = t.create_node({"A"}, {}), b = t.create_node({"A"}, {});
  const RelId r = t.create_relationship("R", a, b, {});
  t.commit();
  {
    Transaction d = store.begin();
    d.delete_node(b);
    REQUIRE(detail_of([&] { d.commit(); }) == "DeleteConnectedNode");
  }
  REQUIRE(store.snapshot().exists(b));
  Transaction d = store.begin();
  d.delete_node(b);
  d.delete_node(b);  // twice is once
  d.delete_relationship(r);
  d.delete_relationship(r);
  REQUIRE_FALSE(d.view().find_node(b).has_value());
  REQUIRE_FALSE(d.view().find_relationship(r).has_value());
  d.commit();
  const Snapshot now = store.snapshot();
  REQUIRE(now.statistics().nodes == 1);
  REQUIRE(now.statistics().relationships == 0);
  REQUIRE(now.statistics().relationships_by_type.empty());
  expect_sound(now);
  Transaction next = store.begin();
  REQUIRE(next.create_node({}, {}).value == 2);  // a number is never used again
}

TEST_CASE("what is not there cannot be written to", "[graph][transaction]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  const NodeId a = t.create_node({}, {});
  const RelId loop = t.create_relationship("R", a, a, {});
  t.delete_relationship(loop);
  t.delete_node(a);
  const Value one = Value::integer(1);
  REQUIRE(detail_of([&] { t.set_property(EntityId::of(a), "x", one); }) == "DeletedEntityAccess");
  REQUIRE(detail_of([&] { t.set_property(EntityId::of(loop), "x", one); }) == "DeletedEntityAccess");
  REQUIRE(detail_of([&] { t.add_label(a, "A"); }) == "DeletedEntityAccess");
  REQUIRE(detail_of([&] { t.remove_label(a, "Z"); }) == "DeletedEntityAccess");
  REQUIRE(detail_of([&] { t.create_relationship("R", a, a, {}); }) == "DeletedEntityAccess");
  REQUIRE(detail_of([&] { t.assert_facts(EntityId::of(a), {}); }) == "DeletedEntityAccess");
  const std::uint64_t nodes = t.view().statistics().nodes;
  REQUIRE(detail_of([&] { t.create_node({"A"}, {{"x", Value::map({})}}); }) == "InvalidPropertyType");
  REQUIRE(t.view().statistics().nodes == nodes);
}

TEST_CASE("a node or relationship from outside is one, however often it comes", "[graph][transaction]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  bool made = false;
  const NodeId a = t.merge_node({"Agency", "X9"}, &made);
  REQUIRE(made);
  REQUIRE(t.merge_node({"Agency", "X9"}, &made) == a);
  REQUIRE_FALSE(made);
  const NodeId b = t.merge_node({"", "AgencyX9"}, &made);  // another group
  REQUIRE(made);
  REQUIRE(b != a);
  const RelId r = t.merge_relationship("data#1", "FUNDS", a, b, &made);
  REQUIRE(made);
  t.commit();
  Transaction again = store.begin();
  REQUIRE(again.merge_node({"Agency", "X9"}, &made) == a);
  REQUIRE(again.merge_relationship("data#1", "FUNDS", a, b, &made) == r);
  REQUIRE_FALSE(made);
  REQUIRE(again.empty());
  REQUIRE(detail_of([&] { again.merge_relationship("data#1", "PAYS", a, b); }) == "RelationshipIdentity");
  REQUIRE(again.view().identity(a) == Identity{"Agency", "X9"});
  REQUIRE(again.view().identity(r) == "data#1");
  again.delete_relationship(r);
  again.delete_node(a);
  REQUIRE_FALSE(again.view().find_node(Identity{"Agency", "X9"}).has_value());
  REQUIRE_FALSE(again.view().find_relationship("data#1").has_value());
  again.commit();
  expect_sound(store.snapshot());
}

TEST_CASE("statements are added, never overwritten; the same statement is there once", "[graph][transaction]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  const NodeId fund = t.merge_node({"", "fund"});
  const EntityId subject = EntityId::of(fund);
  REQUIRE(t.assert_facts(subject, {from("table"),
                                   {fact("amount", Value::integer(15)), fact("label:Fund", Value::boolean(true)),
                                    fact("exists", Value::boolean(true)), fact("amount", Value::integer(15))}}) == 3);
  REQUIRE(t.assert_facts(subject, {from("text"), {fact("amount", Value::integer(155))}}) == 1);
  REQUIRE(t.assert_facts(subject, {from("text"), {fact("amount", Value::integer(155))}}) == 0);
  t.commit();
  Transaction again = store.begin();
  REQUIRE(again.assert_facts(subject, {from("table"), {fact("amount", Value::integer(15))}}) == 0);
  REQUIRE(again.empty());
  const Snapshot& now = again.view();
  REQUIRE(property(now, fund, "amount").as_integer() == 15);
  REQUIRE(now.has_label(fund, *now.find_label("Fund")));
  REQUIRE(told(now, subject) == Lines{"amount=15 table normal *", "label:Fund=? table normal *",
                                      "exists=? table normal *", "amount=155 text normal"});
  const std::vector<Conflict> conflicts = now.conflicts();
  REQUIRE(conflicts.size() == 1);
  REQUIRE(conflicts[0].predicate == "amount");
  REQUIRE(conflicts[0].statements.size() == 2);
  expect_sound(now);
}

TEST_CASE("preferred statements win over earlier ones, deprecated ones are never seen", "[graph][transaction]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  const NodeId node = t.merge_node({"", "x"});
  const EntityId subject = EntityId::of(node);
  t.assert_facts(subject,
                 {from("a", Rank::Deprecated), {fact("name", "wrong"), fact("label:Wrong", Value::boolean(true))}});
  REQUIRE(property(t.view(), node, "name").is_null());
  REQUIRE(t.view().labels(node).empty());
  t.assert_facts(subject, {from("b"), {fact("name", "normal")}});
  REQUIRE(property(t.view(), node, "name").as_string() == "normal");
  t.assert_facts(subject, {from("c", Rank::Preferred), {fact("name", "preferred")}});
  t.assert_facts(subject, {from("d", Rank::Preferred), {fact("name", "later")}});
  t.assert_facts(subject, {from("e"), {fact("name", "preferred")}});
  REQUIRE(property(t.view(), node, "name").as_string() == "preferred");
  REQUIRE(told(t.view(), subject) == Lines{"name=wrong a deprecated", "label:Wrong=? a deprecated",
                                           "name=normal b normal", "name=preferred c preferred *",
                                           "name=later d preferred", "name=preferred e normal *"});
  REQUIRE(t.view().conflicts(subject).at(0).statements.size() == 2);  // of the preferred ones only
  expect_sound(t.view());
}

TEST_CASE("other names become aliases, in load order, each once", "[graph][transaction]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  const NodeId node = t.merge_node({"", "x"});
  const EntityId subject = EntityId::of(node);
  t.assert_facts(subject, {from("a"), {fact("name:acronym@en", "METI"), fact("name:translation@ja", "経済産業省")}});
  t.assert_facts(subject, {from("b", Rank::Deprecated), {fact("name:former@en", "MITI")}});
  t.assert_facts(subject, {from("b"), {fact("name:alias@en", "METI"), fact("name:alias@en", "Trade Ministry")}});
  REQUIRE(texts(property(t.view(), node, "aliases")) == Lines{"METI", "経済産業省", "Trade Ministry"});
  REQUIRE(t.view().conflicts(subject).empty());
  expect_sound(t.view());

  t.assert_facts(subject, {from("c"), {fact("aliases", Value::list({Value::string("own"), Value::string("METI")}))}});
  REQUIRE(texts(property(t.view(), node, "aliases")) == Lines{"own", "METI", "経済産業省", "Trade Ministry"});
  t.set_property(subject, "aliases", Value::list({Value::string("by hand")}));
  REQUIRE(texts(property(t.view(), node, "aliases")) == Lines{"by hand"});
  expect_sound(t.view());
}

TEST_CASE("what a query sets replaces what was stated, and keeps it", "[graph][transaction]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  const NodeId node = t.merge_node({"", "x"});
  const EntityId subject = EntityId::of(node);
  t.assert_facts(subject, {from("a"), {fact("name", "old"), fact("kind", "kept")}});
  t.set_property(subject, "name", Value::string("new"));
  REQUIRE(property(t.view(), node, "name").as_string() == "new");
  REQUIRE(told(t.view(), subject) == Lines{"name=old a deprecated", "kind=kept a normal *", "name=new  normal *"});
  REQUIRE(t.view().statements(subject)[0].evidence.rank_reason == "replaced by a query");
  REQUIRE(t.assert_facts(subject, {from("a"), {fact("name", "old")}}) == 0);  // known, and judged
  REQUIRE(property(t.view(), node, "name").as_string() == "new");

  t.set_property(subject, "name", Value::string("newer"));
  t.set_property(subject, "name", Value::string("new"));  // again: stated anew, not twice
  REQUIRE(property(t.view(), node, "name").as_string() == "new");
  REQUIRE(told(t.view(), subject) ==
          Lines{"name=old a deprecated", "kind=kept a normal *", "name=newer  deprecated", "name=new  normal *"});

  t.remove_property(subject, "name");
  REQUIRE(property(t.view(), node, "name").is_null());
  REQUIRE(t.view().statements(subject).back().evidence.rank_reason == "removed by a query");
  t.set_property(subject, "other", Value::integer(1));  // about which nothing is stated
  REQUIRE(told(t.view(), subject).size() == 4);
  expect_sound(t.view());
}

// Few records of an entity are searched, many have a table: both must come to the same.
TEST_CASE("values set one after the other leave the same statements in one transaction and in many",
          "[graph][transaction]") {
  std::mt19937 random(11);
  for (int turn = 0; turn < 30; ++turn) {
    struct Write {
      std::string key;
      std::optional<std::int64_t> value;  // nothing: removed
      std::string source;
    };
    std::vector<Write> writes;
    const int count = 1 + static_cast<int>(random() % 25);
    for (int i = 0; i < count; ++i) {
      Write write{random() % 3 == 0 ? "b" : "a", static_cast<std::int64_t>(random() % 4), random() % 4 == 0 ? "q" : ""};
      if (random() % 6 == 0) write.value.reset();
      writes.push_back(write);
    }
    std::vector<std::vector<std::string>> results;
    for (const bool at_once : {true, false}) {
      Store store = Store::memory();
      Transaction t = store.begin();
      const auto ends = std::pair(t.create_node({}, {}), t.create_node({}, {}));
      Assertion row{from("s1"), {fact("exists", Value::boolean(true)), fact("a", Value::integer(1))}};
      const RelId id = t.assert_relationship("r1", "T", ends.first, ends.second, row).id;
      if (turn % 3 == 0)
        t.assert_facts(EntityId::of(id), {from("s2", Rank::Preferred), {fact("a", Value::integer(2))}});
      if (turn % 5 == 0)
        t.assert_facts(EntityId::of(id), {from("s3", Rank::Deprecated), {fact("b", Value::integer(2))}});
      t.commit();
      std::optional<Transaction> open;
      for (const Write& write : writes) {
        if (!open) open.emplace(store.begin());
        open->set_evidence(from(write.source));
        open->set_property(EntityId::of(id), write.key, write.value ? Value::integer(*write.value) : Value::null());
        if (at_once) continue;
        open->commit();
        open.reset();
      }
      if (open) open->commit();
      open.reset();
      const Snapshot view = store.snapshot();
      expect_sound(view);
      results.push_back(told(view, EntityId::of(id)));
      for (const char* key : {"a", "b"}) {
        const auto known = view.find_key(key);
        results.back().push_back(known ? to_cypher(view.property(id, *known)) : "null");
      }
    }
    REQUIRE(results[0] == results[1]);
  }
}

TEST_CASE("many properties set at once are what they are one after the other", "[graph][transaction]") {
  std::mt19937 random(12);
  for (int turn = 0; turn < 40; ++turn) {
    std::vector<std::pair<std::string, Transaction::Properties>> writes;  // with their source
    for (int i = 0; i < 6; ++i) {
      Transaction::Properties changes;
      for (const char* key : {"a", "b", "c", "name", "aliases"}) {
        if (random() % 3 == 0) continue;
        changes.emplace_back(
            key, random() % 4 == 0 ? Value::null() : Value::integer(static_cast<std::int64_t>(random() % 3)));
      }
      writes.emplace_back(random() % 3 == 0 ? "q" : "", std::move(changes));
    }
    std::vector<Lines> results;
    for (const bool at_once : {true, false}) {
      Store store = Store::memory();
      Transaction t = store.begin();
      const EntityId id = EntityId::of(t.create_node({}, {{"c", Value::integer(1)}}));
      if (turn % 2 == 0) t.assert_facts(id, {from("s1"), {fact("a", Value::integer(1)), fact("b", Value::integer(0))}});
      if (turn % 4 == 0) t.assert_facts(id, {from("s2", Rank::Deprecated), {fact("b", Value::integer(2))}});
      if (turn % 4 == 2) t.assert_facts(id, {from("s2"), {fact("alias", "x"), fact("name", "y")}});
      std::size_t counted = 0;
      for (const auto& [source, changes] : writes) {
        t.set_evidence(from(source));
        if (at_once) {
          counted += t.set_properties(id, changes);
          continue;
        }
        for (const auto& change : changes) counted += t.set_properties(id, {change});
      }
      t.commit();
      const Snapshot view = store.snapshot();
      expect_sound(view);
      Lines lines = told(view, id);
      std::sort(lines.begin(), lines.end());
      for (const char* key : {"a", "b", "c", "name", "aliases"})
        lines.push_back(to_cypher(property(view, id.node(), key)));
      lines.push_back(std::to_string(counted));
      results.push_back(std::move(lines));
    }
    INFO(turn);
    REQUIRE(results[0] == results[1]);
  }
}

// At 10 microseconds a key it is done in a second; a record written anew for each key takes minutes.
TEST_CASE("a hundred thousand properties of one entity are written once", "[graph][transaction]") {
  for (const char* const source : {"", "q"}) {
    Store store = Store::memory();
    Transaction t = store.begin();
    t.set_evidence(from(source));
    const EntityId id = EntityId::of(t.create_node({}, {}));
    for (const int turn : {1, 2, 1}) {
      Transaction::Properties changes;
      for (int i = 0; i < 100'000; ++i) changes.emplace_back("k" + std::to_string(i), Value::integer(turn));
      REQUIRE(t.set_properties(id, changes) == changes.size());
    }
    CHECK(to_cypher(property(t.view(), id.node(), "k99999")) == "1");
  }
}

TEST_CASE("a commit may be stopped until its first byte, and then leaves nothing", "[graph][transaction]") {
  struct StopAt final : Work {
    explicit StopAt(int looks) : left(looks) {}
    void look() override {
      if (left-- == 0) throw Error(Kind::Limit, "Interrupted", "told to stop");
    }
    int left;
  };
  const auto [nodes, each] = GENERATE(std::pair(2'000, 1), std::pair(kOfLargeCommit, 60));
  const test::Folder folder;
  int stopped = 0;
  {
    Store store = Store::open(folder.path() / "store", Store::Mode::Create);
    for (;; ++stopped) {
      Transaction t = store.begin();
      for (int i = 0; i < nodes; ++i) t.create_node({"A"}, {{"id", Value::string(std::to_string(i))}});
      StopAt work(stopped * each);
      const std::string ended = detail_of([&] {
        const Lent lent(work);
        t.commit();
      });
      if (ended == "nothing was thrown") break;
      CHECK(ended == "Interrupted");
      CHECK(store.snapshot().statistics().nodes == 0);
      CHECK_FALSE(std::filesystem::exists(folder.path() / "store/rocks/loading"));
    }
    CHECK(stopped * each > 20);  // some thousands of keys; the work is asked at each 256th
  }
  const Store store = Store::open(folder.path() / "store", Store::Mode::Read);
  CHECK(store.snapshot().statistics().nodes == static_cast<std::uint64_t>(nodes));
  expect_sound(store.snapshot());
}

TEST_CASE("a large commit leaves what the same in small ones leaves", "[graph][transaction]") {
  const test::Folder folder;
  const auto make = [](Transaction& t, int from, int to) {
    for (int i = from; i < to; ++i) {
      const NodeId node = t.create_node({"A"}, {{"id", Value::string(std::to_string(i))}, {"n", Value::integer(i)}});
      t.create_relationship("NEXT", node, node, {{"n", Value::integer(i)}});
    }
  };
  const auto change = [](Transaction& t, std::uint64_t from, std::uint64_t to) {
    for (std::uint64_t i = from; i < to; ++i) {
      if (i % 3 == 1) t.set_property(EntityId::of(NodeId(i)), "n", Value::integer(-1));
      if (i % 3 != 0) continue;
      t.delete_relationship(RelId(i));
      t.delete_node(NodeId(i));
    }
  };
  const auto keys_of = [&](const std::string& name, int step) {
    {
      Store store = Store::open(folder.path() / name, Store::Mode::Create);
      for (int from = 0; from < kOfLargeCommit; from += step) {
        Transaction t = store.begin();
        make(t, from, std::min(from + step, kOfLargeCommit));
        t.commit();
      }
      for (int from = 0; from < kOfLargeCommit; from += step) {
        Transaction t = store.begin();
        change(t, static_cast<std::uint64_t>(from), static_cast<std::uint64_t>(std::min(from + step, kOfLargeCommit)));
        t.commit();
        if (from == 0) expect_sound(store.snapshot());  // beside its writer, before anything is compacted
      }
    }
    const Store store = Store::open(folder.path() / name, Store::Mode::Read);
    const Snapshot snapshot = store.snapshot();
    expect_sound(snapshot);
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto family :
         {rocks::Family::Nodes, rocks::Family::Relationships, rocks::Family::Labels, rocks::Family::Properties,
          rocks::Family::Text, rocks::Family::Identities, rocks::Family::Out, rocks::Family::In})
      for (const auto cursor = snapshot.view().cursor(family); cursor->next();)
        all.emplace_back(cursor->key(), cursor->value());
    return all;
  };
  const auto large = keys_of("large", kOfLargeCommit);
  CHECK(large.size() > 50'000);
  CHECK((large == keys_of("small", 250)));
}

TEST_CASE("a label that a query takes away stays away, until it is set again", "[graph][transaction]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  const NodeId node = t.merge_node({"", "x"});
  const EntityId subject = EntityId::of(node);
  t.assert_facts(subject, {from("a"), {fact("label:Fund", Value::boolean(true))}});
  REQUIRE(t.remove_label(node, "Fund"));
  REQUIRE(t.view().labels(node).empty());
  REQUIRE(told(t.view(), subject) == Lines{"label:Fund=? a deprecated"});
  REQUIRE(t.add_label(node, "Fund"));
  REQUIRE(told(t.view(), subject) == Lines{"label:Fund=? a deprecated", "label:Fund=?  normal *"});
  expect_sound(t.view());
}

TEST_CASE("a value set by a query before anything was stated is the first statement", "[graph][transaction]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  const NodeId node = t.create_node({"A"}, {{"name", Value::string("by hand")}, {"aliases", Value::string("one")}});
  const EntityId subject = EntityId::of(node);
  t.assert_facts(subject, {from("a"), {fact("name", "loaded"), fact("name:alias@en", "two")}});
  REQUIRE(property(t.view(), node, "name").as_string() == "by hand");
  REQUIRE(texts(property(t.view(), node, "aliases")) == Lines{"one", "two"});
  REQUIRE(told(t.view(), subject) == Lines{"name=by hand  normal *", "aliases=one  normal *", "name=loaded a normal",
                                           "name:alias@en=two a normal *"});
  expect_sound(t.view());
}

TEST_CASE("a query's own source is kept with all that it writes", "[graph][transaction]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  t.set_evidence(from("report"));
  const NodeId node = t.create_node({"Fund"}, {{"amount", Value::integer(1)}});
  const RelId loop = t.create_relationship("FUNDS", node, node, {{"year", Value::integer(2021)}});
  t.set_property(EntityId::of(node), "amount", Value::integer(2));
  t.add_label(node, "Big");
  REQUIRE(told(t.view(), EntityId::of(node)) == Lines{"exists=? report normal *", "label:Fund=? report normal *",
                                                      "amount=1 report deprecated", "amount=2 report normal *",
                                                      "label:Big=? report normal *"});
  REQUIRE(told(t.view(), EntityId::of(loop)) == Lines{"exists=? report normal *", "year=2021 report normal *"});
  REQUIRE(detail_of([&] { t.set_property(EntityId::of(node), "exists", Value::integer(1)); }) == "ReservedKey");
  t.delete_relationship(loop);
  t.delete_node(node);
  REQUIRE(t.view().statistics().assertions == 0);
  REQUIRE(t.view().statements(EntityId::of(node)).empty());
  expect_sound(t.view());
}

TEST_CASE("a statement without predicate or value, or a label of a relationship, is refused", "[graph][transaction]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  const NodeId node = t.create_node({}, {});
  const RelId loop = t.create_relationship("R", node, node, {});
  REQUIRE(detail_of([&] { t.assert_facts(EntityId::of(node), {{}, {fact("", "x")}}); }) == "EmptyPredicate");
  REQUIRE(detail_of([&] { t.assert_facts(EntityId::of(node), {{}, {fact("x", Value::null())}}); }) == "EmptyStatement");
  REQUIRE(detail_of([&] {
            t.assert_facts(EntityId::of(node), {{}, {fact("x", Value::map({}))}});
          }) == "InvalidPropertyType");
  REQUIRE(detail_of([&] {
            t.assert_facts(EntityId::of(loop), {{}, {fact("label:A", Value::boolean(true))}});
          }) == "LabelOfRelationship");
  REQUIRE(t.view().statistics().assertions == 0);
}

TEST_CASE("a data set is recorded once, under its name", "[graph][transaction]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  t.record_dataset({"japan", "2026-01-01T00:00:00Z", {{"a.csv", "00"}}, {{"title", "Japan"}}});
  t.record_dataset({"japan", "2026-02-01T00:00:00Z", {{"a.csv", "01"}}, {{"title", "Japan"}}});
  t.record_dataset({"korea", "2026-03-01T00:00:00Z", {}, {}});
  t.commit();
  const std::vector<Dataset> all = store.snapshot().datasets();
  REQUIRE(all.size() == 2);
  REQUIRE(all[0].loaded_on == "2026-02-01T00:00:00Z");
  REQUIRE(all[0].files.at(0).second == "01");
  REQUIRE(all[0].about.at(0).second == "Japan");
}

TEST_CASE("a relationship that is named by what it holds is found between its ends, also among many",
          "[graph][transaction]") {
  Store store = Store::memory();
  const auto name = [](int i) { return "#0123456789abcdef" + (i == 0 ? std::string() : "-" + std::to_string(i)); };
  const auto merge_all = [&](Transaction& t, int count) {
    const NodeId a = t.merge_node({"", "a"}), b = t.merge_node({"", "b"});
    int made = 0;
    for (int i = 0; i < count; ++i) {
      bool is_new = false;
      t.merge_relationship(name(i), "PAYS", a, b, &is_new);
      t.merge_relationship(name(i), "PAYS", b, a, &is_new);  // other ends, another relationship
      made += is_new ? 1 : 0;
    }
    return made;
  };
  Transaction first = store.begin();
  CHECK(merge_all(first, 50) == 50);
  CHECK(merge_all(first, 60) == 10);
  first.delete_relationship(*first.view().find_relationship(name(7)));
  first.commit();
  Transaction second = store.begin();
  const NodeId a = *second.view().find_node({"", "a"}), b = *second.view().find_node({"", "b"});
  CHECK(merge_all(second, 60) == 0);
  bool made = true;
  CHECK(second.view().find_relationship(name(7)) == second.merge_relationship(name(7), "PAYS", b, a, &made));
  CHECK_FALSE(made);
  second.merge_relationship(name(7), "PAYS", a, b, &made);
  CHECK_FALSE(made);  // merge_all made it again
  CHECK(second.view().find_relationship(name(60)) == std::nullopt);
}
