#include "query/syntax/cursor.h"

#include <algorithm>

#include "graph/text/utf8.h"

namespace polgraph::syntax {

namespace {

using Kind = Token::Kind;

constexpr std::size_t kLongestShown = 40;  // code points of a token in a message

// What a letter that is no token was probably meant to be.
std::string_view intended(char32_t code_point) {
  switch (code_point) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0xFF07: return "write ' for a string";
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0xFF02: return "write \" for a string";
    case 0xFF08: return "write (";
    case 0xFF09: return "write )";
    case 0xFF0C:
    case 0x3001: return "write ,";
    case 0xFF1A: return "write :";
    case 0xFF1B: return "write ;";
    case 0xFF1D: return "write =";
    default: return "";
  }
}

}  // namespace

bool Cursor::at_word(std::string_view word, std::size_t ahead) const {
  if (!at(Kind::Name, ahead)) return false;
  const std::string_view text = text_of(peek(ahead));
  return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                    [](char a, char b) { return (a >= 'a' && a <= 'z' ? static_cast<char>(a - 32) : a) == b; });
}

void Cursor::expect_word(std::string_view word) {
  if (!accept_word(word)) fail(word);
}

const Token& Cursor::expect(Token::Kind kind, std::string_view expected) {
  if (!at(kind)) fail(expected);
  return take();
}

void Cursor::expect(Keyword keyword) {
  if (!accept(keyword)) fail(spelling(keyword));
}

std::string Cursor::name_of(const Token& token) const {
  if (token.kind == Kind::QuotedName) return decode(token, 0, decode_quoted_name);
  return std::string(text_of(token));
}

std::string Cursor::any_name(std::string_view expected) {
  if (!at_name()) fail(expected);
  return name_of(take());
}

bool Cursor::at_variable(std::size_t ahead) const {
  return at_name(ahead) && !is_reserved(peek(ahead).keyword);
}

std::string Cursor::variable(std::string_view expected) {
  if (at(Kind::Name) && is_reserved(peek().keyword)) {
    throw error("UnexpectedSyntax",
                "unexpected keyword `" + std::string(text_of(peek())) + "`, expected " + std::string(expected), begin())
        .hint("to use it as a name, write `" + std::string(text_of(peek())) + "` in backticks");
  }
  return any_name(expected);
}

Error Cursor::error(std::string_view detail, std::string message, std::uint32_t offset, polgraph::Kind kind) const {
  Error error(kind, detail, std::move(message), place_at(text_, offset));
  error.phase(Phase::Compile);
  return error;
}

std::string Cursor::describe(const Token& token) const {
  if (token.kind == Kind::End) return "end of the statement";
  const std::string shown = printable(cut_code_points(text_of(token), kLongestShown));
  if (token.kind == Kind::String) return "string " + shown;
  if (token.kind == Kind::Number) return "number " + shown;
  if (token.kind == Kind::Parameter) return "parameter " + shown;
  return "`" + shown + "`";
}

void Cursor::fail_bad_token(const Token& token) const {
  const std::string_view text = text_of(token);
  if (text[0] == '\'' || text[0] == '"') {
    throw error("UnexpectedSyntax", std::string("the string that begins here has no closing ") + text[0], token.begin);
  }
  if (text[0] == '`') {
    throw error("UnexpectedSyntax", "the name that begins here has no closing backtick", token.begin);
  }
  if (text.starts_with("/*")) {
    throw error("UnexpectedSyntax", "the comment that begins here has no closing */", token.begin);
  }
  if (text[0] == '$') throw error("UnexpectedSyntax", "a parameter needs a name after its $", token.begin);
  std::size_t offset = 0;
  bool valid = true;
  const char32_t code_point = decode_utf8(text, offset, &valid);
  if (!valid) throw error("InvalidUnicodeCharacter", "the text is no valid UTF-8 here", token.begin);
  const std::string_view detail = code_point < 0x80 ? "UnexpectedSyntax" : "InvalidUnicodeCharacter";
  Error fault = error(detail, "unexpected character `" + printable(text) + "`", token.begin);
  if (const std::string_view meant = intended(code_point); !meant.empty()) fault.hint(std::string(meant));
  throw fault;
}

void Cursor::fail(std::string_view expected, std::string_view detail) const {
  const Token& token = peek();
  if (token.kind == Kind::Bad) fail_bad_token(token);
  if (token.kind == Kind::Dash || token.kind == Kind::ArrowLeft || token.kind == Kind::ArrowRight) {
    throw error("InvalidUnicodeCharacter", "unexpected character " + describe(token), token.begin)
        .hint("write - < > as on the keyboard");
  }
  Error fault = error(detail, "unexpected " + describe(token) + ", expected " + std::string(expected), token.begin);
  if (token.kind == Kind::Name && token.keyword == Keyword::None) {
    if (const auto meant = nearest_keyword(text_of(token))) fault.hint("did you mean " + *meant + "?");
  }
  if (token.kind == Kind::Exclamation && at(Kind::Equal, 1)) fault.hint("write <> for \"is not equal to\"");
  if (token.kind == Kind::Equal && at(Kind::Equal, 1)) fault.hint("write = for \"is equal to\"");
  if (token.kind == Kind::Equal && at_ > 0 && tokens_[at_ - 1].kind == Kind::Equal) fault.hint("write = once");
  throw fault;
}

}  // namespace polgraph::syntax
