// diff: what was added, removed and changed from one graph to another, statement by statement. Internal numbers and
// the load that brought a statement do not count.
//
//   diff({before, {}}, {after, {}}, [](const SubjectDifference& subject) { tell(subject); });
//
// Who is who
//   node          the identity it was loaded under (group, id), else its property `id` (text, or an integer as text);
//                 a node without either is known only by all that is said of it: a changed one is another one
//   relationship  its own id together with type and ends; without an id, one of those with the same type and ends
// Several with one key (parallel relationships without ids, equal rows, a property `id` used twice): those that are
// alike in everything pair off, then those alike in all values, then two that agree in more values with each other
// than with any third. What is left is removed and added.
//
// What is compared: the statements, and what the graph holds without any (of plain queries) as statements without a
// source. Statements pair off, within a predicate, if they are alike in: everything; value, source and locator; value
// and source; source and locator; source. From the third on only where either side has one such statement left.
//
//   Thread  one thread; that of the snapshots
//   Throws  what reading throws, and what `tell` and `tick` throw
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/provenance.h"
#include "graph/record.h"
#include "graph/snapshot.h"

namespace polgraph {

// A graph, or only what one of its data sets asserts.
struct DiffSide {
  Snapshot graph;
  std::optional<std::string> dataset;
};

enum class Change {
  Removed,   // only before
  Added,     // only after
  Value,     // another value of the same predicate from the same source
  Evidence,  // the same value from the same source; locator, rank, validity ... differ
};

struct StatementDifference {
  Change change;
  const Statement* before = nullptr;  // null: Added
  const Statement* after = nullptr;   // null: Removed
};

struct SubjectDifference {
  std::optional<EntityId> before, after;        // in the graph of that side; only one: it was removed or added
  std::vector<StatementDifference> statements;  // ascending by predicate; all of them if it was removed or added
};

struct DiffReport {
  // Told as removed and as added because neither an id nor their values say which belong together.
  std::uint64_t unmatched_before = 0, unmatched_after = 0;
};

// Calls `tell` for every subject that differs: nodes ascending by key, then relationships by start, type, end and id,
// in an order that does not depend on the order of loading. `tick` is called for every few subjects; it may throw to
// stop.
//   Lives   statements point into memory that is good during the call of `tell`
//   Cost    n log n; two or three seeks an entity and side; memory of about 150 bytes an entity and side beyond its
//           id, and of the statements of a pair
DiffReport diff(const DiffSide& before, const DiffSide& after,
                const std::function<void(const SubjectDifference&)>& tell, const std::function<void()>& tick = {});

// The key of a node or relationship as above; empty where it has none. Cost: one or two seeks.
std::optional<Identity> known_as(const Snapshot& graph, NodeId node);
std::optional<std::string> known_as(const Snapshot& graph, RelId relationship);

// One thing in which two statements of the same value differ, as text; empty where there is none.
struct EvidenceDifference {
  std::string_view what;  // "locator", "rank" ...
  std::string before, after;
};
std::vector<EvidenceDifference> evidence_differences(const Statement& before, const Statement& after);

}  // namespace polgraph
