// Two graphs compared, as sentences.
#include "graph/diff.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "graph/store.h"
#include "graph/text/cypher.h"
#include "graph/transaction.h"
#include "tests/support/graph_text.h"

using namespace polgraph;

namespace {

using Texts = std::vector<std::string>;

Evidence from(const std::string& source, const std::string& locator, const std::string& dataset = "d") {
  Evidence evidence;
  evidence.source = source;
  evidence.locator = locator;
  evidence.dataset = dataset;
  return evidence;
}

Fact fact(const std::string& predicate, const Value& value) {
  return {predicate, value, {}};
}

Fact exists() {
  return fact("exists", Value::boolean(true));
}

// A graph in memory that is written to in few words.
class Graph {
 public:
  Graph() : store_(Store::memory()), transaction_(store_.begin()) {}

  Transaction& write() { return transaction_; }
  EntityId node(const std::string& id, std::vector<Fact> facts = {}, const Evidence& evidence = from("", "")) {
    facts.push_back(exists());
    const EntityId entity = EntityId::of(transaction_.merge_node({"", id}));
    transaction_.assert_facts(entity, {evidence, std::move(facts)});
    return entity;
  }
  void state(const std::string& id, const Fact& stated, const Evidence& evidence) {
    transaction_.assert_facts(EntityId::of(transaction_.merge_node({"", id})), {evidence, {stated}});
  }
  // A row without an id gets the identity that loads give it, which counts equal rows.
  EntityId row(const std::string& start, const std::string& type, const std::string& end, std::vector<Fact> facts,
               const Evidence& evidence = from("", "")) {
    std::string number = std::to_string(rows_++);
    return relationship("#" + std::string(32 - number.size(), '0') + number, start, type, end, std::move(facts),
                        evidence);
  }
  EntityId relationship(const std::string& id, const std::string& start, const std::string& type,
                        const std::string& end, std::vector<Fact> facts, const Evidence& evidence = from("", "")) {
    facts.push_back(exists());
    const EntityId entity = EntityId::of(transaction_.merge_relationship(id, type, transaction_.merge_node({"", start}),
                                                                         transaction_.merge_node({"", end})));
    transaction_.assert_facts(entity, {evidence, std::move(facts)});
    return entity;
  }
  Snapshot now() const { return transaction_.view(); }

 private:
  Store store_;
  Transaction transaction_;
  int rows_ = 0;
};

std::string spelled(const Snapshot& graph, EntityId entity) {
  if (entity.is_node) {
    const auto known = known_as(graph, entity.node());
    return known ? known->group + (known->group.empty() ? "" : ":") + known->id : "?";
  }
  const auto held = graph.find_relationship(entity.relationship());
  const auto id = known_as(graph, entity.relationship());
  return (id ? *id + ": " : "") + spelled(graph, EntityId::of(held->start)) + " -" + graph.name(held->type) + "-> " +
         spelled(graph, EntityId::of(held->end));
}

std::string spelled(const Statement& statement) {
  std::string text = statement.fact.predicate + "=" + to_cypher(statement.fact.value);
  if (!statement.evidence.source.empty()) text += " " + statement.evidence.source + statement.evidence.locator;
  return text;
}

std::string spelled(const StatementDifference& difference) {
  switch (difference.change) {
    case Change::Removed: return "- " + spelled(*difference.before);
    case Change::Added: return "+ " + spelled(*difference.after);
    case Change::Value: return "~ " + spelled(*difference.before) + " -> " + spelled(*difference.after);
    case Change::Evidence: break;
  }
  std::string text = "e " + spelled(*difference.before) + ":";
  for (const EvidenceDifference& one : evidence_differences(*difference.before, *difference.after))
    text += " " + std::string(one.what) + " " + one.before + " -> " + one.after;
  return text;
}

// "+ a", "- a", and for what both have "a: ..." for each statement that differs.
Texts told(const DiffSide& before, const DiffSide& after, DiffReport* report = nullptr) {
  Texts lines;
  const DiffReport made = diff(before, after, [&](const SubjectDifference& subject) {
    if (!subject.before) {
      lines.push_back("+ " + spelled(after.graph, *subject.after));
    } else if (!subject.after) {
      lines.push_back("- " + spelled(before.graph, *subject.before));
    } else {
      for (const StatementDifference& one : subject.statements)
        lines.push_back(spelled(before.graph, *subject.before) + ": " + spelled(one));
    }
  });
  if (report != nullptr) *report = made;
  return lines;
}

Texts told(const Graph& before, const Graph& after, DiffReport* report = nullptr) {
  return told(DiffSide{before.now(), {}}, DiffSide{after.now(), {}}, report);
}

Value number(std::int64_t value) {
  return Value::integer(value);
}
Value text(const std::string& value) {
  return Value::string(value);
}

}  // namespace

TEST_CASE("a graph does not differ from itself, in whatever order it was made", "[graph][diff]") {
  Graph one, other;
  for (const char* id : {"a", "b", "c"}) one.node(id, {fact("name", text(id))});
  for (const char* id : {"c", "b", "a"}) other.node(id, {fact("name", text(id))});
  one.row("a", "PAYS", "b", {fact("amount", number(1))});
  one.row("a", "PAYS", "b", {fact("amount", number(2))});
  other.row("a", "PAYS", "b", {fact("amount", number(2))});
  other.row("a", "PAYS", "b", {fact("amount", number(1))});
  CHECK(told(one, one).empty());
  CHECK(told(one, other).empty());
}

TEST_CASE("nodes and relationships are added and removed, in the order of their ids", "[graph][diff]") {
  Graph one, other;
  for (const char* id : {"c", "a", "b"}) one.node(id);
  for (const char* id : {"d", "b", "a"}) other.node(id);
  one.row("a", "PAYS", "b", {});
  one.row("a", "FUNDS", "b", {});
  other.row("b", "PAYS", "a", {});
  other.row("a", "FUNDS", "b", {});
  CHECK(told(one, other) == Texts{"- c", "+ d", "- a -PAYS-> b", "+ b -PAYS-> a"});
}

TEST_CASE("an added node is told with all of its statements", "[graph][diff]") {
  Graph one, other;
  other.node("a", {fact("label:Ministry", Value::boolean(true)), fact("name", text("A"))});
  std::vector<std::string> facts;
  diff({one.now(), {}}, {other.now(), {}}, [&](const SubjectDifference& subject) {
    CHECK_FALSE(subject.before);
    for (const StatementDifference& one_of : subject.statements) facts.push_back(spelled(one_of));
  });
  CHECK(facts == Texts{"+ exists=true", "+ label:Ministry=true", "+ name='A'"});
}

TEST_CASE("another value from the same source is a changed value, with both places", "[graph][diff]") {
  Graph one, other;
  one.node("a", {fact("budget", number(100))}, from("report", "#L1"));
  other.node("a", {fact("budget", number(120))}, from("report", "#L9"));
  CHECK(told(one, other) ==
        Texts{"a: ~ budget=100 report#L1 -> budget=120 report#L9", "a: e exists=true report#L1: locator #L1 -> #L9"});
}

TEST_CASE("1 and 1.0, and a date and its text, are different values", "[graph][diff]") {
  Graph one, other;
  one.node("a", {fact("x", number(1))});
  other.node("a", {fact("x", Value::floating(1.0))});
  CHECK(told(one, other) == Texts{"a: ~ x=1 -> x=1.0"});
}

TEST_CASE("another value from another source is a statement gone and a new one", "[graph][diff]") {
  Graph one, other;
  one.node("a");
  other.node("a");
  one.state("a", fact("budget", number(100)), from("report", "#L1"));
  other.state("a", fact("budget", number(120)), from("portal", "#L1"));
  CHECK(told(one, other) == Texts{"a: - budget=100 report#L1", "a: + budget=120 portal#L1"});
}

TEST_CASE("a second source for a value is an added statement", "[graph][diff]") {
  Graph one, other;
  one.node("a", {fact("budget", number(100))});
  other.node("a", {fact("budget", number(100))});
  other.state("a", fact("budget", number(100)), from("portal", "#p3"));
  CHECK(told(one, other) == Texts{"a: + budget=100 portal#p3"});
}

TEST_CASE("of several values from one source those at the same place belong together", "[graph][diff]") {
  Graph one, other;
  one.node("a");
  other.node("a");
  for (const int line : {1, 2, 3}) {
    const Evidence evidence = from("report", "#L" + std::to_string(line));
    one.state("a", fact("name:alias@en", text("old" + std::to_string(line))), evidence);
    other.state("a", fact("name:alias@en", text(line == 2 ? "new" : "old" + std::to_string(line))), evidence);
  }
  CHECK(told(one, other) == Texts{"a: ~ name:alias@en='old2' report#L2 -> name:alias@en='new' report#L2"});
}

TEST_CASE("of several values from one source without a place of their own nothing is guessed", "[graph][diff]") {
  Graph one, other;
  one.node("a");
  other.node("a");
  for (const char* name : {"x", "y"}) one.state("a", fact("name:alias@en", text(name)), from("report", ""));
  for (const char* name : {"v", "w"}) other.state("a", fact("name:alias@en", text(name)), from("report", ""));
  CHECK(told(one, other) == Texts{"a: - name:alias@en='x' report", "a: - name:alias@en='y' report",
                                  "a: + name:alias@en='v' report", "a: + name:alias@en='w' report"});
}

TEST_CASE("what else is known of a statement is its evidence", "[graph][diff]") {
  Graph one, other;
  Evidence evidence = from("report", "#L1");
  one.node("a");
  other.node("a");
  one.state("a", fact("budget", number(1)), evidence);
  evidence.rank = Rank::Deprecated;
  evidence.rank_reason = "a slip";
  evidence.anchors = {"bn", "tn"};
  evidence.valid_from = "2021";
  other.state("a", {"budget", number(1), "1 bn"}, evidence);
  CHECK(told(one, other) ==
        Texts{"a: e budget=1 report#L1: printed  -> 1 bn rank normal -> deprecated reason of the rank  -> a slip "
              "anchors  -> bn; tn valid from  -> 2021 seen by queries yes -> no"});
}

TEST_CASE("which of two values queries see is told", "[graph][diff]") {
  Graph one, other;
  const Evidence first = from("report", "#L1"), second = from("portal", "#L2");
  for (Graph* graph : {&one, &other}) graph->node("a");
  one.state("a", fact("budget", number(1)), first);
  one.state("a", fact("budget", number(2)), second);
  other.state("a", fact("budget", number(2)), second);
  other.state("a", fact("budget", number(1)), first);
  CHECK(told(one, other) == Texts{"a: e budget=1 report#L1: seen by queries yes -> no",
                                  "a: e budget=2 portal#L2: seen by queries no -> yes"});
}

TEST_CASE("a node of the same id in another group is another node", "[graph][diff]") {
  Graph one, other;
  one.write().merge_node({"Ministry", "1"});
  other.write().merge_node({"Fund", "1"});
  CHECK(told(one, other) == Texts{"+ Fund:1", "- Ministry:1"});
}

// Relationships ------------------------------------------------------------------------------------------------------

TEST_CASE("a relationship with an id of its own is found by it", "[graph][diff]") {
  Graph one, other;
  one.relationship("r1", "a", "PAYS", "b", {fact("amount", number(1))});
  one.relationship("r2", "a", "PAYS", "b", {fact("amount", number(2))});
  other.relationship("r1", "a", "PAYS", "b", {fact("amount", number(2))});
  other.relationship("r2", "a", "PAYS", "b", {fact("amount", number(1))});
  CHECK(told(one, other) ==
        Texts{"r1: a -PAYS-> b: ~ amount=1 -> amount=2", "r2: a -PAYS-> b: ~ amount=2 -> amount=1"});
}

TEST_CASE("an id that moved to other ends is another relationship", "[graph][diff]") {
  Graph one, other;
  for (Graph* graph : {&one, &other})
    for (const char* id : {"a", "b", "c"}) graph->node(id);
  one.relationship("r1", "a", "PAYS", "b", {});
  other.relationship("r1", "a", "PAYS", "c", {});
  CHECK(told(one, other) == Texts{"- r1: a -PAYS-> b", "+ r1: a -PAYS-> c"});
}

TEST_CASE("a row without an id keeps its place among its like", "[graph][diff]") {
  Graph one, other;
  const auto row = [](int amount, int year) {
    return std::vector<Fact>{fact("amount", number(amount)), fact("year", number(year)), fact("currency", text("JPY"))};
  };
  for (const int year : {2021, 2022, 2023}) one.row("a", "PAYS", "b", row(year * 10, year));
  other.row("a", "PAYS", "b", row(7, 2023));
  other.row("a", "PAYS", "b", row(20220, 2022));
  other.row("a", "PAYS", "b", row(9, 2021));
  CHECK(told(one, other) ==
        Texts{"a -PAYS-> b: ~ amount=20230 -> amount=7", "a -PAYS-> b: ~ amount=20210 -> amount=9"});
}

TEST_CASE("equal rows are counted", "[graph][diff]") {
  Graph one, other;
  for (int i = 0; i < 3; ++i) one.row("a", "PAYS", "b", {fact("amount", number(1))});
  for (int i = 0; i < 2; ++i) other.row("a", "PAYS", "b", {fact("amount", number(1))});
  CHECK(told(one, other) == Texts{"- a -PAYS-> b"});
  CHECK(told(other, one) == Texts{"+ a -PAYS-> b"});
}

TEST_CASE("rows of the same values at other places of the source are the same rows", "[graph][diff]") {
  Graph one, other;
  for (int i = 1; i <= 2; ++i) {
    one.row("a", "PAYS", "b", {}, from("report", "#L" + std::to_string(i)));
    other.row("a", "PAYS", "b", {}, from("report", "#L" + std::to_string(i + 5)));
  }
  CHECK(told(one, other) == Texts{"a -PAYS-> b: e exists=true report#L1: locator #L1 -> #L6",
                                  "a -PAYS-> b: e exists=true report#L2: locator #L2 -> #L7"});
}

TEST_CASE("rows that cannot be told apart are removed and added, and counted as unmatched", "[graph][diff]") {
  Graph one, other;
  for (const int amount : {1, 2}) one.row("a", "PAYS", "b", {fact("amount", number(amount))});
  for (const int amount : {3, 4, 5}) other.row("a", "PAYS", "b", {fact("amount", number(amount))});
  DiffReport report;
  CHECK(told(one, other, &report) ==
        Texts{"- a -PAYS-> b", "- a -PAYS-> b", "+ a -PAYS-> b", "+ a -PAYS-> b", "+ a -PAYS-> b"});
  CHECK(report.unmatched_before == 2);
  CHECK(report.unmatched_after == 3);
}

TEST_CASE("thousands of parallel rows are compared by what they hold", "[graph][diff]") {
  Graph one, other;
  for (int i = 0; i < 3000; ++i) one.row("a", "PAYS", "b", {fact("amount", number(i))});
  for (int i = 2999; i >= 0; --i) other.row("a", "PAYS", "b", {fact("amount", number(i == 7 ? 9999 : i))});
  CHECK(told(one, other) == Texts{"a -PAYS-> b: ~ amount=7 -> amount=9999"});
}

// Graphs made by queries ---------------------------------------------------------------------------------------------

TEST_CASE("nodes that queries made are known by their property id", "[graph][diff]") {
  Graph one, other;
  one.write().create_node({"Person"}, {{"id", text("p")}, {"age", number(30)}});
  one.write().create_node({"Person"}, {{"id", number(5)}, {"age", number(30)}});
  other.write().create_node({"Person"}, {{"id", number(5)}, {"age", number(30)}});
  other.write().create_node({"Author"}, {{"id", text("p")}, {"age", number(31)}});
  CHECK(told(one, other) == Texts{"p: ~ age=30 -> age=31", "p: + label:Author=true", "p: - label:Person=true"});
}

TEST_CASE("a node that a query made and one that was loaded without a source are alike", "[graph][diff]") {
  Graph one, other;
  one.write().create_node({"Person"}, {{"id", text("p")}, {"age", number(30)}});
  other.node("p", {fact("label:Person", Value::boolean(true)), fact("id", text("p")), fact("age", number(30))});
  CHECK(told(one, other).empty());
}

TEST_CASE("an id that two nodes share tells them apart by what else they hold", "[graph][diff]") {
  Graph one, other;
  one.write().create_node({"Person"}, {{"id", number(1)}, {"name", text("Ann")}});
  one.write().create_node({"Movie"}, {{"id", number(1)}, {"name", text("Up")}});
  other.write().create_node({"Movie"}, {{"id", number(1)}, {"name", text("Down")}});
  other.write().create_node({"Person"}, {{"id", number(1)}, {"name", text("Ann")}});
  CHECK(told(one, other) == Texts{"1: ~ name='Up' -> name='Down'"});
}

TEST_CASE("nodes without an id are compared by what is said of them, and the unmatched counted", "[graph][diff]") {
  Graph one, other;
  for (const char* name : {"x", "y", "y"}) one.write().create_node({"L"}, {{"name", text(name)}});
  for (const char* name : {"y", "x", "z"}) other.write().create_node({"L"}, {{"name", text(name)}});
  DiffReport report;
  CHECK(told(one, other, &report) == Texts{"- ?", "+ ?"});
  CHECK(report.unmatched_before == 1);
  CHECK(report.unmatched_after == 1);
  CHECK(told(one, one, &report).empty());
  CHECK(report.unmatched_before == 0);
}

TEST_CASE("relationships between nodes without an id follow them", "[graph][diff]") {
  const auto build = [](Graph& graph, const char* first, const char* second) {
    const NodeId a = graph.write().create_node({}, {{"name", text(first)}});
    const NodeId b = graph.write().create_node({}, {{"name", text(second)}});
    graph.write().create_relationship("KNOWS", a, b, {{"since", number(1)}});
  };
  Graph one, same, turned;
  build(one, "x", "y");
  build(same, "x", "y");
  build(turned, "y", "x");
  CHECK(told(one, same).empty());
  CHECK(told(one, turned) == Texts{"- ? -KNOWS-> ?", "+ ? -KNOWS-> ?"});
}

// Data sets ----------------------------------------------------------------------------------------------------------

TEST_CASE("of a data set only what it asserts counts", "[graph][diff]") {
  Graph store, file;
  store.node("a", {fact("name", text("A"))}, from("", "", "mine"));
  store.node("b", {fact("name", text("B"))}, from("", "", "theirs"));
  store.state("a", fact("name", text("AA")), from("", "", "theirs"));
  store.relationship("r1", "a", "PAYS", "b", {}, from("", "", "mine"));
  file.node("a", {fact("name", text("A"))});
  file.relationship("r1", "a", "PAYS", "b", {});
  CHECK(told(DiffSide{store.now(), "mine"}, DiffSide{file.now(), {}}) == Texts{"+ b"});  // the file's own end
  CHECK(told(DiffSide{store.now(), "mine"}, DiffSide{store.now(), "theirs"}) ==
        Texts{"a: - exists=true", "a: ~ name='A' -> name='AA'", "+ b", "- r1: a -PAYS-> b"});
  CHECK(told(DiffSide{store.now(), "mine"}, DiffSide{store.now(), "mine"}).empty());
}

TEST_CASE("a data set that asserts nothing is empty", "[graph][diff]") {
  Graph store;
  store.node("a");
  CHECK(told(DiffSide{store.now(), "nobody"}, DiffSide{store.now(), {}}) == Texts{"+ a"});
}

TEST_CASE("what `tick` throws stops it", "[graph][diff]") {
  Graph one;
  one.node("a");
  const auto stop = [] { throw std::runtime_error("stop"); };
  CHECK_THROWS_AS(diff(
                      {one.now(), {}}, {one.now(), {}}, [](const SubjectDifference&) {}, stop),
                  std::runtime_error);
}

// Random graphs ------------------------------------------------------------------------------------------------------

namespace {

// Small ranges, so that many graphs are equal or nearly so.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  int below(int limit) { return static_cast<int>(engine_() % static_cast<unsigned>(limit)); }

 private:
  std::mt19937 engine_;
};

struct Row {
  std::string subject;
  Fact fact;
  Evidence evidence;
};

std::vector<Row> random_rows(Dice& dice) {
  std::vector<Row> rows;
  for (int i = dice.below(5); i > 0; --i) {
    const std::string source = dice.below(2) == 0 ? "s" : "t";
    Evidence evidence = from(source, "#" + std::to_string(dice.below(2)));
    if (dice.below(4) == 0) evidence.rank = Rank::Preferred;
    const char* const predicates[] = {"p", "q", "label:L"};
    const std::string predicate = predicates[dice.below(3)];
    const Value value = predicate == "label:L" ? Value::boolean(true) : number(dice.below(2));
    rows.push_back({std::string(1, static_cast<char>('a' + dice.below(2))), fact(predicate, value), evidence});
  }
  return rows;
}

std::vector<int> random_payments(Dice& dice) {
  std::vector<int> amounts;
  for (int i = dice.below(3); i > 0; --i) amounts.push_back(dice.below(2));
  return amounts;
}

void build(Graph& graph, const std::vector<Row>& rows, const std::vector<int>& payments) {
  graph.node("a");
  graph.node("b");
  for (const Row& row : rows) graph.state(row.subject, row.fact, row.evidence);
  for (const int amount : payments) graph.row("a", "PAYS", "b", {fact("amount", number(amount))});
}

Texts mirrored(Texts lines) {
  for (std::string& line : lines)
    for (char& c : line) c = c == '+' ? '-' : c == '-' ? '+' : c;
  std::sort(lines.begin(), lines.end());
  return lines;
}

// Each difference as text that reads alike from either end but for + and -.
Texts marks(const Graph& before, const Graph& after) {
  Texts lines;
  diff({before.now(), {}}, {after.now(), {}}, [&](const SubjectDifference& subject) {
    const std::string of =
        subject.before ? spelled(before.now(), *subject.before) : spelled(after.now(), *subject.after);
    for (const StatementDifference& one : subject.statements) {
      std::string a = one.before ? spelled(*one.before) : "", b = one.after ? spelled(*one.after) : "";
      const char sign = !one.before ? '+' : !one.after ? '-' : '~';
      if (b < a) std::swap(a, b);
      std::string line = of + " " + a + "|" + b;
      std::replace(line.begin(), line.end(), '-', '_');
      lines.push_back(sign + line);
    }
  });
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace

TEST_CASE("there is a difference exactly if the graphs differ, and the other way round it is mirrored",
          "[graph][diff]") {
  int equal = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    Dice dice(seed);
    Graph one, other;
    const std::vector<Row> rows = random_rows(dice);
    const std::vector<int> payments = random_payments(dice);
    build(one, rows, payments);
    const bool same_rows = dice.below(2) == 0;
    build(other, same_rows ? rows : random_rows(dice), dice.below(2) == 0 ? payments : random_payments(dice));
    const bool is_equal = test::graph_text(one.now()) == test::graph_text(other.now());
    equal += is_equal ? 1 : 0;
    INFO("seed " << seed);
    CHECK(marks(one, other).empty() == is_equal);
    CHECK(marks(one, other) == mirrored(marks(other, one)));
  }
  CHECK(equal > 50);
  CHECK(equal < 350);
}

TEST_CASE("what is told leads from one graph to the other", "[graph][diff]") {
  const auto statements_of_graph = [](const Graph& graph) {
    Texts all;
    for (const char* id : {"a", "b"}) {
      const auto node = graph.now().find_node(Identity{"", id});
      for (const Statement& statement : graph.now().statements(EntityId::of(*node)))
        all.push_back(std::string(id) + " " + spelled(statement));
    }
    std::sort(all.begin(), all.end());
    return all;
  };
  for (unsigned seed = 0; seed < 200; ++seed) {
    Dice dice(seed);
    Graph one, other;
    build(one, random_rows(dice), {});
    build(other, random_rows(dice), {});
    Texts changed = statements_of_graph(one);
    diff({one.now(), {}}, {other.now(), {}}, [&](const SubjectDifference& subject) {
      const std::string id = spelled(one.now(), *subject.before) + " ";
      for (const StatementDifference& step : subject.statements) {
        if (step.before) changed.erase(std::find(changed.begin(), changed.end(), id + spelled(*step.before)));
        if (step.after) changed.push_back(id + spelled(*step.after));
      }
    });
    std::sort(changed.begin(), changed.end());
    INFO("seed " << seed);
    CHECK(changed == statements_of_graph(other));
  }
}
