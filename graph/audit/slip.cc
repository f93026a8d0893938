#include "graph/audit/slip.h"

#include <algorithm>
#include <string_view>

#include "graph/fold.h"

namespace polgraph {

namespace {

constexpr std::size_t kLatinLetters = 8;     // shorter names must be the same
constexpr std::size_t kKanaLetters = 6;      // in all, where the slip is in kana
constexpr std::size_t kKanjiLetters = 8;     // where the slip is in a kanji
constexpr std::size_t kWordLetters = 5;      // of a Latin word with one letter wrong
constexpr std::size_t kLongWordLetters = 8;  // with two

bool is_han(char32_t letter) {
  return is_cjk(letter) && !is_kana(letter);
}

// Where the two stop being alike from the front and from the back: the letters in between.
struct Difference {
  std::size_t front = 0;  // letters alike at the front
  LetterList in_a, in_b;
};

Difference difference(const LetterList& a, const LetterList& b) {
  Difference found;
  const std::size_t shorter = std::min(a.size(), b.size());
  while (found.front < shorter && a[found.front] == b[found.front]) ++found.front;
  std::size_t back = 0;
  while (back < shorter - found.front && a[a.size() - 1 - back] == b[b.size() - 1 - back]) ++back;
  const auto middle = [&](const LetterList& letters) {
    return LetterList(letters.begin() + static_cast<std::ptrdiff_t>(found.front),
                      letters.end() - static_cast<std::ptrdiff_t>(back));
  };
  found.in_a = middle(a);
  found.in_b = middle(b);
  return found;
}

template <class Test>
bool all_differing(const Difference& found, Test test) {
  return std::all_of(found.in_a.begin(), found.in_a.end(), test) &&
         std::all_of(found.in_b.begin(), found.in_b.end(), test);
}

// Kanji that alone make another thing of a name: directions, sizes, ranks, kinds of places and offices.
bool tells_apart(char32_t letter) {
  constexpr std::u32string_view kTelling =
      U"東西南北中上下左右前後内外大小新旧元男女老幼春夏秋冬日月火水木金土高低本支県市町村区郡都道府州国省庁局部課室署"
      U"院園校社会農漁林工商医薬文理法"
      U"甲乙丙丁陸海空短長等";
  return kTelling.find(letter) != std::u32string_view::npos;
}

bool is_place_end(char32_t letter) {
  constexpr std::u32string_view kEnds = U"県市町村区郡都道府州国駅港島";
  return kEnds.find(letter) != std::u32string_view::npos;
}

// 広島県 and 福島県: another place, not a slip.
bool in_place_name(const LetterList& letters, std::size_t at) {
  for (std::size_t i = at + 1; i < std::min(letters.size(), at + 4); ++i) {
    if (is_place_end(letters[i])) return true;
  }
  return false;
}

bool han_slip(const LetterList& a, const LetterList& b, const Difference& found) {
  if (std::min(a.size(), b.size()) < kKanjiLetters || found.front == 0) return false;
  if (!all_differing(found, [](char32_t letter) { return is_han(letter) && !tells_apart(letter); })) return false;
  if (found.in_a.size() != found.in_b.size()) {
    return found.front < std::min(a.size(), b.size());  // one more at the end is another office
  }
  return !in_place_name(a, found.front) && !in_place_name(b, found.front);
}

bool cjk_slip(const LetterList& a, const LetterList& b) {
  const Difference found = difference(a, b);
  if (all_differing(found, is_kana)) return std::min(a.size(), b.size()) >= kKanaLetters;
  return han_slip(a, b, found);
}

std::optional<std::size_t> word_slip(const NameForm& a, const NameForm& b) {
  if (a.words.size() != b.words.size() || a.words.size() < 2) return {};
  std::optional<std::size_t> apart;
  for (std::size_t i = 0; i < a.words.size(); ++i) {
    if (a.words[i] == b.words[i]) continue;
    if (apart) return {};
    apart = slip_between_words(a.words[i], b.words[i]);
    if (!apart) return {};
  }
  return apart;
}

// Of one word each; names of several words are told by word_slip.
bool latin_slip(const NameForm& a, const NameForm& b) {
  return a.words.size() == 1 && b.words.size() == 1 && a.letters.front() == b.letters.front() &&
         std::min(a.letters.size(), b.letters.size()) >= kLatinLetters;
}

}  // namespace

std::optional<std::size_t> slip_between_words(const std::string& a, const std::string& b) {
  const LetterList in_a = letters_of(a), in_b = letters_of(b);
  const std::size_t shorter = std::min(in_a.size(), in_b.size());
  if (shorter < kWordLetters || in_a.front() != in_b.front()) return {};
  return letters_apart(in_a, in_b, shorter < kLongWordLetters ? 1 : 2);
}

bool is_slip_of_sound(const NameForm& a, const NameForm& b) {
  return !a.cjk || all_differing(difference(a.letters, b.letters), is_kana);
}

bool is_inflection(const std::string& a, const std::string& b) {
  const auto& [shorter, longer] = std::minmax(a, b, [](const auto& x, const auto& y) { return x.size() < y.size(); });
  std::size_t front = 0;
  while (front < shorter.size() && shorter[front] == longer[front]) ++front;
  return front >= 4 && front + 2 >= shorter.size() && longer.size() - front <= 4;
}

std::optional<std::size_t> slip_between(const NameForm& a, const NameForm& b) {
  if (a.cjk != b.cjk || a.digits != b.digits || a.anonymous || b.anonymous) return {};
  if (!a.cjk) {
    if (const auto apart = word_slip(a, b)) return apart;
  }
  const auto apart = letters_apart(a.letters, b.letters, 1);
  if (!apart || *apart == 0) return {};
  return (a.cjk ? cjk_slip(a.letters, b.letters) : latin_slip(a, b)) ? apart : std::nullopt;
}

}  // namespace polgraph
