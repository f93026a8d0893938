// Conditions on texts that are answered for all nodes at once: the answers, and the errors, of testing row by row.
#include "query/text_filter.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "graph/transaction.h"
#include "tests/support/query_graph.h"

using namespace polgraph;
using polgraph::test::QueryGraph;
using polgraph::test::Rows;
using polgraph::test::TextSink;

namespace {

// Letters whose lower case has another length or depends on what follows, among few others.
const std::vector<std::string> kLetters{"a", "A", "b", "B",  "İ",  "ß", "ẞ", "Σ", "σ",  "ς", "K",
                                        "Å", "Ⱥ", "é", "量", "子", " ", ".", "'", "\\", "i̇"};

std::string random_text(std::mt19937& random, std::size_t most) {
  std::string text;
  for (std::size_t left = random() % (most + 1); left > 0; --left) text += kLetters[random() % kLetters.size()];
  return text;
}

// `nodes` nodes, some without labels; `name` and `nameJa` are texts or missing, `mixed` is of several kinds in some
// pieces of a column, `z` is 0 here and there, in others no number.
void fill(Store& store, std::mt19937& random, int nodes) {
  Transaction transaction = store.begin();
  for (int i = 0; i < nodes; ++i) {
    const auto text = [&] { return random() % 8 == 0 ? Value() : Value::string(random_text(random, 12)); };
    const Value other = i < 5'000 ? text() : random() % 2 == 0 ? Value::integer(1) : text();
    const Value z = Value::integer(static_cast<std::int64_t>(random() % 50));
    std::vector<std::string> labels;
    if (random() % 3 > 0) labels.emplace_back("A");
    if (random() % 3 == 0) labels.emplace_back("B");
    std::vector<std::pair<std::string, Value>> properties{{"i", Value::integer(i)}, {"z", z}};
    for (const auto& [key, value] : {std::pair("name", text()), {"nameJa", text()}, {"mixed", other}})
      if (!value.is_null()) properties.emplace_back(key, value);
    transaction.create_node(labels, properties);
  }
  transaction.commit();
}

std::string literal(const std::string& text) {
  return to_cypher(Value::string(text));
}

// (Aggregations may test conditions in another order, so there none `may_fail` but those on texts.)
std::string random_condition(std::mt19937& random, bool may_fail) {
  const std::string key = std::vector<std::string>{"name", "name", "nameJa", "mixed", "none"}[random() % 5];
  const std::string side = random() % 2 == 0 ? "n." + key : "toLower(n." + key + ")";
  std::string part = random_text(random, random() % 4);
  if (random() % 3 > 0) part = random() % 2 == 0 ? part : random_text(random, 1);
  if (random() % 20 == 0) part = random_text(random, 60);
  switch (random() % 12) {
    case 0: return "n.z > 10";
    case 1: return may_fail ? "1 / n.z >= 0" : "n.z < 40";
    case 2: return "n:B";
    case 3: return side + " CONTAINS $part";
    case 4: return side + " CONTAINS null";
    case 5: return "NOT " + side + " CONTAINS " + literal(part);
    default: break;
  }
  const std::string op = std::vector<std::string>{" CONTAINS ", " STARTS WITH ", " ENDS WITH "}[random() % 3];
  return side + op + literal(part);
}

std::string random_query(std::mt19937& random) {
  std::string query =
      std::vector<std::string>{"MATCH (n:A)", "MATCH (n:B)", "MATCH (n)", "MATCH (n:Nobody)"}[random() % 4];
  const std::vector<std::string> plain{" RETURN n.i", " RETURN n.i, n.name LIMIT 3"};
  const std::vector<std::string> grouped{" RETURN count(*)", " RETURN n:B, count(n.name)",
                                         " WITH n LIMIT 2 MATCH (m:A) WHERE m.name CONTAINS 'ß' RETURN n.i, count(m)"};
  const bool may_fail = random() % 2 == 0;
  query += " WHERE " + random_condition(random, may_fail);
  for (std::size_t more = random() % 4; more > 0; --more) query += " AND " + random_condition(random, may_fail);
  return query + (may_fail ? plain[random() % plain.size()] : grouped[random() % grouped.size()]);
}

Rows answer(Engine& engine, const std::string& query, const RunOptions& options) {
  TextSink sink;
  try {
    engine.run(prepare(query, options), options, sink);
    return sink.rows;
  } catch (const Error& error) {
    return {"error " + std::string(error.detail())};
  }
}

}  // namespace

TEST_CASE("conditions on texts are answered at once as they are row by row", "[query][texts]") {
  std::mt19937 random(11);
  for (const int nodes : {60, 2'500, 9'000}) {
    Store store = Store::memory();
    fill(store, random, nodes);
    // Each with one engine for all of its statements, so that what is worth making gets made.
    Engine by_row(store), at_once(store), as_it_comes(store);
    const int rounds = nodes == 60 ? 600 : 120;
    for (int round = 0; round < rounds; ++round) {
      RunOptions options;
      options.parameters["part"] = Value::string(random_text(random, 2));
      const std::string query = random_query(random);
      CAPTURE(nodes, query, to_cypher(options.parameters["part"]));
      options.adjacency = Adjacency::Store;
      const Rows expected = answer(by_row, query, options);
      options.adjacency = Adjacency::Arrays;
      CHECK(answer(at_once, query, options) == expected);
      options.adjacency = Adjacency::Auto;
      CHECK(answer(as_it_comes, query, options) == expected);
    }
  }
}

TEST_CASE("what fails on a row fails, whatever is asked of texts behind it", "[query][texts]") {
  QueryGraph graph("UNWIND range(0, 2999) AS i CREATE (:N {i: i, name: 'Name ' + i, z: i % 100, v: i})");
  for (const Adjacency adjacency : {Adjacency::Store, Adjacency::Arrays, Adjacency::Auto}) {
    graph.options.adjacency = adjacency;
    CHECK(graph.fault("MATCH (n:N) WHERE 1 / n.z > 0 AND n.name CONTAINS 'no such' RETURN n.i") ==
          "ArithmeticError run DivideByZero 1:19");
    CHECK(graph.fault("MATCH (n:N) WHERE n.name CONTAINS '100' AND 1 / n.z > 0 RETURN n.i") ==
          "ArithmeticError run DivideByZero 1:45");
    CHECK(graph.ask("MATCH (n:N) WHERE n.name ENDS WITH '01' AND 1 / n.z > 0 RETURN n.i LIMIT 2") ==
          Rows{"101", "201"});
    CHECK(graph.fault("MATCH (n:N) WHERE toLower(n.v) CONTAINS 'x' RETURN n.i") ==
          "TypeError run InvalidArgumentType 1:19");
    CHECK(graph.ask("MATCH (n:N) WHERE n.v CONTAINS '1' RETURN n.i").empty());
  }
}

TEST_CASE("only the texts of a label's nodes are searched, wherever they lie among all", "[query][texts]") {
  QueryGraph graph("UNWIND range(0, 16999) AS i CREATE (:A {name: 'Name ' + i})");
  graph.ask("UNWIND range(16000, 18999) AS i CREATE (:B {name: 'Name ' + i}), (:Nameless), (:D {name: 'Name 0'})");
  graph.ask("UNWIND range(18000, 35999) AS i CREATE (:C {name: 'NAME ' + i}), (:E)");
  graph.ask("MATCH (n:E) WHERE n.name IS NULL WITH n LIMIT 1 SET n.name = 'last name'");
  Engine at_once(graph.store), as_it_comes(graph.store);
  for (const std::string label : {"A", "B", "C", "D", "E", "Nameless"}) {
    for (const std::string part : {"99", "8", "Name 0", "last", "no such"}) {
      const std::string query = "MATCH (n:" + label + ") WHERE n.name CONTAINS '" + part +
                                "' AND toLower(n.name) CONTAINS 'name' RETURN n.name AS name ORDER BY name";
      INFO(query);
      RunOptions options;
      options.adjacency = Adjacency::Store;
      const Rows expected = answer(as_it_comes, query, options);
      options.adjacency = Adjacency::Arrays;
      CHECK(answer(at_once, query, options) == expected);
      options.adjacency = Adjacency::Auto;
      CHECK(answer(as_it_comes, query, options) == expected);
    }
  }
}

TEST_CASE("a statement that writes sees its own texts", "[query][texts]") {
  QueryGraph graph("UNWIND range(0, 2999) AS i CREATE (:N {name: 'Name ' + i})");
  graph.options.adjacency = Adjacency::Arrays;
  CHECK(graph.one("MATCH (n:N) WHERE toLower(n.name) = 'name 7' SET n.name = 'Other' WITH count(*) AS c "
                  "MATCH (m:N) WHERE toLower(m.name) CONTAINS 'other' RETURN c, count(m)") == "1 | 1");
  CHECK(graph.one("MATCH (m:N) WHERE toLower(m.name) CONTAINS 'OTHER' RETURN count(m)") == "0");
  CHECK(graph.one("MATCH (m:N) WHERE toLower(m.name) CONTAINS 'other' RETURN count(m)") == "1");
}
