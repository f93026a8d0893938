// What must hold between statements that write: each side runs on a graph of its own, and the graphs are equal then.
#include "tests/metamorphic/relation.h"

namespace polgraph::meta {

namespace {

Case same_graph(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  return {runs(left), runs(right), Compare::Graph};
}

// A statement's reading part, with a node among what it binds.
std::optional<std::string> with_node(Generator& g, std::string& node) {
  const std::string text = text_of(g.reading(g.random.between(1, 2))) + " ";
  for (const Name& each : g.scope) {
    if (each.kind == 'N') node = each.name;
  }
  if (node.empty()) return std::nullopt;
  return text;
}

// What can be stored: no maps, no entities.
std::string storable(Generator& g) {
  return g.expression(g.random.word("I I S B F L D W Z U")[0], 2);
}

bool reads_the_graph(const std::string& expression) {
  for (const char* word : {"COUNT {", "EXISTS {", "COLLECT {", "--", "->", "<-"})
    if (expression.find(word) != std::string::npos) return true;
  return false;
}

std::optional<Case> equal_reads_write_equally(Generator& g) {
  const std::string head = g.random.percent(40) ? text_of(g.reading(1)) + " " : "";
  ClauseShape clause = g.match({2, 2, true, true, true, true}, g.random.percent(20));
  ClauseShape other = clause;
  for (PathShape& path : other.pattern) path = reversed(path);
  g.random.shuffle(other.pattern);
  const std::string end = " CREATE (:New {i: " + storable(g) + ", s: " + g.expression('S', 1) + "})";
  Case made = same_graph({head + text_of(clause) + end}, {head + text_of(other) + end});
  made.right[0].rewrites = g.random.percent(50);
  return made;
}

std::optional<Case> one_create_or_two(Generator& g) {
  std::string node;
  const auto text = with_node(g, node);
  if (!text) return std::nullopt;
  const std::string first = "(new:New {i: " + storable(g) + "})", type = g.random.word("T U NEW");
  const std::string second = "(" + node + ")-[:" + type + " {j: " + g.expression('I', 1) + "}]->(new)";
  if (g.random.percent(50)) {
    return same_graph({*text + "CREATE " + first + ", " + second}, {*text + "CREATE " + first + " CREATE " + second});
  }
  return same_graph({*text + "CREATE (" + node + ")-[:" + type + "]->" + first},
                    {*text + "CREATE " + first + "<-[:" + type + "]-(" + node + ")"});
}

// The value depends on the node alone, so it does not matter how often or in which order nodes come.
std::optional<Case> set_in_other_words(Generator& g) {
  const std::string label = g.random.word("A B C");
  g.scope = {{"n", 'N'}};
  const std::string head = "MATCH (n:" + label + ") ";
  const std::string value = g.random.word("n.k n.s n.d [n.k,n.k] n.k+1 null toString(n.k) n.u+n.u");
  switch (g.random.below(8)) {
    case 0: return same_graph({head + "SET n.i = " + value}, {head + "SET n += {i: " + value + "}"});
    case 1: return same_graph({head + "SET n.i = null"}, {head + "REMOVE n.i"});
    case 2: return same_graph({head + "SET n.x = " + value + ", n:Z"}, {head + "SET n.x = " + value + " SET n:Z"});
    case 3:
      return same_graph({head + "SET n.x = " + value},
                        {head + "WITH collect(n) AS ns FOREACH (n IN ns | SET n.x = " + value + ")"});
    case 4:
      return same_graph({head + "SET n.x = " + value},
                        {head + "WITH collect(n) AS ns UNWIND ns AS n SET n.x = " + value + ""});
    case 5:
      return same_graph({head + "SET n = {k: n.k, x: " + value + "}"},
                        {head + "WITH n, n.k AS k, " + value + " AS v SET n = {} SET n.k = k, n.x = v"});
    case 6: return same_graph({head + "SET n:Z:Y"}, {head + "SET n:Z", "MATCH (n:Z) SET n:Y"});
    default:
      return same_graph({head + "WHERE n.i > 0 SET n.x = 1", head + "WHERE NOT (n.i > 0) SET n.x = 2"},
                        {head + "WHERE n.i IS NOT NULL SET n.x = CASE WHEN n.i > 0 THEN 1 ELSE 2 END"});
  }
}

std::optional<Case> merge_twice(Generator& g) {
  const std::string merge = g.random.word("MERGE_A MERGE_B MERGE_C MERGE_D");
  std::string text;
  if (merge == "MERGE_A") text = "MERGE (:A {i: " + random_value('i', g.random) + "})";
  if (merge == "MERGE_B") text = "MERGE (x:A:B {s: " + random_value('s', g.random) + ", i: 1}) ON CREATE SET x.n = 1";
  if (merge == "MERGE_C") text = "MATCH (a:A), (b:B) MERGE (a)-[:T {i: 1}]->(b)";
  if (merge == "MERGE_D") text = "MATCH (a:A) MERGE (a)-[:T]-(:C {i: 2}) MERGE (a)-[:U]->(a)";
  return same_graph({text}, {text, text});
}

// Each row's MERGE sees what the rows before it made, so ends that repeat are left out.
std::optional<Case> merge_as_match_and_create(Generator& g) {
  const std::string type = g.random.word("T U NEW"), value = random_value('i', g.random);
  const std::string ends = "MATCH (a:A), (b:B) WHERE a.k < b.k ";
  if (g.random.percent(50)) {
    const std::string pattern = "(a)-[:" + type + " {i: " + value + "}]->(b)";
    return same_graph({ends + "MERGE " + pattern}, {ends + "AND NOT " + pattern + " CREATE " + pattern});
  }
  const std::string pattern = "(:A {i: " + value + ", b: true})";
  return same_graph({"MERGE " + pattern}, {"OPTIONAL MATCH (x:A) WHERE x.i = " + value +
                                           " AND x.b = true WITH count(x) AS c WHERE c = 0 CREATE " + pattern});
}

std::optional<Case> created_then_deleted(Generator& g) {
  std::string node;
  const auto text = with_node(g, node);
  if (!text) return std::nullopt;
  const std::string create =
      *text + "CREATE (x:New {i: " + storable(g) + "})-[:NEW]->(y:New), (x)-[:NEW]->(" + node + ")";
  const std::string remove =
      g.random.percent(50) ? "MATCH (x:New) DETACH DELETE x" : "MATCH (x:New) OPTIONAL MATCH (x)-[r]-() DELETE r, x";
  Case made = same_graph({create, remove}, {});
  if (g.random.percent(30)) made = same_graph({create + " WITH x, y DETACH DELETE x, y"}, {});
  return made;
}

std::optional<Case> deleted_in_parts(Generator& g) {
  g.scope = {{"n", 'N'}};
  const std::string condition = g.random.word("n:A n.i>1 n.s='a' n.k%2=0 exists((n)-->())"), head = "MATCH (n) WHERE ";
  const std::string end = " DETACH DELETE n";
  if (g.random.percent(50)) {
    return same_graph({"MATCH (n)" + end}, {head + condition + end, head + "NOT " + condition + end,
                                            head + "(" + condition + ") IS NULL" + end});
  }
  // A node that keeps relationships after the first of two deletions matches differently: relationships only.
  const std::string test = g.random.word("r:T r.k%2=0 r.i=1"), of = "MATCH (n)-[r]-(m) WHERE ";
  return same_graph({"MATCH ()-[r]->() DELETE r"}, {of + test + " DELETE r", of + "NOT " + test + " DELETE r",
                                                    of + "(" + test + ") IS NULL DELETE r"});
}

std::optional<Case> nothing_after_an_error(Generator& g) {
  std::string node;
  const auto text = with_node(g, node);
  if (!text) return std::nullopt;
  const std::string write = g.random.percent(50) ? "CREATE (" + node + ")-[:NEW]->(:New {i: 1}) "
                                                 : "SET " + node + ":Z SET " + node + ".i = 99, " + node + ".id = 'x' ";
  Case made = same_graph({*text + write + "WITH count(*) AS c RETURN 1 / (c - c) AS x"}, {});
  made.errors_expected = true;
  if (g.random.percent(30)) made.left = runs({"MATCH (n) DETACH DELETE n WITH 1 AS x RETURN x / 0 AS y"});
  return made;
}

std::optional<Case> foreach_as_unwind(Generator& g) {
  std::string node;
  const auto text = with_node(g, node);
  if (!text) return std::nullopt;
  const std::string list = g.expression('L', 2);
  const std::string body = "CREATE (" + node + ")-[:NEW {i: x}]->(:New {j: x})";
  return same_graph({*text + "FOREACH (x IN " + list + " | " + body + ")"},
                    {*text + "UNWIND " + list + " AS x " + body});
}

std::optional<Case> read_after_write(Generator& g) {
  const std::string write = g.random.word("W0 W1 W2 W3 W4");
  std::string text = "MATCH (n:A) SET n.i = n.k";
  if (write == "W1") text = "MATCH (n:A) CREATE (n)-[:T]->(:B {k: n.k + 50, i: 1})";
  if (write == "W2") text = "MATCH ()-[r:T]->() DELETE r";
  if (write == "W3") text = "MATCH (n:B) DETACH DELETE n";
  if (write == "W4") text = "MATCH (n) SET n:A SET n.id = n.k";
  const std::string read = text_of(g.reading(g.random.between(1, 2))) + " RETURN " + g.all_columns();
  Case made = same_graph({text + " WITH count(*) AS done " + read}, {text, read});
  made.rows_too = true;
  return made;
}

// Nothing of what a clause creates is seen by the MATCH before it.
std::optional<Case> reads_before_it_writes(Generator& g) {
  const std::string label = g.random.word("A B C");
  return same_graph(
      {"MATCH (n:" + label + ") CREATE (:" + label + " {i: 1})"},
      {"MATCH (n:" + label + ") WITH count(n) AS c UNWIND range(1, c) AS x CREATE (:" + label + " {i: 1})"});
}

std::optional<Case> copied_properties(Generator& g) {
  const std::string head = "MATCH (n:" + g.random.word("A B") + ") CREATE (m:New) ";
  if (g.random.percent(50)) return same_graph({head + "SET m = n"}, {head + "SET m = properties(n)"});
  return same_graph({head + "SET m += n"}, {head + "SET m += n{.*}"});
}

std::optional<Case> merge_of_repeated_rows(Generator& g) {
  const std::string list =
      "[" + random_value('i', g.random) + ", " + random_value('s', g.random) + ", 1, 1, 'a', 2, 'a']";
  const std::string key = g.random.word("id name i v"), label = g.random.word("A B New");
  const std::string merge = " MERGE (:" + label + " {" + key + ": x})";
  if (g.random.percent(50)) {
    return same_graph({"UNWIND " + list + " AS x" + merge}, {"UNWIND " + list + " AS x WITH DISTINCT x" + merge});
  }
  return same_graph({"UNWIND " + list + " AS x" + merge},
                    {"UNWIND " + list + " AS x WITH DISTINCT x WHERE NOT EXISTS { MATCH (m:" + label + ") WHERE m." +
                     key + " = x } CREATE (:" + label + " {" + key + ": x})"});
}

// An index that is looked up in the statement that changed what it holds.
std::optional<Case> index_after_write(Generator& g) {
  const std::string value = random_value(g.random.percent(50) ? 's' : 'i', g.random);
  const std::string write = g.random.word("0 1 2 3");
  std::string text = "MATCH (n:A) SET n.id = " + value + ", n.ix = " + value;
  if (write == "1") text = "MATCH (n:B) REMOVE n.id, n.ix";
  if (write == "2") text = "MATCH (n) WHERE n.k % 2 = 0 SET n = {k: n.k, id: " + value + ", ix: " + value + "}";
  if (write == "3") text = "MATCH (n:A) DETACH DELETE n CREATE (:B {k: 77, id: " + value + ", ix: " + value + "})";
  const auto read = [&](const std::string& key) {
    return " WITH count(*) AS done MATCH (n {" + key + ": " + value + "})-[r*0..1]-(m) RETURN n, m";
  };
  Case made = same_graph({text + read("id")}, {text + read("ix")});
  made.rows_too = true;
  return made;
}

std::optional<Case> written_in_part(Generator& g) {
  const std::string count = g.random.word("0 1 2 3"), write = " SET n.x = n.k, n:Z";
  return same_graph(
      {"MATCH (n) WITH n ORDER BY n.k LIMIT " + count + write},
      {"MATCH (n) WITH n ORDER BY n.k WITH collect(n)[0.." + count + "] AS ns UNWIND ns AS n WITH n" + write});
}

std::optional<Case> call_that_writes(Generator& g) {
  std::string node;
  const auto text = with_node(g, node);
  if (!text) return std::nullopt;
  const std::string value = storable(g);
  if (reads_the_graph(value)) return std::nullopt;  // CALL, row by row, sees what the rows before have written
  const std::string create = "CREATE (" + node + ")-[:NEW]->(:New {i: " + value + "})";
  const std::string columns = g.all_columns();
  if (g.random.percent(50)) return same_graph({*text + create}, {*text + "CALL (*) { " + create + " }"});
  Case made = same_graph({*text + create + " RETURN " + columns},
                         {*text + "CALL (*) { " + create + " RETURN 1 AS one } RETURN " + columns});
  made.rows_too = true;
  return made;
}

const Relation kRelations[] = {
    {"equal reads write equally", 3, &equal_reads_write_equally},
    {"one CREATE or two", 2, &one_create_or_two},
    {"SET in other words", 2, &set_in_other_words},
    {"MERGE twice is once", 2, &merge_twice},
    {"MERGE as MATCH and CREATE", 2, &merge_as_match_and_create},
    {"created, then deleted", 2, &created_then_deleted},
    {"deleted in parts", 2, &deleted_in_parts},
    {"nothing after an error", 2, &nothing_after_an_error},
    {"FOREACH as UNWIND", 2, &foreach_as_unwind},
    {"reading after writing", 2, &read_after_write},
    {"reading before writing", 1, &reads_before_it_writes},
    {"MERGE of rows that repeat", 2, &merge_of_repeated_rows},
    {"an index after a write", 2, &index_after_write},
    {"written in part", 1, &written_in_part},
    {"CALL that writes", 2, &call_that_writes},
    {"copied properties", 1, &copied_properties},
};

}  // namespace

std::span<const Relation> write_relations() {
  return kRelations;
}

}  // namespace polgraph::meta
