// Texts in one run of bytes are searched as if each were looked at by itself.
#include "graph/texts.h"

#include <catch2/catch.hpp>
#include <random>

using namespace polgraph;

namespace {

// Few different letters, so that parts are met often, and at the borders of texts too.
std::string random_text(std::mt19937& random, std::size_t most) {
  static const std::string letters[] = {"a", "a", "b", "c", "é", "本", std::string(1, '\0'), "\xFF"};
  std::string text;
  for (std::size_t left = random() % (most + 1); left > 0; --left) text += letters[random() % std::size(letters)];
  return text;
}

std::vector<std::uint64_t> all_of(const TextRun& run) {
  std::vector<std::uint64_t> bits(run.size() / 64 + 1, 0);
  for (std::uint32_t number = 1; number <= run.size(); ++number) bits[number / 64] |= std::uint64_t{1} << (number % 64);
  return bits;
}

bool has(const std::vector<std::uint64_t>& bits, std::uint32_t number) {
  return (bits[number / 64] >> (number % 64) & 1) != 0;
}

void check(const TextRun& run, TextPart how, std::string_view part, const std::vector<std::uint64_t>& before) {
  // In two shares of numbers, as two threads have them.
  std::vector<std::uint64_t> kept = before;
  const std::uint32_t middle = run.size() / 128 * 64 + 64;
  run.keep(how, part, 1, std::min(middle, run.size() + 1), kept);
  if (middle <= run.size()) run.keep(how, part, middle, run.size() + 1, kept);
  std::size_t wrong = 0;
  for (std::uint32_t number = 1; number <= run.size(); ++number)
    wrong += has(kept, number) == (has(before, number) && has_part(how, run[number], part)) ? 0u : 1u;
  CAPTURE(part, static_cast<int>(how));
  REQUIRE(wrong == 0);
}

}  // namespace

TEST_CASE("a part is found in the texts that have it, and not across two of them", "[texts]") {
  TextRun run;
  for (const char* text : {"", "needle", "nee", "dle", "a needle in hay", "", "hay needle", "needl"}) run.add(text);
  std::vector<std::uint64_t> kept = all_of(run);
  run.keep(TextPart::Contains, "needle", 1, run.size() + 1, kept);
  CHECK(kept[0] == (1u << 2 | 1u << 5 | 1u << 7));
  kept = all_of(run);
  run.keep(TextPart::Begins, "needle", 1, run.size() + 1, kept);
  CHECK(kept[0] == (1u << 2));
  run.keep(TextPart::Contains, "", 1, run.size() + 1, kept);
  CHECK(kept[0] == (1u << 2));
  kept = all_of(run);
  run.keep(TextPart::Contains, std::string(1'000, 'n'), 1, run.size() + 1, kept);
  CHECK(kept[0] == 0);
}

TEST_CASE("searching a run of texts is looking at each of them", "[texts]") {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    TextRun run;
    const std::size_t longest = std::size_t{1} << (random() % 9);
    for (std::size_t left = random() % 600; left > 0; --left) run.add(random_text(random, longest));
    if (run.size() == 0) run.add("");
    std::vector<std::uint64_t> some = all_of(run);
    if (round % 3 == 0)
      for (std::uint64_t& word : some) word &= random() & random() & random() & random() & random();
    for (const TextPart how : {TextPart::Begins, TextPart::Ends, TextPart::Contains}) {
      check(run, how, random_text(random, 4), some);
      const std::string_view text = run[1 + static_cast<std::uint32_t>(random() % run.size())];
      const std::size_t from = random() % (text.size() + 1);
      check(run, how, text.substr(from, random() % 80), some);
      check(run, how, text, some);
    }
  }
}

TEST_CASE("different texts have numbers in the order in which they came", "[texts]") {
  std::mt19937 random(9);
  Texts texts;
  std::vector<std::string> known;
  for (int i = 0; i < 5'000; ++i) {
    const std::string text = random_text(random, 5);
    const auto place = std::find(known.begin(), known.end(), text);
    const auto expected = static_cast<std::uint32_t>(place - known.begin() + 1);
    REQUIRE(texts.find(text) == (place == known.end() ? 0 : expected));
    if (place == known.end()) known.push_back(text);
    REQUIRE(texts.add(text) == expected);
  }
  for (std::uint32_t number = 1; number <= known.size(); ++number) CHECK(texts.run()[number] == known[number - 1]);
}
