// data/ontology states the vocabulary for programs: what the code follows and what the data uses must be in it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "graph/trace.h"
#include "tests/data/loaded.h"

using namespace polgraph;
using namespace polgraph::test;

namespace {

nlohmann::json ontology() {
  std::ifstream in(std::string(POLGRAPH_SOURCE_DIR) + "/data/ontology/ontology.json");
  return nlohmann::json::parse(in);
}

}  // namespace

TEST_CASE("trace follows the funding profile that the ontology states", "[data]") {
  using Rule = std::tuple<std::string, bool, bool, std::string>;
  std::set<Rule> stated;
  const nlohmann::json vocabulary = ontology();
  for (const auto& rule : vocabulary.at("funding_profile")) {
    stated.emplace(rule.at("type"), rule.at("direction") == "forward", rule.at("meaning") == "money", rule.value("from_label", ""));
  }
  std::set<Rule> followed;
  for (const FundingRule& rule : funding_profile()) followed.emplace(rule.type, rule.forward, rule.money, rule.from_label);
  CHECK(stated == followed);
}

TEST_CASE("the report's graph uses no label and no relationship type that the ontology does not know", "[data]") {
  const Store store = load_data_set("ati-japan-2021");
  const Snapshot graph = store.snapshot();
  const nlohmann::json vocabulary = ontology();
  std::set<std::string> labels;
  for (const auto& label : vocabulary.at("labels")) {
    labels.insert(label.at("label"));
    if (!label.at("umbrella").get<std::string>().empty()) labels.insert(label.at("umbrella"));
  }
  std::set<std::string> types;
  for (const auto& type : vocabulary.at("relationship_types")) types.insert(type.at("type"));
  for (const auto& [label, count] : graph.statistics().nodes_by_label) {
    CAPTURE(graph.name(label), count);
    CHECK(labels.contains(graph.name(label)));
  }
  for (const auto& [type, count] : graph.statistics().relationships_by_type) {
    CAPTURE(graph.name(type), count);
    CHECK(types.contains(graph.name(type)));
  }
}
