#include "graph/check.h"

#include <catch2/catch.hpp>

#include "graph/codec.h"
#include "graph/database.h"
#include "graph/store.h"
#include "graph/transaction.h"

using namespace polgraph;
using rocks::Family;

namespace {

// A small graph in memory, and its view with damage laid over it.
class Damaged {
 public:
  Damaged() : database_(rocks::Database::memory()) {
    Transaction t(database_);
    const NodeId a = t.merge_node({"", "a"}), b = t.merge_node({"", "b"});
    const RelId r = t.merge_relationship("r", "FUNDS", a, b);
    Evidence evidence;
    evidence.source = "s";
    t.assert_facts(EntityId::of(a),
                   {evidence, {{"label:Fund", Value::boolean(true), {}}, {"name", Value::string("A"), {}}}});
    t.assert_facts(EntityId::of(r), {evidence, {{"amount", Value::integer(5), {}}}});
    t.commit();
    catalog_ = std::make_shared<Catalog>(*database_->catalog());
  }

  rocks::Overlay& damage() { return *damage_; }
  Catalog& catalog() { return *catalog_; }
  std::string bytes(Family family, const std::string& key) {
    std::string found;
    REQUIRE(database_->view()->get(family, key, found));
    return found;
  }

  std::vector<std::string> findings() {
    std::vector<std::string> lines;
    const Snapshot view(std::make_shared<rocks::View>(database_->reading(), catalog_, damage_));
    const CheckReport report = check(view, [&](const std::string& line) { lines.push_back(line); });
    REQUIRE(report.findings == lines.size());
    REQUIRE(report.entries > 0);
    return lines;
  }

  void expect(const std::string& words) {
    const std::vector<std::string> lines = findings();
    std::string all;
    for (const std::string& line : lines) all += line + "\n";
    REQUIRE_THAT(all, Catch::Contains(words));
  }

 private:
  std::shared_ptr<rocks::Database> database_;
  std::shared_ptr<Catalog> catalog_;
  std::shared_ptr<rocks::Overlay> damage_ = std::make_shared<rocks::Overlay>();
};

}  // namespace

TEST_CASE("check finds nothing in a sound store", "[graph][check]") {
  REQUIRE(Damaged().findings().empty());
}

TEST_CASE("check names every entry that is missing", "[graph][check]") {
  struct Case {
    Family family;
    std::string key;
    std::string words;
  };
  const std::vector<Case> cases = {
      {Family::Labels, codec::label_key(LabelId(0), NodeId(0)), "node 0: its entry in the label index is missing"},
      {Family::Properties, codec::property_key(KeyId(0), codec::index_value(Value::string("A")), NodeId(0)),
       "node 0: its entry in the property index is missing"},
      {Family::Text, codec::text_key("=a", NodeId(0)), "node 0: the term \"=a\" of the name index is missing"},
      {Family::Identities, codec::identity_key(Identity{"", "a"}),
       "node 0: its entry in the index of identities is missing"},
      {Family::Identities, codec::identity_key(std::string("r")),
       "relationship 0: its entry in the index of identities is missing"},
      {Family::Out, codec::adjacency_key(NodeId(0), TypeId(0), NodeId(1), RelId(0)),
       "relationship 0: its entry at the start node is missing"},
      {Family::In, codec::adjacency_key(NodeId(1), TypeId(0), NodeId(0), RelId(0)),
       "relationship 0: its entry at the end node is missing"},
      {Family::Nodes, codec::key(NodeId(1)), "its end, node 1, does not exist"},
      {Family::Nodes, codec::key(NodeId(1)), "they say 2 nodes, there are 1"},
      {Family::Nodes, codec::key(NodeId(0)), "label index: an entry for number 0 has no record"},
      {Family::Relationships, codec::key(RelId(0)), "they say 1 relationships, there are 0"},
      {Family::Relationships, codec::key(RelId(0)), "adjacency: an entry for number 0 has no record"},
      {Family::Evidence, codec::evidence_key({true, 0}, 0),
       "node 0: its record says that it has statements, there are none"},
      {Family::Evidence, codec::evidence_key({true, 0}, 0), "they say 2 assertions, there are 1"},
  };
  for (const Case& one : cases) {
    Damaged store;
    INFO(one.words);
    store.bytes(one.family, one.key);  // it is there
    store.damage().remove(one.family, one.key);
    store.expect(one.words);
  }
}

TEST_CASE("check names every entry that no record asks for", "[graph][check]") {
  struct Case {
    Family family;
    std::string key;
    std::string value;
    std::string words;
  };
  const std::string assertion = codec::encode(Assertion{{}, {{"x", Value::integer(1), {}}}});
  const std::vector<Case> cases = {
      {Family::Labels, codec::label_key(LabelId(0), NodeId(1)), "", "label index: an entry for number 1"},
      {Family::Properties, codec::property_key(KeyId(0), codec::index_value(Value::string("B")), NodeId(0)), "",
       "property index: an entry for number 0"},
      {Family::Text, codec::text_key("zzz", NodeId(0)), "", "name index: an entry for number 0"},
      {Family::Identities, codec::identity_key(Identity{"", "z"}), codec::id_bytes(0), "index of identities: an entry"},
      {Family::Out, codec::adjacency_key(NodeId(1), TypeId(0), NodeId(1), RelId(0)), "", "adjacency: an entry"},
      {Family::In, codec::adjacency_key(NodeId(1), TypeId(0), NodeId(1), RelId(0)), "", "adjacency: an entry"},
      {Family::Evidence, codec::evidence_key({true, 1}, 7), assertion, "statements: an entry for number 7"},
      {Family::Evidence, codec::evidence_key({false, 9}, 7), assertion, "statements: an entry for number 7"},
      {Family::Nodes, codec::key(NodeId(8)), codec::encode(codec::NodeRecord{}), "node 8: its number was never given"},
  };
  for (const Case& one : cases) {
    Damaged store;
    INFO(one.words);
    store.damage().put(one.family, one.key, one.value);
    store.expect(one.words);
  }
}

TEST_CASE("check names entries that are not understood", "[graph][check]") {
  for (const Family family : {Family::Labels, Family::Properties, Family::Text, Family::Rules, Family::Out, Family::In,
                              Family::Dated, Family::Evidence, Family::Identities}) {
    Damaged store;
    INFO(static_cast<int>(family));
    store.damage().put(family, "X1", family == Family::Identities ? "ab" : "");
    REQUIRE_FALSE(store.findings().empty());
  }
}

TEST_CASE("check names records that say something else than they should", "[graph][check]") {
  Damaged store;
  SECTION("a record that does not decode, and goes on with the others") {
    store.damage().put(Family::Nodes, codec::key(NodeId(0)), "\x7F");
    store.expect("a node record does not decode");
    store.expect("they say 2 nodes, there are 1");
  }
  SECTION("a property that is not the best of its statements") {
    codec::NodeRecord record = codec::decode_node(store.bytes(Family::Nodes, codec::key(NodeId(0))));
    record.properties[0].second = Value::string("B");
    store.damage().put(Family::Nodes, codec::key(NodeId(0)), codec::encode(record));
    store.expect("node 0: property `name` is not the best value of its statements");
  }
  SECTION("a stated label that the record has not") {
    codec::NodeRecord record = codec::decode_node(store.bytes(Family::Nodes, codec::key(NodeId(0))));
    record.labels.clear();
    store.damage().put(Family::Nodes, codec::key(NodeId(0)), codec::encode(record));
    store.expect("label `Fund` is stated and not in its record");
  }
  SECTION("an identity that leads elsewhere") {
    store.damage().put(Family::Identities, codec::identity_key(Identity{"", "a"}), codec::id_bytes(1));
    store.expect("node 0: its entry in the index of identities leads to number 1");
  }
  SECTION("two identities that lead to each other") {
    store.damage().put(Family::Identities, codec::identity_key(Identity{"", "a"}), codec::id_bytes(1));
    store.damage().put(Family::Identities, codec::identity_key(Identity{"", "b"}), codec::id_bytes(0));
    store.expect("node 0: its entry in the index of identities leads to number 1");
    store.expect("node 1: its entry in the index of identities leads to number 0");
  }
  SECTION("an identity that leads to no number") {
    store.damage().put(Family::Identities, codec::identity_key(Identity{"", "a"}), "xyz");
    store.expect("node 0: its entry in the index of identities has a value that nothing asks for");
  }
  SECTION("two relationships that come from one row") {
    codec::RelationshipRecord record;
    record.start = NodeId(0), record.end = NodeId(1);
    const auto put = [&](std::uint64_t number, std::uint64_t print, std::uint64_t equal_before) {
      record.identity = codec::fingerprint_identity(print, equal_before);
      store.damage().put(Family::Relationships, codec::id_bytes(number), codec::encode(record));
      store.damage().put(Family::Out, codec::adjacency_key(record.start, record.type, record.end, RelId(number)), "");
    };
    put(1, 77, 0);
    put(2, 78, 0);
    put(3, 77, 1);
    for (const std::string& line : store.findings()) REQUIRE_THAT(line, !Catch::Contains("from the same row"));
    put(4, 78, 0);
    store.expect("relationship 4: it comes from the same row as relationship 2");
  }
  SECTION("a mirror that makes nothing true") {
    Evidence deprecated;
    deprecated.source = "s";
    deprecated.rank = Rank::Deprecated;
    store.damage().put(Family::Evidence, codec::evidence_key({true, 0}, 0), codec::encode(Assertion{deprecated, {}}));
    store.expect("node 0: its statement mirrors the record and makes none of it true");
  }
  SECTION("counts") {
    store.catalog().counts.nodes_by_label[LabelId(0)] = 7;
    store.catalog().counts.relationships_by_type.clear();
    store.catalog().counts.assertions = 0;
    store.expect("the counts of nodes by label are wrong");
    store.expect("the counts of relationships by type are wrong");
    store.expect("they say 0 assertions, there are 2");
  }
  SECTION("numbers without a name") {
    store.catalog().names = std::make_shared<Dictionaries>();
    store.expect("label 0 has no name");
    store.expect("type 0 has no name");
    store.expect("property key 0 has no name");
  }
}
