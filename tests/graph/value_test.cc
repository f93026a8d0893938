#include "graph/value.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "graph/compare.h"
#include "graph/error.h"
#include "graph/place.h"

using namespace polgraph;

namespace {

const std::int64_t kBig = (std::int64_t{1} << 53) + 1;  // has no double of its own

Value ints(std::initializer_list<std::int64_t> numbers) {
  ValueList items;
  for (const std::int64_t number : numbers) items.push_back(Value::integer(number));
  return Value::list(std::move(items));
}

}  // namespace

TEST_CASE("a value keeps what it was made of, also as a copy and after its maker is gone", "[value]") {
  Value copy;
  {
    const Value list = Value::list({Value::string("METI"), Value::integer(2021), Value::null()});
    copy = list;
  }
  REQUIRE(copy.as_list().size() == 3);
  CHECK(copy.as_list()[0].as_string() == "METI");
  CHECK(copy.as_list()[1].as_integer() == 2021);
  CHECK(copy.as_list()[2].is_null());
  Value moved = std::move(copy);
  CHECK(moved.as_list().size() == 3);
  CHECK(copy.is_null());
}

TEST_CASE("a string may be empty and may hold a NUL", "[value]") {
  CHECK(Value::string("").as_string().empty());
  CHECK(Value::string(std::string_view("a\0b", 3)).as_string().size() == 3);
}

TEST_CASE("a map is sorted by key and of equal keys the last wins", "[value]") {
  const Value map = Value::map({{"b", Value::integer(1)}, {"a", Value::integer(2)}, {"b", Value::integer(3)}});
  REQUIRE(map.as_map().size() == 2);
  CHECK(map.as_map()[0].first == "a");
  CHECK(map.find("b")->as_integer() == 3);
  CHECK(map.find("c") == nullptr);
}

TEST_CASE("a value nested too deep is refused, and the deepest one allowed can be thrown away", "[value]") {
  Value nest = Value::list({});
  for (std::uint32_t depth = 1; depth < kMaxValueDepth; ++depth) nest = Value::list({nest});
  CHECK_THROWS_AS(Value::list({nest}), Error);
  CHECK_THROWS_AS(Value::map({{"k", nest}}), Error);
}

TEST_CASE("the size of a list that doubles at every level does not overflow", "[value]") {
  Value nest = ints({1});
  for (int i = 0; i < 200; ++i) nest = Value::list({nest, nest});
  CHECK(nest.heap_bytes() >= (std::size_t{1} << 60));
}

TEST_CASE("integers and floats compare exactly, also beyond 2^53", "[compare]") {
  CHECK(equals(Value::integer(1), Value::floating(1.0)) == true);
  CHECK(equals(Value::integer(kBig), Value::floating(static_cast<double>(kBig - 1))) == false);
  CHECK((*compare(Value::integer(kBig), Value::floating(static_cast<double>(kBig - 1))) > 0));
  CHECK((*compare(Value::integer(-1), Value::floating(-1.5)) > 0));
  CHECK(
      (*compare(Value::integer(std::numeric_limits<std::int64_t>::max()), Value::floating(9223372036854775808.0)) < 0));
}

TEST_CASE("null is equal to nothing but is the same as null", "[compare]") {
  CHECK_FALSE(equals(Value::null(), Value::null()).has_value());
  CHECK(same(Value::null(), Value::null()));
  CHECK(equals(ints({1}), Value::list({Value::null()})) == std::nullopt);
  CHECK(equals(Value::list({Value::null(), Value::integer(1)}), Value::list({Value::null(), Value::integer(2)})) ==
        false);
}

TEST_CASE("NaN is unequal to itself, the same for grouping, and sorts after all numbers", "[compare]") {
  const Value nan = Value::floating(std::nan(""));
  CHECK(equals(nan, nan) == false);
  CHECK(same(nan, nan));
  CHECK(hash(nan) == hash(Value::floating(-std::nan(""))));
  CHECK((*compare(nan, Value::integer(1)) == std::partial_ordering::unordered));
  CHECK((order(nan, Value::floating(INFINITY)) > 0));
  CHECK((order(nan, Value::null()) < 0));
}

TEST_CASE("values of different kinds sort in openCypher's order", "[compare]") {
  const std::vector<Value> ascending = {Value::map({}),
                                        Value::node(NodeId(0)),
                                        Value::relationship(RelId(0), TypeId(0)),
                                        ints({}),
                                        Value::path({{NodeId(0)}, {}}),
                                        Value::string(""),
                                        Value::boolean(false),
                                        Value::integer(0),
                                        Value::null()};
  for (std::size_t i = 0; i + 1 < ascending.size(); ++i) {
    CAPTURE(i);
    CHECK((order(ascending[i], ascending[i + 1]) < 0));
    CHECK((order(ascending[i + 1], ascending[i]) > 0));
  }
}

TEST_CASE("lists compare element by element and answer null where a null decides", "[compare]") {
  const Value with_null = Value::list({Value::integer(1), Value::null()});
  CHECK((*compare(ints({1, 0}), ints({1})) > 0));
  CHECK((*compare(with_null, ints({1})) > 0));
  CHECK_FALSE(compare(ints({1, 2}), with_null).has_value());
  CHECK((*compare(ints({1, 2}), Value::list({Value::integer(3), Value::null()})) < 0));
  CHECK_FALSE(compare(Value::string("a"), Value::integer(1)).has_value());
}

TEST_CASE("what is the same has the same hash", "[compare]") {
  CHECK(hash(Value::integer(1)) == hash(Value::floating(1.0)));
  CHECK(hash(ints({1, 2})) == hash(Value::list({Value::floating(1.0), Value::integer(2)})));
  CHECK(hash(Value::floating(0.0)) == hash(Value::floating(-0.0)));
  CHECK(same(Value::floating(0.0), Value::floating(-0.0)));
}

TEST_CASE("a place counts lines and code points from one", "[place]") {
  const std::string text = "MATCH (n)\nRETURN 経済, x";
  const Place place = place_at(text, text.find('x'));
  CHECK(place.line == 2);
  CHECK(place.column == 12);
  CHECK(to_string(place) == "line 2, column 12");
  CHECK(caret_lines(text, place) == "RETURN 経済, x\n" + std::string(13, ' ') + "^\n");
}

TEST_CASE("a caret stands under its place at the end, in an empty text and in a very long line", "[place]") {
  CHECK(caret_lines("", place_at("", 0)) == "\n^\n");
  CHECK(caret_lines("ab", place_at("ab", 99)) == "ab\n  ^\n");
  const std::string text = std::string(500, 'a') + "X" + std::string(500, 'b');
  const std::string shown = caret_lines(text, place_at(text, 500));
  CHECK(shown.size() < 300);
  const std::size_t caret = shown.find('^') - shown.find('\n') - 1;
  CHECK(shown[caret] == 'X');
}

TEST_CASE("what a terminal must not get is escaped in the line that is quoted, with the caret under its place",
          "[place]") {
  const auto lines = [](const std::string& text, std::size_t at) { return caret_lines(text, place_at(text, at)); };
  CHECK(lines("\u009b31mx", 5) == "\\x9b31mx\n       ^\n");
  CHECK(lines("\u202ea\u2066b", 7) == "\\u202ea\\u2066b\n             ^\n");
  CHECK(lines("a\u2028x", 4) == "a\\u2028x\n       ^\n");
  CHECK(lines("'\xff' x", 4) == "'\\xff' x\n       ^\n");
  CHECK(lines("a\tb\x1b[c", 5) == "a b\\x1b[c\n        ^\n");
  const std::string wide = std::string(3000, ' ') + "経済" + "x";
  CHECK(lines(wide, 3006).ends_with("経済x\n" + std::string(60, ' ') + "^\n"));
}

TEST_CASE("the nearest name is offered and nothing far away is", "[error]") {
  const std::vector<std::string> labels = {"Ministry", "Measure", "Agency"};
  CHECK(nearest("Minstry", labels) == "Ministry");
  CHECK(nearest("Ministyr", labels) == "Ministry");
  CHECK_FALSE(nearest("Zebra", labels).has_value());
  CHECK(edit_distance("abc", "abc", 5) == 0);
}
