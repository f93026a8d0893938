#include "loaders/iso_time.h"

#include <catch2/catch.hpp>

using namespace polgraph;

TEST_CASE("ISO dates exist at the precision given", "[loaders][time]") {
  for (const char* good : {"2021", "2021-04", "2021-04-30", "2000-02-29", "0001-01-01"}) CHECK(is_iso_date(good));
  for (const char* bad : {"", "21", "2021-", "2021-4", "2021-13", "2021-00", "2021-04-31", "1900-02-29", "2021-04-1",
                          "2021/04/01", "2021-04-01x"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_iso_date(bad));
  }
}

TEST_CASE("ISO times and durations", "[loaders][time]") {
  for (const char* good :
       {"09:30", "09:30:00", "23:59:60", "09:30:00.123456789", "09:30Z", "09:30:00+09:00", "09:30-0500"})
    CHECK(is_iso_time(good));
  for (const char* bad : {"", "9:30", "24:00", "09:60", "09:30:00.", "09:30 Z", "09:30+19:00"})
    CHECK_FALSE(is_iso_time(bad));
  CHECK(is_iso_datetime("2021-04-01T09:30:00Z"));
  CHECK_FALSE(is_iso_datetime("2021-04T09:30:00Z"));
  CHECK_FALSE(is_iso_datetime("2021-04-01 09:30:00"));
  for (const char* good : {"P1Y", "P1Y2M3DT4H5M6S", "P4W", "PT0.5S", "-P1D"}) CHECK(is_iso_duration(good));
  for (const char* bad : {"", "P", "PT", "P1", "P1D1Y", "1Y", "P1H", "P1YT"}) CHECK_FALSE(is_iso_duration(bad));
}

TEST_CASE("other spellings become ISO by their pattern", "[loaders][time]") {
  CHECK(iso_from_pattern("01/04/2021", "%d/%m/%Y") == "2021-04-01");
  CHECK(iso_from_pattern("July 5, 2021", "%B %d, %Y") == "2021-07-05");
  CHECK(iso_from_pattern("05-jul-99", "%d-%b-%y") == "1999-07-05");
  CHECK(iso_from_pattern("2021-04-01 9:05", "%Y-%m-%d %H:%M") == "2021-04-01T09:05:00");
  CHECK(iso_from_pattern("09:05", "%H:%M") == "09:05:00");
  CHECK_FALSE(iso_from_pattern("31/02/2021", "%d/%m/%Y"));
  CHECK_FALSE(iso_from_pattern("2021-04-01", "%d/%m/%Y"));
  CHECK_FALSE(iso_from_pattern("01/04/2021x", "%d/%m/%Y"));
  CHECK(is_known_pattern("%d/%m/%Y"));
  CHECK_FALSE(is_known_pattern("%d/%Q"));
  CHECK_FALSE(is_known_pattern("any"));
  CHECK_FALSE(is_known_pattern("%"));
}
