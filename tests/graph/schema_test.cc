// Indexes and constraints in the store: bytes, building, upkeep, what a commit refuses, check.
#include "graph/schema.h"

#include <catch2/catch.hpp>

#include "graph/catalog.h"
#include "graph/check.h"
#include "graph/codec.h"
#include "graph/database.h"
#include "graph/error.h"
#include "graph/store.h"
#include "graph/transaction.h"
#include "tests/support/folder.h"

using namespace polgraph;
using rocks::Family;

namespace {

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    text.push_back("0123456789abcdef"[static_cast<std::uint8_t>(byte) >> 4]);
    text.push_back("0123456789abcdef"[static_cast<std::uint8_t>(byte) & 0x0F]);
  }
  return text;
}

NewRule rule(RuleKind kind, const std::string& label, std::vector<std::string> keys, const std::string& name = {}) {
  NewRule made;
  made.kind = kind;
  made.label = label;
  made.keys = std::move(keys);
  made.name = name;
  return made;
}

Value text(const std::string& words) {
  return Value::string(words);
}

// What check finds, one line each.
std::string findings(const Snapshot& view) {
  std::string all;
  check(view, [&](const std::string& line) { all += line + "\n"; });
  return all;
}

std::vector<NodeId> all_of(NodeCursor cursor) {
  std::vector<NodeId> found;
  while (cursor.next()) found.push_back(cursor.id());
  return found;
}

std::vector<NodeId> equal(const Snapshot& view, const std::string& name, const Value& value) {
  IndexRange range = index_range::whole(view.schema().find(name)->number);
  if (!index_range::equal(range, value)) return {};
  return all_of(view.nodes_in_index(range));
}

template <class Act>
std::string refusal(Act act) {
  try {
    act();
  } catch (const Error& error) {
    return error.detail() + ": " + error.message();
  }
  return "none";
}

}  // namespace

TEST_CASE("an entry of an index is the rule's number, the values in order, the entity", "[graph][schema][format]") {
  const auto database = rocks::Database::memory();
  Transaction t(database);
  t.add_rule(rule(RuleKind::RangeIndex, "A", {"x"}));
  t.add_rule(rule(RuleKind::RangeIndex, "A", {"x", "y"}));
  const NodeId node = t.create_node({"A"}, {{"x", Value::integer(1)}, {"y", text("b")}});
  t.create_node({"A"}, {{"y", text("b")}});
  t.create_node({"B"}, {{"x", Value::integer(1)}});
  REQUIRE(node.value == 0);
  t.commit();
  std::vector<std::string> entries;
  for (auto at = database->view()->cursor(Family::Rules); at->next();) {
    entries.push_back(hex(at->key()));
    REQUIRE(at->value().empty());
  }
  REQUIRE(entries == std::vector<std::string>{"00000000"
                                              "50bff00000000000008000"
                                              "0000000000000000",
                                              "00000001"
                                              "50bff00000000000008000"
                                              "30620001"
                                              "0000000000000000"});
  std::string state;
  REQUIRE(database->view()->get(Family::Meta, std::string(kStateKey), state));
  const std::string ours =
      "02"
      "02"  // next number, count
      "00"
      "01"
      "4e"
      "09" +
      hex("index_A_x") +
      "00"
      "01"
      "00"
      "01"  // number, kind, N, name, label, keys, entries
      "01"
      "01"
      "4e"
      "0b" +
      hex("index_A_x_y") +
      "00"
      "02"
      "00"
      "01"
      "01";
  REQUIRE(hex(state).substr(0, 8) == "00000005");
  REQUIRE_THAT(hex(state), Catch::EndsWith(ours));
}

TEST_CASE("the schema comes back from its record", "[graph][schema][format]") {
  Catalog catalog;
  auto schema = std::make_shared<Schema>();
  schema->next = 300;
  schema->rules = {{2, "a", RuleKind::TextIndex, true, 7, {KeyId(1)}, {}},
                   {3, "b", RuleKind::Unique, false, 300, {KeyId(2), KeyId(1)}, {}},
                   {4, "c", RuleKind::Exists, true, 0, {KeyId(2)}, {}},
                   {5, "", RuleKind::Key, true, 0, {KeyId(2)}, {}},
                   {299, "d", RuleKind::Type, true, 0, {KeyId(2)}, {0x404, {4, 12}}}};
  catalog.schema = schema;
  catalog.rule_entries = {{2, 10}, {3, 1ull << 40}, {5, 0}};
  Catalog read;
  decode_state(encode_state(catalog), read, codec::kFormat);
  REQUIRE(*read.schema == *schema);
  REQUIRE(read.rule_entries == catalog.rule_entries);
  const std::string bytes = encode_state(catalog);
  for (std::size_t length = 0; length < bytes.size(); ++length)
    REQUIRE_THROWS_AS(decode_state(std::string_view(bytes).substr(0, length), read, codec::kFormat), Error);
}

TEST_CASE("a rule is there when the store is opened again, and its number stays used when it is dropped",
          "[graph][schema][format]") {
  const test::Folder folder;
  const auto path = folder.path() / "db";
  {
    Store store = Store::open(path, Store::Mode::Create, {});
    Transaction t = store.begin();
    t.create_node({"A"}, {{"x", Value::integer(1)}});
    t.add_rule(rule(RuleKind::RangeIndex, "A", {"x"}, "i"));
    t.commit();
    Transaction drop = store.begin();
    drop.drop_rule("i");
    drop.commit();
  }
  const Store store = Store::open(path, Store::Mode::Read, {});
  REQUIRE(store.snapshot().schema().rules.empty());
  REQUIRE(store.snapshot().schema().next == 1);
  REQUIRE(findings(store.snapshot()).empty());
}

TEST_CASE("an index is built from what is there and follows every write", "[graph][schema]") {
  Store store = Store::memory();
  NodeId a, b;
  {
    Transaction t = store.begin();
    a = t.create_node({"A"}, {{"x", Value::integer(1)}});
    b = t.create_node({"B"}, {{"x", Value::integer(1)}});
    t.commit();
  }
  {
    Transaction t = store.begin();
    t.add_rule(rule(RuleKind::RangeIndex, "A", {"x"}, "i"));
    REQUIRE(equal(t.view(), "i", Value::integer(1)) == std::vector{a});
    t.add_label(b, "A");
    REQUIRE(equal(t.view(), "i", Value::floating(1)) == std::vector{a, b});
    t.commit();
  }
  REQUIRE(store.snapshot().index_entries(*store.snapshot().schema().find("i")) == 2);
  Transaction t = store.begin();
  t.set_property(EntityId::of(a), "x", text("one"));
  REQUIRE(equal(t.view(), "i", text("one")) == std::vector{a});
  REQUIRE(equal(t.view(), "i", Value::integer(1)) == std::vector{b});
  t.remove_property(EntityId::of(a), "x");
  t.remove_label(b, "A");
  REQUIRE(equal(t.view(), "i", text("one")).empty());
  REQUIRE(equal(t.view(), "i", Value::integer(1)).empty());
  t.add_label(b, "A");
  t.delete_node(b);
  t.commit();
  REQUIRE(store.snapshot().index_entries(*store.snapshot().schema().find("i")) == 0);
  REQUIRE(findings(store.snapshot()).empty());
}

TEST_CASE("statements of a load follow the schema too", "[graph][schema]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  t.add_rule(rule(RuleKind::Unique, "Fund", {"code"}, "code"));
  Evidence evidence;
  evidence.source = "s";
  const NodeId a = t.merge_node({"", "a"});
  t.assert_facts(EntityId::of(a), {evidence, {{"label:Fund", Value::boolean(true), {}}, {"code", text("X"), {}}}});
  REQUIRE(equal(t.view(), "code", text("X")) == std::vector{a});
  t.commit();
  Transaction second = store.begin();
  const NodeId b = second.merge_node({"g", "b"});
  second.assert_facts(EntityId::of(b), {evidence, {{"code", text("X"), {}}, {"label:Fund", Value::boolean(true), {}}}});
  REQUIRE(refusal([&] { second.commit(); }) ==
          "UniquenessViolated: constraint `code` is broken: node 'a' and node 'g/b' of label `Fund` both have `code` = "
          "'X'");
  REQUIRE(store.snapshot().statistics().nodes == 1);
}

TEST_CASE("a commit that breaks a rule writes nothing and says what breaks it", "[graph][schema]") {
  Store store = Store::memory();
  NodeId a;
  {
    Transaction t = store.begin();
    a = t.create_node({"A"}, {{"x", Value::integer(1)}, {"y", Value::integer(2)}});
    t.add_rule(rule(RuleKind::Unique, "A", {"x", "y"}, "u"));
    t.add_rule(rule(RuleKind::Exists, "B", {"x"}, "e"));
    t.add_rule(rule(RuleKind::Key, "K", {"x"}, "k"));
    NewRule type = rule(RuleKind::Type, "T", {"x"}, "t");
    type.type.kinds = detail::kind_bit(ValueKind::Integer);
    t.add_rule(type);
    NewRule relationship = rule(RuleKind::Exists, "R", {"since"}, "r");
    relationship.on_nodes = false;
    t.add_rule(relationship);
    t.commit();
  }
  const auto broken = [&](auto act) {
    const std::uint64_t version = store.snapshot().graph_version();
    std::string words = refusal([&] {
      Transaction t = store.begin();
      act(t);
      t.commit();
    });
    REQUIRE(store.snapshot().graph_version() == version);
    return words;
  };
  const auto one = Value::integer(1), two = Value::integer(2);
  CHECK(
      broken([&](Transaction& t) {
        t.create_node({"A"}, {{"x", Value::floating(1)}, {"y", two}});
      }) ==
      "UniquenessViolated: constraint `u` is broken: node 0 and a new node of label `A` both have `x` = 1.0, `y` = 2");
  CHECK(broken([&](Transaction& t) { t.create_node({"B"}, {}); }) ==
        "PropertyMissing: constraint `e` is broken: a new node of label `B` has no property `x`");
  CHECK(broken([&](Transaction& t) { t.add_label(a, "B"), t.remove_property(EntityId::of(a), "x"); }) ==
        "PropertyMissing: constraint `e` is broken: node 0 of label `B` has no property `x`");
  CHECK(broken([&](Transaction& t) { t.create_node({"K"}, {}); }) ==
        "PropertyMissing: constraint `k` is broken: a new node of label `K` has no property `x`");
  CHECK(broken([&](Transaction& t) {
          t.create_node({"K"}, {{"x", one}}), t.create_node({"K"}, {{"x", one}});
        }) == "UniquenessViolated: constraint `k` is broken: a new node and a new node of label `K` both have `x` = 1");
  CHECK(broken([&](Transaction& t) {
          t.create_node({"T"}, {{"x", Value::floating(1)}});
        }) ==
        "PropertyTypeViolated: constraint `t` is broken: a new node of label `T` has `x` = 1.0, which is no INTEGER");
  CHECK(broken([&](Transaction& t) { t.create_relationship("R", a, a, {}); }) ==
        "PropertyMissing: constraint `r` is broken: a new relationship of type `R` has no property `since`");
  // What is whole at the commit is well, whatever was in between.
  CHECK(refusal([&] {
          Transaction t = store.begin();
          const NodeId b = t.create_node({"A", "B", "K", "T"}, {{"y", two}});
          t.set_property(EntityId::of(b), "x", one);
          t.set_property(EntityId::of(a), "x", two);
          t.create_node({"T"}, {});
          t.commit();
        }) == "none");
  CHECK(findings(store.snapshot()).empty());
}

TEST_CASE("a rule that the data breaks is not made, and the first that break it are named", "[graph][schema]") {
  Store store = Store::memory();
  {
    Transaction t = store.begin();
    t.create_node({"A"}, {{"x", text("same")}});
    t.create_node({"A"}, {{"x", text("other")}});
    t.create_node({"A"}, {{"x", text("same")}});
    t.create_node({"A"}, {});
    t.commit();
  }
  const auto made = [&](const NewRule& wanted) {
    return refusal([&] {
      Transaction t = store.begin();
      t.add_rule(wanted);
      t.commit();
    });
  };
  CHECK(made(rule(RuleKind::Unique, "A", {"x"}, "u")) ==
        "UniquenessViolated: constraint `u` cannot be made: node 0 and node 2 of label `A` both have `x` = 'same'");
  CHECK(made(rule(RuleKind::Exists, "A", {"x"}, "e")) ==
        "PropertyMissing: constraint `e` cannot be made: node 3 of label `A` has no property `x`");
  CHECK(made(rule(RuleKind::Key, "A", {"x"}, "k")) ==
        "PropertyMissing: constraint `k` cannot be made: node 3 of label `A` has no property `x`");
  CHECK(made(rule(RuleKind::Type, "A", {"x"}, "t")) ==
        "PropertyTypeViolated: constraint `t` cannot be made: node 0 of label `A` has `x` = 'same', which is no ");
  CHECK(store.snapshot().schema().rules.empty());
}

TEST_CASE("long values that begin alike are told apart, NaN is no equal of itself", "[graph][schema]") {
  Store store = Store::memory();
  const std::string begin(300, 'x');
  {
    Transaction t = store.begin();
    t.add_rule(rule(RuleKind::Unique, "A", {"x"}, "u"));
    for (const char* end : {"a", "b", "c"}) t.create_node({"A"}, {{"x", text(begin + end)}});
    for (int i = 0; i < 3; ++i) t.create_node({"A"}, {{"x", Value::floating(std::nan(""))}});
    t.commit();
  }
  REQUIRE(findings(store.snapshot()).empty());
  REQUIRE_THAT(refusal([&] {
                 Transaction t = store.begin();
                 t.create_node({"A"}, {{"x", text(begin + "b")}});
                 t.commit();
               }),
               Catch::Contains("node 1 and a new node"));
}

TEST_CASE("what is dropped leaves no entry, and its number is never used again", "[graph][schema]") {
  Store store = Store::memory();
  Transaction t = store.begin();
  t.add_rule(rule(RuleKind::RangeIndex, "A", {"x"}, "i"));
  t.create_node({"A"}, {{"x", Value::integer(1)}});
  t.commit();
  Transaction second = store.begin();
  second.drop_rule("i");
  REQUIRE(refusal([&] { second.drop_rule("i"); }) == "NoSuchRule: there is no index or constraint `i`");
  REQUIRE(second.add_rule(rule(RuleKind::RangeIndex, "A", {"x"}, "j")).number == 1);
  second.commit();
  REQUIRE(findings(store.snapshot()).empty());
  REQUIRE(all_of(store.snapshot().nodes_in_index(index_range::whole(0))).empty());
  REQUIRE(equal(store.snapshot(), "j", Value::integer(1)).size() == 1);
}

TEST_CASE("a transaction that is not committed leaves no rule", "[graph][schema]") {
  Store store = Store::memory();
  {
    Transaction t = store.begin();
    t.add_rule(rule(RuleKind::RangeIndex, "A", {"x"}));
  }
  REQUIRE(store.snapshot().schema().rules.empty());
  Transaction t = store.begin();
  t.add_rule(rule(RuleKind::Exists, "A", {"x"}));
  REQUIRE_FALSE(t.empty());  // though no record changes
  t.commit();
  REQUIRE(store.snapshot().schema().rules.size() == 1);
}

TEST_CASE("check holds the indexes of the schema against the records", "[graph][schema][check]") {
  const auto database = rocks::Database::memory();
  Transaction t(database);
  t.add_rule(rule(RuleKind::Unique, "A", {"x"}, "u"));
  t.add_rule(rule(RuleKind::Exists, "A", {"y"}, "e"));
  t.create_node({"A"}, {{"x", Value::integer(1)}, {"y", Value::integer(1)}});
  t.create_node({"A"}, {{"x", Value::integer(2)}, {"y", Value::integer(1)}});
  t.commit();
  const std::string first = codec::rule_key(codec::rule_prefix(0) + codec::index_value(Value::integer(1)), 0);
  const auto damaged = [&](auto damage) {
    auto overlay = std::make_shared<rocks::Overlay>();
    auto catalog = std::make_shared<Catalog>(*database->catalog());
    damage(*overlay, *catalog);
    return findings(Snapshot(std::make_shared<rocks::View>(database->reading(), catalog, overlay)));
  };
  REQUIRE(damaged([](auto&, auto&) {}).empty());
  REQUIRE_THAT(damaged([&](auto& overlay, auto&) { overlay.remove(Family::Rules, first); }),
               Catch::Contains("node 0: its entry in the index `u` is missing"));
  REQUIRE_THAT(
      damaged([&](auto& overlay, auto&) { overlay.put(Family::Rules, codec::rule_key(codec::rule_prefix(7), 0), ""); }),
      Catch::Contains("indexes of the schema: an entry for number 0 has no record that asks for it"));
  REQUIRE_THAT(damaged([&](auto&, auto& catalog) { catalog.rule_entries[0] = 5; }),
               Catch::Contains("they count 5 entries in the index `u`, there are 2"));
  REQUIRE_THAT(damaged([&](auto& overlay, auto& catalog) {
                 codec::NodeRecord record;
                 record.labels = {LabelId(0)};
                 record.properties = {{KeyId(0), Value::integer(1)}};
                 overlay.put(Family::Nodes, codec::key(NodeId(1)), codec::encode(record));
                 overlay.put(Family::Rules,
                             codec::rule_key(codec::rule_prefix(0) + codec::index_value(Value::integer(1)), 1), "");
                 (void)catalog;
               }),
               Catch::Contains("node 1: constraint `e` does not hold") &&
                   Catch::Contains("constraint `u` does not hold: numbers 0 and 1 have equal values"));
}
