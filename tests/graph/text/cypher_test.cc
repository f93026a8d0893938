#include "graph/text/cypher.h"

#include <catch2/catch.hpp>
#include <limits>

#include "graph/text/letters.h"
#include "graph/text/temporal.h"

using namespace polgraph;

namespace {

std::string name(std::string_view given) {
  std::string out;
  append_cypher_name(out, given);
  return out;
}

}  // namespace

TEST_CASE("values are written as Cypher reads them", "[graph][text][cypher]") {
  CHECK(to_cypher(Value::null()) == "null");
  CHECK(to_cypher(Value::boolean(true)) == "true");
  CHECK(to_cypher(Value::integer(std::numeric_limits<std::int64_t>::min())) == "-9223372036854775808");
  CHECK(to_cypher(Value::floating(1)) == "1.0");
  CHECK(to_cypher(Value::floating(std::numeric_limits<double>::infinity())) == "(1.0 / 0.0)");
  CHECK(to_cypher(Value::string("it's \\ a\n\t\x01 日本")) == "'it\\'s \\\\ a\\n\\t\\u0001 日本'");
  CHECK(to_cypher(Value::list({Value::integer(1), Value::list({})})) == "[1, []]");
  CHECK(to_cypher(Value::map({{"b c", Value::integer(1)}, {"a", Value::null()}})) == "{a: null, `b c`: 1}");
  CHECK(to_cypher(*parse_temporal(ValueKind::Date, "2021-07-01")) == "date('2021-07-01')");
  CHECK(to_cypher(*parse_temporal(ValueKind::Duration, "P1M")) == "duration('P1M')");
}

TEST_CASE("entities without a graph are their numbers", "[graph][text][cypher]") {
  CHECK(to_cypher(Value::node(NodeId(12))) == "(#12)");
  CHECK(to_cypher(Value::relationship(RelId(7), TypeId(0))) == "[#7]");
  CHECK(to_cypher(Value::path({{NodeId(1), NodeId(2)}, {{RelId(3), TypeId(0)}}})) == "(#1)-[#3]-(#2)");
}

TEST_CASE("a name is quoted where it is none without quotes", "[graph][text][cypher]") {
  CHECK(name("name") == "name");
  CHECK(name("日本_1") == "日本_1");
  CHECK(name("a b") == "`a b`");
  CHECK(name("a`b") == "`a``b`");
  CHECK(name("1a") == "`1a`");
  CHECK(name("") == "``");
  CHECK(name("a\xFF") == "`a\xFF`");
}

TEST_CASE("letters of every alphabet make names, marks and blanks do not", "[graph][text][letters]") {
  for (const char32_t letter : {U'a', U'Z', U'_', U'é', U'日', U'ア', U'Ω', U'\u203F'}) CHECK(is_name_start(letter));
  for (const char32_t letter : {U'1', U'-', U' ', U'“', U'—', U'\u3000', U'$'}) CHECK(!is_name_start(letter));
  for (const char32_t letter : {U'1', U'\u0301', U'٣', U'€'}) CHECK(is_name_part(letter));
  for (const char32_t letter : {U' ', U'\t', U'\u00A0', U'\u3000', U'\u2028', U'\x1C'}) CHECK(is_blank(letter));
  CHECK(!is_blank(U'a'));
  CHECK(!is_blank(U'\u200B'));
}
