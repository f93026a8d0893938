// Stores of every released format stay readable, and a commit raises them.
#include <catch2/catch.hpp>
#include <filesystem>

#include "graph/check.h"
#include "graph/error.h"
#include "graph/schema.h"
#include "graph/store.h"
#include "graph/transaction.h"
#include "tests/support/folder.h"

using namespace polgraph;
namespace fs = std::filesystem;

namespace {

class Golden {
 public:
  explicit Golden(const std::string& name) {
    fs::copy(fs::path(POLGRAPH_GOLDEN_DIR) / name, path(), fs::copy_options::recursive);
  }
  fs::path path() const { return folder_.path() / "db"; }
  std::string format() const {
    const std::string content = test::content_of(path() / "FORMAT");
    const std::size_t at = content.find("format ");
    return content.substr(at, content.find('\n', at) - at);
  }
  Snapshot read(const std::string& as_of = {}) const {
    return Store::open(path(), Store::Mode::Read, Store::Options{.wait = false, .as_of = as_of}).snapshot();
  }

 private:
  test::Folder folder_;
};

std::string text_of(const Snapshot& now, const std::string& id, const std::string& key) {
  const Value value = now.property(*now.find_node(Identity{"", id}), *now.find_key(key));
  return value.is_string() ? std::string(value.as_string()) : "";
}

std::size_t best_amounts(const Snapshot& now) {
  std::size_t count = 0;
  for (const Statement& statement : now.statements(EntityId::of(*now.find_node(Identity{"", "fund"}))))
    if (statement.fact.predicate == "amount" && statement.evidence.rank != Rank::Deprecated) ++count;
  return count;
}

std::vector<std::string> findings(const Snapshot& now) {
  std::vector<std::string> all;
  check(now, [&](const std::string& finding) { all.push_back(finding); });
  return all;
}

}  // namespace

TEST_CASE("a store of format 1 is read as it was, and stays so", "[graph][golden]") {
  const Golden golden("format-1");
  const Snapshot now = golden.read();
  CHECK(now.statistics().nodes == 2);
  CHECK(text_of(now, "meti", "name") == "Ministry");
  CHECK(text_of(now, "meti", "note") == "mine");
  CHECK(now.conflicts().size() == 1);
  CHECK(findings(now).empty());
  CHECK(golden.format() == "format 1");
}

TEST_CASE("the graph of a day is right in a store of format 1, before and after it was raised",
          "[graph][golden][as-of]") {
  const Golden golden("format-1");
  CHECK(best_amounts(golden.read("2020")) == 1);
  CHECK(best_amounts(golden.read("2021")) == 2);
  {
    Store store = Store::open(golden.path(), Store::Mode::Write);
    Transaction t = store.begin();
    t.create_node({"New"}, {});
    t.commit();
  }
  CHECK(golden.format() == "format 5");
  CHECK(best_amounts(golden.read("2020")) == 1);
  CHECK(best_amounts(golden.read("2021")) == 2);
  CHECK(findings(golden.read()).empty());
}

TEST_CASE("a data set of a store of format 1 can be taken back", "[graph][golden][unload]") {
  const Golden golden("format-1");
  Store store = Store::open(golden.path(), Store::Mode::Write);
  Transaction t = store.begin();
  const Unloaded gone = t.unload("old");
  t.commit();
  CHECK(gone.relationships == 1);
  CHECK(gone.nodes == 1);
  CHECK(gone.kept_for_queries == 1);
  CHECK(text_of(store.snapshot(), "meti", "name") == "Ministry");
  CHECK(findings(store.snapshot()).empty());
}

TEST_CASE("the indexes and constraints of a store of format 2 hold, before and after it was raised",
          "[graph][golden]") {
  const Golden golden("format-2");
  const auto with_year = [&] {
    const Snapshot now = golden.read();
    const SchemaRule* rule = now.schema().find("body_year");
    REQUIRE(rule != nullptr);
    return now.index_entries(*rule);
  };
  CHECK(golden.read().statistics().nodes == 3);
  CHECK(golden.read().statistics().relationships == 2);
  CHECK(text_of(golden.read(), "meti", "name") == "Ministry of Economy, Trade and Industry");
  CHECK(golden.read().schema().rules.size() == 2);
  CHECK(with_year() == 2);
  CHECK(findings(golden.read()).empty());
  CHECK(golden.format() == "format 2");
  const auto add = [&](const char* id) {
    Store store = Store::open(golden.path(), Store::Mode::Write);
    Transaction t = store.begin();
    t.create_node({"Body"}, {{"id", Value::string(id)}, {"year", Value::integer(2022)}});
    t.commit();
  };
  CHECK_THROWS_AS(add("meti"), Error);
  CHECK(golden.read().statistics().nodes == 3);
  add("mext");
  CHECK(golden.format() == "format 5");
  CHECK(with_year() == 3);
  CHECK_THROWS_AS(add("mext"), Error);
  CHECK(findings(golden.read()).empty());
}

TEST_CASE("relationships of a store of format 3 are known by what they hold, under the names they had",
          "[graph][golden]") {
  const Golden golden("format-3");
  CHECK(findings(golden.read()).empty());
  const auto names = [&] {
    std::vector<std::string> all;
    const Snapshot now = golden.read();
    for (auto each = now.relationships(); each.next();) all.push_back(now.identity(each.id()).value_or(""));
    return all;
  };
  const std::vector<std::string> before = names();
  REQUIRE(before.size() == 3);
  CHECK(before[0].size() == 33);
  CHECK(before[1] == before[0] + "-1");
  {
    Store store = Store::open(golden.path(), Store::Mode::Write);
    Transaction t = store.begin();
    const NodeId meti = *t.view().find_node({"", "meti"}), nedo = *t.view().find_node({"", "nedo"});
    bool made = true;
    // The first 16 digits are the name that a load gives today.
    const RelId known = t.merge_relationship(before[1].substr(0, 17) + "-1", "PAYS", meti, nedo, &made);
    CHECK_FALSE(made);
    CHECK(known == RelId(1));
    t.merge_relationship(before[0].substr(0, 17) + "-2", "PAYS", meti, nedo, &made);
    CHECK(made);
    t.set_property(EntityId::of(known), "note", Value::string("kept"));
    t.commit();
  }
  CHECK(golden.format() == "format 5");
  CHECK(names().size() == 4);
  CHECK(names()[1] == before[1]);
  CHECK(golden.read().find_relationship(before[1]) == RelId(1));
  CHECK(golden.read().find_relationship(before[0].substr(0, 17) + "-2") == RelId(3));
  CHECK(findings(golden.read()).empty());
}

TEST_CASE("a store of format 4 has no ledger until it is written", "[graph][golden]") {
  const Golden golden("format-4");
  CHECK(golden.read().statistics().relationships == 3);
  CHECK(findings(golden.read()).empty());
  CHECK_FALSE(fs::exists(golden.path() / "LEDGER"));
  {
    Store store = Store::open(golden.path(), Store::Mode::Write);
    Transaction t = store.begin();
    t.create_node({"New"}, {});
    t.commit();
  }
  CHECK(golden.format() == "format 5");
  CHECK(fs::file_size(golden.path() / "LEDGER") == 1024);
  CHECK(golden.read().statistics().nodes == 3);
  CHECK(findings(golden.read()).empty());
}

TEST_CASE("a store of format 5 is read and written as it was", "[graph][golden]") {
  const Golden golden("format-5");
  CHECK(golden.read().statistics().nodes == 3);
  CHECK(golden.read().statistics().relationships == 3);
  CHECK(golden.read().schema().rules.size() == 2);
  CHECK(findings(golden.read()).empty());
  {
    Store store = Store::open(golden.path(), Store::Mode::Write);
    Transaction t = store.begin();
    const Unloaded gone = t.unload("grants");
    t.commit();
    CHECK(gone.relationships == 3);
  }
  CHECK(golden.format() == "format 5");
  CHECK(text_of(golden.read(), "meti", "note") == "mine");  // what a query wrote stays
  CHECK(findings(golden.read()).empty());
}

TEST_CASE("a store whose format could not be raised stays as it is, for the next commit too", "[graph][golden]") {
  const Golden golden("format-4");
  fs::create_directory(golden.path() / "FORMAT.new");  // in the way of every write of FORMAT
  {
    Store store = Store::open(golden.path(), Store::Mode::Write);
    for (int i = 0; i < 2; ++i) {
      Transaction t = store.begin();
      t.create_node({"New"}, {});
      CHECK_THROWS(t.commit());
    }
  }
  fs::remove(golden.path() / "FORMAT.new");
  CHECK(golden.read().statistics().nodes == 2);
  CHECK(golden.format() == "format 4");
}
