#include "graph/text/occurrence.h"

#include <catch2/catch.hpp>

#include "graph/text/utf8.h"

using namespace polgraph;

namespace {

bool stands(const std::string& phrase, const std::string& passage) {
  return occurs(comparable(phrase), comparable(passage));
}

}  // namespace

TEST_CASE("a phrase occurs letter by letter, in its case", "[text][occurrence]") {
  CHECK(stands("Green Innovation Fund", "to develop a Green Innovation Fund at the level"));
  CHECK_FALSE(stands("green innovation fund", "to develop a Green Innovation Fund at the level"));
  CHECK_FALSE(stands("Green Inovation Fund", "Green Innovation Fund"));
  CHECK_FALSE(stands("Zürich", "Zurich"));
  CHECK(stands("Whole", "Whole"));
  CHECK_FALSE(stands("longer than it", "it"));
}

TEST_CASE("letters of a pattern are letters", "[text][occurrence][hostile]") {
  CHECK(stands("(a|b)*[c].^$\\d+?{1}", "x (a|b)*[c].^$\\d+?{1} y"));
  CHECK_FALSE(stands(".*", "anything"));
  CHECK_FALSE(stands("^a", "a"));
}

TEST_CASE("blanks and line ends are one blank", "[text][occurrence]") {
  CHECK(stands("to develop  a", "decided to\r\n   develop\ta Green"));
  CHECK(stands("METI decided", "METI\u00a0decided"));
  CHECK(stands("METI decided", "METI\u2003\u3000\u2028decided"));
  CHECK(stands(" METI\n", "METI"));
  CHECK_FALSE(stands("METI decided", "METIdecided"));
}

TEST_CASE("what cannot be seen is nothing", "[text][occurrence]") {
  CHECK(stands("Innovation", "Inno\u00advation"));
  CHECK(stands("Innovation", "Inno\u200bvation\ufeff"));
}

TEST_CASE("compatible letters are alike, whatever their width and however they are composed", "[text][occurrence]") {
  CHECK(stands("METI 2021", "ＭＥＴＩ　２０２１"));
  CHECK(stands("caf\u00e9", "cafe\u0301"));
  CHECK(stands("fi", "e\ufb03ciency"));
  CHECK(stands("カナ", "ｶﾅ"));
}

TEST_CASE("lines of Chinese and Japanese break without a blank", "[text][occurrence]") {
  CHECK(stands("経済産業省", "経済産\n業省"));
  CHECK(stands("山田太郎", "山田 太郎"));
  CHECK(stands("NEDO が", "NEDO が"));
  CHECK_FALSE(stands("대한민국", "대한 민국"));
}

TEST_CASE("a run of digits is never cut", "[text][occurrence]") {
  CHECK_FALSE(stands("15", "2015"));
  CHECK_FALSE(stands("20", "2015"));
  CHECK_FALSE(stands("FY20", "FY2015"));
  CHECK(stands("15", "2015 and 15"));
  CHECK(stands("15", "2015-15"));
  CHECK(stands("¥15", "a¥15.5 bn"));
  CHECK(stands("5 bn", "1.5 bn"));  // a figure is copied whole, or it says less
  CHECK_FALSE(stands("1", std::string(1000000, '1')));
  CHECK_FALSE(stands(std::string(50000, '1'), std::string(1000000, '1')));
}

TEST_CASE("a footnote's raised number is not the end of the year before it", "[text][occurrence]") {
  CHECK(stands("March 2021", "in March 2021³² to develop"));
  CHECK_FALSE(stands("202132", "in March 2021³² to develop"));
  CHECK_FALSE(stands("103", "10³"));
  CHECK(stands("10³", "10³ tonnes"));
  CHECK(stands("CO2", "CO₂"));
  CHECK(stands("1", "1½"));
  CHECK(stands("1½", "about 1½ years"));
}

TEST_CASE("marks, quotes and dashes are compared as they stand", "[text][occurrence]") {
  CHECK(stands("<sup>32</sup>", "March 2021<sup>32</sup> to"));
  CHECK_FALSE(stands("Green Fund", "**Green** Fund"));
  CHECK_FALSE(stands("Japan's", "Japan’s"));
  CHECK_FALSE(stands("2015-2020", "2015–2020"));
}

TEST_CASE("an empty phrase occurs nowhere", "[text][occurrence]") {
  CHECK_FALSE(stands("", "text"));
  CHECK_FALSE(stands(" \u00a0\n", "text"));
  CHECK_FALSE(stands("text", ""));
}

TEST_CASE("bytes that are no UTF-8 harm nothing", "[text][occurrence][hostile]") {
  CHECK_FALSE(stands("a\xFF", "a\xFE"));
  CHECK(stands("a", "\xFF a \x80"));
}

TEST_CASE("what stands there instead is shown", "[text][occurrence]") {
  const std::string passage = comparable(
      "METI decided in March 2021 to develop a Green Innovation Fund at the level of ¥3 trillion as part of the NEDO");
  const std::string piece = nearest_piece("¥2 trillion", passage, 31);
  CHECK(piece == "…level of ¥3 trillion as part …");
  CHECK(count_code_points(piece) == 31);
  CHECK(nearest_piece("quite something else", "METI decided", 60) == "METI decided");
  CHECK(nearest_piece("x", "", 60).empty());
  CHECK(nearest_piece("Fund", std::string(5000, 'a') + " Fund", 20) == std::string(18, 'a') + "…");
  CHECK(nearest_piece(std::string(5000, 'b'), std::string(5000, 'b'), 20) == std::string(18, 'b') + "…");
}
