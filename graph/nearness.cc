#include "graph/nearness.h"

#include <algorithm>

namespace polgraph {

LetterList letters_of(std::string_view text) {
  LetterList letters;
  letters.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t letter = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k) {
      letter = (letter << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
    }
    letters.push_back(letter);
    i += length;
  }
  return letters;
}

std::size_t letter_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string utf8_of(char32_t letter) {
  const auto tail = [&](unsigned shift) { return static_cast<char>(0x80 | ((letter >> shift) & 0x3F)); };
  if (letter < 0x80) return {static_cast<char>(letter)};
  if (letter < 0x800) return {static_cast<char>(0xC0 | (letter >> 6)), tail(0)};
  if (letter < 0x10000) return {static_cast<char>(0xE0 | (letter >> 12)), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | (letter >> 18)), tail(12), tail(6), tail(0)};
}

namespace {

std::string first_letters(const LetterList& letters, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += utf8_of(letters[i]);
  return text;
}

}  // namespace

std::string squeeze(std::string_view folded) {
  std::string text(folded);
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  return text;
}

std::optional<std::size_t> letters_apart(const LetterList& a, const LetterList& b, std::size_t most) {
  if (a.size() > b.size() + most || b.size() > a.size() + most) return {};
  // Three rows of the table of distances, of which only the band of `most` around the diagonal is looked at.
  const std::size_t far = most + 1;
  std::vector<std::size_t> before(b.size() + 1, far), last(b.size() + 1, far), now(b.size() + 1, far);
  for (std::size_t j = 0; j <= std::min(b.size(), most); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::fill(now.begin(), now.end(), far);
    if (i <= most) now[0] = i;
    const std::size_t first = i > most ? i - most : 1;
    for (std::size_t j = first; j <= std::min(b.size(), i + most); ++j) {
      std::size_t best = std::min({last[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u), last[j] + 1, now[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = std::min(best, before[j - 2] + 1);
      now[j] = std::min(best, far);
    }
    before.swap(last);
    last.swap(now);
  }
  if (last[b.size()] > most) return {};
  return last[b.size()];
}

NearWords::NearWords(LetterList word, std::size_t most) : word_(std::move(word)), alphabet_(word_), most_(most) {
  std::sort(alphabet_.begin(), alphabet_.end());
  alphabet_.erase(std::unique(alphabet_.begin(), alphabet_.end()), alphabet_.end());
  rows_.emplace_back(word_.size() + 1);
  for (std::size_t i = 0; i <= word_.size(); ++i) rows_.front()[i] = i;
}

// The row behind the first `letters` letters of other_ and `letter`.
NearWords::Row NearWords::row_after(std::size_t letters, char32_t letter) const {
  const Row& last = rows_[letters];
  Row now(last.size());
  now[0] = letters + 1;
  for (std::size_t i = 1; i < now.size(); ++i) {
    now[i] = std::min({last[i - 1] + (word_[i - 1] == letter ? 0u : 1u), last[i] + 1, now[i - 1] + 1});
    const bool swapped = letters > 0 && i > 1 && word_[i - 2] == letter && word_[i - 1] == other_[letters - 1];
    if (swapped) now[i] = std::min(now[i], rows_[letters - 1][i - 2] + 1);
  }
  return now;
}

std::optional<std::size_t> NearWords::apart(std::string_view other) {
  const LetterList letters = letters_of(other);
  const auto differ = std::mismatch(letters.begin(), letters.end(), other_.begin(), other_.end());
  other_.erase(differ.second, other_.end());
  rows_.resize(other_.size() + 1);
  while (other_.size() < letters.size() && !is_far(rows_.back())) {
    rows_.push_back(row_after(other_.size(), letters[other_.size()]));
    other_.push_back(letters[other_.size()]);
  }
  // Where letters are left the word is far whatever they are.
  if (other_.size() < letters.size() || rows_.back().back() > most_) return {};
  return rows_.back().back();
}

// No word is near that goes on from here.
bool NearWords::is_far(const Row& row) const {
  return *std::min_element(row.begin(), row.end()) > most_;
}

// The least letter greater than `after` that may stand behind the first `letters` of other_.
std::optional<char32_t> NearWords::next_letter(std::size_t letters, char32_t after) const {
  const auto may_follow = [&](char32_t letter) { return !is_far(row_after(letters, letter)); };
  if (may_follow(after + 1)) return after + 1;
  // Then none may that the word has not.
  auto letter = std::upper_bound(alphabet_.begin(), alphabet_.end(), after);
  while (letter != alphabet_.end() && !may_follow(*letter)) ++letter;
  if (letter == alphabet_.end()) return {};
  return *letter;
}

std::optional<std::string> NearWords::next() const {
  // Longer words first, if there may be any, then those that part from it earlier and earlier.
  for (std::size_t letters = is_far(rows_.back()) ? other_.size() - 1 : other_.size();; --letters) {
    const auto letter = next_letter(letters, letters < other_.size() ? other_[letters] : U'\0');
    if (letter) return first_letters(other_, letters) + utf8_of(*letter);
    if (letters == 0) return {};
  }
}

namespace {

// Where `short_form`, begun at word[start], has found all its letters; 0 if it does not.
std::size_t window_end(const LetterList& short_form, const LetterList& word, std::size_t start) {
  std::size_t found = 0;
  for (std::size_t i = start; i < std::min(word.size(), start + 4 * short_form.size()); ++i) {
    if (word[i] == short_form[found] && ++found == short_form.size()) return i + 1;
  }
  return 0;
}

std::optional<double> abbreviates_word(const LetterList& short_form, const LetterList& word) {
  if (word.size() <= short_form.size()) return {};
  std::optional<double> best;
  for (std::size_t start = 0; start < word.size(); ++start) {
    if (word[start] != short_form.front()) continue;
    const std::size_t end = window_end(short_form, word, start);
    if (end == 0) continue;
    const double kept = static_cast<double>(short_form.size()) / static_cast<double>(end - start);
    best = std::max(best.value_or(0), (start == 0 ? 0.3 : 0) + (end == word.size() ? 0.3 : 0) + 0.4 * kept);
  }
  return best;
}

}  // namespace

std::optional<double> abbreviates(const LetterList& short_form, const LetterList& name) {
  if (short_form.empty()) return {};
  std::optional<double> best;
  for (auto from = name.begin(); from != name.end();) {
    const auto to = std::find(from, name.end(), U' ');
    const auto here = abbreviates_word(short_form, LetterList(from, to));
    if (here) best = std::max(best.value_or(0), *here);
    from = to == name.end() ? to : to + 1;
  }
  return best;
}

}  // namespace polgraph
