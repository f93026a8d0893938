// The graph of a day.
#include <catch2/catch.hpp>

#include "graph/check.h"
#include "graph/error.h"
#include "graph/store.h"
#include "graph/transaction.h"
#include "tests/support/folder.h"

using namespace polgraph;

namespace {

Evidence holds(const std::string& from, const std::string& to) {
  Evidence evidence;
  evidence.source = "doc";
  evidence.dataset = "set";
  evidence.valid_from = from;
  evidence.valid_to = to;
  return evidence;
}

Fact text(const std::string& predicate, const std::string& value) {
  return {predicate, Value::string(value), {}};
}
const Fact kExists{"exists", Value::boolean(true), {}};

// A ministry that was renamed in 2001, and an agency that lived from 2003 to 2015 and was funded by it.
class Ministry {
 public:
  Ministry() {
    Store store = Store::open(folder_.path() / "db", Store::Mode::Create);
    Transaction t = store.begin();
    const NodeId ministry =
        t.assert_node({"", "meti"}, {holds("", ""), {kExists, {"label:Ministry", Value::boolean(true), {}}}}).id;
    t.assert_facts(EntityId::of(ministry), {holds("1949-05-25", "2001-01-05"), {text("name", "MITI")}});
    t.assert_facts(EntityId::of(ministry), {holds("2001-01-06", ""), {text("name", "METI")}});
    const NodeId agency = t.assert_node({"", "agency"}, {holds("2003", "2015"), {kExists, text("name", "Agency")}}).id;
    t.assert_relationship("funds", "FUNDS", ministry, agency, {holds("", ""), {kExists}});
    t.commit();
  }
  Store at(const std::string& date) const {
    return Store::open(folder_.path() / "db", Store::Mode::Read, Store::Options{.wait = false, .as_of = date});
  }
  std::string name_at(const std::string& date) const {
    const Snapshot day = at(date).snapshot();
    const auto node = day.find_node(Identity{"", "meti"});
    const Value name = day.property(*node, *day.find_key("name"));
    return name.is_string() ? std::string(name.as_string()) : "";
  }

 private:
  test::Folder folder_;
};

}  // namespace

TEST_CASE("a property has the value that held on the day", "[graph][as-of]") {
  const Ministry world;
  CHECK(world.name_at("1990") == "MITI");
  CHECK(world.name_at("2001-01-05") == "MITI");
  CHECK(world.name_at("2001-01-06") == "METI");
  CHECK(world.name_at("2021-04") == "METI");
  CHECK(world.name_at("1940").empty());
}

TEST_CASE("what did not exist on the day is not there, nor are its relationships", "[graph][as-of]") {
  const Ministry world;
  for (const auto& [date, nodes] :
       std::vector<std::pair<std::string, std::uint64_t>>{{"2002", 1}, {"2003", 2}, {"2015-12-31", 2}, {"2016", 1}}) {
    INFO(date);
    const Snapshot day = world.at(date).snapshot();
    CHECK(day.statistics().nodes == nodes);
    CHECK(day.statistics().relationships == nodes - 1);
    CHECK(day.degree(*day.find_node(Identity{"", "meti"}), Direction::Out) == nodes - 1);
    CHECK(day.find_node(Identity{"", "agency"}).has_value() == (nodes == 2));
    std::vector<std::string> findings;
    check(day, [&](const std::string& finding) { findings.push_back(finding); });
    CHECK(findings == std::vector<std::string>{});
  }
}

TEST_CASE("names of the day are what the indexes find", "[graph][as-of]") {
  const Ministry world;
  const Snapshot day = world.at("1990").snapshot();
  const auto with_name = [&](const std::string& name) {
    return day.nodes_with_property(*day.find_key("name"), Value::string(name)).next();
  };
  CHECK(with_name("MITI"));
  CHECK_FALSE(with_name("METI"));
  CHECK(day.statements(EntityId::of(*day.find_node(Identity{"", "meti"}))).size() == 3);
}

TEST_CASE("the validity of a statement is what all its records say together", "[graph][as-of]") {
  const test::Folder folder;
  {
    Store store = Store::open(folder.path() / "db", Store::Mode::Create);
    Transaction t = store.begin();
    const NodeId node = t.assert_node({"", "x"}, {holds("", ""), {kExists}}).id;
    Evidence ends = holds("", "2010");
    ends.dataset = "other";
    t.assert_facts(EntityId::of(node), {holds("2000", ""), {text("job", "boss")}});
    t.assert_facts(EntityId::of(node), {ends, {text("job", "boss")}});
    t.commit();
  }
  for (const auto& [date, seen] : std::vector<std::pair<std::string, bool>>{
           {"1995", false}, {"2000", true}, {"2005", true}, {"2010", true}, {"2015", false}}) {
    INFO(date);
    const Store day =
        Store::open(folder.path() / "db", Store::Mode::Read, Store::Options{.wait = false, .as_of = date});
    const Snapshot now = day.snapshot();
    CHECK(now.property(NodeId(0), *now.find_key("job")).is_null() != seen);
  }
}

TEST_CASE("the graph of a day cannot be written, and a word is no date", "[graph][as-of]") {
  const Ministry world;
  Store day = world.at("1990");
  CHECK_THROWS_AS(day.begin(), Error);
  for (const char* date : {"yesterday", "2021-13", "2021-02-30", "20210101", "21", "2021-1"}) {
    INFO(date);
    CHECK_THROWS_AS(world.at(date), Error);
  }
}

TEST_CASE("two values that never held together are no conflict on any day", "[graph][as-of]") {
  const Ministry world;
  CHECK(world.at("1990").snapshot().conflicts().empty());
  CHECK(world.at("2020").snapshot().conflicts().empty());
}
