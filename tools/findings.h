// What `audit` found, as text for a terminal, as Markdown and as JSON. The same findings give the same bytes.
//
//   Thread  that of the snapshot
#pragma once

#include <iosfwd>
#include <vector>

#include "graph/audit/audit.h"

namespace polgraph::cli {

// Findings in the order of audit(), under a heading for each severity; then the sources by number; then how many each
// detector told. One line where there are none.
void print_text(const Snapshot& snapshot, const std::vector<Finding>& findings, std::ostream& out);
void print_markdown(const Snapshot& snapshot, const std::vector<Finding>& findings, std::ostream& out);
// An array of {detector, severity, entity, predicate, why, statements}, one a line. entity: {kind: "node", id, name,
// labels} or {kind: "relationship", id, type, from, from_name, to, to_name}; ids null for what a query made. A
// statement: {subject, predicate, value, original, source, locator, rank, rank_reason}, texts null where there is none.
void print_json(const Snapshot& snapshot, const std::vector<Finding>& findings, std::ostream& out);

}  // namespace polgraph::cli
