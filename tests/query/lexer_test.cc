#include "query/syntax/lexer.h"

#include <catch2/catch.hpp>

#include "graph/error.h"
#include "query/syntax/ast.h"
#include "query/syntax/literal.h"
#include "query/syntax/parser.h"

using namespace polgraph;
using syntax::Keyword;
using syntax::Token;
using syntax::tokenize;

namespace {

// The tokens' texts, a bar between them.
std::string cut(std::string_view text) {
  std::string cut;
  for (const Token& token : tokenize(text)) {
    if (token.kind == Token::Kind::End) break;
    if (!cut.empty()) cut += '|';
    cut += text.substr(token.begin, token.end - token.begin);
  }
  return cut;
}

Token::Kind kind_of(std::string_view text) {
  return tokenize(text)[0].kind;
}

std::string fault_of(std::string_view digits, bool negative = false) {
  try {
    syntax::decode_number(digits, negative);
  } catch (const syntax::LiteralFault& fault) {
    return std::string(fault.detail);
  }
  return "none";
}

}  // namespace

TEST_CASE("text is cut into tokens", "[query][lexer]") {
  CHECK(cut("MATCH (n:Person {age:1.5})<-[*1..3]-() RETURN n.name+$p") ==
        "MATCH|(|n|:|Person|{|age|:|1.5|}|)|<|-|[|*|1|..|3|]|-|(|)|RETURN|n|.|name|+|$p");
  CHECK(cut("a<=b<>c>=d=~e||f+=g..h") == "a|<=|b|<>|c|>=|d|=~|e||||f|+=|g|..|h");
  CHECK(cut("1e3 .5 1.5E-10 0x1F 1. 12ab") == "1e3|.5|1.5E-10|0x1F|1|.|12ab");
  CHECK(cut("'a\\'b' \"c\"\"d\" `e``f`") == "'a\\'b'|\"c\"|\"d\"|`e``f`");
  CHECK(cut("$x $`a b` $0") == "$x|$`a b`|$0");
  CHECK(cut("日本 + Straße_1 + é") == "日本|+|Straße_1|+|é");
}

TEST_CASE("blanks of every alphabet and comments stand between tokens", "[query][lexer]") {
  CHECK(cut("\xEF\xBB\xBF"
            "a\u3000b\u00A0c\u2028d\x0B"
            "e") == "a|b|c|d|e");
  CHECK(cut("a // b\nc /* d\n; */ e //") == "a|c|e");
  CHECK(cut("/**/a/***/") == "a");
}

TEST_CASE("keywords are known in any case", "[query][lexer]") {
  CHECK(tokenize("mAtCh")[0].keyword == Keyword::Match);
  CHECK(tokenize("`match`")[0].keyword == Keyword::None);
  CHECK(tokenize("matches")[0].keyword == Keyword::None);
  for (int i = 1; i <= static_cast<int>(Keyword::Yield); ++i) {
    const auto keyword = static_cast<Keyword>(i);
    CHECK(syntax::find_keyword(syntax::spelling(keyword)) == keyword);
  }
}

TEST_CASE("what is no token is kept as such", "[query][lexer]") {
  for (const char* text : {"'open", "\"open", "`open", "/* open", "#", "$", "\xFF", "\u201C", "'open\\'"}) {
    CAPTURE(text);
    CHECK(kind_of(text) == Token::Kind::Bad);
  }
  CHECK(kind_of("\u2014") == Token::Kind::Dash);
}

TEST_CASE("brackets are paired", "[query][lexer]") {
  const auto tokens = tokenize("a([b]{c})(");
  CHECK(tokens[1].match == 8);
  CHECK(tokens[8].match == 1);
  CHECK(tokens[2].match == 4);
  CHECK(tokens[5].match == 7);
  CHECK(tokens[9].match == 0);
  CHECK(tokenize("([)]")[2].match == 0);
}

TEST_CASE("hostile texts end at a limit", "[query][lexer]") {
  CHECK_THROWS_AS(tokenize(std::string(100000, '(')), Error);
  CHECK_THROWS_AS(tokenize(std::string(kMaxStatementBytes + 1, ' ')), Error);
  CHECK(tokenize(std::string(1000, '[')).size() == 1001);
}

TEST_CASE("numbers are exact or refused", "[query][literal]") {
  CHECK(syntax::decode_number("9223372036854775807", false).as_integer() == INT64_MAX);
  CHECK(syntax::decode_number("9223372036854775808", true).as_integer() == INT64_MIN);
  CHECK(syntax::decode_number("0x8000000000000000", true).as_integer() == INT64_MIN);
  CHECK(syntax::decode_number("0o17", false).as_integer() == 15);
  CHECK(syntax::decode_number("1_000_000", false).as_integer() == 1000000);
  CHECK(syntax::decode_number(".5e1", false).as_float() == 5.0);
  CHECK(syntax::decode_number("1e-400", false).as_float() == 0.0);
  CHECK(syntax::decode_number("5e-324", false).as_float() > 0.0);
  CHECK(fault_of("9223372036854775808") == "IntegerOverflow");
  CHECK(fault_of("9223372036854775809", true) == "IntegerOverflow");
  CHECK(fault_of("0x10000000000000000") == "IntegerOverflow");
  CHECK(fault_of("1e309") == "FloatingPointOverflow");
  CHECK(fault_of("1" + std::string(400, '0') + ".0") == "FloatingPointOverflow");
  for (const char* text : {"0x", "0o8", "12ab", "017", "1e", "1__0", "1_", "0xg", "1.5f"}) {
    CAPTURE(text);
    CHECK(fault_of(text) == "InvalidNumberLiteral");
  }
}

TEST_CASE("strings know their escapes", "[query][literal]") {
  CHECK(syntax::decode_string(R"('a\tb\\\'\"\n\r\b\f')") == "a\tb\\'\"\n\r\b\f");
  CHECK(syntax::decode_string(R"("\u00e9\U0001F600\ud83d\ude00")") == "é\U0001F600\U0001F600");
  CHECK(syntax::decode_quoted_name("`a``b`") == "a`b");
  for (const char* text : {R"('\uH')", R"('\u12')", R"('\ud800')", R"('\ud800\u0041')", R"('\U00110000')"}) {
    CAPTURE(text);
    CHECK_THROWS_MATCHES(syntax::decode_string(text), syntax::LiteralFault,
                         Catch::Predicate<syntax::LiteralFault>(
                             [](const auto& fault) { return fault.detail == "InvalidUnicodeLiteral"; }));
  }
  CHECK_THROWS_AS(syntax::decode_string(R"('\q')"), syntax::LiteralFault);
  CHECK_THROWS_AS(syntax::decode_quoted_name("``"), syntax::LiteralFault);
}
