// load: one Transaction around any number of files. All or nothing: the first thing that makes a strict load fail
// leaves the store as it was, and every refused row is named.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "graph/place.h"
#include "graph/store.h"
#include "loaders/format.h"
#include "loaders/progress.h"

namespace polgraph {

struct RowNote {
  Place place;
  std::string text;
};

struct LoadReport {
  std::string dataset;  // several: joined by ", "
  std::uint64_t nodes_read = 0, relationships_read = 0, facts_read = 0;
  std::uint64_t nodes_new = 0, relationships_new = 0, statements_new = 0;
  std::vector<RowNote> refused;  // the first 100; refused_count counts all
  std::uint64_t refused_count = 0;
  std::vector<RowNote> warnings;
  std::uint64_t warning_count = 0;
  bool committed = false;
};

// All rows are read and judged first. `open_store(false)` opens for writing the store that is there, or gives null:
// it is called where there are many rows, or one names a node that only the store may know. `open_store(true)` also makes one: it is called
// only when everything may come in, so a refused load makes no store. The caller keeps the store. `now` is ISO 8601 UTC
// (a library reads no clock). `progress` is called every few thousand rows; it may throw Error Interrupted.
// Many rows that are new go in straight (graph/bulk/load.h): a new store is made before they are read, holds nothing
// until all may come in, and goes again if they may not.
//   Throws  Error Input for a file that cannot be read at all; a strict load with refused rows does not throw: it
//           comes back with committed == false and nothing written
LoadReport load(const std::function<Store*(bool create)>& open_store, const LoadRequest& request,
                const std::string& now, const ProgressFunction& progress);

}  // namespace polgraph
