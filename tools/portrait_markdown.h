// The sections of a portrait in Markdown, for `show` and for `dossier`. Each begins with an empty line and its heading,
// and is nothing where there is nothing to tell.
#pragma once

#include <iosfwd>

#include "tools/portrait.h"

namespace polgraph::cli {

void markdown_head(const Portrait& portrait, std::ostream& out);  // title, labels, id, all names
void markdown_money(const Portrait& portrait, std::ostream& out);
void markdown_values(const Portrait& portrait, std::ostream& out);
void markdown_relationships(const Portrait& portrait, std::ostream& out);
void markdown_facts(const Portrait& portrait, std::ostream& out);
void markdown_sources(const Portrait& portrait, std::ostream& out);

}  // namespace polgraph::cli
