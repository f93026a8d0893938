// Data inside DOT: nothing that a name holds may end a string, become an escape, an entity, an arrow or a control
// character, and no text can be longer than dot reads. Private to loaders/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace polgraph {

inline constexpr std::size_t kMaxLabelLetters = 200;
inline constexpr std::size_t kMaxQuotedBytes = 12000;  // dot refuses strings beyond 16,384 bytes
inline constexpr std::size_t kLabelColumns = 24;

// `text` as the inside of a quoted DOT string: `"` and `\` escaped, & < > as entities (so that `->` stands only in
// edges), what is not printable shown escaped. Line ends become `\n` of DOT.
std::string dot_escape(std::string_view text);
// "..." of dot_escape.
std::string dot_quoted(std::string_view text);

// At most kMaxLabelLetters of `text`, broken into lines of about `columns` columns: at blanks, in Japanese anywhere, in
// a long word where it must be.
std::vector<std::string> wrap(std::string_view text, std::size_t columns = kLabelColumns);
std::string wrapped(std::string_view text, std::size_t columns = kLabelColumns);  // joined by '\n'

}  // namespace polgraph
