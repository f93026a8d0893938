// Which code points a name of the query language is made of, and which stand between words.
//
//   Thread  pure functions
//   Source  openCypher 9 grammar, SymbolicName and whitespace (Unicode ID_Start, ID_Continue, Pc, Sc)
#pragma once

namespace polgraph {

bool is_name_start(char32_t code_point);
bool is_name_part(char32_t code_point);
bool is_blank(char32_t code_point);

}  // namespace polgraph
