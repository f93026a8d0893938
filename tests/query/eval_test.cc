#include "query/eval.h"

#include <catch2/catch.hpp>

#include "tests/support/query_graph.h"

using namespace polgraph;
using polgraph::test::QueryGraph;

TEST_CASE("expressions and their values", "[query][eval]") {
  struct Case {
    const char* expression;
    const char* value;
  };
  const Case cases[] = {
      // three-valued logic
      {"true AND null", "null"},
      {"false AND null", "false"},
      {"true OR null", "true"},
      {"false OR null", "null"},
      {"true XOR null", "null"},
      {"NOT null", "null"},
      {"null = null", "null"},
      {"null IS NULL", "true"},
      {"1 <> null", "null"},
      // comparison
      {"1 = 1.0", "true"},
      {"1 < 2 <= 2", "true"},
      {"3 > 2 > 2", "false"},
      {"1 < 'a'", "null"},
      {"0.0 / 0.0 = 0.0 / 0.0", "false"},
      {"[1, null] = [1, 2]", "null"},
      {"[1, null] = [2, null]", "false"},
      {"{a: 1} = {a: 1.0}", "true"},
      // IN
      {"1 IN [1, null]", "true"},
      {"3 IN [1, null]", "null"},
      {"null IN []", "false"},
      {"[1] IN [[1]]", "true"},
      // lists
      {"[1, 2, 3][-1]", "3"},
      {"[1, 2, 3][5]", "null"},
      {"[1, 2, 3][1..]", "[2, 3]"},
      {"[1, 2, 3][..-1]", "[1, 2]"},
      {"[1, 2, 3][2..1]", "[]"},
      {"[1, 2, 3][null..2]", "null"},
      {"[x IN [1, 2, 3] WHERE x > 1 | x * 10]", "[20, 30]"},
      {"[x IN null | x]", "null"},
      {"reduce(sum = 0, x IN [1, 2, 3] | sum + x)", "6"},
      {"all(x IN [] WHERE x > 0)", "true"},
      {"any(x IN [1, null] WHERE x > 1)", "null"},
      {"none(x IN [1, null] WHERE x = 1)", "false"},
      {"single(x IN [1, 2] WHERE x = 1)", "true"},
      // maps
      {"{a: {b: 1}}.a.b", "1"},
      {"{a: 1}['a']", "1"},
      {"{a: 1}.b", "null"},
      // strings
      {"'abc' STARTS WITH 'ab' AND 'abc' ENDS WITH 'c' AND 'abc' CONTAINS ''", "true"},
      {"1 STARTS WITH 'a'", "null"},
      {"'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' =~ '(a+)+$'", "false"},
      {"'日本' =~ '..'", "true"},
      // case
      {"CASE WHEN null THEN 1 WHEN true THEN 2 END", "2"},
      {"CASE 3 WHEN 1 THEN 'a' ELSE 'b' END", "'b'"},
      {"CASE null WHEN null THEN 1 ELSE 2 END", "2"},
      {"coalesce(null, 1, 1 / 0)", "1"},
      {"null.a", "null"},
      {"null[0]", "null"},
  };
  QueryGraph graph;
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(graph.one("RETURN " + std::string(c.expression) + " AS it") == c.value);
  }
}

TEST_CASE("a fault while running says where", "[query][eval]") {
  QueryGraph graph;
  CHECK(graph.fault("UNWIND [0] AS x\nRETURN 1 / x") == "ArithmeticError run DivideByZero 2:8");
  CHECK(graph.fault("UNWIND [1] AS x RETURN x.name") == "TypeError run InvalidArgumentType 1:24");
  CHECK(graph.fault("WITH {a: 1} AS m, 0 AS k RETURN m[k]") == "TypeError run MapElementAccessByNonString 1:33");
  CHECK(graph.fault("WITH [1] AS l, 'a' AS k RETURN l[k]") == "TypeError run InvalidArgumentType 1:32");
  CHECK(graph.fault("RETURN 'a' =~ '('") == "ArgumentError run InvalidRegularExpression 1:8");
}

TEST_CASE("what can never be right is refused before any data", "[query][eval]") {
  QueryGraph graph;
  CHECK(graph.fault("MATCH (n) RETURN 1 AND true") == "SyntaxError compile InvalidArgumentType 1:18");
  CHECK(graph.fault("MATCH (n) RETURN 1 IN 2") == "SyntaxError compile InvalidArgumentType 1:23");
  CHECK(graph.fault("MATCH (n) WHERE n RETURN n") == "SyntaxError compile InvalidArgumentType 1:17");
  CHECK(graph.fault("MATCH p = (a)-->(b) RETURN p.name") == "SyntaxError compile InvalidArgumentType 1:28");
  CHECK(graph.fault("RETURN [x IN ['a'] | x % 2]") == "SyntaxError compile InvalidArgumentType 1:22");
}
