#include "graph/fold.h"

#include <catch2/catch.hpp>
#include <ctime>
#include <set>

using polgraph::fold_name;
using polgraph::name_terms;
using polgraph::query_terms;
using Terms = std::vector<std::string>;

TEST_CASE("names that differ in case, width, accents or punctuation fold to one", "[graph][fold]") {
  struct Row {
    const char* name;
    const char* folded;
  };
  const Row rows[] = {
      {"", ""},
      {"METI", "meti"},
      {"ＡＩ", "ai"},
      {"Café-Bar", "cafe bar"},
      {"Cafe\u0301\u2010Bar", "cafe bar"},
      {"  Society   5.0 ", "society 5 0"},
      {"New Energy & Industrial (NEDO)", "new energy industrial nedo"},
      {"Straße", "strasse"},
      {"STRASSE", "strasse"},
      {"İstanbul", "istanbul"},
      {"Łódź", "lodz"},
      {"Ørsted", "orsted"},
      {"Ångström", "angstrom"},
      {"ΣΊΣΥΦΟΣ", "σισυφοσ"},
      {"Россия й", "россия и"},
      {"ﬁnance", "finance"},
      {"Ⅳ", "iv"},
      {"x²", "x2"},
      {"soft\u00ADhyphen", "softhyphen"},
      {"zero\u200Bwidth", "zerowidth"},
      {"¥2 tn", "2 tn"},
      {"+-*/", ""},
      {"한국", "한국"},
      {"हिन्दी", "हिन्दी"},
  };
  for (const auto& row : rows) {
    INFO(row.name);
    CHECK(fold_name(row.name) == row.folded);
    CHECK(fold_name(fold_name(row.name)) == row.folded);
  }
}

TEST_CASE("Japanese keeps its voicing and long marks and becomes full width", "[graph][fold]") {
  CHECK(fold_name("ｴﾈﾙｷﾞｰ") == "エネルギー");
  CHECK(fold_name("エネルキ\u3099ー") == "エネルギー");
  CHECK(fold_name("がか") == "がか");
  CHECK(fold_name("がか") != fold_name("かか"));
  CHECK(fold_name("ﾊﾟｲﾌﾟ") == "パイプ");
  CHECK(fold_name("新エネルギー・産業技術総合開発機構") == "新エネルギー 産業技術総合開発機構");
  CHECK(fold_name("㈱日立") == "株 日立");
  CHECK(fold_name("㍿日立") == "株式会社日立");
  CHECK(fold_name("独立行政法人　情報処理推進機構") == "独立行政法人 情報処理推進機構");
}

TEST_CASE("a query asks with its words, and with bigrams of Japanese", "[graph][fold]") {
  CHECK(query_terms("").empty());
  CHECK(query_terms("--").empty());
  CHECK(query_terms("Green Innovation Fund, green") == Terms{"green", "innovation", "fund"});
  CHECK(query_terms("経済産業省") == Terms{"経済", "済産", "産業", "業省"});
  CHECK(query_terms("省") == Terms{"省"});
  CHECK(query_terms("ＡＩ戦略") == Terms{"ai", "戦略"});
  CHECK(query_terms("第3期 SIP") == Terms{"第", "3", "期", "sip"});
  CHECK(query_terms("新エネルギー・産業") == Terms{"新エ", "エネ", "ネル", "ルギ", "ギー", "産業"});
  CHECK(query_terms("人々") == Terms{"人々"});
}

TEST_CASE("a name is kept whole, by its words, and so that every Japanese letter begins a term", "[graph][fold]") {
  CHECK(name_terms("").empty());
  CHECK(name_terms("--").empty());
  CHECK(name_terms("METI, Japan") == Terms{"=meti japan", "meti", "japan"});
  CHECK(name_terms("経産省") == Terms{"=経産省", "省", "経産", "産省"});
  CHECK(name_terms("省") == Terms{"=省", "省"});
  CHECK(polgraph::whole_name_term("Ｍeti—Japan") == "=meti japan");
  CHECK(polgraph::whole_name_term("...").empty());
}

TEST_CASE("terms that are handed out one by one are those of a name", "[graph][fold]") {
  std::string scratch;
  for (const std::string name :
       {"", "...", "METI", "Tokyo tokyo TOKYO-2 bay", "経済産業省 METI", "Café Bar", "ＡＩ 省"}) {
    std::set<std::string> all;
    polgraph::each_name_term(name, scratch, [&](std::string_view term) { all.emplace(term); });
    const std::vector<std::string> expected = name_terms(name);
    CHECK(all == std::set<std::string>(expected.begin(), expected.end()));
  }
  polgraph::each_name_term(std::string(1000, 'x'), scratch, [&](std::string_view term) {
    CHECK(term.size() == (term.starts_with('=') ? polgraph::kMaxWholeTermBytes : polgraph::kMaxTermBytes));
  });
}

TEST_CASE("a term longer than the limit is cut at the end of a letter", "[graph][fold]") {
  const auto ascii = query_terms(std::string(1000, 'a'));
  REQUIRE(ascii.size() == 1);
  CHECK(ascii[0].size() == polgraph::kMaxTermBytes);
  std::string korean = "a";
  for (int i = 0; i < 100; ++i) korean += "한";
  const auto cut = query_terms(korean);
  REQUIRE(cut.size() == 1);
  CHECK(cut[0].size() == 127);
  CHECK(fold_name(cut[0]) == cut[0]);
}

TEST_CASE("invalid UTF-8 is kept as U+FFFD and never read past its end", "[graph][fold]") {
  CHECK(fold_name("a\xFF"
                  "b") ==
        "a\uFFFD"
        "b");
  CHECK(fold_name("\xE3\x81") == "\uFFFD\uFFFD");
  CHECK(fold_name("\xC0\x80") == "\uFFFD\uFFFD");
  CHECK(fold_name("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");
  CHECK(fold_name("\xF8\x88\x80\x80\x80") == "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
  CHECK(fold_name(std::string_view("a\0b", 3)) == "a b");
}

TEST_CASE("a hostile name of 1 MB folds in linear time", "[graph][fold]") {
  std::string marks = "a";
  while (marks.size() < 1'000'000) marks += "\u0345\u0301\u0316\u3099\u05B0\u0E38";
  std::string kana;
  while (kana.size() < 1'000'000) kana += "ｶﾞ";
  std::string ligatures;
  while (ligatures.size() < 1'000'000) ligatures += "\uFDFA";  // one code point of 18
  for (const std::string& name :
       {std::string(1'000'000, '\xFF'), marks, kana, ligatures, std::string(1'000'000, '-')}) {
    const std::clock_t start = std::clock();
    CHECK_NOTHROW(fold_name(name));
    CHECK_NOTHROW(name_terms(name));
    CHECK((std::clock() - start) / CLOCKS_PER_SEC < 20);  // were it quadratic: hours
  }
}
