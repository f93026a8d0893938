#include "graph/nearness.h"

#include <catch2/catch.hpp>

using namespace polgraph;

TEST_CASE("letters are code points, whatever their bytes", "[search]") {
  CHECK(letters_of("").empty());
  CHECK(letters_of("aé省𠮷") == LetterList{U'a', U'é', U'省', U'𠮷'});
  for (const char32_t letter : {U'a', U'é', U'省', U'𠮷'}) CHECK(letters_of(utf8_of(letter)) == LetterList{letter});
}

TEST_CASE("the distance of two words counts wrong, missing, added and swapped letters", "[search]") {
  struct Row {
    const char* a;
    const char* b;
    std::size_t most;
    int apart;  // -1: more than `most`
  };
  const Row rows[] = {
      {"", "", 0, 0},
      {"ministry", "ministry", 0, 0},
      {"minstry", "ministry", 1, 1},
      {"minisrty", "ministry", 1, 1},
      {"ministry", "minister", 2, 2},
      {"ministry", "minister", 1, -1},
      {"a", "abc", 2, 2},
      {"a", "abcd", 2, -1},
      {"", "ab", 2, 2},
      {"ab", "", 1, -1},
      {"経済産業省", "経斉産業省", 1, 1},
      {"ca", "abc", 2, -1},
      {"abcdef", "fedcba", 2, -1},
  };
  for (const Row& row : rows) {
    INFO(row.a << " " << row.b);
    const auto expected = row.apart < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(row.apart));
    CHECK(letters_apart(letters_of(row.a), letters_of(row.b), row.most) == expected);
    CHECK(letters_apart(letters_of(row.b), letters_of(row.a), row.most) == expected);
  }
}

TEST_CASE("an abbreviation has letters of one word in their order, and is best as short form of the whole",
          "[search]") {
  const auto fits = [](const char* short_form, const char* name) {
    return abbreviates(letters_of(short_form), letters_of(name));
  };
  CHECK(fits("経産省", "経済産業省").value_or(0) == Approx(0.84));
  CHECK(fits("厚労省", "厚生労働省").has_value());
  CHECK(fits("経産省", "経済産業省").value_or(0) > fits("経産省", "経済産業省年金局").value_or(1));
  CHECK(fits("産総研", "国立研究開発法人産業技術総合研究所").has_value());
  CHECK_FALSE(fits("経産省", "経産省"));                // the name itself
  CHECK_FALSE(fits("産経省", "経済産業省"));            // another order
  CHECK_FALSE(fits("経産省", "経済 産業 省庁"));        // of several words
  CHECK_FALSE(fits("経省", "経一二三四五六七八九省"));  // too far apart
  CHECK_FALSE(fits("", "経済産業省"));
}
