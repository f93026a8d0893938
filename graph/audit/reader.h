// Private: what detectors read of an entity and how they speak of it in a sentence. Names in sentences stand in
// backquotes, with the id behind them where it says more; they are data: printable() is for who shows them.
//
//   Thread  one thread; borrows the snapshot
//   Throws  what reading throws
//   Cost    a few seeks each
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/audit/facts.h"
#include "graph/snapshot.h"

namespace polgraph {

inline constexpr std::size_t kMostTold = 3;  // names spelled out in one sentence; the rest is counted

class AuditReader {
 public:
  explicit AuditReader(const Snapshot& snapshot) : snapshot_(&snapshot), id_(snapshot.find_key("id")) {}
  const Snapshot& snapshot() const { return *snapshot_; }

  std::string id(NodeId node) const;        // the property id, else the identity from outside; may be empty
  std::string told(NodeId node) const;      // `Mirasapo Plus` (jp/mirasapo-plus)
  std::string told(EntityId entity) const;  // of a relationship: `METI` -LAUNCHED-> `NESTI 2050`
  std::string told(const std::vector<NodeId>& nodes) const;  // `a` (1), `b` (2), `c` (3) and 5 more

  bool has_label(NodeId node, std::string_view label) const;
  bool shares_label(NodeId a, NodeId b) const;  // also: neither has any
  Value property(NodeId node, std::string_view key) const;
  std::string text(NodeId node, std::string_view key) const;  // of a text or an integer; else empty
  std::vector<Step> steps(NodeId node, std::string_view type, Direction direction) const;
  std::vector<NodeId> neighbours(NodeId node, std::string_view type, Direction direction) const;  // each once

  // Statements that are not deprecated and whose predicate passes.
  std::vector<Statement> statements(EntityId entity, const std::function<bool(std::string_view)>& passes) const;
  std::vector<Statement> statements(EntityId entity, std::string_view predicate) const;
  std::vector<Statement> naming(NodeId node,
                                std::string_view name) const;  // those that call it `name`, with a source if any
  bool denied(RelId relationship) const;  // every statement that there is such a relationship is deprecated
  std::vector<Statement> existence(EntityId entity) const;  // "exists", else the first about it; one or none

 private:
  const Snapshot* snapshot_;
  std::optional<KeyId> id_;
};

void append(std::vector<Statement>& all, std::vector<Statement> more);

}  // namespace polgraph
