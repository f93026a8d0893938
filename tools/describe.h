// Parts of the graph as a person reads them in `show`, `trace` and `find`. Text is as the graph has it: printable()
// before a terminal sees it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "graph/record.h"
#include "graph/snapshot.h"

namespace polgraph::cli {

// "1 node", "1,234 nodes".
std::string counted(std::uint64_t count, const char* one, const char* many);

// A value as plain text: strings without quotes, lists joined by "; ".
std::string plain_text(const Value& value);

// The labels of a node as they are queried, ":Organization:Ministry" without the first colon.
std::string label_text(const Snapshot& snapshot, NodeId node);
std::vector<std::string> label_names(const Snapshot& snapshot, NodeId node);

// The id a person types to mean this node and no other: the one it was loaded under, else its property `id`; null where
// it has neither.
Value id_of(const Snapshot& snapshot, NodeId node);

// The short name a person would use in a line: the preferred name, with an acronym in brackets where there is one.
std::string name_with_acronym(const Snapshot& snapshot, NodeId node);

// What a relationship says beside its type: verb, money, dates, role, then the rest. Empty if it says nothing.
// "decided · on 2021-03 · JPY 30,000,000,000 (more than ¥30 bn)"
std::string relationship_details(const Snapshot& snapshot, RelId relationship);

// Printable, for a Markdown cell or line: what Markdown would read as marks is escaped.
std::string markdown_text(const std::string& text);

}  // namespace polgraph::cli
