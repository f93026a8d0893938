// Private: labels whose nodes are one run of ids. A load numbers its nodes table by table, so most labels are, and then
// two numbers tell whether a node has the label, where a look into the label index takes 15,000 instructions, and a
// block to be unpacked when it is met for the first time. Of one committed state, whose counts say how long a run is.
//
//   Thread  may be shared by threads
//   Cost    a lock and two comparisons. A run is looked for once, by two seeks, when its label was asked for
//           kWorthLooking times
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>

#include "graph/catalog.h"
#include "graph/rocks.h"

namespace polgraph::rocks {

class LabelRuns {
 public:
  static constexpr std::uint32_t kWorthLooking = 4;
  explicit LabelRuns(std::shared_ptr<const Catalog> catalog) : catalog_(std::move(catalog)) {}

  // Is this key of the label index in `store`, which holds the state? Nothing: ask the store.
  std::optional<bool> find(std::string_view key, const Reading& store);

 private:
  struct Run {
    std::uint64_t first = 0, last = 0;
  };
  struct Known {
    std::uint32_t asked = 0;  // counted up to kWorthLooking
    std::optional<Run> run;
  };
  std::optional<Run> look(LabelId label, const Reading& store) const;

  std::shared_ptr<const Catalog> catalog_;
  std::mutex mutex_;  // over known_
  std::map<LabelId, Known> known_;
};

}  // namespace polgraph::rocks
