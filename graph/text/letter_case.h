// Upper and lower case of whole texts, as Unicode maps them in full; independent of the locale.
//
//   to_upper("straße ﬁn")  "STRASSE FIN"        to_lower("ΟΔΟΣ")  "οδος" with the sigma of a word's end, ς
//
//   Units   code points; a letter may become up to three
//   Throws  what go_on() throws (graph/go_on.h), asked for each letter where not all are ASCII
//   Source  Unicode 15, 3.13 "Default Case Conversion", SpecialCasing.txt (its unconditional mappings and Final_Sigma)
#pragma once

#include <string>
#include <string_view>

namespace polgraph {

std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);

}  // namespace polgraph
