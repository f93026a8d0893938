#include "loaders/dot_text.h"

#include <catch2/catch.hpp>

#include "graph/text/utf8.h"

using namespace polgraph;
using Lines = std::vector<std::string>;

TEST_CASE("nothing in a name ends the string, becomes an escape, an entity or an arrow", "[loaders][dot][hostile]") {
  CHECK(dot_quoted("plain 経産省") == "\"plain 経産省\"");
  CHECK(dot_quoted("say \"hi\"") == "\"say \\\"hi\\\"\"");
  CHECK(dot_quoted("C:\\new\\") == "\"C:\\\\new\\\\\"");
  CHECK(dot_quoted("\\N \\G \\l") == "\"\\\\N \\\\G \\\\l\"");
  CHECK(dot_quoted("a -> b <b>&amp;") == "\"a -&gt; b &lt;b&gt;&amp;amp;\"");
  CHECK(dot_quoted("two\nlines") == "\"two\\nlines\"");
  CHECK(dot_quoted("\x1b[2J\x01\r\u202e") == "\"\\\\x1b[2J\\\\x01\\\\r\\\\u202e\"");
  CHECK(dot_quoted("caf\xe9") == "\"caf\\\\xe9\"");
}

TEST_CASE("labels are broken where a reader would break them, and cut at 200 letters", "[loaders][dot]") {
  CHECK(wrap("", 10) == Lines{""});
  CHECK(wrap("short", 10) == Lines{"short"});
  CHECK(wrap("Ministry of Economy, Trade and Industry", 20) == Lines{"Ministry of Economy,", "Trade and Industry"});
  CHECK(wrap("国立研究開発法人新エネルギー", 10) == Lines{"国立研究開", "発法人新エ", "ネルギー"});
  CHECK(wrap("abcdefghijklmnop", 6) == Lines{"abcdef", "ghijkl", "mnop"});
  CHECK(wrap("JPY 28,372,593,089,000 (2023)", 26) == Lines{"JPY 28,372,593,089,000", "(2023)"});
  CHECK(wrap("a\nb", 10) == Lines{"a", "b"});
  CHECK(wrap("国立研究開発法人新エネルギー・産業技術総合開発機構") ==
        Lines{"国立研究開発法人新", "エネルギー・産業技", "術総合開発機構"});
  CHECK(wrap("Project METI-NEDO", 12) == Lines{"Project", "METI-NEDO"});
  std::string joined;
  for (const std::string& line : wrap(std::string(5000, 'x'))) {
    CHECK(display_width(line) <= kLabelColumns);
    joined += line;
  }
  CHECK(count_code_points(joined) == 200);
}
