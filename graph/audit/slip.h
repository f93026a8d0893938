// Private: may two names be one name with a slip of the pen in it? Numbers that differ, short names, names that differ
// in a word of one letter, in a kanji of a short name or of a place name, mean different things.
//
//   Thread  any
//   Throws  nothing
//   Cost    letters of both, a few times
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "graph/audit/name_form.h"

namespace polgraph {

// How many letters they are apart, one or two; empty: they are no slip of each other, or the same.
std::optional<std::size_t> slip_between(const NameForm& a, const NameForm& b);

// Of two folded Latin words: likewise.
std::optional<std::size_t> slip_between_words(const std::string& a, const std::string& b);

// Of two names between which there is a slip: in Latin letters or in kana, not in a kanji.
bool is_slip_of_sound(const NameForm& a, const NameForm& b);

// Two forms of one word: "program" and "programme", "communication" and "communications".
bool is_inflection(const std::string& a, const std::string& b);

}  // namespace polgraph
