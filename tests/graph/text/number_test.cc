#include "graph/text/number.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

using namespace polgraph;

TEST_CASE("a double is spelled as Cypher spells it, and reads back as itself", "[text][number]") {
  const std::vector<std::pair<double, std::string>> cases{
      {0, "0.0"},
      {-0.0, "-0.0"},
      {1, "1.0"},
      {0.1, "0.1"},
      {0.1 + 0.2, "0.30000000000000004"},
      {100, "100.0"},
      {1e6, "1000000.0"},
      {1e7, "1.0E7"},
      {1e10, "1.0E10"},
      {1.5e300, "1.5E300"},
      {0.001, "0.001"},
      {0.0005, "5.0E-4"},
      {-2.5, "-2.5"},
      {5e-324, "5.0E-324"},
      {1.7976931348623157e308, "1.7976931348623157E308"},
      {9007199254740993.0, "9.007199254740992E15"},
      {123456.789, "123456.789"},
  };
  for (const auto& [number, text] : cases) {
    CHECK(to_text(number) == text);
    const auto back = parse_float(text);
    REQUIRE(back);
    CHECK(*back == number);
    CHECK(std::signbit(*back) == std::signbit(number));
  }
  CHECK(to_text(std::nan("")) == "NaN");
  CHECK(to_text(-std::numeric_limits<double>::infinity()) == "-Infinity");
  CHECK(to_json_text(1e10) == "1.0e10");
  CHECK(to_json_text(1e-7) == "1.0e-7");
}

TEST_CASE("an integer is read whole and exactly, or not at all", "[text][number]") {
  CHECK(parse_integer("151123034375145") == 151123034375145);
  CHECK(parse_integer("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
  CHECK(parse_integer("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
  CHECK(parse_integer("+5") == 5);
  CHECK(parse_integer("007") == 7);
  for (const char* bad :
       {"", "+", "-", "+-5", "9223372036854775808", "1.0", "1e3", " 1", "1 ", "1,000", "0x10", "１"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_integer(bad));
  }
  CHECK(to_text(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
}

TEST_CASE("a float is decimal; what is beyond a double is no number, what is too small is zero", "[text][number]") {
  CHECK(parse_float("1") == 1.0);
  CHECK(parse_float(".5") == 0.5);
  CHECK(parse_float("5.") == 5.0);
  CHECK(parse_float("+1.5e+3") == 1500.0);
  CHECK(parse_float("1e-400") == 0.0);
  CHECK(parse_float("0." + std::string(400, '0') + "1") == 0.0);
  CHECK(parse_float("1" + std::string(400, '0') + "e-400") == 1.0);
  for (const std::string bad : {"", ".", "e5", "1e", "1e+", "inf", "nan", "0x1p3", "1,5", " 1", "1.5.2", "1e999",
                                "-1e999", "1e99999999999999999999"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_float(bad));
  }
  CHECK_FALSE(parse_float("1" + std::string(400, '0')));
  CHECK_FALSE(parse_float("1" + std::string(400, '0') + "e-5"));
  CHECK(parse_float("0." + std::string(500, '0') + "1e+100") == 0.0);
  CHECK(parse_float("1e-99999999999999999999") == 0.0);
}

TEST_CASE("separators are put between thousands for people", "[text][number]") {
  CHECK(with_separators(0) == "0");
  CHECK(with_separators(999) == "999");
  CHECK(with_separators(-1000) == "-1,000");
  CHECK(with_separators(2000000000000) == "2,000,000,000,000");
  CHECK(with_separators(std::numeric_limits<std::int64_t>::min()) == "-9,223,372,036,854,775,808");
}
