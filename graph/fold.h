// Folding of names, so that any spelling finds them: NFKC, case, width, diacritics, punctuation; Japanese kept.
//
//   fold_name("Ｃａｆé-Bar")          "cafe bar"
//   query_terms("経済産業省 METI")     {"経済", "済産", "産業", "業省", "meti"}
//
// The name index is written with these functions and asked with them: a change here needs a rebuilt index.
//   Thread  any
//   Throws  nothing: hostile bytes are data
//   Cost    linear in the bytes (a run of k combining marks: k log k)
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace polgraph {

inline constexpr std::size_t kMaxTermBytes = 128;       // longer terms are cut there, at a letter's end
inline constexpr std::size_t kMaxWholeTermBytes = 256;  // of whole_name_term()

// One string to compare whole names by: NFKC, case folded, diacritics removed, punctuation, symbols and runs of blanks
// to one blank, ends trimmed. "ＡＩ" -> "ai", "Café-Bar" -> "cafe bar". Kana keep their voicing marks and long marks;
// half-width katakana become full width. Invalid UTF-8 is kept as U+FFFD, one for each byte that fits nowhere.
// Idempotent: fold_name(fold_name(x)) == fold_name(x).
std::string fold_name(std::string_view name);

// The index terms of a name, under which the store keeps it: whole_name_term() first, then each folded word; for runs
// of Han and Kana each bigram and the last letter alone (so that every letter begins a term). Unique, none empty; none
// at all for a name of blanks and punctuation.
std::vector<std::string> name_terms(std::string_view name);

// The same for who sorts them anyway: as they come, some of them twice. `scratch` keeps its memory from name to name.
void each_name_term(std::string_view name, std::string& scratch, const std::function<void(std::string_view)>& use);

// The terms a query asks with: its words and bigrams (a single letter for a run of one), in order of appearance.
std::vector<std::string> query_terms(std::string_view words);

// '=' and the folded name: one look-up finds all that are called so. '=' is in no other term. Cut as terms are, so
// what it finds must be compared again. Empty where the folded name is.
std::string whole_name_term(std::string_view name);

// Han, Hiragana, Katakana and the marks written with them: what is cut into bigrams, there being no blanks between
// words.
bool is_cjk(char32_t letter);

}  // namespace polgraph
