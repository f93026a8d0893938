// What happened when: every dated fact of a node, of its relationships, and of the targets, budgets and policies they
// lead to, in the order of the dates at the precision they have.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tools/portrait.h"

namespace polgraph::cli {

struct TimelineEvent {
  std::string date;  // as the source has it: "2021", "2021-03", "fiscal year 2023"
  std::string what;  // "← LAUNCHED METI · decided"; of the node itself its key: "start"
  Numbers sources;
  bool in_conflict = false;
};

struct Timeline {
  std::vector<TimelineEvent> events;
  std::size_t left_out = 0;  // beyond `limit`
};

// Events of one date, type and direction beyond a handful are told as one, with their number.
//   Cost  as a portrait
Timeline make_timeline(const Snapshot& snapshot, NodeId node, std::size_t limit, Citations& citations);

// 2021-03-12 -> 20210312, "2021-03" -> 20210300, 2021 -> 20210000; behind all dates what is none.
std::int64_t date_order(const std::string& date);

}  // namespace polgraph::cli
