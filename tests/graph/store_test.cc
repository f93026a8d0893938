#include "graph/store.h"

#include <catch2/catch.hpp>

#include "graph/snapshot.h"
#include "graph/transaction.h"
#include "tests/support/folder.h"

using namespace polgraph;
using polgraph::test::Folder;

namespace {

NodeId add_ministry(Store& store, const char* name) {
  Transaction t = store.begin();
  const NodeId node = t.create_node({"Organization", "Ministry"}, {{"name", Value::string(name)}});
  t.commit();
  return node;
}

}  // namespace

TEST_CASE("what was committed is there when the store is opened again", "[graph][store]") {
  const Folder folder;
  NodeId meti;
  {
    Store store = Store::open(folder.path() / "db", Store::Mode::Create);
    meti = add_ministry(store, "METI");
  }
  const Store store = Store::open(folder.path() / "db", Store::Mode::Read);
  const Snapshot now = store.snapshot();
  REQUIRE(now.property(meti, *now.find_key("name")).as_string() == "METI");
  REQUIRE(now.statistics().nodes == 1);
  auto ministries = now.nodes_with_label(*now.find_label("Ministry"));
  REQUIRE(ministries.next());
  REQUIRE(ministries.id() == meti);
  REQUIRE_FALSE(ministries.next());
}

TEST_CASE("a store in memory does all that one on disk does", "[graph][store]") {
  Store store = Store::memory();
  REQUIRE(store.writable());
  REQUIRE(store.folder().empty());
  const NodeId meti = add_ministry(store, "METI");
  const NodeId mic = add_ministry(store, "MIC");
  Transaction t = store.begin();
  const RelId rel = t.create_relationship("COLLABORATES_WITH", meti, mic, {});
  t.commit();
  const Snapshot now = store.snapshot();
  auto steps = now.steps(mic, Direction::In);
  REQUIRE(steps.next());
  REQUIRE(steps.step().neighbour == meti);
  REQUIRE(steps.step().relationship == rel);
  REQUIRE_FALSE(steps.step().outgoing);
  REQUIRE_FALSE(steps.next());
}
