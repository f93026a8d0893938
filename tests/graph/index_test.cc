#include "graph/index.h"

#include <catch2/catch.hpp>

#include "graph/codec.h"

using namespace polgraph;
using rocks::Family;

namespace {

struct Fixture {
  Catalog catalog;
  rocks::Overlay writes;
  KeyId name, note;
  Fixture() {
    auto names = std::make_shared<Dictionaries>();
    name = KeyId(names->keys.add("name"));
    note = KeyId(names->keys.add("note"));
    catalog.names = names;
  }
  // Keys that are put (+) and taken away (-), of one family.
  std::size_t written(Family family, bool put) const {
    std::size_t count = 0;
    for (const auto& [key, value] : writes.entries(family)) count += value.has_value() == put ? 1u : 0u;
    return count;
  }
};

codec::NodeRecord record(std::vector<LabelId> labels, std::vector<Property> properties) {
  codec::NodeRecord made;
  made.labels = std::move(labels);
  made.properties = std::move(properties);
  return made;
}

}  // namespace

TEST_CASE("only what changed is written to the indexes", "[graph][index]") {
  Fixture f;
  const auto first = record({LabelId(0), LabelId(1)}, {{f.name, Value::string("AI")}, {f.note, Value::string("x")}});
  index::update(f.writes, f.catalog, NodeId(1), nullptr, &first);
  REQUIRE(f.written(Family::Labels, true) == 2);
  REQUIRE(f.written(Family::Properties, true) == 1);
  REQUIRE(f.written(Family::Text, true) == 2);  // "=ai" and "ai"
  REQUIRE(f.catalog.counts.nodes_by_label.size() == 2);

  f.writes.clear();
  const auto second = record({LabelId(1), LabelId(2)}, {{f.name, Value::string("AI")}, {f.note, Value::string("y")}});
  index::update(f.writes, f.catalog, NodeId(1), &first, &second);
  REQUIRE(f.written(Family::Labels, true) == 1);
  REQUIRE(f.written(Family::Labels, false) == 1);
  REQUIRE(f.writes.entries(Family::Properties).empty());
  REQUIRE(f.writes.entries(Family::Text).empty());

  f.writes.clear();
  const auto third = record({LabelId(1), LabelId(2)}, {{f.name, Value::string("AI lab")}});
  index::update(f.writes, f.catalog, NodeId(1), &second, &third);
  REQUIRE(f.written(Family::Properties, true) == 1);
  REQUIRE(f.written(Family::Properties, false) == 1);
  REQUIRE(f.written(Family::Text, true) == 2);   // "=ai lab" and "lab"; "ai" stays
  REQUIRE(f.written(Family::Text, false) == 1);  // "=ai"

  f.writes.clear();
  index::update(f.writes, f.catalog, NodeId(1), &third, nullptr);
  REQUIRE(f.written(Family::Labels, false) == 2);
  REQUIRE(f.written(Family::Text, false) == 3);
  REQUIRE(f.catalog.counts.nodes_by_label.empty());
}

TEST_CASE("identical means to the last bit", "[graph][index]") {
  REQUIRE(index::identical(Value::string("a"), Value::string("a")));
  REQUIRE_FALSE(index::identical(Value::integer(1), Value::floating(1)));
  REQUIRE_FALSE(index::identical(Value::floating(0.0), Value::floating(-0.0)));
  REQUIRE(index::identical(Value::list({Value::integer(1)}), Value::list({Value::integer(1)})));
  REQUIRE_FALSE(index::identical(Value::list({Value::integer(1)}), Value::list({Value::floating(1)})));
  REQUIRE_FALSE(index::identical(Value::null(), Value::boolean(false)));
}

TEST_CASE("names without a letter and very long names do no harm", "[graph][index]") {
  index::NameTerms terms;
  terms.add(Value::string("..."));
  REQUIRE(terms.sorted().empty());
  terms.clear();
  terms.add(Value::integer(5));
  REQUIRE(terms.sorted().empty());
  terms.clear();
  terms.add(Value::string(std::string(100'000, 'x')));
  REQUIRE_FALSE(terms.sorted().empty());
  for (const std::string_view term : terms.sorted()) REQUIRE(term.size() <= codec::kMaxWholeNameBytes);
}
