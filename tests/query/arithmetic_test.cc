#include "query/arithmetic.h"

#include <catch2/catch.hpp>
#include <limits>

#include "graph/error.h"
#include "graph/text/cypher.h"

using namespace polgraph;

namespace {

using Operation = Value (*)(const Value&, const Value&);

Value i(std::int64_t number) {
  return Value::integer(number);
}
Value f(double number) {
  return Value::floating(number);
}
Value s(const char* text) {
  return Value::string(text);
}

std::string detail_of(Operation operation, const Value& a, const Value& b) {
  try {
    operation(a, b);
  } catch (const Error& error) {
    return error.detail();
  }
  return "none";
}

constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();

}  // namespace

TEST_CASE("arithmetic gives what openCypher says", "[query][arithmetic]") {
  struct Case {
    Operation operation;
    Value a, b;
    const char* result;
  };
  const Case cases[] = {
      {&add, i(1), i(2), "3"},
      {&add, i(1), f(2.5), "3.5"},
      {&add, s("a"), s("b"), "'ab'"},
      {&add, s("a"), i(1), "'a1'"},
      {&add, f(1.5), s("a"), "'1.5a'"},
      {&add, Value::list({i(1)}), Value::list({i(2)}), "[1, 2]"},
      {&add, Value::list({i(1)}), i(2), "[1, 2]"},
      {&add, i(0), Value::list({i(1)}), "[0, 1]"},
      {&add, Value(), i(1), "null"},
      {&subtract, i(1), i(2), "-1"},
      {&multiply, i(3), f(0.5), "1.5"},
      {&divide, i(7), i(2), "3"},
      {&divide, i(-7), i(2), "-3"},
      {&divide, i(7), f(2), "3.5"},
      {&modulo, i(-7), i(3), "-1"},
      {&modulo, i(kMin), i(-1), "0"},
      {&modulo, f(5.5), i(2), "1.5"},
      {&power, i(2), i(10), "1024.0"},
      {&power, i(2), Value(), "null"},
      {&concat, s("a"), s("b"), "'ab'"},
      {&concat, Value::list({i(1)}), Value::list({s("b")}), "[1, 'b']"},
  };
  for (const Case& c : cases) CHECK(to_cypher(c.operation(c.a, c.b)) == c.result);
  CHECK(to_cypher(negate(i(5))) == "-5");
  CHECK(negate(Value()).is_null());
}

TEST_CASE("an integer that does not fit 64 bits is an error, never a wrapped number", "[query][arithmetic]") {
  CHECK(detail_of(&add, i(kMax), i(1)) == "IntegerOverflow");
  CHECK(detail_of(&subtract, i(kMin), i(1)) == "IntegerOverflow");
  CHECK(detail_of(&multiply, i(kMax), i(2)) == "IntegerOverflow");
  CHECK(detail_of(&divide, i(kMin), i(-1)) == "IntegerOverflow");
  CHECK_THROWS_AS(negate(i(kMin)), Error);
}

TEST_CASE("whole numbers are not divided by zero, floats follow IEEE 754", "[query][arithmetic]") {
  CHECK(detail_of(&divide, i(1), i(0)) == "DivideByZero");
  CHECK(detail_of(&modulo, i(1), i(0)) == "DivideByZero");
  CHECK(divide(f(1), i(0)).as_float() == std::numeric_limits<double>::infinity());
}

TEST_CASE("what cannot be computed is a type error", "[query][arithmetic]") {
  CHECK(detail_of(&add, Value::boolean(true), i(1)) == "InvalidArgumentType");
  CHECK(detail_of(&subtract, s("a"), i(1)) == "InvalidArgumentType");
  CHECK(detail_of(&concat, s("a"), i(1)) == "InvalidArgumentType");
}
