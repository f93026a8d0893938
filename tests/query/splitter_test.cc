#include <catch2/catch.hpp>

#include "graph/error.h"
#include "query/syntax/dump.h"
#include "query/syntax/parser.h"

using namespace polgraph;

namespace {

// Every chunk as begin:text, parameters with a P before them; fed in pieces of `step` bytes.
std::vector<std::string> split(std::string_view input, std::size_t step) {
  std::vector<std::string> chunks;
  Splitter splitter;
  const auto drain = [&] {
    while (const auto chunk = splitter.next()) {
      CHECK(input.substr(chunk->begin, chunk->text.size()) == chunk->text);
      chunks.push_back((chunk->kind == Chunk::Kind::Parameter ? "P" : "") + std::to_string(chunk->begin) + ":" +
                       chunk->text);
    }
  };
  for (std::size_t i = 0; i < input.size(); i += step) {
    splitter.feed(input.substr(i, step));
    drain();
  }
  splitter.finish();
  drain();
  return chunks;
}

using Chunks = std::vector<std::string>;

}  // namespace

TEST_CASE("statements end at a ; that stands in no text, name or comment", "[query][splitter]") {
  const std::pair<std::string, Chunks> cases[] = {
      {"RETURN 1; RETURN 2", {"0:RETURN 1", "10:RETURN 2"}},
      {"RETURN ';' ;RETURN \"a\\\";\" ; RETURN `a;``;`", {"0:RETURN ';'", "12:RETURN \"a\\\";\"", "28:RETURN `a;``;`"}},
      {"RETURN 1 // ;\n + 2; /* ; */ ; ;// x;\n", {"0:RETURN 1 // ;\n + 2"}},
      {"  // first\n /* second */ RETURN 1", {"25:RETURN 1"}},
      {"\xEF\xBB\xBFRETURN 1;\u3000;\u3000RETURN 2", {"3:RETURN 1", "19:RETURN 2"}},
      {"RETURN '\\\\'; RETURN 2", {"0:RETURN '\\\\'", "13:RETURN 2"}},
      {"RETURN 1; /* open", {"0:RETURN 1", "10:/* open"}},
      {"RETURN 'open; RETURN 2", {"0:RETURN 'open; RETURN 2"}},
      {"", {}},
      {" ; ;; \n", {}},
      {":param x => 1\nRETURN $x;\r\n  :param `y z` => ';' \nRETURN 2",
       {"P0::param x => 1", "14:RETURN $x", "P28::param `y z` => ';'", "49:RETURN 2"}},
      {"RETURN 1; :param x => 1\n", {"0:RETURN 1", "10::param x => 1"}},
      {"RETURN {a\n:param}", {"0:RETURN {a\n:param}"}},
      {":parameter x; RETURN 1", {"0::parameter x", "14:RETURN 1"}},
      {":param x => 1", {"P0::param x => 1"}},
  };
  for (const auto& [input, expected] : cases) {
    CAPTURE(input);
    for (const std::size_t step : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}, input.size() + 1}) {
      CAPTURE(step);
      CHECK(split(input, step) == expected);
    }
  }
}

TEST_CASE("a statement is handed out as soon as its ; has come", "[query][splitter]") {
  Splitter splitter;
  splitter.feed("RETURN 1");
  CHECK(!splitter.next());
  splitter.feed(";");
  CHECK(splitter.next()->text == "RETURN 1");
  splitter.feed("\n:param x");
  CHECK(!splitter.next());
  splitter.feed(" => 1\n");
  CHECK(splitter.next()->kind == Chunk::Kind::Parameter);
}

TEST_CASE("many statements in one piece are cut in linear time", "[query][splitter]") {
  std::string input;
  for (int i = 0; i < 200000; ++i) input += "RETURN 1;\n";
  Splitter splitter;
  splitter.feed(input);
  int count = 0;
  while (splitter.next()) ++count;
  CHECK(count == 200000);
}

TEST_CASE("a statement without an end is refused before it fills the memory", "[query][splitter]") {
  Splitter splitter;
  splitter.feed("RETURN '" + std::string(kMaxStatementBytes, 'x'));
  CHECK_THROWS_AS(splitter.next(), Error);
}

TEST_CASE(":param names parameters and their values", "[query][splitter]") {
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  CHECK(parse_param_line("  :param `a b` => {x: [1, -2]}") == Pairs{{"a b", "{x: [1, -2]}"}});
  CHECK(parse_param_line(":param limit=>1") == Pairs{{"limit", "1"}});
  CHECK(parse_param_line(":param limit: 1 + 1") == Pairs{{"limit", "1 + 1"}});
  CHECK(parse_param_line(":param {a: 1, b: 'x'}") == Pairs{{"a", "1"}, {"b", "'x'"}});
  CHECK(parse_param_line(":params {a => 1};") == Pairs{{"a", "1"}});
  for (const char* line : {":param", ":param x", ":param x = 1", ":param x =>", ":param x => 1 2", ":param => 1",
                           ":param x => 'open", ":param {x: 1", ":parameter x => 1"}) {
    CAPTURE(line);
    CHECK_THROWS_MATCHES(parse_param_line(line), Error,
                         Catch::Predicate<Error>([](const Error& error) { return error.kind() == Kind::Usage; }));
  }
}
