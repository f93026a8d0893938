#include "query/syntax/parser.h"

#include <catch2/catch.hpp>
#include <chrono>

#include "graph/error.h"
#include "query/syntax/dump.h"

using namespace polgraph;

namespace {

struct Case {
  const char* text;
  const char* expected;
};

std::string tree(std::string_view text) {
  return dump(*parse_expression(text));
}
std::string clauses(std::string_view text) {
  return dump(parse(text));
}

// "Detail line:column message"
std::string fault(std::string_view text) {
  try {
    parse(text);
  } catch (const Error& error) {
    CHECK((error.kind() == Kind::Syntax || error.kind() == Kind::Limit));
    CHECK(error.phase() == Phase::Compile);
    const Place place = error.place().value_or(Place{});
    return error.detail() + " " + std::to_string(place.line) + ":" + std::to_string(place.column) + " " +
           error.message() + (error.hint().empty() ? "" : " [" + error.hint() + "]");
  }
  return "none";
}

std::string detail_of(std::string_view text) {
  const std::string whole = fault(text);
  return whole.substr(0, whole.find(' '));
}

}  // namespace

TEST_CASE("operators bind as openCypher says", "[query][parser]") {
  const Case cases[] = {
      {"a OR b XOR c AND NOT d", "(OR a (XOR b (AND c (NOT d))))"},
      {"NOT a = b", "(NOT (= a b))"},
      {"NOT NOT a AND b", "(AND (NOT (NOT a)) b)"},
      {"a = b IS NULL", "(= a (IS NULL b))"},
      {"a + b IN c + d", "(IN (+ a b) (+ c d))"},
      {"a IN b IN c", "(IN (IN a b) c)"},
      {"a STARTS WITH b ENDS WITH c", "(ENDS WITH (STARTS WITH a b) c)"},
      {"a CONTAINS b =~ c", "(=~ (CONTAINS a b) c)"},
      {"a < b", "(< a b)"},
      {"a < b <= c <> d", "(chain a < b <= c <> d)"},
      {"a - b - c", "(- (- a b) c)"},
      {"a + b * c ^ d", "(+ a (* b (^ c d)))"},
      {"a ^ b ^ c", "(^ (^ a b) c)"},
      {"-a ^ 2", "(^ (- a) 2)"},
      {"-3 ^ 2", "(^ -3 2)"},
      {"- - 1", "(- -1)"},
      {"a - -1", "(- a -1)"},
      {"+a", "(+ a)"},
      {"-a.b[0]", "(- ([] (. a b) 0))"},
      {"a || b + c", "(+ (|| a b) c)"},
      {"a.b.c[1..2][..3][4..][..]", "([..] ([..] ([..] ([..] (. (. a b) c) 1 2) _ 3) 4 _) _ _)"},
      {"a IS NOT NULL = true", "(= (IS NOT NULL a) true)"},
      {"n:A:B", "(: n (& (A B)))"},
      {"n:A|B&!C", "(: n (| (A (& (B (! (C)))))))"},
      {"n:%", "(: n %)"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    CHECK(tree(each.text) == each.expected);
  }
}

TEST_CASE("atoms of every kind", "[query][parser]") {
  const Case cases[] = {
      {"-9223372036854775808", "-9223372036854775808"},
      {"[1, 'a', null]", "(list (1 'a' null))"},
      {"{a: 1, `b c`: {}, match: 2}", "(map ((= a 1) (= `b c` (map ())) (= match 2)))"},
      {"$p", "$p"},
      {"$`a b`", "$a b"},
      {"$0", "$0"},
      {"date.truncate('day', x)", "(call date.truncate ('day' x))"},
      {"count(*)", "(count-star)"},
      {"count(DISTINCT x)", "(call-distinct count (x))"},
      {"CASE x WHEN 1 THEN 2 ELSE 3 END", "(case x ((when 1 2)) 3)"},
      {"CASE WHEN a THEN b WHEN c THEN d END", "(case _ ((when a b) (when c d)) _)"},
      {"[x IN y]", "(comprehension x y _ _)"},
      {"[x IN y WHERE x > 1 | x.a]", "(comprehension x y (> x 1) (. x a))"},
      {"[x IN y WHERE x:A | x.a]", "(comprehension x y (: x A) (. x a))"},
      {"[x IN y, 2]", "(list ((IN x y) 2))"},
      {"[(x IN y)]", "(list ((IN x y)))"},
      {"[(a)-->(b) | b.x]", "(pattern-comprehension (path _ (node a _ _ _) (-> _ _ _ _ _) (node b _ _ _)) _ (. b x))"},
      {"[p = (a)--() WHERE a.x | p]",
       "(pattern-comprehension (path p (node a _ _ _) (-- _ _ _ _ _) (node _ _ _ _)) (. a x) p)"},
      {"all(x IN y WHERE x)", "(all x y x)"},
      {"any(x IN y WHERE x)", "(any x y x)"},
      {"none(x IN y WHERE x)", "(none x y x)"},
      {"single(x IN y WHERE x)", "(single x y x)"},
      {"any(x)", "(call any (x))"},
      {"reduce(s = 0, x IN y | s + x)", "(reduce s 0 x y (+ s x))"},
      {"filter(x IN y WHERE x)", "(comprehension x y x _)"},
      {"extract(x IN y | x.a)", "(comprehension x y _ (. x a))"},
      {"n {.a, .*, b: 1, c}", "(project n ((. a) .* (= b 1) c))"},
      {"exists(n.x)", "(call exists ((. n x)))"},
      {"exists((a)-->())", "(pattern (path _ (node a _ _ _) (-> _ _ _ _ _) (node _ _ _ _)))"},
      {"shortestPath((a)-[*]->(b))", "(path-of (shortest _ (node a _ _ _) (-> _ _ .. _ _) (node b _ _ _)))"},
      {"EXISTS { (a)-->(b) WHERE b.x }",
       "(exists (query ((match ((path _ (node a _ _ _) (-> _ _ _ _ _) (node b _ _ _))) (. b x)))))"},
      {"COUNT { MATCH (a) }", "(count (query ((match ((path _ (node a _ _ _))) _))))"},
      {"COLLECT { MATCH (a) RETURN a }",
       "(collect (query ((match ((path _ (node a _ _ _))) _) (return _ _ ((item a _)) () _ _ _))))"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    CHECK(tree(each.text) == each.expected);
  }
}

TEST_CASE("a parenthesis opens a pattern only where a relationship follows it", "[query][parser]") {
  const Case cases[] = {
      {"(a)", "a"},
      {"(a:B)", "(: a B)"},
      {"(a) - (b)", "(- a b)"},
      {"(a) < -(b)", "(< a (- b))"},
      {"(1)--(2)", "(- 1 (- 2))"},
      {"(a)-[1, 2]", "(- a (list (1 2)))"},
      {"NOT (a)-[:T]-(b)", "(NOT (pattern (path _ (node a _ _ _) (-- _ T _ _ _) (node b _ _ _))))"},
      {"((a)<--(b)) AND c", "(AND (pattern (path _ (node a _ _ _) (<- _ _ _ _ _) (node b _ _ _))) c)"},
      {"CASE WHEN (a)-->() THEN 1 END",
       "(case _ ((when (pattern (path _ (node a _ _ _) (-> _ _ _ _ _) (node _ _ _ _))) 1)) _)"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    CHECK(dump(parse(std::string("MATCH (n) WHERE ") + each.text + " RETURN n")).find(each.expected) !=
          std::string::npos);
  }
}

TEST_CASE("patterns of every form", "[query][parser]") {
  const Case cases[] = {
      {"(:A:B {x: 1})", "(path _ (node _ (& (A B)) (map ((= x 1))) _))"},
      {"(n IS A WHERE n.x)", "(path _ (node n A _ (. n x)))"},
      {"(a)-[r:A|:B|C*2 {x: 1}]->(b)",
       "(path _ (node a _ _ _) (-> r (| (A B C)) 2..2 (map ((= x 1))) _) (node b _ _ _))"},
      {"(a)-[*..3]-()", "(path _ (node a _ _ _) (-- _ _ ..3 _ _) (node _ _ _ _))"},
      {"(a)<-[*0..]-()", "(path _ (node a _ _ _) (<- _ _ 0.. _ _) (node _ _ _ _))"},
      {"(a)<-->(b)", "(path _ (node a _ _ _) (-- _ _ _ _ _) (node b _ _ _))"},
      {"(a)-[r:A WHERE r.x > 1]->(b)", "(path _ (node a _ _ _) (-> r A _ _ (> (. r x) 1)) (node b _ _ _))"},
      {"(a)-[:A]->+(b)", "(path _ (node a _ _ _) (-> _ A 1.. _ _) (node b _ _ _))"},
      {"(a)-->{1,3}(b)", "(path _ (node a _ _ _) (-> _ _ 1..3 _ _) (node b _ _ _))"},
      {"((a)-->(b))", "(path _ (node a _ _ _) (-> _ _ _ _ _) (node b _ _ _))"},
      {"p = (a)", "(path p (node a _ _ _))"},
      {"p = allShortestPaths((a)-[*]-(b))", "(all-shortest p (node a _ _ _) (-- _ _ .. _ _) (node b _ _ _))"},
      {"(a)\u2014[:T]\u2014\u3009(b)", "(path _ (node a _ _ _) (-> _ T _ _ _) (node b _ _ _))"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    CHECK(clauses(std::string("MATCH ") + each.text + " RETURN 1") ==
          std::string("(query ((match (") + each.expected + ") _) (return _ _ ((item 1 _)) () _ _ _)))");
  }
}

TEST_CASE("clauses of every kind", "[query][parser]") {
  const Case cases[] = {
      {"optional match (n) where n.x return distinct *, n as m order by n desc, m skip 1 limit 2",
       "(query ((optional-match ((path _ (node n _ _ _))) (. n x)) "
       "(return distinct * ((item n m)) ((desc n) (asc m)) 1 2 _)))"},
      {"WITH 1 AS x WHERE x > 0 RETURN x",
       "(query ((with _ _ ((item 1 x)) () _ _ (> x 0)) (return _ _ ((item x _)) () _ _ _)))"},
      {"UNWIND [1] AS x CREATE (:A {x: x})",
       "(query ((unwind (list (1)) x) (create ((path _ (node _ A (map ((= x x))) _))))))"},
      {"MERGE (a:A) ON CREATE SET a.x = 1, a:B ON MATCH SET a += {y: 2}, a = $p",
       "(query ((merge (path _ (node a A _ _)) ((property (. a x) 1 ()) (labels a _ (B))) "
       "((add a (map ((= y 2))) ()) (replace a $p ())))))"},
      {"MATCH (n) REMOVE n.x, n:A:B DETACH DELETE n, n.m",
       "(query ((match ((path _ (node n _ _ _))) _) (remove ((item (. n x) _ ()) (item _ n (A B)))) "
       "(detach-delete (n (. n m)))))"},
      {"CALL a.b", "(query ((call-procedure a.b _ () _ () _)))"},
      {"CALL a.b(1) YIELD *", "(query ((call-procedure a.b () (1) * () _)))"},
      {"CALL a.b() YIELD x AS y, z WHERE z RETURN y",
       "(query ((call-procedure a.b () () yield ((as x y) (as z z)) z) (return _ _ ((item y _)) () _ _ _)))"},
      {"CALL { RETURN 1 AS x UNION ALL RETURN 2 AS x } RETURN x",
       "(query ((call-subquery (query ((return _ _ ((item 1 x)) () _ _ _)) union-all ((return _ _ ((item 2 x)) () _ _ "
       "_)))) (return _ _ ((item x _)) () _ _ _)))"},
      {"CALL (a, b) { CREATE () }", "(query ((call-subquery _ (a b) (query ((create ((path _ (node _ _ _ _)))))))))"},
      {"FOREACH (x IN y | CREATE () SET x.a = 1)",
       "(query ((foreach x y ((create ((path _ (node _ _ _ _)))) (set ((property (. x a) 1 ())))))))"},
      {"LOAD CSV WITH HEADERS FROM 'f' AS r FIELDTERMINATOR ';' RETURN r",
       "(query ((load-csv-headers 'f' r ';') (return _ _ ((item r _)) () _ _ _)))"},
      {"EXPLAIN RETURN 1;", "explain (query ((return _ _ ((item 1 _)) () _ _ _)))"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    CHECK(clauses(each.text) == each.expected);
  }
}

TEST_CASE("a column without AS is named as it was written", "[query][parser]") {
  const auto statement = parse("RETURN  n.x+1 , (  a ) , count( * ) AS `c d` // end");
  const auto& items = std::get<ast::Return>(statement.query.parts[0][0].node).projection.items;
  CHECK(items[0].text == "n.x+1");
  CHECK(items[1].text == "(  a )");
  CHECK(items[2].alias == "c d");
}

TEST_CASE("words of the language may be names where that is clear", "[query][parser]") {
  for (const char* text :
       {"MATCH (start)-[:X]->(end) RETURN end, start AS order, 1 AS limit ORDER BY order DESC LIMIT 3",
        "MATCH (n:Match {where: 1})-[:IN]->() RETURN n.return, n.exists", "RETURN {and: 1, `null`: 2}.and AS all",
        "MATCH (count), (any), (collect) RETURN count, any.x, collect", "RETURN 1 AS `match`"}) {
    CAPTURE(text);
    CHECK(fault(text) == "none");
  }
  CHECK(detail_of("RETURN 1 AS match") == "UnexpectedSyntax");
}

TEST_CASE("a mistake is named with its place, what was expected and what was probably meant", "[query][parser]") {
  const Case cases[] = {
      {"MACTH (n) RETURN n",
       "UnexpectedSyntax 1:1 unexpected `MACTH`, expected a clause such as MATCH, CREATE or RETURN [did you mean "
       "MATCH?]"},
      {"MATCH (n)\n  RETRUN n",
       "UnexpectedSyntax 2:3 unexpected `RETRUN`, expected an operator, a clause or the end of the statement [did you "
       "mean RETURN?]"},
      {"RETURN '日本' x",
       "UnexpectedSyntax 1:13 unexpected `x`, expected an operator, a clause or the end of the statement"},
      {"MATCH (n) RETURN", "UnexpectedSyntax 1:17 unexpected end of the statement, expected an expression"},
      {"RETURN a == b", "UnexpectedSyntax 1:11 unexpected `=`, expected an expression [write = once]"},
      {"RETURN 'abc", "UnexpectedSyntax 1:8 the string that begins here has no closing '"},
      {"RETURN “a”", "InvalidUnicodeCharacter 1:8 unexpected character `“` [write \" for a string]"},
      {"RETURN 42 — 41", "InvalidUnicodeCharacter 1:11 unexpected character `—` [write - < > as on the keyboard]"},
      {"ALTER USER a", "UnsupportedFeature 1:1 `ALTER` is not supported"},
      {"CREATE DATABASE x",
       "UnsupportedFeature 1:1 `CREATE DATABASE` is not supported [CREATE makes nodes and relationships: CREATE (n:Label "
       "{key: value})]"},
      {"MATCH (n)", "InvalidClauseComposition 1:1 a query cannot end with MATCH [say with RETURN what the answer is]"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    CHECK(fault(each.text) == each.expected);
  }
}

TEST_CASE("details are the words of the TCK", "[query][parser]") {
  const Case cases[] = {
      {"RETURN 0x", "InvalidNumberLiteral"},
      {"RETURN 9223372036854775808", "IntegerOverflow"},
      {"RETURN 1e999", "FloatingPointOverflow"},
      {"RETURN '\\uH'", "InvalidUnicodeLiteral"},
      {"RETURN '\xFF'", "InvalidUnicodeCharacter"},
      {"RETURN {1a: 1}", "UnexpectedSyntax"},
      {"RETURN 1#2", "UnexpectedSyntax"},
      {"MATCH (a)-[:T..]->() RETURN a", "InvalidRelationshipPattern"},
      {"MATCH (a)-[:T*-2]->() RETURN a", "InvalidRelationshipPattern"},
      {"MATCH (n $p) RETURN n", "InvalidParameterUse"},
      {"MERGE (a)-[:T $p]->(b)", "InvalidParameterUse"},
      {"CREATE (a $p)", "none"},
      {"CREATE ()-->()", "NoSingleRelationshipType"},
      {"CREATE ()-[:A|B]->()", "NoSingleRelationshipType"},
      {"CREATE ()-[:A]-()", "RequiresDirectedRelationship"},
      {"MERGE ()-[:A]-()", "none"},
      {"CREATE ()-[:A*2]->()", "CreatingVarLength"},
      {"MATCH (n) DELETE n:A", "InvalidDelete"},
      {"RETURN 1 UNION RETURN 1 UNION ALL RETURN 1", "InvalidClauseComposition"},
      {"RETURN 1 MATCH (n) RETURN n", "InvalidClauseComposition"},
      {"CREATE (a) MATCH (b) RETURN b", "InvalidClauseComposition"},
      {"MATCH (n) WHERE EXISTS { MATCH (m) SET m.x = 1 } RETURN n", "InvalidClauseComposition"},
      {"MATCH (n) RETURN (n)-->()", "UnexpectedSyntax"},
      {"MATCH (n) RETURN size((n)-->())", "UnexpectedSyntax"},
      {"MATCH (n) RETURN [(n)-->()]", "UnexpectedSyntax"},
      {"MATCH (n) WHERE 1 = (n)-->() RETURN n", "UnexpectedSyntax"},
      {"MATCH (n) CALL p RETURN n", "InvalidArgumentPassingMode"},
      {"CALL p() YIELD * RETURN 1", "UnexpectedSyntax"},
      {"RETURN 1 IS NUL", "UnexpectedSyntax"},
      {"MATCH ((a)-->(b)){2} RETURN a", "none"},
      {"MATCH ((a)-->(b)){2,1} RETURN a", "InvalidQuantifier"},
      {"MATCH ((a)-->(b)){0} RETURN a", "InvalidQuantifier"},
      {"MATCH ((a)-->(b)){,0} RETURN a", "InvalidQuantifier"},
      {"MATCH (a)-->{3,1}(b) RETURN a", "InvalidQuantifier"},
      {"MATCH ((a)-->(b)){} RETURN a", "InvalidRelationshipPattern"},
      {"MATCH ((a)-->(b))? RETURN a", "UnsupportedFeature"},
      {"MATCH (((a)-->(b))+(c)){2} RETURN a", "UnsupportedFeature"},
      {"MATCH ((a)-[*]->(b)){2} RETURN a", "UnsupportedFeature"},
      {"MATCH ((a)){2} RETURN a", "UnexpectedSyntax"},
      {"MATCH (x)(y) RETURN x", "UnexpectedSyntax"},
      {"MATCH (x) ((a)-->(b)) (y) RETURN x", "none"},
      {"MATCH (x) (p = (a)-->(b)) (y) RETURN x", "UnsupportedFeature"},
      {"CREATE ((a)-[:T]->(b)){2}", "CreatingVarLength"},
      {"CREATE SHORTEST (a)-[:T]->(b)", "UnsupportedFeature"},
      {"MATCH SHORTEST 2 (a)-->(b) RETURN a", "none"},
      {"MATCH SHORTEST 0 (a)-->(b) RETURN a", "InvalidArgumentType"},
      {"MATCH WALK (a)-->(b) RETURN a", "UnsupportedFeature"},
      {"MATCH ANY SHORTEST WALK PATHS (a)-->(b) RETURN a", "UnsupportedFeature"},
      {"MATCH REPEATABLE ELEMENTS (a)-->(b) RETURN a", "UnsupportedFeature"},
      {"MATCH SHORTEST 2 (a)-->(b), (c) RETURN a", "UnsupportedFeature"},
      {"CALL { RETURN 1 AS x } IN TRANSACTIONS RETURN x", "UnsupportedFeature"},
      {"RETURN 1; RETURN 2", "UnexpectedSyntax"},
      {"", "UnexpectedSyntax"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    CHECK(detail_of(each.text) == each.expected);
  }
}

TEST_CASE("hostile nesting ends at a limit, in a moment", "[query][parser][limits]") {
  const auto repeated = [](std::string_view part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += part;
    return text;
  };
  const auto begun = std::chrono::steady_clock::now();
  CHECK(detail_of("RETURN " + repeated("(", 100000)) == "NestingTooDeep");
  CHECK(detail_of("RETURN " + repeated("[", 999) + repeated("]", 999)) == "none");
  CHECK(detail_of("RETURN " + repeated("NOT ", 100000) + "true") == "NestingTooDeep");
  CHECK(detail_of("RETURN " + repeated("- ", 100000) + "x") == "NestingTooDeep");
  CHECK(detail_of("RETURN x" + repeated(".a", 100000)) == "NestingTooDeep");
  CHECK(detail_of("RETURN 1" + repeated("+1", 100000)) == "NestingTooDeep");
  CHECK(detail_of("RETURN " + repeated("((x+1)", 900) + repeated(")", 900)) != "");
  CHECK(detail_of("RETURN " + repeated("CASE WHEN ", 100000)) == "NestingTooDeep");
  CHECK(detail_of("MATCH (n:" + repeated("!", 100000) + "A) RETURN n") == "NestingTooDeep");
  CHECK(detail_of("RETURN " + repeated("EXISTS { MATCH (n) WHERE ", 5000)) == "NestingTooDeep");
  CHECK(detail_of("MATCH " + repeated("(", 5000)) == "NestingTooDeep");
  CHECK(detail_of("RETURN [0" + repeated(",1", 1000000) + "]") == "StatementTooLong");
  CHECK(detail_of("MATCH " + repeated("()-->", 100000) + "() RETURN 1") == "StatementTooLong");
  CHECK(detail_of("MATCH ()" + repeated(",()", 100000) + " RETURN 1") == "StatementTooLong");
  // What is long and not deep is no problem.
  CHECK(detail_of("RETURN x=0" + repeated(" OR x=1", 100000)) == "none");
  CHECK(detail_of("RETURN [0" + repeated(",1", 300000) + "]") == "none");
  CHECK(detail_of("MATCH (a)" + repeated("-->()", 3000) + " RETURN a") == "none");
  CHECK(detail_of("CREATE ()" + repeated(",()", 100000)) == "none");
  CHECK(detail_of("RETURN " + repeated("[x IN ", 400) + "y" + repeated("]", 400)) == "none");
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(30));
}

TEST_CASE("a tree knows its height, pattern parts included", "[query][parser]") {
  CHECK(parse_expression("x")->height == 1);
  CHECK(parse_expression("1 + 2 + 3")->height == 3);
  CHECK(parse_expression("f([1, {a: x.y}])")->height == 5);
  CHECK(parse_expression("[(a {x: 1 + 2})-->() | a]")->height == 4);
}
