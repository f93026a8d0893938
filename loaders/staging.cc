#include "loaders/staging.h"

#include <utility>

#include "graph/error.h"
#include "graph/text/utf8.h"
#include "loaders/refusals.h"

namespace polgraph {
namespace {

using refusals::note;

}  // namespace

Staging::Staging(LoadReport& report, Progress& progress) : report_(report), progress_(progress) {
  evidences.emplace_back();
  own_ids.number("");
}

void Staging::stage(StagedRow& row, const Place& place, Evidence& evidence) {
  progress_.read_row(place);
  row.dataset = static_cast<std::uint32_t>(datasets.size() - 1);
  row.file = files.number(place.file);
  row.line = place.line;
  if (evidence.empty()) return;
  row.evidence = static_cast<std::uint32_t>(evidences.size());
  evidences.push_back(std::move(evidence));
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
  for (auto& [key, value] : values) properties.emplace_back(stage_key(key, place), std::move(value));
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
  node.identity = identities.number(row.identity);
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
  relationship.type = types.number(row.type);
  relationship.start = identities.number(row.start);
  relationship.end = identities.number(row.end);
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
