#include "tools/dossier.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "tests/support/small_graph.h"
#include "tests/tools/markup.h"

namespace polgraph::cli {

using test::number;
using test::SmallGraph;
using test::text;

namespace {

const std::vector<std::string> kHostile{
    "<script>alert(1)</script>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "](javascript:alert(1))",
    "[x](javascript:alert(1) \"y\")",
    "![x](https://evil.example/x.png)",
    "]]> --> <!-- </style></title></svg>",
    "&lt;b&gt; &#60;",
    "a\nb\n# heading\n| c | d |",
    "\xe2\x80\xaegnp.exe \x1b]8;;http://x\x07 \xc2\x9b",
    "\xff\xfe no UTF-8",
    "`code` *bold* _it_ ~~x~~ $x$ ~~~",
    "1. list",
    "- list",
};

std::string html_of(const Snapshot& graph, NodeId node, const Picture& picture, DossierOptions options = {}) {
  std::ostringstream out;
  write_html(make_dossier(graph, node, options), picture, out);
  return out.str();
}
std::string markdown_of(const Snapshot& graph, NodeId node, DossierOptions options = {}) {
  std::ostringstream out;
  write_markdown(make_dossier(graph, node, options), out);
  return out.str();
}

bool is_utf8(const std::string& name) {
  return name.front() != '\xff';
}

// Every place that data can stand in holds every hostile text.
struct HostileGraph {
  SmallGraph graph;
  NodeId centre;

  HostileGraph() {
    centre = graph.node("centre", {"Organization"}, {{"id", text("centre")}, {"name", text("<b>centre</b>")}});
    std::size_t count = 0;
    for (const std::string& name : kHostile) {
      if (!is_utf8(name)) continue;  // the store takes none
      const std::string id = "n" + std::to_string(++count);
      const NodeId node = graph.node(id, {"Budget", name},
                                     {{"name", text(name)},
                                      {"amount", number(5)},
                                      {"currency", text(name)},
                                      {"amount_printed", text(name)},
                                      {"amount_eur", number(3)},
                                      {"url", text("javascript:alert(1)")},
                                      {"start", text(name)}});
      const RelId relationship =
          graph.relationship("centre", "HAS_BUDGET", id, {{"verb", text(name)}, {"on", text(name)}});
      graph.relationship(id, name, "centre", {{name, text(name)}, {"fiscal_year", text(name)}});
      const Evidence evidence = evidence_of(name);
      graph.state(EntityId::of(centre), "name:alias@" + name, text(name), evidence);
      graph.state(EntityId::of(centre), name, text(name), evidence);
      graph.state(EntityId::of(centre), "conflicted", text(name), evidence);
      graph.state(EntityId::of(node), "amount", number(7), evidence);
      graph.state(EntityId::of(relationship), "on", text("2020" + name), evidence);
      graph.node(name, {"Source"}, {{"id", text(name)}, {"name", text(name)}, {"url", text("javascript:alert(1)")}});
    }
  }

  static Evidence evidence_of(const std::string& name) {
    Evidence evidence;
    evidence.source = name;
    evidence.locator = name;
    evidence.rank_reason = name;
    evidence.rank = Rank::Preferred;
    evidence.valid_from = name;
    evidence.dataset = name;
    return evidence;
  }
};

}  // namespace

TEST_CASE("no hostile name becomes markup of the page, with or without its picture", "[tools][dossier][hostile]") {
  HostileGraph hostile;
  const Snapshot graph = hostile.graph.done();
  const Dossier dossier = make_dossier(graph, hostile.centre, {});
  for (const Picture& picture :
       {Picture{{}, "<script>no picture</script>"}, draw_neighbourhood(dossier.around.graph)}) {
    std::ostringstream out;
    write_html(dossier, picture, out);
    const test::PageRead page = test::read_page(out.str().substr(std::string("<!DOCTYPE html>\n").size()));
    CHECK(page.faults == std::vector<std::string>{});
    CHECK_FALSE(test::has_raw_controls(page.text));
    CHECK(page.text.find("<script>alert(1)</script>") != std::string::npos);
    CHECK(page.text.find("\\u202egnp.exe") != std::string::npos);
    for (const char* fetched : {"src=", "url(", "@import", "<link", "javascript:alert(1)\""}) {
      INFO(fetched);
      CHECK(out.str().find(fetched) == std::string::npos);
    }
  }
}

TEST_CASE("no hostile name becomes markup of the Markdown or of what show prints", "[tools][dossier][hostile]") {
  HostileGraph hostile;
  const Snapshot graph = hostile.graph.done();
  const std::string dossier = markdown_of(graph, hostile.centre);
  CHECK(test::live_marks(dossier) == std::vector<std::string>{});
  CHECK_FALSE(test::has_raw_controls(dossier));

  Citations citations(graph);
  Portrait portrait = make_portrait(graph, EntityId::of(hostile.centre), {}, citations);
  portrait.sources = listed_sources(citations);
  std::ostringstream shown, printed;
  print_markdown(portrait, shown);
  print_text(portrait, printed);
  CHECK(test::live_marks(shown.str()) == std::vector<std::string>{});
  CHECK_FALSE(test::has_raw_controls(printed.str()));
}

TEST_CASE("what finds live markup would find it", "[tools][dossier]") {
  CHECK_FALSE(test::read_page("<p onclick=\"x\"><script>x</script></p>").faults.empty());
  CHECK_FALSE(test::read_page("<p><a href=\"javascript:x\">x</a></p>").faults.empty());
  CHECK_FALSE(test::read_page("<p><br></p>").faults.empty());
  CHECK_FALSE(test::live_marks("- <b>").empty());
  CHECK_FALSE(test::live_marks("- [a](b)").empty());
  CHECK_FALSE(test::live_marks("| a |\n| b | c |").empty());
  CHECK(test::live_marks("# a \\<b\\>\n\n- \\[1\\]").empty());
}

TEST_CASE("each mark leads to its source and each source back to its marks", "[tools][dossier]") {
  SmallGraph small;
  const NodeId meti = small.node("meti", {"Ministry"}, {{"id", text("meti")}});
  small.node("fund", {"Fund"});
  const RelId launched = small.relationship("meti", "LAUNCHED", "fund");
  Evidence line;
  line.source = "report";
  line.locator = "#L410";
  small.state(EntityId::of(meti), "seat", text("Tokyo"), line);
  small.state(EntityId::of(launched), "on", text("2021-03"), line);
  line.locator = "#L216";
  small.state(EntityId::of(launched), "verb", text("decided"), line);
  const Snapshot graph = small.done();

  const test::PageRead page = test::read_page(html_of(graph, meti, {{}, "none"}).substr(16));
  REQUIRE(page.faults == std::vector<std::string>{});
  const std::set<std::string> ids(page.ids.begin(), page.ids.end());
  CHECK(ids.size() == page.ids.size());
  CHECK(ids.contains("source-1"));
  CHECK(ids.contains("source-2"));
  CHECK_FALSE(ids.contains("source-3"));
  for (const std::string& link : page.links) {
    INFO(link);
    CHECK((!link.starts_with('#') || ids.contains(link.substr(1))));
  }
  CHECK(std::count(page.links.begin(), page.links.end(), "#source-1") >= 3);
  CHECK(std::count(page.links.begin(), page.links.end(), "#cite-1-1") == 1);
}

TEST_CASE("a hub stays readable: a group is cut with its size and its sum, and nothing is cut on request",
          "[tools][dossier]") {
  SmallGraph small;
  const NodeId ministry = small.node("経済産業省", {"Ministry"}, {{"id", text("meti")}});
  for (int i = 0; i < 300; ++i) {
    const std::string id = "project" + std::to_string(i);
    small.node(id, {"Project"});
    small.relationship("経済産業省", "FUNDS", id,
                       {{"amount", number(1000 + i)}, {"currency", text("JPY")}, {"fiscal_year", number(2023)}});
  }
  const Snapshot graph = small.done();
  const Dossier dossier = make_dossier(graph, ministry, {});
  REQUIRE(dossier.portrait.groups.size() == 1);
  CHECK(dossier.portrait.groups[0].count == 300);
  CHECK(dossier.portrait.groups[0].shown.size() == 20);
  CHECK(dossier.portrait.groups[0].shown[0].other == "project299");
  CHECK(dossier.portrait.groups[0].totals == std::vector<std::string>{"JPY 344,850 (fiscal year 2023)"});
  CHECK(dossier.around.shown == 14);
  CHECK(dossier.around.neighbours == 300);
  CHECK(dossier.timeline.events.size() == 1);

  const std::string html = html_of(graph, ministry, {{}, "none"});
  CHECK(html.find("and 280 more") != std::string::npos);
  CHECK(html.find("together JPY 344,850 (fiscal year 2023)") != std::string::npos);
  const std::string markdown = markdown_of(graph, ministry);
  CHECK(markdown.find("and 280 more") != std::string::npos);
  CHECK(markdown.find("14 of 300 neighbours are drawn, 286 are left out") != std::string::npos);

  DossierOptions all;
  all.portrait.limit = kNoLimit;
  const std::string whole = markdown_of(graph, ministry, all);
  CHECK(whole.find("project0 ") != std::string::npos);
  CHECK(whole.find(" more (") == std::string::npos);
}

TEST_CASE("without a picture the page says why and holds the rest", "[tools][dossier]") {
  SmallGraph small;
  const NodeId a = small.node("a");
  small.node("b");
  small.relationship("a", "KNOWS", "b");
  const Snapshot graph = small.done();
  const std::string html = html_of(graph, a, {{}, "the program `dot` was not found"});
  CHECK(html.find("No picture: the program `dot` was not found") != std::string::npos);
  CHECK(html.find("KNOWS") != std::string::npos);
  CHECK(test::read_page(html.substr(16)).faults == std::vector<std::string>{});
}

TEST_CASE("a node of which nothing is known has a dossier too", "[tools][dossier]") {
  SmallGraph small;
  const NodeId lonely = small.node("lonely");
  const Snapshot graph = small.done();
  CHECK(test::read_page(html_of(graph, lonely, {}).substr(16)).faults == std::vector<std::string>{});
  CHECK(markdown_of(graph, lonely).starts_with("# lonely\n"));
}

TEST_CASE("names say their language, and kana theirs", "[tools][dossier]") {
  SmallGraph small;
  const NodeId fund = small.node("グリーンイノベーション基金", {"Fund"});
  small.state(EntityId::of(fund), "name:translation@de", text("Fonds"));
  const Snapshot graph = small.done();
  const test::PageRead page = test::read_page(html_of(graph, fund, {}).substr(16));
  CHECK(page.languages == std::vector<std::string>{"en", "ja", "de", "ja"});
}

}  // namespace polgraph::cli
