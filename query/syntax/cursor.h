// Private to query/syntax: a place among the tokens, and the words for what is wrong there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/error.h"
#include "query/syntax/ast.h"
#include "query/syntax/lexer.h"
#include "query/syntax/literal.h"

namespace polgraph::syntax {

class Cursor {
 public:
  explicit Cursor(std::string_view text, Limits* limits = nullptr)
      : text_(text), limits_(limits), tokens_(tokenize(text, limits)) {}
  ~Cursor() {
    if (limits_ != nullptr) limits_->release(tokens_.capacity() * sizeof(Token));
  }
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;

  const Token& peek(std::size_t ahead = 0) const {
    return tokens_[at_ + ahead < tokens_.size() ? at_ + ahead : tokens_.size() - 1];
  }
  bool at(Token::Kind kind, std::size_t ahead = 0) const { return peek(ahead).kind == kind; }
  bool at(Keyword keyword, std::size_t ahead = 0) const { return peek(ahead).keyword == keyword; }
  bool at_name(std::size_t ahead = 0) const {
    return at(Token::Kind::Name, ahead) || at(Token::Kind::QuotedName, ahead);
  }
  // A word that is no keyword, as SHOW or INDEX, in capitals; found in any case.
  bool at_word(std::string_view word, std::size_t ahead = 0) const;
  bool accept_word(std::string_view word) { return at_word(word) && (take(), true); }
  void expect_word(std::string_view word);
  std::string_view text_of(const Token& token) const { return text_.substr(token.begin, token.end - token.begin); }

  const Token& take() {
    const Token& token = tokens_[at_];
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
  }
  bool accept(Token::Kind kind) { return at(kind) && (take(), true); }
  bool accept(Keyword keyword) { return at(keyword) && (take(), true); }
  const Token& expect(Token::Kind kind, std::string_view expected);
  void expect(Keyword keyword);

  // Names. any_name: of labels, types, keys, functions, where every word will do. variable: where a reserved word would
  // hide a mistake.
  std::string any_name(std::string_view expected);
  std::string variable(std::string_view expected = "a variable");
  std::string name_of(const Token& token) const;  // unquoted
  bool at_variable(std::size_t ahead = 0) const;

  std::uint32_t begin() const { return peek().begin; }
  std::uint32_t end_of_last() const { return at_ == 0 ? 0 : tokens_[at_ - 1].end; }
  ast::Span since(std::uint32_t begin) const { return {begin, end_of_last()}; }
  std::string written(std::uint32_t begin) const { return std::string(text_.substr(begin, end_of_last() - begin)); }

  // "unexpected X, expected Y", with the reason where X is no token at all.
  [[noreturn]] void fail(std::string_view expected, std::string_view detail = "UnexpectedSyntax") const;
  Error error(std::string_view detail, std::string message, std::uint32_t offset, Kind kind = Kind::Syntax) const;
  // Runs a decoder of literal.h on `token`.
  template <class Decode>
  auto decode(const Token& token, std::uint32_t skipped, Decode&& decoder) const {
    try {
      return decoder(text_of(token).substr(skipped));
    } catch (const LiteralFault& fault) {
      throw error(fault.detail, fault.message, token.begin + skipped + static_cast<std::uint32_t>(fault.offset));
    }
  }

 protected:
  std::string_view text_;
  Limits* limits_;  // may be null
  std::vector<Token> tokens_;
  std::size_t at_ = 0;

 private:
  [[noreturn]] void fail_bad_token(const Token& token) const;
  std::string describe(const Token& token) const;
};

}  // namespace polgraph::syntax
