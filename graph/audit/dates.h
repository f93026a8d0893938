// Private to the detectors: dates at whatever precision, as spans of days. "2016" is the whole of that year, so two
// dates are in the wrong order only where no day of one could come after the other.
//
//   Thread  pure functions
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "graph/value.h"

namespace polgraph {

struct DateSpan {
  std::int64_t first = 0;  // days since 1970-01-01, both included
  std::int64_t last = 0;
  bool before(const DateSpan& other) const { return last < other.first; }
  bool overlaps(const DateSpan& other) const { return !before(other) && !other.before(*this); }
};

// Of 2016, "2016", "2016-04", "2016-04-01", "2016-2020", and temporal values with a date; nothing for any other.
std::optional<DateSpan> date_span(const Value& value);
// A text that is written as a date, and there is no such day or month: "2021-13", "2021-02-30".
bool is_impossible_date(const Value& value);
// The fiscal year of any country: those that begin in the year before, and those that end in the year after.
std::optional<DateSpan> fiscal_span(const Value& year);
std::int64_t year_of(std::int64_t day);

}  // namespace polgraph
