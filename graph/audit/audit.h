// audit: what is wrong or doubtful in the data. A detector looks at a whole snapshot and tells findings; each stands in
// one file of graph/audit/ and in one row of the table in graph/audit/detectors.cc. Nothing is corrected.
//
//   for (const Finding& finding : audit(snapshot, {})) out << finding.why << '\n';
//
//   Thread  that of the snapshot
//   Lives   findings hold what they say; they do not borrow the snapshot
//   Throws  what reading throws, and what `tick` throws
//   Cost    each detector says its own; none more than sorting all names or statements
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/provenance.h"
#include "graph/snapshot.h"

namespace polgraph {

enum class Severity { Low, Medium, High };  // High: a total or a claim drawn from it would be wrong
std::string_view severity_name(Severity severity);

struct Finding {
  std::string_view detector;          // id of the detector that tells it
  Severity severity = Severity::Low;  // of this one; a detector may tell milder and graver ones
  EntityId entity;                    // whom it is about
  std::string predicate;              // what of it; empty: all of it
  std::vector<Statement> statements;  // those at odds, with their sources; two where two things disagree
  std::string why;                    // one sentence with the values, the names and the measure that was applied
};

// What a detector is given.
struct AuditRun {
  const Snapshot& snapshot;
  std::function<void(Finding)> tell;
  std::function<void()> tick;  // called every few hundred steps; may throw to stop
};

struct Detector {
  std::string_view id;       // "exchange-rate"
  Severity severity;         // the gravest it tells
  std::string_view finds;    // one line, lower case, no full stop
  std::string_view example;  // what it found in the report on Japan, or an invented case, in one line
  void (*run)(const AuditRun& run);
};

const std::vector<Detector>& detectors();  // in the order in which they run

struct AuditOptions {
  std::vector<std::string> only;  // ids; empty: all
  Severity least = Severity::Low;
  std::function<void()> tick;
};

// All findings, gravest first; within a severity in the order of the detectors, then as they were told.
//   Throws  Error Argument "UnknownDetector"
std::vector<Finding> audit(const Snapshot& snapshot, const AuditOptions& options);

// The name of a node, "METI -FUNDS-> NEDO" for a relationship.
std::string entity_words(const Snapshot& snapshot, EntityId entity);

}  // namespace polgraph
