// Quantified path patterns, selectors and path modes, held against an enumeration of every walk by hand on small random
// graphs: random patterns, every choice of known ends, with rewrites and without.
#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <map>
#include <random>

#include "tests/support/query_graph.h"

using namespace polgraph;
using polgraph::test::QueryGraph;
using polgraph::test::Rows;

namespace {

struct Edge {
  int from, to;
  bool is_t;  // of type T, else S
};

struct RandomGraph {
  int nodes;
  std::vector<Edge> edges;

  RandomGraph(std::mt19937& random, int node_count, int edge_count) : nodes(node_count) {
    const auto any = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
    for (int i = 0; i < edge_count; ++i) edges.push_back({any(nodes), any(nodes), any(3) > 0});
  }

  std::string create() const {
    std::string text = "CREATE ";
    for (int i = 0; i < nodes; ++i)
      text += (i > 0 ? ", (n" : "(n") + std::to_string(i) + ":N {i: " + std::to_string(i) + "})";
    for (std::size_t i = 0; i < edges.size(); ++i) {
      text += ", (n" + std::to_string(edges[i].from) + ")-[:" + (edges[i].is_t ? "T" : "S") +
              " {w: " + std::to_string(i) + "}]->(n" + std::to_string(edges[i].to) + ")";
    }
    return text;
  }
};

struct Hop {
  char arrow = '>';  // > < -
  char type = 'T';   // T S, or * for any
};

// One part of a path: hops that repeat, with a condition on each repetition, and one on the node behind them all.
struct Part {
  std::vector<Hop> hops;
  int min = 1, max = 1;
  bool group = false;
  int repetition_rule = 0;  // 1: first node < last node; 2: last relationship's number is even
  int node_rule = 0;        // 1: not node 2; 2: below 3
};

struct Found {
  std::vector<int> nodes, edges;
};

class Enumeration {
 public:
  enum class Mode { Trail, Acyclic, Simple };
  Enumeration(const RandomGraph& graph, const std::vector<Part>& parts, Mode mode)
      : graph_(graph), parts_(parts), mode_(mode) {
    for (int start = 0; start < graph.nodes; ++start) {
      walk_ = {{start}, {}};
      part(0);
    }
  }
  std::vector<Found> all;

 private:
  void part(std::size_t p) {
    if (p == parts_.size()) {
      if (keeps_mode()) all.push_back(walk_);
      return;
    }
    repeat(p, 0);
  }
  void repeat(std::size_t p, int done) {
    const Part& here = parts_[p];
    if (done >= here.min && node_fits(here.node_rule)) part(p + 1);
    if (done < here.max) hop(p, done, 0, walk_.nodes.size() - 1);
  }
  void hop(std::size_t p, int done, std::size_t h, std::size_t first) {
    const Part& here = parts_[p];
    if (h == here.hops.size()) {
      if (here.repetition_rule == 1 && walk_.nodes[first] >= walk_.nodes.back()) return;
      if (here.repetition_rule == 2 && walk_.edges.back() % 2 != 0) return;
      return repeat(p, done + 1);
    }
    for (std::size_t e = 0; e < graph_.edges.size(); ++e) {
      const Edge& edge = graph_.edges[e];
      const Hop& want = here.hops[h];
      if (want.type != '*' && (want.type == 'T') != edge.is_t) continue;
      if (std::count(walk_.edges.begin(), walk_.edges.end(), static_cast<int>(e)) != 0) continue;
      const int at = walk_.nodes.back();
      if (want.arrow != '<' && edge.from == at) take(p, done, h, first, static_cast<int>(e), edge.to);
      const bool loop_done = want.arrow == '-' && edge.from == edge.to;
      if (want.arrow != '>' && edge.to == at && !loop_done) take(p, done, h, first, static_cast<int>(e), edge.from);
    }
  }
  void take(std::size_t p, int done, std::size_t h, std::size_t first, int edge, int node) {
    walk_.edges.push_back(edge);
    walk_.nodes.push_back(node);
    hop(p, done, h + 1, first);
    walk_.edges.pop_back();
    walk_.nodes.pop_back();
  }
  bool node_fits(int rule) const { return rule == 0 || (rule == 1 ? walk_.nodes.back() != 2 : walk_.nodes.back() < 3); }
  bool keeps_mode() const {
    if (mode_ == Mode::Trail) return true;
    std::vector<int> nodes = walk_.nodes;
    if (mode_ == Mode::Simple && nodes.size() > 1 && nodes.front() == nodes.back()) nodes.pop_back();
    std::sort(nodes.begin(), nodes.end());
    return std::adjacent_find(nodes.begin(), nodes.end()) == nodes.end();
  }

  const RandomGraph& graph_;
  const std::vector<Part>& parts_;
  Mode mode_;
  Found walk_;
};

std::string hop_text(const Hop& hop, const std::string& variable) {
  const std::string type = hop.type == '*' ? "" : std::string(":") + hop.type;
  return std::string(hop.arrow == '<' ? "<-[" : "-[") + variable + type + (hop.arrow == '>' ? "]->" : "]-");
}

std::string bounds_text(const Part& part, std::mt19937& random) {
  const std::string exact = "{" + std::to_string(part.min) + "}";
  if (part.max >= 9) return part.min == 0 ? "*" : part.min == 1 ? "+" : "{" + std::to_string(part.min) + ",}";
  if (part.min == part.max) return exact;
  return "{" + (part.min == 0 && random() % 2 == 0 ? std::string() : std::to_string(part.min)) + "," +
         std::to_string(part.max) + "}";
}

std::string rule_text(const Part& part, const std::string& n) {
  if (part.repetition_rule == 1) return " WHERE a" + n + ".i < b" + n + ".i";
  if (part.repetition_rule == 2) return " WHERE r" + n + ".w % 2 = 0";
  return {};
}

std::string part_text(const Part& part, std::size_t number, std::mt19937& random) {
  const std::string n = std::to_string(number);
  if (!part.group) {
    std::string text = hop_text(part.hops[0], "r" + n);
    if (part.repetition_rule == 2) text.insert(text.find(']'), " WHERE r" + n + ".w % 2 = 0");
    return text + (part.min == 1 && part.max == 1 ? "" : bounds_text(part, random));
  }
  std::string text = "((a" + n + ")";
  for (std::size_t h = 0; h < part.hops.size(); ++h) {
    const bool last = h + 1 == part.hops.size();
    text += hop_text(part.hops[h], last ? "r" + n : "") + (last ? "(b" + n + ")" : "()");
  }
  return text + rule_text(part, n) + ")" + bounds_text(part, random);
}

// A pattern from (x) to (y): its text, and what it means.
struct RandomPattern {
  std::vector<Part> parts;
  std::string text = "(x)";

  explicit RandomPattern(std::mt19937& random) {
    const auto any = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
    const std::size_t count = 1 + random() % 3;
    for (std::size_t p = 0; p < count; ++p) {
      Part part;
      part.group = any(3) > 0;
      const int hops = part.group ? 1 + any(2) : 1;
      for (int h = 0; h < hops; ++h) part.hops.push_back({"><-"[any(3)], "TS*T"[any(4)]});
      if (part.group || any(2) == 0) {
        part.min = any(3);
        part.max = any(3) == 0 ? 9 : std::max(1, part.min + any(2));
      }
      if (part.hops.size() > 1) part.max = std::min(part.max, 2);
      if (part.max < part.min) part.min = part.max;
      part.repetition_rule = part.group ? any(3) : any(2) * 2;
      part.node_rule = any(3);
      if (p + 1 < count && any(2) == 0 && part.group) part.node_rule = 0;
      text += part_text(part, p, random);
      const std::string name = p + 1 == count ? "y" : "m" + std::to_string(p);
      text += part.node_rule == 0   ? "(" + name + ")"
              : part.node_rule == 1 ? "(" + name + " WHERE " + name + ".i <> 2)"
                                    : "(" + name + " WHERE " + name + ".i < 3)";
      parts.push_back(std::move(part));
    }
  }
};

std::string numbers(const std::vector<int>& items) {
  std::string text = "[";
  for (std::size_t i = 0; i < items.size(); ++i) text += (i > 0 ? ", " : "") + std::to_string(items[i]);
  return text + "]";
}

std::string row_of(const Found& found) {
  return numbers(found.nodes) + " | " + numbers(found.edges);
}

const std::string kReturn = " RETURN [n IN nodes(p) | n.i], [r IN relationships(p) | r.w]";

struct Ends {
  std::string before;
  int x = -1, y = -1;
  bool fits(const Found& found) const {
    return (x < 0 || found.nodes.front() == x) && (y < 0 || found.nodes.back() == y);
  }
};
const Ends kEnds[] = {{"", -1, -1},
                      {"MATCH (x {i: 1}) ", 1, -1},
                      {"MATCH (y {i: 2}) ", -1, 2},
                      {"MATCH (x {i: 0}), (y {i: 3}) ", 0, 3},
                      {"MATCH (x {i: 1}) MATCH (y {i: 1}) ", 1, 1}};

}  // namespace

TEST_CASE("path patterns find what an enumeration by hand finds", "[query][match][paths]") {
  std::mt19937 random(2021);
  std::size_t rows = 0;
  for (int round = 0; round < 150; ++round) {
    const RandomGraph drawn(random, 5, 8);
    QueryGraph graph(drawn.create());
    const RandomPattern pattern(random);
    const Enumeration naive(drawn, pattern.parts, Enumeration::Mode::Trail);
    for (const Ends& ends : kEnds) {
      Rows expected;
      for (const Found& found : naive.all) {
        if (ends.fits(found)) expected.push_back(row_of(found));
      }
      std::sort(expected.begin(), expected.end());
      rows += expected.size();
      for (const bool rewrites : {true, false}) {
        graph.options.rewrites = rewrites;
        const std::string query = ends.before + "MATCH p = " + pattern.text + kReturn;
        Rows got = graph.ask(query);
        std::sort(got.begin(), got.end());
        INFO(drawn.create() << "\n" << query << (rewrites ? "" : " (no rewrites)"));
        REQUIRE(got == expected);
      }
    }
  }
  CHECK(rows > 1000);  // or nothing was compared
}

namespace {

struct Selector {
  const char* text;
  std::size_t count;
  bool groups, shortest;
};
const Selector kSelectors[] = {{"SHORTEST 1", 1, false, true},        {"SHORTEST 3 PATHS", 3, false, true},
                               {"ALL SHORTEST", 1, true, true},       {"SHORTEST 2 GROUPS", 2, true, true},
                               {"ANY SHORTEST PATH", 1, false, true}, {"ANY 2", 2, false, false}};

// What is wrong with the chosen paths, if anything: for each pair of ends they must be so many of all the paths there
// are, and where shortest ones are asked for, of the right lengths.
std::string wrong_choice(const Rows& got, const std::vector<Found>& all, const Selector& selector) {
  using Pair = std::pair<int, int>;
  std::map<Pair, std::vector<std::pair<std::size_t, std::string>>> wanted, chosen;
  std::map<std::string, std::pair<Pair, std::size_t>> rows;
  for (const Found& found : all) {
    const Pair ends{found.nodes.front(), found.nodes.back()};
    wanted[ends].emplace_back(found.edges.size(), row_of(found));
    rows[row_of(found)] = {ends, found.edges.size()};
  }
  for (const std::string& row : got) {
    if (rows.count(row) == 0) return "no such path: " + row;
    chosen[rows[row].first].emplace_back(rows[row].second, row);
  }
  for (auto& [ends, paths] : wanted) {
    std::sort(paths.begin(), paths.end());
    auto& mine = chosen[ends];
    std::sort(mine.begin(), mine.end());
    if (!std::includes(paths.begin(), paths.end(), mine.begin(), mine.end())) return "a path comes too often";
    std::size_t expected = std::min(selector.count, paths.size());
    if (selector.groups) {
      std::size_t lengths = 0;
      for (expected = 0; expected < paths.size(); ++expected) {
        if (expected == 0 || paths[expected].first != paths[expected - 1].first) ++lengths;
        if (lengths > selector.count) break;
      }
    }
    const std::string where = " from " + std::to_string(ends.first) + " to " + std::to_string(ends.second);
    if (mine.size() != expected) {
      return std::to_string(mine.size()) + " paths instead of " + std::to_string(expected) + where;
    }
    for (std::size_t i = 0; selector.shortest && i < expected; ++i) {
      if (mine[i].first != paths[i].first) return "not the shortest" + where;
    }
  }
  return {};
}

}  // namespace

TEST_CASE("selectors choose among all paths, for each pair of ends", "[query][match][paths]") {
  std::mt19937 random(1868);
  std::size_t rows = 0;
  for (int round = 0; round < 80; ++round) {
    const RandomGraph drawn(random, 5, 8);
    QueryGraph graph(drawn.create());
    const RandomPattern pattern(random);
    const auto mode = static_cast<Enumeration::Mode>(round % 3);
    const std::string mode_text = round % 3 == 0 ? "" : round % 3 == 1 ? "ACYCLIC " : "SIMPLE ";
    const Enumeration naive(drawn, pattern.parts, mode);
    for (const Ends& ends : kEnds) {
      std::vector<Found> all;
      for (const Found& found : naive.all) {
        if (ends.fits(found)) all.push_back(found);
      }
      for (const Selector& selector : kSelectors) {
        for (const bool rewrites : {true, false}) {
          graph.options.rewrites = rewrites;
          std::string word = selector.text;
          const std::size_t at = std::min({word.find(" PATH"), word.find(" GROUPS"), word.size()});
          word = word.substr(0, at) + " " + mode_text + word.substr(at);
          const std::string query = ends.before + "MATCH p = " + word + " " + pattern.text + kReturn;
          const Rows got = graph.ask(query);
          rows += got.size();
          INFO(drawn.create() << "\n" << query << (rewrites ? "" : " (no rewrites)"));
          REQUIRE(wrong_choice(got, all, selector) == "");
        }
      }
    }
  }
  CHECK(rows > 2000);
}

TEST_CASE("path modes keep nodes apart", "[query][match][paths]") {
  std::mt19937 random(1900);
  std::size_t rows = 0;
  for (int round = 0; round < 100; ++round) {
    const RandomGraph drawn(random, 5, 8);
    QueryGraph graph(drawn.create());
    const RandomPattern pattern(random);
    const bool acyclic = round % 2 == 0;
    const Enumeration naive(drawn, pattern.parts, acyclic ? Enumeration::Mode::Acyclic : Enumeration::Mode::Simple);
    for (const Ends& ends : kEnds) {
      Rows expected;
      for (const Found& found : naive.all) {
        if (ends.fits(found)) expected.push_back(row_of(found));
      }
      std::sort(expected.begin(), expected.end());
      rows += expected.size();
      for (const bool rewrites : {true, false}) {
        graph.options.rewrites = rewrites;
        const std::string query =
            ends.before + "MATCH p = " + (acyclic ? "ACYCLIC " : "SIMPLE ") + pattern.text + kReturn;
        Rows got = graph.ask(query);
        std::sort(got.begin(), got.end());
        INFO(drawn.create() << "\n" << query << (rewrites ? "" : " (no rewrites)"));
        REQUIRE(got == expected);
      }
    }
  }
  CHECK(rows > 300);
}

namespace {

// A condition on a whole path, in Cypher and by hand.
struct PathRule {
  const char* text;
  std::function<bool(const Found&)> holds;
};
const PathRule kPathRules[] = {
    {"true", [](const Found&) { return true; }},
    {"all(n IN nodes(p) WHERE n.i <> 2)",
     [](const Found& f) { return std::count(f.nodes.begin(), f.nodes.end(), 2) == 0; }},
    {"none(n IN nodes(p) WHERE n.i = 4 OR n.none)",  // null is not false
     [](const Found&) { return false; }},
    {"none(r IN relationships(p) WHERE r.w % 3 = 0)",
     [](const Found& f) { return std::none_of(f.edges.begin(), f.edges.end(), [](int e) { return e % 3 == 0; }); }},
    {"all(r IN rs WHERE r.w > 1) AND none(n IN nodes(p) WHERE n.i = 3)",
     [](const Found& f) {
       return std::all_of(f.edges.begin(), f.edges.end(), [](int e) { return e > 1; }) &&
              std::count(f.nodes.begin(), f.nodes.end(), 3) == 0;
     }},
    {"any(n IN nodes(p) WHERE n.i = 2)",
     [](const Found& f) { return std::count(f.nodes.begin(), f.nodes.end(), 2) > 0; }},
    {"length(p) > 2", [](const Found& f) { return f.edges.size() > 2; }},
    {"length(p) % 2 = 0 AND all(n IN nodes(p) WHERE n.i <> 4)",
     [](const Found& f) { return f.edges.size() % 2 == 0 && std::count(f.nodes.begin(), f.nodes.end(), 4) == 0; }},
    {"all(n IN nodes(p) WHERE n.i <= x.i OR n.i = y.i)",
     [](const Found& f) {
       return std::all_of(f.nodes.begin(), f.nodes.end(),
                          [&](int n) { return n <= f.nodes.front() || n == f.nodes.back(); });
     }},
};

}  // namespace

TEST_CASE("shortestPath finds the shortest of the paths that meet the conditions", "[query][match][paths]") {
  std::mt19937 random(1945);
  std::size_t rows = 0;
  for (int round = 0; round < 10; ++round) {
    const RandomGraph drawn(random, 6, 10);
    QueryGraph graph(drawn.create());
    Part part;
    part.hops = {{"><-"[round % 3], "T*"[round % 2]}};
    part.min = std::min(round % 4, 2);
    part.max = round % 5 == 0 ? 3 : 9;
    const Enumeration naive(drawn, {part}, Enumeration::Mode::Trail);
    const std::string most = part.max == 9 ? "" : std::to_string(part.max);
    std::string text = hop_text(part.hops[0], "rs");
    text.insert(text.find(']'), "*" + std::to_string(part.min) + ".." + most);
    for (const PathRule& rule : kPathRules) {
      std::map<std::pair<int, int>, std::map<std::size_t, Rows>> wanted;
      for (const Found& found : naive.all) {
        if (rule.holds(found)) {
          wanted[{found.nodes.front(), found.nodes.back()}][found.edges.size()].push_back(row_of(found));
        }
      }
      for (const bool rewrites : {true, false}) {
        graph.options.rewrites = rewrites;
        const std::string where = " WHERE " + std::string(rule.text);
        INFO(drawn.create() << "\n" << text << where << (rewrites ? "" : " (no rewrites)"));
        Rows all;
        for (auto& [ends, lengths] : wanted)
          all.insert(all.end(), lengths.begin()->second.begin(), lengths.begin()->second.end());
        Rows got = graph.ask("MATCH (x), (y) MATCH p = allShortestPaths((x)" + text + "(y))" + where + kReturn);
        std::sort(all.begin(), all.end());
        std::sort(got.begin(), got.end());
        REQUIRE(got == all);
        rows += got.size();
        got = graph.ask("MATCH (x), (y) MATCH p = shortestPath((x)" + text + "(y))" + where + kReturn);
        std::size_t pairs = 0;
        for (auto& [ends, lengths] : wanted) {
          const Rows& best = lengths.begin()->second;
          const auto mine = std::count_if(got.begin(), got.end(), [&](const std::string& row) {
            return std::count(best.begin(), best.end(), row) > 0;
          });
          REQUIRE(mine == 1);
          ++pairs;
        }
        REQUIRE(got.size() == pairs);
      }
    }
  }
  CHECK(rows > 500);
}

TEST_CASE("a condition that no path meets ends the search at once where each step can be asked",
          "[query][match][paths]") {
  // 60 rungs: 2^60 paths of the same length from one end to the other.
  QueryGraph graph;
  graph.ask("UNWIND range(0, 60) AS i CREATE (:N {i: i})");
  graph.ask("MATCH (a:N), (b:N) WHERE b.i = a.i + 1 CREATE (a)-[:T {w: 1}]->(b), (a)-[:T {w: 2}]->(b)");
  const std::string ends = "MATCH (x:N {i: 0}), (y:N {i: 60}) ";
  for (const char* rule : {"all(n IN nodes(p) WHERE n.i <> 30)", "none(r IN relationships(p) WHERE endNode(r).i = 30)",
                           "all(r IN rs WHERE startNode(r).i <> 30)"}) {
    CHECK(graph.ask(ends + "MATCH p = shortestPath((x)-[rs:T*]->(y)) WHERE " + rule + " RETURN 1").empty());
    CHECK(graph.ask(ends + "MATCH p = SHORTEST 2 (x)(()-[r:T]->(b) WHERE b.i <> 30)+(y) RETURN 1").empty());
  }
  CHECK(graph.one(ends + "MATCH p = shortestPath((x)-[rs:T*]->(y)) RETURN length(p)") == "60");
  CHECK(graph.one(ends + "MATCH p = shortestPath((x)-[rs:T* {w: 2}]->(y)) WHERE all(n IN nodes(p) WHERE n.i < 61) "
                         "RETURN length(p)") == "60");
  CHECK(graph.ask(ends + "MATCH p = SHORTEST 1 (x)-[:T]->{1000000000,}(y) RETURN 1").empty());
  CHECK(graph.ask(ends + "MATCH p = shortestPath((x)-[:T*1000000000..]->(y)) RETURN 1").empty());
  CHECK(graph.one(ends + "MATCH p = SHORTEST 5 (x)-[:T]->+(y) RETURN count(DISTINCT p), max(length(p))") == "5 | 60");
}
