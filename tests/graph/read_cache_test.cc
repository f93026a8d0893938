#include "graph/read_cache.h"

#include <catch2/catch.hpp>

#include "graph/codec.h"

using namespace polgraph;
using namespace polgraph::rocks;

namespace {

std::vector<std::string> keys_of(Cursor& cursor) {
  std::vector<std::string> keys;
  while (cursor.next()) keys.emplace_back(cursor.key());
  REQUIRE_FALSE(cursor.next());
  return keys;
}

}  // namespace

TEST_CASE("what comes out of the cache is what the store has", "[graph][cache]") {
  const auto instance = Instance::memory();
  Overlay writes;
  for (std::uint64_t id = 0; id < 3000; ++id) {
    writes.put(Family::Nodes, codec::id_bytes(id), "node " + std::to_string(id));
    writes.put(Family::Relationships, codec::id_bytes(id), std::string(id % 1000, 'r'));
    writes.put(Family::Out, codec::adjacency_key(NodeId(id / 30), TypeId(0u), NodeId(id), RelId(id)), {});
  }
  instance->write(*instance->batch(writes));
  const auto plain = instance->reading();
  const auto behind = cached(instance->reading());
  std::string one, other;
  for (int turn = 0; turn < 3; ++turn) {
    for (std::uint64_t id = 0; id < 3100; id += 7) {
      for (const Family family : {Family::Nodes, Family::Relationships}) {
        REQUIRE(behind->get(family, codec::id_bytes(id), one) == plain->get(family, codec::id_bytes(id), other));
        REQUIRE(one == other);
        REQUIRE(behind->has(family, codec::id_bytes(id)) == (id < 3000));
      }
    }
    auto cursor = behind->cursor(Family::Out, codec::adjacency_prefix(NodeId(0)));
    for (std::uint64_t node = 0; node < 110; ++node) {
      cursor->reset(prefix_range(codec::adjacency_prefix(NodeId(node))));
      REQUIRE(keys_of(*cursor) == keys_of(*plain->cursor(Family::Out, codec::adjacency_prefix(NodeId(node)))));
    }
    REQUIRE(keys_of(*behind->cursor(Family::Out, "")).size() == 3000);
  }
}

TEST_CASE("a list that was not read to its end is not taken for whole", "[graph][cache]") {
  const auto instance = Instance::memory();
  Overlay writes;
  for (const char* key : {"a1", "a2", "a3"}) writes.put(Family::Labels, key, {});
  instance->write(*instance->batch(writes));
  const auto behind = cached(instance->reading());
  auto cursor = behind->cursor(Family::Labels, "a");
  REQUIRE(cursor->next());
  REQUIRE(keys_of(*behind->cursor(Family::Labels, "a")) == std::vector<std::string>{"a1", "a2", "a3"});
  cursor->reset(prefix_range("a"));
  REQUIRE(keys_of(*cursor).size() == 3);
  REQUIRE(keys_of(*behind->cursor(Family::Labels, "b")).empty());
  REQUIRE(keys_of(*behind->cursor(Family::Labels, "b")).empty());
}

TEST_CASE("two thousand short lists stay beside each other", "[graph][cache]") {
  ReadCache cache;
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 2000; ++i) {
      const KeyRange range{std::to_string(i), ""};
      if (!cache.find_keys(Family::Out, range)) cache.keep_keys(Family::Out, range, std::to_string(i));
    }
  std::size_t found = 0;
  for (int i = 0; i < 2000; ++i) {
    const ReadCache::Keys keys = cache.find_keys(Family::Out, {std::to_string(i), ""});
    if (!keys) continue;
    REQUIRE(*keys == std::to_string(i));
    ++found;
  }
  CHECK(found > 1800);
}

TEST_CASE("a record is at hand once it was read, unless it is long", "[graph][cache]") {
  const auto instance = Instance::memory();
  Overlay writes;
  writes.put(Family::Nodes, codec::id_bytes(1), "node");
  writes.put(Family::Nodes, codec::id_bytes(2), std::string(ReadCache::kLongestRecord + 1, 'x'));
  instance->write(*instance->batch(writes));
  const auto behind = cached(instance->reading());
  std::string value;
  CHECK_FALSE(behind->at_hand(Family::Nodes, codec::id_bytes(1)));
  CHECK(behind->get(Family::Nodes, codec::id_bytes(1), value));
  CHECK(behind->at_hand(Family::Nodes, codec::id_bytes(1)));
  CHECK_FALSE(behind->at_hand(Family::Relationships, codec::id_bytes(1)));
  CHECK_FALSE(instance->reading()->at_hand(Family::Nodes, codec::id_bytes(1)));
  CHECK(behind->get(Family::Nodes, codec::id_bytes(2), value));
  CHECK_FALSE(behind->at_hand(Family::Nodes, codec::id_bytes(2)));
}

TEST_CASE("the cache stays within its bounds", "[graph][cache]") {
  ReadCache cache;
  std::string value;
  for (std::uint64_t id = 0; id < 3 * ReadCache::kMostRecords; ++id)
    cache.keep_record(Family::Nodes, codec::id_bytes(id), std::to_string(id));
  std::size_t found = 0;
  for (std::uint64_t id = 0; id < 3 * ReadCache::kMostRecords; ++id) {
    if (!cache.find_record(Family::Nodes, codec::id_bytes(id), value)) continue;
    REQUIRE(value == std::to_string(id));
    ++found;
  }
  REQUIRE(found <= ReadCache::kMostRecords);
  REQUIRE(found > ReadCache::kMostRecords / 4);
  cache.keep_record(Family::Nodes, codec::id_bytes(1), std::string(ReadCache::kLongestRecord + 1, 'x'));
  for (int i = 0; i < 2000; ++i)
    cache.keep_keys(Family::Out, {std::to_string(i), ""}, std::string(ReadCache::kLongestList, 'k'));
  found = 0;
  for (int i = 0; i < 2000; ++i)
    if (cache.find_keys(Family::Out, {std::to_string(i), ""})) ++found;
  REQUIRE(found * ReadCache::kLongestList <= ReadCache::kMostListBytes);
  REQUIRE(cache.find_keys(Family::Out, {"1999", ""}));
}

TEST_CASE("what was not written since is read where it was before", "[graph][cache]") {
  const auto instance = Instance::memory();
  Overlay writes;
  writes.put(Family::Nodes, codec::id_bytes(1), "one");
  writes.put(Family::Relationships, codec::id_bytes(1), "old");
  writes.put(Family::Labels, "a1", {});
  writes.put(Family::Out, "o1", {});
  instance->write(*instance->batch(writes));
  const auto before = cached(instance->reading());
  std::string value;
  REQUIRE(before->get(Family::Nodes, codec::id_bytes(1), value));
  REQUIRE(before->get(Family::Relationships, codec::id_bytes(1), value));

  Overlay more;
  more.put(Family::Relationships, codec::id_bytes(1), "new");
  more.put(Family::Out, "o2", {});
  instance->write(*instance->batch(more));
  const auto after = cached(instance->reading());
  ByFamily families;
  families.fill(before);
  for (const Family written : {Family::Relationships, Family::Out}) families[static_cast<std::size_t>(written)] = after;
  const auto now = continued(families, after);
  REQUIRE(now->at_hand(Family::Nodes, codec::id_bytes(1)));
  REQUIRE_FALSE(now->at_hand(Family::Relationships, codec::id_bytes(1)));
  REQUIRE(now->get(Family::Relationships, codec::id_bytes(1), value));
  REQUIRE(value == "new");
  REQUIRE(keys_of(*now->cursor(Family::Labels, "a")) == std::vector<std::string>{"a1"});
  REQUIRE(keys_of(*now->cursor(Family::Out, "o")) == std::vector<std::string>{"o1", "o2"});
  REQUIRE(keys_of(*before->cursor(Family::Out, "o")) == std::vector<std::string>{"o1"});
}
