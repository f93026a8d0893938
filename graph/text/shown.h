// What is shown otherwise than it is: letters that nobody should get raw, texts that are too long. printable() (utf8.h)
// is made of it.
#pragma once

#include <string>
#include <string_view>

namespace polgraph {

// C0, C1, DEL, bidirectional controls, line separators, invisible tag letters, and what Unicode calls no character
// (U+FFFE, U+FFFF ..., which XML cannot hold): nothing that a terminal, a page or a file name should get as it is.
bool is_unprintable(char32_t code_point);

// At most `limit` code points of `text`: where more was there, the begin and the end with U+2026 between them.
std::string cut_middle(std::string_view text, std::size_t limit);

}  // namespace polgraph
