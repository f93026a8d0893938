#include "query/syntax/lexer.h"

#include <algorithm>
#include <string>

#include "graph/error.h"
#include "graph/text/letters.h"
#include "graph/text/utf8.h"
#include "query/syntax/ast.h"
#include "query/syntax/parser.h"

namespace polgraph::syntax {

namespace {

using Kind = Token::Kind;

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}
bool is_word_letter(char letter) {
  return is_digit(letter) || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_';
}

// Letters that people paste for `-`, `<`, `>`. Source: openCypher 9 grammar, Dash, LeftArrowHead, RightArrowHead.
Kind kind_of_symbol(char32_t code_point) {
  switch (code_point) {
    case 0xAD:
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D: return Kind::Dash;
    case 0x27E8:
    case 0x3008:
    case 0xFE64:
    case 0xFF1C: return Kind::ArrowLeft;
    case 0x27E9:
    case 0x3009:
    case 0xFE65:
    case 0xFF1E: return Kind::ArrowRight;
    default: return Kind::Bad;
  }
}

class Lexer {
 public:
  Lexer(std::string_view text, Limits* limits) : text_(text), limits_(limits) {
    tokens_.reserve(std::min<std::size_t>(text.size() / 3, 1u << 20) + 8);
    if (limits_ != nullptr) limits_->charge(tokens_.capacity() * sizeof(Token));
  }

  std::vector<Token> run() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    while (skip_blanks_and_comments(), at_ < text_.size()) token();
    add(Kind::End, at_);
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void add(Kind kind, std::size_t end, Keyword keyword = Keyword::None) {
    Token token;
    token.begin = static_cast<std::uint32_t>(at_);
    token.end = static_cast<std::uint32_t>(end);
    token.kind = kind;
    token.keyword = keyword;
    if (limits_ != nullptr) make_room(*limits_);
    tokens_.push_back(token);
    at_ = end;
  }

  // The list doubles; what it was is there until it is copied.
  void make_room(Limits& limits) {
    limits.tick();
    if (tokens_.size() < tokens_.capacity()) return;
    const std::size_t before = tokens_.capacity() * sizeof(Token);
    limits.charge(before);
    limits.reserve(before);
  }

  void skip_blanks_and_comments() {
    while (at_ < text_.size()) {
      const char letter = text_[at_];
      if (letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t') {
        ++at_;
      } else if (letter == '/' && peek(1) == '/') {
        at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
      } else if (letter == '/' && peek(1) == '*') {
        const std::size_t end = text_.find("*/", at_ + 2);
        if (end == std::string_view::npos) return;  // becomes a Bad token
        at_ = end + 2;
      } else {
        std::size_t next = at_;
        if (!is_blank(decode_utf8(text_, next))) return;
        at_ = next;
      }
    }
  }

  void token() {
    const char letter = text_[at_];
    if (is_digit(letter) || (letter == '.' && is_digit(peek(1)))) return number();
    if (is_word_letter(letter)) return name();
    if (letter == '\'' || letter == '"') return quoted(Kind::String);
    if (letter == '`') return quoted(Kind::QuotedName);
    if (letter == '$') return parameter();
    if (static_cast<unsigned char>(letter) >= 0x80) return other();
    symbol(letter);
  }

  std::size_t end_of_name(std::size_t from) const {
    while (from < text_.size()) {
      if (is_word_letter(text_[from])) {
        ++from;
        continue;
      }
      if (static_cast<unsigned char>(text_[from]) < 0x80) break;
      std::size_t next = from;
      if (!is_name_part(decode_utf8(text_, next))) break;
      from = next;
    }
    return from;
  }

  void name() {
    const std::size_t end = end_of_name(at_);
    add(Kind::Name, end, find_keyword(text_.substr(at_, end - at_)));
  }

  // Takes all letters that cling to a number, so that `12ab` is one wrong number and not a number and a name.
  void number() {
    std::size_t end = at_;
    const auto digits = [&] {
      while (end < text_.size() && (is_digit(text_[end]) || text_[end] == '_')) ++end;
    };
    const auto digit_at = [&](std::size_t i) { return i < text_.size() && is_digit(text_[i]); };
    digits();
    if (end < text_.size() && text_[end] == '.' && digit_at(end + 1)) {
      ++end;
      digits();
    }
    if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
      const bool sign = end + 1 < text_.size() && (text_[end + 1] == '+' || text_[end + 1] == '-');
      if (digit_at(end + (sign ? 2 : 1))) end += sign ? 2 : 1;
    }
    add(Kind::Number, end_of_name(end));
  }

  // '...' and "..." with backslash escapes, `...` with doubled backticks. Without an end: Bad.
  void quoted(Kind kind) {
    const char quote = text_[at_];
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] == '\\' && quote != '`') {
        ++i;
      } else if (text_[i] == quote) {
        if (quote == '`' && i + 1 < text_.size() && text_[i + 1] == '`') {
          ++i;
          continue;
        }
        return add(kind, i + 1);
      }
    }
    add(Kind::Bad, text_.size());
  }

  void parameter() {
    if (peek(1) == '`') {
      const std::size_t dollar = at_++;
      quoted(Kind::Parameter);
      tokens_.back().begin = static_cast<std::uint32_t>(dollar);
      return;
    }
    const std::size_t end = end_of_name(at_ + 1);
    add(end == at_ + 1 ? Kind::Bad : Kind::Parameter, end);
  }

  void other() {
    std::size_t next = at_;
    const char32_t code_point = decode_utf8(text_, next);  // U+FFFD for bytes that are no UTF-8: no letter, so Bad
    if (is_name_start(code_point)) return name();
    add(kind_of_symbol(code_point), next);
  }

  void symbol(char letter) {
    const char next = peek(1);
    const auto one = [&](Kind kind) { add(kind, at_ + 1); };
    const auto either = [&](char second, Kind both, Kind single) { next == second ? add(both, at_ + 2) : one(single); };
    switch (letter) {
      case '(': return open(Kind::LeftParen);
      case '[': return open(Kind::LeftBracket);
      case '{': return open(Kind::LeftBrace);
      case ')': return close(Kind::RightParen, Kind::LeftParen);
      case ']': return close(Kind::RightBracket, Kind::LeftBracket);
      case '}': return close(Kind::RightBrace, Kind::LeftBrace);
      case ',': return one(Kind::Comma);
      case '.': return either('.', Kind::DotDot, Kind::Dot);
      case ':': return one(Kind::Colon);
      case ';': return one(Kind::Semicolon);
      case '|': return either('|', Kind::BarBar, Kind::Bar);
      case '&': return one(Kind::Ampersand);
      case '!': return one(Kind::Exclamation);
      case '?': return one(Kind::Question);
      case '+': return either('=', Kind::PlusEqual, Kind::Plus);
      case '-': return one(Kind::Minus);
      case '*': return one(Kind::Star);
      case '/': return peek(1) == '*' ? add(Kind::Bad, text_.size()) : one(Kind::Slash);
      case '%': return one(Kind::Percent);
      case '^': return one(Kind::Caret);
      case '=': return either('~', Kind::Matches, Kind::Equal);
      case '>': return either('=', Kind::GreaterEqual, Kind::Greater);
      case '<':
        if (next == '>') return add(Kind::NotEqual, at_ + 2);
        return either('=', Kind::LessEqual, Kind::Less);
      default: return one(Kind::Bad);
    }
  }

  void open(Kind kind) {
    if (open_.size() >= static_cast<std::size_t>(ast::kMaxNesting)) {
      throw Error(polgraph::Kind::Limit, "NestingTooDeep",
                  "brackets nest deeper than " + std::to_string(ast::kMaxNesting), place_at(text_, at_))
          .phase(Phase::Compile);
    }
    open_.push_back(static_cast<std::uint32_t>(tokens_.size()));
    add(kind, at_ + 1);
  }

  void close(Kind kind, Kind opening) {
    const auto index = static_cast<std::uint32_t>(tokens_.size());
    add(kind, at_ + 1);
    if (open_.empty() || tokens_[open_.back()].kind != opening) return;  // the parser will stumble over it
    tokens_[index].match = open_.back();
    tokens_[open_.back()].match = index;
    open_.pop_back();
  }

  std::string_view text_;
  Limits* limits_;  // may be null
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
  std::vector<std::uint32_t> open_;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text, Limits* limits) {
  if (text.size() > kMaxStatementBytes) {
    throw Error(
        polgraph::Kind::Limit, "StatementTooLong",
        "the statement has " + std::to_string(text.size()) + " bytes, more than " + std::to_string(kMaxStatementBytes));
  }
  return Lexer(text, limits).run();
}

}  // namespace polgraph::syntax
