// Private to the detectors: from when until when something was.
//
//   Thread  that of the snapshot
//   Cost    that of Facts
#pragma once

#include <optional>
#include <vector>

#include "graph/audit/dates.h"
#include "graph/audit/facts.h"

namespace polgraph {

// A date that is stated, with the statement.
struct Stated {
  DateSpan span;
  Statement statement;
};

struct Lifetime {
  std::vector<Stated> starts;        // start, established, founded, period_start, or the one year it is of
  std::vector<Stated> ends;          // end, period_end
  std::optional<Statement> ongoing;  // status: 'ongoing', no end
};

Lifetime lifetime(const Facts& facts);

// The dates that statements about the first of `keys` that is said give; those that are none are left out.
std::vector<Stated> dates_about(const Facts& facts, std::initializer_list<std::string_view> keys);

// The first pair of a date of `a` that lies wholly before one of `b`.
std::optional<std::pair<Stated, Stated>> first_before(const std::vector<Stated>& a, const std::vector<Stated>& b);

// Since when it was there: its own start, else the earliest date at which somebody LAUNCHED it.
std::vector<Stated> beginnings(const Snapshot& snapshot, NodeId node);

}  // namespace polgraph
