// Private: the statements of the entities that a transaction touches, held as they stand in it, written through to its
// overlay. The folding into records is the transaction's business.
//
// The one assertion of an entity that states just what its record holds mirrors it: on disk it lists no facts
// (graph/README.md). It is held with its facts; settle() writes them down before the record changes.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graph/catalog.h"
#include "graph/database.h"
#include "graph/evidence_mirror.h"
#include "graph/evidence_standing.h"
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
  // The same for who has the entity's record at hand.
  const std::vector<Assertion>& of(EntityId subject, const RecordParts& record) {
    return held(subject, false, &record).assertions;
  }

  // Does the data set of `evidence` say so already? A rank or a reason of its own makes it say something else.
  bool holds(EntityId subject, const Evidence& evidence, const Fact& fact);
  // Is there any statement, of whatever rank, that folds into this property or, `label:NAME`, gives this label?
  bool states(EntityId subject, std::string_view property_or_label);
  void append(EntityId subject, Assertion assertion);
  // The first assertion about an entity whose record says just the same.
  void append_mirror(EntityId subject, const Evidence& evidence);
  // To be called before the record of an entity with statements changes.
  void settle(EntityId subject);
  // Cost of the next three: linear in the entity's facts the first time, and while its records are few; later in those
  // that no query has judged.
  // Judges the statements that `applies` picks as deprecated, with `reason`.
  void deprecate(EntityId subject, const std::function<bool(const Fact&)>& applies, std::string_view reason);
  // Do these statements count as deprecated?
  std::vector<bool> are_deprecated(EntityId subject, const Evidence& evidence, std::span<const Fact> facts);
  // Takes out what queries have said of these statements: predicate, value, source and locator as given.
  void withdraw(EntityId subject, const Evidence& evidence, std::span<const Fact> facts);
  // All of them anew; an assertion that is as it was keeps its place.
  void replace(EntityId subject, const std::vector<Assertion>& assertions);
  void remove_all(EntityId subject) { replace(subject, {}); }

 private:
  struct Held {
    std::vector<Assertion> assertions;
    std::vector<std::uint64_t> sequences;    // of the same index
    std::unordered_set<std::string> known;   // what holds() is asked for; empty: not gathered yet
    std::unordered_set<std::string> stated;  // likewise, of states()
    std::optional<Standings> standings;      // how each statement stands; nothing: not gathered yet
    bool mirrors = false;                    // the one assertion lists no facts on disk
    bool is_dated = false;                   // as the family Dated has it
  };
  struct HashEntity {
    std::size_t operator()(const EntityId& id) const noexcept {
      return std::hash<std::uint64_t>()(id.value * 2 + (id.is_node ? 1 : 0));
    }
  };
  Held& held(EntityId subject, bool known_empty, const RecordParts* record = nullptr);
  void read(EntityId subject, Held& held);
  Held& held_to_change(EntityId subject);
  const Standings& standings(EntityId subject);
  std::vector<const Standings::Standing*> standing(EntityId subject, const Evidence& evidence,
                                                   std::span<const Fact> facts);
  void store(EntityId subject, const Held& held, std::size_t index);
  void mark_dated(EntityId subject, Held& held);

  std::shared_ptr<rocks::View> view_;
  std::shared_ptr<rocks::Overlay> writes_;
  std::shared_ptr<Catalog> catalog_;
  std::unique_ptr<rocks::Cursor> cursor_;  // over the entity that was read last
  std::unordered_map<EntityId, Held, HashEntity> held_;
};

}  // namespace polgraph
