#include "loaders/documents/document.h"

#include <catch2/catch.hpp>

#include "graph/error.h"
#include "tests/loaders/documents/reading.h"
#include "tests/support/folder.h"

using namespace polgraph;
using namespace polgraph::test;

TEST_CASE("lines of a text are cited by number, from 1", "[loaders][documents]") {
  const Document text = document("first\nsecond\nthird", "a.txt");
  CHECK(read(text, "#L1") == "first\n");
  CHECK(read(text, "#L3") == "third");
  CHECK(read(text, "#L2-L3") == "second\nthird");
  CHECK(read(text, "#L1-2") == "first\nsecond\n");
  CHECK(read(text, "L2") == "second\n");
}

TEST_CASE("lines that are not there are missing", "[loaders][documents]") {
  const Document text = document("first\nsecond\n", "a.txt");
  CHECK(read(text, "#L0") == "missing: lines are counted from 1");
  CHECK(read(text, "#L3") == "missing: there are 2 lines");
  CHECK(read(text, "#L2-L3") == "missing: there are 2 lines");
  CHECK(read(text, "#L2-L1") == "missing: the last line comes before the first");
  CHECK(read(text, "#L99999999999999999999999") == "missing: there are 2 lines");
  CHECK(read(text, "#L1-L99999999999999999999999") == "missing: there are 2 lines");
  CHECK(read(text, "#L1-L18446744073709551615") == "missing: there are 2 lines");
  CHECK(read(document("one", "a.txt"), "#L2") == "missing: there is 1 line");
  CHECK(read(document("", "a.txt"), "#L1") == "missing: there are 0 lines");
}

TEST_CASE("what is no line of a text cannot be checked", "[loaders][documents]") {
  const Document text = document("first\nsecond\n", "a.txt");
  for (const char* locator : {"page 7", "#page=3", "#L", "#Lx", "#L1-", "#L1-Lx", "#L1;#L2", "#L 1", "#L-1", "#L+1",
                              "l1", "line 1", "#row=1", "/a/0", "B7", "#L1C2"}) {
    CAPTURE(locator);
    CHECK(read(text, locator) == "unclear: a text is cited by #L5 or #L5-L7");
  }
  CHECK(read(text, "") == "unclear: it has no locator");
}

TEST_CASE("lines end with LF or CRLF, in a text without LF with CR", "[loaders][documents]") {
  CHECK(read(document("a\r\nb\r\n", "a.txt"), "#L2") == "b\r\n");
  CHECK(read(document("a\rb\r", "a.txt"), "#L2") == "b\r");
  CHECK(read(document("a\rb\nc", "a.txt"), "#L2") == "c");
  CHECK(read(document("\n\nc", "a.txt"), "#L1") == "\n");
}

TEST_CASE("any line of many is found", "[loaders][documents]") {
  std::string text;
  for (int i = 1; i <= 2000; ++i) text += "line " + std::to_string(i) + "\n";
  const Document many = document(text, "a.txt");
  for (const int line : {1, 255, 256, 257, 258, 512, 513, 1999, 2000}) {
    CHECK(read(many, "#L" + std::to_string(line)) == "line " + std::to_string(line) + "\n");
  }
  CHECK(read(many, "#L2001") == "missing: there are 2,000 lines");
}

TEST_CASE("a document of any kind has lines", "[loaders][documents]") {
  CHECK(read(document("a,b\n1,2\n", "a.csv"), "#L2") == "1,2\n");
  CHECK(read(document("{\"a\":\n1}", "a.json"), "#L2") == "1}");
  CHECK(read(document("<a>\n<b/></a>", "a.xml"), "#L2") == "<b/></a>");
}

TEST_CASE("a kind is known by name, else by content, unless it is said", "[loaders][documents]") {
  const auto kind = [](const std::string& text, const std::string& name) {
    return std::string(document_kind_name(document(text, name).kind()));
  };
  CHECK(kind("[1]", "a.txt") == "text");
  CHECK(kind("# A", "A.MD") == "markdown");
  CHECK(kind("a\tb", "a.tsv") == "csv");
  CHECK(kind("{}", "a.geojson") == "json");
  CHECK(kind("<a/>", "a.xml") == "xml");
  CHECK(kind("{\"a\": 1}\n", "a") == "json");
  CHECK(kind("<?xml version=\"1.0\"?><a/>", "a.bin") == "xml");
  CHECK(kind("[see below] and more", "a") == "text");
  CHECK(kind("", "a") == "text");
  CHECK(Document(Input::text("{", "a.json"), DocumentKind::Text).kind() == DocumentKind::Text);
  CHECK(find_document_kind("csv") == DocumentKind::Csv);
  CHECK_FALSE(find_document_kind("pdf"));
}

TEST_CASE("the sha256 is that of the bytes, marks and all", "[loaders][documents]") {
  const Folder folder;
  const auto file = folder.file("a.txt",
                                "\xEF\xBB\xBF"
                                "abc\n");
  const Document text = Document(Input::file(file));
  CHECK(read(text, "#L1") == "abc\n");
  CHECK(text.sha256() == "9ef68ea681c2ef5c2d8033a631582afe66a6e128e656cf32c1c28c3b6962dc3f");
}

TEST_CASE("what is no text is refused by name", "[loaders][documents][hostile]") {
  CHECK(refusal("%PDF-1.7", "a.pdf") == "NotText a.pdf is a PDF file, which is not read");
  CHECK(refusal("PK", "A.XLSX") == "NotText A.XLSX is an Excel file, which is not read");
  CHECK(refusal(std::string("a\nb\0c", 5), "a.txt") == "NotText a NUL byte: this is no text");
  CHECK(refusal("a\xFF", "a.txt").starts_with("InvalidEncoding"));
}

TEST_CASE("one huge line is a line", "[loaders][documents][hostile]") {
  const Document text = document(std::string(20'000'000, 'x'), "a.txt");
  CHECK(text.at("#L1").pieces.front().size() == 20'000'000);
  CHECK(read(text, "#L2") == "missing: there is 1 line");
}
