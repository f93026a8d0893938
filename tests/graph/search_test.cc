#include "graph/search.h"

#include <catch2/catch.hpp>

#include "graph/error.h"
#include "tests/support/small_graph.h"

using namespace polgraph;
using test::SmallGraph;
using test::text;

namespace {

struct Names : SmallGraph {
  Names() {
    add("jp/meti", "Ministry", "Ministry of Economy, Trade and Industry",
        {{"acronym@en", "METI"},
         {"translation@ja", "経済産業省"},
         {"former@en", "MITI"},
         {"misspelling@en", "Minstry of Trade"}});
    add("jp/mic", "Ministry", "Ministry of Internal Affairs and Communications", {{"acronym@en", "MIC"}});
    add("jp/mhlw", "Ministry", "厚生労働省", {});
    add("jp/nedo", "Agency", "New Energy and Industrial Technology Development Organisation", {{"acronym@en", "NEDO"}});
    add("jp/nedo-ja", "Agency", "国立研究開発法人新エネルギー・産業技術総合開発機構", {});
    add("jp/gif", "Fund", "Green Innovation Fund", {{"alias@en", "GI Fund"}});
    add("jp/ggs", "Strategy", "Green Growth Strategy", {});
    add("tech/ai", "Technology", "ＡＩ", {});
    add("co/cafe", "Company", "Café-Bar", {});
    add("a/1", "Organization", "その他", {});
    add("a/2", "Organization", "その他", {});
    relationship("a/2", "FUNDS", "jp/gif");
  }
  void add(const std::string& id, const std::string& label, const std::string& name,
           const std::vector<std::pair<std::string, std::string>>& others) {
    const NodeId made = node(id, {label}, {{"id", text(id)}, {"name", text(name)}});
    for (const auto& [kind, other] : others) state(EntityId::of(made), "name:" + kind, text(other));
  }
};

std::string first_reason(const std::vector<Hit>& hits) {
  return hits.empty() ? "nothing" : hits.front().reason;
}

std::string error_of(const Snapshot& snapshot, const std::string& words) {
  try {
    resolve(snapshot, words);
  } catch (const Error& error) {
    return error.detail() + ": " + error.message() + " | " + error.hint();
  }
  return "no error";
}

}  // namespace

TEST_CASE("any spelling of any name finds its entity, and the hit says why", "[search]") {
  Names graph;
  const Snapshot snapshot = graph.done();
  struct Row {
    const char* words;
    const char* id;
    const char* reason;
  };
  const Row rows[] = {
      {"Ministry of Economy, Trade and Industry", "jp/meti", "name"},
      {"ministry of economy trade AND industry", "jp/meti", "name"},
      {"meti", "jp/meti", "acronym"},
      {"ＭＥＴＩ", "jp/meti", "acronym"},
      {"MITI", "jp/meti", "former name"},
      {"minstry of trade", "jp/meti", "misspelling"},
      {"経済産業省", "jp/meti", "translation"},
      {"jp/meti", "jp/meti", "id"},
      {"GI fund", "jp/gif", "alias"},
      {"Ministry of Trade", "jp/meti", "part of the name"},
      {"innovation", "jp/gif", "part of the name"},
      {"innov", "jp/gif", "part of the name"},
      {"新エネルギー", "jp/nedo-ja", "part of the name"},
      {"新ｴﾈﾙｷﾞｰ", "jp/nedo-ja", "part of the name"},
      {"新エネルギー産業技術", "jp/nedo-ja", "part of the name"},
      {"構", "jp/nedo-ja", "part of the name"},
      {"厚労省", "jp/mhlw", "abbreviation"},
      {"経産省", "jp/meti", "abbreviation"},
      {"厚生労慟省", "jp/mhlw", "1 letter off"},
      {"AI", "tech/ai", "name"},
      {"ai", "tech/ai", "name"},
      {"CAFE BAR", "co/cafe", "name"},
      {"Grean Innovation Fund", "jp/gif", "1 letter off"},
      {"Inovation", "jp/gif", "1 letter off"},
      {"Comunicatons", "jp/mic", "2 letters off"},
      {"kommunications", "jp/mic", "1 letter off"},
      {"Green Investment Fund", "jp/gif", "2 of 3 words"},
      {"Docomo organ energy", "jp/nedo", "2 of 3 words"},
      {"co/caf", "co/cafe", "part of the id"},
  };
  for (const Row& row : rows) {
    INFO(row.words);
    const auto hits = search(snapshot, row.words);
    REQUIRE_FALSE(hits.empty());
    CHECK(hits.front().node == graph[row.id]);
    CHECK(hits.front().reason == row.reason);
  }
}

TEST_CASE("nothing near is no hit", "[search]") {
  Names graph;
  const Snapshot snapshot = graph.done();
  for (const char* words : {"", " ", "!?", "zzzz", "MIX", "\xFF\xFE", "海"}) {
    INFO(words);
    CHECK(search(snapshot, words).empty());
  }
  CHECK(search(snapshot, "METI", 0).empty());
  CHECK_THROWS_AS(search(snapshot, std::string(5000, 'a')), Error);
  SmallGraph empty;
  CHECK(search(empty.done(), "METI").empty());
}

TEST_CASE("an exact name stands before its parts, the shorter name before the longer", "[search]") {
  SmallGraph graph;
  graph.node("long", {}, {{"name", text("Green Innovation Fund Office")}});
  graph.node("short", {}, {{"name", text("Green Innovation")}});
  graph.node("exact", {}, {{"name", text("Green")}});
  graph.node("middle", {}, {{"name", text("The Green Fund")}});
  const auto hits = search(graph.done(), "green");
  REQUIRE(hits.size() == 4);
  CHECK(hits[0].node == graph["exact"]);
  CHECK(hits[0].score == 1);
  CHECK(hits[1].node == graph["middle"]);
  CHECK(hits[2].node == graph["short"]);
  CHECK(hits[3].node == graph["long"]);
  CHECK(hits[0].score > hits[1].score);
  CHECK(hits[1].score > hits[3].score);
}

TEST_CASE("a short form finds the name it stands for before longer ones and never an id", "[search]") {
  SmallGraph graph;
  graph.node("office", {}, {{"name", text("経済産業省 関東局")}});
  graph.node("recipient", {}, {{"name", text("経済産業省")}});
  graph.node("ministry", {}, {{"name", text("経済産業省")}, {"id", text("ministry-経済産業省")}});
  graph.relationship("ministry", "FUNDS", "office");
  const auto hits = search(graph.done(), "経産省");
  REQUIRE(hits.size() == 3);
  CHECK(hits[0].node == graph["ministry"]);
  CHECK(hits[0].matched == "経済産業省");
  CHECK(hits[1].node == graph["recipient"]);
  CHECK(hits[2].node == graph["office"]);
}

TEST_CASE("of equal names the one with more relationships stands first", "[search]") {
  Names graph;
  const auto hits = search(graph.done(), "その他");
  REQUIRE(hits.size() == 2);
  CHECK(hits[0].node == graph["a/2"]);
}

TEST_CASE("a name of several words is found by words from several of its names", "[search]") {
  Names graph;
  const auto hits = search(graph.done(), "METI ministry");
  REQUIRE_FALSE(hits.empty());
  CHECK(hits.front().node == graph["jp/meti"]);
}

TEST_CASE("one entity is meant by its id, acronym, names and the only name that has the words", "[search][resolve]") {
  Names graph;
  const Snapshot snapshot = graph.done();
  for (const char* words : {"jp/meti", "METI", "meti", "経済産業省", "MITI", "Ministry of Trade"}) {
    INFO(words);
    CHECK(resolve(snapshot, words) == graph["jp/meti"]);
  }
  CHECK(resolve(snapshot, "a/1") == graph["a/1"]);
  CHECK(resolve(snapshot, "Innovation") == graph["jp/gif"]);
}

TEST_CASE("what may mean several entities is refused with all candidates, what means none with near names",
          "[search][resolve]") {
  Names graph;
  const Snapshot snapshot = graph.done();
  CHECK(error_of(snapshot, "その他") ==
        "AmbiguousEntity: `その他` may mean 2 entities: その他 (a/1 :Organization); その他 (a/2 :Organization) | give "
        "the id "
        "of the one you mean");
  CHECK(error_of(snapshot, "Green") ==
        "UnknownEntity: no entity is called `Green` | did you mean `Green Innovation Fund`, `Green Growth Strategy`?");
  CHECK(error_of(snapshot, "Grean Innovation Fund") ==
        "UnknownEntity: no entity is called `Grean Innovation Fund` | did you mean `Green Innovation Fund`?");
  CHECK(error_of(snapshot, "qqqq") ==
        "UnknownEntity: no entity is called `qqqq` | `polgraph find WORDS` searches all names");
  CHECK(meant_by(snapshot, "その他").size() == 2);
}

TEST_CASE("a better kind of name wins, and the exact spelling among folded ones", "[search][resolve]") {
  SmallGraph graph;
  const NodeId acronym = graph.node("1", {}, {{"name", text("Some Institute")}, {"acronym", text("ISI")}});
  graph.node("2", {}, {{"name", text("Other")}, {"aliases", Value::list({text("ISI"), text("Nisi")})}});
  const NodeId lower = graph.node("3", {}, {{"name", text("Data")}});
  const NodeId upper = graph.node("4", {}, {{"name", text("DATA")}});
  const Snapshot snapshot = graph.done();
  CHECK(resolve(snapshot, "isi") == acronym);
  CHECK(resolve(snapshot, "Data") == lower);
  CHECK(resolve(snapshot, "DATA") == upper);
  CHECK_THROWS_AS(resolve(snapshot, "data"), Error);
  CHECK(first_reason(search(snapshot, "nisi")) == "alias");
}

TEST_CASE("an entity is shown by its name, else title, id, or label and number", "[search]") {
  SmallGraph graph;
  auto& t = graph.transaction();
  const NodeId title = t.create_node({"Source"}, {{"title", text("A report")}, {"id", text("x")}});
  const NodeId id = t.create_node({"Source"}, {{"id", text("x/y")}});
  const NodeId label = t.create_node({"Source"}, {});
  const NodeId nothing = t.create_node({}, {{"name", test::number(3)}});
  const Snapshot snapshot = graph.done();
  CHECK(display_name(snapshot, title) == "A report");
  CHECK(display_name(snapshot, id) == "x/y");
  CHECK(display_name(snapshot, label) == "Source#" + std::to_string(label.value));
  CHECK(display_name(snapshot, nothing) == "node#" + std::to_string(nothing.value));
}
