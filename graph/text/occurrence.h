// Does a phrase stand in a text? Both are first made comparable, and then compared letter by letter, in this case.
//
//   const std::string passage = comparable("METI decided\r\n  in March\u00a02021³²");   // "METI decided in March 2021
//   32" occurs(comparable("in March 2021"), passage);                                     // true
//
// What comparable() makes alike: Unicode NFKC (wide and narrow letters, ligatures, composed accents); every run of
// blanks and line ends is one blank, none at either end; soft hyphens, zero-width blanks and marks of byte order are
// nothing; a blank between two Chinese or Japanese letters is nothing (lines are broken there without one). Raised
// digits, fractions and digits in circles are numbers of their own, not more digits of the number before them.
// What it leaves alone: case, accents, quotes and dashes of any shape, Markdown's and HTML's marks: a phrase is copied
// from the document as it stands.
//   Thread  pure functions
//   Source  Unicode Standard Annex 15
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace polgraph {

std::string comparable(std::string_view text);

// Both comparable(). A run of digits is never cut: "15" does not occur in "2015". An empty phrase occurs nowhere.
// Cost: about linear in the passage.
bool occurs(std::string_view phrase, std::string_view passage);

// What stands in `passage` where the phrase would be expected: the piece that is most like it, with what is around it,
// at most `letters` code points, cut ends marked by an ellipsis. The begin of the passage where nothing is like it.
// Both comparable().
//   Cost  letters of the phrase (at most 100) times letters of the passage (at most 2,000): what is behind is not seen
std::string nearest_piece(std::string_view phrase, std::string_view passage, std::size_t letters);

}  // namespace polgraph
