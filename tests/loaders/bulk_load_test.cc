// A load that writes table files straight and one that goes through a Transaction make the same store, byte for byte.
#include <catch2/catch.hpp>
#include <map>

#include "graph/bulk/load.h"
#include "graph/catalog.h"
#include "graph/check.h"
#include "graph/codec.h"
#include "graph/database.h"
#include "graph/error.h"
#include "graph/snapshot.h"
#include "graph/transaction.h"
#include "loaders/load.h"
#include "tests/support/folder.h"

using namespace polgraph;
using test::Folder;

namespace {

const std::string kNow = "2026-11-30T12:00:00Z";
using Records = std::map<std::pair<int, std::string>, std::string>;

// A store in a folder, and how it was loaded.
class Loaded {
 public:
  Loaded(const LoadRequest& request, bool in_bulk) { load(request, in_bulk); }
  const LoadReport& load(LoadRequest request, bool in_bulk) {
    request.bulk_from_bytes = in_bulk ? 0 : UINT64_MAX;
    std::optional<Store> store;
    const auto open = [&](bool create) -> Store* {
      try {
        if (!store) store.emplace(Store::open(path(), create ? Store::Mode::Create : Store::Mode::Write));
      } catch (const Error& error) {
        if (create || error.kind() != Kind::NotFound) throw;
      }
      return store ? &*store : nullptr;
    };
    return report = polgraph::load(open, request, kNow, {});
  }
  std::filesystem::path path() const { return folder_.path() / "db"; }
  Snapshot now() const { return Store::open(path(), Store::Mode::Read).snapshot(); }

  // All that is on disk, but for the number that each store has of its own.
  Records records() const {
    Records all;
    const Snapshot snapshot = now();
    for (int family = 1; family < static_cast<int>(rocks::kFamilies); ++family)
      for (auto at = snapshot.view().cursor(static_cast<rocks::Family>(family)); at->next();)
        all[{family, std::string(at->key())}] = at->value();
    Catalog catalog = snapshot.view().catalog();
    catalog.uuid = "one";
    all[{static_cast<int>(rocks::Family::Meta), std::string(kStateKey)}] = encode_state(catalog);
    return all;
  }
  std::vector<std::string> findings() const {
    std::vector<std::string> all;
    check(now(), [&](const std::string& finding) { all.push_back(finding); });
    return all;
  }

  LoadReport report;

 private:
  Folder folder_;
};

std::vector<std::string> texts(const std::vector<RowNote>& notes) {
  std::vector<std::string> all;
  for (const RowNote& note : notes) all.push_back(to_string(note.place) + " " + note.text);
  return all;
}

void check_same(const LoadReport& a, const LoadReport& b) {
  CHECK(a.dataset == b.dataset);
  CHECK(a.nodes_read == b.nodes_read);
  CHECK(a.relationships_read == b.relationships_read);
  CHECK(a.facts_read == b.facts_read);
  CHECK(a.nodes_new == b.nodes_new);
  CHECK(a.relationships_new == b.relationships_new);
  CHECK(a.statements_new == b.statements_new);
  CHECK(a.refused_count == b.refused_count);
  CHECK(texts(a.refused) == texts(b.refused));
  CHECK(a.warning_count == b.warning_count);
  CHECK(texts(a.warnings) == texts(b.warnings));
  CHECK(a.committed == b.committed);
}

// Loads both ways, and again; nothing may tell them apart.
void check_both_ways(const LoadRequest& request) {
  Loaded bulk(request, true), small(request, false);
  check_same(bulk.report, small.report);
  REQUIRE(bulk.report.committed);
  CHECK(bulk.records() == small.records());
  CHECK(bulk.findings() == std::vector<std::string>{});
  CHECK_FALSE(std::filesystem::exists(bulk.path() / "rocks" / "loading"));
  const Records before = bulk.records();
  bulk.load(request, true);
  CHECK(bulk.report.nodes_new == 0);
  CHECK(bulk.report.relationships_new == 0);
  CHECK(bulk.report.statements_new == 0);
  CHECK(bulk.records() == before);
}

const std::string kNodes =
    "id:ID(G),name,aliases:string[],born:int,:LABEL\n"
    "b,\"Ministère, de l'Économie\",MEF;経済省,1958,Organization;Ministry\n"
    "a,Ａ省,,,Ministry\n"
    "c,,,7,\n";
const std::string kRelationships =
    ":START_ID(G),:END_ID(G),amount:long,born:int,note,:TYPE\n"
    "a,b,5,1,x,PAYS\na,b,5,1,x,PAYS\nb,a,,,,FUNDS\na,a,-7,,,PAYS\na,b,5,1,x,PAYS\na,b,6,1,x,PAYS\nc,b,,2,\"\",OWNS\n";

LoadRequest tables(const Folder& folder, const std::string& nodes, const std::string& relationships) {
  LoadRequest request;
  request.name = "set";
  request.nodes.push_back({{}, {folder.file("nodes.csv", nodes)}});
  if (!relationships.empty()) request.relationships.push_back({{}, {folder.file("rels.csv", relationships)}});
  return request;
}

}  // namespace

TEST_CASE("both ways of loading make the same bytes", "[loaders][bulk]") {
  const Folder folder;
  check_both_ways(tables(folder, kNodes, kRelationships));
  check_both_ways(tables(folder, kNodes, ""));
  check_both_ways(tables(folder, "id:ID\n", ""));
}

TEST_CASE("both ways of loading say the same of bad rows, and leave them out alike", "[loaders][bulk]") {
  const Folder folder;
  // Refused rows bring names that nobody else has, and in another order.
  const std::string nodes = kNodes + "a,again,,,Twice\nd,x,,no number,Bad\n";
  const std::string relationships = ":START_ID(G),:END_ID(G),gone,:TYPE\nx,a,1,NEVER\na,y,,PAYS\n" +
                                    kRelationships.substr(kRelationships.find('\n') + 1);
  LoadRequest request = tables(folder, nodes,
                               ":START_ID(G),:END_ID(G),born:int,note,extra,:TYPE\nx,a,,,1,NEVER\na,b,5,x,,PAYS\na,b,5,"
                               "x,,PAYS\na,y,,,,PAYS\nb,a,,,2,LAST\n");
  {
    Loaded bulk(request, true), small(request, false);
    check_same(bulk.report, small.report);
    CHECK(bulk.report.refused_count == 4);
    CHECK_FALSE(bulk.report.committed);
    CHECK_FALSE(std::filesystem::exists(bulk.path()));
  }
  request.skip_bad_rows = true;
  Loaded bulk(request, true), small(request, false);
  check_same(bulk.report, small.report);
  CHECK(bulk.report.relationships_new == 3);
  CHECK(bulk.records() == small.records());
  CHECK(bulk.findings() == std::vector<std::string>{});
}

TEST_CASE("both ways of loading make the same bytes of many rows with little memory", "[loaders][bulk]") {
  const Folder folder;
  std::string nodes = "id:ID,name,aliases:string[],:LABEL\n", relationships = ":START_ID,:END_ID,amount:long,:TYPE\n";
  for (int i = 0; i < 3000; ++i) {
    const std::string id = std::to_string(i * 7919 % 3000);
    nodes += id + ",Institute of " + std::string(1, static_cast<char>('A' + i % 26)) + id + ",研究所" + id + ";I" + id +
             "," + (i % 3 == 0 ? "Org" : "Fund") + "\n";
    for (int k = 0; k < 3; ++k)
      relationships += id + "," + std::to_string(i * i % 97) + "," + std::to_string(k / 2) + "," +
                       (i % 2 == 0 ? "PAYS" : "FUNDS") + "\n";
  }
  LoadRequest request = tables(folder, nodes, relationships);
  request.memory_bytes = 1 << 20;
  check_both_ways(request);
}

TEST_CASE("both ways of loading make the same bytes of a data package with sources and dates", "[loaders][bulk]") {
  const Folder folder;
  folder.file("datapackage.json", R"({"name": "p", "title": "T", "resources": [
    {"name": "rels", "path": "rels.csv", "schema": {"fields": [{"name": "id"}, {"name": "from"}, {"name": "to"},
      {"name": "amount", "type": "integer"}, {"name": "source"}, {"name": "locator"}, {"name": "since"}]},
     "polgraph": {"kind": "relationship", "type": "FUNDS", "id": "id", "from": "from", "to": "to",
       "evidence": {"source": "source", "locator": "locator", "valid_from": "since"}}},
    {"name": "orgs", "path": "orgs.csv", "schema": {"fields": [{"name": "id"}, {"name": "name"},
      {"name": "amount", "type": "integer"}, {"name": "source"}, {"name": "until"}], "primaryKey": "id"},
     "polgraph": {"kind": "node", "labels": ["Org"], "id": "id", "evidence": {"source": "source", "valid_to": "until"}}}]})");
  folder.file(
      "rels.csv",
      "id,from,to,amount,source,locator,since\nr2,b,a,1,s,#L1,\n,a,b,2,,,\nr1,a,a,,s,#L2,2020\n,a,b,2,,,2021\n");
  folder.file("orgs.csv", "id,name,amount,source,until\nb,B,5,s,2024\na,A,,,\ns,Source,,,\n");
  LoadRequest request;
  request.paths.push_back(folder.path());
  check_both_ways(request);
  folder.file("rels.csv", "id,from,to,amount,source,locator,since\nr2,b,a,1,s,#L1,\nr2,a,b,2,,,\nr1,a,x,,s,#L2,2020\n");
  request.skip_bad_rows = true;
  Loaded bulk(request, true), small(request, false);
  check_same(bulk.report, small.report);
  CHECK(bulk.records() == small.records());
}

TEST_CASE("rows that are not plain take the long way, and come in the same", "[loaders][bulk]") {
  const Folder folder;
  LoadRequest two = tables(folder, kNodes, kRelationships);
  two.name.clear();
  two.paths.push_back(folder.file("more/nodes.csv", "id:ID(G),name,:LABEL\nb,Another name,Ministry\nz,Z,\n"));
  check_both_ways(two);
}

TEST_CASE("both ways add the same bytes to a store that holds something already", "[loaders][bulk]") {
  const Folder folder;
  struct Case {
    std::string_view what, name, nodes, relationships;
  };
  const Case each = GENERATE(
      Case{"new nodes, with old and new labels, keys, types, and ends in the store", "more",
           "id:ID(G),weight:double,name,:LABEL\nn,1.5,New Ministry,Fund;Ministry\nm,,Ａ省,Organization\n",
           ":START_ID(G),:END_ID(G),note,amount:long,share:double,:TYPE\n"
           "n,a,x,5,,OWNS\na,b,x,5,.5,PAYS\na,b,x,5,.5,PAYS\na,n,,,,LENDS\nm,m,,,,PAYS\nc,c,,1,,FUNDS\n"},
      Case{"relationships alone", "more", "id:ID(G)\n",
           ":START_ID(G),:END_ID(G),amount:long,:TYPE\nb,c,7,NEW\na,b,5,PAYS\n"},
      Case{"nodes alone", "more", "id:ID(G),name\nz,Zed\ny,Why\n", ""}, Case{"no rows", "more", "id:ID(G)\n", ""},
      Case{"a node that the store has", "more", "id:ID(G),name\nn,New\na,Other\n",
           ":START_ID(G),:END_ID(G),:TYPE\nn,a,PAYS\n"},
      Case{"the same data set again, with more in it", "set", "id:ID(G),name\nn,New\n",
           ":START_ID(G),:END_ID(G),:TYPE\nn,a,PAYS\n"},
      Case{"the same data set again, without rows", "set", "id:ID(G)\n", ""},
      Case{"rows that are refused", "more", "id:ID(G),born:int\nn,x\nm,1\n",
           ":START_ID(G),:END_ID(G),:TYPE\nn,a,P\nm,a,Q\nm,nobody,R\na,m,P\n"});
  INFO(each.what);
  Loaded bulk(tables(folder, kNodes, kRelationships), true), small(tables(folder, kNodes, kRelationships), false);
  LoadRequest more = tables(folder, std::string(each.nodes), std::string(each.relationships));
  more.name = each.name;
  more.skip_bad_rows = true;
  for (int time = 0; time < 2; ++time) {
    bulk.load(more, true);
    small.load(more, false);
    check_same(bulk.report, small.report);
    REQUIRE(bulk.report.committed);
    CHECK(bulk.records() == small.records());
    CHECK(bulk.findings() == std::vector<std::string>{});
    CHECK_FALSE(std::filesystem::exists(bulk.path() / "rocks" / "loading"));
  }
}

TEST_CASE("a relationship that the store has, though not its data set, comes once", "[loaders][bulk]") {
  const Folder folder, other;
  const std::string relationships = ":START_ID(G),:END_ID(G),amount:long,:TYPE\na,b,5,PAYS\na,b,5,PAYS\nb,c,7,NEW\n";
  LoadRequest more = tables(other, "id:ID(G)\n", relationships);
  more.name = "more";
  Loaded elsewhere(tables(folder, kNodes, kRelationships), true);
  elsewhere.load(more, true);
  const Records all = elsewhere.records();
  const int family = static_cast<int>(rocks::Family::Relationships);
  for (const std::uint64_t id : {7u, 8u, 9u}) {
    const auto record = codec::decode_relationship(all.at({family, codec::id_bytes(id)}));
    Loaded bulk(tables(folder, kNodes, kRelationships), true), small(tables(folder, kNodes, kRelationships), false);
    for (Loaded* one : {&bulk, &small}) {
      Store store = Store::open(one->path(), Store::Mode::Write);
      Transaction transaction = store.begin();
      transaction.merge_relationship(codec::as_fingerprint(*record.identity), id == 9 ? "NEW" : "PAYS", record.start,
                                     record.end);
      transaction.commit();
    }
    bulk.load(more, true);
    small.load(more, false);
    check_same(bulk.report, small.report);
    CHECK(bulk.report.relationships_new == 2);
    CHECK(bulk.records() == small.records());
  }
}

TEST_CASE("a table file of another store is not read in the place of one, however alike", "[loaders][bulk]") {
  const Folder folder;
  const Loaded one(tables(folder, "id:ID,name\na,One\n", ""), true),
      two(tables(folder, "id:ID,name\na,Two\n", ""), true);
  std::size_t tried = 0;
  for (const auto& file : std::filesystem::directory_iterator(one.path() / "rocks")) {
    const auto other = two.path() / "rocks" / file.path().filename();
    if (file.path().extension() != ".sst" || !std::filesystem::exists(other)) continue;
    const Folder kept;
    std::filesystem::copy_file(other, kept.path() / "sst");
    std::filesystem::copy_file(file.path(), other, std::filesystem::copy_options::overwrite_existing);
    CHECK_THROWS_WITH(two.records(), Catch::Contains("Corruption"));
    std::filesystem::copy_file(kept.path() / "sst", other, std::filesystem::copy_options::overwrite_existing);
    ++tried;
  }
  CHECK(tried >= 3);
  CHECK(two.records().size() > 0);
}

TEST_CASE("a store takes table files unless its schema has to judge what comes", "[loaders][bulk]") {
  const Folder folder;
  Loaded loaded(tables(folder, kNodes, kRelationships), true);
  Store store = Store::open(loaded.path(), Store::Mode::Write);
  CHECK(store.begin_bulk_load(1 << 20) != nullptr);
  Transaction transaction = store.begin();
  NewRule rule;
  rule.kind = RuleKind::Unique;
  rule.label = "Ministry";
  rule.keys = {"name"};
  transaction.add_rule(rule);
  transaction.commit();
  CHECK(store.begin_bulk_load(1 << 20) == nullptr);
  CHECK(Store::memory().begin_bulk_load(1 << 20) == nullptr);
}

TEST_CASE("a load into a store that fails or is stopped leaves it as it was", "[loaders][bulk]") {
  const Folder folder;
  Loaded loaded(tables(folder, kNodes, kRelationships), true);
  const Records before = loaded.records();
  std::string nodes = "id:ID\n";
  for (int i = 0; i < 20000; ++i) nodes += std::to_string(i) + "\n";
  LoadRequest more = tables(folder, nodes, ":START_ID(G),:END_ID(G),:TYPE\na,nobody,PAYS\n");
  more.name = "more";
  loaded.load(more, true);
  CHECK_FALSE(loaded.report.committed);
  CHECK(loaded.report.refused_count == 1);
  CHECK(loaded.records() == before);
  more.relationships.clear();
  more.bulk_from_bytes = 0;
  std::optional<Store> store(Store::open(loaded.path(), Store::Mode::Write));
  const auto open = [&](bool) { return &*store; };
  const double stop_at = GENERATE(0.0, 0.5);
  const auto stop = [&](const LoadProgress& progress) {
    if (progress.done >= stop_at) throw Error(Kind::Interrupted, "Interrupted", "stopped");
  };
  CHECK_THROWS_AS(polgraph::load(open, more, kNow, stop), Error);
  store.reset();
  CHECK(loaded.records() == before);
  CHECK_FALSE(std::filesystem::exists(loaded.path() / "rocks" / "loading"));
}

TEST_CASE("rows that a transaction must hold are refused where they take more memory than they may",
          "[loaders][bulk]") {
  const Folder folder;
  Loaded loaded(tables(folder, kNodes, kRelationships), true);
  const Records before = loaded.records();
  std::string nodes = "id:ID(G),name\na,Other\n";  // the store has `a`: not plain
  for (int i = 0; i < 20000; ++i) nodes += std::to_string(i) + ",Name of number " + std::to_string(i) + "\n";
  LoadRequest more = tables(folder, nodes, "");
  more.name = "more";
  more.most_bytes = GENERATE(1u << 20, 8u << 20);  // reached while rows are read, while they are written
  for (const bool in_bulk : {true, false}) {
    CHECK_THROWS_WITH(loaded.load(more, in_bulk),
                      "the load needs more than " + std::to_string(more.most_bytes >> 20) + " MiB of memory");
    CHECK(loaded.records() == before);
  }
  more.most_bytes = 256u << 20;
  CHECK(loaded.load(more, true).committed);
}

TEST_CASE("a bulk load that is stopped leaves nothing", "[loaders][bulk]") {
  const Folder folder;
  std::string nodes = "id:ID\n";
  for (int i = 0; i < 20000; ++i) nodes += std::to_string(i) + "\n";
  LoadRequest request = tables(folder, nodes, "");
  request.bulk_from_bytes = 0;
  const std::filesystem::path path = folder.path() / "db";
  {
    std::optional<Store> store;
    const auto open = [&](bool create) -> Store* {
      if (create) store.emplace(Store::open(path, Store::Mode::Create));
      return store ? &*store : nullptr;
    };
    const double stop_at = GENERATE(0.0, 0.5);
    const auto stop = [&](const LoadProgress& progress) {
      if (progress.done >= stop_at) throw Error(Kind::Interrupted, "Interrupted", "stopped");
    };
    CHECK_THROWS_AS(polgraph::load(open, request, kNow, stop), Error);
  }
  CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("what a killed bulk load has left is taken away by the next writer", "[loaders][bulk]") {
  const Folder folder;
  const LoadRequest request = tables(folder, kNodes, kRelationships);
  Loaded bulk(request, true);
  const Records before = bulk.records();
  std::filesystem::create_directories(bulk.path() / "rocks" / "loading");
  std::ofstream(bulk.path() / "rocks" / "loading" / "records.sst") << "half a table";
  CHECK(bulk.records() == before);
  bulk.load(request, true);
  CHECK_FALSE(std::filesystem::exists(bulk.path() / "rocks" / "loading"));
  CHECK(bulk.records() == before);
}
