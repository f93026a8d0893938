#include "graph/text/csv.h"

#include <catch2/catch.hpp>

#include "graph/error.h"

using namespace polgraph;
using namespace std::string_literals;

namespace {

using Rows = std::vector<std::vector<std::string>>;

CsvReader reader(std::string text, const CsvDialect& dialect = {}) {
  return CsvReader(Input::text(std::move(text), "t.csv"), dialect);
}

Rows rows(std::string text, const CsvDialect& dialect = {}) {
  Rows all;
  for (CsvReader csv = reader(std::move(text), dialect); csv.next();) {
    all.emplace_back();
    for (const CsvField& field : csv.fields()) all.back().emplace_back(field.text);
  }
  return all;
}

Error fault(std::string text) {
  try {
    rows(std::move(text));
  } catch (const Error& error) {
    return error;
  }
  FAIL("no error");
  throw;
}

}  // namespace

TEST_CASE("rows and fields come out as RFC 4180 says", "[text][csv]") {
  const std::vector<std::pair<std::string, Rows>> cases{
      {"", {}},
      {"\n\n", {}},
      {"a,b\n1,2\n", {{"a", "b"}, {"1", "2"}}},
      {"a,b\r\n1,2\r\n", {{"a", "b"}, {"1", "2"}}},
      {"a,b\r1,2\r", {{"a", "b"}, {"1", "2"}}},
      {"a,b\n1,2", {{"a", "b"}, {"1", "2"}}},
      {"\xEF\xBB\xBF"
       "a\n1\n",
       {{"a"}, {"1"}}},
      {"a,,\n", {{"a", "", ""}}},
      {",\n", {{"", ""}}},
      {"\"a,b\",\"say \"\"hi\"\"\"\n", {{"a,b", "say \"hi\""}}},
      {"\"two\nlines\",x\r\n\"cr\r\nlf\",y\n", {{"two\nlines", "x"}, {"cr\r\nlf", "y"}}},
      {"\"\"\n", {{""}}},
      {"a\n\n\nb\n", {{"a"}, {"b"}}},
      {"5\" pipe,x\n", {{"5\" pipe", "x"}}},
      {" \"a\",b\n", {{" \"a\"", "b"}}},
      {"経済産業省,\"新エネルギー\"\n", {{"経済産業省", "新エネルギー"}}},
      {"\"a\"\"\"", {{"a\""}}},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    CHECK(rows(text) == expected);
  }
}

TEST_CASE("an empty cell and an empty text differ", "[text][csv]") {
  CsvReader csv = reader(",\"\"\n");
  REQUIRE(csv.next());
  CHECK_FALSE(csv.fields()[0].quoted);
  CHECK(csv.fields()[1].quoted);
}

TEST_CASE("dialects: delimiter, quote, escape, comment, blanks after the delimiter", "[text][csv]") {
  CHECK(rows("a;b\tc\n", {.delimiter = ';'}) == Rows{{"a", "b\tc"}});
  CHECK(rows("a\tb\n", {.delimiter = '\t'}) == Rows{{"a", "b"}});
  CHECK(rows("'a,b',c\n", {.quote = '\''}) == Rows{{"a,b", "c"}});
  CHECK(rows("\"a\",b\n", {.quote = '\0'}) == Rows{{"\"a\"", "b"}});
  const CsvDialect escapes{.double_quote = false, .escape = '\\'};
  CHECK(rows("\"say \\\"hi\\\" \\\\\",a\\,b\n", escapes) == Rows{{"say \"hi\" \\", "a,b"}});
  CHECK(rows("# note, with comma\na,b\n#\n", {.comment = '#'}) == Rows{{"a", "b"}});
  CHECK(rows("a,  \"b\", c\n", {.skip_initial_space = true}) == Rows{{"a", "b", "c"}});
}

TEST_CASE("every field knows its place, also behind embedded line ends and in Japanese", "[text][csv]") {
  CsvReader csv = reader("a,b,c\r\n省庁,\"x\ny\",z\n\n1,2,3\n");
  REQUIRE(csv.next());
  CHECK(csv.place(2).column == 5);
  REQUIRE(csv.next());
  CHECK(csv.line() == 2);
  CHECK(csv.place(1).line == 2);
  CHECK(csv.place(1).column == 4);
  CHECK(csv.place(2).line == 3);
  CHECK(csv.place(2).column == 4);
  CHECK(to_string(csv.place(0)) == "t.csv:2:1");
  CHECK(csv.place(9).line == 3);
  REQUIRE(csv.next());
  CHECK(csv.line() == 5);
  CHECK(csv.place(1).byte_offset == 25);
  CHECK_FALSE(csv.next());
  CHECK_FALSE(csv.next());
}

TEST_CASE("lines that end in CR alone are counted", "[text][csv]") {
  CsvReader csv = reader("a\rb\rc\r");
  for (std::int64_t line = 1; csv.next(); ++line) CHECK(csv.line() == line);
}

TEST_CASE("fields end where they end, however long they are", "[text][csv]") {
  for (std::size_t length = 1; length < 70; ++length) {
    CAPTURE(length);
    const std::string field(length, 'x');
    CHECK(rows(field + ",b\n" + field + "\r\n" + field) == Rows{{field, "b"}, {field}, {field}});
    CHECK(fault(field + "\0\n"s).place()->column == static_cast<std::int64_t>(length) + 1);
  }
}

TEST_CASE("an escaped line end counts as a line", "[text][csv]") {
  CsvDialect dialect;
  dialect.escape = '\\';
  CsvReader csv(Input::text("a\\\nb,c\nd\n\"e\nf\"\ng", "t.csv"), dialect);
  for (const std::int64_t line : {1, 3, 4, 6}) {
    REQUIRE(csv.next());
    CHECK(csv.line() == line);
  }
  CHECK_FALSE(csv.next());
}

TEST_CASE("what is no CSV is refused with its place", "[text][csv][hostile]") {
  const Error unclosed = fault("a,b\n1,\"never\nclosed,2\n");
  CHECK(unclosed.detail() == "UnclosedQuote");
  CHECK(unclosed.place()->line == 2);
  CHECK(unclosed.place()->column == 3);
  const Error after = fault("a\n\"b\"c\n");
  CHECK(after.detail() == "TextAfterQuote");
  CHECK(after.place()->column == 4);
  CHECK(fault("a,b\0c\n"s).detail() == "NulByte");
  CHECK(fault("\"b\0c\"\n"s).detail() == "NulByte");
  CHECK(fault("a\n\x83\x65\n").detail() == "InvalidEncoding");
}

TEST_CASE("rows around the edge of the buffer come out whole", "[text][csv]") {
  const std::size_t around = 256 * 1024;
  for (const std::size_t before : {around - 3, around - 2, around - 1, around, around + 1, 3 * around}) {
    const std::string filler(before, 'x');
    CAPTURE(before);
    CHECK(rows(filler + "\r\n\"q\"\"q\",経\r\n") == Rows{{filler}, {"q\"q", "経"}});
    CHECK(rows("\"" + filler + "\"\"\",b\r\nc\r") == Rows{{filler + "\"", "b"}, {"c"}});
  }
}

TEST_CASE("a field or a row that is too long is a limit, not a crash", "[text][csv][hostile]") {
  CHECK(fault(std::string(kMaxFieldBytes + 1, 'x') + "\n").detail() == "FieldTooLong");
  CHECK(fault(std::string(kMaxFields + 1, ',') + "\n").detail() == "TooManyFields");
  CHECK(fault("\"" + std::string(kMaxRecordBytes + 1024 * 1024, '\n')).kind() == Kind::Limit);
}

TEST_CASE("what is written reads back as it was", "[text][csv]") {
  const std::vector<std::string> fields{"",     "plain", " blank ", "a,b", "say \"hi\"", "two\nlines",
                                        "cr\r", "経済",  "-2+3",    "\"",  "a;b"};
  for (const char delimiter : {',', ';', '\t'}) {
    std::string line;
    for (const std::string& field : fields) {
      if (!line.empty()) line += delimiter;
      append_csv_field(line, field, delimiter);
    }
    CHECK(rows(line + "\n", {.delimiter = delimiter}) == Rows{fields});
  }
  std::string empty;
  append_csv_field(empty, "");
  CHECK(empty == "\"\"");
}
