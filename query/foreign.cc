#include "query/foreign.h"

#include <array>
#include <span>

#include "graph/text/letter_case.h"

namespace polgraph {

namespace {

struct Entry {
  std::string_view name, advice;  // lower case; a name that ends with a dot stands for all that begins so
};

constexpr std::array kFunctions = {
    Entry{"apoc.text.join", "reduce(s = head(list), x IN tail(list) | s + ', ' + x)"},
    Entry{"apoc.text.split", "split(text, ',')"},
    Entry{"apoc.text.replace", "replace(text, from, to); patterns are for =~ only"},
    Entry{"apoc.text.regreplace", "replace(text, from, to); patterns are for =~ only"},
    Entry{"apoc.text.capitalize", "toUpper(left(text, 1)) + substring(text, 1)"},
    Entry{"apoc.text.clean", "toLower(trim(text)), or CALL polgraph.find(text) for names in any spelling"},
    Entry{"apoc.text.", "CALL polgraph.find(words) finds names in any spelling"},
    Entry{"apoc.coll.sum", "reduce(s = 0, x IN list | s + x)"},
    Entry{"apoc.coll.avg", "UNWIND the list and take avg(), or reduce(...) / size(list)"},
    Entry{"apoc.coll.max", "coll.max(list)"},
    Entry{"apoc.coll.min", "coll.min(list)"},
    Entry{"apoc.coll.sort", "coll.sort(list)"},
    Entry{"apoc.coll.toset", "coll.distinct(list)"},
    Entry{"apoc.coll.flatten", "coll.flatten(list)"},
    Entry{"apoc.coll.indexof", "coll.indexOf(list, value)"},
    Entry{"apoc.coll.contains", "value IN list"},
    Entry{"apoc.coll.intersection", "[x IN a WHERE x IN b]"},
    Entry{"apoc.coll.subtract", "[x IN a WHERE NOT x IN b]"},
    Entry{"apoc.coll.union", "coll.distinct(a + b)"},
    Entry{"apoc.coll.unionall", "a + b"},
    Entry{"apoc.coll.reverse", "reverse(list)"},
    Entry{"apoc.coll.sortmaps", "UNWIND list AS x WITH x ORDER BY x.key RETURN collect(x)"},
    Entry{"apoc.coll.sortnodes", "UNWIND list AS x WITH x ORDER BY x.key RETURN collect(x)"},
    Entry{"apoc.coll.frequencies", "UNWIND list AS x RETURN x, count(*)"},
    Entry{"apoc.coll.", "list comprehensions, reduce() and the coll.* functions"},
    Entry{"apoc.map.merge", "a map literal, or n {.*, key: value}"},
    Entry{"apoc.map.", "map literals and map projections: n {.name, key: value}"},
    Entry{"apoc.date.format", "toString(date), or parts such as d.year, d.month"},
    Entry{"apoc.date.parse", "date('2021-04-01'), datetime('2021-04-01T12:00')"},
    Entry{"apoc.date.currenttimestamp", "timestamp()"},
    Entry{"apoc.date.", "date(), datetime(), duration() and their parts"},
    Entry{"apoc.temporal.format", "toString(value), or parts such as d.year, d.month"},
    Entry{"apoc.temporal.", "date(), datetime(), duration() and their parts"},
    Entry{"apoc.convert.tojson", "--format json"},
    Entry{"apoc.convert.tointeger", "toIntegerOrNull(value)"},
    Entry{"apoc.convert.tofloat", "toFloatOrNull(value)"},
    Entry{"apoc.convert.tostring", "toStringOrNull(value)"},
    Entry{"apoc.convert.toboolean", "toBooleanOrNull(value)"},
    Entry{"apoc.create.uuid", "randomUUID()"},
    Entry{"apoc.number.format", "toString(number)"},
    Entry{"apoc.node.degree", "COUNT { (n)--() }"},
    Entry{"apoc.node.degree.in", "COUNT { (n)<--() }"},
    Entry{"apoc.node.degree.out", "COUNT { (n)-->() }"},
    Entry{"apoc.node.labels", "labels(n)"},
    Entry{"apoc.node.id", "elementId(n)"},
    Entry{"apoc.label.exists", "n:Label"},
    Entry{"apoc.any.properties", "properties(n)"},
    Entry{"apoc.meta.cypher.type", "valueType(value)"},
    Entry{"apoc.meta.type", "valueType(value)"},
    Entry{"apoc.version", "polgraph --version"},
    Entry{"gds.util.asnode", "the procedures of algo.* yield nodes already"},
    Entry{"point", "keep latitude and longitude as two numbers; there are no points"},
    Entry{"point.", "there are no points; haversin() helps with distances on a sphere"},
    Entry{"distance", "there are no points; haversin() helps with distances on a sphere"},
    Entry{"filter", "[x IN list WHERE condition]"},
    Entry{"extract", "[x IN list | expression]"},
    Entry{"ln", "log(number)"},
    Entry{"power", "a ^ b"},
    Entry{"pow", "a ^ b"},
    Entry{"mod", "a % b"},
    Entry{"concat", "a + b"},
    Entry{"ifnull", "coalesce(value, other)"},
    Entry{"isnull", "value IS NULL"},
    Entry{"now", "datetime()"},
    Entry{"current_date", "date()"},
    Entry{"year", "date(value).year"},
    Entry{"month", "date(value).month"},
    Entry{"cardinality", "size(list)"},
    Entry{"len", "size(list or text)"},
    Entry{"strlen", "size(text)"},
    Entry{"substr", "substring(text, start, length)"},
    Entry{"mid", "substring(text, start, length)"},
    Entry{"nvl", "coalesce(value, other)"},
    Entry{"getdate", "datetime()"},
    Entry{"current_timestamp", "datetime()"},
    Entry{"today", "date()"},
    Entry{"day", "date(value).day"},
    Entry{"datediff", "duration.between(from, to)"},
    Entry{"dateadd", "value + duration({days: 1})"},
    Entry{"str", "toString(value)"},
    Entry{"int", "toInteger(value)"},
    Entry{"integer", "toInteger(value)"},
    Entry{"float", "toFloat(value)"},
    Entry{"double", "toFloat(value)"},
    Entry{"bool", "toBoolean(value)"},
    Entry{"boolean", "toBoolean(value)"},
    Entry{"uppercase", "toUpper(text)"},
    Entry{"ucase", "toUpper(text)"},
    Entry{"lowercase", "toLower(text)"},
    Entry{"lcase", "toLower(text)"},
    Entry{"strip", "trim(text)"},
    Entry{"contains", "text CONTAINS part, value IN list"},
    Entry{"startswith", "text STARTS WITH part"},
    Entry{"endswith", "text ENDS WITH part"},
    Entry{"mean", "avg(number)"},
    Entry{"average", "avg(number)"},
    Entry{"stddev", "stDev(number)"},
    Entry{"total", "sum(number)"},
    Entry{"count_distinct", "count(DISTINCT value)"},
    Entry{"array_agg", "collect(value)"},
    Entry{"collect_list", "collect(value)"},
    Entry{"collect_set", "collect(DISTINCT value)"},
    Entry{"first", "head(list)"},
    Entry{"distinct", "RETURN DISTINCT ..., or count(DISTINCT value)"},
    Entry{"random", "rand()"},
    Entry{"uuid", "randomUUID()"},
    Entry{"reltype", "type(relationship)"},
    Entry{"edges", "relationships(path)"},
    Entry{"median", "percentileCont(number, 0.5)"},
    Entry{"group_concat", "collect(value)"},
    Entry{"string_agg", "collect(value)"},
    Entry{"format", "toString(value), or parts such as d.year, d.month"},
    Entry{"vector.", "there are no vectors"},
    Entry{"genai.", "polgraph is offline"},
    Entry{"apoc.", "the functions of SHOW FUNCTIONS"},
    Entry{"gds.", "the procedures of algo.*"},
};

constexpr std::array kProcedures = {
    Entry{"apoc.meta.", "CALL db.schema.nodeTypeProperties(), CALL db.schema.relTypeProperties(), or polgraph schema"},
    Entry{"apoc.path.expandconfig", "a pattern of any length: (a)-[:TYPE*1..5]->(b)"},
    Entry{"apoc.path.", "a pattern of any length: (a)-[:TYPE*1..5]->(b)"},
    Entry{"apoc.algo.dijkstra", "CALL algo.dijkstra(...)"},
    Entry{"apoc.algo.", "shortestPath(), and the procedures of algo.*"},
    Entry{"apoc.load.csv", "LOAD CSV, or polgraph load"},
    Entry{"apoc.load.", "polgraph load reads data sets"},
    Entry{"apoc.export.", "polgraph export, or --format csv json ..."},
    Entry{"apoc.import.", "polgraph load"},
    Entry{"apoc.periodic.", "write the statement as it is: it is one transaction"},
    Entry{"apoc.create.addlabels", "SET n:Label"},
    Entry{"apoc.create.setproperty", "SET n[key] = value"},
    Entry{"apoc.create.node", "CREATE (n:Label {key: value})"},
    Entry{"apoc.create.relationship", "CREATE (a)-[:TYPE]->(b)"},
    Entry{"apoc.merge.node", "MERGE (n:Label {key: value}) ON CREATE SET ..."},
    Entry{"apoc.merge.relationship", "MERGE (a)-[:TYPE]->(b)"},
    Entry{"apoc.refactor.", "MATCH, SET, CREATE and DELETE"},
    Entry{"apoc.do.when", "CASE, FOREACH (x IN CASE WHEN ... THEN [1] ELSE [] END | ...), or CALL { ... }"},
    Entry{"apoc.when", "CASE, or CALL { ... }"},
    Entry{"apoc.case", "CASE, or CALL { ... }"},
    Entry{"apoc.cypher.", "CALL { ... }"},
    Entry{"apoc.help", "SHOW FUNCTIONS, SHOW PROCEDURES"},
    Entry{"apoc.", "SHOW PROCEDURES lists what there is"},
    Entry{"gds.pagerank", "CALL algo.pagerank({label: 'A', type: 'T'}) YIELD node, score"},
    Entry{"gds.wcc", "CALL algo.components({...}) YIELD node, component"},
    Entry{"gds.betweenness", "CALL algo.betweenness({...}) YIELD node, score"},
    Entry{"gds.graph.", "nothing is projected here: algo.* procedures take label and type as arguments"},
    Entry{"gds.", "the procedures of algo.*: SHOW PROCEDURES"},
    Entry{"algo.", "SHOW PROCEDURES lists what there is"},
    Entry{"db.index.fulltext.querynodes", "CALL polgraph.find(words) YIELD node, name, reason, score"},
    Entry{"db.index.fulltext.", "names are indexed by themselves: CALL polgraph.find(words)"},
    Entry{"db.indexes", "SHOW INDEXES"},
    Entry{"db.constraints", "SHOW CONSTRAINTS"},
    Entry{"db.schema.visualization", "CALL db.schema.nodeTypeProperties(), or polgraph schema"},
    Entry{"db.schema", "CALL db.schema.nodeTypeProperties(), or polgraph schema"},
    Entry{"db.stats.", "polgraph stats"},
    Entry{"dbms.procedures", "SHOW PROCEDURES"},
    Entry{"dbms.functions", "SHOW FUNCTIONS"},
    Entry{"dbms.", "there is no server; polgraph --version, polgraph stats"},
};

Foreign look_up(std::span<const Entry> entries, std::string_view name) {
  const std::string lower = to_lower(name);
  for (const Entry& entry : entries) {
    const bool family = entry.name.ends_with('.');
    const bool longer = lower.size() > entry.name.size() && lower.starts_with(entry.name) &&
                        (family || lower[entry.name.size()] == '.');
    if (lower != entry.name && !longer) continue;
    const std::string_view library = lower.starts_with("apoc.")  ? "APOC"
                                     : lower.starts_with("gds.") ? "GDS"
                                                                 : "";
    return {library, entry.advice};
  }
  return {};
}

}  // namespace

Foreign foreign_function(std::string_view name) {
  return look_up(kFunctions, name);
}

Foreign foreign_procedure(std::string_view name) {
  return look_up(kProcedures, name);
}

}  // namespace polgraph
