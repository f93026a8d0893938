#include "graph/evidence_fold.h"

#include <catch2/catch.hpp>

using namespace polgraph;

namespace {

Evidence valid(const std::string& from, const std::string& to) {
  Evidence evidence;
  evidence.valid_from = from;
  evidence.valid_to = to;
  return evidence;
}

}  // namespace

TEST_CASE("two periods overlap if they share a day, at the precision that both have", "[graph][evidence]") {
  struct Case {
    Evidence a, b;
    bool overlap;
  };
  const std::vector<Case> cases = {
      {valid("", ""), valid("", ""), true},
      {valid("", ""), valid("2016", "2017"), true},
      {valid("2016", "2016"), valid("2016", "2016"), true},
      {valid("2015", "2015"), valid("2016", "2016"), false},
      {valid("2015", "2016"), valid("2016", "2017"), true},  // both hold for 2016
      {valid("", "2015-12-31"), valid("2016", ""), false},
      {valid("", "2016-03"), valid("2016-04-01", ""), false},
      {valid("", "2016-04"), valid("2016-04-01", ""), true},
      {valid("2016-04-01", ""), valid("", "2016"), true},
      {valid("2017", ""), valid("", "2016-12"), false},
  };
  for (const Case& one : cases) {
    INFO(one.a.valid_from << ".." << one.a.valid_to << " and " << one.b.valid_from << ".." << one.b.valid_to);
    REQUIRE(validity_overlaps(one.a, one.b) == one.overlap);
    REQUIRE(validity_overlaps(one.b, one.a) == one.overlap);
  }
}

TEST_CASE("values that hold at different times are no conflict, nor are several names", "[graph][evidence]") {
  const std::vector<Assertion> assertions = {
      {valid("2015", "2015"), {{"director", Value::string("A"), {}}, {"name:alias@en", Value::string("x"), {}}}},
      {valid("2016", "2016"), {{"director", Value::string("B"), {}}, {"name:alias@en", Value::string("y"), {}}}},
      {valid("", ""), {{"budget", Value::integer(1), {}}, {"label:A", Value::boolean(true), {}}}},
      {valid("", ""), {{"budget", Value::floating(1.0), {}}, {"label:B", Value::boolean(true), {}}}},
  };
  REQUIRE(find_conflicts({true, 1}, assertions).empty());
}

TEST_CASE("predicates tell properties, labels, names and existence apart", "[graph][evidence]") {
  REQUIRE(property_of_predicate("amount") == "amount");
  REQUIRE(property_of_predicate("name") == "name");
  REQUIRE(property_of_predicate("name:alias@en") == "aliases");
  REQUIRE(property_of_predicate("label:Fund").empty());
  REQUIRE(property_of_predicate("exists").empty());
  REQUIRE(label_of_predicate("label:Fund") == "Fund");
  REQUIRE_FALSE(label_of_predicate("labels").has_value());
}

TEST_CASE("aliases that are no text stand alone", "[graph][evidence]") {
  const std::vector<Assertion> assertions = {
      {Evidence{}, {{"aliases", Value::integer(7), {}}, {"name:alias@en", Value::string("x"), {}}}}};
  REQUIRE(best_value(assertions, "aliases").as_integer() == 7);
}
