// Private: what follows from a record: its entries in the indexes, in both adjacencies, among the identities. One list
// for `check`, which holds the store against it, and for repairing, which makes it anew. (Writes change entries where
// a record changes: graph/index.h.)
//
//   Entries entries(catalog);
//   entries.of(id, record, [&](const Entry& entry) { write(entry.family, entry.key, entry.value); });
#pragma once

#include <functional>
#include <string_view>

#include "graph/catalog.h"
#include "graph/codec.h"
#include "graph/index.h"
#include "graph/overlay.h"

namespace polgraph {

struct Entry {
  rocks::Family family;
  std::string_view key;
  std::string_view value;            // empty but for identities, which lead to the number
  const SchemaRule* rule = nullptr;  // whose index it is in
};

class Entries {
 public:
  using Visit = std::function<void(const Entry&)>;  // what it gets lives until it returns

  explicit Entries(const Catalog& catalog) : catalog_(catalog) {}  // which outlives it

  void of(NodeId id, const codec::NodeRecord& record, const Visit& visit);
  void of(RelId id, const codec::RelationshipRecord& record, const Visit& visit);

 private:
  template <class Record>
  void of_rules(std::uint64_t entity, const Record& record, const Visit& visit);

  const Catalog& catalog_;
  index::NameTerms terms_;
};

}  // namespace polgraph
