// Private: keeps the indexes (labels, properties, names, those of the schema) and the counts in step with records.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/catalog.h"
#include "graph/codec.h"
#include "graph/overlay.h"

namespace polgraph::index {

// `before` and `after` are the node's record on either side of a write; null: there is none.
void update(rocks::Overlay& writes, Catalog& catalog, NodeId node, const codec::NodeRecord* before,
            const codec::NodeRecord* after);

// The same for relationships, which only the schema's rules index.
void update(rocks::Overlay& writes, Catalog& catalog, RelId relationship, const codec::RelationshipRecord* before,
            const codec::RelationshipRecord* after);

// Is the rule about this entity?
bool concerns(const SchemaRule& rule, const codec::NodeRecord& record);
bool concerns(const SchemaRule& rule, const codec::RelationshipRecord& record);
const Value* find(const std::vector<Property>& properties, KeyId key);  // null: there is none
// The key of a rule's index entry for an entity with these properties; nothing where it has none.
std::optional<std::string> rule_entry(const SchemaRule& rule, const std::vector<Property>& properties,
                                      std::uint64_t entity);

// Every term under which the name index finds a node: "=" and the whole name folded, and each term of the name; of the
// properties name, title, acronym, aliases and id.
class NameTerms {
 public:
  void clear();
  void add(const Value& value);  // of such a key: a name or a list of names
  // Ascending, each once. Lives until the next add() or clear()
  const std::vector<std::string_view>& sorted();

 private:
  void add_name(std::string_view name);
  std::string bytes_, scratch_;
  std::vector<std::size_t> ends_;  // of the terms in bytes_
  std::vector<std::string_view> sorted_;
};

// Are the two the same to the last bit? (1 and 1.0 are not.)
bool identical(const Value& a, const Value& b);

}  // namespace polgraph::index
