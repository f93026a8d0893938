// Folding of names, so that any spelling finds them: NFKC, case, width, diacritics, punctuation; Japanese kept.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace polgraph {

// One string to compare whole names by: NFKC, case folded, diacritics removed, punctuation and runs of blanks to one
// blank, ends trimmed. "ＡＩ" -> "ai", "Café-Bar" -> "cafe bar". Invalid UTF-8 is kept as U+FFFD.
std::string fold_name(std::string_view name);

// The index terms of a name: each folded word; for runs of Han and Kana each bigram (a single letter for a run of one).
// Unique, in order of appearance.
std::vector<std::string> name_terms(std::string_view name);

// The words a query asks with: as name_terms, with a mark which are bigrams.
bool is_cjk(char32_t letter);

}  // namespace polgraph
