#include "loaders/load.h"

#include <catch2/catch.hpp>

#include "graph/error.h"
#include "graph/snapshot.h"
#include "graph/text/json.h"
#include "graph/transaction.h"
#include "tests/support/folder.h"

using namespace polgraph;
using test::Folder;
using Lines = std::vector<std::string>;

namespace {

const std::string kNow = "2026-11-22T12:00:00Z";

// A store in memory and the loads into it.
class Loads {
 public:
  LoadReport load(const LoadRequest& request) {
    const auto open = [this](bool create) -> Store* {
      opened_to_create_ = opened_to_create_ || create;
      if (!store_ && create) store_.emplace(Store::memory());
      return store_ ? &*store_ : nullptr;
    };
    return polgraph::load(open, request, kNow, {});
  }
  // nodes and relationships as `--nodes FILE --relationships FILE`
  LoadReport load(const std::string& nodes, const std::string& relationships, const std::string& name = "set") {
    LoadRequest request;
    request.name = name;
    if (!nodes.empty()) request.nodes.push_back({{}, {folder.file("nodes.csv", nodes)}});
    if (!relationships.empty()) request.relationships.push_back({{}, {folder.file("rels.csv", relationships)}});
    return load(request);
  }
  Snapshot now() const { return store_->snapshot(); }
  bool has_store() const { return store_.has_value(); }
  bool was_opened_to_create() const { return opened_to_create_; }

  Value property(const Identity& identity, const std::string& key) const {
    const auto node = now().find_node(identity);
    REQUIRE(node);
    return now().property(*node, *now().find_key(key));
  }

  Folder folder;

 private:
  std::optional<Store> store_;
  bool opened_to_create_ = false;
};

Lines texts(const std::vector<RowNote>& notes) {
  Lines lines;
  for (const RowNote& note : notes) {
    lines.push_back(std::filesystem::path(note.place.file).filename().string() + ":" + std::to_string(note.place.line) +
                    " " + note.text);
  }
  return lines;
}

const std::string kNodes =
    "id:ID(G),name,amount:long,:LABEL\na,Ａ省,151123034375145,Organization;Ministry\nb,B,,Organization\n";
const std::string kRelationships = ":START_ID(G),:END_ID(G),amount:long,:TYPE\na,b,5,PAYS\na,b,5,PAYS\nb,a,,FUNDS\n";

}  // namespace

TEST_CASE("what was read is in the graph, exactly", "[loaders][load]") {
  Loads loads;
  const LoadReport report = loads.load(kNodes, kRelationships);
  CHECK(report.committed);
  CHECK(report.dataset == "set");
  CHECK(report.nodes_read == 2);
  CHECK(report.nodes_new == 2);
  CHECK(report.relationships_new == 3);
  CHECK(loads.property({"G", "a"}, "amount").as_integer() == 151123034375145);
  CHECK(loads.property({"G", "a"}, "name").as_string() == "Ａ省");
  CHECK(loads.property({"G", "b"}, "amount").is_null());
  const Snapshot now = loads.now();
  CHECK(now.statistics().nodes == 2);
  CHECK(now.statistics().relationships == 3);
  CHECK(now.has_label(*now.find_node(Identity{"G", "a"}), *now.find_label("Ministry")));
}

TEST_CASE("every row becomes an assertion of its data set", "[loaders][load][evidence]") {
  Loads loads;
  loads.load(kNodes, "");
  const Snapshot now = loads.now();
  const auto assertions = now.assertions(EntityId::of(*now.find_node(Identity{"G", "b"})));
  REQUIRE(assertions.size() == 1);
  CHECK(assertions[0].evidence.dataset == "set");
  Lines predicates;
  for (const Fact& fact : assertions[0].facts) predicates.push_back(fact.predicate);
  CHECK(predicates == Lines{"exists", "label:Organization", "id", "name"});
}

TEST_CASE("the same data set loaded twice changes nothing, and equal rows stay two", "[loaders][load]") {
  Loads loads;
  loads.load(kNodes, kRelationships);
  const std::uint64_t version = loads.now().graph_version();
  const LoadReport again = loads.load(kNodes, kRelationships);
  CHECK(again.committed);
  CHECK(again.nodes_new == 0);
  CHECK(again.relationships_new == 0);
  CHECK(again.statements_new == 0);
  CHECK(loads.now().graph_version() == version);
  CHECK(loads.now().statistics().relationships == 3);
}

TEST_CASE("a second data set adds to a node and never takes away", "[loaders][load]") {
  Loads loads;
  loads.load(kNodes, "", "first");
  loads.load("id:ID(G),url,:LABEL\nb,http://b,Agency\n", "", "second");
  CHECK(loads.property({"G", "b"}, "name").as_string() == "B");
  CHECK(loads.property({"G", "b"}, "url").as_string() == "http://b");
  CHECK(loads.now().statistics().nodes == 2);
  CHECK(loads.now().datasets().size() == 2);
}

TEST_CASE("the same row in another data set is another relationship", "[loaders][load]") {
  Loads loads;
  loads.load(kNodes, kRelationships, "first");
  loads.load("", ":START_ID(G),:END_ID(G),amount:long,:TYPE\na,b,5,PAYS\n", "second");
  CHECK(loads.now().statistics().relationships == 4);
}

TEST_CASE("the same data set given twice in one command is loaded once", "[loaders][load]") {
  Loads loads;
  loads.folder.file("p/a.csv", "id\n1\n2\n");
  loads.folder.file("p/r.csv", "f,t\n1,2\n1,2\n");
  loads.folder.file("p/datapackage.json",
                    R"({"name":"p","resources":[{"name":"a","path":"a.csv","polgraph":{"kind":"node","id":"id"}},
                    {"name":"r","path":"r.csv","polgraph":{"kind":"relationship","type":"R","from":"f","to":"t"}}]})");
  LoadRequest request;
  request.paths = {loads.folder.path() / "p", loads.folder.path() / "p"};
  CHECK(loads.load(request).relationships_new == 2);
  CHECK(loads.now().statistics().relationships == 2);
}

TEST_CASE("an id of a relationship means one relationship, in this load, this command and the store",
          "[loaders][load]") {
  const auto package = [](Loads& loads, const std::string& name, const std::string& rows) {
    loads.folder.file(name + "/a.csv", "id\n1\n2\n");
    loads.folder.file(name + "/r.csv", "id,f,t\n" + rows);
    loads.folder.file(name + "/datapackage.json",
                      R"({"resources":[{"name":"a","path":"a.csv","polgraph":{"kind":"node","id":"id"}},
        {"name":"r","path":"r.csv","polgraph":{"kind":"relationship","type":"R","id":"id","from":"f","to":"t"}}]})");
    return loads.folder.path() / name;
  };
  Loads loads;
  LoadRequest request;
  request.paths = {package(loads, "one", "r1,1,2\n"), package(loads, "two", "r2,1,2\nr1,2,1\n")};
  const LoadReport both = loads.load(request);
  CHECK_FALSE(both.committed);
  REQUIRE(texts(both.refused).size() == 1);
  CHECK_THAT(texts(both.refused)[0],
             Catch::StartsWith("r.csv:3 relationship \"r1\" was defined otherwise before, at "));
  request.paths.pop_back();
  CHECK(loads.load(request).committed);
  request.paths = {loads.folder.path() / "two"};
  const LoadReport second = loads.load(request);
  CHECK_FALSE(second.committed);
  CHECK(texts(second.refused) ==
        Lines{"r.csv:3 relationship \"r1\" is in the store already, with another type or other ends"});
  request.skip_bad_rows = true;
  CHECK(loads.load(request).relationships_new == 1);
  request.paths = {loads.folder.path() / "one", loads.folder.path() / "two"};
  CHECK(loads.load(request).relationships_new == 0);
}

TEST_CASE("an id twice in one data set is refused, also when another data set spoke of it first", "[loaders][load]") {
  Loads loads;
  LoadRequest request;
  request.paths = {loads.folder.file("one.csv", "id:ID\na\n"), loads.folder.file("two.csv", "id:ID\na\na\n")};
  const LoadReport report = loads.load(request);
  REQUIRE(texts(report.refused).size() == 1);
  CHECK_THAT(texts(report.refused)[0], Catch::StartsWith("two.csv:3 node \"a\" was defined before, at "));
}

TEST_CASE("a column that statements could not tell from their own words is refused, not lost", "[loaders][load]") {
  for (const char* name : {"exists", "label:Admin"}) {
    Loads loads;
    loads.folder.file("p/a.csv", std::string("id,") + name + "\n1,no\n");
    loads.folder.file("p/datapackage.json",
                      R"({"resources":[{"name":"a","path":"a.csv","polgraph":{"kind":"node","id":"id"}}]})");
    LoadRequest request;
    request.paths = {loads.folder.path() / "p"};
    try {
      loads.load(request);
      FAIL("no error");
    } catch (const Error& error) {
      CHECK(error.detail() == "ReservedKey");
      CHECK(error.place()->line == 2);
    }
    CHECK_FALSE(loads.has_store());
  }
}

TEST_CASE("a statement that gives a relationship a label, or nothing a name, is a bad row", "[loaders][load]") {
  Loads loads;
  loads.folder.file("p/a.csv", "id\n1\n");
  loads.folder.file("p/r.csv", "id,f,t\nr1,1,1\n");
  loads.folder.file("p/s.csv", "subject,predicate,value\nr1,label:X,true\n1,label:,true\n1,label:X,true\n");
  loads.folder.file("p/datapackage.json",
                    R"({"resources":[{"name":"a","path":"a.csv","polgraph":{"kind":"node","id":"id"}},
        {"name":"r","path":"r.csv","polgraph":{"kind":"relationship","type":"R","id":"id","from":"f","to":"t"}},
        {"name":"s","path":"s.csv","polgraph":{"kind":"statements"}}]})");
  LoadRequest request;
  request.paths = {loads.folder.path() / "p"};
  CHECK(texts(loads.load(request).refused) == Lines{"s.csv:3 column 2 (`predicate`): the predicate names nothing",
                                                    "s.csv:2 a relationship has no labels: \"label:X\""});
  request.skip_bad_rows = true;
  CHECK(loads.load(request).committed);
}

TEST_CASE("relationships may name nodes of an earlier load", "[loaders][load]") {
  Loads loads;
  loads.load(kNodes, "");
  CHECK(loads.load("", kRelationships).committed);
  CHECK(loads.now().statistics().relationships == 3);
  const LoadReport dangling = loads.load("", ":START_ID(G),:END_ID(G),:TYPE\na,zz,T\na,b,T\n");
  CHECK_FALSE(dangling.committed);
  CHECK(texts(dangling.refused) ==
        Lines{"rels.csv:2 the end of the relationship (column 2) names no node: \"zz\" of group `G`"});
  CHECK(loads.now().statistics().relationships == 3);
}

TEST_CASE("one bad row: nothing is written, no store is made, all bad rows are listed", "[loaders][load][atomic]") {
  Loads loads;
  const LoadReport report =
      loads.load("id:ID(G),n:int\na,1\nb,x\na,2\nc\n", ":START_ID(G),:END_ID(G),:TYPE\na,b,T\na,a,T\n");
  CHECK_FALSE(report.committed);
  CHECK_FALSE(loads.was_opened_to_create());
  CHECK_FALSE(loads.has_store());
  const std::string first = (loads.folder.path() / "nodes.csv").string();
  CHECK(texts(report.refused) ==
        Lines{"nodes.csv:3 column 2 (`n:int`): \"x\" is no int", "nodes.csv:5 1 field where the header has 2",
              "nodes.csv:4 node \"a\" of group `G` was defined before, at " + first + ":2:1",
              "rels.csv:2 the end of the relationship (column 2) names no node: \"b\" of group `G`"});
  CHECK(report.refused_count == 4);
}

TEST_CASE("with skip_bad_rows the bad ones are left out and listed", "[loaders][load]") {
  Loads loads;
  LoadRequest request;
  request.skip_bad_rows = true;
  request.nodes.push_back({{}, {loads.folder.file("nodes.csv", "id:ID,n:int\na,1\nb,x\na,2\nc,3\n")}});
  request.relationships.push_back({{"T"}, {loads.folder.file("rels.csv", ":START_ID,:END_ID\na,b\na,c\n")}});
  const LoadReport report = loads.load(request);
  CHECK(report.committed);
  CHECK(report.refused_count == 3);
  CHECK(loads.now().statistics().nodes == 2);
  CHECK(loads.now().statistics().relationships == 1);
  CHECK(loads.property({"", "a"}, "n").as_integer() == 1);
}

TEST_CASE("a load of many bad rows lists a hundred and counts all", "[loaders][load]") {
  Loads loads;
  std::string nodes = ":ID,n:int\n";
  for (int i = 0; i < 250; ++i) nodes += std::to_string(i) + ",x\n";
  const LoadReport report = loads.load(nodes, "");
  CHECK(report.refused.size() == 100);
  CHECK(report.refused_count == 250);
}

TEST_CASE("a file that is missing or of no known format is an error that makes no store", "[loaders][load]") {
  Loads loads;
  LoadRequest request;
  request.paths = {loads.folder.path() / "none.csv"};
  CHECK_THROWS_AS(loads.load(request), Error);
  request.paths = {loads.folder.file("x.txt", "hello")};
  try {
    loads.load(request);
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.detail() == "UnknownFormat");
    CHECK(error.hint().find("neo4j-csv") != std::string::npos);
  }
  request.format = "nonsense";
  CHECK_THROWS_AS(loads.load(request), Error);
  CHECK_FALSE(loads.has_store());
}

TEST_CASE("an id that is another relationship in the store is named by file and line, and nothing is written",
          "[loaders][load][atomic]") {
  Loads loads;
  loads.folder.file("p/n.csv", "id\na\nb\n");
  loads.folder.file("p/r.csv", "id,from,to\nr,a,b\n");
  loads.folder.file("p/datapackage.json", R"({"name":"p","resources":[
    {"name":"n","path":"n.csv","polgraph":{"kind":"node","labels":["N"],"id":"id"}},
    {"name":"r","path":"r.csv","polgraph":{"kind":"relationship","type":"T","id":"id","from":"from","to":"to"}}]})");
  LoadRequest request;
  request.paths = {loads.folder.path() / "p"};
  CHECK(loads.load(request).committed);
  loads.folder.file("p/n.csv", "id\nc\nb\n");
  loads.folder.file("p/r.csv", "id,from,to\nr,b,c\n");
  const LoadReport report = loads.load(request);
  CHECK_FALSE(report.committed);
  CHECK(texts(report.refused) ==
        Lines{"r.csv:2 relationship \"r\" is in the store already, with another type or other ends"});
  CHECK(loads.now().statistics().nodes == 2);
}

TEST_CASE("a folder without a package says what was expected", "[loaders][load]") {
  Loads loads;
  LoadRequest request;
  request.paths = {loads.folder.path()};
  try {
    loads.load(request);
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.message().ends_with("holds no datapackage.json"));
    CHECK(error.hint().find("--nodes") != std::string::npos);
  }
}

TEST_CASE("an interrupt during reading ends the load and writes nothing", "[loaders][load][atomic]") {
  const Folder folder;
  std::string nodes = ":ID\n";
  for (int i = 0; i < 10000; ++i) nodes += std::to_string(i) + "\n";
  LoadRequest request;
  request.nodes.push_back({{}, {folder.file("n.csv", nodes)}});
  bool opened = false;
  const auto open = [&](bool) -> Store* {
    opened = true;
    return nullptr;
  };
  const auto stop = [](const LoadProgress&) { throw Error(Kind::Interrupted, "Interrupted", "interrupted"); };
  CHECK_THROWS_AS(polgraph::load(open, request, kNow, stop), Error);
  CHECK_FALSE(opened);
}

TEST_CASE("the data set's name, files, hashes and date are recorded", "[loaders][load]") {
  Loads loads;
  loads.load(kNodes, kRelationships);
  const auto datasets = loads.now().datasets();
  REQUIRE(datasets.size() == 1);
  CHECK(datasets[0].name == "set");
  CHECK(datasets[0].loaded_on == kNow);
  REQUIRE(datasets[0].files.size() == 2);
  CHECK(datasets[0].files[0].second.size() == 64);
}

TEST_CASE("real data: Japan's spending of 2023 comes in whole, to the yen", "[loaders][load][real]") {
  const char* given = std::getenv("POLGRAPH_SHARED");
  const std::filesystem::path folder =
      std::filesystem::path(given != nullptr ? given : "../shared") / "real/jp-spending-2023";
  if (!std::filesystem::exists(folder)) {
    WARN("not there: " << folder.string() << " (POLGRAPH_SHARED names the folder that holds real/)");
    return;
  }
  Loads loads;
  LoadRequest request;
  for (const char* name : {"ministries", "projects", "recipients"})
    request.nodes.push_back({{}, {folder / (std::string(name) + ".csv")}});
  for (const char* name : {"funds", "pays"})
    request.relationships.push_back({{}, {folder / (std::string(name) + ".csv")}});
  const LoadReport report = loads.load(request);
  CHECK(texts(report.refused) == Lines{});
  CHECK(texts(report.warnings) == Lines{});
  CHECK(report.dataset == "jp-spending-2023");
  CHECK(report.nodes_new == 18222);
  CHECK(report.relationships_new == 42134);
  CHECK(loads.property({"Node", "r-1"}, "received").as_integer() == 24694483672000);
  const LoadReport again = loads.load(request);
  CHECK(again.nodes_new + again.relationships_new + again.statements_new == 0);
}

TEST_CASE("the data set of this project loads without a doubt, and twice is once", "[loaders][load][real]") {
  const std::filesystem::path folder = POLGRAPH_DATA_DIR "/ati-japan-2021";
  Loads loads;
  LoadRequest request;
  request.paths = {folder};
  const LoadReport report = loads.load(request);
  CHECK(texts(report.refused) == Lines{});
  CHECK(texts(report.warnings) == Lines{});
  REQUIRE(report.committed);
  CHECK(report.dataset == "ati-japan-2021");
  CHECK(report.nodes_new == report.nodes_read);
  CHECK(report.relationships_new == report.relationships_read);
  CHECK(loads.property({"", "jp/meti"}, "name").as_string() == "Ministry of Economy, Trade and Industry");
  const auto assertions = loads.now().assertions(EntityId::of(*loads.now().find_node(Identity{"", "jp/meti"})));
  REQUIRE_FALSE(assertions.empty());
  CHECK(assertions[0].evidence.source == "ati-japan-2021");
  CHECK(assertions[0].evidence.locator == "#L294");
  const std::uint64_t version = loads.now().graph_version();
  const LoadReport again = loads.load(request);
  CHECK(again.nodes_new + again.relationships_new + again.statements_new == 0);
  CHECK(loads.now().graph_version() == version);
}
