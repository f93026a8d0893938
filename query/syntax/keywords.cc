#include "query/syntax/keywords.h"

#include <algorithm>
#include <array>
#include <vector>

#include "graph/error.h"

namespace polgraph::syntax {

namespace {

constexpr std::array<std::string_view, 65> kSpellings = {"",
                                                         "ALL",
                                                         "ALLSHORTESTPATHS",
                                                         "AND",
                                                         "ANY",
                                                         "AS",
                                                         "ASC",
                                                         "ASCENDING",
                                                         "BY",
                                                         "CALL",
                                                         "CASE",
                                                         "COLLECT",
                                                         "CONTAINS",
                                                         "COUNT",
                                                         "CREATE",
                                                         "CSV",
                                                         "DELETE",
                                                         "DESC",
                                                         "DESCENDING",
                                                         "DETACH",
                                                         "DISTINCT",
                                                         "ELSE",
                                                         "END",
                                                         "ENDS",
                                                         "EXISTS",
                                                         "EXPLAIN",
                                                         "EXTRACT",
                                                         "FALSE",
                                                         "FIELDTERMINATOR",
                                                         "FILTER",
                                                         "FOREACH",
                                                         "FROM",
                                                         "HEADERS",
                                                         "IN",
                                                         "IS",
                                                         "LIMIT",
                                                         "LOAD",
                                                         "MATCH",
                                                         "MERGE",
                                                         "NONE",
                                                         "NOT",
                                                         "NULL",
                                                         "OFFSET",
                                                         "ON",
                                                         "OPTIONAL",
                                                         "OR",
                                                         "ORDER",
                                                         "PROFILE",
                                                         "REDUCE",
                                                         "REMOVE",
                                                         "RETURN",
                                                         "SET",
                                                         "SHORTESTPATH",
                                                         "SINGLE",
                                                         "SKIP",
                                                         "STARTS",
                                                         "THEN",
                                                         "TRUE",
                                                         "UNION",
                                                         "UNWIND",
                                                         "WHEN",
                                                         "WHERE",
                                                         "WITH",
                                                         "XOR",
                                                         "YIELD"};
static_assert(kSpellings.size() == static_cast<std::size_t>(Keyword::Yield) + 1);

constexpr std::size_t kSlots = 512;
constexpr std::size_t kLongest = 16;

constexpr char upper(char letter) {
  return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
}

constexpr std::size_t slot_of(std::string_view word) {
  const auto at = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(upper(word[i]))); };
  return (word.size() * 7 + at(0) * 31 + at(word.size() - 1) * 5 + at(word.size() / 2) * 3) % kSlots;
}

// Open addressing, filled by the compiler: a look-up costs one hash of three letters and one comparison.
constexpr std::array<std::uint8_t, kSlots> make_slots() {
  std::array<std::uint8_t, kSlots> slots{};
  for (std::size_t i = 1; i < kSpellings.size(); ++i) {
    std::size_t slot = slot_of(kSpellings[i]);
    while (slots[slot] != 0) slot = (slot + 1) % kSlots;
    slots[slot] = static_cast<std::uint8_t>(i);
  }
  return slots;
}
constexpr auto kTable = make_slots();

std::string upper_case(std::string_view word) {
  std::string text(word);
  std::transform(text.begin(), text.end(), text.begin(), upper);
  return text;
}

}  // namespace

bool is_word(std::string_view word, std::string_view upper_text) {
  return word.size() == upper_text.size() &&
         std::equal(word.begin(), word.end(), upper_text.begin(), [](char a, char b) { return upper(a) == b; });
}

Keyword find_keyword(std::string_view word) {
  if (word.size() < 2 || word.size() > kLongest) return Keyword::None;
  for (std::size_t slot = slot_of(word); kTable[slot] != 0; slot = (slot + 1) % kSlots) {
    if (is_word(word, kSpellings[kTable[slot]])) return static_cast<Keyword>(kTable[slot]);
  }
  return Keyword::None;
}

std::string_view spelling(Keyword keyword) {
  return kSpellings[static_cast<std::size_t>(keyword)];
}

bool is_reserved(Keyword keyword) {
  switch (keyword) {
    case Keyword::And:
    case Keyword::As:
    case Keyword::By:
    case Keyword::Case:
    case Keyword::Contains:
    case Keyword::Create:
    case Keyword::Delete:
    case Keyword::Detach:
    case Keyword::Distinct:
    case Keyword::Else:
    case Keyword::Ends:
    case Keyword::False:
    case Keyword::In:
    case Keyword::Is:
    case Keyword::Match:
    case Keyword::Merge:
    case Keyword::Not:
    case Keyword::Null:
    case Keyword::Optional:
    case Keyword::Or:
    case Keyword::Remove:
    case Keyword::Return:
    case Keyword::Set:
    case Keyword::Starts:
    case Keyword::Then:
    case Keyword::True:
    case Keyword::Union:
    case Keyword::Unwind:
    case Keyword::When:
    case Keyword::Where:
    case Keyword::With:
    case Keyword::Xor: return true;
    default: return false;
  }
}

std::optional<std::string> nearest_keyword(std::string_view word) {
  if (word.size() < 3 || word.size() > kLongest) return std::nullopt;
  return nearest(upper_case(word), std::vector<std::string_view>(kSpellings.begin() + 1, kSpellings.end()));
}

bool is_normal_form(std::string_view word) {
  static constexpr std::array<std::string_view, 4> kForms = {"NFC", "NFD", "NFKC", "NFKD"};
  return std::any_of(kForms.begin(), kForms.end(), [&](std::string_view each) { return is_word(word, each); });
}

bool is_unsupported_word(std::string_view word) {
  static constexpr std::array<std::string_view, 18> kWords = {
      "ALTER", "BEGIN", "COMMIT", "CYPHER",   "DENY", "DROP",  "FINISH",    "GRANT", "INSERT",
      "LET",   "NEXT",  "REVOKE", "ROLLBACK", "SHOW", "START", "TERMINATE", "USE",   "USING"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view each) { return is_word(word, each); });
}

}  // namespace polgraph::syntax
