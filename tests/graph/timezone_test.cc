#include "graph/timezone.h"

#include <catch2/catch.hpp>

#include "graph/error.h"
#include "graph/temporal.h"

using namespace polgraph;

namespace {

std::int64_t utc(std::string_view text) {
  return parse_local_date_time(text).value().second;
}

// A version 2 file without a table: only the rule in its last line.
std::string rule_file(const std::string& rule) {
  std::string header = "TZif2" + std::string(15, '\0');
  for (const int count : {0, 0, 0, 0, 1, 4}) header += std::string{'\0', '\0', '\0', static_cast<char>(count)};
  const std::string block = std::string(6, '\0') + std::string("LMT\0", 4);
  return header + block + header + block + "\n" + rule + "\n";
}

}  // namespace

TEST_CASE("a zone gives today's, historic and future offsets", "[zone]") {
  const auto stockholm = TimeZone::find("Europe/Stockholm");
  REQUIRE(stockholm);
  CHECK(stockholm->offset_at(utc("1984-10-11T12:00")) == 3600);
  CHECK(stockholm->offset_at(utc("2017-08-08T12:00")) == 7200);
  CHECK(stockholm->offset_at(utc("2100-07-01T00:00")) == 7200);  // beyond the table, by the rule
  CHECK(stockholm->offset_at(utc("2100-12-01T00:00")) == 3600);
  CHECK(TimeZone::find("Pacific/Honolulu")->offset_at(utc("1940-01-01T00:00")) == -37800);
  CHECK(TimeZone::find("Asia/Tokyo")->offset_at(utc("2400-01-01T00:00")) == 9 * 3600);
  CHECK(TimeZone::find("Australia/Eucla")->offset_at(0) == 31500);
}

TEST_CASE("a zone is the same object each time", "[zone]") {
  CHECK(TimeZone::find("Asia/Tokyo") == TimeZone::find("Asia/Tokyo"));
}

TEST_CASE("names that IANA does not have are no zones, whatever lies under that path", "[zone]") {
  for (const char* name :
       {"", "Europe", "europe/stockholm", "Europe/Stokholm", "../../etc/passwd", "/etc/localtime", "localtime",
        "posix/Europe/Berlin", "right/Europe/Berlin", "zone.tab", "Europe/", "Europe/Berlin\n"}) {
    INFO(name);
    CHECK_FALSE(TimeZone::find(name));
  }
}

TEST_CASE("the hour left out belongs to the offset before, the hour that comes twice to the earlier one", "[zone]") {
  const auto berlin = TimeZone::find("Europe/Berlin");
  CHECK(berlin->offset_at_local(utc("2017-03-26T01:59:59")) == 3600);
  CHECK(berlin->offset_at_local(utc("2017-03-26T02:00")) == 3600);
  CHECK(berlin->offset_at_local(utc("2017-03-26T03:00")) == 7200);
  CHECK(berlin->offset_at_local(utc("2017-10-29T02:00")) == 7200);
  CHECK(berlin->offset_at_local(utc("2017-10-29T02:00"), 3600) == 3600);
  CHECK(berlin->offset_at_local(utc("2017-10-29T03:00"), 7200) == 3600);
  CHECK(berlin->offset_at_local(utc("2090-10-29T02:00")) == 7200);  // the last Sunday, by the rule
}

TEST_CASE("the rule after the table is read in all its forms", "[zone]") {
  const TimeZone south = TimeZone::parse(rule_file("AEST-10AEDT,M10.1.0,M4.1.0/3"), "south");
  CHECK(south.offset_at(utc("2024-12-31T00:00")) == 11 * 3600);
  CHECK(south.offset_at(utc("2024-07-01T00:00")) == 10 * 3600);
  const TimeZone quoted = TimeZone::parse(rule_file("<-03>3<-02>,M3.5.0/-2,M10.5.0/-1"), "quoted");
  CHECK(quoted.offset_at(utc("2024-01-01T00:00")) == -3 * 3600);
  CHECK(quoted.offset_at(utc("2024-07-01T00:00")) == -2 * 3600);
  const TimeZone julian = TimeZone::parse(rule_file("STD0DST,J60,J300"), "julian");
  CHECK(julian.offset_at(utc("2024-03-01T01:59")) == 0);
  CHECK(julian.offset_at(utc("2024-03-01T02:00")) == 3600);
  CHECK(TimeZone::parse(rule_file("UTC0"), "utc").offset_at(0) == 0);
}

TEST_CASE("a malformed file is an error, not an offset", "[zone]") {
  const std::string good = rule_file("CET-1CEST,M3.5.0,M10.5.0/3");
  CHECK_NOTHROW(TimeZone::parse(good, "good"));
  for (std::size_t size = 0; size < good.size(); ++size)
    CHECK_THROWS_AS(TimeZone::parse(good.substr(0, size), "cut"), Error);
  for (const char* rule : {"CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "-1", "<CET-1",
                           "CET-1CEST,M3.5.0,M10.5.0x"}) {
    INFO(rule);
    CHECK_THROWS_AS(TimeZone::parse(rule_file(rule), "bad"), Error);
  }
}
