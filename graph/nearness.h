// How far two words are apart, by letters (code points). Private to search.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace polgraph {

using LetterList = std::vector<char32_t>;

// The code points of valid UTF-8, as fold_name gives it. Cost: linear.
LetterList letters_of(std::string_view text);
std::size_t letter_count(std::string_view text);  // letters_of(text).size()
std::string utf8_of(char32_t letter);
std::string squeeze(std::string_view folded);  // without blanks

// Letters wrong, missing, too many or swapped with their neighbour between `a` and `b`, if no more than `most`.
//   Source  optimal string alignment: F. J. Damerau, A technique for computer detection and correction of spelling
//           errors, Communications of the ACM 7 (1964)
//   Cost    (2 * most + 1) * letters
std::optional<std::size_t> letters_apart(const LetterList& a, const LetterList& b, std::size_t most);

// Words that are asked one after the other, in order, how far they are from one word; and which of them need not be
// asked. Of each only the letters are looked at that the one before has not.
//
//   NearWords near(letters_of("hydrogen"), 2);
//   near.apart("hotel");     // nothing: far
//   near.next();             // "hotr": no word between is near
//
//   Source  K. U. Schulz, S. Mihov, Fast string correction with Levenshtein automata, IJDAR 5 (2002), of which the rows
//           of the table of distances stand for the states
class NearWords {
 public:
  NearWords(LetterList word, std::size_t most);
  // letters_apart() of the word and `other`. Cost: letters of the word for each letter of `other` that is new
  std::optional<std::size_t> apart(std::string_view other);
  // A text behind the last `other`, which was far, such that no word between the two is near. Nothing: none behind it
  // is. Cost: letters of the word squared
  std::optional<std::string> next() const;

 private:
  using Row = std::vector<std::size_t>;  // distances of the first i letters of the word
  Row row_after(std::size_t letters, char32_t letter) const;
  bool is_far(const Row& row) const;
  std::optional<char32_t> next_letter(std::size_t letters, char32_t after) const;

  LetterList word_, alphabet_;  // alphabet_: its letters, ascending, each once
  std::size_t most_;
  LetterList other_;       // as far as it was read
  std::vector<Row> rows_;  // of each beginning of other_, the empty one first
};

// Is `short_form` made of letters of one word of `name` (folded; blanks part words) in their order, not scattered wider
// than four times its length? Empty if not; else how well, 0 to 1: best where it begins and ends as the word does and
// few letters are left out. 経産省 for 経済産業省: 0.84. Cost: letters of both multiplied.
std::optional<double> abbreviates(const LetterList& short_form, const LetterList& name);

}  // namespace polgraph
