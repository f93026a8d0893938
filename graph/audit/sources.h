// Private to the detectors: which document a source belongs to, and from when it is.
//
//   Thread  one thread; remembers what it read
//   Lives   borrows the snapshot
//   Cost    a few seeks for each source, once
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/audit/lifetime.h"
#include "graph/snapshot.h"

namespace polgraph {

class SourceBook {
 public:
  explicit SourceBook(const Snapshot& snapshot) : snapshot_(&snapshot) {}

  // The outermost whole that the source is part of (PART_OF): a footnote's is its report. Its title, its id for ours.
  const std::string& document(const std::string& source);
  std::string title(const std::string& source) const;
  // When what the source says was written: the date of what its footnote cites (the latest, where there are several),
  // or its own where the two exclude each other and it is later; its own; that of its document. No date known: nullptr.
  // Lives until the next call.
  const Stated* date_of(const std::string& source);
  // Of several statements the latest, so that no fact is blamed by a doubtful date.
  std::optional<Stated> own_date(NodeId source) const;       // published, date or year
  std::optional<Stated> document_date(NodeId source) const;  // of the outermost whole

 private:
  struct Known {
    std::string document;
    std::optional<Stated> date;
  };
  const Known& look_up(const std::string& source);
  NodeId whole_of(NodeId source) const;
  std::optional<Stated> cited_date(NodeId node) const;
  std::vector<NodeId> targets(NodeId node, std::string_view type) const;

  const Snapshot* snapshot_;
  std::unordered_map<std::string, Known> known_;
};

}  // namespace polgraph
