// Data inside Markdown: nothing that a name holds becomes a mark, a link, a cell, an element or an entity.
#pragma once

#include <string>
#include <string_view>

namespace polgraph::cli {

// For a heading, a list item or a cell of a table: in CommonMark and in GitHub's flavour. What is not printable comes
// out as \u202e; blanks at the ends are left out.
std::string markdown_escaped(std::string_view text);

}  // namespace polgraph::cli
