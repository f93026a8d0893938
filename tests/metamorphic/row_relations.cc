// What must hold between projections, groups, sorts and unions.
#include "tests/metamorphic/relation.h"

namespace polgraph::meta {

namespace {

std::optional<std::string> base(Generator& g, int most = 3) {
  const std::string text = text_of(g.reading(g.random.between(1, most))) + " ";
  if (g.scope.empty()) return std::nullopt;
  return text;
}

std::optional<Case> count_of_rows(Generator& g) {
  const auto text = base(g);
  if (!text) return std::nullopt;
  return Case{runs({*text + "RETURN count(*)"}), runs({*text + "RETURN " + g.all_columns()}), Compare::Count};
}

std::optional<Case> distinct_as_groups(Generator& g) {
  const auto text = base(g);
  if (!text) return std::nullopt;
  const std::string a = g.expression(g.random.word("A I S F B L Z U")[0]), b = g.expression('A');
  return same_rows(*text + "RETURN DISTINCT " + a + " AS a, " + b + " AS b",
                   *text + "WITH " + a + " AS a, " + b + " AS b, count(*) AS z RETURN a, b");
}

std::string sorted(const std::string& a, const std::string& b, bool turned) {
  const auto way = [&](bool down) { return down != turned ? " DESC" : ""; };
  return "RETURN " + a + " AS a, " + b + " AS b ORDER BY a" + way(false) + ", b" + way(true);
}

std::optional<Case> limit_is_prefix(Generator& g) {
  const auto text = base(g);
  if (!text) return std::nullopt;
  const std::string all = *text + sorted(g.expression('A'), g.expression('I'), false);
  return Case{runs({all + " LIMIT " + std::to_string(g.random.between(0, 12))}), runs({all}), Compare::Prefix};
}

std::optional<Case> skip_and_limit(Generator& g) {
  const auto text = base(g);
  if (!text) return std::nullopt;
  const std::string all = *text + sorted(g.expression('A'), g.expression('S'), false);
  const std::string count = std::to_string(g.random.between(0, 6));
  return Case{runs({all + " LIMIT " + count, all + " SKIP " + count}), runs({all}), Compare::Ordered};
}

std::optional<Case> descending_is_reversed(Generator& g) {
  const auto text = base(g);
  if (!text) return std::nullopt;
  const std::string a = g.expression('A'), b = g.expression('A');
  return Case{runs({*text + sorted(a, b, false)}), runs({*text + sorted(a, b, true)}), Compare::Reversed};
}

std::optional<Case> least_is_first(Generator& g) {
  const auto text = base(g);
  if (!text) return std::nullopt;
  const bool most = g.random.percent(50);
  const std::string value = g.expression(g.random.word("A I F S D W Z")[0]);
  return same_rows(*text + "WITH " + value + " AS x WHERE x IS NOT NULL RETURN x ORDER BY x" +
                       (most ? " DESC" : "") + " LIMIT 1",
                   *text + "WITH " + (most ? "max(" : "min(") + value + ") AS x WHERE x IS NOT NULL RETURN x");
}

std::optional<Case> union_all(Generator& g) {
  const auto one = [&] {
    g.scope.clear();
    const std::string text = text_of(g.reading(g.random.between(1, 2)));
    return text + " RETURN " + g.expression('A') + " AS a, " + g.expression('I') + " AS b";
  };
  const std::string first = one(), second = one();
  if (g.random.percent(50)) return Case{runs({first + " UNION ALL " + second}), runs({first, second})};
  return same_rows(first + " UNION " + second,
                   "CALL { " + first + " UNION ALL " + second + " } RETURN DISTINCT a, b");
}

std::optional<Case> unwind_collect(Generator& g) {
  const auto text = base(g);
  if (!text) return std::nullopt;
  const std::string row = "[" + g.all_columns() + ", " + g.expression('A') + "]";
  return same_rows(*text + "WITH collect(" + row + ") AS rows UNWIND rows AS row RETURN row",
                   *text + "RETURN " + row + " AS row");
}

std::optional<Case> groups_of_groups(Generator& g) {
  const auto text = base(g);
  if (!text) return std::nullopt;
  const std::string key = g.expression('A', 1), value = g.expression('I');
  const std::string outer = g.random.word("sum min max count");
  const std::string again = outer == "count" ? "sum" : outer;
  return same_rows(*text + "RETURN " + outer + "(" + value + ") AS x",
                   *text + "WITH " + key + " AS y, " + outer + "(" + value + ") AS z RETURN " + again + "(z) AS x");
}

std::optional<Case> sums_of_parts(Generator& g) {
  const auto text = base(g, 2);
  if (!text) return std::nullopt;
  const std::string condition = "(" + g.expression('B') + ")", value = g.expression('I');
  const auto part = [&](const std::string& test) {
    return *text + "WITH * WHERE " + test + " RETURN sum(" + value + ") AS x, count(" + value + ") AS y";
  };
  return same_rows("CALL { " + part(condition) + " UNION ALL " + part("NOT " + condition) + " UNION ALL " +
                       part(condition + " IS NULL") + " } RETURN sum(x) AS x, sum(y) AS y",
                   *text + "RETURN sum(" + value + ") AS x, count(" + value + ") AS y");
}

std::optional<Case> aggregates_of_lists(Generator& g) {
  const auto text = base(g);
  if (!text) return std::nullopt;
  const std::string key = g.expression('A', 1), value = g.expression('I'), any = g.expression('A');
  return same_rows(
      *text + "RETURN " + key + " AS y, count(" + any + ") AS a, count(DISTINCT " + any + ") AS b, sum(" + value +
          ") AS c, avg(" + value + ") AS d, max(" + value + ") AS e",
      *text + "WITH " + key + " AS y, collect(" + any + ") AS a, collect(DISTINCT " + any + ") AS b, collect(" + value +
          ") AS c RETURN y, size(a) AS a, size(b) AS b, reduce(s = 0, x IN c | s + x) AS c, CASE WHEN size(c) = 0 THEN"
          " null ELSE reduce(s = 0, x IN c | s + x) / toFloat(size(c)) END AS d, reduce(m = null, x IN c | CASE WHEN m"
          " IS NULL OR x > m THEN x ELSE m END) AS e");
}

std::optional<Case> filter_before_and_after(Generator& g) {
  const auto text = base(g);
  if (!text) return std::nullopt;
  const std::string columns = g.all_columns(), condition = g.expression('B');
  if (g.random.percent(50)) {
    return same_rows(*text + "WITH *, " + condition + " AS z WHERE z RETURN " + columns,
                     *text + "WITH * WHERE " + condition + " RETURN " + columns);
  }
  const std::string second = g.expression('B');
  return same_rows(*text + "WITH * WHERE " + condition + " WITH * WHERE " + second + " RETURN " + columns,
                   *text + "WITH * WHERE (" + second + ") AND (" + condition + ") RETURN " + columns);
}

std::optional<Case> value_kept_in_a_variable(Generator& g) {
  const auto text = base(g);
  if (!text) return std::nullopt;
  const char kind = g.random.word("A I S L D M")[0];
  const std::string value = g.expression(kind);
  const std::string columns = g.all_columns();
  return same_rows(*text + "WITH *, " + value + " AS x RETURN " + columns + ", x",
                   *text + "RETURN " + columns + ", " + value + " AS x");
}

std::optional<Case> order_keeps_the_bag(Generator& g) {
  const auto text = base(g);
  if (!text) return std::nullopt;
  const std::string key = g.expression('A'), end = g.ending();
  return same_rows(*text + "WITH * ORDER BY " + key + (g.random.percent(50) ? " DESC " : " ") + end,
                   *text + end);
}

std::optional<Case> collected_in_order(Generator& g) {
  const auto text = base(g);
  if (!text) return std::nullopt;
  const std::string value = g.expression(g.random.word("A I S F D")[0]);
  return same_rows(*text + "WITH " + value + " AS x ORDER BY x RETURN collect(x) AS xs",
                   *text + "WITH " + value + " AS x ORDER BY x DESC RETURN reverse(collect(x)) AS xs");
}

std::optional<Case> percentiles(Generator& g) {
  const auto text = base(g);
  if (!text) return std::nullopt;
  const std::string value = g.expression('I');
  return same_rows(*text + "WITH " + value + " AS x RETURN percentileDisc(x, 0.0) AS a, percentileDisc(x, 1.0) AS b,"
                           " percentileCont(x, 1) AS c, count(DISTINCT x) AS d",
                   *text + "WITH " + value + " AS x WITH min(x) AS a, max(x) AS b, collect(x) AS xs RETURN a, b, toFloat(b) AS"
                           " c, COUNT { UNWIND xs AS x RETURN DISTINCT x } AS d");
}

std::optional<Case> unwind_as_comprehension(Generator& g) {
  const auto text = base(g, 2);
  if (!text) return std::nullopt;
  const std::string columns = g.all_columns(), list = g.expression('L');
  g.scope.push_back({"x", 'I'});
  const std::string condition = g.expression('B'), value = g.expression('A');
  return same_rows(*text + "UNWIND [x IN " + list + " WHERE " + condition + " | " + value + "] AS y RETURN " + columns + ", y",
                   *text + "UNWIND " + list + " AS x WITH * WHERE " + condition + " RETURN " + columns + ", " + value + " AS y");
}

std::optional<Case> properties_in_other_words(Generator& g) {
  const auto text = base(g, 2);
  if (!text) return std::nullopt;
  std::string node;
  for (const Name& each : g.scope) {
    if (each.kind == 'N') node = each.name;
  }
  if (node.empty()) return std::nullopt;
  const std::string key = g.random.word("i s v d l name id missing");
  const std::vector<std::string> forms = {node + "." + key, node + "['" + key + "']", "properties(" + node + ")." + key,
                                          node + "{.*}." + key, node + "{." + key + "}['" + key + "']",
                                          "[x IN [" + node + "] | x." + key + "][0]"};
  return same_rows(*text + "RETURN " + node + ", " + g.random.pick(forms) + " AS x",
                   *text + "RETURN " + node + ", " + g.random.pick(forms) + " AS x");
}

std::optional<Case> cases_apart(Generator& g) {
  const auto text = base(g, 2);
  if (!text) return std::nullopt;
  const std::string columns = g.all_columns(), condition = "(" + g.expression('B') + ")";
  const std::string a = g.expression('A'), b = g.expression('A');
  return Case{runs({*text + "RETURN " + columns + ", CASE WHEN " + condition + " THEN " + a + " ELSE " + b + " END AS x"}),
              runs({*text + "WITH * WHERE " + condition + " RETURN " + columns + ", " + a + " AS x",
                    *text + "WITH * WHERE NOT coalesce(" + condition + ", false) RETURN " + columns + ", " + b + " AS x"})};
}

// Batches have 8 rows, then 1,024: what is repeated crosses their bounds.
std::optional<Case> rows_many_times(Generator& g) {
  const auto text = base(g, 2);
  if (!text) return std::nullopt;
  const std::string times = g.random.word("2 7 8 9 33 1023 1025"), columns = g.all_columns();
  const std::string many = "UNWIND range(1, " + times + ") AS many ";
  const std::string inside = many + "CALL { " + *text + "RETURN " + columns + " } RETURN ";
  if (g.random.percent(50)) return same_rows(inside + "DISTINCT " + columns, *text + "RETURN DISTINCT " + columns);
  return same_rows(inside + "count(*) AS z", *text + "RETURN count(*) * " + times + " AS z");
}

// LET and FILTER as the WITH they stand for.
std::optional<Case> let_and_filter(Generator& g) {
  const auto text = base(g, 2);
  if (!text) return std::nullopt;
  const std::string columns = g.all_columns(), value = g.expression('A'), condition = g.expression('B');
  return same_rows(*text + "LET x = " + value + " FILTER " + condition + " RETURN " + columns + ", x",
                   *text + "WITH *, " + value + " AS x WITH * WHERE " + condition + " RETURN " + columns + ", x");
}

const Relation kRelations[] = {
    {"count(*) is the number of rows", 3, &count_of_rows},
    {"DISTINCT as grouping", 4, &distinct_as_groups},
    {"LIMIT is a prefix", 3, &limit_is_prefix},
    {"LIMIT and SKIP make the whole", 3, &skip_and_limit},
    {"descending is reversed", 3, &descending_is_reversed},
    {"min is the first of a sort", 3, &least_is_first},
    {"UNION ALL is concatenation", 4, &union_all},
    {"UNWIND collect is identity", 3, &unwind_collect},
    {"groups of groups", 3, &groups_of_groups},
    {"aggregates of parts", 3, &sums_of_parts},
    {"aggregates of collected lists", 3, &aggregates_of_lists},
    {"filter before and after WITH", 4, &filter_before_and_after},
    {"a value kept in a variable", 3, &value_kept_in_a_variable},
    {"ORDER BY keeps the bag", 2, &order_keeps_the_bag},
    {"collected in order", 3, &collected_in_order},
    {"percentiles and extremes", 2, &percentiles},
    {"UNWIND as a comprehension", 3, &unwind_as_comprehension},
    {"properties in other words", 2, &properties_in_other_words},
    {"cases one by one", 3, &cases_apart},
    {"LET and FILTER", 2, &let_and_filter},
    {"rows many times", 2, &rows_many_times},
};

}  // namespace

std::span<const Relation> row_relations() {
  return kRelations;
}

}  // namespace polgraph::meta
