#include "graph/text/utf8.h"

#include <catch2/catch.hpp>

using namespace polgraph;
using namespace std::string_literals;

TEST_CASE("invalid UTF-8 is found at its byte", "[text][utf8]") {
  const std::vector<std::pair<std::string, std::optional<std::size_t>>> cases{
      {"", std::nullopt},
      {"plain ascii, longer than a word", std::nullopt},
      {"国立研究開発法人 é 🚀", std::nullopt},
      {"\xF4\x8F\xBF\xBF", std::nullopt},  // U+10FFFF
      {"12345678\x83\x65", 8},             // Shift_JIS
      {"a\xC0\x80", 1},                    // overlong NUL
      {"a\xE0\x80\x80", 1},                // overlong
      {"a\xED\xA0\x80", 1},                // a surrogate
      {"a\xF4\x90\x80\x80", 1},            // beyond U+10FFFF
      {"abc\xE5\x9B", 3},                  // cut off
      {"\xFF", 0},
      {"国\x80", 3},
  };
  for (const auto& [bytes, fault] : cases) {
    CAPTURE(printable(bytes));
    CHECK(first_invalid_utf8(bytes) == fault);
  }
}

TEST_CASE("text is counted and cut by code points, never inside one", "[text][utf8]") {
  CHECK(count_code_points("") == 0);
  CHECK(count_code_points("国é🚀a") == 4);
  CHECK(code_point_offset("国é🚀a", 2) == 5);
  CHECK(code_point_offset("国", 9) == 3);
  CHECK(cut_code_points("経済産業省", 5) == "経済産業省");
  CHECK(cut_code_points("経済産業省", 3) == "経済…");
  CHECK(cut_code_points("abc", 0).empty());
  CHECK(cut_code_points("abc", 1) == "…");
}

TEST_CASE("wide letters take two columns, combining marks none", "[text][utf8]") {
  CHECK(display_width("METI") == 4);
  CHECK(display_width("経産省") == 6);
  CHECK(display_width("ＡＩ") == 4);
  CHECK(display_width("ｶﾅ") == 2);
  CHECK(display_width("e\u0301") == 1);
  CHECK(cut_width("経産省", 6) == "経産省");
  CHECK(cut_width("経産省", 5) == "経産…");
  CHECK(cut_width("経産省", 4) == "経…");
  CHECK(cut_width("METI", 0).empty());
}

TEST_CASE("nothing that moves a terminal gets through", "[text][utf8][hostile]") {
  CHECK(printable("METI 経産省 é 🚀 C:\\data") == "METI 経産省 é 🚀 C:\\data");
  CHECK(printable("a\nb\tc\r") == "a\\nb\\tc\\r");
  CHECK(printable("\x1b]52;c;ZXZpbA==\x07") == "\\x1b]52;c;ZXZpbA==\\x07");
  CHECK(printable("\u0085\u009b31m\x7f") == "\\x85\\x9b31m\\x7f");
  CHECK(printable("abc\u202Egpj.exe") == "abc\\u202egpj.exe");
  CHECK(printable("\u2066\u200f\ufeff") == "\\u2066\\u200f\\ufeff");
  CHECK(printable("\U000E0041") == "\\U000e0041");
  CHECK(printable("caf\xe9") == "caf\\xe9");
  CHECK(printable("nul\0!"s) == "nul\\x00!");
}

TEST_CASE("a code point goes to UTF-8 and back", "[text][utf8]") {
  for (const char32_t c : {U'a', U'\u007f', U'\u0080', U'\u07ff', U'\u0800', U'\uffff', U'\U00010000', U'\U0010ffff'}) {
    std::string text;
    append_utf8(text, c);
    std::size_t offset = 0;
    CHECK(decode_utf8(text, offset) == c);
    CHECK(offset == text.size());
  }
  std::string text;
  append_utf8(text, 0xD800);
  CHECK(text == "\uFFFD");
}
