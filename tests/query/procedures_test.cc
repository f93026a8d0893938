#include "query/procedures.h"

#include <catch2/catch.hpp>

#include "tests/support/query_graph.h"

using namespace polgraph;
using polgraph::test::QueryGraph;

TEST_CASE("an error about a CALL points at the name, the field or the argument that is wrong", "[query][procedures]") {
  QueryGraph graph;
  const std::vector<std::pair<std::string, std::string>> kCases{
      {"CALL polgraph.fnd('x')", "ProcedureError compile ProcedureNotFound 1:6"},
      {"MATCH (n) CALL polgraph.fnd(n) YIELD x RETURN x", "ProcedureError compile ProcedureNotFound 1:16"},
      {"CALL polgraph.find()", "SyntaxError compile InvalidNumberOfArguments 1:6"},
      {"CALL polgraph.find('a', 'b')", "SyntaxError compile InvalidNumberOfArguments 1:6"},
      {"CALL polgraph.find(1)", "SyntaxError compile InvalidArgumentType 1:20"},
      {"WITH {a: 1}.a AS x CALL polgraph.find(x) YIELD node RETURN node", "TypeError run InvalidArgumentType 1:39"},
      {"CALL polgraph.find('a') YIELD node, nam RETURN node", "SyntaxError compile UndefinedVariable 1:37"},
      {"MATCH (n) CALL polgraph.find('a') YIELD node AS n RETURN n", "SyntaxError compile VariableAlreadyBound 1:49"},
      {"MATCH (node) CALL polgraph.find('a') YIELD node RETURN node", "SyntaxError compile VariableAlreadyBound 1:44"},
      {"MATCH (n) CALL polgraph.find('a') YIELD * RETURN n", "SyntaxError compile UnexpectedSyntax 1:41"},
      {"MATCH (n) CALL polgraph.find YIELD node RETURN n", "SyntaxError compile InvalidArgumentPassingMode 1:16"},
      {"CALL polgraph.find", "ParameterMissing compile MissingParameter 1:6"},
      {"UNWIND ['nobody'] AS x CALL polgraph.statements(x) YIELD value RETURN value",
       "EntityNotFound run UnknownEntity 1:29"},
  };
  for (const auto& [query, fault] : kCases) {
    INFO(query);
    CHECK(graph.fault(query) == fault);
  }
}

TEST_CASE("a field or a procedure nearly right is offered", "[query][procedures]") {
  QueryGraph graph;
  const auto hint = [&](const std::string& query) {
    try {
      graph.ask(query);
    } catch (const Error& error) {
      return error.hint();
    }
    return std::string("no error");
  };
  CHECK(hint("CALL polgraph.fnd('x')") == "did you mean polgraph.find()?");
  CHECK(hint("CALL polgraph.find('a') YIELD nod RETURN nod") == "did you mean `node`?");
  CHECK(hint("CALL polgraph.find('a') YIELD weight RETURN weight") == "it yields node, name, reason, score");
  CHECK(hint("CALL polgraph.find()") ==
        "use: CALL polgraph.find(words :: STRING) :: (node :: NODE, name :: STRING, reason :: STRING, score :: FLOAT)");
}

TEST_CASE("the example of every procedure runs, and gives rows where there is something to find",
          "[query][procedures]") {
  QueryGraph graph(
      "CREATE (:Ministry {id: 'meti', name: 'METI'})-[:FUNDS {amount: 3}]->(:Agency {id: 'nedo', name: 'NEDO'})");
  for (const auto& procedure : builtin_procedures().all()) {
    INFO(procedure->name << ": " << procedure->example);
    CHECK_FALSE(procedure->sentence.empty());
    CHECK(procedure->example.find("CALL " + procedure->name + "(") != std::string::npos);
    CHECK(graph.fault(procedure->example) == "no error");
  }
}
