// Columns of properties: what two threads read is what one reads, damage is told, whoever gives up gets nothing half.
#include "graph/columns.h"

#include <catch2/catch.hpp>
#include <random>

#include "graph/codec.h"
#include "graph/database.h"
#include "graph/error.h"
#include "graph/text/cypher.h"
#include "graph/text/letter_case.h"

using namespace polgraph;
using Of = PropertyColumns::Of;

namespace {

constexpr std::uint64_t kNodes = 60'000;

// Nodes with holes, of which each property has another mixture of kinds; no store below, only what is laid over it.
class Nodes {
 public:
  Nodes() {
    std::mt19937 random(3);
    for (std::uint64_t id = 0; id < kNodes; ++id) {
      if (random() % 9 == 0) continue;
      codec::NodeRecord record;
      record.has_evidence = random() % 2 == 0;
      if (random() % 2 == 0) record.identity = Identity{"group", std::to_string(id)};
      for (std::uint32_t label = 0; label < random() % 3; ++label) record.labels.emplace_back(label * 100);
      for (std::uint32_t key = 0; key < 6; ++key) {
        const Value value = value_of(key, id, random);
        if (!value.is_null()) record.properties.emplace_back(KeyId(key * 50), value);
      }
      overlay_->put(rocks::Family::Nodes, codec::key(NodeId(id)), codec::encode(record));
    }
  }

  Snapshot snapshot() const {
    return Snapshot(std::make_shared<rocks::View>(nullptr, std::make_shared<const Catalog>(), overlay_));
  }
  rocks::Overlay& damage() { return *overlay_; }

 private:
  static Value value_of(std::uint32_t key, std::uint64_t id, std::mt19937& random) {
    switch (key) {
      case 0: return Value::integer(static_cast<std::int64_t>(random()) - (std::int64_t{1} << 31));
      case 1: return Value::string("id:" + std::to_string(id));
      case 2: return random() % 2 == 0 ? Value() : Value::string("İß " + std::to_string(random() % 40));
      case 3: return Value::list({Value::integer(1), Value::integer(static_cast<std::int64_t>(id))});
      case 4: return random() % 4 == 0 ? Value::floating(0.5) : Value::string(std::to_string(random() % 9'000));
      default: return id < kNodes / 2 ? Value() : random() % 3'000 == 0 ? Value::string("one") : Value::integer(7);
    }
  }

  std::shared_ptr<rocks::Overlay> overlay_ = std::make_shared<rocks::Overlay>();
};

PropertyColumns columns_of(const Snapshot& snapshot) {
  PropertyColumns columns(snapshot, Of::Nodes, kNodes);
  for (const std::uint32_t key : {250u, 0u, 100u, 50u, 150u, 200u, 999u}) columns.column(KeyId(key));
  return columns;
}

constexpr std::size_t kColumns = 7;

struct Stop {};
struct Limited final : Work {
  explicit Limited(int looks) : left(looks) {}
  void look() override {
    if (left-- == 0) throw Stop();
  }
  int left;
};

}  // namespace

TEST_CASE("two threads read the columns that one reads, to the number of each text", "[columns]") {
  const Nodes nodes;
  const Snapshot snapshot = nodes.snapshot(), counted = nodes.snapshot();
  counted.view().count_accesses();  // one thread
  PropertyColumns two = columns_of(snapshot), one = columns_of(counted);
  Work work;
  two.read(30'000, work);
  two.read_all(work);
  one.read(30'000, work);
  one.read_all(work);
  CHECK(two.bytes() == one.bytes());
  for (std::size_t column = 0; column < kColumns; ++column) {
    REQUIRE(two.text_count(column) == one.text_count(column));
    for (std::uint32_t text = 1; text <= one.text_count(column); ++text)
      REQUIRE(two.texts(column)[text] == one.texts(column)[text]);
    for (std::uint64_t id = 0; id < kNodes; ++id) {
      const PropertyColumns::Piece &a = *two.piece(column, id), &b = *one.piece(column, id);
      REQUIRE(a.kind == b.kind);
      REQUIRE(a.texts == b.texts);
      REQUIRE(a.integers == b.integers);
      REQUIRE(to_cypher(two.value(column, a, id)) == to_cypher(one.value(column, b, id)));
    }
  }
}

TEST_CASE("columns say what the snapshot says of each property", "[columns]") {
  const Nodes nodes;
  const Snapshot snapshot = nodes.snapshot();
  PropertyColumns columns = columns_of(snapshot);
  Work work;
  columns.read_all(work);
  std::size_t wrong = 0, values = 0;
  for (const std::uint32_t key : {0u, 50u, 100u, 150u, 200u, 250u, 999u}) {
    const std::size_t column = columns.column(KeyId(key));
    for (std::uint64_t id = 0; id < kNodes; ++id) {
      const Value expected = snapshot.property(NodeId(id), KeyId(key));
      wrong += to_cypher(expected) == to_cypher(columns.value(column, *columns.piece(column, id), id)) ? 0u : 1u;
      values += expected.is_null() ? 0u : 1u;
    }
  }
  CHECK(wrong == 0);
  CHECK(values > 4 * kNodes);
}

TEST_CASE("texts in lower case stand in the order of the texts", "[columns]") {
  const Nodes nodes;
  PropertyColumns columns = columns_of(nodes.snapshot());
  const std::size_t column = columns.column(KeyId(100));
  Work work;
  columns.read(0, work);
  columns.make_lower(column, work);
  REQUIRE(columns.lower(column) != nullptr);
  columns.read_all(work);
  columns.make_lower(column, work);
  const TextRun& lower = *columns.lower(column);
  REQUIRE(lower.size() == 40);
  for (std::uint32_t text = 1; text <= lower.size(); ++text)
    CHECK(lower[text] == to_lower(columns.texts(column)[text]));
}

TEST_CASE("a damaged record is told as such, and its piece stays away", "[columns]") {
  Nodes nodes;
  codec::NodeRecord record;
  record.properties = {{KeyId(50), Value::string("a text")}, {KeyId(100), Value::integer(1000)}};
  const std::string whole = codec::encode(record);
  const std::string key = codec::key(NodeId(20'001));
  Work work;
  std::vector<std::string> damaged = {"", "\x7F", std::string(key.size(), '\xFF')};
  for (std::size_t size = 3; size < whole.size(); ++size) damaged.push_back(whole.substr(0, size));
  // The values themselves: a text that is longer than its record, a number with bytes behind it, keys out of order.
  damaged.push_back(whole.substr(0, 2) + std::string("\x32\x04\xFF\xFF\xFF\xFF\x0F", 7) + "a");
  damaged.push_back(whole.substr(0, 2) + std::string("\x32\x02\x02\x02\x02", 5));
  damaged.push_back(whole.substr(0, 2) + std::string("\x64\x02\x01\x02\x32\x02\x01\x02", 8));
  std::size_t told = 0;
  for (const std::string& bytes : damaged) {
    nodes.damage().put(rocks::Family::Nodes, key, bytes);
    PropertyColumns columns = columns_of(nodes.snapshot());
    try {
      columns.read_all(work);
    } catch (const Error& error) {
      CHECK(error.kind() == Kind::Corrupt);
      CHECK(columns.piece(0, 20'001) == nullptr);
      ++told;
    }
  }
  CHECK(told >= damaged.size() - 1);  // one is cut between two properties
}

TEST_CASE("reading columns can be called off, and begun again", "[columns]") {
  const Nodes nodes;
  PropertyColumns columns = columns_of(nodes.snapshot());
  for (const int looks : {0, 1, 20}) {
    Limited limited(looks);
    CHECK_THROWS_AS(columns.read_all(limited), Stop);
  }
  CHECK(columns.piece(0, 0) == nullptr);
  Work work;
  columns.read_all(work);
  CHECK(columns.piece(0, 0) != nullptr);
}

TEST_CASE("columns do not grow beyond what they may", "[columns]") {
  const Nodes nodes;
  const Snapshot snapshot = nodes.snapshot();
  PropertyColumns columns = columns_of(snapshot);
  Work work;
  columns.let_grow(1u << 20);
  REQUIRE_THROWS_AS(columns.read_all(work), PropertyColumns::Full);
  CHECK(columns.bytes() < 2u << 20);
  CHECK(columns.half_way().empty());
  for (std::uint64_t id = 0; id < 4'000; ++id) {  // look-ups go on in the store
    if (columns.piece(0, id) == nullptr) CHECK_FALSE(columns.find(columns.column(KeyId(50)), id, work));
  }
  columns.let_grow(1u << 30);
  columns.read_all(work);
  CHECK(columns.missing(columns.column(KeyId(50))) == 0);
}
