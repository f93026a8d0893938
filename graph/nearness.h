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
std::string utf8_of(char32_t letter);
std::string squeeze(std::string_view folded);  // without blanks

// Letters wrong, missing, too many or swapped with their neighbour between `a` and `b`, if no more than `most`.
//   Source  optimal string alignment: F. J. Damerau, A technique for computer detection and correction of spelling
//           errors, Communications of the ACM 7 (1964)
//   Cost    (2 * most + 1) * letters
std::optional<std::size_t> letters_apart(const LetterList& a, const LetterList& b, std::size_t most);

// Is `short_form` made of letters of one word of `name` (folded; blanks part words) in their order, not scattered wider
// than four times its length? Empty if not; else how well, 0 to 1: best where it begins and ends as the word does and
// few letters are left out. 経産省 for 経済産業省: 0.84. Cost: letters of both multiplied.
std::optional<double> abbreviates(const LetterList& short_form, const LetterList& name);

}  // namespace polgraph
