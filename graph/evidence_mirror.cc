#include "graph/evidence_mirror.h"

#include <algorithm>
#include <set>

#include "graph/error.h"
#include "graph/evidence_fold.h"

namespace polgraph {

using rocks::Family;

bool is_mirror(const std::vector<Assertion>& assertions) {
  return assertions.size() == 1 && assertions.front().facts.empty();
}

namespace {

const std::string& name_of(const Names& names, std::uint32_t number) {
  if (number < names.all().size()) return names.all()[number];
  throw Error(Kind::Corrupt, "DamagedStore", "no label or property has the number " + std::to_string(number));
}

}  // namespace

void list_facts(Assertion& mirror, const Catalog& catalog, const RecordParts& record) {
  const std::size_t labels = record.labels != nullptr ? record.labels->size() : 0;
  mirror.facts.reserve(1 + labels + record.properties->size());
  mirror.facts.push_back({"exists", Value::boolean(true), {}});
  for (std::size_t i = 0; i < labels; ++i)
    mirror.facts.push_back(
        {"label:" + name_of(catalog.names->labels, (*record.labels)[i].value), Value::boolean(true), {}});
  for (const auto& [key, value] : *record.properties)
    mirror.facts.push_back({name_of(catalog.names->keys, key.value), value, {}});
}

void list_facts(Assertion& mirror, const rocks::View& view, EntityId subject) {
  std::string bytes;
  if (!view.get(subject.is_node ? Family::Nodes : Family::Relationships, codec::id_bytes(subject.value), bytes))
    throw Error(Kind::Corrupt, "DamagedStore",
                "there are statements about " + std::string(subject.is_node ? "node " : "relationship ") +
                    std::to_string(subject.value) + ", which has no record")
        .hint("run `polgraph check`; restore a backup");
  list_facts(mirror, view.catalog(), subject.is_node, bytes);
}

void list_facts(Assertion& mirror, const Catalog& catalog, bool is_node, std::string_view record) {
  if (is_node) {
    const codec::NodeRecord node = codec::decode_node(record);
    list_facts(mirror, catalog, {&node.properties, &node.labels});
  } else {
    const codec::RelationshipRecord relationship = codec::decode_relationship(record);
    list_facts(mirror, catalog, {&relationship.properties, nullptr});
  }
}

bool may_mirror(const Assertion& assertion) {
  return assertion.evidence.rank != Rank::Deprecated && !assertion.evidence.judgement;
}

bool can_mirror(const Assertion& assertion) {
  if (!may_mirror(assertion)) return false;
  std::set<std::string_view> predicates;
  for (const Fact& fact : assertion.facts) {
    if (!fact.original.empty() || is_name_predicate(fact.predicate)) return false;
    const bool of_truth = is_reserved_predicate(fact.predicate);  // that it exists, that it has the label
    if (of_truth && !(fact.value.is_boolean() && fact.value.as_boolean())) return false;
    if (!predicates.insert(fact.predicate).second) return false;
  }
  return predicates.contains("exists");
}

}  // namespace polgraph
