#include "loaders/save.h"

#include <catch2/catch.hpp>

#include "graph/error.h"
#include "graph/store.h"
#include "graph/transaction.h"
#include "loaders/datapackage.h"
#include "loaders/load.h"
#include "tests/support/folder.h"
#include "tests/support/graph_text.h"

using namespace polgraph;
using test::Folder;
using test::graph_text;
namespace fs = std::filesystem;

namespace {

LoadReport load_into(Store& store, const LoadRequest& request) {
  const LoadReport report = load([&](bool) { return &store; }, request, "2026-11-22T00:00:00Z", {});
  for (const auto* notes : {&report.refused, &report.warnings}) {
    for (const RowNote& note : *notes) UNSCOPED_INFO(to_string(note.place) << " " << note.text);
  }
  REQUIRE(report.refused_count == 0);
  CHECK(report.warning_count == 0);
  return report;
}

Store loaded(const LoadRequest& request) {
  Store store = Store::memory();
  load_into(store, request);
  return store;
}

void save(const Snapshot& graph, const fs::path& folder) {
  GraphSource source{&graph, {}, {}, ""};
  for (auto nodes = graph.nodes(); nodes.next();) source.nodes.push_back(nodes.id());
  for (auto relationships = graph.relationships(); relationships.next();)
    source.relationships.push_back(relationships.id());
  save_to_folder(kDataPackage, source, {}, folder);
}

// The graph after it was saved and loaded into a new store.
Store again(const Store& store, const fs::path& folder) {
  save(store.snapshot(), folder);
  LoadRequest request;
  request.paths = {folder};
  return loaded(request);
}

}  // namespace

TEST_CASE("what is saved as a data package and loaded again is the same graph, statements included",
          "[loaders][save][datapackage]") {
  const Folder folder;
  LoadRequest request;
  request.paths = {POLGRAPH_DATA_DIR "/ati-japan-2021"};
  const Store first = loaded(request);
  const Store second = again(first, folder.path() / "out");
  CHECK(graph_text(first.snapshot()) == graph_text(second.snapshot()));
  REQUIRE(second.snapshot().datasets().size() == 1);
  CHECK(second.snapshot().datasets()[0].name == "ati-japan-2021");
  const Store third = again(second, folder.path() / "out2");
  CHECK(test::content_of(folder.path() / "out/ministry.csv") == test::content_of(folder.path() / "out2/ministry.csv"));
  CHECK(fs::file_size(folder.path() / "out/statements.csv") == fs::file_size(folder.path() / "out2/statements.csv"));
}

TEST_CASE("groups, types, empty texts, temporal values, hostile texts and equal rows survive",
          "[loaders][save][datapackage]") {
  const Folder folder;
  LoadRequest request;
  request.name = "set";
  request.nodes.push_back(
      {{"A"},
       {folder.file(
           "a.csv",
           "id:ID(G),s,n:long,d:double,b:boolean,l:string[],on:date,at:datetime,t:localtime,p:duration\n"
           "1,\"\",9007199254740993,0.30000000000000004,true,x;y,2021-07-01,2021-07-01T09:30:00+09:00,09:30:00,P1Y\n"
           "2,\" two\nlines, \"\"quoted\"\" \",-1,1.0E22,false,,,,,\n3,=1+1,,5.5,,,,,,\n")}});
  request.nodes.push_back(
      {{"B C", "D/é"}, {folder.file("b.csv", ":ID(H),id,source,from,locator\n1,other,x,y,z\n2,2,x,,\n")}});
  request.relationships.push_back(
      {{"T"}, {folder.file("r.csv", ":START_ID(G),:END_ID(H),amount:long,from\n1,1,5,x\n1,1,5,x\n1,2,,\n2,2,7,\n")}});
  const Store first = loaded(request);
  const Store second = again(first, folder.path() / "out");
  CHECK(graph_text(first.snapshot()) == graph_text(second.snapshot()));
}

TEST_CASE("several statements, ranks, names and relationships without an id of their own survive",
          "[loaders][save][datapackage]") {
  const Folder folder;
  Store first = Store::memory();
  {
    Transaction t = first.begin();
    const auto said = [](const std::string& source, const std::string& locator, Rank rank = Rank::Normal) {
      Evidence evidence;
      evidence.source = source;
      evidence.locator = locator;
      evidence.rank = rank;
      evidence.anchors = {"a few", "words"};
      return evidence;
    };
    const Fact exists{"exists", Value::boolean(true), {}};
    const NodeId meti = t.merge_node({"", "jp/meti"});
    t.assert_facts(EntityId::of(meti), {said("s", "#L1"),
                                        {exists,
                                         {"label:Ministry", Value::boolean(true), {}},
                                         {"id", Value::string("jp/meti"), {}},
                                         {"name", Value::string("METI"), {}},
                                         {"staff", Value::integer(5), "about five"}}});
    t.assert_facts(EntityId::of(meti), {said("s2", "#L2", Rank::Preferred),
                                        {{"staff", Value::integer(6), {}},
                                         {"name:acronym@en", Value::string("METI"), {}},
                                         {"label:Organization", Value::boolean(true), {}}}});
    t.assert_facts(EntityId::of(meti), {said("s3", "#L3", Rank::Deprecated),
                                        {{"staff", Value::string("many"), {}}, {"empty", Value::string(""), {}}}});
    const RelId led = t.merge_relationship("#made", "LEADS", meti, meti);
    t.assert_facts(EntityId::of(led), {said("s", "#L4"), {exists, {"verb", Value::string("leads"), {}}}});
    t.assert_facts(EntityId::of(led), {said("s", "#L5"), {{"verb", Value::string("runs"), {}}}});
    t.commit();
  }
  const Store second = again(first, folder.path() / "out");
  CHECK(graph_text(first.snapshot()) == graph_text(second.snapshot()));
}

TEST_CASE("what a query made, without ids, is saved under made-up ids", "[loaders][save][datapackage]") {
  const Folder folder;
  Store first = Store::memory();
  {
    Transaction t = first.begin();
    const NodeId a = t.create_node({"A"}, {{"id", Value::string("own")}, {"x", Value::floating(1)}});
    const NodeId b = t.create_node({}, {{"x", Value::integer(1)}});
    t.create_relationship("T", a, b, {{"y", Value::boolean(true)}});
    t.commit();
  }
  const Store second = again(first, folder.path() / "out");
  CHECK(second.snapshot().find_node(Identity{"", "own"}));
  CHECK(second.snapshot().find_node(Identity{"", "node-1"}));
  const auto strip = [](std::vector<std::string> lines) {
    for (std::string& line : lines) line.erase(0, line.find_first_of(" -"));
    return lines;
  };
  CHECK(strip(graph_text(second.snapshot(), false)).size() == strip(graph_text(first.snapshot(), false)).size());
  CHECK(second.snapshot().statistics().relationships == 1);
}

TEST_CASE("what a query added to a loaded entity without a source is saved too", "[loaders][save][datapackage]") {
  const Folder folder;
  LoadRequest request;
  request.paths = {folder.file("n.csv", "id:ID,name,:LABEL\na,A,Fund\n")};
  Store store = loaded(request);
  const NodeId node = *store.snapshot().find_node(Identity{"", "a"});
  Transaction t = store.begin();
  t.set_property(EntityId::of(node), "checked", Value::boolean(true));
  t.add_label(node, "Reviewed");
  t.commit();
  const Store second = again(store, folder.path() / "out");
  const Snapshot now = second.snapshot();
  const NodeId found = *now.find_node(Identity{"", "a"});
  REQUIRE(now.find_key("checked"));
  CHECK(now.property(found, *now.find_key("checked")).as_boolean());
  REQUIRE(now.find_label("Reviewed"));
  CHECK(now.has_label(found, *now.find_label("Reviewed")));
  CHECK(now.labels(found).size() == 2);
}

TEST_CASE("a property that would come back as something else is refused, not lost", "[loaders][save][datapackage]") {
  for (const char* key : {"exists", "label:Admin", "name:alias@en"}) {
    const Folder folder;
    Store store = Store::memory();
    Transaction t = store.begin();
    t.create_node({"A"}, {{key, Value::string("x")}});
    t.commit();
    CHECK_THROWS_AS(save(store.snapshot(), folder.path() / "out"), Error);
  }
}

TEST_CASE("a folder is written whole or not at all, and never over another", "[loaders][save][atomic]") {
  const Folder folder;
  Store store = Store::memory();
  {
    Transaction t = store.begin();
    t.create_node({"A"}, {{"x", Value::string(std::string_view("a\0b", 3))}});
    t.commit();
  }
  CHECK_THROWS_AS(save(store.snapshot(), folder.path() / "out"), Error);
  CHECK(fs::is_empty(folder.path()));
  folder.file("full/x", "");
  try {
    save(store.snapshot(), folder.path() / "full");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.detail() == "FolderNotEmpty");
  }
}
