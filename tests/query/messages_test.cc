// What a mistake is told with: the words, the place, and one thing that can be done.
#include <catch2/catch.hpp>

#include "tests/support/query_graph.h"

using namespace polgraph;
using polgraph::test::QueryGraph;

namespace {

struct Case {
  const char* statement;
  const char* told;  // "line:column message"
  const char* hint;
};

class Teller : public QueryGraph {
 public:
  Teller()
      : QueryGraph(
            "CREATE (:Ministry {id: 'meti', name: 'METI', budget: 10})-[:FUNDS {amount: 1}]->(:Fund {name: 'GIF'})") {}

  std::string told(const std::string& query, std::string& hint) {
    try {
      ask(query);
    } catch (const Error& error) {
      hint = error.hint();
      const std::string place = error.place() ? std::to_string(error.place()->line) + ":" +
                                                    std::to_string(error.place()->column) + " "
                                              : std::string();
      return place + error.message();
    }
    hint.clear();
    return "nothing";
  }

  void check(const std::vector<Case>& cases) {
    for (const Case& each : cases) {
      std::string hint;
      const std::string got = told(each.statement, hint);
      CHECK(std::string(each.statement) + "\n" + got + "\n" + hint ==
            std::string(each.statement) + "\n" + each.told + "\n" + each.hint);
    }
  }
};

}  // namespace

TEST_CASE("a word that is no word of the language", "[query][messages]") {
  Teller().check({
      {"MTACH (n) RETURN n", "1:1 unexpected `MTACH`, expected a clause such as MATCH, CREATE or RETURN",
       "did you mean MATCH?"},
      {"MATCH (n)\nRETRUN n", "2:1 unexpected `RETRUN`, expected an operator, a clause or the end of the statement",
       "did you mean RETURN?"},
      {"MATCH (n) RETURN n LIMT 1",
       "1:20 unexpected `LIMT`, expected an operator, a clause or the end of the statement", "did you mean LIMIT?"},
      {"SELECT * FROM n", "1:1 `SELECT` is not supported", "Cypher asks with MATCH (n:Label) RETURN n.name"},
      {"UPDATE n SET x = 1", "1:1 `UPDATE` is not supported", "write MATCH (n:Label) SET n.key = value"},
      {"MATCH (n) WHERE n.name LIKE 'M%' RETURN n", "1:24 `LIKE` is not supported",
       "write CONTAINS 'x', STARTS WITH 'x', or =~ '.*x.*'"},
      {"MATCH (n) RETURN n.name AS a WHERE a = 'x'", "1:30 WHERE stands behind MATCH, WITH or YIELD only",
       "write WITH ... WHERE ... RETURN ..."},
      {"RETURN 'it's'", "1:12 unexpected `s`, expected an operator, a clause or the end of the statement",
       "a quote inside of a text is written with a backslash, or the text between the other quotes"},
      {"MERGE (a), (b)", "1:10 MERGE takes one pattern", "write MERGE again for the next one"},
      {"RETURN 1 == 1", "1:11 unexpected `=`, expected an expression", "write = once"},
      {"RETURN 1 != 1", "1:10 unexpected `!`, expected an operator, a clause or the end of the statement",
       "write <> for \"is not equal to\""},
      {"RETURN 経産 – 1", "1:11 unexpected character `–`", "write - < > as on the keyboard"},
      {"RETURN all(x IN [1])", "1:20 unexpected `)`, expected WHERE", ""},
  });
}

TEST_CASE("a name that means nothing", "[query][messages]") {
  Teller teller;
  teller.options.parameters["name"] = Value::string("METI");
  teller.check({
      {"MATCH (person) RETURN persn.name", "1:23 variable `persn` is not defined", "did you mean `person`?"},
      {"MATCH (n) WHERE n.name = METI RETURN n", "1:26 variable `METI` is not defined",
       "a text is written in quotes: 'METI'"},
      {"MATCH (node) WITH node.name AS title RETURN node.budget", "1:45 variable `node` is not defined",
       "the WITH before ended its scope: name it there, WITH ..., node"},
      {"MATCH (n) RETURN DISTINCT n.name ORDER BY n.budget", "1:43 variable `n` is not defined here",
       "after an aggregate or DISTINCT only the columns are left: add what is asked for to them"},
      {"MATCH (n) RETURN n.name, count(*) ORDER BY n.budget", "1:44 variable `n` is not defined here",
       "after an aggregate or DISTINCT only the columns are left: add what is asked for to them"},
      {"RETURN toUper('a')", "1:8 there is no function `toUper`", "did you mean toUpper()?"},
      {"RETURN len('a')", "1:8 there is no function `len`", "instead: size(list or text)"},
      {"RETURN first([1])", "1:8 there is no function `first`", "instead: head(list)"},
      {"RETURN IFNULL(1, 2)", "1:8 there is no function `IFNULL`", "instead: coalesce(value, other)"},
      {"CALL polgraph.fnd('a')", "1:6 there is no procedure `polgraph.fnd`", "did you mean polgraph.find()?"},
      {"CALL polgraph.find('a') YIELD nod RETURN nod", "1:31 polgraph.find yields no `nod`", "did you mean `node`?"},
      {"RETURN $nme", "1:8 parameter $nme is not given", "did you mean $name?"},
      {"RETURN $year", "1:8 parameter $year is not given", "give it: -p 'year=...'"},
  });
}

TEST_CASE("too few, too many, or of the wrong kind", "[query][messages]") {
  Teller().check({
      {"RETURN size()", "1:8 size() takes 1 argument, got 0", "use: size(list or text)"},
      {"RETURN pi(1)", "1:8 pi() takes no arguments, got 1", "use: pi()"},
      {"RETURN coalesce()", "1:8 coalesce() takes 1 argument or more, got 0", "use: coalesce(value, ...)"},
      {"RETURN substring('a')", "1:8 substring() takes 2 to 3 arguments, got 1",
       "use: substring(text, start [, length])"},
      {"RETURN NOT 1", "1:12 NOT needs Boolean, this is Integer", ""},
      {"RETURN -'a'", "1:9 a sign needs Integer, Float or Duration, this is String", ""},
      {"RETURN 2 ^ 'a'", "1:12 ^ needs Integer or Float, this is String", ""},
      {"RETURN date('2020-01-01') + 1", "1:8 cannot compute Date + Integer", ""},
      {"MATCH (n) SET n = 1", "1:19 properties must be a map, a node or a relationship, this is Integer", ""},
      {"MATCH ()-[r]->() SET r:Label", "1:22 only nodes have labels to change, this is Relationship", ""},
      {"MATCH (n) RETURN labels(n.name)", "1:18 labels() needs a node, this is String", ""},
  });
}

TEST_CASE("clauses that do not fit together", "[query][messages]") {
  Teller().check({
      {"RETURN 1 AS a UNION RETURN 2 AS b",
       "1:21 all parts of a UNION must return the same columns: the first has `a`, this one `b`", ""},
      {"MATCH (n)", "1:1 a query cannot end with MATCH", "say with RETURN what the answer is"},
      {"CALL { MATCH (n) RETURN n }", "1:1 a query cannot end with a CALL { } that returns something",
       "say with RETURN what the answer is"},
      {"CREATE (n) MATCH (m) RETURN m", "1:12 WITH is needed between a clause that writes and MATCH",
       "write WITH * before MATCH"},
      {"RETURN COLLECT { MERGE (m) RETURN m } AS x", "1:18 a subquery that asks for something cannot write", ""},
  });
}

TEST_CASE("a node that keeps relationships is named, and the place where it was deleted", "[query][messages]") {
  Teller teller;
  teller.check({
      {"MATCH (n:Ministry) SET n.budget = 1 DELETE n",
       "1:44 node METI (:Ministry) cannot be deleted: it still has relationships",
       "delete its relationships first, or use DETACH DELETE"},
      {"MATCH p = (:Fund) DELETE p", "1:26 node GIF (:Fund) cannot be deleted: it still has relationships",
       "delete its relationships first, or use DETACH DELETE"},
  });
  CHECK(teller.one("MATCH (n:Ministry) RETURN n.budget") == "10");
  CHECK(teller.ask("MATCH (n)-[r]-() DELETE n, r").empty());  // the relationship goes in the same statement
  CHECK(teller.one("MATCH (n) RETURN count(*)") == "0");
}

TEST_CASE("a name that nobody has is warned about once, unless the statement makes it", "[query][messages]") {
  Teller teller;
  std::vector<std::string> warnings;
  teller.options.warn = [&](const std::string& text) { warnings.push_back(text); };
  const auto warned = [&](const std::string& query) {
    warnings.clear();
    teller.ask(query);
    return warnings;
  };
  using Warnings = std::vector<std::string>;
  const Warnings minstry{"no node has the label `Minstry`; did you mean `Ministry`?"};
  CHECK(warned("MATCH (n:Minstry) RETURN n") == minstry);
  CHECK(warned("MATCH (n:Minstry), (m:Minstry) RETURN n") == minstry);
  CHECK(warned("MATCH (n) WHERE n:Minstry RETURN n") == minstry);
  CHECK(warned("MATCH (n:Minstry) SET n.budget = 1") == minstry);
  CHECK(warned("MATCH (n) REMOVE n:Minstry") == minstry);
  CHECK(warned("MATCH (n)-[:FUNDZ]->() RETURN n") ==
        Warnings{"no relationship has the type `FUNDZ`; did you mean `FUNDS`?"});
  CHECK(warned("MATCH ()-[r]->() RETURN r:FUNDZ") ==
        Warnings{"no relationship has the type `FUNDZ`; did you mean `FUNDS`?"});
  CHECK(warned("MATCH (n) RETURN n.nmae") == Warnings{"nothing has the property `nmae`; did you mean `name`?"});
  CHECK(warned("MATCH (n {nmae: 1}) RETURN n") == Warnings{"nothing has the property `nmae`; did you mean `name`?"});
  CHECK(warned("MATCH (n) REMOVE n.nmae") == Warnings{"nothing has the property `nmae`; did you mean `name`?"});
  CHECK(warned("MATCH (n:Ministry) WHERE n.name = 'METI' RETURN n.budget").empty());
  CHECK(warned("MATCH (n:Ministry) SET n.fresh = 1 RETURN n.fresh").empty());
  CHECK(warned("MATCH (n:Ministry) SET n += {newer: 1} RETURN n.newer").empty());
  CHECK(warned("MATCH (n:Ministry) WITH n, {newest: 1} AS map SET n += map RETURN n.newest").empty());
  CHECK(warned("CREATE (n:Made {made: 1}) RETURN n:Made, n.made").empty());
  CHECK(warned("WITH {key: 1} AS map RETURN map.key").empty());
}
