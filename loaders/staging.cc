#include "loaders/staging.h"

#include <utility>

#include "graph/error.h"
#include "graph/text/byte_count.h"
#include "graph/text/utf8.h"
#include "loaders/refusals.h"

namespace polgraph {
namespace {

using refusals::note;

constexpr std::size_t kInternedBytes = 80;  // of an entry of a hash table and its text, beyond the letters
constexpr std::uint64_t kRowsBetweenLooks = 1024;

std::size_t bytes_of(const Evidence& evidence) {
  std::size_t bytes = sizeof evidence + evidence.source.size() + evidence.locator.size() + evidence.dataset.size();
  for (const std::string& anchor : evidence.anchors) bytes += sizeof anchor + anchor.size();
  return bytes;
}

}  // namespace

void require_room(std::uint64_t bytes, std::uint64_t most_bytes) {
  if (bytes <= most_bytes) return;
  throw Error(Kind::Limit, "MemoryLimit", "the load needs more than " + text_of_bytes(most_bytes) + " of memory")
      .hint(
          "give it more with --memory, or load it in parts; rows that are all new, in tables without statements.csv, "
          "need little");
}

Staging::Staging(LoadReport& report, Progress& progress, std::uint64_t most_bytes)
    : report_(report), progress_(progress), most_bytes_(most_bytes) {
  evidences.emplace_back();
  own_ids.number("");
}

void Staging::stage(StagedRow& row, const Place& place, Evidence& evidence) {
  progress_.read_row(place);
  if ((nodes.size() + relationships.size() + facts.size()) % kRowsBetweenLooks == 0) require_room(bytes(), most_bytes_);
  row.dataset = static_cast<std::uint32_t>(datasets.size() - 1);
  row.file = files.number(place.file);
  row.line = place.line;
  if (evidence.empty()) return;
  row.evidence = static_cast<std::uint32_t>(evidences.size());
  text_bytes_ += bytes_of(evidence);
  evidences.push_back(std::move(evidence));
}

std::uint64_t Staging::bytes() const {
  return nodes.capacity() * sizeof(StagedNode) + relationships.capacity() * sizeof(StagedRelationship) +
         facts.size() * sizeof(StagedFact) + properties.capacity() * sizeof(properties[0]) + text_bytes_;
}

std::uint32_t Staging::identity_number(const Identity& identity) {
  const std::size_t known = identities.size();
  const std::uint32_t number = identities.number(identity);
  if (identities.size() > known) text_bytes_ += kInternedBytes + identity.group.size() + identity.id.size();
  return number;
}

// A column of such a name would be lost: as a statement it means something else.
std::uint32_t Staging::stage_key(const std::string& key, const Place& place) {
  if (key == "exists" || key.starts_with("label:")) {
    throw Error(Kind::Input, "ReservedKey",
                "a property cannot be called `" + printable(key) + "`: statements use that name for something else",
                place)
        .hint("give the column another name");
  }
  return keys.number(key);
}

std::uint64_t Staging::stage_properties(NamedValues& values, const Place& place) {
  for (auto& [key, value] : values) {
    text_bytes_ += value.heap_bytes();
    properties.emplace_back(stage_key(key, place), std::move(value));
  }
  return properties.size();
}

std::uint32_t Staging::stage_labels(std::vector<std::string>& labels) {
  const auto [at, is_new] = label_numbers_.try_emplace(labels, static_cast<std::uint32_t>(label_sets.size()));
  if (is_new) label_sets.push_back(std::move(labels));
  return at->second;
}

void Staging::node(NodeRow& row) {
  ++report_.nodes_read;
  StagedNode& node = nodes.emplace_back();
  stage(node, row.place, row.evidence);
  node.identity = identity_number(row.identity);
  node.labels = stage_labels(row.labels);
  node.properties = properties.size();
  node.properties_end = stage_properties(row.properties, row.place);
  node.may_repeat = row.may_repeat;
}

void Staging::relationship(RelationshipRow& row) {
  ++report_.relationships_read;
  StagedRelationship& relationship = relationships.emplace_back();
  stage(relationship, row.place, row.evidence);
  relationship.id = own_ids.number(row.id);
  if (!row.id.empty()) text_bytes_ += kInternedBytes + row.id.size();
  relationship.type = types.number(row.type);
  relationship.start = identity_number(row.start);
  relationship.end = identity_number(row.end);
  relationship.start_column = row.start_column;
  relationship.end_column = row.end_column;
  relationship.properties = properties.size();
  relationship.properties_end = stage_properties(row.properties, row.place);
}

void Staging::fact(FactRow row) {
  ++report_.facts_read;
  StagedFact& fact = facts.emplace_back();
  stage(fact, row.place, row.evidence);
  fact.subject = subjects.number({row.group, row.subject});
  text_bytes_ += kInternedBytes + row.subject.size() + row.fact.predicate.size() + row.fact.value.heap_bytes();
  fact.fact = std::move(row.fact);
}

void Staging::refuse(Place place, std::string reason) {
  progress_.read_row(place);
  note(report_.refused, report_.refused_count, std::move(place), std::move(reason));
}

void Staging::refuse(StagedRow& row, std::string reason) {
  row.refused = true;
  note(report_.refused, report_.refused_count, place(row), std::move(reason));
}

void Staging::warn(Place place, std::string text) {
  note(report_.warnings, report_.warning_count, std::move(place), std::move(text));
}

void Staging::file(std::string path, std::string sha256) {
  dataset().files.emplace_back(std::move(path), std::move(sha256));
}

void Staging::about(std::string key, std::string value) {
  dataset().about.emplace_back(std::move(key), std::move(value));
}

}  // namespace polgraph
