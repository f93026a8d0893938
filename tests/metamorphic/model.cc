#include "tests/metamorphic/model.h"

namespace polgraph::meta {

namespace {

const std::vector<std::string>& values_of(char kind) {
  static const std::map<char, std::vector<std::string>> kValues = {
      {'i', {"0", "1", "2", "3", "-1", "-2", "7", "4611686018427387904"}},
      {'f', {"0.5", "1.5", "-2.5", "2.25", "1.0e10", "(0.0 / 0.0)", "(1.0 / 0.0)", "-0.5"}},
      {'s', {"'a'", "'b'", "'ab'", "'Ab'", "''", "'省エネ'", "'10'", "'a b'", "'it\\'s'"}},
      {'b', {"true", "false"}},
      {'l', {"[1]", "[1, 2]", "[2, 1, 1]", "[]", "[-1, 0, 3]", "[3]"}},
      {'d', {"date('2020-02-29')", "date('2021-07-01')", "date('1999-12-31')", "date('2021-01-01')"}},
      {'w', {"localdatetime('2021-07-01T00:00')", "localdatetime('2020-02-29T23:59:59.999')",
             "localdatetime('1970-01-01T12:30')"}},
      {'z', {"datetime('2021-07-01T00:00Z')", "datetime('2021-07-01T09:00+09:00')",
             "datetime('2021-03-28T01:30[Europe/Berlin]')", "datetime('2020-11-01T06:30-05:00')"}},
      {'u', {"duration('P1D')", "duration('P1M')", "duration('PT24H')", "duration('P1Y2M3DT4H5M6.5S')",
             "duration('-PT1S')"}},
  };
  return kValues.at(kind);
}

Properties random_properties(Random& random, std::size_t number, int chance) {
  Properties made{{"k", std::to_string(number)}};
  for (const char kind : {'i', 's', 'f', 'b', 'l', 'd', 'w', 'z', 'u'}) {
    const bool usual = kind == 'i' || kind == 's';
    if (random.percent(usual ? chance + 20 : chance)) made[std::string(1, kind)] = random_value(kind, random);
  }
  if (random.percent(chance)) made["j"] = random_value('i', random);
  if (random.percent(chance + 20)) made["v"] = random_value('v', random);
  return made;
}

std::string map_text(const Properties& properties) {
  std::string text;
  for (const auto& [key, value] : properties) text += (text.empty() ? "{" : ", ") + key + ": " + value;
  return text.empty() ? "" : text + "}";
}

}  // namespace

std::string random_value(char kind, Random& random) {
  if (kind != 'v') return random.pick(values_of(kind));
  return random_value(std::string_view("ifsbldwzu")[random.below(9)], random);
}

Model random_model(Random& random) {
  Model model;
  const int size = random.percent(5) ? 0 : random.percent(80) ? random.between(1, 6) : random.between(7, 14);
  const int density = random.between(0, 35);
  for (int i = 0; i < size; ++i) {
    ModelNode node;
    for (const char* label : {"A", "B", "C"}) {
      if (random.percent(label[0] == 'C' ? 10 : 45)) node.labels.push_back(label);
    }
    node.properties = random_properties(random, static_cast<std::size_t>(i), density);
    if (random.percent(60)) {
      node.properties["id"] = random_value(random.percent(50) ? 's' : 'i', random);
      node.properties["ix"] = node.properties["id"];
    }
    if (random.percent(40)) {
      node.properties["name"] = random_value(random.percent(70) ? 's' : 'v', random);
      node.properties["nx"] = node.properties["name"];
    }
    model.nodes.push_back(std::move(node));
  }
  const int relationships = size == 0 ? 0 : random.between(0, size < 4 ? 5 : size + 5);
  for (int i = 0; i < relationships; ++i) {
    ModelRelationship made;
    made.from = random.below(model.nodes.size());
    made.to = random.percent(12) ? made.from : random.below(model.nodes.size());
    if (i > 0 && random.percent(15)) {  // parallel
      made.from = model.relationships.back().from;
      made.to = model.relationships.back().to;
    }
    made.type = random.word("T T T U U V");
    made.properties = random_properties(random, 100 + static_cast<std::size_t>(i), density / 2);
    model.relationships.push_back(std::move(made));
  }
  return model;
}

std::string create_text(const Model& model) {
  std::string text;
  for (std::size_t i = 0; i < model.nodes.size(); ++i) {
    text += (text.empty() ? "CREATE (n" : ", (n") + std::to_string(i);
    for (const std::string& label : model.nodes[i].labels) text += ":" + label;
    text += " " + map_text(model.nodes[i].properties) + ")";
  }
  for (const ModelRelationship& each : model.relationships) {
    text += ", (n" + std::to_string(each.from) + ")-[:" + each.type + " " + map_text(each.properties) + "]->(n" +
            std::to_string(each.to) + ")";
  }
  return text;
}

}  // namespace polgraph::meta
