#include <catch2/catch.hpp>

#include "graph/audit/vocabulary.h"
#include "graph/error.h"
#include "tests/graph/audit/audited.h"
#include "tests/support/small_graph.h"

using namespace polgraph;
using test::audit_lines;
using test::number;
using test::SmallGraph;
using test::text;

namespace {

using Lines = std::vector<std::string>;

struct Curated : SmallGraph {
  Curated() {
    add("meti", {"Organization", "Ministry"});
    add("plan", {"Policy", "Strategy"});
    add("fund", {"Fund"});
    relationship("meti", "LAUNCHED", "plan");
    relationship("fund", "PART_OF", "meti");  // the one hierarchy that crosses kinds
  }
  NodeId add(const std::string& id, const std::vector<std::string>& labels, Properties more = {}) {
    more.emplace_back("id", text(id));
    return node(id, labels, std::move(more));
  }
  Lines found() { return audit_lines(done(), "ontology"); }
};

}  // namespace

TEST_CASE("the vocabulary is in the program as it is in the file", "[audit][ontology]") {
  const Vocabulary& known = vocabulary();
  REQUIRE(known.find_label("Ministry"));
  CHECK(known.find_label("Ministry")->umbrella == "Organization");
  CHECK(known.is_umbrella("Policy"));
  CHECK_FALSE(known.is_umbrella("Ministry"));
  CHECK_FALSE(known.is_umbrella(""));
  REQUIRE(known.find_type("CITES"));
  CHECK(known.find_type("CITES")->from == std::vector<std::string>{"Source"});
  CHECK(known.name_kinds.size() == 5);
  CHECK(known.modalities.size() == 4);
  CHECK_THROWS_AS(parse_vocabulary("{}"), Error);
  CHECK_THROWS_AS(parse_vocabulary("{\"labels\": [{\"label\": 1}]}"), Error);
}

TEST_CASE("a graph that keeps to the vocabulary, and one that has another, are left in peace", "[audit][ontology]") {
  CHECK(Curated().found().empty());

  SmallGraph films;
  films.node("a", {"Film"}, {{"Title", text("A")}});
  films.node("b", {"actor"});
  films.node("c", {"Person"});
  films.relationship("b", "playedIn", "a");
  CHECK(audit_lines(films.done(), "ontology").empty());
}

TEST_CASE("what breaks the vocabulary is told once for each way, with the nearest name", "[audit][ontology]") {
  Curated graph;
  graph.add("a", {"Organization", "Minstry"});
  graph.add("b", {"Agency"});
  graph.add("c", {"Agency"});
  graph.add("d", {"Theme"}, {{"startYear", number(1)}, {"modality", text("roughly")}});
  graph.relationship("plan", "LAUNCHED", "b");
  graph.relationship("meti", "LAUNCHT", "plan");
  graph.relationship("meti", "SAME_AS", "plan");
  graph.state(EntityId::of(graph["a"]), "name:nickname@en", text("Ada"));
  const Lines expected{
      "medium: LAUNCHED starts at :Policy:Strategy (the vocabulary allows Organization): `plan` -LAUNCHED-> `b`",
      "medium: SAME_AS joins :Organization:Ministry and :Policy:Strategy, which share no label: `meti` -SAME_AS-> "
      "`plan`",
      "medium: a node is :Agency without its general label :Organization: 2 times, for example `b`",
      "medium: label `Minstry` is not in the vocabulary; nearest: `Ministry`: `a` []",
      "medium: modality `roughly` is not in the vocabulary (exact, about, more_than, less_than): `d`",
      "medium: name kind `nickname` is not in the vocabulary: `a` []",
      "medium: relationship type `LAUNCHT` is not in the vocabulary; nearest: `LAUNCHED`: `meti` -LAUNCHT-> `plan`",
      "low: property key `startYear` is not in snake_case: `d`"};
  CHECK(graph.found() == expected);
}

TEST_CASE("nodes without label, id or name, and labels of another spelling are told", "[audit][ontology]") {
  Curated graph;
  graph.transaction().create_node({"Theme"}, {});
  graph.transaction().create_node({}, {{"id", text("x")}, {"name", text("X")}});
  graph.add("e", {"health_theme"});
  const Lines found = graph.found();
  REQUIRE(found.size() == 5);
  CHECK(found[0].starts_with("medium: label `health_theme` is not in the vocabulary"));
  CHECK(found[1].starts_with("low: a node has no `id`"));
  CHECK(found[2].starts_with("low: a node has no `name`"));
  CHECK(found[3] == "low: a node has no label: `X` (x)");
  CHECK(found[4].starts_with("low: label `health_theme` is not in UpperCamelCase"));
}

TEST_CASE("who stands for many and joins relationships is proposed as an aggregate", "[audit][placeholder]") {
  SmallGraph graph;
  graph.node("others", {"Organization"}, {{"name", text("その他")}});
  graph.node("marked", {"Organization"}, {{"name", text("年金受給者等")}, {"aggregate", Value::boolean(true)}});
  graph.node("one", {"Organization"}, {{"name", text("日本年金機構")}});
  graph.node("numbered", {"Organization"}, {{"name", text("みずほ銀行ほか")}, {"corporate_number", text("1")}});
  graph.node("leaf", {"Organization"}, {{"name", text("Various")}});
  graph.node("a", {"Organization"}, {{"name", text("個人A")}});
  graph.node("b", {"Organization"}, {{"name", text("個人B")}});
  graph.node("p", {"Policy", "Project"}, {{"name", text("施設の整備等")}});
  graph.node("q", {"Policy", "Project"}, {{"name", text("Q")}});
  for (const char* payee : {"others", "marked", "one", "numbered", "a", "b"}) {
    graph.relationship("p", "PAYS", payee);
    graph.relationship("q", "PAYS", payee);
  }
  graph.relationship("q", "PAYS", "leaf");
  CHECK(audit_lines(graph.done(), "placeholder") ==
        Lines{"medium: `その他` seems to stand for many, joins 2 relationships and is not marked `aggregate: true`",
              "medium: `個人A` and `個人B` seem to stand for people or bodies unnamed, each joins several "
              "relationships and "
              "is not marked `aggregate: true`"});
}
