// Private: a data set taken back. Relationships first, then nodes, so that a node whose last relationship goes can go.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/evidence_log.h"
#include "graph/stating.h"
#include "graph/transaction.h"
#include "graph/writes.h"

namespace polgraph {

class Unload {
 public:
  Unload(Writes& writes, EvidenceLog& log, Stating& stating, std::string_view dataset,
         const std::function<void()>& tick);
  Unloaded run();

 private:
  void require_known() const;
  std::vector<EntityId> stated_entities() const;  // relationships first
  struct Others {
    std::vector<Assertion> assertions;
    std::vector<Fact> plain;  // what a query wrote, stated only because the data set spoke of it too
  };
  Others what_others_say(const std::vector<Assertion>& all) const;
  void take_back(EntityId subject);
  void remove(EntityId subject);
  void settle_node(NodeId node);

  Writes& writes_;
  EvidenceLog& log_;
  Stating& stating_;
  std::string dataset_;
  const std::function<void()>& tick_;
  Snapshot snapshot_;
  std::set<NodeId> ends_;  // of relationships that are gone
  Unloaded report_;
};

}  // namespace polgraph
