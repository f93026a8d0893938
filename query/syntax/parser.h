// From text to syntax tree. A hand-written recursive descent over the lexer's tokens; every error says what was found,
// what was expected, and where.
//
//   Throws  Error Syntax with the TCK's detail and a Place in the whole text; Error Limit beyond ast::kMaxNesting or
//           kMaxStatementBytes
//   Cost    linear in the text
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "query/syntax/ast.h"

namespace polgraph {

inline constexpr std::size_t kMaxStatementBytes = 16u << 20;

// One statement; a `;` may end it. Found here, besides wrong syntax, are the mistakes that need no scope:
// InvalidDelete, InvalidParameterUse, InvalidClauseComposition, InvalidArgumentPassingMode, CreatingVarLength,
// RequiresDirectedRelationship (CREATE), and NoSingleRelationshipType where the relationship has no variable or several
// types (with a variable and no type it may be bound already: the binder knows). Left to the binder is
// NoExpressionAlias.
ast::Statement parse(std::string_view text);
ast::ExpressionPtr parse_expression(std::string_view text);

// Cuts an input into statements at ';' outside of strings, quoted names and comments, and `:param` lines where no
// statement is open. Works on growing input, so that `query -` runs each statement when its ';' has come.
struct Chunk {
  enum class Kind { Statement, Parameter } kind = Kind::Statement;
  std::size_t begin = 0;  // byte offset in everything fed so far
  std::string text;       // without the ';'
};
class Splitter {
 public:
  void feed(std::string_view more);
  void finish();                // no more input: what is open is the last statement
  std::optional<Chunk> next();  // empty statements (white space, comments) are skipped

 private:
  std::string buffer_;
  std::size_t base_ = 0;  // bytes already handed out
  std::size_t scan_ = 0;  // where scanning goes on, in buffer_
  bool finished_ = false;
};

// `:param NAME => EXPRESSION`. Throws Error Usage for a malformed line.
std::pair<std::string, ast::ExpressionPtr> parse_param_line(std::string_view line);

}  // namespace polgraph
