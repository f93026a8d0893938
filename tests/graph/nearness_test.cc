#include "graph/nearness.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

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

namespace {

std::string random_word(std::mt19937& random, std::size_t most_letters) {
  const char* letters[] = {"a", "b", "c", "z", "é", "省"};
  std::string word;
  for (std::size_t i = random() % (most_letters + 1); i > 0; --i) word += letters[random() % std::size(letters)];
  return word;
}

}  // namespace

TEST_CASE("a pass over sorted words meets all that are near, and what it passes over is far", "[search]") {
  std::mt19937 random(1);
  std::size_t asked = 0, known = 0;
  for (int round = 0; round < 300; ++round) {
    const LetterList word = letters_of(random_word(random, 8));
    const std::size_t most = random() % 3;
    std::set<std::string> words;
    for (int i = 0; i < 200; ++i) words.insert(random_word(random, 8));
    std::set<std::string> expected, found;
    for (const std::string& other : words)
      if (letters_apart(word, letters_of(other), most)) expected.insert(other);
    NearWords near(word, most);
    for (auto at = words.begin(); at != words.end(); ++asked) {
      const auto apart = near.apart(*at);
      REQUIRE(apart == letters_apart(word, letters_of(*at), most));
      if (apart) {
        found.insert(*at++);
        continue;
      }
      const auto next = near.next();
      REQUIRE((!next || *next > *at));
      at = next ? words.lower_bound(*next) : words.end();
    }
    REQUIRE(found == expected);
    known += words.size();
  }
  CHECK(asked < known / 2);
}

TEST_CASE("words may be asked in any order, and the next one that may be near is named", "[search]") {
  NearWords near(letters_of("hydrogen"), 2);
  CHECK(near.apart("hydrogne") == 1);
  CHECK_FALSE(near.apart("hotel"));
  CHECK(near.next() == "hotr");
  CHECK(near.apart("ydrogen") == 1);
  CHECK_FALSE(near.apart("zzz"));
  CHECK_FALSE(near.apart("hydro"));
  CHECK(near.next() == "hydro\x01");
  CHECK_FALSE(near.apart("\xF4\x8F\xBF\xBF\xF4\x8F\xBF\xBF\xF4\x8F\xBF\xBF"));  // no word begins with a greater letter
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
