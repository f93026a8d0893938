// The store against a model in memory: random writes, rolled back or committed, reopened now and then.
#include <catch2/catch.hpp>
#include <map>
#include <optional>
#include <random>
#include <set>

#include "graph/check.h"
#include "graph/compare.h"
#include "graph/store.h"
#include "graph/transaction.h"
#include "tests/support/folder.h"

using namespace polgraph;

namespace {

struct Model {
  struct Entity {
    std::set<std::string> labels;
    std::map<std::string, Value> properties;
    std::string type;
    std::uint64_t start = 0, end = 0;
  };
  std::map<std::uint64_t, Entity> nodes, relationships;

  bool connected(std::uint64_t node) const {
    for (const auto& [id, one] : relationships)
      if (one.start == node || one.end == node) return true;
    return false;
  }
};

class Player {
 public:
  explicit Player(unsigned seed) : random_(seed) {}

  void play(Transaction& t, Model& model) {
    switch (pick(8)) {
      case 0:
      case 1: return create_node(t, model);
      case 2:
      case 3: return create_relationship(t, model);
      case 4: return set_property(t, model);
      case 5: return change_label(t, model);
      case 6: return delete_relationship(t, model);
      default: return delete_node(t, model);
    }
  }
  unsigned pick(std::size_t count) { return static_cast<unsigned>(random_() % count); }

 private:
  std::string word(const std::string& stem, std::size_t count) { return stem + std::to_string(pick(count)); }

  Value value() {
    switch (pick(6)) {
      case 0: return Value::integer(pick(5));
      case 1: return Value::floating(pick(5) / 2.0);
      case 2: return Value::string(word("名前 ", 20));
      case 3: return Value::boolean(pick(2) == 0);
      case 4: return Value::list({Value::string(word("a", 3)), Value::string(word("b", 3))});
      default: return Value::null();
    }
  }
  std::string key() { return std::vector<std::string>{"id", "name", "aliases", "x", "y"}[pick(5)]; }

  template <class Entities>
  std::optional<std::uint64_t> any(const Entities& entities) {
    if (entities.empty()) return {};
    auto at = entities.begin();
    std::advance(at, static_cast<long>(pick(entities.size())));
    return at->first;
  }

  void create_node(Transaction& t, Model& model) {
    Model::Entity node;
    for (unsigned i = pick(3); i > 0; --i) node.labels.insert(word("L", 4));
    Transaction::Properties properties;
    for (unsigned i = pick(4); i > 0; --i) {
      const std::string name = key();
      const Value set = value();
      if (node.properties.contains(name)) continue;
      properties.emplace_back(name, set);
      if (!set.is_null()) node.properties[name] = set;
    }
    const NodeId id = t.create_node({node.labels.begin(), node.labels.end()}, properties);
    model.nodes[id.value] = node;
  }

  void create_relationship(Transaction& t, Model& model) {
    const auto start = any(model.nodes), end = any(model.nodes);
    if (!start) return;
    Model::Entity relationship;
    relationship.type = word("T", 3);
    relationship.start = *start;
    relationship.end = *end;
    const RelId id = t.create_relationship(relationship.type, NodeId(*start), NodeId(*end), {});
    model.relationships[id.value] = relationship;
  }

  void set_property(Transaction& t, Model& model) {
    const bool of_node = pick(2) == 0;
    auto& entities = of_node ? model.nodes : model.relationships;
    const auto id = any(entities);
    if (!id) return;
    const std::string name = key();
    const Value set = value();
    t.set_property({of_node, *id}, name, set);
    if (set.is_null())
      entities[*id].properties.erase(name);
    else
      entities[*id].properties[name] = set;
  }

  void change_label(Transaction& t, Model& model) {
    const auto id = any(model.nodes);
    if (!id) return;
    const std::string label = word("L", 4);
    if (pick(2) == 0)
      REQUIRE(t.add_label(NodeId(*id), label) == model.nodes[*id].labels.insert(label).second);
    else
      REQUIRE(t.remove_label(NodeId(*id), label) == (model.nodes[*id].labels.erase(label) > 0));
  }

  void delete_relationship(Transaction& t, Model& model) {
    const auto id = any(model.relationships);
    if (!id) return;
    t.delete_relationship(RelId(*id));
    model.relationships.erase(*id);
  }

  void delete_node(Transaction& t, Model& model) {
    const auto id = any(model.nodes);
    if (!id || model.connected(*id)) return;
    t.delete_node(NodeId(*id));
    model.nodes.erase(*id);
  }

  std::mt19937 random_;
};

void expect_properties(const Snapshot& view, const std::vector<Property>& found, const Model::Entity& expected) {
  REQUIRE(found.size() == expected.properties.size());
  for (const auto& [key, value] : found) {
    const auto at = expected.properties.find(view.name(key));
    REQUIRE(at != expected.properties.end());
    REQUIRE(same(at->second, value));
  }
}

void expect_equal(const Snapshot& view, const Model& model) {
  std::size_t nodes = 0, relationships = 0;
  std::map<std::string, std::set<std::uint64_t>> labelled, labelled_expected;
  for (auto cursor = view.nodes(); cursor.next(); ++nodes) {
    const Node node = *view.find_node(cursor.id());
    REQUIRE(model.nodes.contains(node.id.value));
    const Model::Entity& expected = model.nodes.at(node.id.value);
    expect_properties(view, node.properties, expected);
    std::set<std::string> labels;
    for (const LabelId label : node.labels) labels.insert(view.name(label));
    REQUIRE(labels == expected.labels);
    for (const std::string& label : labels) labelled_expected[label].insert(node.id.value);
  }
  for (const std::string& label : view.labels())
    for (auto cursor = view.nodes_with_label(*view.find_label(label)); cursor.next();)
      labelled[label].insert(cursor.id().value);
  for (auto cursor = view.relationships(); cursor.next(); ++relationships) {
    const Relationship one = *view.find_relationship(cursor.id());
    REQUIRE(model.relationships.contains(one.id.value));
    const Model::Entity& expected = model.relationships.at(one.id.value);
    expect_properties(view, one.properties, expected);
    REQUIRE(view.name(one.type) == expected.type);
    REQUIRE(one.start.value == expected.start);
    REQUIRE(one.end.value == expected.end);
    bool stepped = false;
    for (auto steps = view.steps_to(one.start, one.end, Direction::Out); steps.next();)
      stepped = stepped || steps.step().relationship == one.id;
    REQUIRE(stepped);
  }
  REQUIRE(nodes == model.nodes.size());
  REQUIRE(relationships == model.relationships.size());
  REQUIRE(labelled == labelled_expected);
  REQUIRE(check(view, [](const std::string& line) { FAIL_CHECK(line); }).findings == 0);
}

}  // namespace

TEST_CASE("random writes, committed or rolled back, leave what a model in memory says", "[graph][model]") {
  const unsigned seed = GENERATE(range(1u, 7u));
  INFO("seed " << seed);
  const test::Folder folder;
  Player player(seed);
  Model model;
  std::optional<Store> store = Store::open(folder.path() / "db", Store::Mode::Create);
  for (int round = 0; round < 30; ++round) {
    {
      Model tried = model;
      Transaction t = store->begin();
      for (unsigned i = player.pick(40); i > 0; --i) player.play(t, tried);
      if (round % 7 == 0) expect_equal(t.view(), tried);
      if (player.pick(4) > 0) {
        t.commit();
        model = tried;
      }
    }
    if (player.pick(5) == 0) {
      store.reset();
      store = Store::open(folder.path() / "db", Store::Mode::Create);
    }
  }
  expect_equal(store->snapshot(), model);
}
