#include <catch2/catch.hpp>

#include "tests/loaders/documents/reading.h"

using namespace polgraph;
using namespace polgraph::test;

namespace {

// Row 1 is the header, as in a spreadsheet.
Document budget() {
  return document("id,name,amount\n1,METI,\"1,500\"\n2,\"NEDO \"\"new\"\"\",20\n", "budget.csv");
}

}  // namespace

TEST_CASE("rows, columns and cells of a table as RFC 7111 spells them", "[loaders][documents][csv]") {
  const Document table = budget();
  CHECK(read(table, "#row=1") == "id | name | amount");
  CHECK(read(table, "#row=3") == "2 | NEDO \"new\" | 20");
  CHECK(read(table, "#row=2-3") == "1 | METI | 1,500 | 2 | NEDO \"new\" | 20");
  CHECK(read(table, "#row=3-*") == "2 | NEDO \"new\" | 20");
  CHECK(read(table, "#row=1;3") == "id | name | amount | 2 | NEDO \"new\" | 20");
  CHECK(read(table, "#col=3") == "amount | 1,500 | 20");
  CHECK(read(table, "#col=2-3") == "name | amount | METI | 1,500 | NEDO \"new\" | 20");
  CHECK(read(table, "#cell=2,3") == "1,500");
  CHECK(read(table, "#cell=2,2-3,3") == "METI | 1,500 | NEDO \"new\" | 20");
  CHECK(read(table, "#cell=2,1-*,1") == "1 | 2");
  CHECK(read(table, "#cell=2,2;3,3") == "METI | 20");
  CHECK(read(table, "row=3") == read(table, "#row=3"));
}

TEST_CASE("cells as a spreadsheet spells them", "[loaders][documents][csv]") {
  const Document table = budget();
  CHECK(read(table, "C2") == "1,500");
  CHECK(read(table, "$C$2") == "1,500");
  CHECK(read(table, "Sheet1!C2") == "1,500");
  CHECK(read(table, "'Budget! 2023'!$C$2") == "1,500");
  CHECK(read(table, "B2:C3") == "METI | 1,500 | NEDO \"new\" | 20");
  CHECK(read(table, "AA1") == "missing: there are 3 columns");
  CHECK(read(table, "A0") == "missing: rows are counted from 1");
}

TEST_CASE("cells that are not there are missing", "[loaders][documents][csv]") {
  const Document table = budget();
  CHECK(read(table, "#row=4") == "missing: there are 3 rows");
  CHECK(read(table, "#row=0") == "missing: rows are counted from 1");
  CHECK(read(table, "#row=3-2") == "missing: the last row comes before the first");
  CHECK(read(table, "#row=4-*") == "missing: there are 3 rows");
  CHECK(read(table, "#col=4") == "missing: there are 3 columns");
  CHECK(read(table, "#cell=2,4") == "missing: there are 3 columns");
  CHECK(read(table, "#cell=9223372036854775808,1") == "missing: there are 3 rows");
  CHECK(read(table, "#row=1;9") == "missing: there are 3 rows");
  CHECK(read(document("", "a.csv"), "A1") == "missing: there are 0 rows");
}

TEST_CASE("what is no place of a table cannot be checked", "[loaders][documents][csv]") {
  const Document table = budget();
  for (const char* locator : {"#row=", "#row=a", "#row=1-", "#row=*", "#cell=1", "#cell=1,", "#cell=1,2-3", "#column=1",
                              "page 7", "B", "7", "ABCD7", "b7", "B7:", "B7:x", "Sheet1!", "/a/0", "#", "#row=1;;2"}) {
    CAPTURE(locator);
    CHECK(read(table, locator) == "unclear: a CSV file is cited by #L5, #row=5, #col=3, #cell=5,2 or B7");
  }
}

TEST_CASE("blank lines and line ends within a cell do not shift the rows", "[loaders][documents][csv]") {
  const Document table = document("a,b\r\n\r\n\"x\r\ny\",2\r\n\r\n\r\n3,4\r\n", "a.csv");
  CHECK(read(table, "A3") == "x\r\ny");
  CHECK(read(table, "B3") == "2");
  CHECK(read(table, "B6") == "4");
  CHECK(read(table, "A2").empty());
  CHECK(read(table, "#L7") == "3,4\r\n");
}

TEST_CASE("a row that is shorter than others has its last cells empty", "[loaders][documents][csv]") {
  const Document table = document("a,b,c\n1\n2,3\n", "a.csv");
  CHECK(read(table, "C2").empty());
  CHECK(read(table, "#col=2") == "b | 3");
}

TEST_CASE("the delimiter is the one that the first line has most of", "[loaders][documents][csv]") {
  CHECK(read(document("a;b\n1,5;2\n", "a.csv"), "A2") == "1,5");
  CHECK(read(document("a\tb\n1,5\t2\n", "a.tsv"), "A2") == "1,5");
  CHECK(read(document("\"x;y;z\",b\n1,2\n", "a.csv"), "B2") == "2");
  CHECK(read(document("alone\n1,5\n", "a.csv"), "A2") == "1");
}

TEST_CASE("a table that is none is refused", "[loaders][documents][csv][hostile]") {
  CHECK(refusal("a,\"b\n", "a.csv").starts_with("UnclosedQuote"));
}
