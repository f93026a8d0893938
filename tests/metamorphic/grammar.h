// Templates of expressions by the kind of value they give. A new function or operator: one line in grammar.cc.
//
// Kinds are letters: I integer, F float, S text, B boolean, L list of integers, T list of texts, D date, W local
// date-time, Z date-time, U duration, M map, A anything, N node, R relationship, Q list of relationships, P path.
// In a template
//   $I   an expression of that kind           $V   a variable that holds a node
//   @I   a new name of that kind, in sight from # on, until ;
//   $p   a path whose new names are in sight from # on, until ;      $l   the same, of one relationship at least
//   $e   a path without new names
//   $c   a pattern comprehension: a list of integers in no certain order
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace polgraph::meta {

const std::vector<std::string>& templates_of(char kind);
// Aggregating expressions: the kind they give, then the template. None depends on the order of rows.
const std::vector<std::pair<char, std::string>>& aggregates();

// A literal of that kind between the marks \1 and \2, so that relations can put something else in its place.
inline constexpr char kLiteralBegin = '\1', kLiteralEnd = '\2';
std::string without_marks(std::string_view text);
// The literals in `text`, in order; `replace` says what stands there instead.
template <class Replace>
std::string replace_literals(std::string_view text, const Replace& replace) {
  std::string made;
  while (true) {
    const std::size_t begin = text.find(kLiteralBegin);
    made += text.substr(0, begin);
    if (begin == std::string_view::npos) return made;
    const std::size_t end = text.find(kLiteralEnd, begin);
    made += replace(std::string(text.substr(begin + 1, end - begin - 1)));
    text.remove_prefix(end + 1);
  }
}

}  // namespace polgraph::meta
