#include <catch2/catch.hpp>

#include "graph/audit/identifiers.h"
#include "graph/audit/name_form.h"
#include "graph/audit/near_names.h"
#include "graph/audit/slip.h"
#include "tests/graph/audit/audited.h"
#include "tests/support/small_graph.h"

using namespace polgraph;
using test::at;
using test::audit_lines;
using test::SmallGraph;
using test::text;

namespace {

using Lines = std::vector<std::string>;

struct Bodies : SmallGraph {
  NodeId body(const std::string& id, const std::string& name, const std::string& number = "") {
    Properties properties{{"id", text(id)}, {"name", text(name)}};
    if (!number.empty()) properties.emplace_back("corporate_number", text(number));
    return node(id, {"Organization"}, properties);
  }
  Lines found() { return audit_lines(done(), "look-alike-names"); }
};

}  // namespace

TEST_CASE("names are compared without legal form, width, old letters and blanks", "[audit][names]") {
  struct Row {
    const char* a;
    const char* b;
  };
  const Row rows[] = {{"株式会社JTB", "(株)JTB"},
                      {"㈱ジー・サーチ", "株式会社ジーサーチ"},
                      {"一般社団法人海外環境協力センター", "(一社)海外環境協力センター"},
                      {"株式会社大志満", "株式会社大志滿"},
                      {"国際開発ジヤーナル社", "国際開発ジャーナル社"},
                      {"TOPPAN株式会社", "TОPPAN株式会社"},  // the second has a Cyrillic letter
                      {"Acme Co., Ltd.", "ACME Company Limited"},
                      {"パソナ農援隊株式会社", "株式会社パソナ農援隊"}};
  for (const Row& row : rows) {
    INFO(row.a << " and " << row.b);
    CHECK(name_form(row.a).core == name_form(row.b).core);
  }
  CHECK(name_form("株式会社").core == "株式会社");  // nothing else would be left
  CHECK(name_form("静岡県公立大学法人").core != name_form("静岡県").core);
  CHECK(name_form("Москва").core == "москва");  // no Latin letter beside it
  CHECK(name_form("").core.empty());
  CHECK(name_form("\xFF\xFE").core == name_form("\xFE\xFF").core);  // hostile bytes are data
}

TEST_CASE("a slip is a letter or two in a long name; what tells things apart is none", "[audit][names]") {
  struct Row {
    const char* a;
    const char* b;
    std::size_t letters;  // 0: no slip
  };
  const Row rows[] = {{"Mirasapo Plus", "Mirapano plus", 2},
                      {"Nihongo Solutions", "NIHONGO SOLITIONS", 1},
                      {"株式会社サードウエイブ", "株式会社サードウェーブ", 1},
                      {"日本空港ビルディング", "日本空港ビルデング", 1},
                      {"茨城県科学技術復興財団", "茨城県科学技術振興財団", 1},
                      {"NEDO", "NESTA", 0},
                      {"Budget 2019 of Science", "Budget 2018 of Science", 0},
                      {"第一管区海上保安本部", "第二管区海上保安本部", 0},
                      {"広島県国民健康保険団体連合会", "福島県国民健康保険団体連合会", 0},
                      {"東日本高速道路", "西日本高速道路", 0},
                      {"経済産業局", "経済産業省", 0},
                      {"Working Group A", "Working Group B", 0},
                      {"出張者A", "出張者B", 0},
                      {"Austria", "Australia", 0}};
  for (const Row& row : rows) {
    INFO(row.a << " and " << row.b);
    CHECK(slip_between(name_form(row.a), name_form(row.b)).value_or(0) == row.letters);
    CHECK(slip_between(name_form(row.b), name_form(row.a)).value_or(0) == row.letters);
  }
}

TEST_CASE("near names are found without comparing each with each, families left out", "[audit][names]") {
  const auto pairs = [](const std::vector<std::string>& names) {
    std::vector<NameForm> forms;
    for (const std::string& name : names) forms.push_back(name_form(name));
    return near_names(forms, [] {});
  };
  using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;
  CHECK(pairs({"Mirasapo Plus", "Green Innovation", "Mirapano plus"}) == Pairs{{0, 2}});
  CHECK(pairs({"サードウェーブ研究", "サードウエーブス研究"}) == Pairs{{0, 1}});
  CHECK(pairs({"Labour Office Northam", "Labour Office Northan", "Labour Office Northas"}).empty());
  CHECK(pairs({}).empty());
}

TEST_CASE("two bodies of one name, but for its spelling, are told with both names", "[audit][names]") {
  Bodies graph;
  const NodeId a = graph.body("r-1", "日本経済新聞社");
  const NodeId b = graph.body("r-2", "株式会社日本経済新聞社", "123");
  graph.body("r-3", "日本経済研究所");
  graph.state(EntityId::of(a), "name", text("日本経済新聞社"), at("list", "#L1"));
  graph.state(EntityId::of(b), "name", text("株式会社日本経済新聞社"), at("list", "#L2"));
  CHECK(graph.found() ==
        Lines{"medium: `日本経済新聞社` (r-1) and `株式会社日本経済新聞社` (r-2) have one name [list#L1] [list#L2]"});
}

TEST_CASE("an identifier decides before a name does", "[audit][names]") {
  Bodies graph;
  graph.body("r-1", "株式会社バイオ", "1");
  graph.body("r-2", "バイオ株式会社", "2");  // another number: another body
  graph.body("r-3", "(株)シンヨウ", "3");
  graph.body("r-4", "シンヨウ株式会社", "3");
  graph.body("r-5", "岡山県", "5");
  graph.body("r-6", "岡山県警察", "5");
  graph.body("r-7", "(公財)京都支援機構", "7");
  graph.body("r-8", "(公財)新潟創造財団", "7");
  graph.body("r-9", "株式会社OLIVE", "8");
  graph.body("r-10", "株式会社Olive", "9");
  CHECK(
      graph.found() ==
      Lines{
          "medium: `(株)シンヨウ` (r-3) and `シンヨウ株式会社` (r-4) have one corporate_number, 3 and one name in two "
          "spellings",
          "medium: `(公財)京都支援機構` (r-7) and `(公財)新潟創造財団` (r-8) have one corporate_number, 7: spelled "
          "otherwise, renamed, or a wrong number",
          "low: `岡山県` (r-5) and `岡山県警察` (r-6) have one corporate_number, 5 and different names",
          "low: `株式会社OLIVE` (r-9) and `株式会社Olive` (r-10) have one name and different values of "
          "corporate_number, 8 and 9"});
}

TEST_CASE("a judgement of the two settles a likeness, also over others", "[audit][names]") {
  for (const char* judgement : {"SAME_AS", "DIFFERENT_FROM"}) {
    Bodies graph;
    graph.body("a", "Green Harbour Company");
    graph.body("b", "Green Harbour Co.");
    graph.body("c", "Grin Harbour");
    graph.relationship("b", judgement, "a");
    graph.relationship("a", "SAME_AS", "c");
    INFO(judgement);
    CHECK(graph.found().empty());
  }
}

TEST_CASE("entities of different labels, unnamed ones and policies of different owners share names in peace",
          "[audit][names]") {
  Bodies graph;
  graph.body("org", "Digital Agency Initiative");
  graph.node("theme", {"Theme"}, {{"name", text("Digital Agency Initiative")}});
  graph.body("p-1", "個人A");
  graph.body("p-2", "個人(A)");
  graph.body("o-1", "その他");
  graph.body("o-2", "その他");
  graph.body("m-1", "Ministry of Education");
  graph.body("m-2", "Ministry of Transport");
  for (const char* id : {"1", "2"}) {
    graph.node(id, {"Policy", "Project"}, {{"id", text(id)}, {"name", text("International cooperation")}});
  }
  graph.relationship("m-1", "FUNDS", "1");
  graph.relationship("m-2", "FUNDS", "2");
  CHECK(graph.found().empty());
}

TEST_CASE("two names of one entity that differ by a slip are told; known ones and forms of a word are not the same",
          "[audit][names]") {
  Bodies graph;
  const EntityId portal = EntityId::of(graph.body("portal", "Mirasapo Plus"));
  graph.state(portal, "name", text("Mirasapo Plus"), at("report", "#L246"));
  graph.state(portal, "name:alias@en", text("METI Mirapano plus portal"), at("report", "#L215"));
  graph.state(portal, "name:acronym@en", text("MPP"));
  const EntityId known = EntityId::of(graph.body("known", "Mirosapo Minus"));
  graph.state(known, "name", text("Mirosapo Minus"));
  graph.state(known, "name:misspelling@en", text("Miropano Minus"));
  graph.state(known, "name:translation@de", text("Mirosaqo Minus"));
  const EntityId sip = EntityId::of(graph.body("sip", "Innovation Program"));
  graph.state(sip, "name", text("Innovation Program"), at("report", "#L206"));
  graph.state(sip, "name:alias@en", text("Innovation Programme"), at("report", "#L304"));
  graph.state(sip, "name:alias@en", text("Innovative Programs of Japan"));
  CHECK(
      graph.found() ==
      Lines{
          "medium: two of the names of `Mirasapo Plus` (portal), `Mirasapo Plus` and `METI Mirapano plus portal`, "
          "differ by 2 letters: `mirasapo` and `mirapano` [report#L246] [report#L215]",
          "low: two of the names of `Innovation Program` (sip), `Innovation Program` and `Innovation Programme`, spell "
          "one word in two ways: `program` and `programme` [report#L206] [report#L304]"});
}

TEST_CASE("a deprecated name is no doubt any more", "[audit][names]") {
  Bodies graph;
  const EntityId portal = EntityId::of(graph.body("portal", "Mirasapo Plus"));
  graph.state(portal, "name", text("Mirasapo Plus"));
  Evidence settled = at("report", "#L215");
  settled.rank = Rank::Deprecated;
  settled.rank_reason = "slip of the report";
  graph.state(portal, "name:alias@en", text("Mirapano plus"), settled);
  CHECK(graph.found().empty());
}

TEST_CASE("names that stand for many are known", "[audit][names]") {
  for (const char* name :
       {"その他", "その他(個人等)", "年金受給者等", "東京都ほか", "Others", "Various companies", "Banks and others"}) {
    INFO(name);
    CHECK(is_placeholder_name(name));
  }
  for (const char* name : {"経済産業省", "Other Voices Theatre Company of Leeds", "平等", "Mother", "Brothers"}) {
    INFO(name);
    CHECK(is_placeholder_name(name) == (std::string(name) == "平等"));  // 等 at the end says too little to be sure
  }
}

TEST_CASE("ten thousand bodies of one number or of one name are told without comparing each with each",
          "[audit][names]") {
  Bodies graph;
  for (int i = 0; i < 10000; ++i) graph.body("n" + std::to_string(i), "Harbour " + std::to_string(i), "0");
  for (int i = 0; i < 10000; ++i) graph.body("m" + std::to_string(i), "Green Harbour Ltd", std::to_string(i + 1));
  const Lines found = graph.found();
  REQUIRE(found.size() == 2);
  CHECK(found[0].find("`Harbour 2` (n2) and 9997 more have one corporate_number, 0 and different names") !=
        std::string::npos);
  CHECK(found[1].find("have one name and different values of corporate_number, 1 and 2") != std::string::npos);
}
