// What must hold between sub-queries and the joins, groups and lists that say the same.
#include "tests/metamorphic/relation.h"

namespace polgraph::meta {

namespace {

struct Inner {
  std::string base;     // the outer query, up to here
  std::string columns;  // of it
  std::string path, where;
  std::string made;  // ", x, y": what the path binds
};

// An outer query and a path with a condition to be asked about.
std::optional<Inner> inner(Generator& g) {
  Inner made;
  made.base = text_of(g.reading(g.random.between(1, 2))) + " ";
  if (g.scope.empty()) return std::nullopt;
  made.columns = g.all_columns();
  std::vector<Name> names;
  made.path = text_of(g.path({1, 2, true, false, true, true, true}, names));
  for (const Name& each : names) made.made += ", " + each.name;
  g.scope.insert(g.scope.end(), names.begin(), names.end());
  if (g.random.percent(60)) made.where = " WHERE " + g.expression('B', 2);
  return made;
}

std::vector<std::string> counting(const Inner& q) {
  const std::string& text = q.path + q.where;
  return {"COUNT { " + text + " }", "COUNT { MATCH " + text + " }", "size([" + text + " | 1])",
          "size(COLLECT { MATCH " + text + " RETURN 1 AS one })",
          "reduce(s = 0, one IN [" + text + " | 1] | s + one)", "COUNT { MATCH " + text + " RETURN 1 AS one }",
          "COUNT { MATCH " + text + " WITH 1 AS one RETURN one }", "size([" + text + " | null])"};
}

std::optional<Case> exists_in_other_words(Generator& g) {
  const auto q = inner(g);
  if (!q) return std::nullopt;
  std::vector<std::string> forms = {"EXISTS { " + q->path + q->where + " }", "EXISTS { MATCH " + q->path + q->where + " }",
                                    "EXISTS { MATCH " + q->path + q->where + " RETURN 1 AS one }",
                                    "any(one IN [" + q->path + q->where + " | 1] WHERE one = 1)",
                                    "NOT (NOT EXISTS { " + q->path + q->where + " })"};
  const std::string& positive = g.random.pick(forms);
  const std::string other = g.random.percent(50) ? g.random.pick(forms) : g.random.pick(counting(*q)) + " > 0";
  if (g.random.percent(50)) {
    return same_rows(q->base + "RETURN " + q->columns + ", " + positive + " AS x",
                     q->base + "RETURN " + q->columns + ", " + other + " AS x");
  }
  return same_rows(q->base + "WITH * WHERE " + positive + " RETURN " + q->columns,
                   q->base + "WITH * WHERE " + other + " RETURN " + q->columns);
}

std::optional<Case> count_in_other_words(Generator& g) {
  const auto q = inner(g);
  if (!q) return std::nullopt;
  const std::vector<std::string> forms = counting(*q);
  const std::string left = q->base + "RETURN " + q->columns + ", " + g.random.pick(forms) + " AS x";
  if (g.random.percent(60)) {
    return same_rows(left, q->base + "RETURN " + q->columns + ", " + g.random.pick(forms) + " AS x");
  }
  return same_rows(left, q->base + "CALL (*) { MATCH " + q->path + q->where + " RETURN count(*) AS x } RETURN " +
                             q->columns + ", x");
}

std::optional<Case> collect_in_other_words(Generator& g) {
  const auto q = inner(g);
  if (!q) return std::nullopt;
  const std::string value = g.expression('A', 1), text = q->path + q->where;
  const std::vector<std::string> forms = {"COLLECT { MATCH " + text + " RETURN " + value + " AS x }",
                                          "[" + text + " | " + value + "]",
                                          "COLLECT { MATCH " + text + " WITH " + value + " AS x RETURN x }"};
  const std::string left = q->base + "RETURN " + q->columns + ", " + g.random.pick(forms) + " AS bag";
  if (g.random.percent(50)) {
    return same_rows(left, q->base + "RETURN " + q->columns + ", " + g.random.pick(forms) + " AS bag");
  }
  return same_rows(left, q->base + "CALL (*) { MATCH " + text + " RETURN collect([" + value + "]) AS y } RETURN " +
                             q->columns + ", [x IN y | x[0]] AS bag");
}

std::optional<Case> semi_join(Generator& g) {
  const auto q = inner(g);
  if (!q) return std::nullopt;
  return same_rows(q->base + "WITH * WHERE EXISTS { " + q->path + q->where + " } RETURN DISTINCT " + q->columns,
                   q->base + "MATCH " + q->path + q->where + " RETURN DISTINCT " + q->columns);
}

std::optional<Case> call_as_join(Generator& g) {
  const auto q = inner(g);
  if (!q || q->made.empty()) return std::nullopt;
  const std::string body = "MATCH " + q->path + q->where + " RETURN " + q->made.substr(2);
  const std::string end = " RETURN " + q->columns + q->made;
  const std::string left = q->base + "MATCH " + q->path + q->where + end;
  if (g.random.percent(30)) return same_rows(left, q->base + "CALL (*) { " + body + " }" + end);
  if (g.random.percent(50)) return same_rows(left, q->base + "CALL { WITH " + q->columns + " " + body + " }" + end);
  return same_rows(left, q->base + "CALL (" + q->columns + ") { " + body + " }" + end);
}

std::optional<Case> call_of_union(Generator& g) {
  const auto q = inner(g);
  if (!q || q->made.empty()) return std::nullopt;
  const std::string body = "MATCH " + q->path + q->where + " RETURN " + q->made.substr(2);
  const std::string end = " RETURN " + q->columns + q->made;
  const std::string other = "MATCH " + q->path + " RETURN " + q->made.substr(2);
  return Case{runs({q->base + "CALL (*) { " + body + " UNION ALL " + other + " }" + end}),
              runs({q->base + body.substr(0, body.rfind(" RETURN ")) + end, q->base + "MATCH " + q->path + end})};
}

std::optional<Case> unwind_comprehension(Generator& g) {
  const auto q = inner(g);
  if (!q) return std::nullopt;
  const std::string value = g.expression('A', 1), text = q->path + q->where;
  return same_rows(q->base + "UNWIND [" + text + " | " + value + "] AS x RETURN " + q->columns + ", x",
                   q->base + "MATCH " + text + " RETURN " + q->columns + ", " + value + " AS x");
}

std::optional<Case> whole_query_inside(Generator& g) {
  const std::string text = text_of(g.reading(g.random.between(1, 3)));
  if (g.scope.empty()) return std::nullopt;
  const std::string columns = g.all_columns(), query = text + " RETURN " + columns;
  if (g.random.percent(50)) return same_rows(query, "CALL { " + query + " } RETURN " + columns);
  return Case{runs({"RETURN COUNT { " + query + " } AS x"}), runs({query}), Compare::Count};
}

const Relation kRelations[] = {
    {"EXISTS in other words", 6, &exists_in_other_words},
    {"COUNT in other words", 6, &count_in_other_words},
    {"COLLECT in other words", 4, &collect_in_other_words},
    {"EXISTS as a join", 3, &semi_join},
    {"CALL as a join", 4, &call_as_join},
    {"CALL of a union", 3, &call_of_union},
    {"UNWIND of a pattern comprehension", 3, &unwind_comprehension},
    {"a whole query inside", 3, &whole_query_inside},
};

}  // namespace

std::span<const Relation> subquery_relations() {
  return kRelations;
}

}  // namespace polgraph::meta
