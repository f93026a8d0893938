#include "tests/scenarios/world.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "graph/text/cypher.h"
#include "graph/text/json.h"
#include "query/syntax/parser.h"

namespace polgraph::scenarios {

namespace {

class Collector : public RowSink {
 public:
  std::vector<std::string> names;
  std::vector<std::vector<Thing>> rows;

  void columns(const std::vector<std::string>& given) override { names = given; }
  void row(std::span<const Value> values, const Snapshot& view) override {
    rows.emplace_back();
    for (const Value& value : values) rows.back().push_back(thing_of(value, view));
  }
  void end(const Counters&) override {}
};

std::string describe(const std::vector<std::vector<Thing>>& rows) {
  std::string text;
  for (const auto& row : rows) {
    text += "\n      |";
    for (const Thing& thing : row) text += " " + to_text(thing) + " |";
  }
  return text.empty() ? " (no rows)" : text;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Failure("cannot read " + path.string());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string typed(const Thing& thing) {
  const auto scalar = [](const char* type, const std::string& text) {
    std::string json = std::string("{\"$type\":\"") + type + "\",\"_value\":";
    append_json_string(json, text);
    return json + "}";
  };
  switch (thing.kind) {
    case Thing::Kind::Null: return "{\"$type\":\"Null\",\"_value\":null}";
    case Thing::Kind::Boolean:
      return std::string("{\"$type\":\"Boolean\",\"_value\":") + (thing.boolean ? "true}" : "false}");
    case Thing::Kind::Integer: return scalar("Integer", to_text(thing));
    case Thing::Kind::Float: return scalar("Float", to_text(thing));
    case Thing::Kind::String: return scalar("String", thing.text);
    default: throw Failure("a procedure's table cannot hold " + to_text(thing));
  }
}

std::string trimmed(std::string text) {
  text.erase(0, text.find_first_not_of(" \t\n"));
  text.erase(text.find_last_not_of(" \t\n") + 1);
  return text;
}

// "a :: INTEGER?, b :: STRING" as pairs.
std::vector<std::pair<std::string, std::string>> fields_of(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> fields;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, ',');) {
    const std::size_t colons = part.find("::");
    if (colons == std::string::npos) throw Failure("no signature: " + text);
    fields.emplace_back(trimmed(part.substr(0, colons)), trimmed(part.substr(colons + 2)));
  }
  return fields;
}

std::string fields_json(const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string json;
  for (const auto& [name, type] : fields) {
    json += json.empty() ? "{\"name\":" : ",{\"name\":";
    append_json_string(json, name);
    json += ",\"type\":";
    append_json_string(json, type);
    json += "}";
  }
  return "[" + json + "]";
}

std::size_t gone(const std::set<std::string>& from, const std::set<std::string>& in) {
  return static_cast<std::size_t>(
      std::count_if(from.begin(), from.end(), [&](const std::string& each) { return in.count(each) == 0; }));
}

}  // namespace

World::World(std::filesystem::path graphs, bool rewrites) : graphs_(std::move(graphs)) {
  options_.rewrites = rewrites;
  if (!rewrites) options_.adjacency = Adjacency::Arrays;
  options_.clock = [] { return DateTime{1795366800, 500000000, 0, {}}; };  // 2026-11-22T17:00:00.5Z, at every call
}

void World::run(const Scenario& scenario) {
  for (const Step& each : scenario.steps) step(each);
}

void World::step(const Step& each) {
  if (!given(each) && !when(each) && !then(each)) throw Failure("unknown step: " + each.text);
}

bool World::given(const Step& step) {
  const std::string& text = step.text;
  constexpr std::string_view kProcedure = "there exists a procedure ";
  if (text == "an empty graph" || text == "any graph") return true;
  if (text == "having executed:") {
    execute_all(step.doc);
  } else if (text == "parameters are:") {
    for (const auto& row : step.table) options_.parameters[row.at(0)] = value_of(read_thing(row.at(1)));
  } else if (text.starts_with(kProcedure)) {
    declare_procedure(text.substr(kProcedure.size()), step.table);
  } else if (text.starts_with("the ") && text.ends_with(" graph")) {
    load_named_graph(text.substr(4, text.size() - 10));
  } else {
    return false;
  }
  return true;
}

bool World::when(const Step& step) {
  if (step.text == "executing query:") {
    before_ = take_inventory();
  } else if (step.text != "executing control query:") {
    return false;
  }
  answer_ = execute(step.doc);
  return true;
}

bool World::then(const Step& step) {
  const std::string& text = step.text;
  if (text == "the result should be empty") {
    if (answer_.error) throw Failure(answer_.error->detail() + ": " + answer_.error->message());
    if (!answer_.columns.empty() || !answer_.rows.empty()) {
      throw Failure("expected no columns and no rows, got" + describe(answer_.rows));
    }
  } else if (text == "the result should be, in any order:") {
    expect_rows(step, false, false);
  } else if (text == "the result should be, in order:") {
    expect_rows(step, true, false);
  } else if (text == "the result should be (ignoring element order for lists):") {
    expect_rows(step, false, true);
  } else if (text == "the result should be, in order (ignoring element order for lists):") {
    expect_rows(step, true, true);
  } else if (text == "no side effects") {
    expect_effects({});
  } else if (text == "the side effects should be:") {
    expect_effects(step.table);
  } else if (text.find(" should be raised at ") != std::string::npos) {
    expect_error(text);
    expect_effects({});
  } else {
    return false;
  }
  return true;
}

void World::execute_all(const std::string& text) {
  Splitter splitter;
  splitter.feed(text);
  splitter.finish();
  while (const auto chunk = splitter.next()) {
    const Answer answer = execute(chunk->text);
    if (answer.error) throw Failure("a preparing statement failed: " + answer.error->message() + "\n" + chunk->text);
  }
}

void World::load_named_graph(const std::string& name) {
  const std::filesystem::path script = graphs_ / name / (name + ".cypher");
  execute_all(read_file(script));
}

// test.my.proc(name :: STRING?, id :: INTEGER?) :: (city :: STRING?)
void World::declare_procedure(const std::string& signature, const std::vector<std::vector<std::string>>& table) {
  const std::size_t open = signature.find('(');
  const std::size_t close = signature.find(')', open);
  const std::size_t out = signature.find('(', close);
  if (open == std::string::npos || close == std::string::npos) throw Failure("no signature: " + signature);
  const auto inputs = fields_of(signature.substr(open + 1, close - open - 1));
  const auto outputs =
      out == std::string::npos ? fields_of("") : fields_of(signature.substr(out + 1, signature.rfind(')') - out - 1));
  std::string rows;
  for (std::size_t i = 1; i < table.size(); ++i) {
    rows += rows.empty() ? "{\"in\":[" : ",{\"in\":[";
    for (std::size_t j = 0; j < table[i].size() && !table[0].empty(); ++j) {
      if (j == inputs.size()) rows += "],\"out\":[";
      if (j > 0 && j != inputs.size()) rows += ",";
      rows += typed(read_thing(table[i][j]));
    }
    rows += outputs.empty() ? "],\"out\":[]}" : "]}";
  }
  std::string name;
  append_json_string(name, trimmed(signature.substr(0, open)));
  procedures_ += (procedures_.empty() ? "{\"name\":" : ",{\"name\":") + name + ",\"inputs\":" + fields_json(inputs) +
                 ",\"outputs\":" + fields_json(outputs) + ",\"rows\":[" + rows + "]}";
  table_ = read_procedures("{\"procedures\":[" + procedures_ + "]}", "procedures");
  options_.procedures = table_.get();
}

World::Answer World::execute(const std::string& text) {
  Answer answer;
  Collector collector;
  try {
    Engine engine(store_);
    const Prepared statement = prepare(text);
    if (!statement.writes()) {  // the second run has the plan of the first: what it answers is compared
      Collector first;
      engine.run(statement, options_, first);
    }
    engine.run(statement, options_, collector);
  } catch (const Error& error) {
    answer.error = error;
  }
  answer.columns = std::move(collector.names);
  answer.rows = std::move(collector.rows);
  return answer;
}

void World::expect_rows(const Step& step, bool ordered, bool bags) {
  if (answer_.error) {
    throw Failure(std::string(tck_type(answer_.error->kind())) + " " + answer_.error->detail() + ": " +
                  answer_.error->message());
  }
  if (step.table.empty()) throw Failure("no table of rows");
  std::vector<std::vector<Thing>> expected;
  for (std::size_t i = 1; i < step.table.size(); ++i) {
    expected.emplace_back();
    for (const std::string& cell : step.table[i]) expected.back().push_back(read_thing(cell));
  }
  if (answer_.columns != step.table[0]) {
    std::string names;
    for (const std::string& name : answer_.columns) names += " | " + name;
    throw Failure("other columns than expected:" + names);
  }
  if (!matches_rows(expected, answer_.rows, ordered, bags)) {
    throw Failure("expected" + describe(expected) + "\n    got" + describe(answer_.rows));
  }
}

// a SyntaxError should be raised at compile time: UndefinedVariable
void World::expect_error(const std::string& sentence) {
  std::istringstream words(sentence);
  std::string article, type;
  words >> article >> type;
  const std::size_t at = sentence.find(" raised at ") + 11;
  const std::size_t colon = sentence.find(": ", at);
  const std::string phase = sentence.substr(at, colon - at);
  const std::string detail = sentence.substr(colon + 2);
  if (!answer_.error) throw Failure("expected " + type + " " + detail + ", got" + describe(answer_.rows));
  const Error& error = *answer_.error;
  const std::string got_phase = error.phase() == Phase::Compile ? "compile time" : "runtime";
  const bool other_detail = detail != "*" && error.detail() != detail;
  if (tck_type(error.kind()) != type || other_detail || (phase != "any time" && phase != got_phase)) {
    throw Failure("expected " + type + " at " + phase + ": " + detail + ", got " + std::string(tck_type(error.kind())) +
                  " at " + got_phase + ": " + error.detail() + ": " + error.message());
  }
}

void World::expect_effects(const std::vector<std::vector<std::string>>& table) {
  const Inventory after = take_inventory();
  std::map<std::string, std::size_t> counted = {
      {"+nodes", gone(after.nodes, before_.nodes)},
      {"-nodes", gone(before_.nodes, after.nodes)},
      {"+relationships", gone(after.relationships, before_.relationships)},
      {"-relationships", gone(before_.relationships, after.relationships)},
      {"+properties", gone(after.properties, before_.properties)},
      {"-properties", gone(before_.properties, after.properties)},
      {"+labels", gone(after.labels, before_.labels)},
      {"-labels", gone(before_.labels, after.labels)},
  };
  std::map<std::string, std::size_t> expected;
  for (auto& [name, count] : counted) expected[name] = 0;
  for (const auto& row : table) expected[row.at(0)] = static_cast<std::size_t>(std::stoul(row.at(1)));
  for (const auto& [name, count] : expected) {
    if (counted[name] != count) {
      throw Failure("side effect " + name + ": expected " + std::to_string(count) + ", got " +
                    std::to_string(counted[name]));
    }
  }
}

World::Inventory World::take_inventory() const {
  Inventory inventory;
  const Snapshot view = store_.snapshot();
  const auto keep = [&](const std::string& entity, const std::vector<Property>& properties) {
    for (const auto& [key, value] : properties) {
      inventory.properties.insert(entity + "." + view.name(key) + "=" + to_cypher(value));
    }
  };
  for (NodeCursor nodes = view.nodes(); nodes.next();) {
    const std::string id = "n" + std::to_string(nodes.id().value);
    const auto node = view.find_node(nodes.id());
    inventory.nodes.insert(id);
    for (const LabelId label : node->labels) inventory.labels.insert(view.name(label));
    keep(id, node->properties);
  }
  for (RelationshipCursor all = view.relationships(); all.next();) {
    const std::string id = "r" + std::to_string(all.id().value);
    inventory.relationships.insert(id);
    keep(id, view.find_relationship(all.id())->properties);
  }
  return inventory;
}

}  // namespace polgraph::scenarios
