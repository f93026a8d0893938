#include "graph/text/letter_case.h"

#include <catch2/catch.hpp>
#include <utility>
#include <vector>

#include "graph/error.h"
#include "graph/go_on.h"

using namespace polgraph;

TEST_CASE("a text in upper case, with letters that have no capital of their own", "[graph][text]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"", ""},          {"meti 省", "METI 省"}, {"é", "É"},      {"straße", "STRASSE"}, {"ﬁn", "FIN"},
      {"ﬄ", "FFL"},      {"ŉ", "ʼN"},            {"ǰ", "J\u030C"}, {"ΐ", "Ι\u0308\u0301"}, {"ᾳ", "ΑΙ"},
      {"ᾼ", "ΑΙ"},       {"և", "ԵՒ"},            {"ẞ", "ẞ"},      {"ı", "I"},            {"i", "I"},
      {"İ", "İ"},        {"ǆ", "Ǆ"},             {"ς", "Σ"},      {"ｍｅｔｉ", "ＭＥＴＩ"}};
  for (const auto& [text, upper] : cases) CHECK(text + ": " + to_upper(text) == text + ": " + upper);
}

TEST_CASE("a text in lower case, with the sigma of a word's end", "[graph][text]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"", ""},           {"METI 省", "meti 省"},   {"É", "é"},         {"ΟΔΟΣ", "οδος"},      {"ΟΔΟΣ ΟΔΟΣ.", "οδος οδος."},
      {"Σ", "σ"},         {"ΣΑΣ", "σας"},           {"Α'Σ", "α'ς"},     {"ΑΣ'Α", "ασ'α"},      {"1Σ", "1σ"},
      {"İ", "i\u0307"},   {"I", "i"},               {"ẞ", "ß"},         {"Ǆ", "ǆ"},            {"ＭＥＴＩ", "ｍｅｔｉ"}};
  for (const auto& [text, lower] : cases) CHECK(text + ": " + to_lower(text) == text + ": " + lower);
}

TEST_CASE("a long text is given up on the way, once that is asked for", "[graph][text]") {
  class GivenUp final : public Work {
    void look() override { throw Error(Kind::Interrupted, "Interrupted", "given up"); }
  } work;
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "é";
  const Lent lent(work);
  CHECK_THROWS_AS(to_upper(text), Error);
  CHECK_THROWS_AS(to_lower(text), Error);
}
