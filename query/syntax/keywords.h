// The words of the language. They are words only where the grammar looks for them; most may also be names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace polgraph::syntax {

enum class Keyword : std::uint8_t {
  None,
  All,
  AllShortestPaths,
  And,
  Any,
  As,
  Asc,
  Ascending,
  By,
  Call,
  Case,
  Collect,
  Contains,
  Count,
  Create,
  Csv,
  Delete,
  Desc,
  Descending,
  Detach,
  Distinct,
  Else,
  End,
  Ends,
  Exists,
  Explain,
  Extract,
  False,
  Fieldterminator,
  Filter,
  Foreach,
  From,
  Headers,
  In,
  Is,
  Limit,
  Load,
  Match,
  Merge,
  NoneOf,
  Not,
  Null,
  Offset,
  On,
  Optional,
  Or,
  Order,
  Profile,
  Reduce,
  Remove,
  Return,
  Set,
  ShortestPath,
  Single,
  Skip,
  Starts,
  Then,
  True,
  Union,
  Unwind,
  When,
  Where,
  With,
  Xor,
  Yield,
};

Keyword find_keyword(std::string_view word);  // in any case; None if it is a plain name
std::string_view spelling(Keyword keyword);   // upper case

// May this keyword not stand where a variable is expected without being quoted? Those with which a clause or an
// operator begins: taking them for a name would hide the real mistake.
bool is_reserved(Keyword keyword);

// The keyword that a misspelt word most likely means (MACTH: MATCH).
std::optional<std::string> nearest_keyword(std::string_view word);

// Is it `upper`, in whatever case?
bool is_word(std::string_view word, std::string_view upper);

bool is_normal_form(std::string_view word);  // NFC, NFD, NFKC, NFKD

// A clause or command that other systems have and we do not (SHOW, USE, START ...): it is refused by its name.
bool is_unsupported_word(std::string_view word);

}  // namespace polgraph::syntax
