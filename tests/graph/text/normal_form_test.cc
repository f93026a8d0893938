#include "graph/text/normal_form.h"

#include <catch2/catch.hpp>

using namespace polgraph;

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
