// Text to tokens. The lexer never fails on a token: what is no token becomes Token::Kind::Bad, and whoever meets it
// says why (syntax/cursor.h), because only the grammar knows what was expected there. Brackets are paired here, so that
// the parser can look behind a closing bracket in one step.
//
//   Units   begin and end are byte offsets in the text; match is the index of the partner token, 0: none
//   Throws  Error Limit (more than ast::kMaxNesting open brackets, more than kMaxStatementBytes)
//   Cost    linear
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "query/syntax/keywords.h"
#include "query/syntax/limits.h"

namespace polgraph::syntax {

struct Token {
  enum class Kind : std::uint8_t {
    End,
    Name,
    QuotedName,
    Parameter,
    Number,
    String,
    LeftParen,
    RightParen,
    LeftBracket,
    RightBracket,
    LeftBrace,
    RightBrace,
    Comma,
    Dot,
    DotDot,
    Colon,
    Semicolon,
    Bar,
    BarBar,
    Ampersand,
    Exclamation,
    Question,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Caret,
    Equal,
    PlusEqual,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Matches,
    Dash,
    ArrowLeft,
    ArrowRight,  // other letters for - < >, allowed in patterns only
    Bad,
  };
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t match = 0;
  Kind kind = Kind::End;
  Keyword keyword = Keyword::None;
};
static_assert(sizeof(Token) == 16);

// The tokens of `text`, the last one of kind End. `limits` (may be null) is charged with them.
std::vector<Token> tokenize(std::string_view text, Limits* limits = nullptr);

}  // namespace polgraph::syntax
