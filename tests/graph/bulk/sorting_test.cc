#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "graph/bulk/key_sorter.h"
#include "graph/bulk/numbered.h"
#include "graph/bulk/spool.h"
#include "graph/bulk/steps.h"
#include "tests/support/folder.h"

using namespace polgraph;
using namespace polgraph::bulk;

namespace {

// Keys as an index has them: much alike, zeros within and at the end, some of them prefixes of others.
std::vector<std::string> awkward_keys(std::size_t count) {
  std::mt19937 dice(7);
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < count; ++i) {
    std::string key = dice() % 2 == 0 ? "the same beginning of all " : "";
    for (std::size_t letters = dice() % 30; letters > 0; --letters) key.push_back("\0\0a\xFF"[dice() % 4]);
    keys.push_back(std::move(key));
  }
  return keys;
}

std::vector<std::string> sorted_by(KeySorter& sorter, const std::vector<std::string>& keys) {
  for (const std::string& key : keys) sorter.add(key);
  sorter.sort();
  std::vector<std::string> all;
  while (sorter.next()) all.emplace_back(sorter.key());
  CHECK_FALSE(sorter.next());
  return all;
}

}  // namespace

TEST_CASE("keys come out ascending, from memory and merged from disk", "[graph][bulk]") {
  const test::Folder folder;
  for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{30000}}) {
    std::vector<std::string> keys = awkward_keys(count);
    KeySorter in_memory(folder.path(), 64 << 20), on_disk(folder.path(), 64 << 10);
    const std::vector<std::string> first = sorted_by(in_memory, keys), second = sorted_by(on_disk, keys);
    std::sort(keys.begin(), keys.end());
    CHECK(first == keys);
    CHECK(second == keys);
  }
}

TEST_CASE("a sorter that is dropped while it sorts leaves nothing", "[graph][bulk]") {
  const test::Folder folder;
  const std::vector<std::string> keys = awkward_keys(30000);
  {
    KeySorter sorter(folder.path(), 64 << 10);
    for (const std::string& key : keys) sorter.add(key);
  }
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("what fails while a run is sorted aside is told", "[graph][bulk]") {
  const test::Folder folder;
  const auto gone = folder.path() / "gone";
  KeySorter sorter(gone, 64 << 10);
  const auto sort_all = [&] {
    for (const std::string& key : awkward_keys(30000)) sorter.add(key);
    sorter.sort();
  };
  CHECK_THROWS_WITH(sort_all(), Catch::Contains("temporary file in " + gone.string()));
}

TEST_CASE("a key that is longer than the sorter's memory is sorted all the same", "[graph][bulk]") {
  const test::Folder folder;
  KeySorter sorter(folder.path(), 64 << 10);
  const std::vector<std::string> keys{std::string(1 << 20, 'b'), "c", std::string(2 << 20, 'b'), "a"};
  CHECK(sorted_by(sorter, keys) == std::vector<std::string>{"a", keys[0], keys[2], "c"});
  CHECK(std::filesystem::is_empty(folder.path()));  // what lies on disk has no name
}

TEST_CASE("keys that begin alike for a million letters are sorted without a deep stack", "[graph][bulk]") {
  const test::Folder folder;
  const std::string alike(1'000'000, 'a');
  KeySorter sorter(folder.path(), 64 << 20);
  CHECK(sorted_by(sorter, {alike + "2", alike, alike + "1", "b"}) ==
        std::vector<std::string>{alike, alike + "1", alike + "2", "b"});
}

TEST_CASE("a spool gives its records back in order, from memory, from disk, and from both", "[graph][bulk]") {
  const test::Folder folder;
  const std::size_t memory = GENERATE(std::size_t{0}, std::size_t{3} << 20, std::size_t{64} << 20);
  Spool spool(folder.path(), memory);
  CHECK(spool.empty());
  std::vector<std::string> records = awkward_keys(200000);
  records.push_back(std::string(3 << 20, 'x'));
  records.emplace_back();
  records.emplace_back("last");
  for (const std::string& record : records) spool.add(record);
  for (int time = 0; time < 2; ++time) {
    Spool::Reader reader(spool);
    std::size_t at = 0, wrong = 0;
    for (; reader.next(); ++at) wrong += at >= records.size() || records[at] != reader.record() ? 1u : 0u;
    CHECK(at == records.size());
    CHECK(wrong == 0);
  }
}

TEST_CASE("texts get numbers in the order they came", "[graph][bulk]") {
  Numbered numbers;
  std::size_t wrong = 0;
  for (int time = 0; time < 2; ++time)
    for (std::uint32_t i = 0; i < 50000; ++i) wrong += numbers.number("text " + std::to_string(i)) == i ? 0u : 1u;
  CHECK(wrong == 0);
  CHECK(numbers.size() == 50000);
  CHECK(numbers.text(17) == "text 17");
  CHECK(numbers.number("") == 50000);
  CHECK(numbers.number(std::string(2 << 20, 'x')) == 50001);
  CHECK(numbers.text(50001).size() == 2 << 20);
}

TEST_CASE("steps are walked by node, type, neighbour and number, both ways", "[graph][bulk]") {
  Steps steps;
  for (const Ends& ends : {Ends{1, 2, 0}, Ends{0, 2, 2}, Ends{1, 0, 2}, Ends{1, 2, 0}}) steps.add(ends);
  using Walk = std::vector<std::vector<std::uint32_t>>;
  const auto walk = [&](bool outgoing) {
    Walk all;
    steps.walk(outgoing, 4, [&](std::uint32_t from, const std::vector<Steps::Step>& some) {
      for (const Steps::Step& step : some) all.push_back({from, step.type, step.to, step.relationship});
    });
    return all;
  };
  CHECK(walk(true) == Walk{{0, 1, 2, 2}, {2, 0, 2, 1}, {2, 1, 0, 0}, {2, 1, 0, 3}});
  CHECK(walk(false) == Walk{{0, 1, 2, 0}, {0, 1, 2, 3}, {2, 0, 2, 1}, {2, 1, 0, 2}});
}
