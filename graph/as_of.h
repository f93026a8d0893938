// Private: the graph of a day. What holds at another time is taken out as a transaction would, in writes that are never
// committed and lie over what a reader sees; indexes, counts and both adjacencies follow by themselves.
//   Cost  the entities that have a statement which holds for a time, and what ends at them
#pragma once

#include <memory>
#include <string>

#include "graph/database.h"
#include "graph/writes.h"

namespace polgraph {

// `date`: ISO 8601, to the year, the month or the day: what holds at any time within it.
//   Throws  Error Argument "InvalidDate"
std::unique_ptr<Writes> writes_as_of(const std::shared_ptr<rocks::Database>& database, const std::string& date);

}  // namespace polgraph
