// Private: assertions that mirror the record of their entity. A row that a load brings says just what the record then
// holds, and most entities never hear of anything else; so its assertion lists no facts, and a reader takes them from
// the record: that it exists, its labels, its properties. Half the bytes of a store otherwise.
#pragma once

#include <vector>

#include "graph/codec.h"
#include "graph/database.h"
#include "graph/provenance.h"

namespace polgraph {

// An entity's assertions as they are on disk: is there one, and does it list nothing?
bool is_mirror(const std::vector<Assertion>& assertions);

// What a mirror takes of a record. Borrows it.
struct RecordParts {
  const std::vector<Property>* properties;
  const std::vector<LabelId>* labels;  // null: of a relationship
};

// Gives a mirror the facts of its entity's record. Throws Error Corrupt if there is no such record.
void list_facts(Assertion& mirror, const rocks::View& view, EntityId subject);
void list_facts(Assertion& mirror, const Catalog& catalog, bool is_node, std::string_view record);  // its bytes
void list_facts(Assertion& mirror, const Catalog& catalog, const RecordParts& record);

// Does its evidence make the record true? Another kind may not be a mirror.
bool may_mirror(const Assertion& assertion);
// May an assertion that holds these facts be a mirror of the record that they make?
bool can_mirror(const Assertion& assertion);

}  // namespace polgraph
