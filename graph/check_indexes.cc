#include "graph/check_indexes.h"

#include <algorithm>
#include <functional>

#include "graph/codec.h"
#include "graph/evidence_fold.h"

namespace polgraph {

using rocks::Family;

namespace {

struct Index {
  Family family;
  const char* name;
  const char* entry;  // of an entity in it
};

constexpr std::array<Index, 8> kIndexes = {{
    {Family::Labels, "label index", "its entry in the label index"},
    {Family::Properties, "property index", "its entry in the property index"},
    {Family::Rules, "indexes of the schema", "its entry in an index"},
    {Family::Text, "name index", "its entry in the name index"},
    {Family::Identities, "index of identities", "its entry in the index of identities"},
    {Family::Out, "adjacency", "its entry at the start node"},
    {Family::In, "adjacency", "its entry at the end node"},
    {Family::Dated, "list of what holds for a time", "its entry in the list of what holds for a time"},
}};

std::string words_for(const Entry& entry) {
  if (entry.rule != nullptr) return "its entry in the index `" + entry.rule->name + "`";
  if (entry.family == Family::Text)
    return "the term \"" + std::string(codec::text_term(entry.key)) + "\" of the name index";
  const auto has_it = [&](const Index& index) { return index.family == entry.family; };
  return std::find_if(kIndexes.begin(), kIndexes.end(), has_it)->entry;
}

std::uint64_t number_of(Family family, const rocks::Cursor& at) {
  return codec::last_id(family == Family::Identities ? at.value() : at.key());
}

}  // namespace

CheckIndexes::CheckIndexes(const Snapshot& snapshot, CheckFindings& findings)
    : snapshot_(snapshot), view_(snapshot.view()), findings_(findings), entries_(snapshot.view().catalog()) {}

void CheckIndexes::Tally::add(std::string_view key, std::string_view value) {
  ++entries;
  sum += std::hash<std::string_view>()(key) * 31 + std::hash<std::string_view>()(value);
}

void CheckIndexes::expect(const Entry& entry) {
  expected_[static_cast<std::size_t>(entry.family)].add(entry.key, entry.value);
  if (entry.rule != nullptr) ++rule_entries_[entry.rule->number];
}

void CheckIndexes::expect(NodeId id, const codec::NodeRecord& record) {
  entries_.of(id, record, [&](const Entry& entry) { expect(entry); });
}

void CheckIndexes::expect(RelId id, const codec::RelationshipRecord& record) {
  entries_.of(id, record, [&](const Entry& entry) { expect(entry); });
}

void CheckIndexes::expect_dated(EntityId entity) {
  expect({Family::Dated, codec::evidence_prefix(entity), {}});
}

std::uint64_t CheckIndexes::entries(const SchemaRule& rule) const {
  const auto found = rule_entries_.find(rule.number);
  return found == rule_entries_.end() ? 0 : found->second;
}

void CheckIndexes::compare() {
  add_up();
  if (std::find(different_.begin(), different_.end(), true) == different_.end()) return;
  name_missing();
  for (const Index& index : kIndexes)
    if (differs(index.family)) name_leftovers(index.family, index.name);
}

void CheckIndexes::add_up() {
  for (const Index& index : kIndexes) {
    Tally found;
    findings_.each(index.family, index.name, [&](const rocks::Cursor& at) { found.add(at.key(), at.value()); });
    const auto number = static_cast<std::size_t>(index.family);
    different_[number] = found != expected_[number];
  }
}

void CheckIndexes::name_missing() {
  findings_.again(Family::Nodes, [&](const rocks::Cursor& at) {
    const NodeId id(codec::id_of(at.key(), "node key"));
    const codec::NodeRecord record = codec::decode_node(at.value());
    entries_.of(id, record, [&](const Entry& entry) { name_missing(EntityId::of(id), entry); });
    name_missing_dated(EntityId::of(id), record.has_evidence);
  });
  findings_.again(Family::Relationships, [&](const rocks::Cursor& at) {
    const RelId id(codec::id_of(at.key(), "relationship key"));
    const codec::RelationshipRecord record = codec::decode_relationship(at.value());
    entries_.of(id, record, [&](const Entry& entry) { name_missing(EntityId::of(id), entry); });
    name_missing_dated(EntityId::of(id), record.has_evidence);
  });
}

void CheckIndexes::name_missing(EntityId entity, const Entry& entry) {
  if (!differs(entry.family)) return;
  std::string value;
  if (!view_.get(entry.family, entry.key, value)) return findings_.report(entity, words_for(entry) + " is missing");
  if (value == entry.value) return;
  findings_.report(entity, words_for(entry) + (entry.family == Family::Identities
                                                   ? " leads to number " + std::to_string(codec::last_id(value))
                                                   : " has a value, which none has"));
}

void CheckIndexes::name_missing_dated(EntityId entity, bool has_evidence) {
  if (!has_evidence || !differs(Family::Dated) || !view_.catalog().lists_dated) return;
  const std::string key = codec::evidence_prefix(entity);
  if (has_dated(entity)) name_missing(entity, {Family::Dated, key, {}});
}

void CheckIndexes::name_leftovers(Family family, const std::string& what) {
  findings_.again(family, [&](const rocks::Cursor& at) {
    if (is_asked_for(family, at)) return;
    findings_.report(what + ": an entry for number " + std::to_string(number_of(family, at)) +
                     " has no record that asks for it");
  });
}

// Does the entity that this entry is about ask for it?
bool CheckIndexes::is_asked_for(Family family, const rocks::Cursor& at) {
  if (family == Family::Dated) return has_dated(codec::evidence_subject(at.key()));
  const std::uint64_t number = number_of(family, at);
  bool found = false;
  const Entries::Visit look = [&](const Entry& entry) {
    found = found || (entry.family == family && entry.key == at.key());
  };
  std::string bytes;
  if (is_about_nodes(family, at.key())) {
    if (!view_.get(Family::Nodes, codec::id_bytes(number), bytes)) return false;
    entries_.of(NodeId(number), codec::decode_node(bytes), look);
  } else {
    if (!view_.get(Family::Relationships, codec::id_bytes(number), bytes)) return false;
    entries_.of(RelId(number), codec::decode_relationship(bytes), look);
  }
  return found;
}

bool CheckIndexes::is_about_nodes(Family family, std::string_view key) const {
  if (family == Family::Identities) return key.starts_with('N');
  if (family != Family::Rules) return family != Family::Out && family != Family::In;
  const std::uint32_t number = codec::rule_of(key);
  for (const SchemaRule& rule : view_.catalog().schema->rules)
    if (rule.number == number) return rule.on_nodes;
  return true;  // of no rule: no node asks for it, nor does anything else
}

bool CheckIndexes::has_dated(EntityId entity) const {
  const std::vector<Assertion> assertions = snapshot_.records(entity);
  return std::any_of(assertions.begin(), assertions.end(), is_dated);
}

}  // namespace polgraph
