// What is traced, and which part of a graph is shown or exported.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "graph/trace.h"
#include "loaders/format.h"
#include "tools/command.h"

namespace polgraph::cli {

// What a trace has found: paths, or (from one stop) a tree.
struct Traced {
  std::string title;  // the stops by name
  std::vector<TraceStop> stops;
  std::vector<TracePath> paths;
  std::optional<TraceTree> tree;
  bool empty() const { return tree ? tree->children.empty() : paths.empty(); }
};

// Traces over stops as they are typed: an entity by any name, or ":Label". Where several entities share a name and
// only one of them lies on a path it is that one, and `note` says so; else nothing is guessed.
// `label_alone`: one stop may be a label; then nothing is traced, for totals need no tree.
//   Throws  Error NotFound (unknown, ambiguous), Error Usage (one stop, and it is a label)
Traced trace_stops(const Snapshot& snapshot, const std::vector<std::string>& stops, const TraceOptions& options,
                   bool label_alone, std::ostream& note);

// "FUNDS,<PROVIDED_BY": a type is followed along its arrow, with '<' against it. `as_money`: for adding up, a type
// means what it means in the funding profile, and money where it is not in there. Throws Error NotFound.
std::vector<FundingRule> parse_rules(const Snapshot& snapshot, const std::string& text, bool as_money = false);

// Nodes and relationships picked one by one; ends of relationships come along.
class Selection {
 public:
  explicit Selection(const Snapshot& snapshot) : snapshot_(&snapshot) {}
  void add(NodeId node) { nodes_.push_back(node); }
  void add(RelId relationship);
  void add(const TracePath& path);
  void add(const TraceTree& tree);
  void add(const Traced& traced);
  void add(const Value& value);  // nodes, relationships, paths, also inside lists and maps
  void add_everything();
  void add_around(NodeId node, std::size_t depth);  // every relationship that touches a node within depth - 1 steps
  void add_money();                                 // the budgets of what is in, and what the funds in it are part of
  GraphSource source(std::string title) const;      // borrows the snapshot

 private:
  const Snapshot* snapshot_;
  std::vector<NodeId> nodes_;
  std::vector<RelId> relationships_;
};

// Writes `graph` in `format` to `file` (beside it first, then renamed), or to standard output if `file` is empty.
//   Throws  Error Usage (unknown format, a picture of bits on a terminal), Error Storage
void write_graph(Context& context, const GraphSource& graph, const std::string& format, const std::string& file,
                 const SaveOptions& options);
std::string savable_formats();
// The format meant: --format, else by the ending of the file, else `otherwise`.
std::string format_for(const std::string& format, const std::string& file, const std::string& otherwise);

}  // namespace polgraph::cli
