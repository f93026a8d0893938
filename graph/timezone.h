// TimeZone: the rules of one IANA zone, read from the system's tz database (/usr/share/zoneinfo, TZif files, RFC 8536).
//
//   std::shared_ptr<const TimeZone> zone = TimeZone::find("Europe/Stockholm");   // null: no such zone
//   zone->offset_at(0);                                                          // 3600
//
// Each zone is one small file, read when first asked for and kept for the process; nothing is read before.
//   Thread  find() may be called from any thread; a TimeZone is immutable
//   Units   seconds since 1970-01-01T00:00Z without leap seconds; offsets in seconds east of Greenwich
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace polgraph {

class TimeZone {
 public:
  //   Throws  Error Input (the file is there, but is no TZif file)
  //   Cost    one small file the first time, then a look-up under a lock
  static std::shared_ptr<const TimeZone> find(std::string_view name);

  std::int32_t offset_at(std::int64_t epoch_second) const;

  // The offset that a clock on the wall shows at `local_second` (seconds since 1970-01-01T00:00 of that clock).
  // Where the hour comes twice, `preferred` if it is one of the two, else the earlier instant; where it is left out,
  // the offset before the gap, so that the instant moves on by the length of the gap.
  std::int32_t offset_at_local(std::int64_t local_second, std::optional<std::int32_t> preferred = {}) const;

  // May a clock there show `local_second` with that offset?
  bool shows(std::int64_t local_second, std::int32_t offset_s) const;

  // From the bytes of a TZif file. Throws Error Input
  static TimeZone parse(std::string_view bytes, std::string_view name);

 private:
  struct Change {
    std::int64_t at = 0;        // from this second on
    std::int32_t offset_s = 0;  // this offset holds
  };
  // One end of summer time in the rule for the years after the table.
  struct Rule {
    enum class Day { MonthWeek, Julian, Zero } day = Day::Zero;
    int month = 0, week = 0, weekday = 0;  // MonthWeek: the week-th such day, 5 = the last
    int number = 0;                        // Julian: 1..365 without 29 February; Zero: 0..365 with it
    std::int32_t time_s = 7200;            // by the clock before the change
    std::int64_t local_second(std::int64_t year) const;
  };
  class FooterReader;

  std::optional<Change> next_change(std::int64_t after) const;
  std::int32_t offset_by_rule(std::int64_t epoch_second) const;
  std::vector<Change> changes_of_year(std::int64_t year) const;

  std::int32_t first_offset_s_ = 0;
  std::vector<Change> changes_;  // ascending
  bool has_rule_ = false;        // after the last change the rule goes on
  std::int32_t standard_s_ = 0;
  std::int32_t summer_s_ = 0;
  std::optional<Rule> summer_begins_, summer_ends_;
};

}  // namespace polgraph
