#include "graph/rocks.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "graph/codec.h"
#include "graph/error.h"
#include "graph/overlay.h"
#include "tests/support/folder.h"

using namespace polgraph;
using namespace polgraph::rocks;

namespace {

using Entries = std::vector<std::pair<std::string, std::string>>;

Entries all(Cursor& cursor) {
  Entries entries;
  while (cursor.next()) entries.emplace_back(cursor.key(), cursor.value());
  REQUIRE_FALSE(cursor.next());
  return entries;
}

}  // namespace

TEST_CASE("a batch is read back by key and by prefix, each family by itself", "[graph][rocks]") {
  const test::Folder folder;
  const bool in_memory = GENERATE(true, false);
  const auto instance =
      in_memory ? Instance::memory() : Instance::open(folder.path() / "db", Instance::Open::Create, nullptr);
  Overlay writes;
  for (const Family family : {Family::Nodes, Family::Relationships, Family::Out, Family::Evidence}) {
    writes.put(family, "a", "1");
    writes.put(family, "ab", "2");
    writes.put(family, "b\xFF", "3");
    writes.put(family, "", "empty");
  }
  instance->write(*instance->batch(writes));
  const auto before = instance->reading();
  Overlay more;
  more.remove(Family::Nodes, "ab");
  more.put(Family::Nodes, "ac", "4");
  instance->write(*instance->batch(more));

  std::string value;
  REQUIRE(before->get(Family::Nodes, "ab", value));
  REQUIRE(value == "2");
  REQUIRE(all(*before->cursor(Family::Nodes, "a")) == Entries{{"a", "1"}, {"ab", "2"}});
  const auto after = instance->reading();
  REQUIRE_FALSE(after->get(Family::Nodes, "ab", value));
  REQUIRE(all(*after->cursor(Family::Nodes, "")) == Entries{{"", "empty"}, {"a", "1"}, {"ac", "4"}, {"b\xFF", "3"}});
  REQUIRE(all(*after->cursor(Family::Relationships, "a")) == Entries{{"a", "1"}, {"ab", "2"}});
  REQUIRE(all(*after->cursor(Family::Labels, "")).empty());

  auto cursor = after->cursor(Family::Out, "a");
  REQUIRE(cursor->next());
  cursor->reset(prefix_range("b"));
  REQUIRE(all(*cursor) == Entries{{"b\xFF", "3"}});
  cursor->reset(prefix_range("a"));
  REQUIRE(all(*cursor) == Entries{{"a", "1"}, {"ab", "2"}});
  after->verify_checksums();
}

TEST_CASE("a database that is not there or is damaged is an Error of ours", "[graph][rocks]") {
  const test::Folder folder;
  REQUIRE_THROWS_AS(Instance::open(folder.path() / "none", Instance::Open::Write, nullptr), Error);
  REQUIRE_THROWS_AS(Instance::open(folder.path() / "none", Instance::Open::Read, nullptr), Error);
}

TEST_CASE("an overlay over a base reads as if it had been written", "[graph][rocks]") {
  const auto instance = Instance::memory();
  Overlay base;
  for (const char* key : {"a1", "a3", "a5", "b1"}) base.put(Family::Nodes, key, "base");
  instance->write(*instance->batch(base));
  const auto reading = instance->reading();
  Overlay over;
  over.put(Family::Nodes, "a0", "over");
  over.remove(Family::Nodes, "a1");
  over.put(Family::Nodes, "a3", "over");
  over.put(Family::Nodes, "a4", "over");
  over.remove(Family::Nodes, "a6");
  over.remove(Family::Nodes, "b1");
  auto cursor = overlaid(over, Family::Nodes, reading->cursor(Family::Nodes, "a"), prefix_range("a"));
  const Entries expected = {{"a0", "over"}, {"a3", "over"}, {"a4", "over"}, {"a5", "base"}};
  REQUIRE(all(*cursor) == expected);
  cursor->reset(prefix_range("b"));
  REQUIRE(all(*cursor).empty());
  cursor->reset(prefix_range("a"));
  REQUIRE(all(*cursor) == expected);
  auto alone = overlaid(over, Family::Nodes, nullptr, prefix_range("a"));
  REQUIRE(all(*alone) == Entries{{"a0", "over"}, {"a3", "over"}, {"a4", "over"}});
  const KeyRange middle{"a1", "a4"};
  auto part = overlaid(over, Family::Nodes, reading->cursor(Family::Nodes, middle), middle);
  REQUIRE(all(*part) == Entries{{"a3", "over"}});
  cursor->reset(prefix_range("a"));
  REQUIRE(cursor->next());
  over.put(Family::Nodes, "a2", "written while reading");
  REQUIRE(cursor->next());
  REQUIRE(cursor->key() > std::string_view("a0"));
}

TEST_CASE("an overlay holds the last value of each key, whatever the lengths before", "[graph][rocks]") {
  std::mt19937 random(7);
  const auto below = [&](unsigned bound) { return static_cast<unsigned>(random() % bound); };
  for (int turn = 0; turn < 20; ++turn) {
    Overlay overlay;
    std::map<std::string, std::optional<std::string>> model;
    for (int step = 0; step < 400; ++step) {
      const std::string key = std::to_string(below(60));
      if (below(5) == 0) {
        overlay.remove(Family::Nodes, key);
        model[key] = std::nullopt;
      } else {
        const std::string value(below(4) == 0 ? 0 : below(40), static_cast<char>('a' + below(26)));
        overlay.put(Family::Nodes, key, value);
        model[key] = value;
      }
    }
    Entries expected;
    for (const auto& [key, value] : model) {
      const auto* found = overlay.find(Family::Nodes, key);
      REQUIRE(found != nullptr);
      REQUIRE(*found == value);
      if (value) expected.emplace_back(key, *value);
    }
    REQUIRE(all(*overlaid(overlay, Family::Nodes, nullptr, prefix_range(""))) == expected);
    REQUIRE(overlay.entries(Family::Nodes).size() == model.size());
    overlay.clear();
    REQUIRE(overlay.empty());
    REQUIRE(overlay.find(Family::Nodes, "1") == nullptr);
  }
}

TEST_CASE("ids of keys come many at once, and a range tells how long it is", "[graph][rocks]") {
  const test::Folder folder;
  const auto instance = Instance::open(folder.path() / "db", Instance::Open::Create, nullptr);
  Overlay writes;
  for (std::uint64_t id = 0; id < 50'000; ++id)
    writes.put(Family::Text, codec::text_key(id % 10 == 0 ? "seldom" : "often", NodeId(id)), {});
  instance->write(*instance->batch(writes));
  const bool in_tables = GENERATE(true, false);
  if (in_tables) instance->flush();
  const auto reading = instance->reading();
  const KeyRange seldom = prefix_range("seldom"), often = prefix_range("often");
  if (in_tables) {  // in memory RocksDB guesses
    REQUIRE(reading->bytes_about(Family::Text, seldom) > 0);
    REQUIRE(reading->bytes_about(Family::Text, often) > 2 * reading->bytes_about(Family::Text, seldom));
  }
  REQUIRE(reading->bytes_about(Family::Text, {"x", "x"}) == 0);
  REQUIRE(reading->bytes_about(Family::Labels, {"", ""}) == 0);
  const auto cursor = reading->cursor(Family::Text, seldom);
  std::vector<std::uint64_t> ids(3);
  REQUIRE(cursor->next_ids(ids) == 3);
  REQUIRE(ids == std::vector<std::uint64_t>{0, 10, 20});
  REQUIRE(cursor->key() == codec::text_key("seldom", NodeId(20)));
  ids.resize(6000);
  REQUIRE(cursor->next_ids(ids) == 4997);
  REQUIRE(ids[4996] == 49'990);
  REQUIRE(cursor->next_ids(ids) == 0);
}
