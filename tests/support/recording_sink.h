// A GraphSink that remembers what a loader said, spelled so that a test reads like the data.
#pragma once

#include <string>
#include <vector>

#include "graph/text/json.h"
#include "loaders/format.h"

namespace polgraph::test {

inline std::string spell(const Identity& identity) {
  return identity.group + "/" + identity.id;
}

inline std::string spell(const NamedValues& values) {
  std::string out;
  for (const auto& [key, value] : values) out += (out.empty() ? "" : " ") + key + "=" + to_json(value);
  return out;
}

inline std::string spell(const Evidence& evidence) {
  if (evidence.empty()) return {};
  std::string out = " <" + evidence.source + " " + evidence.locator;
  for (const std::string& anchor : evidence.anchors) out += " '" + anchor + "'";
  return out + ">";
}

class RecordingSink final : public GraphSink {
 public:
  void node(NodeRow& row) override {
    std::string labels;
    for (const std::string& label : row.labels) labels += ":" + label;
    nodes.push_back(spell(row.identity) + " " + labels + " {" + spell(row.properties) + "}" + spell(row.evidence));
  }
  void relationship(RelationshipRow& row) override {
    relationships.push_back((row.id.empty() ? "" : row.id + " ") + spell(row.start) + " -" + row.type + "-> " +
                            spell(row.end) + " {" + spell(row.properties) + "}" + spell(row.evidence));
  }
  void fact(FactRow row) override {
    facts.push_back(row.subject + " " + row.fact.predicate + "=" + to_json(row.fact.value) + " " +
                    std::string(row.evidence.rank == Rank::Normal      ? "normal"
                                : row.evidence.rank == Rank::Preferred ? "preferred"
                                                                       : "deprecated") +
                    (row.fact.original.empty() ? "" : " '" + row.fact.original + "'") + spell(row.evidence));
  }
  void refuse(Place place, std::string reason) override { refused.push_back(at(place) + " " + reason); }
  void warn(Place place, std::string text) override { warnings.push_back(at(place) + " " + text); }
  void file(std::string path, std::string sha256) override { files.emplace_back(std::move(path), std::move(sha256)); }
  void about(std::string key, std::string value) override { abouts.push_back(key + ": " + value); }

  using Lines = std::vector<std::string>;
  Lines nodes, relationships, facts, refused, warnings, abouts;
  std::vector<std::pair<std::string, std::string>> files;

 private:
  // Without the folder: tests run in one of their own.
  static std::string at(const Place& place) {
    return std::filesystem::path(place.file).filename().string() + ":" + std::to_string(place.line) + ":" +
           std::to_string(place.column);
  }
};

}  // namespace polgraph::test
