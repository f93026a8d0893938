// What must hold between patterns that say the same in other words.
#include <algorithm>

#include "tests/metamorphic/relation.h"

namespace polgraph::meta {

namespace {

const PatternWish kTurnable{2, 3, true, true, true, true};

std::string before(Generator& g) {
  return g.random.percent(50) ? "" : text_of(g.reading(g.random.between(1, 2))) + " ";
}

std::optional<Case> predicate_split(Generator& g) {
  std::vector<ClauseShape> clauses = g.reading(g.random.between(1, 3));
  if (g.scope.empty()) return std::nullopt;
  const bool inside = clauses.back().match && !clauses.back().optional && clauses.back().where.empty();
  const std::string all = text_of(clauses), where = inside ? " WHERE " : " WITH * WHERE ";
  const std::string condition = "(" + g.expression('B') + ")", end = " RETURN " + g.all_columns();
  return Case{runs({all + where + condition + end, all + where + "NOT " + condition + end,
                    all + where + condition + " IS NULL" + end}),
              runs({all + end})};
}

std::optional<Case> turned_patterns(Generator& g) {
  const std::string head = before(g);
  ClauseShape clause = g.match(kTurnable, g.random.percent(25));
  ClauseShape other = clause;
  for (PathShape& path : other.pattern) {
    if (g.random.percent(60)) path = reversed(path);
  }
  g.random.shuffle(other.pattern);
  const std::string end = " " + g.ending();
  return same_rows(head + text_of(clause) + end, head + text_of(other) + end);
}

void name_everything(Generator& g, PatternShape& pattern) {
  for (PathShape& path : pattern) {
    for (NodeShape& node : path.nodes) {
      if (node.variable.empty()) node.variable = g.fresh('N');
    }
    for (StepShape& step : path.steps) {
      if (step.variable.empty()) step.variable = g.fresh(step.walk ? 'Q' : 'R');
    }
  }
}

void add_condition(std::string& where, const std::string& condition) {
  where = where.empty() ? condition : "(" + where + ") AND " + condition;
}

void differing(const StepShape& a, const StepShape& b, std::string& where) {
  if (!a.walk && !b.walk) {
    add_condition(where, a.variable + " <> " + b.variable);
  } else if (a.walk && b.walk) {
    add_condition(where, "none(x IN " + a.variable + " WHERE x IN " + b.variable + ")");
  } else {
    add_condition(where, "NOT " + (a.walk ? b.variable + " IN " + a.variable : a.variable + " IN " + b.variable));
  }
}

// One path of n steps as two that meet at node `at`; conditions of the node stay with the first.
std::pair<PathShape, PathShape> cut(const PathShape& path, std::size_t at) {
  const auto place = static_cast<std::ptrdiff_t>(at);
  PathShape first = path, second = path;
  first.nodes.resize(at + 1);
  first.steps.resize(at);
  second.nodes.erase(second.nodes.begin(), second.nodes.begin() + place);
  second.steps.erase(second.steps.begin(), second.steps.begin() + place);
  second.nodes.front() = NodeShape{path.nodes[at].variable, {}, {}, ""};
  return {first, second};
}

// MATCH a, b  =  MATCH a MATCH b WHERE no relationship of a is one of b
std::optional<Case> split_match(Generator& g) {
  const std::string head = before(g);
  ClauseShape clause = g.match(kTurnable);
  name_everything(g, clause.pattern);
  ClauseShape first = clause, second = clause;
  if (clause.pattern.size() > 1) {
    first.pattern = {clause.pattern[0]};
    second.pattern.erase(second.pattern.begin());
  } else if (clause.pattern[0].steps.size() > 1) {
    const std::size_t at = 1 + g.random.below(clause.pattern[0].steps.size() - 1);
    const auto [a, b] = cut(clause.pattern[0], at);
    first.pattern = {a}, second.pattern = {b};
  } else {
    return std::nullopt;
  }
  first.where.clear();
  for (const PathShape& a : first.pattern) {
    for (const StepShape& step : a.steps) {
      for (const PathShape& b : second.pattern) {
        for (const StepShape& other : b.steps) differing(step, other, second.where);
      }
    }
  }
  const std::string end = " " + g.ending();
  return same_rows(head + text_of(clause) + end, head + text_of(first) + " " + text_of(second) + end);
}

std::optional<Case> optional_match(Generator& g) {
  const std::vector<ClauseShape> clauses = g.reading(g.random.between(1, 2));
  if (g.scope.empty()) return std::nullopt;
  const std::string base = text_of(clauses) + " ";
  const std::string known = g.all_columns();
  const std::size_t count = g.scope.size();
  const ClauseShape pattern = g.match({2, 2, true, false, true, true}, true);
  std::string made, nulls;
  for (std::size_t i = count; i < g.scope.size(); ++i) {
    made += ", " + g.scope[i].name;
    nulls += ", null AS " + g.scope[i].name;
  }
  ClauseShape strict = pattern;
  strict.optional = false;
  return Case{runs({base + text_of(pattern) + " RETURN " + known + made}),
              runs({base + text_of(strict) + " RETURN " + known + made,
                    base + "WITH * WHERE NOT EXISTS { " + text_of(strict) + " } RETURN " + known + nulls})};
}

// Walked as written, but from another node.
std::optional<Case> start_points(Generator& g) {
  const std::string head = before(g);
  ClauseShape clause = g.match({2, 3, true, true, true, true}, g.random.percent(20));
  name_everything(g, clause.pattern);
  ClauseShape other = clause;
  PathShape& path = other.pattern[g.random.below(other.pattern.size())];
  const std::size_t at = g.random.below(path.nodes.size());
  auto [first, second] = cut(path, at);
  first = reversed(first);
  path = std::move(first);
  if (!second.steps.empty()) other.pattern.push_back(std::move(second));
  const std::string end = " " + g.ending();
  Case made = same_rows(head + text_of(clause) + end, head + text_of(other) + end);
  made.right[0].rewrites = false;
  made.left[0].rewrites = g.random.percent(50);
  return made;
}

std::optional<Case> rewrites(Generator& g) {
  const std::string text = g.query(g.random.between(1, 4));
  Case made = same_rows(text, text);
  made.right[0].rewrites = false;
  return made;
}

std::optional<Case> arrays(Generator& g) {
  const std::string text = g.query(g.random.between(1, 4));
  Case made = same_rows(text, text);
  made.left[0].rewrites = made.right[0].rewrites = g.random.percent(50);
  made.right[0].arrays = true;
  return made;
}

// Which rows DISTINCT and LIMIT keep, and where they stand, is open in the language and yet the same here.
std::optional<Case> arrays_in_order(Generator& g) {
  const std::string head = before(g);
  const ClauseShape clause = g.match({2, 2, true, false, true, true, true}, g.random.percent(10));
  if (g.scope.empty()) return {};
  std::string names;
  for (const Name& name : g.scope)
    if (names.empty() || g.random.percent(60)) names += (names.empty() ? "" : ", ") + name.name;
  std::string text = head + text_of(clause);
  if (g.random.percent(50)) {
    text += " WITH DISTINCT " + names + " WITH *, 1 AS one ORDER BY one RETURN " + names;
  } else {
    const std::string key = g.expression(g.random.percent(50) ? 'I' : 'A', 1);
    text += " WITH " + names + ", " + key + " AS key ORDER BY key" + (g.random.percent(40) ? " DESC" : "");
    if (g.random.percent(30)) text += " SKIP " + std::to_string(g.random.between(0, 3));
    text += " LIMIT " + std::to_string(g.random.between(0, 9)) + " RETURN " + names + ", key";
  }
  Case made = same_rows(text, text);
  made.right[0].arrays = true;
  made.how = Compare::Ordered;
  return made;
}

std::string types_test(const Labels& types, const std::string& name) {
  if (types.op == Labels::Op::Name) return "type(" + name + ") = '" + types.name + "'";
  std::string text;
  for (const Labels& part : types.parts) text += (text.empty() ? "" : " OR ") + types_test(part, name);
  return "(" + text + ")";
}

std::string wanted_test(const Wanted& wanted, const std::string& name) {
  std::string text;
  for (const auto& [key, value] : wanted) text += " AND " + name + "." + key + " = (" + value + ")";
  return text;
}

// (n:A {i: 1} WHERE p)  =  (n) WHERE n:A AND n.i = 1 AND p
std::optional<Case> conditions_outside(Generator& g) {
  const std::string head = before(g);
  ClauseShape clause = g.match(kTurnable, g.random.percent(25));
  name_everything(g, clause.pattern);
  ClauseShape other = clause;
  for (PathShape& path : other.pattern) {
    for (NodeShape& node : path.nodes) {
      std::string test = node.labels ? node.variable + ":" + text_of(*node.labels) : "true";
      test += wanted_test(node.wanted, node.variable);
      if (!node.where.empty()) test += " AND (" + node.where + ")";
      if (test != "true") add_condition(other.where, test);
      node = NodeShape{node.variable, {}, {}, ""};
    }
    for (StepShape& step : path.steps) {
      const std::string name = step.walk ? "x" : step.variable;
      std::string test = step.types ? types_test(*step.types, name) : "true";
      test += wanted_test(step.wanted, name);
      if (test == "true") continue;
      add_condition(other.where, step.walk ? "all(x IN " + step.variable + " WHERE " + test + ")" : "(" + test + ")");
      step.types.reset();
      step.wanted.clear();
    }
  }
  const std::string end = " " + g.ending();
  return same_rows(head + text_of(clause) + end, head + text_of(other) + end);
}

// Where a node stands twice, a new one that equals it.
std::optional<Case> join_by_equality(Generator& g) {
  const std::string head = before(g);
  const std::vector<Name> known = g.scope;
  ClauseShape clause = g.match(kTurnable, g.random.percent(25));
  ClauseShape other = clause;
  std::vector<std::string> seen;
  for (const Name& each : known) seen.push_back(each.name);
  bool any = false;
  for (PathShape& path : other.pattern) {
    for (NodeShape& node : path.nodes) {
      if (node.variable.empty()) continue;
      const bool again = std::find(seen.begin(), seen.end(), node.variable) != seen.end();
      if (!again) seen.push_back(node.variable);
      // What the node itself is asked stays with its name.
      if (!again || !node.where.empty() || g.random.percent(20)) continue;
      const std::string name = g.fresh('N');
      add_condition(other.where, node.variable + " = " + name);
      node.variable = name;
      any = true;
    }
  }
  if (!any) return std::nullopt;
  // A name that stood only where null is given would be bound otherwise.
  const std::string end = " " + g.ending();
  return same_rows(head + text_of(clause) + end, head + text_of(other) + end);
}

std::optional<Case> optional_and_not_null(Generator& g) {
  const std::string head = before(g);
  const std::size_t known = g.scope.size();
  ClauseShape clause = g.match(kTurnable, true);
  if (g.scope.size() == known) return std::nullopt;
  const std::string test = " WITH * WHERE " + g.scope.back().name + " IS NOT NULL ";
  const std::string end = g.ending();
  ClauseShape strict = clause;
  strict.optional = false;
  return same_rows(head + text_of(clause) + test + end, head + text_of(strict) + " " + end);
}

// MATCH ()-[r]-() with r known finds its ends.
std::optional<Case> known_relationship(Generator& g) {
  const std::string head = before(g);
  const std::string node = g.random.word("(a) (a:A) (a:!B)"), other = g.random.word("(b) (b:B) (b:%) (a)");
  const std::string first = head + "MATCH ()-[r]->() ";
  const std::string end = "RETURN r, a" + std::string(other == "(a)" ? "" : ", b");
  if (g.random.percent(50)) {
    return same_rows(first + "MATCH " + node + "-[r]->" + other + " " + end, head + "MATCH " + node + "-[r]->" + other + " " + end);
  }
  return same_rows(first + "MATCH " + node + "-[r]-" + other + " " + end, head + "MATCH " + node + "-[r]-" + other + " " + end);
}

std::optional<Case> conditions_in_any_order(Generator& g) {
  const std::string head = before(g);
  const ClauseShape clause = g.match(kTurnable);
  const std::string a = g.expression('B'), b = g.condition(), c = g.expression('B', 1);
  ClauseShape one = clause, two = clause;
  one.where = "(" + a + ") AND (" + b + ") AND (" + c + ")";
  two.where = "NOT ((NOT (" + c + ")) OR NOT (" + a + ")) AND (" + b + ") AND (1 < 2 OR (" + a + "))";
  const std::string end = " " + g.ending();
  return same_rows(head + text_of(one) + end, head + text_of(two) + end);
}

StepShape* some_step(Generator& g, ClauseShape& clause) {
  PathShape& path = clause.pattern[g.random.below(clause.pattern.size())];
  if (path.steps.empty()) return nullptr;
  StepShape& step = path.steps[g.random.below(path.steps.size())];
  return step.walk ? nullptr : &step;
}

std::optional<Case> types_apart(Generator& g) {
  const std::string head = before(g);
  ClauseShape clause = g.match(kTurnable);
  StepShape* step = some_step(g, clause);
  if (step == nullptr) return std::nullopt;
  std::vector<std::string> queries;
  const std::string end = " RETURN " + g.all_columns();
  for (const char* type : {"T", "U", "V"}) {
    step->types = Labels{Labels::Op::Name, type, {}};
    queries.push_back(head + text_of(clause) + end);
  }
  if (g.random.percent(50)) {
    step->types = Labels{Labels::Op::Or, "", {{Labels::Op::Name, "U", {}}, {Labels::Op::Name, "T", {}},
                                              {Labels::Op::Name, "V", {}}, {Labels::Op::Name, "T", {}}}};
  } else {
    step->types.reset();
  }
  return Case{runs({head + text_of(clause) + end}), runs(queries)};
}

std::optional<Case> both_directions(Generator& g) {
  const std::string head = before(g);
  ClauseShape clause = g.match(kTurnable);
  StepShape* step = some_step(g, clause);
  if (step == nullptr) return std::nullopt;
  if (step->variable.empty()) step->variable = g.fresh('R');
  const std::string end = " RETURN " + g.all_columns();
  step->arrow = Arrow::Both;
  const std::string both = head + text_of(clause) + end;
  step->arrow = Arrow::Right;
  const std::string right = head + text_of(clause) + end;
  step->arrow = Arrow::Left;
  add_condition(clause.where, "startNode(" + step->variable + ") <> endNode(" + step->variable + ")");
  return Case{runs({both}), runs({right, head + text_of(clause) + end})};
}

// `id` and `name` are indexed, their copies `ix` and `nx` are not.
std::optional<Case> index(Generator& g) {
  const std::string text = g.query(g.random.between(1, 3));
  std::string other = text;
  const auto replace = [&](const std::string& what, const std::string& with) {
    for (std::size_t at = other.find(what); at != std::string::npos; at = other.find(what, at + with.size())) {
      other.replace(at, what.size(), with);
    }
  };
  for (const auto& [key, copy] : {std::pair{"id", "ix"}, std::pair{"name", "nx"}}) {
    replace("." + std::string(key), "." + std::string(copy));
    for (const char* lead : {"{", ", "}) replace(lead + std::string(key) + ":", lead + std::string(copy) + ":");
  }
  if (other == text) return std::nullopt;
  return same_rows(text, other);
}

// What an index can be asked, among other conditions.
std::optional<Case> look_ups(Generator& g) {
  static const std::vector<std::string> kConditions = {
      "$V.i = $I", "$I = $V.i", "$V.s = $S", "$V.v = $A", "$V.i IN $L", "$V.v IN [$A, $A]", "$V.s IN $T", "$V.i < $I",
      "$V.i >= $I", "$V.i > $I AND $V.i <= $I", "$I < $V.i", "$I <= $V.i < $I", "$V.v > $A", "$V.v <= $A", "$V.f > $F",
      "$V.f = $I", "$V.i = $F", "$V.i < $F", "$V.d <= $D", "$V.d = $D", "$V.z >= $Z", "$V.u = $U", "$V.l = $L", "$V.l < $L",
      "$V.s STARTS WITH $S", "$V.s CONTAINS $S", "$V.s ENDS WITH $S", "$V.v STARTS WITH $S", "$V.s > $S", "$V.i IS NOT NULL",
      "$V.v IS NULL", "$V.i = $I OR $V.s = $S", "NOT ($V.i = $I)", "$V.i = $V.i", "$R.i = $I", "$R.s = $S", "$R.i > $I",
      "$V.id = $A", "$V.name STARTS WITH $S", "$V.i = 1 AND $V.i = $I", "$V.v = 0.0 / 0.0", "$V.i <> $I"};
  const std::string head = before(g);
  const std::string clause = g.random.percent(25) ? "OPTIONAL MATCH " : "MATCH ";
  const std::string pattern = g.random.word(
      "(n:A) (n:B) (n:A:B) (n:A|B) (n:A)-[r:T]->(m:B) (n:A)-[r:T]-(m) (n:B)<-[r:U]-(m:A) ()-[r:T]->() (n:A),(m:B)");
  for (const char* each : {"n", "r", "m"}) {
    const std::string name = each;
    if (pattern.find(name) != std::string::npos) g.scope.push_back({name, name == "r" ? 'R' : 'N'});
  }
  std::string where;
  for (int i = g.random.between(1, 2); i > 0; --i) {
    const std::string& form = g.random.pick(kConditions);
    const bool node = form.find("$V") != std::string::npos, step = form.find("$R") != std::string::npos;
    if ((node && pattern.find('n') == std::string::npos) || (step && pattern.find('r') == std::string::npos)) continue;
    add_condition(where, g.expand(form, 1));
  }
  const std::string text = head + clause + pattern + (where.empty() ? "" : " WHERE " + where) + " " + g.ending();
  Case made = same_rows(text, text);
  made.left[0].indexed = true;
  made.right[0].rewrites = g.random.percent(50);
  return made;
}

std::optional<Case> more_indexes(Generator& g) {
  const std::string text = g.query(g.random.between(1, 3));
  Case made = same_rows(text, text);
  made.left[0].indexed = true;
  return made;
}

const Relation kRelations[] = {
    {"predicate split", 8, &predicate_split},
    {"patterns turned and permuted", 6, &turned_patterns},
    {"one MATCH as two", 6, &split_match},
    {"OPTIONAL MATCH as anti-join", 6, &optional_match},
    {"every start point", 6, &start_points},
    {"rewrites on and off", 10, &rewrites},
    {"from arrays and from the store", 10, &arrays},
    {"in one order from arrays and from the store", 10, &arrays_in_order},
    {"conditions in and after a pattern", 6, &conditions_outside},
    {"a join by equality", 5, &join_by_equality},
    {"OPTIONAL MATCH and not null", 3, &optional_and_not_null},
    {"a relationship that is known", 2, &known_relationship},
    {"conditions in any order", 4, &conditions_in_any_order},
    {"types one by one", 3, &types_apart},
    {"both directions one by one", 3, &both_directions},
    {"with and without index", 5, &index},
    {"look-ups in indexes", 8, &look_ups},
    {"with indexes on most properties", 4, &more_indexes},
};

}  // namespace

std::span<const Relation> match_relations() {
  return kRelations;
}

}  // namespace polgraph::meta
