#include "loaders/dot.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "graph/error.h"
#include "graph/store.h"
#include "graph/transaction.h"
#include "loaders/draw.h"

using namespace polgraph;

namespace {

// A small graph to be drawn.
class Graph {
 public:
  NodeId node(const std::vector<std::string>& labels, const Transaction::Properties& properties) {
    Transaction t = store.begin();
    const NodeId id = t.create_node(labels, properties);
    t.commit();
    return id;
  }
  NodeId named(const std::string& label, const std::string& name) {
    return node({label}, {{"name", Value::string(name)}});
  }
  void edge(NodeId from, const std::string& type, NodeId to, const Transaction::Properties& properties = {}) {
    Transaction t = store.begin();
    t.create_relationship(type, from, to, properties);
    t.commit();
  }
  std::string save(const Format& format, const SaveOptions& options = {}) {
    const Snapshot now = store.snapshot();
    GraphSource source{&now, {}, {}, title};
    for (auto nodes = now.nodes(); nodes.next();) source.nodes.push_back(nodes.id());
    for (auto relationships = now.relationships(); relationships.next();)
      source.relationships.push_back(relationships.id());
    std::ostringstream out;
    format.save(source, options, out);
    return out.str();
  }

  Store store = Store::memory();
  std::string title;
};

std::size_t count(const std::string& text, const std::string& piece) {
  std::size_t times = 0;
  for (std::size_t at = 0; (at = text.find(piece, at)) != std::string::npos; at += piece.size()) ++times;
  return times;
}

bool has(const std::string& text, const std::string& piece) {
  return text.find(piece) != std::string::npos;
}

const std::vector<std::string> kHostile{"say \"hi\"",
                                        "back\\slash\\",
                                        "new\nline",
                                        "<script>alert(1)</script>",
                                        "{record|<f0>}",
                                        "node",
                                        "graph",
                                        "->",
                                        "a -> b",
                                        "経済産業省",
                                        "&lt;&amp;&#65;",
                                        "\\N\\G\\T",
                                        "x\" onload=\"alert(7)",
                                        "]; evil [label=\"x",
                                        "// comment",
                                        "/* */",
                                        "#!",
                                        "\x1b]52;c;x\x07",
                                        "\u202Egpj",
                                        "e\u0301",
                                        "🚀"};

}  // namespace

TEST_CASE("DOT has one arrow for each relationship, whatever the names", "[loaders][dot]") {
  Graph graph;
  graph.title = "a -> b";
  const NodeId first = graph.named("Policy", kHostile[0]);
  for (const std::string& name : kHostile) graph.edge(first, "USES", graph.named("Technology", name));
  graph.edge(first, "-> [x]", first);
  const std::string dot = graph.save(kDot);
  CHECK(count(dot, "->") == kHostile.size() + 1);
  CHECK(has(dot, "n0 -> n1 [label=\"uses\""));
  CHECK(has(dot, "class=\"USES\""));
  CHECK(dot == graph.save(kDot));
}

TEST_CASE("colour goes by umbrella, the legend names what occurs and nothing else", "[loaders][dot]") {
  Graph graph;
  graph.node({"Organization", "Ministry"}, {{"name", Value::string("METI")}});
  graph.named("Ministry", "MIC");
  graph.named("Whatever", "x");
  const std::string dot = graph.save(kDot);
  CHECK(count(dot, "#CFE3F3") == 3);
  CHECK(has(dot, ">Organization "));
  CHECK(has(dot, ">Other "));
  CHECK_FALSE(has(dot, ">Policy "));
}

TEST_CASE("amounts stand on edges as the source prints them, else in every digit", "[loaders][dot]") {
  Graph graph;
  const NodeId fund = graph.named("Fund", "Green Innovation Fund");
  const NodeId budget = graph.node({"Budget"}, {{"name", Value::string("budget")},
                                                {"amount", Value::integer(2000000000000)},
                                                {"currency", Value::string("JPY")},
                                                {"amount_printed", Value::string("¥2 trillion")}});
  const NodeId payee = graph.node({"Organization"}, {});
  graph.edge(fund, "HAS_BUDGET", budget);
  graph.edge(fund, "PAYS", payee,
             {{"amount", Value::integer(456400000000)},
              {"currency", Value::string("JPY")},
              {"fiscal_year", Value::integer(2023)}});
  const std::string dot = graph.save(kDot);
  CHECK(has(dot, "label=\"has budget\\n¥2 trillion\", tooltip=\"HAS_BUDGET\\nJPY 2,000,000,000,000\""));
  CHECK(has(dot, "label=\"pays\\nJPY 456,400,000,000 (2023)\""));
  CHECK(has(dot, "label=\"budget\","));
  CHECK(has(dot, "label=\"Organization 2\""));
}

TEST_CASE("sources are tooltips, and links where they have an address on the web", "[loaders][dot][evidence]") {
  Graph graph;
  {
    Transaction t = graph.store.begin();
    const NodeId source = t.merge_node({"", "doc"});
    t.assert_facts(EntityId::of(source), {{},
                                          {{"label:Source", Value::boolean(true), {}},
                                           {"name", Value::string("The Report"), {}},
                                           {"url", Value::string("https://doi.org/1?a=1&b=2"), {}}}});
    const NodeId meti = t.merge_node({"", "jp/meti"});
    Evidence from_report;
    from_report.source = "doc";
    from_report.locator = "#L294";
    t.assert_facts(EntityId::of(meti),
                   {from_report, {{"exists", Value::boolean(true), {}}, {"name", Value::string("METI"), {}}}});
    const NodeId bad = t.merge_node({"", "bad"});
    t.assert_facts(EntityId::of(bad),
                   {{}, {{"name", Value::string("bad"), {}}, {"url", Value::string("javascript:alert(1)"), {}}}});
    t.commit();
  }
  const std::string dot = graph.save(kDot);
  CHECK(has(dot, "tooltip=\"\\nThe Report, #L294\", URL=\"https://doi.org/1?a=1&amp;b=2\""));
  CHECK_FALSE(has(dot, "javascript"));
  const std::string svg = graph.save(kSvg);
  CHECK(has(svg, "<title>&#10;The Report, #L294</title>"));
  CHECK(has(svg, "xlink:href=\"https://doi.org/1?a=1&amp;b=2\""));
}

TEST_CASE("dot draws hostile names as they are written", "[loaders][draw][hostile]") {
  Graph graph;
  graph.title = "\"</text><script>";
  const NodeId first = graph.named("Policy", "first");
  for (const std::string& name : kHostile) graph.edge(first, name, graph.named("Technology", name));
  const std::string svg = graph.save(kSvg);
  for (const char* shown :
       {">say &quot;hi&quot;<", ">back\\slash\\<", ">new<", ">line<", ">&lt;script&gt;alert(1)&lt;/script&gt;<",
        ">{record|&lt;f0&gt;}<", ">node<", ">-&gt;<", ">経済産業省<", ">&amp;lt;&amp;amp;&amp;#65;<", ">\\N\\G\\T<",
        ">x&quot; onload=&quot;alert(7)<", ">\\x1b]52;c;x\\x07<", ">\\u202egpj<", ">🚀<"}) {
    CAPTURE(shown);
    CHECK(has(svg, shown));
  }
  CHECK_FALSE(has(svg, "<script"));
  CHECK_FALSE(has(svg, " onload=\""));
  CHECK(svg == graph.save(kSvg));
  CHECK(graph.save(kPng).starts_with("\x89PNG"));
  CHECK(graph.save(kPdf).starts_with("%PDF"));
}

TEST_CASE("an empty graph and a graph of loops and parallels can be drawn", "[loaders][draw]") {
  Graph graph;
  CHECK(has(graph.save(kSvg), "<svg"));
  const NodeId a = graph.named("A", "a");
  graph.edge(a, "T", a);
  graph.edge(a, "T", a);
  CHECK(count(graph.save(kSvg), "class=\"edge T\"") == 2);
}

TEST_CASE("a picture that nobody could read is refused with the way out", "[loaders][draw]") {
  Graph graph;
  for (int i = 0; i < 4; ++i) graph.named("A", "a");
  try {
    graph.save(kSvg, {.max_nodes = 3, .timeout_s = 60});
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.message() == "a picture of 4 nodes would be unreadable; the limit is 3");
    CHECK(has(error.hint(), "--around"));
  }
  CHECK(has(graph.save(kDot, {.max_nodes = 3, .timeout_s = 60}), "n3 ["));
}
