#include "graph/check_indexes.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "graph/check_parallel.h"
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

}  // namespace

CheckIndexes::CheckIndexes(const Snapshot& snapshot, CheckFindings& findings)
    : snapshot_(snapshot), view_(snapshot.view()), findings_(findings), entries_(snapshot.view().catalog()) {}

void CheckIndexes::Tally::add(std::string_view key, std::string_view value) {
  ++entries;
  const std::hash<std::string_view> hash;
  if (value.empty()) {
    sum += hash(key);
  } else {  // of both as one: who holds another's value must not go unseen
    std::string pair(key);
    sum += hash(pair.append(value).append(1, static_cast<char>(value.size())));
  }
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
  for (const Index& index : kIndexes) {
    if (!differs(index.family)) continue;
    name_leftovers(index.family, index.name);
    if (!named_[static_cast<std::size_t>(index.family)])
      findings_.report(std::string(index.name) + ": it holds other entries than the records ask for");
  }
}

void CheckIndexes::add_up() {
  CheckParallel parallel(view_, findings_);
  for (const Index& index : kIndexes) {
    Tally found;
    findings_.each(index.family, index.name, [&](const rocks::Cursor& at) {
      found.add(at.key(), at.value());
      if (index.family == Family::Out) parallel.add(at.key());
    });
    const auto number = static_cast<std::size_t>(index.family);
    different_[number] = found != expected_[number];
  }
  parallel.end();
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
  const bool is_there = view_.get(entry.family, entry.key, value);
  if (is_there && value == entry.value) return;
  named_[static_cast<std::size_t>(entry.family)] = true;
  const bool is_number = entry.family == Family::Identities && value.size() == entry.value.size();
  findings_.report(entity, words_for(entry) + (!is_there   ? " is missing"
                                               : is_number ? " leads to number " + std::to_string(codec::last_id(value))
                                                           : " has a value that nothing asks for"));
}

void CheckIndexes::name_missing_dated(EntityId entity, bool has_evidence) {
  if (!has_evidence || !differs(Family::Dated) || !view_.catalog().lists_dated) return;
  const std::string key = codec::evidence_prefix(entity);
  if (has_dated(entity)) name_missing(entity, {Family::Dated, key, {}});
}

void CheckIndexes::name_leftovers(Family family, const std::string& what) {
  bool& named = named_[static_cast<std::size_t>(family)];
  findings_.again(family, [&](const rocks::Cursor& at) {
    std::optional<EntityId> subject;  // none: the entry itself is not understood
    findings_.guarded(what, [&] { subject = subject_of(family, at); });
    named = named || !subject;
    if (!subject || is_asked_for(family, *subject, at.key())) return;
    named = true;
    findings_.report(what + ": an entry for number " + std::to_string(subject->value) +
                     " has no record that asks for it");
  });
}

// Whom an entry is about. Throws Error Corrupt
EntityId CheckIndexes::subject_of(Family family, const rocks::Cursor& at) const {
  if (family == Family::Dated) return codec::evidence_subject(at.key());
  const bool is_node = is_about_nodes(family, at.key());
  return {is_node, family == Family::Identities ? codec::id_of(at.value(), "identity") : codec::last_id(at.key())};
}

bool CheckIndexes::is_asked_for(Family family, EntityId subject, std::string_view key) {
  if (family == Family::Dated) return key == codec::evidence_prefix(subject) && has_dated(subject);
  bool found = false;
  const Entries::Visit look = [&](const Entry& entry) {
    found = found || (entry.family == family && entry.key == key);
  };
  std::string bytes;
  if (!view_.get(subject.is_node ? Family::Nodes : Family::Relationships, codec::id_bytes(subject.value), bytes))
    return false;
  if (subject.is_node)
    entries_.of(NodeId(subject.value), codec::decode_node(bytes), look);
  else
    entries_.of(RelId(subject.value), codec::decode_relationship(bytes), look);
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
