// From text to syntax tree. A hand-written recursive descent over the lexer's tokens; every error says what was found,
// what was expected, and where.
//
//   Throws  Error Syntax with the TCK's detail and a Place in the text; Error Limit beyond ast::kMaxNesting,
//           kMaxStatementBytes, kMaxStatementParts or kMaxPatternNodes
//   Cost    linear in the text
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "query/syntax/ast.h"
#include "query/syntax/limits.h"

namespace polgraph {

inline constexpr std::size_t kMaxStatementBytes = 16u << 20;
inline constexpr std::size_t kMaxStatementParts = 1'000'000;  // of the tree, up to 300 bytes each
inline constexpr std::size_t kMaxPatternNodes = 4'000;        // of all patterns that are looked for (CREATE is free)

// One statement; a `;` may end it. Found here, besides wrong syntax, are the mistakes that need no scope:
// InvalidDelete, InvalidParameterUse, InvalidClauseComposition, InvalidArgumentPassingMode, CreatingVarLength,
// RequiresDirectedRelationship (CREATE), and NoSingleRelationshipType where the relationship has no variable or several
// types (with a variable and no type it may be bound already: the binder knows). Left to the binder is
// NoExpressionAlias.
// `limits` (may be null) bounds time and memory, and stays charged with the tree. `more`: clauses beside the built-in
// ones; the tree refers to them.
using OwnClauses = std::span<const ast::ClauseSyntax* const>;
ast::Statement parse(std::string_view text, Limits* limits = nullptr, OwnClauses more = {});
ast::ExpressionPtr parse_expression(std::string_view text);

// Cuts an input into statements at ';' outside of strings, quoted names and comments, and `:param` (`:params`) lines
// where no statement is open. Works on growing input, so that `query -` runs each statement when its ';' has come.
//
//   Splitter splitter;
//   splitter.feed("RETURN 1; RETURN");
//   splitter.next();  // RETURN 1
//   splitter.next();  // nothing yet
//
//   Throws  Error Limit (a statement of more than kMaxStatementBytes)
//   Cost    linear in all that is fed, in whatever pieces it comes
struct Chunk {
  enum class Kind { Statement, Parameter } kind = Kind::Statement;
  std::size_t begin = 0;  // byte offset in everything fed so far
  std::string text;       // without the ';', from its first letter: no blanks and comments before it
};
class Splitter {
 public:
  void feed(std::string_view more);
  void finish();                // no more input: what is open is the last statement
  std::optional<Chunk> next();  // empty statements (white space, comments) are skipped

 private:
  enum class State { Plain, SingleQuote, DoubleQuote, Backtick, LineComment, BlockComment };

  bool step();  // takes one character; false where that needs more input
  bool step_plain(char letter);
  bool step_wide_letter();
  bool at_line_start(char letter) const;
  std::optional<Chunk> param_line(std::size_t end);
  std::optional<Chunk> rest();
  Chunk cut(Chunk::Kind kind, std::size_t end, std::size_t next);

  std::string buffer_;
  std::size_t base_ = 0;              // bytes before buffer_
  std::size_t scan_ = 0;              // where scanning goes on, in buffer_
  std::optional<std::size_t> begin_;  // of the open statement, in buffer_
  std::size_t comment_ = 0;           // where the open comment began
  State state_ = State::Plain;
  bool line_blank_ = true;  // nothing but blanks on this line so far
  bool finished_ = false;
};

// `:param NAME => EXPRESSION`, `:param NAME: EXPRESSION`, `:param {NAME: EXPRESSION, ...}`: the names, and the text of
// each expression. Throws Error Usage for a malformed line.
std::vector<std::pair<std::string, std::string>> parse_param_line(std::string_view line);

}  // namespace polgraph
