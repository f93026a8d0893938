#include "graph/text/json.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "graph/compare.h"
#include "graph/error.h"

using namespace polgraph;

namespace {

Error fault(std::string_view text) {
  try {
    parse_json(text, "p.json");
  } catch (const Error& error) {
    return error;
  }
  FAIL("no error for " << text);
  throw;
}

}  // namespace

TEST_CASE("JSON goes to values and back to the same text", "[text][json]") {
  for (const char* text : {"null", "true", "false", "0", "-1", "9223372036854775807", "-9223372036854775808", "1.0",
                           "0.1", "1.0e300", "\"\"", "\"a\\\"b\\\\c\\n\\u0001\\u007f 経産省 🚀\"", "[]", "{}",
                           "[1,[2,[]],{}]", "{\"a\":1,\"b\":[true,null]}"}) {
    CHECK(to_json(parse_json(text)) == text);
  }
  CHECK(parse_json(" 9007199254740993 ").as_integer() == 9007199254740993);
  CHECK(parse_json("1e3").is_float());
  CHECK(parse_json("\"\\ud83d\\ude80\"").as_string() == "🚀");
}

TEST_CASE("floats that JSON cannot spell become strings", "[text][json]") {
  CHECK(to_json(Value::floating(std::nan(""))) == "\"NaN\"");
  CHECK(to_json(Value::floating(-std::numeric_limits<double>::infinity())) == "\"-Infinity\"");
  CHECK(to_json(Value::floating(1)) == "1.0");
}

TEST_CASE("temporal values are their ISO text", "[text][json]") {
  CHECK(to_json(Value::list({Value::date(make_date(1984, 10, 11))})) == "[\"1984-10-11\"]");
}

TEST_CASE("bytes that are no UTF-8 become the replacement letter", "[text][json]") {
  std::string out;
  append_json_string(out, "caf\xe9");
  CHECK(out == "\"caf\uFFFD\"");
}

TEST_CASE("what is no JSON is refused where it goes wrong", "[text][json][hostile]") {
  struct Case {
    const char* text;
    std::int64_t line, column;
  };
  for (const Case& c :
       {Case{"{\"a\": 1,\n \"b\": }", 2, 7}, Case{"[1 2]", 1, 4}, Case{"", 1, 1}, Case{"{\"a\":1} x", 1, 9},
        Case{"{\"経\":1, \"b\":2, \"経\":3}", 1, 17}, Case{"\n[9223372036854775808]", 2, 21},
        Case{"[-9223372036854775809]", 1, 22}, Case{"[100000000000000000000]", 1, 23}}) {
    CAPTURE(c.text);
    const Error error = fault(c.text);
    CHECK(error.detail() == "InvalidJson");
    REQUIRE(error.place());
    CHECK(error.place()->file == "p.json");
    CHECK(error.place()->line == c.line);
    CHECK(std::abs(error.place()->column - c.column) <= 1);
  }
  for (const char* text :
       {"[1,]", "{a:1}", "'a'", "01", "NaN", "[1", "\"\\ud800\"", "\"\x01\"", "1e999", "\"\xff\"", "// c\n1"}) {
    CAPTURE(text);
    CHECK(fault(text).kind() == Kind::Input);
  }
  CHECK(fault("{\"a\":1,\"a\":1}").message() == "key `a` occurs twice in one object");
}

TEST_CASE("deep nesting is a limit, not a crash", "[text][json][hostile]") {
  const std::string deep(1000000, '[');
  CHECK(fault(deep).detail() == "NestingTooDeep");
  std::string allowed(900, '[');
  allowed += std::string(900, ']');
  CHECK(to_json(parse_json(allowed)) == allowed);
}

TEST_CASE("JSON is read as it is spelled where its figures are to be compared", "[text][json]") {
  const Value value = parse_json_as_spelled(R"([1.50, 1e3, -7, 123456789012345678901234567890, true, null, "x"])");
  std::string spelled;
  for (const Value& item : value.as_list()) spelled += std::string(item.as_string()) + " ";
  CHECK(spelled == "1.50 1e3 -7 123456789012345678901234567890 true null x ");
}
