// Private: the statements of the entities that a transaction touches, held as they stand in it, written through to its
// overlay. The folding into records is the transaction's business.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/catalog.h"
#include "graph/database.h"
#include "graph/overlay.h"
#include "graph/provenance.h"

namespace polgraph {

class EvidenceLog {
 public:
  EvidenceLog(std::shared_ptr<rocks::View> view, std::shared_ptr<rocks::Overlay> writes,
              std::shared_ptr<Catalog> catalog)
      : view_(std::move(view)), writes_(std::move(writes)), catalog_(std::move(catalog)) {}

  // In load order. Good until the next call of any function here. Cost: one seek the first time, unless `known_empty`.
  const std::vector<Assertion>& of(EntityId subject, bool known_empty);

  bool holds(EntityId subject, const Evidence& evidence, const Fact& fact);
  void append(EntityId subject, Assertion assertion);
  // Gives the statements that `applies` picks rank deprecated, with `reason`.
  void deprecate(EntityId subject, const std::function<bool(const Fact&)>& applies, std::string_view reason);
  // Takes out the statement with this predicate, value, source and locator, if there is one.
  void withdraw(EntityId subject, const Evidence& evidence, const Fact& fact);
  void remove_all(EntityId subject);

 private:
  struct Held {
    std::vector<Assertion> assertions;
    std::vector<std::uint64_t> sequences;  // of the same index
  };
  struct HashEntity {
    std::size_t operator()(const EntityId& id) const noexcept {
      return std::hash<std::uint64_t>()(id.value * 2 + (id.is_node ? 1 : 0));
    }
  };
  Held& held(EntityId subject, bool known_empty);
  void store(EntityId subject, const Held& held, std::size_t index);
  void erase(EntityId subject, Held& held, std::size_t index);

  std::shared_ptr<rocks::View> view_;
  std::shared_ptr<rocks::Overlay> writes_;
  std::shared_ptr<Catalog> catalog_;
  std::unordered_map<EntityId, Held, HashEntity> held_;
};

}  // namespace polgraph
