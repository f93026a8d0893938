#include "loaders/cells.h"

#include <catch2/catch.hpp>

using namespace polgraph;

TEST_CASE("headers lose what nobody sees", "[loaders][cells]") {
  CHECK(cells::trim_header("\uFEFF\u00A0 name\u200B\t") == "name");
  CHECK(cells::trim_header("two words") == "two words");
  CHECK(cells::trim_header(" \u3000").empty());
}

TEST_CASE("names of tables and fields become labels and types", "[loaders][cells]") {
  CHECK(cells::upper_camel_case("priority_fields") == "PriorityFields");
  CHECK(cells::upper_camel_case("funding-data.v2") == "FundingDataV2");
  CHECK(cells::upper_camel_case("省庁") == "省庁");
  CHECK(cells::upper_snake_case("responsibleMinistry") == "RESPONSIBLE_MINISTRY");
  CHECK(cells::upper_snake_case("took part-in ") == "TOOK_PART_IN");
}

TEST_CASE("values in messages are short and printable", "[loaders][cells]") {
  CHECK(cells::quoted("a\x1b") == "\"a\\x1b\"");
  CHECK(cells::quoted(std::string(100, 'x')).size() < 70);
  CHECK(cells::column_name(2, "n:int") == "column 3 (`n:int`)");
  const std::vector<std::string> names{"a", "b", "c"};
  CHECK(cells::enumerate(names) == "a, b, c");
  CHECK(cells::enumerate(names, 2) == "a, b and 1 more");
}
