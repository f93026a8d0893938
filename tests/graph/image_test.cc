// The graph as arrays: they say what the snapshot says, whatever is missing, mixed or gone.
#include "graph/image.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "graph/store.h"
#include "graph/text/cypher.h"
#include "graph/transaction.h"

using namespace polgraph;

namespace {

// 10,000 nodes in three kinds of pieces (integers, texts, a mixture), with holes; relationships of two types.
Store mixed_store() {
  Store store = Store::memory();
  Transaction transaction = store.begin();
  std::mt19937 random(7);
  std::vector<NodeId> nodes;
  for (int i = 0; i < 10'000; ++i) {
    Value value = i < 4096 ? Value::integer(i) : Value::string("t" + std::to_string(i % 50));
    if (i >= 8192 && i % 3 == 0) value = Value::floating(i);
    if (i % 11 == 0) value = Value::null();
    nodes.push_back(transaction.create_node({i % 2 == 0 ? "Even" : "Odd"}, {{"v", value}}));
  }
  for (int i = 0; i < 3'000; ++i) {
    const NodeId from = nodes[100 + random() % 9'900], to = nodes[random() % 100];
    transaction.create_relationship(i % 3 == 0 ? "F" : "G", from, to, {{"w", Value::integer(i)}});
  }
  for (int i = 0; i < 50; ++i) transaction.create_relationship("F", nodes[7], nodes[7], {});
  for (std::size_t i = 5'000; i < 5'100; ++i) {
    for (auto steps = transaction.view().steps(nodes[i], Direction::Both); steps.next();)
      transaction.delete_relationship(steps.step().relationship);
    transaction.delete_node(nodes[i]);
  }
  transaction.commit();
  return store;
}

}  // namespace

TEST_CASE("columns hold what property() says of every node and relationship", "[image]") {
  Store store = mixed_store();
  const Snapshot snapshot = store.snapshot();
  GraphImage image(snapshot);
  Work work;
  const KeyId v = *snapshot.find_key("v"), w = *snapshot.find_key("w");
  PropertyColumns& nodes = image.node_columns();
  const std::size_t column = nodes.column(v);
  nodes.read_all(work);
  CHECK(nodes.piece(column, 0)->kind == PropertyColumns::Piece::Kind::Integers);
  CHECK(nodes.piece(column, 4096)->kind == PropertyColumns::Piece::Kind::Texts);
  CHECK(nodes.piece(column, 8192)->kind == PropertyColumns::Piece::Kind::Values);
  CHECK(nodes.text_count(column) == 50);
  std::size_t wrong = 0;
  for (std::uint64_t id = 0; id < image.nodes(); ++id) {
    const Value expected = snapshot.property(NodeId(id), v), found = nodes.value(column, *nodes.piece(column, id), id);
    wrong +=
        expected.kind() == found.kind() && (expected.is_null() || to_cypher(expected) == to_cypher(found)) ? 0u : 1u;
  }
  CHECK(wrong == 0);
  for (std::uint64_t id = 0; id < image.relationships(); ++id) {
    const auto found = image.relationship_columns().find(image.relationship_columns().column(w), id, work);
    if (found) CHECK(found->kind() == snapshot.property(RelId(id), w).kind());
  }
  CHECK_FALSE(nodes.find(nodes.column(v), image.nodes(), work));
}

namespace {

struct SingleLookUps {
  Store store = mixed_store();
  Snapshot snapshot = store.snapshot();
  GraphImage image{snapshot};
  Work work;
  KeyId v = *snapshot.find_key("v");
  std::size_t column = image.node_columns().column(v);

  std::optional<Value> find(std::uint64_t id) { return image.node_columns().find(column, id, work); }
};

}  // namespace

TEST_CASE("a piece is read when single look-ups have become dear", "[image]") {
  SingleLookUps in;
  const auto found = [&](std::uint64_t id) {  // whoever does not find it there asks the store
    if (in.find(id)) return true;
    in.snapshot.property(NodeId(id), in.v);
    return false;
  };
  for (int again = 0; again < 100; ++again) CHECK_FALSE(found(1));
  std::uint64_t different = 2;
  while (different < 4'000 && !found(different)) ++different;
  CHECK(different > 30);
  CHECK(different < 200);
  CHECK(in.find(2)->as_integer() == 2);
  CHECK_FALSE(found(9'000));
}

TEST_CASE("a record that was just read for its labels makes no piece worth it for long", "[image]") {
  SingleLookUps in;
  const auto found = [&](std::uint64_t id) {
    in.snapshot.labels(NodeId(id));
    return in.find(id).has_value();
  };
  std::uint64_t different = 0;
  while (different < 4'000 && !found(different)) ++different;
  CHECK(different > 1'000);
  CHECK(different < 2'000);
}

TEST_CASE("arrays of a type tell the steps of every node in the order of the snapshot", "[image]") {
  Store store = mixed_store();
  const Snapshot snapshot = store.snapshot();
  GraphImage image(snapshot);
  Work work;
  const TypeId f = *snapshot.find_type("F");
  image.need_types(std::vector{f}, work);
  CHECK(image.type(f).loops);
  std::size_t steps = 0, wrong = 0;
  for (const Direction direction : {Direction::Out, Direction::In}) {
    const Adjacents& arrays = direction == Direction::Out ? image.type(f).out : image.type(f).in;
    for (std::uint32_t node = 0; node < image.nodes(); ++node) {
      std::uint32_t at = arrays.begin(node);
      for (auto cursor = snapshot.steps(NodeId(node), direction, std::vector{f}); cursor.next(); ++at, ++steps) {
        if (at >= arrays.end(node) || arrays.neighbours[at] != cursor.step().neighbour.value ||
            arrays.relationships[at] != cursor.step().relationship.value)
          ++wrong;
      }
      wrong += at == arrays.end(node) ? 0u : 1u;
    }
  }
  CHECK(steps > 2'000);
  CHECK(wrong == 0);
  // Both ways: as many as out and in, a loop once.
  std::size_t both = 0;
  for (std::uint32_t node = 0; node < image.nodes(); ++node) both += image.both(f).degree(node);
  CHECK(both == steps - 50);
}

TEST_CASE("labels are sets of nodes, and it is known what all ends of a type have", "[image]") {
  Store store = mixed_store();
  const Snapshot snapshot = store.snapshot();
  GraphImage image(snapshot);
  Work work;
  const LabelId even = *snapshot.find_label("Even");
  CHECK(image.label(even, work).count() == 4'950);
  CHECK(image.label(even, work).has(2));
  CHECK_FALSE(image.label(even, work).has(3));
  CHECK(image.all_nodes(work).count() == 9'900);
  const TypeId f = *snapshot.find_type("F");
  image.need_types(std::vector{f}, work);
  CHECK_FALSE(image.all_have(f, true, even, work));
}

TEST_CASE("a graph of mostly deleted nodes has no arrays", "[image]") {
  Store store = Store::memory();
  Transaction transaction = store.begin();
  for (int i = 0; i < 20'000; ++i) {
    const NodeId node = transaction.create_node({}, {});
    if (i > 10) transaction.delete_node(node);
  }
  transaction.commit();
  CHECK_FALSE(GraphImage(store.snapshot()).possible());
}

TEST_CASE("a list leads in a circle where one can come back to a node, itself included", "[image]") {
  Store store = Store::memory();
  Transaction transaction = store.begin();
  std::vector<NodeId> nodes;
  for (int i = 0; i < 100; ++i) nodes.push_back(transaction.create_node({"N"}, {}));
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
    for (const char* type : {"Line", "Ring", "Loop"}) transaction.create_relationship(type, nodes[i], nodes[i + 1], {});
    transaction.create_relationship("Line", nodes[i], nodes[i + 1], {});
  }
  transaction.create_relationship("Ring", nodes[60], nodes[40], {});
  transaction.create_relationship("Loop", nodes[99], nodes[99], {});
  transaction.commit();
  const Snapshot snapshot = store.snapshot();
  GraphImage image(snapshot);
  Work work;
  for (const auto& [type, circle] : {std::pair("Line", false), std::pair("Ring", true), std::pair("Loop", true)}) {
    CAPTURE(type);
    const TypeId id = *snapshot.find_type(type);
    image.need_types(std::span(&id, 1), work);
    CHECK(image.has_circle(image.type(id).out, work) == circle);
    CHECK(image.has_circle(image.type(id).in, work) == circle);
  }
}

TEST_CASE("a piece that half as much was asked of as makes it worth reading is half-way there", "[image]") {
  Store store = mixed_store();
  const Snapshot snapshot = store.snapshot();
  GraphImage image(snapshot);
  Work work;
  const KeyId v = *snapshot.find_key("v");
  PropertyColumns& nodes = image.node_columns();
  for (std::uint64_t id = 0; id < 32; ++id) CHECK_FALSE(nodes.find(nodes.column(v), 4096 + id, work));
  CHECK_FALSE(nodes.find(nodes.column(v), 1, work));
  CHECK(nodes.half_way() == std::vector<std::size_t>{1});
  nodes.read(std::vector<std::size_t>{1}, work);
  CHECK(nodes.half_way().empty());
  CHECK(nodes.find(nodes.column(v), 4100, work)->as_string() == "t0");
}

TEST_CASE("of a column that is whole it is known which texts several have", "[image]") {
  Store store = Store::memory();
  Transaction transaction = store.begin();
  for (int i = 0; i < 5'000; ++i)
    transaction.create_node({"N"}, {{"v", i == 4'500 ? Value::string("t3") : Value::string("t" + std::to_string(i))}});
  transaction.commit();
  const Snapshot snapshot = store.snapshot();
  GraphImage image(snapshot);
  Work work;
  PropertyColumns& nodes = image.node_columns();
  const std::size_t column = nodes.column(*snapshot.find_key("v"));
  nodes.read_all(work);
  const std::vector<bool>& repeated = nodes.repeated(column);
  CHECK(std::count(repeated.begin(), repeated.end(), true) == 1);
  CHECK(repeated[*nodes.find_text(column, "t3")]);
}
