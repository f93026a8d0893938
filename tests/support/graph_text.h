// A graph as lines of text that are equal for equal graphs: what is known of every node and relationship, statements
// included; not internal ids, not which load brought a statement.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "graph/snapshot.h"
#include "graph/text/json.h"

namespace polgraph::test {

inline std::string joined(std::vector<std::string> parts) {
  std::sort(parts.begin(), parts.end());
  std::string out;
  for (const std::string& part : parts) out += " " + part;
  return out;
}

inline std::string name_of(const Snapshot& graph, NodeId node) {
  const auto identity = graph.identity(node);
  return identity ? identity->group + "/" + identity->id : "?";
}

inline std::string statements_text(const Snapshot& graph, EntityId entity) {
  std::vector<std::string> all;
  for (const Statement& s : graph.statements(entity)) {
    std::string text = s.fact.predicate + "=" + std::string(kind_name(s.fact.value.kind())) + to_json(s.fact.value) +
                       "'" + s.fact.original + "'" + s.evidence.source + "|" + s.evidence.locator + "|" +
                       std::string(rank_name(s.evidence.rank)) + "|" + s.evidence.rank_reason + "|" +
                       s.evidence.valid_from + "|" + s.evidence.valid_to + "|" + s.evidence.recorded_on +
                       (s.best ? "*" : "");
    for (const std::string& anchor : s.evidence.anchors) text += ";" + anchor;
    all.push_back(text);
  }
  return joined(all);
}

inline std::string properties_text(const Snapshot& graph, const std::vector<Property>& properties) {
  std::vector<std::string> all;
  for (const auto& [key, value] : properties)
    all.push_back(graph.name(key) + "=" + std::string(kind_name(value.kind())) + to_json(value));
  return " {" + joined(all) + "}";
}

inline std::vector<std::string> graph_text(const Snapshot& graph, bool with_statements = true) {
  std::vector<std::string> lines;
  for (auto nodes = graph.nodes(); nodes.next();) {
    const auto node = graph.find_node(nodes.id());
    std::vector<std::string> labels;
    for (const LabelId label : node->labels) labels.push_back(":" + graph.name(label));
    lines.push_back(name_of(graph, node->id) + joined(labels) + properties_text(graph, node->properties) +
                    (with_statements ? statements_text(graph, EntityId::of(node->id)) : ""));
  }
  for (auto relationships = graph.relationships(); relationships.next();) {
    const auto r = graph.find_relationship(relationships.id());
    lines.push_back(name_of(graph, r->start) + " -" + graph.name(r->type) + "-> " + name_of(graph, r->end) +
                    properties_text(graph, r->properties) +
                    (with_statements ? statements_text(graph, EntityId::of(r->id)) : ""));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace polgraph::test
