#include "graph/catalog.h"

#include <catch2/catch.hpp>

#include "graph/codec.h"
#include "graph/error.h"

using namespace polgraph;

TEST_CASE("names are numbered in the order they came, and references to them stay good", "[graph][catalog]") {
  Names names;
  REQUIRE(names.add("Ministry") == 0);
  const std::string& first = names.all()[0];
  for (int i = 0; i < 1000; ++i) names.add("label " + std::to_string(i));
  REQUIRE(names.add("Ministry") == 0);
  REQUIRE(names.find("label 999") == 1000);
  REQUIRE_FALSE(names.find("Minstry").has_value());
  REQUIRE(&first == &names.all()[0]);
  const Names copy(names);
  names.add("only here");
  REQUIRE(copy.find("label 5") == 6);
  REQUIRE_FALSE(copy.find("only here").has_value());
}

TEST_CASE("dictionaries, state and data sets come back from their records", "[graph][catalog]") {
  Dictionaries names;
  names.labels.add("Ministry");
  names.types.add("FUNDS");
  names.keys.add("id");
  names.keys.add("");
  const auto back = decode_names(encode_names(names));
  REQUIRE(back->labels.all() == names.labels.all());
  REQUIRE(back->types.all() == names.types.all());
  REQUIRE(back->keys.all() == names.keys.all());

  Catalog catalog;
  catalog.uuid = "some uuid";
  catalog.graph_version = 7;
  catalog.next_node = 1ull << 40;
  catalog.next_relationship = 3;
  catalog.next_assertion = 4;
  catalog.counts.nodes = 2;
  catalog.counts.relationships = 1;
  catalog.counts.assertions = 9;
  catalog.counts.nodes_by_label = {{LabelId(0), 2}, {LabelId(300), 1}};
  catalog.counts.relationships_by_type = {{TypeId(5), 1}};
  catalog.indexed = {"code", "id"};
  Catalog read;
  decode_state(encode_state(catalog), read, codec::kFormat);
  REQUIRE(read.uuid == catalog.uuid);
  REQUIRE(read.graph_version == 7);
  REQUIRE(read.next_node == catalog.next_node);
  REQUIRE(read.next_relationship == 3);
  REQUIRE(read.next_assertion == 4);
  REQUIRE(read.counts == catalog.counts);
  REQUIRE(read.indexed == catalog.indexed);

  const Dataset dataset{"japan", "2026-01-01", {{"a.csv", "00"}, {"b.csv", ""}}, {{"title", "Japan"}}};
  const Dataset again = decode_dataset(encode(dataset));
  REQUIRE(again.name == dataset.name);
  REQUIRE(again.files == dataset.files);
  REQUIRE(again.about == dataset.about);
}

TEST_CASE("a damaged catalog is an error, not another catalog", "[graph][catalog]") {
  Dictionaries names;
  names.labels.add("A");
  const std::string sound = encode_names(names);
  REQUIRE_THROWS_AS(decode_names(sound + "x"), Error);
  REQUIRE_THROWS_AS(decode_names(sound.substr(0, sound.size() - 1)), Error);
  REQUIRE_THROWS_AS(decode_names(std::string("\x02\x01"
                                             "A\x01"
                                             "A\x00\x00",
                                             7)),
                    Error);  // one name twice
  std::string state = encode_state(Catalog{});
  state[0] = '\x7F';  // a format of the far future
  Catalog read;
  REQUIRE_THROWS_AS(decode_state(state, read, codec::kFormat), Error);
}

TEST_CASE("which keys are indexed and which are names goes by their spelling", "[graph][catalog]") {
  Dictionaries names;
  const KeyId id(names.keys.add("id")), title(names.keys.add("title")), note(names.keys.add("note"));
  Catalog catalog;
  catalog.names = std::make_shared<Dictionaries>(names);
  REQUIRE(catalog.is_indexed(id));
  REQUIRE(catalog.is_named(id));
  REQUIRE_FALSE(catalog.is_indexed(title));
  REQUIRE(catalog.is_named(title));
  REQUIRE_FALSE(catalog.is_indexed(note));
  REQUIRE_FALSE(catalog.is_named(note));
  REQUIRE_FALSE(catalog.is_indexed(KeyId(99)));
}
