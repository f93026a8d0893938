#include "graph/text/normal_form.h"

#include <catch2/catch.hpp>

using namespace polgraph;

TEST_CASE("a text in pieces is normalized as one", "[text]") {
  const std::vector<std::string> letters{
      "a",  "e", "\u0301", "\u0323", "é",  "ｶ",      "ﾞ",      "カ", "゛", "\u3099", "か", "\u1100", "\u1161", "\u11A8",
      "가", "ﬁ", "ﷺ",      "´",      "一", "\u09C7", "\u09BE", " ",  "Ω",  "\u0345", "α",  "ö",      "\u0308"};
  std::mt19937 random(20261201);
  for (int turn = 0; turn < 3000; ++turn) {
    std::string text;
    for (int i = 0; i < 24; ++i) text += letters[random() % letters.size()];
    for (const NormalForm form : {NormalForm::Nfc, NormalForm::Nfd, NormalForm::Nfkc, NormalForm::Nfkd})
      REQUIRE(normalized(text, form, {}, 1) == normalized(text, form));
  }
}

TEST_CASE("the same letters have one spelling in each normal form", "[text][normal]") {
  struct Case {
    std::string_view text, nfc, nfd, nfkc, nfkd;
  };
  const Case cases[] = {
      {"", "", "", "", ""},
      {"METI", "METI", "METI", "METI", "METI"},
      {"e\u0301", "\u00e9", "e\u0301", "\u00e9", "e\u0301"},
      {"\uff2d\uff25", "\uff2d\uff25", "\uff2d\uff25", "ME", "ME"},
      {"\u304c", "\u304c", "\u304b\u3099", "\u304c", "\u304b\u3099"},
      {"\ufb01", "\ufb01", "\ufb01", "fi", "fi"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    CHECK(normalized(each.text, NormalForm::Nfc) == each.nfc);
    CHECK(normalized(each.text, NormalForm::Nfd) == each.nfd);
    CHECK(normalized(each.text, NormalForm::Nfkc) == each.nfkc);
    CHECK(normalized(each.text, NormalForm::Nfkd) == each.nfkd);
  }
}

TEST_CASE("what is no UTF-8 stays as it is, and a null byte is a letter", "[text][normal]") {
  CHECK(normalized("a\xff", NormalForm::Nfc) == "a\xff");
  CHECK(normalized(std::string_view("a\0b", 3), NormalForm::Nfkc) == std::string_view("a\0b", 3));
}

TEST_CASE("normal forms are named in any case", "[text][normal]") {
  CHECK(find_normal_form("nfkc") == NormalForm::Nfkc);
  CHECK(find_normal_form("NFX") == std::nullopt);
}
