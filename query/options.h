// What a run of a statement is given and what it did: parameters, limits, counters.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/provenance.h"
#include "graph/value.h"

namespace polgraph {

class ProcedureTable;
// The built-in procedures and the ones of a JSON text {"procedures": [{name, inputs, outputs, rows}]}, each of which
// answers with the rows whose "in" equals its arguments (query --procedures FILE; section 6 of the TCK's protocol).
//   Throws  Error Input (not that shape)
std::shared_ptr<const ProcedureTable> read_procedures(std::string_view json, const std::string& file);

// What a statement did. Counted as Neo4j counts.
struct Counters {
  std::uint64_t nodes_created = 0, nodes_deleted = 0;
  std::uint64_t relationships_created = 0, relationships_deleted = 0;
  std::uint64_t properties_set = 0;
  std::uint64_t labels_added = 0, labels_removed = 0;
  std::uint64_t indexes_added = 0, indexes_removed = 0;
  std::uint64_t constraints_added = 0, constraints_removed = 0;
  bool any() const;
};

struct RunOptions {
  std::map<std::string, Value> parameters;
  double timeout_s = 0;                                  // 0: none
  std::uint64_t memory_bytes = 0;                        // 0: none
  bool rewrites = true;                                  // plan rewrites; off must not change an answer
  Evidence evidence;                                     // of what is written (--source, --locator)
  const std::atomic<bool>* cancelled = nullptr;          // looked at every few hundred rows
  std::function<void(const std::string& warning)> warn;  // unknown labels, types, keys
  std::function<DateTime()> clock;  // of date(), datetime() ...: read once a statement, by ...realtime() each time
  const ProcedureTable* procedures = nullptr;  // null: the built-in ones
  // Folders beneath which LOAD CSV may read, nothing else; empty: it reads nothing.
  std::vector<std::string> allow_read;
};

}  // namespace polgraph
