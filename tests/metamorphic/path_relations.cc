// What must hold between walks, chains of single steps, and shortest paths.
#include "tests/metamorphic/relation.h"

namespace polgraph::meta {

namespace {

struct Walk {
  std::string from = "(a)", to = "(b)";
  std::string types, wanted;  // ":T", " {i: 1}"
  std::string extra;          // another part of the same MATCH, whose relationship is none of the walk's
  Arrow arrow = Arrow::Right;
  std::string end;  // " WHERE ... RETURN"

  std::string step(const std::string& name, const std::string& hops) const {
    const std::string inside = name + types + hops + wanted;
    return (arrow == Arrow::Left ? "<-[" : "-[") + inside + (arrow == Arrow::Right ? "]->" : "]-");
  }
  std::string match(const std::string& hops) const { return "MATCH " + from + step("q", hops) + to + extra; }
};

Walk random_walk(Generator& g) {
  Walk walk;
  walk.from = g.random.word("(a) (a) (a:A) (a:!B)");
  walk.to = g.random.word("(b) (b) (b:B) (b:A|B) (a)");
  walk.types = g.random.word("- :T :T|U :V");
  if (walk.types == "-") walk.types.clear();
  if (g.random.percent(20)) walk.wanted = " {i: " + g.literal('I') + "}";
  walk.arrow = g.random.percent(50) ? Arrow::Right : g.random.percent(50) ? Arrow::Left : Arrow::Both;
  if (g.random.percent(30)) walk.extra = g.random.percent(50) ? ", (s)-[z]->(t)" : ", (a)-[z:T]-(t)";
  return walk;
}

const char* const kEnds = " RETURN a.k AS a, [x IN q | x.k] AS q";

std::string target(const Walk& walk) {
  return walk.to == "(a)" ? "a" : "b";
}

std::string hops(int low, int high) {
  return "*" + std::to_string(low) + ".." + std::to_string(high);
}

std::optional<Case> walk_as_union(Generator& g) {
  const Walk walk = random_walk(g);
  const int low = g.random.between(0, 2), high = low + g.random.between(0, 3 - low);
  const std::string end = kEnds + std::string(", ") + target(walk) + ".k AS e";
  std::vector<std::string> queries;
  for (int i = low; i <= high; ++i) queries.push_back(walk.match("*" + std::to_string(i)) + end);
  return Case{runs({walk.match(hops(low, high)) + end}), runs(queries)};
}

std::optional<Case> walk_as_chains(Generator& g) {
  const Walk walk = random_walk(g);
  const int low = g.random.between(0, 1), high = g.random.between(low, 3);
  const std::string end = ", " + target(walk) + ".k AS e";
  std::vector<std::string> queries;
  for (int length = low; length <= high; ++length) {
    std::string chain = "MATCH " + walk.from, list;
    for (int i = 0; i < length; ++i) {
      const std::string name = "r" + std::to_string(i);
      chain += walk.step(name, "") + (i + 1 < length ? "()" : walk.to);
      list += (list.empty() ? "" : ", ") + name + ".k";
    }
    if (length == 0) chain += ", " + walk.to;
    chain += walk.extra;
    if (length == 0) chain += " WHERE a = " + target(walk);
    queries.push_back(chain + " RETURN a.k AS a, [" + list + "] AS q" + end);
  }
  return Case{runs({walk.match(hops(low, high)) + kEnds + end}), runs(queries)};
}

std::optional<Case> walk_as_path(Generator& g) {
  const Walk walk = random_walk(g);
  const std::string text = "MATCH p = " + walk.match(hops(g.random.between(0, 2), 3)).substr(6);
  return Case{runs({text + " RETURN length(p) = size(q) AND relationships(p) = q AND nodes(p)[0] = a AND last(nodes(p))"
                           " = " + target(walk) + " AND size(nodes(p)) = length(p) + 1 AND all(i IN range(0, length(p)"
                           " - 1) WHERE nodes(p)[i] IN [startNode(q[i]), endNode(q[i])] AND nodes(p)[i + 1] IN"
                           " [startNode(q[i]), endNode(q[i])]) AND all(i IN range(0, length(p) - 1) WHERE none(j IN"
                           " range(i + 1, length(p) - 1) WHERE q[i] = q[j])) AS x"}),
              {}, Compare::True};
}

std::optional<Case> walk_turned(Generator& g) {
  Walk walk = random_walk(g);
  if (walk.to == "(a)") return std::nullopt;
  const std::string range = hops(g.random.between(0, 2), 3);
  Walk other = walk;
  other.arrow = turned(walk.arrow);
  std::swap(other.from, other.to);
  return same_rows(walk.match(range) + " RETURN a.k AS a, b.k AS b, [x IN q | x.k] AS q",
                   other.match(range) + " RETURN a.k AS a, b.k AS b, [x IN reverse(q) | x.k] AS q");
}

std::optional<Case> walk_condition(Generator& g) {
  Walk walk = random_walk(g);
  const std::string value = g.literal('I'), range = hops(g.random.between(0, 1), 3);
  const std::string end = " RETURN a, q, " + target(walk) + " AS e";
  walk.wanted = " {i: " + value + "}";
  const std::string left = walk.match(range) + end;
  walk.wanted.clear();
  return same_rows(left, walk.match(range) + " WHERE all(x IN q WHERE x.i = " + value + ")" + end);
}

// MATCH ()-[q*]-() with q known walks along it, from either end.
std::optional<Case> known_walk(Generator& g) {
  const Walk walk = random_walk(g);
  const std::string range = g.random.word("*1..3 *0..2 *2"), all = g.random.percent(50) ? "*0.." : range;
  Walk any = walk;
  if (g.random.percent(50)) any.types.clear(), any.wanted.clear();
  const std::string list = "MATCH ()" + any.step("q", range) + "() ", known = walk.from + walk.step("q", all);
  const std::string end = " RETURN DISTINCT a, q, " + target(walk) + " AS e" + (walk.extra.empty() ? "" : ", z, t");
  const std::string apart = walk.extra.empty() ? "" : " MATCH " + walk.extra.substr(2) + " WHERE NOT z IN q";
  if (!walk.extra.empty() && g.random.percent(50)) {  // the other relationship is known as well
    return same_rows(list + "MATCH ()-[z]->() WITH DISTINCT q, z MATCH " + known + walk.to + walk.extra + end,
                     "MATCH " + walk.from + walk.step("q", range) + walk.to + apart + end);
  }
  return same_rows(list + "WITH DISTINCT q MATCH " + known + walk.to + walk.extra + end,
                   "MATCH " + walk.from + walk.step("q", range) + walk.to + apart + end);
}

// -->{1,3} is -[*1..3]->, -->+ is -[*1..]->, -->* is -[*0..]->
std::optional<Case> quantifier(Generator& g) {
  Walk walk = random_walk(g);
  walk.wanted.clear();
  std::string range = hops(0, 2), written = "{,2}";
  switch (g.random.below(4)) {
    case 0: range = "*1..3", written = "{1,3}"; break;
    case 1: range = "*2", written = "{2}"; break;
    case 2: range = "*0..3", written = "{0,3}"; break;
    default: break;
  }
  const std::string end = " RETURN a, q, " + target(walk) + " AS e";
  return same_rows(walk.match(range) + end, "MATCH " + walk.from + walk.step("q", "") + written + walk.to + walk.extra + end);
}

// ((x)-[q]->(y) WHERE x.k < y.k){1,3} is a walk with a condition on each pair of nodes that follow each other; x and y
// are the lists of its nodes but the last, and but the first.
std::optional<Case> group_as_walk(Generator& g) {
  const Walk walk = random_walk(g);
  const auto [range, written] =
      g.random.pick(std::vector<std::pair<const char*, const char*>>{{"*1..3", "{1,3}"}, {"*0..2", "{,2}"}, {"*2", "{2}"}});
  const bool condition = g.random.percent(50);
  const std::string group = "((x)" + walk.step("q", "") + "(y)" + (condition ? " WHERE x.k < y.k)" : ")") + written;
  const std::string test =
      condition ? " WHERE all(i IN range(0, length(p) - 1) WHERE nodes(p)[i].k < nodes(p)[i + 1].k)" : "";
  const std::string end = " RETURN a, q, " + target(walk) + " AS e, ";
  return same_rows("MATCH " + walk.from + group + walk.to + walk.extra + end + "x, y",
                   "MATCH p = " + walk.match(range).substr(6) + test + end + "nodes(p)[..-1] AS x, nodes(p)[1..] AS y");
}

// A group of two steps, once and twice, is a chain of two and a chain of four.
std::optional<Case> group_as_chains(Generator& g) {
  Walk walk = random_walk(g);
  Walk other = walk;
  other.types = g.random.word(":T :U|T :V|U|T");
  other.arrow = g.random.percent(50) ? Arrow::Right : Arrow::Left;
  const std::string group = "(()" + walk.step("r", "") + "(o)" + other.step("y", "") + "()){1,2}";
  const auto twice = [&](const std::string& n, const std::string& to) {
    return walk.step("r" + n, "") + "(o" + n + ")" + other.step("y" + n, "") + to;
  };
  const std::string end = ", " + target(walk) + ".k AS e";
  return Case{runs({"MATCH " + walk.from + group + walk.to + walk.extra + " RETURN a, r, o, y" + end}),
              runs({"MATCH " + walk.from + twice("1", walk.to) + walk.extra + " RETURN a, [r1] AS r, [o1] AS o, [y1] AS y" + end,
                    "MATCH " + walk.from + twice("1", "()") + twice("2", walk.to) + walk.extra +
                        " RETURN a, [r1, r2] AS r, [o1, o2] AS o, [y1, y2] AS y" + end})};
}

// No node twice (ACYCLIC); or only the first as the last (SIMPLE).
std::optional<Case> path_mode(Generator& g) {
  const Walk walk = random_walk(g);
  const bool simple = g.random.percent(50);
  const std::string path = "p = " + walk.from + walk.step("q", "*0..3") + walk.to;
  const std::string nodes = simple ? "CASE WHEN a = " + target(walk) + " AND length(p) > 0 THEN tail(nodes(p)) ELSE nodes(p) END"
                                   : "nodes(p)";
  return same_rows("MATCH p = " + std::string(simple ? "SIMPLE " : "ACYCLIC ") + path.substr(4) + " RETURN p",
                   "MATCH " + path + " WITH p, " + nodes +
                       " AS ns WHERE none(i IN range(0, size(ns) - 1) WHERE"
                       " ns[i] IN ns[i + 1..]) RETURN p");
}

struct Shortest {
  std::string ends, search, anonymous, all, condition;
};

Shortest shortest(Generator& g) {
  Walk walk = random_walk(g);
  const std::string range = g.random.word("* *..3 *..2");
  const std::string limited = range == "*" ? "*..5" : range;
  Shortest made;
  if (g.random.percent(30)) made.condition = " AND all(x IN relationships(p) WHERE x.k % 3 <> 0)";
  if (g.random.percent(15)) made.condition += " AND none(x IN nodes(p) WHERE x.i = 2)";
  const std::string ends = std::string("MATCH (a") + (g.random.percent(30) ? ":A" : "") + "), (b" +
                           (g.random.percent(30) ? ":B" : "") + ") WHERE a <> b ";
  walk.from = "(a)", walk.to = "(b)", walk.extra.clear();
  made.ends = ends;
  made.search = walk.match(limited).substr(6);
  made.anonymous = "(a)" + walk.step("", limited) + "(b)";
  made.all = ends + "MATCH p = " + walk.match(limited).substr(6) + " WHERE true" + made.condition;
  return made;
}

std::optional<Case> shortest_is_least(Generator& g) {
  const Shortest q = shortest(g);
  return same_rows(q.ends + "MATCH p = shortestPath(" + q.search + ") WHERE true" + q.condition +
                       " RETURN a.k AS a, b.k AS b, length(p) AS n",
                   q.all + " RETURN a.k AS a, b.k AS b, min(length(p)) AS n");
}

std::optional<Case> all_shortest(Generator& g) {
  const Shortest q = shortest(g);
  return same_rows(q.ends + "MATCH p = allShortestPaths(" + q.search + ") WHERE true" + q.condition + " RETURN p",
                   q.all + " WITH a, b, collect(p) AS ps, min(length(p)) AS n UNWIND ps AS p WITH p, n WHERE length(p)"
                           " = n RETURN p");
}

std::optional<Case> shortest_as_value(Generator& g) {
  Shortest q = shortest(g);
  return same_rows(q.ends + "RETURN a.k AS a, b.k AS b, length(shortestPath(" + q.anonymous + ")) AS n",
                   q.ends + "OPTIONAL MATCH p = " + q.search + " RETURN a.k AS a, b.k AS b, min(length(p)) AS n");
}

// Selectors against the walks they choose from, for each pair of ends.
std::optional<Case> selectors(Generator& g) {
  Walk walk = random_walk(g);
  walk.extra.clear();
  const std::string path = walk.from + walk.step("q", "") + "{1,3}" + walk.to;
  const std::string all = "MATCH p = " + path + " WITH a, " + target(walk) + " AS e, p ";
  const std::string ends = " RETURN a.k AS a, " + target(walk) + ".k AS e, ";
  switch (g.random.below(4)) {
    case 0:
      return same_rows("MATCH p = ALL SHORTEST " + path + " RETURN p",
                       all + "WITH a, e, collect(p) AS ps, min(length(p)) AS n UNWIND ps AS p WITH p, n WHERE length(p)"
                             " = n RETURN p");
    case 1:
      return same_rows("MATCH p = ANY SHORTEST " + path + ends + "length(p) AS n",
                       all + "RETURN a.k AS a, e.k AS e, min(length(p)) AS n");
    case 2:
      return same_rows("MATCH p = SHORTEST 2 " + path + ends + "length(p) AS n",
                       all + "WITH a, e, length(p) AS n ORDER BY n WITH a, e, collect(n)[..2] AS ns UNWIND ns AS n"
                             " RETURN a.k AS a, e.k AS e, n");
    default:
      return same_rows("MATCH p = SHORTEST 2 GROUPS " + path + " RETURN p",
                       all + "WITH a, e, collect(p) AS ps, collect(DISTINCT length(p)) AS ns UNWIND ps AS p WITH p, ns"
                             " WHERE size([n IN ns WHERE n < length(p)]) < 2 RETURN p");
  }
}

const Relation kRelations[] = {
    {"a walk as a union of lengths", 3, &walk_as_union},
    {"a walk as chains", 3, &walk_as_chains},
    {"a walk as a path", 2, &walk_as_path},
    {"a walk turned round", 2, &walk_turned},
    {"a condition on each step", 2, &walk_condition},
    {"a walk that is known", 2, &known_walk},
    {"a quantifier as a walk", 2, &quantifier},
    {"a quantified path as a walk", 3, &group_as_walk},
    {"a quantified path as chains", 2, &group_as_chains},
    {"no node twice", 2, &path_mode},
    {"the shortest path is the least", 3, &shortest_is_least},
    {"all shortest paths", 3, &all_shortest},
    {"selectors of paths", 3, &selectors},
    {"shortestPath as a value", 2, &shortest_as_value},
};

}  // namespace

std::span<const Relation> path_relations() {
  return kRelations;
}

}  // namespace polgraph::meta
