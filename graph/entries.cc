#include "graph/entries.h"

namespace polgraph {

using rocks::Family;

void Entries::of(NodeId id, const codec::NodeRecord& record, const Visit& visit) {
  for (const LabelId label : record.labels) visit({Family::Labels, codec::label_key(label, id), {}});
  terms_.clear();
  for (const auto& [key, value] : record.properties) {
    if (catalog_.is_indexed(key))
      visit({Family::Properties, codec::property_key(key, codec::index_value(value), id), {}});
    if (catalog_.is_named(key)) terms_.add(value);
  }
  for (const std::string_view term : terms_.sorted()) visit({Family::Text, codec::text_key(term, id), {}});
  if (record.identity) visit({Family::Identities, codec::identity_key(*record.identity), codec::id_bytes(id.value)});
  of_rules(id.value, record, visit);
}

void Entries::of(RelId id, const codec::RelationshipRecord& record, const Visit& visit) {
  visit({Family::Out, codec::adjacency_key(record.start, record.type, record.end, id), {}});
  visit({Family::In, codec::adjacency_key(record.end, record.type, record.start, id), {}});
  if (record.identity && !codec::is_fingerprint(*record.identity))
    visit({Family::Identities, codec::identity_key(*record.identity), codec::id_bytes(id.value)});
  of_rules(id.value, record, visit);
}

template <class Record>
void Entries::of_rules(std::uint64_t entity, const Record& record, const Visit& visit) {
  for (const SchemaRule& rule : catalog_.schema->rules) {
    if (!rule.has_index() || !index::concerns(rule, record)) continue;
    if (const auto entry = index::rule_entry(rule, record.properties, entity))
      visit({Family::Rules, *entry, {}, &rule});
  }
}

}  // namespace polgraph
